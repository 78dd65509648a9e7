import type { SetLine } from "../../scripts/pagecheck/lines.js";
import type { AreaPt, DescribedPage, DescribedTag, DescribedWord, PdfDescription } from "../../src/pdf/index.js";

/** A page of 600 × 800 pt with a type area of three columns of 160 pt, 20 pt apart, and 50 lines 12 pt apart. */
export const LEADING = 12;
export const LINES = 50;
export const TOP = 60;
export const MEASURE = 160;
const LEFT = 40;
const STEP = 180;
export const BODY = "Serif-Regular 9";

export const columnLeft = (column: number): number => LEFT + column * STEP;
export const baselineOf = (line: number): number => TOP + (line + 1) * LEADING;

/** The marked content that each page's lines of one column belong to. */
const mcidOf = (column: number): number => column + 1;

/** Full lines of one column, from line `from` up to `to`. */
export const columnLines = (pageIndex: number, column: number, from: number, to: number): SetLine[] =>
  Array.from({ length: to - from }, (_, index) => ({
    pageIndex,
    left: columnLeft(column),
    right: columnLeft(column) + MEASURE,
    baseline: baselineOf(from + index),
    style: BODY,
    text: "words",
    mcids: new Set([mcidOf(column)]),
  }));

export const newPage = (index: number, parts: Partial<DescribedPage> = {}): DescribedPage => ({
  index,
  label: String(index + 1),
  mediaPt: [0, 0, 600, 800],
  cropPt: [0, 0, 600, 800],
  trimPt: [0, 0, 600, 800],
  bleedPt: [0, 0, 600, 800],
  trimMm: [211, 282],
  rotation: 0,
  text: "",
  runs: [],
  pictures: [],
  grounds: [],
  ...parts,
});

export const content = (pageIndex: number, mcid: number) => ({ type: "content" as const, pageIndex, mcid, text: "" });

export const newTag = (type: string, kids: DescribedTag["kids"], parts: Partial<DescribedTag> = {}): DescribedTag => ({
  type,
  role: undefined,
  language: undefined,
  alt: undefined,
  attributes: {},
  pageIndexes: [],
  kids,
  ...parts,
});

/** A description with these pages, whose columns are one article's, and with more tags beside it. */
export const newDescription = (
  pages: readonly DescribedPage[],
  beside: readonly DescribedTag[] = [],
): PdfDescription => {
  const paragraphs = pages.flatMap(({ index }) =>
    [0, 1, 2].map((column) => newTag("P", [content(index, mcidOf(column))])),
  );
  return {
    version: "1.7",
    info: {},
    xmp: {},
    language: "en",
    viewer: { displayDocTitle: true, pageLayout: undefined, pageMode: undefined },
    marked: true,
    pages,
    outline: [],
    links: [],
    fonts: [],
    tags: newTag("Document", [newTag("Art", paragraphs), ...beside]),
  };
};

export const newArea = (x: number, y: number, width: number, height: number): AreaPt => ({ x, y, width, height });

/** Words of one line, each 20 pt wide, with these gaps between them; the font's own space is 2 pt. */
export const wordsWithGaps = (gaps: readonly number[], baseline = 100): DescribedWord[] => {
  let left = 40;
  return [0, ...gaps].map((gap) => {
    left += gap;
    const word = {
      text: "word",
      left,
      right: left + 20,
      baseline,
      sizePt: 9,
      font: "Serif-Regular",
      mcid: 1,
      spacePt: 2,
    };
    left += 20;
    return word;
  });
};
