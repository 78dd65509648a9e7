/** `pressday preview` as a designer has it: the real command as a child process, its page in the project's own Chromium. */
import type { Browser, Frame, Page } from "puppeteer-core";
import { afterAll } from "vitest";
import type { PreviewState } from "../../src/preview/types.js";
import { findBrowser } from "../../src/print/find.js";
import { findShippedPackage, unpackLibraries, unpackShipped } from "../../src/print/shipped.js";
import { pause, sharedCache } from "../print/helpers.js";
import { type Ended, type RunOptions, startPressday } from "../support/command.js";

export interface StartOptions extends RunOptions {
  /** Folder of the issue, as the command is given it. */
  readonly issue: string;
  readonly layout?: string;
  /** Further arguments. */
  readonly args?: readonly string[];
}

export interface RunningPreview {
  /** The address that stood on stdout. */
  readonly url: string;
  readonly pid: number;
  /** Ends the command as Ctrl+C does; may be called twice. */
  stop(): Promise<Ended>;
}

const running = new Set<RunningPreview>();

/** Starts the command and waits for its address. What a test leaves running ends with its file. */
export const startPreview = async ({ issue, layout, args = [], ...options }: StartOptions): Promise<RunningPreview> => {
  const flags = layout === undefined ? [] : ["--layout", layout];
  const { child, ended } = startPressday(["preview", issue, ...flags, ...args], options);
  const url = await new Promise<string>((resolve, reject) => {
    let written = "";
    child.stdout!.on("data", (text: string) => {
      written += text;
      const line = /^(\S+)\n/.exec(written)?.[1];
      if (line !== undefined) resolve(line);
    });
    ended.then(
      ({ exit, stderr }) => reject(new Error(`The preview ended with status ${exit} without an address:\n${stderr}`)),
      reject,
    );
  });
  const preview: RunningPreview = {
    url,
    pid: child.pid!,
    stop: () => {
      running.delete(preview);
      child.kill("SIGINT");
      return ended;
    },
  };
  running.add(preview);
  return preview;
};

/**
 * As the preview's own browser is started: no hinting, one colour space; letters smoothed in grey, for those in LCD colours are of one
 * screen alone. `--headless` makes the small browser draw as a whole one does.
 */
const ARGUMENTS = ["--headless", "--font-render-hinting=none", "--force-color-profile=srgb", "--disable-lcd-text"];

const launch = async (): Promise<Browser> => {
  const { default: puppeteer } = await import("puppeteer-core");
  const cache = sharedCache();
  const choice = await findBrowser({ cache });
  if (choice.source === "url") return puppeteer.connect({ browserURL: choice.location });
  const shipped = choice.source === "shipped" ? await findShippedPackage() : undefined;
  const start = (env: NodeJS.ProcessEnv): Promise<Browser> =>
    puppeteer.launch({
      executablePath: choice.location,
      headless: choice.headlessShell ? "shell" : true,
      pipe: true,
      args: [...ARGUMENTS, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
      env: { ...env, LANG: "C.UTF-8", TZ: "UTC" },
    });
  if (shipped === undefined) return start(process.env);
  await unpackShipped(shipped, cache);
  return start(process.env).catch(async (fault: Error) => {
    if (!/error while loading shared libraries/.test(fault.message)) throw fault;
    const libraries = await unpackLibraries(shipped, cache);
    return start({
      ...process.env,
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
    });
  });
};

let browser: Promise<Browser> | undefined;

/** The browser that all pages of a test file share. */
export const previewBrowser = (): Promise<Browser> => {
  browser ??= launch();
  return browser;
};

afterAll(async () => {
  await (await browser)?.close();
  await Promise.all([...running].map((preview) => preview.stop()));
});

export interface PageOptions {
  /** CSS px of the window. */
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
}

/** A page of the browser, and what went wrong on it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors in the console, faults of scripts, requests that failed: none, when all is well. */
  readonly faults: readonly string[];
  /** What the console warns of: browsers do so of what is meant, too. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a context of its own, which remembers nothing of others, and gathers what goes wrong there. */
export const openPage = async (
  url: string,
  { width = 1400, height = 900, theme = "light" }: PageOptions = {},
): Promise<OpenPage> => {
  const context = await (await previewBrowser()).createBrowserContext();
  const page = await context.newPage();
  const faults: string[] = [];
  const warnings: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
    if (message.type() === "warn") warnings.push(message.text());
  });
  page.on("pageerror", (fault) => faults.push(`script: ${(fault as Error).stack ?? String(fault)}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A page that is closed or left gives its requests up.
    if (why !== "net::ERR_ABORTED") faults.push(`request: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`answer: ${response.status()} ${response.url()}`);
  });
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return { page, faults, warnings, close: () => context.close() };
};

/** The frame with the composed pages. */
export const pagesFrame = async (page: Page): Promise<Frame> => {
  const element = await page.waitForSelector("iframe.pages-frame");
  return (await element!.contentFrame())!;
};

const WAIT_MS = 30_000;
const LOOK_MS = 25;

/**
 * Waits until a state that is as it should be stands on the screen, and gives it: the server's own words, told once its page shows
 * that very revision. Fails with the last state that it saw.
 */
export const waitForState = async (
  page: Page,
  predicate: (state: PreviewState) => boolean,
  withinMs = WAIT_MS,
): Promise<PreviewState> => {
  const until = performance.now() + withinMs;
  let last: PreviewState | undefined;
  while (performance.now() < until) {
    const shown = await page.evaluate(() => document.documentElement.dataset.revision);
    if (shown !== undefined && shown !== String(last?.revision)) {
      const state = await page.evaluate(() => fetch("state").then((answer) => answer.json() as Promise<unknown>));
      last = state as PreviewState;
    }
    if (last !== undefined && shown === String(last.revision) && predicate(last)) return last;
    await pause(LOOK_MS);
  }
  const { pages, articles: _, ...rest } = last ?? { pages: [], articles: [] };
  throw new Error(`No such state within ${withinMs} ms. ${pages.length} pages; ${JSON.stringify(rest).slice(0, 4000)}`);
};

/** All pages composed from the files as they are. */
export const isWhole = ({ stage, stale, pages }: PreviewState): boolean =>
  stage === "whole" && !stale && pages.length > 0;

/** Opens a preview and waits for the whole issue, its fonts and its pictures. */
export const openWhole = async (
  url: string,
  options?: PageOptions,
): Promise<OpenPage & { readonly state: PreviewState }> => {
  const opened = await openPage(url, options);
  const state = await waitForState(opened.page, isWhole);
  await settle(opened.page);
  return { ...opened, state };
};

/** Waits for all fonts and pictures of the pages that stand now. */
export const settle = async (page: Page): Promise<void> => {
  const frame = await pagesFrame(page);
  await frame.evaluate(async () => {
    for (const picture of document.images) picture.loading = "eager";
    await document.fonts.ready;
    await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
  });
};
