import { OPEN_LINES } from "./coarse.js";
import {
  type ColumnEnd,
  type Cut,
  fineEnds,
  forcedEnd,
  gapCost,
  isEnd,
  keyOf,
  type Matter,
  piecesOf,
  plainEnd,
  START,
  whiteCost,
} from "./column.js";
import {
  type Columns,
  capacityOf,
  FLOAT_GAP_LINES,
  type Geometry,
  pageGeometry,
  plainCut,
  raised,
  reaches,
} from "./geometry.js";
import type { Choice, FrameFill, PageFill, PagePlan, Setting, StoryPages } from "./types.js";

/** Ways on that are followed from column to column. */
const BEAM = 8;
/** More floats than a story has. */
const MOST_FLOATS = 256;
/** White lines that stand above house matter. */
const HOUSE_GAP_LINES = 1;
/** House matter costs this, beside a tenth of a line of white for each of its own: it is better than much white, worse than a crop. */
const HOUSE_COST = 5;
const HOUSE_LINE_COST = 0.1;
/** Lines that the last page's columns are raised beyond or short of what the natural copy needs. */
const RAISES = [0, 1, -1, 2, -2];

/** A way down the pages so far. */
interface Way {
  readonly cut: Cut;
  readonly cost: number;
  readonly gapLines: number;
  readonly forced: readonly number[];
  readonly pages: PageChain | undefined;
  readonly nextFloat: number;
}
/** A way down the columns of the page in hand. Written out where one is made: hundreds of thousands are, and copying is dear. */
interface ColumnWay {
  readonly cut: Cut;
  readonly cost: number;
  readonly gapLines: number;
  readonly forced: readonly number[];
  /** The last column first. */
  readonly frames: FrameChain | undefined;
}
interface FrameChain {
  readonly start: Cut;
  readonly end: ColumnEnd | undefined;
  readonly column: number;
  readonly earlier: FrameChain | undefined;
}
interface PageChain {
  readonly geometry: Geometry;
  readonly columns: Columns;
  readonly frames: FrameChain | undefined;
  readonly houseLines: number;
  readonly openLines: number;
  readonly raised: number;
  readonly earlier: PageChain | undefined;
}

export interface PourSettings {
  readonly plan: PagePlan;
  readonly choice: Choice;
  /** Pages that the story is to take, without those that an opener makes before. */
  readonly pages: number;
  /** Blocks may leave their natural heights, and house matter may stand at the foot of the last page. */
  readonly fine: boolean;
  readonly setting: Setting;
}

/** White between the end of a story and the head of the one that runs on. */
export const RUN_ON_GAP_LINES = 2;

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
  for (let index = 0; index < ends.length && index < BEAM; index++) {
    const end = ends[index];
    const gap = isEnd(matter.flow, end.cut) ? 0 : Math.max(0, capacity - end.used);
    const cost = way.cost + end.cost + gapCost(gap);
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
const cheapest = <Kind extends { readonly cost: number }>(ways: Iterable<Kind>): Kind[] =>
  [...ways].sort((one, two) => one.cost - two.cost).slice(0, BEAM);

/** Through all columns of a page. `mustMove`: something is set even against the rules, if the page would stay empty. */
const throughColumns = (
  matter: Matter,
  way: Way,
  columns: Columns,
  { mustMove, fine }: { readonly mustMove: boolean; readonly fine: boolean },
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
        { column, capacity, mustMove: mustMove && unmoved && column === count - 1, fine },
        found,
      );
    }
    on = cheapest(found.values());
  }
  return on;
};

const turnPage = (before: Way, way: ColumnWay, page: Omit<PageChain, "frames" | "earlier">): Way => ({
  cut: way.cut,
  cost: way.cost,
  gapLines: way.gapLines,
  forced: way.forced,
  nextFloat: before.nextFloat + page.geometry.floats.length,
  pages: { ...page, frames: way.frames, earlier: before.pages },
});

/** Pictures that are still to come make a further page of a story whose copy has ended: the white below the copy counts. */
const withWhiteAfterEnd = (matter: Matter, way: ColumnWay, columns: Columns): ColumnWay => {
  if (!isEnd(matter.flow, way.cut)) return way;
  const white = whiteAfterEnd(way, columns);
  return { ...way, cost: way.cost + gapCost(white), gapLines: way.gapLines + white };
};

/** White below the end of the copy in its last column and in those after it, when the columns end where `columns` says. */
const whiteAfterEnd = (way: ColumnWay, columns: Columns): number => {
  let white = 0;
  for (let frame = way.frames; frame !== undefined; frame = frame.earlier) {
    white += capacityOf(columns, frame.column) - (frame.end?.used ?? 0);
    if (frame.end !== undefined) break;
  }
  return white;
};

/** The most lines that the columns can be raised by with all the copy still in them, at its natural heights. */
const mostRaised = (matter: Matter, start: Cut, columns: Columns): number => {
  const fits = (lines: number): boolean => isEnd(matter.flow, plainCut(matter, start, raised(columns, lines)));
  if (!fits(0)) return -1;
  let low = 0;
  let high = Math.max(0, ...columns.bottoms.map((bottom, column) => bottom - columns.tops[column]));
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

interface Ending {
  readonly way: Way;
  readonly cost: number;
}

/** Ends the story on the page: its columns level, white or house matter below them. Undefined if the copy does not end there. */
const endOn = (
  matter: Matter,
  way: Way,
  geometry: Geometry,
  { plan, fine, setting }: PourSettings,
): Ending | undefined => {
  const { columns, floats } = geometry;
  if (way.nextFloat + floats.length < matter.flow.floats.length) return undefined;
  const most = mostRaised(matter, way.cut, columns);
  let best: Ending | undefined;
  const consider = (lines: number, houseLines: number): void => {
    const level = raised(columns, lines);
    for (const on of throughColumns(matter, way, level, { mustMove: false, fine })) {
      if (!isEnd(matter.flow, on.cut)) continue;
      const white = whiteAfterEnd(on, level);
      const filled = setting.openEnd || houseLines > 0;
      const house = houseLines > 0 ? HOUSE_COST + HOUSE_LINE_COST * houseLines * plan.columns : 0;
      const cost = on.cost + gapCost(white) + (filled ? house : whiteCost(lines, plan.columns));
      if (best !== undefined && cost >= best.cost) continue;
      const gapLines = on.gapLines + white + (filled ? 0 : lines * plan.columns);
      const page = { geometry, columns: level, houseLines, openLines: setting.openEnd ? lines : 0, raised: lines };
      best = {
        way: { ...turnPage(way, on, page), gapLines, cost },
        cost,
      };
    }
  };
  if (setting.openEnd) {
    for (const by of RAISES) if (most + by >= OPEN_LINES.least && most + by <= OPEN_LINES.most) consider(most + by, 0);
    return best;
  }
  for (const by of fine ? RAISES : [0]) if (most + by >= 0) consider(most + by, 0);
  if (fine && plan.house !== undefined)
    for (const by of RAISES) {
      const lines = most + by;
      const houseLines = Math.min(lines - HOUSE_GAP_LINES, plan.house.maxLines);
      if (houseLines >= plan.house.minLines) consider(lines, houseLines);
    }
  return best;
};

/** The story in exactly so many pages; undefined where the copy is too much or too little for them. */
export const pourInto = (matter: Matter, settings: PourSettings): StoryPages | undefined => {
  const { plan, choice, pages } = settings;
  let ways: Way[] = [{ cut: START, cost: 0, gapLines: 0, forced: [], pages: undefined, nextFloat: 0 }];
  for (let pageIndex = 0; pageIndex < pages; pageIndex++) {
    const last = pageIndex === pages - 1;
    const endings: Ending[] = [];
    const on = new Map<number, Way>();
    for (const way of ways) {
      if (isEnd(matter.flow, way.cut) && !last && way.nextFloat >= matter.flow.floats.length) continue;
      const { takenLines } = settings.setting;
      const at = { start: way.cut, nextFloat: way.nextFloat, pageIndex, takenLines };
      const geometry = pageGeometry(matter, plan, choice, at);
      if (last) {
        const ending = endOn(matter, way, geometry, settings);
        if (ending !== undefined) endings.push(ending);
        continue;
      }
      const mustMove = geometry.head === 0 && geometry.floats.length === 0;
      const page = { geometry, columns: geometry.columns, houseLines: 0, openLines: 0, raised: 0 };
      for (const further of throughColumns(matter, way, geometry.columns, { mustMove, fine: settings.fine })) {
        // Longer paragraphs may have pushed a picture's place off the page.
        const early = geometry.floats.some(
          ({ float }) => !reaches(matter.flow, matter.flow.floats[float].anchor, further.cut),
        );
        if (early) continue;
        const next = turnPage(way, withWhiteAfterEnd(matter, further, geometry.columns), page);
        const key = keyOf(next.cut) * MOST_FLOATS + next.nextFloat;
        const known = on.get(key);
        if (known === undefined || next.cost < known.cost) on.set(key, next);
      }
    }
    if (last) {
      const best = endings.reduce<Ending | undefined>(
        (least, ending) => (least === undefined || ending.cost < least.cost ? ending : least),
        undefined,
      );
      return best === undefined ? undefined : storyOf(matter, settings, best.way);
    }
    ways = cheapest(on.values());
    if (ways.length === 0) return undefined;
  }
  return undefined;
};

const frameOf = (matter: Matter, columns: Columns, { start, end, column }: FrameChain): FrameFill => ({
  column,
  top: columns.tops[column],
  bottom: columns.bottoms[column],
  pieces: end === undefined ? [] : piecesOf(matter.flow, start, end),
  used: end?.used ?? 0,
});

const pageOf = (matter: Matter, plan: PagePlan, page: PageChain): PageFill => {
  const frames: FrameFill[] = [];
  for (let frame = page.frames; frame !== undefined; frame = frame.earlier)
    frames.push(frameOf(matter, page.columns, frame));
  const floats = page.geometry.floats.map(({ place, ...float }) =>
    place === "foot" ? { ...float, top: float.top - page.raised } : float,
  );
  const house = page.houseLines === 0 ? undefined : { top: plan.lines - page.houseLines, lines: page.houseLines };
  let filled = (page.geometry.head + page.houseLines + page.openLines) * plan.columns;
  for (const { used } of frames) filled += used;
  for (const { lines, span } of floats) filled += (lines + FLOAT_GAP_LINES) * span;
  return {
    frames: frames.reverse(),
    floats,
    ...(house === undefined ? {} : { house }),
    ...(page.openLines === 0 ? {} : { openLines: page.openLines }),
    fill: Math.min(1, filled / (plan.columns * plan.lines)),
  };
};

const storyOf = (matter: Matter, { plan, choice }: PourSettings, way: Way): StoryPages => {
  const pages: PageFill[] = [];
  for (let page = way.pages; page !== undefined; page = page.earlier) pages.push(pageOf(matter, plan, page));
  return { pages: pages.reverse(), choice, gapLines: way.gapLines, cost: way.cost, forced: way.forced };
};
