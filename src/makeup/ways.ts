import {
  type ColumnEnd,
  type Cut,
  fineEnds,
  forcedEnd,
  gapCost,
  isEnd,
  keyOf,
  type Matter,
  plainEnd,
} from "./column.js";
import { type Columns, capacityOf, type Geometry } from "./geometry.js";

/** Ways on that are followed from column to column. */
const BEAM = 8;

/** A way down the pages so far. */
export interface Way {
  readonly cut: Cut;
  readonly cost: number;
  readonly gapLines: number;
  readonly forced: readonly number[];
  readonly pages: PageChain | undefined;
  readonly nextFloat: number;
}
/** A way down the columns of the page in hand. Written out where one is made: hundreds of thousands are, and copying is dear. */
export interface ColumnWay {
  readonly cut: Cut;
  readonly cost: number;
  readonly gapLines: number;
  readonly forced: readonly number[];
  /** The last column first. */
  readonly frames: FrameChain | undefined;
}
export interface FrameChain {
  readonly start: Cut;
  readonly end: ColumnEnd | undefined;
  readonly column: number;
  readonly earlier: FrameChain | undefined;
}
export interface PageChain {
  readonly geometry: Geometry;
  readonly columns: Columns;
  readonly frames: FrameChain | undefined;
  readonly houseLines: number;
  readonly openLines: number;
  readonly raised: number;
  readonly earlier: PageChain | undefined;
}

const withoutCopy = (way: ColumnWay, column: number, whiteLines: number): ColumnWay => ({
  cut: way.cut,
  cost: way.cost + gapCost(whiteLines),
  gapLines: way.gapLines + whiteLines,
  forced: way.forced,
  frames: { start: way.cut, end: undefined, column, earlier: way.frames },
});

interface ColumnPlace {
  readonly column: number;
  readonly capacity: number;
  /** Something is set even against the rules. */
  readonly mustMove: boolean;
  readonly fine: boolean;
  readonly limit: number;
}

/** Adds the ways on through one column, unless others lead to the same place more cheaply. */
const addWaysOn = (matter: Matter, way: ColumnWay, at: ColumnPlace, found: Map<number, ColumnWay>): void => {
  const { column, capacity, fine } = at;
  const add = (next: ColumnWay): void => {
    const key = keyOf(next.cut);
    const known = found.get(key);
    if (known === undefined || next.cost < known.cost) found.set(key, next);
  };
  if (capacity === 0 || isEnd(matter.flow, way.cut)) {
    add(withoutCopy(way, column, 0));
    return;
  }
  const plain = fine ? undefined : plainEnd(matter, way.cut, capacity);
  let ends = fine ? fineEnds(matter, way.cut, capacity) : plain === undefined ? [] : [plain];
  if (ends.length === 0 && at.mustMove) ends = [forcedEnd(matter, way.cut, capacity)];
  // Nothing fits: the copy begins in the next column, and this one stays white.
  if (ends.length === 0) add(withoutCopy(way, column, capacity));
  for (const end of ends) {
    const gap = isEnd(matter.flow, end.cut) ? 0 : Math.max(0, capacity - end.used);
    const cost = way.cost + end.cost + gapCost(gap);
    if (cost >= at.limit) continue;
    const known = found.get(keyOf(end.cut));
    if (known !== undefined && known.cost <= cost) continue;
    add({
      cut: end.cut,
      cost,
      gapLines: way.gapLines + gap,
      forced: end.forced ? [...way.forced, way.cut.block] : way.forced,
      frames: { start: way.cut, end, column, earlier: way.frames },
    });
  }
};

/** The few cheapest. */
export const cheapest = <Kind extends { readonly cost: number }>(ways: Iterable<Kind>): Kind[] =>
  [...ways].sort((one, two) => one.cost - two.cost).slice(0, BEAM);

/** Through all columns of a page. `mustMove`: something is set even against the rules, if the page would stay empty. */
export const throughColumns = (
  matter: Matter,
  way: Way,
  columns: Columns,
  { mustMove, fine, limit }: Pick<ColumnPlace, "mustMove" | "fine" | "limit">,
): ColumnWay[] => {
  const { cut, cost, gapLines, forced } = way;
  let on: ColumnWay[] = [{ cut, cost, gapLines, forced, frames: undefined }];
  const count = columns.tops.length;
  for (let column = 0; column < count; column++) {
    const capacity = capacityOf(columns, column);
    const found = new Map<number, ColumnWay>();
    for (const before of on) {
      const unmoved = keyOf(before.cut) === keyOf(cut);
      addWaysOn(
        matter,
        before,
        { column, capacity, mustMove: mustMove && unmoved && column === count - 1, fine, limit },
        found,
      );
    }
    on = cheapest(found.values());
  }
  return on;
};

/** Written out, as `ColumnWay` is. */
export const turnPage = (before: Way, way: ColumnWay, page: Omit<PageChain, "frames" | "earlier">): Way => ({
  cut: way.cut,
  cost: way.cost,
  gapLines: way.gapLines,
  forced: way.forced,
  nextFloat: before.nextFloat + page.geometry.floats.length,
  pages: {
    geometry: page.geometry,
    columns: page.columns,
    frames: way.frames,
    houseLines: page.houseLines,
    openLines: page.openLines,
    raised: page.raised,
    earlier: before.pages,
  },
});

/** Pictures that are still to come make a further page of a story whose copy has ended: the white below the copy counts. */
export const withWhiteAfterEnd = (matter: Matter, way: ColumnWay, columns: Columns): ColumnWay => {
  if (!isEnd(matter.flow, way.cut)) return way;
  const white = whiteAfterEnd(way, columns);
  return { ...way, cost: way.cost + gapCost(white), gapLines: way.gapLines + white };
};

/** White below the end of the copy in its last column and in those after it, when the columns end where `columns` says. */
export const whiteAfterEnd = (way: ColumnWay, columns: Columns): number => {
  let white = 0;
  for (let frame = way.frames; frame !== undefined; frame = frame.earlier) {
    white += capacityOf(columns, frame.column) - (frame.end?.used ?? 0);
    if (frame.end !== undefined) break;
  }
  return white;
};
