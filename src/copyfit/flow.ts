import type { Block, Float, Flow, Group, Variant } from "../makeup/index.js";
import type { FigureSize, MeasuredCopy, SetCopy, TableUnit, Unit, Wrapper } from "./units.js";

/** Lines of a paragraph that must stay together at the foot and at the head of a column. */
const ORPHANS = 2;
const WIDOWS = 2;
/** Rows of a table that must stay together. */
const TABLE_ROWS_TOGETHER = 2;
/** What a line more or less of a picture in the column costs, of a pull quote, and of white above a crosshead (`makeup/types.ts`). */
const FIGURE_LINE = 0.1;
const STRETCHED_LINE = 0.3;
const CROSSHEAD_LINE = 0.4;

/** What a block of the make-up stands for: unit `unit`, whose part `part` is the block's first; -1 is a table's caption. */
export interface BlockSource {
  readonly unit: number;
  readonly part: number;
}

/** A story's copy as make-up sees it, and the way back from its blocks and floats to the units. */
export interface StoryFlow {
  readonly flow: Flow;
  readonly sources: readonly BlockSource[];
  readonly floatUnits: readonly number[];
}

const figureVariants = ({ minLines, natural, maxLines }: FigureSize): Variant[] => {
  const variants: Variant[] = [];
  for (let lines = minLines; lines <= maxLines; lines++)
    if (lines !== natural) variants.push({ delta: lines - natural, cost: Math.abs(lines - natural) * FIGURE_LINE });
  return variants;
};

const stretchVariants = (most: number): Variant[] =>
  Array.from({ length: most }, (_, index) => ({ delta: index + 1, cost: (index + 1) * STRETCHED_LINE }));

/** Lines that end with a hyphen that is drawn. */
const hyphenatedLines = ({ lines }: SetCopy): ReadonlySet<number> =>
  new Set(lines.flatMap(({ hyphen }, index) => (hyphen ? [index] : [])));

type BlockShape = Pick<Block, "hyphenated" | "heights" | "text" | "leastBefore" | "leastAfter" | "variants">;

const shapeOf = (unit: Unit): BlockShape => {
  const single = (lines: number, variants: readonly Variant[] = []): BlockShape => ({
    heights: [lines],
    text: false,
    leastBefore: 1,
    leastAfter: 1,
    variants,
  });
  switch (unit.kind) {
    case "paragraph": {
      const { lines } = unit.set!;
      return {
        heights: lines.map(() => 1),
        text: true,
        leastBefore: Math.max(ORPHANS, unit.dropLines),
        leastAfter: WIDOWS,
        variants: (unit.others ?? []).map(({ set, cost }) => ({ delta: set.lines.length - lines.length, cost })),
        hyphenated: [unit.set!, ...(unit.others ?? []).map(({ set }) => set)].map(hyphenatedLines),
      };
    }
    case "table":
      return {
        heights: unit.rowLines,
        text: false,
        leastBefore: TABLE_ROWS_TOGETHER,
        leastAfter: TABLE_ROWS_TOGETHER,
        variants: [],
      };
    case "figure":
      return single(unit.sizes[0].natural, figureVariants(unit.sizes[0]));
    default:
      return single(unit.lines, stretchVariants(unit.stretch));
  }
};

/** A table over several columns stands outside the text, if a page can hold it. */
export const tableLines = (unit: TableUnit): number =>
  unit.captionLines + unit.headLines + unit.rowLines.reduce((sum, lines) => sum + lines, 0);

const floatOf = (unit: Unit, anchor: number, pageLines: number): Float | undefined => {
  if (unit.kind === "figure" && unit.sizes[0].span > 1) return { anchor, sizes: unit.sizes };
  if (unit.kind === "table" && unit.span > 1 && tableLines(unit) <= pageLines) {
    const lines = tableLines(unit);
    return { anchor, sizes: [{ span: unit.span, minLines: lines, natural: lines, maxLines: lines }] };
  }
  return undefined;
};

/** A box or quote of up to this many grid lines is not split. */
const WHOLE_GROUP_LINES = 16;

/** Blocks of short boxes and quotes stay together: they are not cut, and no column ends between them. */
const keepShortGroupsWhole = (blocks: Block[], groups: readonly Group[]): void => {
  let first = 0;
  while (first < blocks.length) {
    const { group } = blocks[first];
    let end = first + 1;
    while (end < blocks.length && blocks[end].group === group) end++;
    if (group >= 0) {
      let lines = groups[group].padTop + groups[group].padBottom;
      for (const { heights } of blocks.slice(first, end)) for (const height of heights) lines += height;
      if (lines <= WHOLE_GROUP_LINES)
        for (let index = first; index < end; index++) {
          const breakAfter = index === end - 1 && blocks[index].breakAfter;
          blocks[index] = { ...blocks[index], breakAfter, leastBefore: Number.POSITIVE_INFINITY };
        }
    }
    first = end;
  }
};

export const makeFlow = ({ units }: Pick<MeasuredCopy, "units">, pageLines: number): StoryFlow => {
  const blocks: Block[] = [];
  const sources: BlockSource[] = [];
  const groups: Group[] = [];
  const floats: Float[] = [];
  const floatUnits: number[] = [];
  const groupOfWrapper = new Map<Wrapper, number>();
  const addGroup = (group: Group): number => groups.push(group) - 1;
  const groupOf = (unit: Unit): number => {
    if (unit.kind === "table" && unit.headLines > 0) return addGroup({ padTop: unit.headLines, padBottom: 0 });
    const padded = unit.wrappers.find((wrapper) => wrapper.padTop + wrapper.padBottom > 0);
    if (padded === undefined) return -1;
    let index = groupOfWrapper.get(padded);
    if (index === undefined) {
      index = addGroup(padded);
      groupOfWrapper.set(padded, index);
    }
    return index;
  };
  const addBlock = (block: Block, source: BlockSource): void => {
    blocks.push(block);
    sources.push(source);
  };
  units.forEach((unit, index) => {
    const float = floatOf(unit, blocks.length, pageLines);
    if (float !== undefined) {
      floats.push(float);
      floatUnits.push(index);
      return;
    }
    if (unit.keepAbove && blocks.length > 0)
      blocks[blocks.length - 1] = { ...blocks[blocks.length - 1], breakAfter: false };
    const captioned = unit.kind === "table" && unit.captionLines > 0;
    if (captioned)
      addBlock(
        {
          heights: [unit.captionLines],
          text: false,
          before: unit.before,
          after: 0,
          leastBefore: 1,
          leastAfter: 1,
          breakAfter: false,
          group: -1,
          variants: [],
        },
        { unit: index, part: -1 },
      );
    const head = unit.kind === "solid" && unit.keep && unit.before > 0;
    addBlock(
      {
        ...shapeOf(unit),
        before: captioned ? 0 : unit.before,
        after: unit.after,
        breakAfter: !unit.keep,
        group: groupOf(unit),
        ...(head ? { stretch: { lines: 1, cost: CROSSHEAD_LINE } } : {}),
      },
      { unit: index, part: 0 },
    );
  });
  keepShortGroupsWhole(blocks, groups);
  return { flow: { blocks, groups, floats }, sources, floatUnits };
};
