/** A small issue with a layout of its own, its preview, and the preview's page with a hand on its keyboard and mouse. */
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, KeyInput, Page } from "puppeteer-core";
import { expect } from "vitest";
import type { PreviewState } from "../../src/preview/types.js";
import { jpeg, pause } from "../print/helpers.js";
import { type Files, ISSUE, MANIFEST, newPublisher, type Publisher } from "../support/publisher.js";
import {
  isWhole,
  type OpenPage,
  openWhole,
  type PageOptions,
  pagesFrame,
  type RunningPreview,
  startPreview,
  waitForState,
} from "./preview.js";

export const LAYOUT = "plain";
/** Path of one of the layout's files. */
export const inLayout = (file: string): string => `layouts/${LAYOUT}/${file}`;
export const articleFile = (slug: string): string => `${ISSUE}/articles/${slug}.md`;

const REPOSITORY = path.resolve(import.meta.dirname, "../..");

const readProse = async (): Promise<readonly string[]> =>
  (await readFile(path.join(REPOSITORY, "test/typeset/prose.txt"), "utf8")).trim().split(/\n\s*\n/);

/** So many paragraphs of plain prose, from a place on. */
export const prose = async (paragraphs: number, from = 0): Promise<string> =>
  (await readProse()).slice(from, from + paragraphs).join("\n\n");

/** `name`: the headline; front matter of an article and its words. */
const article = (headline: string, front: string, body: string): string =>
  `---\nheadline: ${headline}\n${front}---\n${body}\n`;

export const manifest = (...slugs: readonly string[]): string =>
  `week: 2026-W47\nnumber: 3\nsections:\n  - name: Desert\n    articles:\n${slugs.map((slug) => `      - ${slug}.md\n`).join("")}`;

/** The articles' slugs in their order. */
export const SLUGS = ["tiles", "dunes", "wells", "judge", "lamp"] as const;

const articles = async (): Promise<Files> => ({
  [MANIFEST]: manifest(...SLUGS),
  "issues/magazine.yaml": `name: Sirocco\ntagline: A small test of sand\nlayout: ${LAYOUT}\nmasthead:\n  Editors: [Lina Harzi, Omar Tazi]\n`,
  [articleFile("tiles")]: article("Tiles, from Mud to Stars", "byline: Sana Idrissi\n", await prose(14)),
  [articleFile("wells")]: article("How a Town Drank", "byline: Omar Tazi\n", await prose(12, 20)),
  [articleFile("judge")]: article("The Judge of Everywhere", "byline: Lina Harzi\n", await prose(12, 36)),
  [articleFile("lamp")]: article(
    "A Light to Steer By",
    "byline: Nadia Benali\n",
    `A lamp is a small sun that somebody has to feed.\n\n${await prose(4, 50)}\n\n![A white tower.](tower.jpg "The tower")`,
  ),
  [`${ISSUE}/pictures/tower.jpg`]: await jpeg(900, 600),
});

/** A publisher whose layout can be edited: one of ours under another name. The caller removes it. */
export const newIssue = async (files: Files = {}): Promise<Publisher> => {
  const publisher = await newPublisher({ ...(await articles()), ...files }, { keep: true });
  await cp(path.join(REPOSITORY, "layouts/bulletin"), publisher.at(inLayout("")), { recursive: true });
  const yaml = await readFile(publisher.at(inLayout("layout.yaml")), "utf8");
  await publisher.write({ [inLayout("layout.yaml")]: yaml.replace("name: bulletin", `name: ${LAYOUT}`) });
  return publisher;
};

const LOOK_MS = 20;
const WAIT_MS = 20_000;
const QUIET_MS = 250;

/** Looks again and again until there is something; tells what was last seen when there never is. */
export const until = async <Seen>(
  look: () => Promise<Seen>,
  isWanted: (seen: Seen) => boolean = Boolean,
): Promise<Seen> => {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (performance.now() > end)
      throw new Error(`Never came: ${isWanted === Boolean ? look : isWanted}\nlast: ${JSON.stringify(seen)}`);
    await pause(LOOK_MS);
  }
};

/** What can be seen of a page: its folio, the share of it that is in the window, and where its corner is, px of the screen. */
export interface Seen {
  readonly folio: number;
  readonly share: number;
  readonly left: number;
  readonly top: number;
}

const pagesInView = (): Seen[] =>
  [...document.querySelectorAll<HTMLElement>("body > .page")].flatMap((page, index) => {
    const { left, top, right, bottom, width, height } = page.getBoundingClientRect();
    const across = Math.min(right, innerWidth) - Math.max(left, 0);
    const down = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return across > 0 && down > 0 ? [{ folio: index + 1, share: (across * down) / (width * height), left, top }] : [];
  });

/** Chromium says so of every document that has the pages' policy, which keeps links and forms in the pages from leading away. */
const SANDBOX_WARNING = "allow-scripts and allow-same-origin for its sandbox attribute can escape its sandboxing.";

/** The preview's page, driven as its reader does. */
export class Driven {
  constructor(
    readonly publisher: Publisher,
    readonly preview: RunningPreview,
    private readonly opened: OpenPage,
    /** The composed pages' own document. */
    readonly pages: Frame,
  ) {}

  get page(): Page {
    return this.opened.page;
  }

  get faults(): readonly string[] {
    return this.opened.faults.filter((fault) => !fault.endsWith(SANDBOX_WARNING));
  }

  async press(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Clicks with the mouse what has this role and name. */
  async click(name: string, role = "button"): Promise<void> {
    const found = await this.page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`);
    await found!.click();
  }

  /** Puts the keyboard where it is when the page has just been opened: nowhere. */
  async leaveFields(): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  /** The number in the field at the foot. */
  folio(): Promise<number> {
    return this.page.$eval(".pages-folio input", (field) => Number(field.value));
  }

  inView(): Promise<Seen[]> {
    return this.pages.evaluate(pagesInView);
  }

  /** Waits until the field tells this folio and its page is there to be seen. */
  async standsAt(folio: number): Promise<void> {
    const look = async () => ({ field: await this.folio(), seen: await this.inView() });
    await until(
      look,
      ({ field, seen }) => field === folio && seen.some((page) => page.folio === folio && page.share > 0.5),
    );
  }

  state(wanted: (state: PreviewState) => boolean): Promise<PreviewState> {
    return waitForState(this.page, wanted);
  }

  whole(): Promise<PreviewState> {
    return this.state(isWhole);
  }

  async revision(): Promise<number> {
    return Number(await this.page.evaluate(() => document.documentElement.dataset.revision));
  }

  /** Changes files, and waits until pages newer than those before stand as they are wanted. */
  async after(
    change: () => Promise<unknown>,
    wanted: (state: PreviewState) => boolean = isWhole,
  ): Promise<PreviewState> {
    const before = await this.revision();
    await change();
    return this.state((state) => state.revision > before && wanted(state));
  }

  read(file: string): Promise<string> {
    return readFile(this.publisher.at(file), "utf8");
  }

  /** Files that have been changed, as they were. */
  private readonly were = new Map<string, string>();

  /** Saves a file as careful editors do: written beside it, then put in its place. */
  async edit(file: string, change: (text: string) => string): Promise<void> {
    const was = await this.read(file);
    if (!this.were.has(file)) this.were.set(file, was);
    const text = change(was);
    if (text === was) throw new Error(`Nothing has changed in ${file}.`);
    await writeFile(this.publisher.at(`${file}.tmp`), text);
    await rename(this.publisher.at(`${file}.tmp`), this.publisher.at(file));
  }

  /** Puts the changed files back, and waits for their pages and for what may follow them. */
  async putBack(): Promise<void> {
    if (this.were.size === 0) return;
    await this.after(() => this.publisher.write(Object.fromEntries(this.were)));
    this.were.clear();
    await this.rest();
  }

  /** Waits until no new revision has come for a while: the watcher looks at a file once more after it has changed. */
  async rest(): Promise<void> {
    let last = { revision: -1, since: 0 };
    await until(
      async () => {
        const revision = await this.revision();
        if (revision !== last.revision) last = { revision, since: performance.now() };
        return performance.now() - last.since;
      },
      (quietMs) => quietMs > QUIET_MS,
    );
    await this.whole();
  }

  /** Nothing has gone wrong on the page. */
  expectNoFaults(): void {
    expect(this.faults).toEqual([]);
  }

  /** Closes the page alone. */
  close(): Promise<void> {
    return this.opened.close();
  }

  async end(): Promise<void> {
    await this.close();
    await this.preview.stop();
    await this.publisher.remove();
  }
}

export interface DriveOptions extends PageOptions {
  readonly files?: Files;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Starts the preview of the small issue and opens its page. */
export const drive = async ({ files, env, ...options }: DriveOptions = {}): Promise<Driven> => {
  const publisher = await newIssue(files);
  const preview = await startPreview({ issue: ISSUE, cwd: publisher.root, ...(env === undefined ? {} : { env }) });
  const opened = await openWhole(preview.url, options);
  return new Driven(publisher, preview, opened, await pagesFrame(opened.page));
};
