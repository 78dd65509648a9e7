import { type Cut, isEnd, type Matter, plainEnd } from "./column.js";
import type { Choice, FloatFill, Flow, PagePlan } from "./types.js";

/** White lines between a float and the columns beside it. */
export const FLOAT_GAP_LINES = 1;
/** A column shorter than this, in grid lines, is left empty rather than filled with a stub. */
export const SHORTEST_COLUMN_LINES = 4;
/** Grid lines that the columns of an opening page have at least. */
export const FEWEST_OPENING_LINES = 8;
/** Floats that one page may hold. */
const FLOATS_ON_PAGE = 3;

/** The columns of a page: where each begins and ends, in grid lines. */
export interface Columns {
  readonly tops: readonly number[];
  readonly bottoms: readonly number[];
}

export interface PlacedFloat extends FloatFill {
  readonly place: "head" | "foot";
}

/** A page before its columns are filled. */
export interface Geometry {
  readonly columns: Columns;
  readonly floats: readonly PlacedFloat[];
  /** Lines of its head; 0 on pages after the first. */
  readonly head: number;
}

export const capacityOf = ({ tops, bottoms }: Columns, column: number): number => {
  const capacity = bottoms[column] - tops[column];
  return capacity < SHORTEST_COLUMN_LINES ? 0 : capacity;
};

/** Columns ending so many lines higher, and what stands at their feet with them. */
export const raised = ({ tops, bottoms }: Columns, lines: number): Columns => ({
  tops,
  bottoms: bottoms.map((bottom) => bottom - lines),
});

/** Where the copy comes to with every block at its natural height. */
export const plainCut = (matter: Matter, start: Cut, columns: Columns): Cut => {
  let cut = start;
  for (let column = 0; column < columns.tops.length && !isEnd(matter.flow, cut); column++) {
    const capacity = capacityOf(columns, column);
    if (capacity > 0) cut = plainEnd(matter, cut, capacity)?.cut ?? cut;
  }
  return cut;
};

const wholeColumns = (plan: PagePlan, top: number): Columns => ({
  tops: new Array<number>(plan.columns).fill(top),
  bottoms: new Array<number>(plan.columns).fill(plan.lines),
});

/** Takes a float's place out of the columns; undefined when it does not fit there. */
const withFloat = (
  columns: Columns,
  float: { readonly span: number; readonly lines: number; readonly place: "head" | "foot" },
): (Columns & { readonly column: number; readonly top: number; readonly place: "head" | "foot" }) | undefined => {
  const { lines, place } = float;
  const count = columns.tops.length;
  const span = Math.min(float.span, count);
  // At the head a narrow float stands on the outside right, at the foot on the left, so that two on a page do not pile up.
  const column = span < count && place === "head" ? count - span : 0;
  const tops = [...columns.tops];
  const bottoms = [...columns.bottoms];
  const spanned = Array.from({ length: span }, (_, offset) => column + offset);
  const top = Math.max(...spanned.map((index) => tops[index]));
  const bottom = Math.min(...spanned.map((index) => bottoms[index]));
  if (bottom - top < lines) return undefined;
  for (const index of spanned) {
    if (place === "head") tops[index] = top + lines + FLOAT_GAP_LINES;
    else bottoms[index] = bottom - lines - FLOAT_GAP_LINES;
  }
  return { tops, bottoms, column, top: place === "head" ? top : bottom - lines, place };
};

const other = (place: "head" | "foot"): "head" | "foot" => (place === "head" ? "foot" : "head");

/** The copy before block `anchor` is set: a float that belongs there may stand on the page. */
export const reaches = (flow: Flow, anchor: number, cut: Cut): boolean => cut.block >= anchor || isEnd(flow, cut);

export const headOf = (plan: PagePlan, { opener, heroLines, sinkLines }: Choice): number =>
  Math.min(plan.lines, plan.openers[opener].headLines + heroLines + sinkLines);

/** Heads and floats of the page that begins at `start`: each float in order, if its place in the text is reached here, else it waits. */
export const pageGeometry = (
  matter: Matter,
  plan: PagePlan,
  choice: Choice,
  at: {
    readonly start: Cut;
    readonly nextFloat: number;
    readonly pageIndex: number;
    /** Lines of the first page that the story before takes. */
    readonly takenLines: number;
  },
): Geometry => {
  const { flow } = matter;
  const head = at.pageIndex === 0 ? Math.min(plan.lines, at.takenLines + headOf(plan, choice)) : 0;
  let columns = wholeColumns(plan, head);
  let reached = plainCut(matter, at.start, columns);
  const floats: PlacedFloat[] = [];
  for (let next = at.nextFloat; next < flow.floats.length && floats.length < FLOATS_ON_PAGE; next++) {
    const { anchor, sizes } = flow.floats[next];
    if (!reaches(flow, anchor, reached)) break;
    const { lines, place, size } = choice.floats[next];
    const span = Math.min(sizes[size].span, plan.columns);
    const wanted = floats.length === 0 && head > 0 ? "foot" : place;
    const room =
      withFloat(columns, { span, lines, place: wanted }) ?? withFloat(columns, { span, lines, place: other(wanted) });
    if (room === undefined) break;
    const again = plainCut(matter, at.start, room);
    const overdue = anchor < at.start.block || (anchor === at.start.block && at.start.part === 0);
    if (!overdue && !reaches(flow, anchor, again)) break;
    columns = room;
    reached = again;
    floats.push({ float: next, column: room.column, span, top: room.top, lines, place: room.place });
  }
  return { columns, floats, head };
};
