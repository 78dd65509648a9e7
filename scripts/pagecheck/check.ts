/** The whole check of one finished PDF. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { articleTexts, describeWithWords } from "../../src/pdf/index.js";
import { browserSpaces } from "./chromium.js";
import type { BadEnd } from "./ends.js";
import { measurePages, type PageFigures } from "./figures.js";
import type { HouseOnPage } from "./house.js";
import { hyphenLadders } from "./hyphens.js";
import { paragraphsOf } from "./paragraphs.js";
import { type MeasureSpaces, spacesByMeasure } from "./spaces.js";
import { MOST_HYPHENS } from "./verdict.js";
import { findWords, rawLines, type WholeWords } from "./whole-words.js";

export interface Checked {
  readonly figures: PageFigures;
  readonly ladders: readonly BadEnd[];
  readonly spaces: readonly (MeasureSpaces & { readonly browser: readonly number[] })[];
  /** Those of the same issue in the same layout, set by our own breaker but printed by Chromium. */
  readonly chromiumSpaces?: readonly MeasureSpaces[];
  readonly words: readonly (WholeWords & { readonly reader: string })[];
  /** House matter was switched off: the bounds for white are wider. */
  readonly noHouse: boolean;
}

export interface CheckOptions {
  /** Texts of the articles; without them those that the tag tree has are looked for. */
  readonly texts?: readonly string[];
  readonly noHouse?: boolean;
  /** House matter by page, from the flatplan. */
  readonly planned?: readonly HouseOnPage[];
  readonly cache?: string;
  /** The same issue in the same layout, printed by Chromium: for a file of another engine. */
  readonly chromiumPdf?: string;
}

/** Word spaces of a file that Pressday has set. */
export const spacesIn = async (file: string): Promise<MeasureSpaces[]> => {
  const { seen, words } = await describeWithWords(await readFile(file));
  const { area, bodyStyles } = measurePages(seen);
  return spacesByMeasure(paragraphsOf(seen, words), { area, bodyStyles: new Set(bodyStyles) });
};

/** Poppler's own raw text, where it is installed. */
const popplerLines = async (file: string): Promise<string[] | undefined> => {
  const answer = await promisify(execFile)("pdftotext", ["-raw", file, "-"], { maxBuffer: 1 << 28 }).catch(
    () => undefined,
  );
  return answer?.stdout.split(/[\n\f]/);
};

export const checkPdf = async (file: string, options: CheckOptions = {}): Promise<Checked> => {
  const { seen, words } = await describeWithWords(await readFile(file));
  const figures = measurePages(seen, options.planned);
  const paragraphs = paragraphsOf(seen, words);
  const groups = spacesByMeasure(paragraphs, { area: figures.area, bodyStyles: new Set(figures.bodyStyles) });
  const browser = await browserSpaces(
    groups.map(({ comparable }) => comparable),
    options,
  );
  const texts = options.texts ?? articleTexts(seen).map(({ text }) => text);
  const poppler = await popplerLines(file);
  return {
    figures,
    ladders: hyphenLadders(paragraphs, MOST_HYPHENS).map(({ pageIndex, text, rungs }) => ({
      page: seen.pages[pageIndex]!.label,
      text: `${rungs} in a row, the last ${text}`,
    })),
    spaces: groups.map((group, index) => ({ ...group, browser: browser[index]! })),
    ...(options.chromiumPdf === undefined ? {} : { chromiumSpaces: await spacesIn(options.chromiumPdf) }),
    words: [
      { reader: "pdf.js", ...findWords(texts, seen.pages.flatMap(rawLines)) },
      ...(poppler === undefined ? [] : [{ reader: "pdftotext", ...findWords(texts, poppler) }]),
    ],
    noHouse: options.noHouse ?? false,
  };
};
