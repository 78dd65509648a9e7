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

/**
 * The least height at which the rest of the copy still fits: columns of the last page end level, and what stands at the
 * foot rises with them. `raised` is by how many lines.
 */
const balance = (flow: Flow, from: number, columns: Columns): Poured & { raised: number } => {
  const at = (raised: number): Poured =>
    pourColumns(flow, from, { tops: columns.tops, bottoms: columns.bottoms.map((bottom) => bottom - raised) }, true);
  const fits = (raised: number): boolean => at(raised).to >= flow.rows.length;
  let low = 0;
  let high = Math.max(
    ...columns.bottoms.map((bottom, column) => bottom - columns.tops[column] - SHORTEST_COLUMN_LINES),
    0,
  );
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return { ...at(low), raised: low };
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
): { columns: Columns; column: number; top: number; place: "head" | "foot" } | undefined => {
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
  return { columns: { tops, bottoms }, column: first, top: place === "head" ? top : bottom - lines, place };
};

const filledShare = (plan: PagePlan, page: { frames: FrameFill[]; floats: FloatFill[] }, head: number): number => {
  let filled = head * plan.columns;
  for (const frame of page.frames) filled += frame.used;
  for (const { lines, span } of page.floats) filled += (lines + FLOAT_GAP_LINES) * span;
  return Math.min(1, filled / (plan.columns * plan.lines));
};

/** White left at the feet: what each column has free, but on the last page also what no column reaches. */
const gapOf = (page: { frames: FrameFill[] }): number =>
  page.frames.reduce((sum, frame) => sum + Math.max(0, frame.bottom - frame.top - frame.used), 0);

const headOf = (plan: PagePlan, { opener, heroLines, sinkLines }: Choice): number =>
  plan.openers[opener].headLines + heroLines + sinkLines;

/** The flow with its elastic rows at their chosen heights. */
const withHeights = (flow: Flow, choice: Choice): Flow => {
  if (flow.elastics.length === 0) return flow;
  const rows = [...flow.rows];
  flow.elastics.forEach(({ row }, index) => {
    rows[row] = { ...rows[row], lines: choice.elastics[index] };
  });
  return { ...flow, rows };
};

/**
 * Pours a story through its pages. Pure: whole numbers in, whole numbers out. Every row stands on exactly one page, in
 * order; a float stands on the page of its anchor or on a later one, never before the story's first page.
 */
export const pourStory = (natural: Flow, plan: PagePlan, choice: Choice): StoryPages => {
  const flow = withHeights(natural, choice);
  const pages: PageFill[] = [];
  const forced: number[] = [];
  let gapLines = 0;
  let next = 0;
  let nextFloat = 0;
  const total = flow.rows.length;
  do {
    const head = pages.length === 0 ? Math.min(plan.lines, headOf(plan, choice)) : 0;
    let columns = wholeColumns(plan, head);
    const floats: (FloatFill & { place: "head" | "foot" })[] = [];
    let poured = pourColumns(flow, next, columns, head === 0);
    // Each float in order: on this page if its anchor is set here (or was set before), else it waits for the next.
    for (let placed = 0; nextFloat < flow.floats.length && placed < 2; placed++) {
      const float = flow.floats[nextFloat];
      if (float.anchor > poured.to) break;
      const { lines, place, size } = choice.floats[nextFloat];
      const span = Math.min(float.sizes[size].span, plan.columns);
      const wanted = placed === 0 && head > 0 ? "foot" : place;
      const room =
        withFloat(columns, span, lines, wanted) ?? withFloat(columns, span, lines, wanted === "head" ? "foot" : "head");
      if (room === undefined) break;
      const again = pourColumns(flow, next, room.columns, false);
      const overdue = float.anchor <= next;
      if (!overdue && again.to < float.anchor) break;
      columns = room.columns;
      poured = again;
      floats.push({ float: nextFloat, column: room.column, span, top: room.top, lines, place: room.place });
      nextFloat++;
    }
    if (poured.to === next && floats.length === 0 && head === 0 && next < total)
      poured = pourColumns(flow, next, columns, true);
    const last = poured.to >= total && nextFloat >= flow.floats.length;
    gapLines += gapOf(poured);
    let raised = 0;
    if (last && plan.balance && next < total) {
      const level = balance(flow, next, columns);
      poured = level;
      raised = level.raised;
    }
    forced.push(...poured.forced);
    const placed = floats.map(
      ({ place, ...float }): FloatFill => (place === "foot" ? { ...float, top: float.top - raised } : float),
    );
    pages.push({
      frames: poured.frames,
      floats: placed,
      fill: filledShare(plan, { frames: poured.frames, floats: placed }, head),
    });
    next = poured.to;
  } while (next < total || nextFloat < flow.floats.length);
  return { pages, choice, gapLines, forced };
};
