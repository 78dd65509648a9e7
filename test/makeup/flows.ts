import type { Block, Flow, FrameFill, PagePlan, StoryPages } from "../../src/makeup/index.js";

/** A small generator of whole numbers, so that every run tries the same flows (mulberry32). */
export const numbers = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
};

export const paragraph = (lines: number, group = -1, variants: Block["variants"] = []): Block => ({
  heights: new Array<number>(lines).fill(1),
  text: true,
  before: 0,
  after: 0,
  leastBefore: 2,
  leastAfter: 2,
  breakAfter: true,
  group,
  variants,
});

export const solid = (lines: number, settings: Partial<Block> = {}): Block => ({
  heights: [lines],
  text: false,
  before: 1,
  after: 0,
  leastBefore: 1,
  leastAfter: 1,
  breakAfter: true,
  group: -1,
  variants: [],
  ...settings,
});

const crosshead = solid(1, { breakAfter: false, stretch: { lines: 1, cost: 0.4 } });

/** Paragraphs, crossheads, boxes and pictures in a likely mixture. */
export const makeFlow = (seed: number, blocksWanted = 25): Flow => {
  const next = numbers(seed);
  const blocks: Block[] = [];
  const groups: Flow["groups"][number][] = [];
  const floats: Flow["floats"][number][] = [];
  const text = (lines: number): Block => {
    const variants =
      next(3) === 0 ? [{ delta: 1, cost: 0.4 }] : next(4) === 0 && lines > 3 ? [{ delta: -1, cost: 0.6 }] : [];
    return paragraph(lines, -1, variants);
  };
  for (let block = 0; block < blocksWanted; block++) {
    const kind = next(10);
    if (kind === 0) blocks.push(crosshead, text(2 + next(8)));
    else if (kind === 1) {
      groups.push({ padTop: 1, padBottom: 1 });
      blocks.push(paragraph(3 + next(9), groups.length - 1), paragraph(2 + next(3), groups.length - 1));
    } else if (kind === 2) {
      const natural = 12 + next(10);
      floats.push({
        anchor: blocks.length,
        sizes: [{ span: 2, minLines: natural - 4, natural, maxLines: natural + 5 }],
      });
    } else if (kind === 3)
      blocks.push(solid(10, { after: 1, variants: [-2, -1, 1, 2].map((delta) => ({ delta, cost: 0.1 })) }));
    else blocks.push(text(1 + next(12)));
  }
  return { blocks, groups, floats };
};

export const plan = (columns: number): PagePlan => ({
  columns,
  lines: 57,
  openers: [
    { headLines: 9, sinkLines: 0, leadPages: 0, runsOn: false, hero: { minLines: 15, natural: 24, maxLines: 34 } },
  ],
});

export const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

export const frames = (story: StoryPages): FrameFill[] =>
  story.pages.flatMap((page) => page.frames.filter((frame) => frame.pieces.length > 0));

/** Lines of part `part` of a block in a variant, and how many parts it has, counted anew from the rules alone. */
export const partLines = (block: Block, variant: number, part: number): number =>
  block.text ? 1 : block.heights[part]! + (variant === 0 ? 0 : block.variants[variant - 1]!.delta);
export const partCount = (block: Block, variant: number): number =>
  block.heights.length + (block.text && variant > 0 ? block.variants[variant - 1]!.delta : 0);

/** Height of a column's pieces, counted anew. */
export const heightOf = (flow: Flow, { pieces }: FrameFill): number => {
  let lines = 0;
  pieces.forEach(({ block: index, from, to, variant, gapLines }, at) => {
    const block = flow.blocks[index]!;
    const above = at === 0 ? undefined : flow.blocks[pieces[at - 1]!.block]!;
    const below = at === pieces.length - 1 ? undefined : flow.blocks[pieces[at + 1]!.block]!;
    lines += at === 0 ? 0 : gapLines;
    if (block.group >= 0 && above?.group !== block.group) lines += flow.groups[block.group]!.padTop;
    if (block.group >= 0 && below?.group !== block.group) lines += flow.groups[block.group]!.padBottom;
    for (let part = from; part < to; part++) lines += partLines(block, variant, part);
  });
  return lines;
};
