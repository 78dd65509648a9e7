import { describe, expect, it } from "vitest";
import {
  type Flow,
  fitStory,
  naturalChoice,
  type PagePlan,
  pourStory,
  type Row,
  type StoryPages,
} from "../../src/makeup/index.js";

/** A small generator of whole numbers, so that every run tries the same flows (mulberry32). */
const numbers = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
};

const paragraph = (lines: number, group = -1): Row[] =>
  Array.from({ length: lines }, (_, index) => ({
    lines: 1,
    before: 0,
    after: 0,
    breakAfter: index === lines - 1 || (index >= 1 && lines - index - 1 >= 2),
    group,
  }));

const crosshead: Row = { lines: 1, before: 1, after: 0, breakAfter: false, group: -1 };

/** Paragraphs, crossheads, boxes and pictures in a likely mixture. */
const makeFlow = (seed: number): Flow => {
  const next = numbers(seed);
  const rows: Row[] = [];
  const groups: Flow["groups"][number][] = [];
  const floats: Flow["floats"][number][] = [];
  for (let block = 0; block < 25; block++) {
    const kind = next(10);
    if (kind === 0) rows.push(crosshead, ...paragraph(2 + next(8)));
    else if (kind === 1) {
      groups.push({ padTop: 1, padBottom: 1 });
      rows.push(...paragraph(3 + next(9), groups.length - 1));
    } else if (kind === 2) {
      const natural = 12 + next(10);
      floats.push({ anchor: rows.length, sizes: [{ span: 2, minLines: natural - 4, natural, maxLines: natural + 5 }] });
    } else rows.push(...paragraph(1 + next(12)));
  }
  return { rows, groups, floats, elastics: [] };
};

const plan = (columns: number): PagePlan => ({
  columns,
  lines: 57,
  openers: [{ headLines: 9, sinkLines: 0, hero: { minLines: 15, natural: 24, maxLines: 34 } }],
  balance: true,
});

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

/** Height of rows in one column, counted anew from the rules alone. */
const heightOf = (flow: Flow, from: number, to: number): number => {
  let lines = 0;
  for (let row = from; row < to; row++) {
    const { group } = flow.rows[row]!;
    const above = row === from ? undefined : flow.rows[row - 1]!;
    if (above !== undefined) lines += Math.max(above.after, flow.rows[row]!.before);
    if (group >= 0 && above?.group !== group) lines += flow.groups[group]!.padTop;
    if (group >= 0 && (row + 1 === to || flow.rows[row + 1]!.group !== group)) lines += flow.groups[group]!.padBottom;
    lines += flow.rows[row]!.lines;
  }
  return lines;
};

const frames = (story: StoryPages) =>
  story.pages.flatMap((page) => page.frames.filter((frame) => frame.to > frame.from));

describe.each([2, 3])("a story in %i columns", (columns) => {
  it("has every row on exactly one page, in order", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      let next = 0;
      for (const frame of frames(fitStory(flow, plan(columns)))) {
        expect(frame.from).toBe(next);
        next = frame.to;
      }
      expect(next).toBe(flow.rows.length);
    }
  });

  it("fills no column beyond its foot", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      for (const frame of frames(fitStory(flow, plan(columns)))) {
        expect(heightOf(flow, frame.from, frame.to)).toBe(frame.used);
        expect(frame.used).toBeLessThanOrEqual(frame.bottom - frame.top);
      }
    }
  });

  it("ends columns only where the copy may break", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const story = fitStory(flow, plan(columns));
      expect(story.forced).toEqual([]);
      for (const frame of frames(story)) {
        if (frame.to < flow.rows.length) expect(flow.rows[frame.to - 1]!.breakAfter).toBe(true);
      }
    }
  });

  it("sets each picture once, on its place's page or later, apart from the copy", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const { pages } = fitStory(flow, plan(columns));
      expect(pages.flatMap((page) => page.floats.map(({ float }) => float))).toEqual(
        flow.floats.map((_, index) => index),
      );
      for (const [index, page] of pages.entries()) {
        const first = Math.min(...page.frames.map((frame) => frame.from));
        for (const { float, column, span, top, lines } of page.floats) {
          const last = Math.max(...page.frames.map((frame) => frame.to));
          expect(flow.floats[float]!.anchor).toBeLessThanOrEqual(last);
          expect(index > 0 || first === 0).toBe(true);
          for (const frame of page.frames) {
            if (frame.column < column || frame.column >= column + span || frame.used === 0) continue;
            expect(frame.top >= top + lines || frame.top + frame.used <= top).toBe(true);
          }
        }
      }
    }
  });

  it("ends the columns of its last page level", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const last = fitStory(flow, plan(columns)).pages.at(-1)!;
      const bare = last.floats.length === 0 && last.frames.every((frame) => frame.used > 0);
      if (!bare) continue;
      const feet = last.frames.map((frame) => frame.top + frame.used);
      // The last column takes what is left; the others differ by what may not break.
      expect(Math.max(...feet.slice(0, -1)) - Math.min(...feet.slice(0, -1))).toBeLessThanOrEqual(6);
    }
  });
});

describe("fitting", () => {
  it("leaves less white than pictures at their natural heights, and never more", () => {
    let fitted = 0;
    let natural = 0;
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const page = plan(3);
      const one = fitStory(flow, page).gapLines;
      const other = pourStory(flow, page, naturalChoice(flow, page)).gapLines;
      expect(one).toBeLessThanOrEqual(other);
      fitted += one;
      natural += other;
    }
    expect(fitted).toBeLessThan(natural * 0.4);
  });

  it("gives the same pages for the same copy", () => {
    for (const seed of SEEDS.slice(0, 5))
      expect(fitStory(makeFlow(seed), plan(3))).toEqual(fitStory(makeFlow(seed), plan(3)));
  });

  it("chooses within the ranges it is given", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const { choice } = fitStory(flow, plan(2));
      expect(choice.heroLines).toBeGreaterThanOrEqual(15);
      expect(choice.heroLines).toBeLessThanOrEqual(34);
      choice.floats.forEach(({ lines, size }, index) => {
        const { minLines, maxLines } = flow.floats[index]!.sizes[size]!;
        expect(lines).toBeGreaterThanOrEqual(minLines);
        expect(lines).toBeLessThanOrEqual(maxLines);
      });
    }
  });
});

describe("what no column can hold", () => {
  it("is set even so, and told", () => {
    const tall: Row = { lines: 80, before: 0, after: 0, breakAfter: true, group: -1 };
    const flow: Flow = { rows: [...paragraph(6), tall, ...paragraph(6)], groups: [], floats: [], elastics: [] };
    const story = fitStory(flow, { ...plan(2), openers: [{ headLines: 9, sinkLines: 0 }] });
    expect(story.forced).toEqual([6]);
    expect(frames(story).at(-1)!.to).toBe(flow.rows.length);
  });

  it("holds up nothing when there is no copy at all", () => {
    const story = fitStory({ rows: [], groups: [], floats: [], elastics: [] }, plan(3));
    expect(story.pages).toHaveLength(1);
  });
});
