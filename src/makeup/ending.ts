import { HOUSE_COST, HOUSE_GAP_LINES, HOUSE_LINE_COST, OPEN_LINES } from "./coarse.js";
import { type Cut, gapCost, isEnd, type Matter, whiteCost } from "./column.js";
import { type Columns, FLOAT_GAP_LINES, type Geometry, plainCut, raised } from "./geometry.js";
import type { Choice, PagePlan, Setting } from "./types.js";
import { throughColumns, turnPage, type Way, whiteAfterEnd } from "./ways.js";

/** Lines that the last page's columns are raised beyond or short of what the natural copy needs. */
const RAISES = [0, 1, -1, 2, -2];

export interface PourSettings {
  readonly plan: PagePlan;
  readonly choice: Choice;
  /** Pages that the story is to take, without those that an opener makes before. */
  readonly pages: number;
  /** Blocks may leave their natural heights, and house matter may stand at the foot of the last page. */
  readonly fine: boolean;
  readonly setting: Setting;
  /** Pages that cost so much or more are of no use: other ones are known. */
  readonly limit: number;
}

/** The most lines that the columns can be raised by before their feet, and the pictures at them, come up to pictures at their heads. */
const roomToRaise = ({ columns, floats }: Geometry): number =>
  Math.min(
    ...floats.flatMap(({ column, span, place }) =>
      Array.from({ length: span }, (_, index) => {
        const room = columns.bottoms[column + index] - columns.tops[column + index];
        return place === "head" ? room + FLOAT_GAP_LINES : room;
      }),
    ),
  );

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

export interface Ending {
  readonly way: Way;
  readonly cost: number;
}

/** Ends the story on the page: its columns level, white or house matter below them. Undefined if the copy does not end there. */
export const endOn = (
  matter: Matter,
  way: Way,
  geometry: Geometry,
  { plan, fine, setting, limit }: PourSettings,
): Ending | undefined => {
  const { columns, floats } = geometry;
  if (way.nextFloat + floats.length < matter.flow.floats.length) return undefined;
  const room = roomToRaise(geometry);
  const most = Math.min(mostRaised(matter, way.cut, columns), room);
  let best: Ending | undefined;
  const consider = (lines: number, houseLines: number): void => {
    if (lines > room) return;
    const level = raised(columns, lines);
    const filled = setting.openEnd || houseLines > 0;
    const house = houseLines > 0 ? HOUSE_COST + HOUSE_LINE_COST * houseLines * plan.columns : 0;
    const below = filled ? house : whiteCost(lines, plan.columns);
    const own = { mustMove: false, fine, limit: (best?.cost ?? limit) - below };
    for (const on of throughColumns(matter, way, level, own)) {
      if (!isEnd(matter.flow, on.cut)) continue;
      const white = whiteAfterEnd(on, level);
      const cost = on.cost + gapCost(white) + below;
      if (cost >= (best?.cost ?? limit)) continue;
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
