/** The real preview in a real browser: how long its first pages take, and each change until it is on the screen. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { listBrowsers } from "../../src/print/index.js";
import { ROOT } from "./measure.js";

/** Time on the clock that this process and the page share, ms. */
export const clock = (): number => performance.timeOrigin + performance.now();

/** The browser that looks at the preview; not the one that composes. */
export const startViewer = async (cache: string): Promise<Browser> => {
  const used = (await listBrowsers({ cache })).find((candidate) => candidate.used);
  if (used === undefined) throw new Error("No browser to look at the preview with; pressday doctor tells why.");
  return puppeteer.launch({
    executablePath: used.location,
    headless: "shell",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    defaultViewport: { width: 1680, height: 1050 },
  });
};

export interface RunningPreview {
  readonly process: ChildProcess;
  readonly startedAt: number;
  readonly url: string;
}

export const startPreview = (issue: string, cache: string): Promise<RunningPreview> =>
  new Promise((resolve, reject) => {
    const startedAt = clock();
    const child = spawn(process.execPath, [path.join(ROOT, "dist/cli.js"), "preview", issue, "--cache", cache], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("\n")) resolve({ process: child, startedAt, url: said.trim() });
    });
    child.once("exit", (status) => reject(new Error(`pressday preview ended with ${status}:\n${errors}`)));
  });

export const endPreview = ({ process: child }: RunningPreview): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });

/** What the page waits for: pages newer than a revision, and words that stand among them. */
interface Wanted {
  readonly after: number;
  readonly whole: boolean;
  /** A test in the pages' own document, as an expression. */
  readonly test: string;
}

/** Waits in the page until the pages are there and painted; the time then. */
const UNTIL_SHOWN = `({ after, whole, test }) => new Promise((resolve) => {
  const { dataset } = document.documentElement;
  const look = () => {
    const pages = document.querySelector("iframe")?.contentDocument;
    const there = pages && Number(dataset.revision) > after && (!whole || dataset.stage === "whole") && pages.querySelector(".page");
    // A frame that begins after this one shows what stands in the document now.
    if (there && new Function("pages", "return " + test)(pages)) requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    else requestAnimationFrame(look);
  };
  look();
})`;

const untilShown = (page: Page, wanted: Wanted): Promise<number> =>
  page.evaluate(`(${UNTIL_SHOWN})(${JSON.stringify(wanted)})`) as Promise<number>;

const revisionOf = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset.revision ?? 0));

/** From starting the command to its first pages on the screen, ms. */
export const firstPages = async (viewer: Browser, issue: string, cache: string) => {
  const running = await startPreview(issue, cache);
  const page = await viewer.newPage();
  // The test is an expression made here, which the page's own policy would refuse.
  await page.setBypassCSP(true);
  await page.goto(running.url);
  const shownAt = await untilShown(page, { after: 0, whole: true, test: "true" });
  return { running, page, ms: shownAt - running.startedAt };
};

export interface Edit {
  readonly file: string;
  readonly change: (text: string) => string;
  /** Holds in the pages' document (`pages`) once the change is on the screen. */
  readonly test: string;
}

export interface EditTimes {
  /** From saving the file until the change is on the screen, and until the whole issue is. */
  readonly shownMs: number;
  readonly wholeMs: number;
}

export const edit = async (page: Page, { file, change, test }: Edit): Promise<EditTimes> => {
  const after = await revisionOf(page);
  const text = await readFile(file, "utf8");
  const shown = untilShown(page, { after, whole: false, test });
  const whole = untilShown(page, { after, whole: true, test });
  const changed = change(text);
  const savedAt = clock();
  await writeFile(file, changed);
  return { shownMs: (await shown) - savedAt, wholeMs: (await whole) - savedAt };
};
