import { fillColumn } from "./column.js";
import type { Choice, FloatFill, Flow, FrameFill, PageFill, PagePlan, StoryPages } from "./types.js";

/** White lines between a float and the columns beside it. */
const FLOAT_GAP_LINES = 1;
/** A column shorter than this, in grid lines, is left empty rather than filled with a stub. */
const SHORTEST_COLUMN_LINES = 4;

interface Columns {
  readonly tops: number[];
  readonly bottoms: number[];
}

interface Poured {
  readonly frames: FrameFill[];
  readonly to: number;
  readonly forced: number[];
}

const pourColumns = (flow: Flow, from: number, columns: Columns, mustMove: boolean): Poured => {
  const frames: FrameFill[] = [];
  const forced: number[] = [];
  let next = from;
  for (let column = 0; column < columns.tops.length; column++) {
    const top = columns.tops[column];
    const bottom = columns.bottoms[column];
    const capacity = bottom - top;
    if (capacity < SHORTEST_COLUMN_LINES || next >= flow.rows.length) {
      frames.push({ column, top, bottom, from: next, to: next, used: 0 });
      continue;
    }
    const filled = fillColumn(flow, next, capacity, mustMove && next === from);
    if (filled.forced) forced.push(next);
    frames.push({ column, top, bottom, from: next, to: filled.to, used: filled.used });
    next = filled.to;
  }
  return { frames, to: next, forced };
};

/** The least common foot at which the rest of the copy still fits: columns of the last page end level. */
const balance = (flow: Flow, from: number, columns: Columns): Poured => {
  const lowest = Math.max(...columns.bottoms);
  let low = Math.min(...columns.tops) + SHORTEST_COLUMN_LINES;
  let high = lowest;
  const at = (foot: number): Poured =>
    pourColumns(flow, from, { tops: columns.tops, bottoms: columns.bottoms.map((bottom) => Math.min(bottom, foot)) }, true);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle).to >= flow.rows.length) high = middle;
    else low = middle + 1;
  }
  const level = at(high);
  return level.to >= flow.rows.length ? level : at(lowest);
};

const wholeColumns = (plan: PagePlan, top: number): Columns => ({
  tops: new Array<number>(plan.columns).fill(top),
  bottoms: new Array<number>(plan.columns).fill(plan.lines),
});

/** Takes a float's place out of the columns; undefined when it does not fit there. */
const withFloat = (
  columns: Columns,
  span: number,
  lines: number,
  place: "head" | "foot",
): { columns: Columns; column: number; top: number } | undefined => {
  const count = columns.tops.length;
  // At the head a narrow float stands on the outside right, at the foot on the left, so that two on a page do not pile up.
  const first = span >= count ? 0 : place === "head" ? count - span : 0;
  const tops = [...columns.tops];
  const bottoms = [...columns.bottoms];
  const spanned = Array.from({ length: Math.min(span, count) }, (_, offset) => first + offset);
  const top = Math.max(...spanned.map((column) => tops[column]));
  const bottom = Math.min(...spanned.map((column) => bottoms[column]));
  if (bottom - top < lines) return undefined;
  for (const column of spanned) {
    if (place === "head") tops[column] = top + lines + FLOAT_GAP_LINES;
    else bottoms[column] = bottom - lines - FLOAT_GAP_LINES;
  }
  return { columns: { tops, bottoms }, column: first, top: place === "head" ? top : bottom - lines };
};

const filledShare = (plan: PagePlan, page: { frames: FrameFill[]; floats: FloatFill[] }, flow: Flow, head: number): number => {
  let filled = head * plan.columns;
  for (const frame of page.frames) filled += frame.used;
  for (const { float, lines } of page.floats) filled += (lines + FLOAT_GAP_LINES) * Math.min(flow.floats[float].span, plan.columns);
  return Math.min(1, filled / (plan.columns * plan.lines));
};

/** White left at the feet: what each column has free, but on the last page also what no column reaches. */
const gapOf = (page: { frames: FrameFill[] }): number =>
  page.frames.reduce((sum, frame) => sum + Math.max(0, frame.bottom - frame.top - frame.used), 0);

/**
 * Pours a story through its pages. Pure: whole numbers in, whole numbers out. Every row stands on exactly one page, in
 * order; a float stands on the page of its anchor or on a later one, never before the story's first page.
 */
export const pourStory = (flow: Flow, plan: PagePlan, choice: Choice): StoryPages => {
  const pages: PageFill[] = [];
  const forced: number[] = [];
  let gapLines = 0;
  let next = 0;
  let nextFloat = 0;
  const total = flow.rows.length;
  do {
    const head = pages.length === 0 ? Math.min(plan.lines, plan.headLines + choice.heroLines) : 0;
    let columns = wholeColumns(plan, head);
    const floats: FloatFill[] = [];
    let poured = pourColumns(flow, next, columns, head === 0);
    // Each float in order: on this page if its anchor is set here (or was set before), else it waits for the next.
    for (let placed = 0; nextFloat < flow.floats.length && placed < 2; placed++) {
      const float = flow.floats[nextFloat];
      if (float.anchor > poured.to) break;
      const { lines, place } = choice.floats[nextFloat];
      const wanted = placed === 0 && head > 0 ? "foot" : place;
      const room = withFloat(columns, float.span, lines, wanted) ?? withFloat(columns, float.span, lines, wanted === "head" ? "foot" : "head");
      if (room === undefined) break;
      const again = pourColumns(flow, next, room.columns, false);
      const overdue = float.anchor <= next;
      if (!overdue && again.to < float.anchor) break;
      columns = room.columns;
      poured = again;
      floats.push({ float: nextFloat, column: room.column, top: room.top, lines });
      nextFloat++;
    }
    if (poured.to === next && floats.length === 0 && head === 0 && next < total) poured = pourColumns(flow, next, columns, true);
    const last = poured.to >= total && nextFloat >= flow.floats.length;
    gapLines += gapOf(poured);
    if (last && plan.balance && next < total) poured = balance(flow, next, columns);
    forced.push(...poured.forced);
    pages.push({ frames: poured.frames, floats, fill: filledShare(plan, { frames: poured.frames, floats }, flow, head) });
    next = poured.to;
  } while (next < total || nextFloat < flow.floats.length);
  return { pages, choice, gapLines, forced };
};
