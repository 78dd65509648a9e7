import { isEnd, keyOf, type Matter, piecesOf, START } from "./column.js";
import { type Ending, endOn, type PourSettings } from "./ending.js";
import { type Columns, FLOAT_GAP_LINES, pageGeometry, reaches } from "./geometry.js";
import type { FrameFill, PageFill, PagePlan, StoryPages } from "./types.js";
import {
  cheapest,
  type FrameChain,
  type PageChain,
  throughColumns,
  turnPage,
  type Way,
  withWhiteAfterEnd,
} from "./ways.js";

/** More floats than a story has. */
const MOST_FLOATS = 256;
/** White between the end of a story and the head of the one that runs on. */
export const RUN_ON_GAP_LINES = 2;

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
      const own = { mustMove, fine: settings.fine, limit: settings.limit };
      const page = { geometry, columns: geometry.columns, houseLines: 0, openLines: 0, raised: 0 };
      for (const further of throughColumns(matter, way, geometry.columns, own)) {
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
