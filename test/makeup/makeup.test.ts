import { describe, expect, it } from "vitest";
import {
  ALONE,
  type Flow,
  fitStory,
  makeUpIssue,
  matterOf,
  pourNaturally,
  type StoryPages,
} from "../../src/makeup/index.js";
import { frames, heightOf, makeFlow, paragraph, partCount, plan, SEEDS, solid } from "./flows.js";

/** The pages that a story by itself is given. */
const fitted = (flow: Flow, page = plan(3)): StoryPages =>
  makeUpIssue([{ fits: fitStory(flow, page), houseBefore: false }], { housePages: 0, lines: 57 }).places[0]!.story!;

describe.each([2, 3])("a story in %i columns", (columns) => {
  it("has every part of every block on exactly one page, in order", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      let block = 0;
      let part = 0;
      for (const frame of frames(fitted(flow, plan(columns))))
        for (const piece of frame.pieces) {
          expect([piece.block, piece.from]).toEqual([block, part]);
          const count = partCount(flow.blocks[block]!, piece.variant);
          expect(piece.to).toBeLessThanOrEqual(count);
          part = piece.to === count ? 0 : piece.to;
          if (part === 0) block++;
        }
      expect([block, part]).toEqual([flow.blocks.length, 0]);
    }
  });

  it("sets a paragraph that goes on elsewhere in one variant", () => {
    for (const seed of SEEDS) {
      const variants = new Map<number, number>();
      for (const { pieces } of frames(fitted(makeFlow(seed), plan(columns))))
        for (const { block, variant } of pieces) {
          expect(variants.get(block) ?? variant).toBe(variant);
          variants.set(block, variant);
        }
    }
  });

  it("fills no column beyond its foot", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      for (const frame of frames(fitted(flow, plan(columns)))) {
        expect(heightOf(flow, frame)).toBe(frame.used);
        expect(frame.used).toBeLessThanOrEqual(frame.bottom - frame.top);
      }
    }
  });

  it("ends columns only where the copy may break", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const story = fitted(flow, plan(columns));
      expect(story.forced).toEqual([]);
      for (const { pieces } of frames(story)) {
        const { block: index, to, variant } = pieces.at(-1)!;
        const block = flow.blocks[index]!;
        const count = partCount(block, variant);
        if (to < count) expect(to >= block.leastBefore && count - to >= block.leastAfter).toBe(true);
        else if (index < flow.blocks.length - 1) expect(block.breakAfter).toBe(true);
      }
    }
  });

  it("sets each picture once, on its place's page or later, apart from the copy", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const { pages } = fitted(flow, plan(columns));
      expect(pages.flatMap((page) => page.floats.map(({ float }) => float))).toEqual(
        flow.floats.map((_, index) => index),
      );
      let reached = 0;
      for (const page of pages) {
        reached = Math.max(reached, ...page.frames.flatMap(({ pieces }) => pieces.map(({ block }) => block + 1)));
        for (const { float, column, span, top, lines } of page.floats) {
          expect(flow.floats[float]!.anchor).toBeLessThanOrEqual(reached);
          for (const frame of page.frames) {
            if (frame.column < column || frame.column >= column + span || frame.used === 0) continue;
            expect(frame.top >= top + lines || frame.top + frame.used <= top).toBe(true);
          }
        }
      }
    }
  });
});

describe("fitting", () => {
  it("leaves a fraction of the white that the copy leaves as it comes", () => {
    let white = 0;
    let natural = 0;
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      white += fitted(flow).gapLines;
      natural += pourNaturally(matterOf(flow), plan(3)).gapLines;
    }
    expect(white).toBeLessThan(natural * 0.2);
  });

  it("ends every column but the last page's within a line of its foot", () => {
    let columns = 0;
    let full = 0;
    for (const seed of SEEDS)
      for (const page of fitted(makeFlow(seed)).pages.slice(0, -1))
        for (const { top, bottom, used } of page.frames) {
          if (bottom - top < 4) continue;
          columns++;
          if (bottom - top - used <= 1) full++;
        }
    expect(full / columns).toBeGreaterThan(0.93);
  });

  it("gives the same pages for the same copy", () => {
    for (const seed of SEEDS.slice(0, 5)) expect(fitted(makeFlow(seed))).toEqual(fitted(makeFlow(seed)));
  });

  it("chooses within the ranges it is given", () => {
    for (const seed of SEEDS) {
      const flow = makeFlow(seed);
      const { choice } = fitted(flow, plan(2));
      expect(choice.heroLines).toBeGreaterThanOrEqual(15);
      expect(choice.heroLines).toBeLessThanOrEqual(34);
      choice.floats.forEach(({ lines, size }, index) => {
        const { minLines, maxLines } = flow.floats[index]!.sizes[size]!;
        expect(lines).toBeGreaterThanOrEqual(minLines);
        expect(lines).toBeLessThanOrEqual(maxLines);
      });
    }
  });

  it("takes house matter for much white, as tall as it may be, and never for little", () => {
    const page = { ...plan(3), openers: [{ headLines: 9, sinkLines: 0, leadPages: 0, runsOn: false }] as const };
    const house = { minLines: 10, maxLines: 30 };
    // 48 lines a column: 75 of the 144 are filled, 23 lines are white below level columns.
    const short: Flow = { blocks: Array.from({ length: 15 }, () => paragraph(5)), groups: [], floats: [] };
    const fits = fitStory(short, { ...page, house });
    const [only] = fits.fit(1, ALONE)!.pages;
    expect(only!.house).toMatchObject({ top: expect.any(Number), lines: expect.any(Number) });
    expect(only!.house!.top + only!.house!.lines).toBe(57);
    for (const { top, used } of only!.frames) expect(top + used).toBeLessThanOrEqual(only!.house!.top - 1);
    const full: Flow = { ...short, blocks: Array.from({ length: 28 }, () => paragraph(5)) };
    expect(fitStory(full, { ...page, house }).fit(1, ALONE)!.pages[0]!.house).toBeUndefined();
  });

  it("opens on a spread only from a left-hand page", () => {
    const flow = makeFlow(3);
    const spread = { headLines: 12, sinkLines: 0, leadPages: 1, runsOn: false };
    const [usual] = plan(2).openers;
    const fits = fitStory(flow, { ...plan(2), openers: [usual, spread] });
    const opened = fits.estimates.flatMap(({ pages }) => {
      expect(fits.fit(pages, { ...ALONE, startsLeft: false })?.choice.opener ?? 0).toBe(0);
      const story = fits.fit(pages, ALONE);
      return story?.choice.opener === 1 ? [[story.pages.length, pages - 1]] : [];
    });
    expect(opened.length).toBeGreaterThan(0);
    for (const [own, wanted] of opened) expect(own).toBe(wanted);
  });
});

describe("two stories that share a page", () => {
  const [usual] = plan(3).openers;
  const runOn = { headLines: 6, sinkLines: 0, leadPages: 0, runsOn: true };
  const text = (paragraphs: number): Flow => ({
    blocks: Array.from({ length: paragraphs }, () => paragraph(6, -1, [{ delta: 1, cost: 0.4 }])),
    groups: [],
    floats: [],
  });
  const story = (paragraphs: number) => ({
    fits: fitStory(text(paragraphs), {
      columns: 3,
      lines: 57,
      openers: [{ ...usual, hero: undefined }, runOn] as never,
    }),
    houseBefore: false,
  });

  it("do so where both would leave a page half white, the second below the first's level end", () => {
    const { places, pages } = makeUpIssue([story(10), story(9)], { housePages: 0, lines: 57 });
    expect(pages).toBe(1);
    const [first, second] = places.map((place) => place.story!);
    const open = first!.pages.at(-1)!.openLines!;
    for (const { top, used } of first!.pages.at(-1)!.frames) expect(top + used).toBeLessThanOrEqual(57 - open);
    expect(places[1]!.runsOn).toBe(true);
    for (const { top } of second!.pages[0]!.frames) expect(top).toBe(57 - open + 2 + 6);
    expect(first!.gapLines + second!.gapLines).toBeLessThan(8);
  });

  it("do not where each fills its pages", () => {
    const { places } = makeUpIssue([story(24), story(24)], { housePages: 0, lines: 57 });
    expect(places.map(({ runsOn }) => runsOn)).toEqual([false, false]);
  });
});

describe("what no column can hold", () => {
  it("is set even so, and told", () => {
    const flow: Flow = { blocks: [paragraph(6), solid(80, { before: 0 }), paragraph(6)], groups: [], floats: [] };
    const story = fitted(flow, { ...plan(2), openers: [{ headLines: 9, sinkLines: 0, leadPages: 0, runsOn: false }] });
    expect(story.forced).toEqual([1]);
    expect(frames(story).at(-1)!.pieces.at(-1)!.block).toBe(2);
  });

  it("holds up nothing when there is no copy at all", () => {
    expect(fitted({ blocks: [], groups: [], floats: [] }).pages).toHaveLength(1);
  });
});

it("never lays pictures and house matter over each other where the columns of a last page are raised", () => {
  interface Area {
    readonly column: number;
    readonly span: number;
    readonly top: number;
    readonly lines: number;
  }
  const isApart = (one: Area, other: Area): boolean =>
    one.column + one.span <= other.column ||
    other.column + other.span <= one.column ||
    one.top + one.lines <= other.top ||
    other.top + other.lines <= one.top;
  for (const seed of SEEDS)
    for (const blocks of [4, 8, 14])
      for (const house of [undefined, { minLines: 9, maxLines: 40 }]) {
        const { fit, estimates } = fitStory(makeFlow(seed, blocks), {
          ...plan(3),
          ...(house === undefined ? {} : { house }),
        });
        for (const { pages } of estimates.flatMap((estimate) => fit(estimate.pages, ALONE) ?? []))
          for (const page of pages) {
            const areas: Area[] = [...page.floats];
            if (page.house !== undefined) areas.push({ column: 0, span: 3, ...page.house });
            for (const [index, one] of areas.entries())
              for (const other of areas.slice(index + 1)) expect(isApart(one, other)).toBe(true);
          }
      }
});
