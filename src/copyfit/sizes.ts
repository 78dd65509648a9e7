/** How many grid lines pictures and heads may take. Lengths in px unless a name says otherwise. */
import type { ComposePlan, OpenerPlan } from "../layout/index.js";
import { FEWEST_OPENING_LINES, type OpenerLines } from "../makeup/index.js";
import type { FigureSize } from "./units.js";

/** Share of the type area's lines that a picture may take at most. */
const TALLEST_FIGURE = 0.6;
const SMALLEST_FIGURE_LINES = 6;
/** How far a crop may leave a picture's own proportions: to 0.8 of them (taller), to 1.4 (wider). */
const CROP = { tallest: 0.8, widest: 1.4 };
/** Proportions of a gallery's pictures, width over height. */
const GALLERY_ASPECT = { natural: 1.25, tallest: 0.85, widest: 1.6 };

type Grid = Pick<ComposePlan, "leadingPx" | "lines">;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Grid lines that a height takes; a hair over is the measurer's rounding. */
export const wholeLines = (heightPx: number, leadingPx: number): number =>
  Math.max(1, Math.ceil((heightPx - 0.05) / leadingPx));

/** Columns that a figure may span: its own first; a picture outside the text may also be wider or narrower, unless the editor chose. */
export const figureSpans = (asked: number, columns: number, fixed: boolean): number[] => {
  const own = Math.min(asked, columns);
  if (own === 1 || fixed) return [own];
  return [own, ...Array.from({ length: columns }, (_, index) => index + 1).filter((span) => span !== own)];
};

/** Grid lines that a figure may take: `widthPx` is one picture's, `restPx` all that stands with it, `aspect` its width over its height. */
export const figureLines = (
  figure: {
    readonly widthPx: number;
    readonly restPx: number;
    readonly aspect: number;
    readonly gallery: boolean;
    readonly whole: boolean;
  },
  { leadingPx, lines: pageLines }: Grid,
): Pick<FigureSize, "natural" | "minLines" | "maxLines"> => {
  const { widthPx, restPx, aspect, gallery, whole } = figure;
  const linesAt = (shown: number): number => (restPx + widthPx / shown) / leadingPx;
  if (whole) {
    const natural = Math.min(pageLines, Math.ceil(linesAt(aspect)));
    return { natural, minLines: natural, maxLines: natural };
  }
  const range = gallery
    ? GALLERY_ASPECT
    : { natural: aspect, tallest: aspect * CROP.tallest, widest: aspect * CROP.widest };
  const tallest = Math.floor(pageLines * TALLEST_FIGURE);
  const natural = clamp(Math.round(linesAt(range.natural)), SMALLEST_FIGURE_LINES, tallest);
  return {
    natural,
    minLines: clamp(Math.ceil(linesAt(range.widest)), SMALLEST_FIGURE_LINES, natural),
    maxLines: clamp(Math.floor(linesAt(range.tallest)), natural, tallest),
  };
};

/**
 * One way to open a story: lines of its head without a hero, and what the hero may take. `headPx`: height of the head with no hero;
 * `bleedPx`: what a hero that bleeds is taller than its lines by.
 */
export const openerLines = (
  { hero, sinkLines, runsOn }: OpenerPlan,
  head: { readonly headPx: number; readonly leadPages: number; readonly bleedPx: number },
  { leadingPx, lines }: Grid,
): OpenerLines => {
  const { headPx, leadPages, bleedPx } = head;
  const headLines = wholeLines(headPx, leadingPx);
  const sink = Math.max(0, Math.min(sinkLines, lines - headLines - FEWEST_OPENING_LINES));
  // A spread's hero has a page to itself.
  if (hero === undefined || leadPages > 0) return { headLines, sinkLines: sink, leadPages, runsOn };
  // Under the hero the copy has room to begin; where words leave too little for both, the copy begins on the next page.
  const below = Math.max(0, lines - headLines);
  const room = Math.max(below - FEWEST_OPENING_LINES, Math.min(hero.minLines, below));
  const maxLines = Math.min(hero.maxLines, room);
  const minLines = Math.min(hero.minLines, maxLines);
  const own = (hero.widthPx / hero.aspect - bleedPx) / leadingPx;
  // One that is shown whole leaves up to a line of white, or is narrower than its room (`wholeIn`).
  const natural = hero.whole ? Math.min(Math.ceil(own), room) : clamp(Math.round(own), minLines, maxLines);
  return {
    headLines,
    sinkLines: sink,
    leadPages,
    runsOn,
    hero: hero.whole ? { minLines: natural, maxLines: natural, natural } : { minLines, maxLines, natural },
  };
};

/** The largest size of a picture that is shown whole in a box; it stands at the box's top-left corner. `aspect`: width over height. */
export const wholeIn = (
  box: { readonly widthPx: number; readonly heightPx: number },
  aspect: number,
): { readonly widthPx: number; readonly heightPx: number } => {
  const widthPx = Math.min(box.widthPx, Math.max(0, box.heightPx) * aspect);
  return { widthPx, heightPx: widthPx / aspect };
};

/** A column narrower than this many px reads badly with a table of several columns: the table goes over several of the page's. */
const NARROW_TABLE_PX = 260;
/** So many columns of a table want several of the page's, however wide those are: their cells would go over two lines. */
const MANY_COLUMNS = 6;

/** Columns of the page that a table of so many columns of its own begins with. */
export const tableSpan = (measurePx: number, tableColumns: number): number => {
  if (tableColumns >= MANY_COLUMNS) return measurePx >= NARROW_TABLE_PX ? 2 : 3;
  return measurePx >= NARROW_TABLE_PX || tableColumns < 3 ? 1 : 2;
};

/** A table whose words had to be broken to fit. Problems: TABLE_TOO_WIDE. */
export const TABLE_TOO_WIDE = {
  code: "TABLE_TOO_WIDE",
  severity: "warning",
  message: "The table is wider than the page even in small type; its words were broken to fit.",
  remedy: "Give the table fewer columns or shorter cells, or turn rows and columns.",
} as const;
