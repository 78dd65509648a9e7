/**
 * The pages shown are the pages printed: the sample issue in each layout, the preview's own page against the file that the command
 * prints. `PRESSDAY_LOOK=1` writes what differs in each page's picture to `test/out/preview/`.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWithWords } from "../../src/pdf/index.js";
import { pressday } from "../support/command.js";
import { ISSUE, temporaryFolder } from "../support/publisher.js";
import { type DrawnPage, readDrawn } from "./drawn.js";
import {
  comparePixels,
  isCovered,
  openPrinted,
  type PixelDifference,
  type PrintedPages,
  type SizePx,
  shootPages,
  showFullSize,
} from "./pictures.js";
import { openWhole, startPreview } from "./preview.js";
import { type Comparison, comparePictures, compareWords, joined } from "./words.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const OUT = path.resolve(import.meta.dirname, "../out/preview");
/** Wednesday of the sample's week. */
const DATE = { SOURCE_DATE_EPOCH: "1795003200" };
const WORD_PT = 0.3;
const PICTURE_PT = 0.5;
/** Of the pixels outside photographs. */
const MOST_DIFFERING = 0.01;
const look = process.env.PRESSDAY_LOOK !== undefined;

type Printed = Awaited<ReturnType<typeof describeWithWords>> & { readonly pdf: Uint8Array };

const printSample = async (layout: string, folder: string): Promise<Printed> => {
  const args = ["build", ISSUE, "--force", "--layout", layout, "--out", folder];
  const built = await pressday(args, { cwd: ROOT, env: DATE });
  if (built.exit !== 0) throw new Error(`The sample cannot be built:\n${built.stderr}`);
  const pdf = await readFile(path.resolve(ROOT, built.stdout.trimEnd().split("\n").at(-1)!));
  return { pdf, ...(await describeWithWords(pdf)) };
};

interface Shown {
  readonly page: Page;
  readonly frame: Frame;
  readonly size: SizePx;
  readonly faults: readonly string[];
  readonly end: () => Promise<void>;
}

const showSample = async (layout: string): Promise<Shown> => {
  const { url, stop } = await startPreview({ issue: ISSUE, layout, cwd: ROOT, env: DATE });
  const { page, faults, state, close } = await openWhole(url, { width: 900, height: 1300 });
  const size = state.sheet;
  const end = async (): Promise<void> => {
    await close();
    await stop();
  };
  return { page, frame: await showFullSize(page, size), size, faults, end };
};

/** Compares page by page; what is said of a page begins with its number. */
const byPage = (drawn: readonly DrawnPage[], compare: (page: DrawnPage, pageIndex: number) => Comparison): Comparison =>
  joined(
    drawn.map((page, pageIndex) => {
      const { lost, apart, differences } = compare(page, pageIndex);
      const numbered = (texts: readonly string[]) => texts.map((text) => `page ${pageIndex + 1}: ${text}`);
      return { lost: numbered(lost), apart: numbered(apart), differences };
    }),
  );

const wordsOf = (drawn: readonly DrawnPage[], { seen, words }: Printed): Comparison =>
  byPage(drawn, (page, index) =>
    compareWords(page, { words: words[index] ?? [], runs: seen.pages[index]?.runs ?? [] }, WORD_PT),
  );

const report = (layout: string, what: string, differences: readonly number[], unit = "pt"): void => {
  if (!look) return;
  const sorted = [...differences].sort((one, other) => one - other);
  const share = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(4);
  console.log(`${layout}: ${sorted.length} ${what}, median ${share(0.5)}, p99 ${share(0.99)}, max ${share(1)} ${unit}`);
};

const keep = async (layout: string, pageIndex: number, { png }: PixelDifference): Promise<void> => {
  await mkdir(path.join(OUT, layout), { recursive: true });
  await writeFile(path.join(OUT, layout, `${pageIndex + 1}.png`), await png());
};

interface Sample {
  readonly printed: Printed;
  readonly shown: Shown;
  readonly drawn: readonly DrawnPage[];
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const makeSample = async (layout: string): Promise<Sample> => {
  const folder = await temporaryFolder({ keep: true });
  folders.push(folder);
  const [printed, shown] = await Promise.all([printSample(layout, folder), showSample(layout)]);
  return { printed, shown, drawn: await readDrawn(shown.frame) };
};

const LAYOUTS = ["classic", "atlas", "bulletin"] as const;
const samples = new Map<string, Promise<Sample>>();

/** The sample in a layout. The next layout's is made meanwhile: browsers and commands are other processes. */
const sampleIn = async (layout: (typeof LAYOUTS)[number]): Promise<Sample> => {
  const begin = (name: string): Promise<Sample> => {
    const sample = samples.get(name) ?? makeSample(name);
    sample.catch(() => {});
    samples.set(name, sample);
    return sample;
  };
  const sample = await begin(layout);
  const next = LAYOUTS[LAYOUTS.indexOf(layout) + 1];
  if (next !== undefined) void begin(next);
  return sample;
};

describe.each(LAYOUTS)("the sample in the layout %s", (layout) => {
  let printed: Printed;
  let shown: Shown;
  let drawn: readonly DrawnPage[];

  beforeAll(async () => {
    ({ printed, shown, drawn } = await sampleIn(layout));
  });

  afterAll(async () => (await samples.get(layout)?.catch(() => undefined))?.shown.end());

  it("has the same words in the same places", () => {
    expect(drawn.length).toBe(printed.seen.pages.length);
    const { lost, apart, differences } = wordsOf(drawn, printed);
    report(layout, "words and lines", differences);
    expect(lost).toEqual([]);
    expect(apart).toEqual([]);
    expect(differences.length).toBeGreaterThan(10_000);
  });

  it("has the same pictures in the same boxes", () => {
    const { lost, apart, differences } = byPage(drawn, (page, index) =>
      comparePictures(page, printed.seen.pages[index]!, PICTURE_PT),
    );
    report(layout, "pictures", differences);
    expect(lost).toEqual([]);
    expect(apart).toEqual([]);
    expect(differences.length).toBeGreaterThan(30);
  });

  /** Shares of pixels, page by page. The browser draws the next page while one is drawn and compared here. */
  const differences = async (file: PrintedPages, shots: ReturnType<typeof shootPages>): Promise<number[]> => {
    const shares: number[] = [];
    let next = shots.next();
    for (const [pageIndex, { pictures }] of drawn.entries()) {
      const shot = await next;
      next = shots.next();
      const photographs = pictures.map(({ visible }) => visible);
      if (isCovered(photographs, shown.size)) continue;
      const difference = comparePixels(shot.value, await file.draw(pageIndex), photographs);
      shares[pageIndex] = difference.share;
      if (look || difference.share > MOST_DIFFERING) await keep(layout, pageIndex, difference);
    }
    await next;
    file.close();
    return shares;
  };

  it("looks the same, pixel by pixel", async () => {
    await rm(path.join(OUT, layout), { recursive: true, force: true });
    const { page, size } = shown;
    const shares = await differences(await openPrinted(printed.pdf, size), shootPages(page, size, drawn.length));
    report(layout, "pages", shares, "of the pixels");
    const different = shares.flatMap((share, index) => (share > MOST_DIFFERING ? [`page ${index + 1}: ${share}`] : []));
    expect(different).toEqual([]);
  });

  it("shows it without a fault in the console", () => expect(shown.faults).toEqual([]));

  it("would show a line that is out of its place", async () => {
    const text = await shown.frame.evaluate(() => {
      const line = document.querySelector<HTMLElement>("[data-lines]")!;
      line.style.position = "relative";
      line.style.top = "1px";
      return line.textContent!;
    });
    const { apart } = wordsOf(await readDrawn(shown.frame), printed);
    expect(apart.length).toBeGreaterThan(text.split(" ").length / 2);
  });
});
