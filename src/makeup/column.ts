import type { Block, Flow, Piece } from "./types.js";

/** Where a column begins: part `part` of a block, in the variant that its earlier parts were set in. */
export interface Cut {
  readonly block: number;
  readonly part: number;
  readonly variant: number;
}

export const START: Cut = { block: 0, part: 0, variant: 0 };

/** One way to fill a column, and where the next begins. */
export interface ColumnEnd {
  readonly cut: Cut;
  readonly used: number;
  /** Of the variants and the white between blocks; the white at the foot is not in it. */
  readonly cost: number;
  readonly changes: Change | undefined;
  readonly forced: boolean;
}

/** Blocks of one column that are not at their natural height, the last first. */
export interface Change {
  readonly block: number;
  readonly variant: number;
  readonly stretch: number;
  readonly earlier: Change | undefined;
}

/** A flow and the columns of it that were filled before: the search asks for the same ones thousands of times. */
export interface Matter {
  readonly flow: Flow;
  readonly plain: Map<number, ColumnEnd>;
  readonly fine: Map<number, readonly ColumnEnd[]>;
}

export const matterOf = (flow: Flow): Matter => ({ flow, plain: new Map(), fine: new Map() });

/** A way down the column so far: blocks above are set whole, and this is what they take. */
interface Reach {
  readonly height: number;
  readonly cost: number;
  readonly changes: Change | undefined;
}

/** What a word divided between two columns costs, in lines of white: a reader has to look for its other half. */
const HYPHEN_AT_END = 0.7;
/** Lines of white at the foot of a page that a reader does not take for a hole. */
const SELDOM_SEEN = 2;
/** White that a column may end with when others end better, in lines. */
const MOST_GAP = 3;
/** More parts than any block has, and more variants. */
const MOST_PARTS = 4096;
const MOST_VARIANTS = 32;
/** What the changes in one column may cost together, in lines of white: more would look worse than the white. */
const MOST_CHANGE = 2.4;
/** Ways to fill a column that are worth going on from. */
const MOST_ENDS = 8;
/** No page has so many grid lines. */
const MOST_LINES = 1024;

export const keyOf = ({ block, part, variant }: Cut): number => (block * MOST_PARTS + part) * MOST_VARIANTS + variant;

export const isEnd = (flow: Flow, { block }: Cut): boolean => block >= flow.blocks.length;

const partLines = (block: Block, part: number, variant: number): number => {
  if (block.text) return 1;
  return variant === 0 ? block.heights[part] : block.heights[part] + block.variants[variant - 1].delta;
};

export const partsOf = (block: Block, variant: number): number =>
  block.text && variant > 0 ? block.heights.length + block.variants[variant - 1].delta : block.heights.length;

/** White and padding between the block above in the column (none at its head) and this one. */
const spaceAbove = ({ groups }: Flow, above: Block | undefined, block: Block): number => {
  if (above === undefined) return block.group >= 0 ? groups[block.group].padTop : 0;
  const white = Math.max(above.after, block.before);
  if (above.group === block.group) return white;
  const closing = above.group >= 0 ? groups[above.group].padBottom : 0;
  const opening = block.group >= 0 ? groups[block.group].padTop : 0;
  return white + closing + opening;
};

/** The ends found for one column, the best of each place. */
class Ends {
  private readonly best = new Map<number, ColumnEnd>();

  constructor(private readonly capacity: number) {}

  note(cut: Cut, used: number, cost: number, changes: Change | undefined): void {
    const key = keyOf(cut);
    const known = this.best.get(key);
    if (known === undefined || this.weight(cost, used) < this.weight(known.cost, known.used))
      this.best.set(key, { cut, used, cost, changes, forced: false });
  }

  /** Those worth going on from, the cheapest first. */
  take(): ColumnEnd[] {
    const all = [...this.best.values()];
    const fullest = all.reduce((most, { used }) => Math.max(most, used), 0);
    return all
      .filter(({ used }) => used >= fullest - MOST_GAP)
      .sort((one, other) => this.weight(one.cost, one.used) - this.weight(other.cost, other.used))
      .slice(0, MOST_ENDS);
  }

  private weight(cost: number, used: number): number {
    return cost + gapCost(this.capacity - used);
  }
}

/** White at the foot of a column costs more the more it is: two columns a line short look better than one two lines short. */
export const gapCost = (lines: number): number => lines + (lines > 1 ? (lines - 1) * 0.5 : 0);

/** White below level columns of a last page: a little is seldom seen, more is seen at once. */
export const whiteCost = (lines: number, columns: number): number =>
  columns * (lines + Math.max(0, lines - SELDOM_SEEN) * 0.6);

/** A way further down with the block set whole, unless a cheaper one is as tall. */
const reachFurther = (next: Map<number, Reach>, reach: Reach): void => {
  const known = next.get(reach.height);
  if (known === undefined || reach.cost < known.cost) next.set(reach.height, reach);
};

interface Trial {
  readonly flow: Flow;
  readonly capacity: number;
  /** Variants and added white are tried too. */
  readonly fine: boolean;
  readonly ends: Ends;
}

/** Sets one variant of a block below `reach`: notes where the column may end in it and after it. */
const setBlock = (
  { flow, capacity, ends }: Trial,
  reach: Reach,
  at: { readonly index: number; readonly from: number; readonly variant: number; readonly above: Block | undefined },
  stretch: number,
): Reach | undefined => {
  const { index, from, variant, above } = at;
  const block = flow.blocks[index];
  const padBottom = block.group >= 0 ? flow.groups[block.group].padBottom : 0;
  let height = reach.height + spaceAbove(flow, above, block) + stretch;
  const changed = from === 0 && (variant > 0 || stretch > 0);
  const own = (from === 0 && variant > 0 ? block.variants[variant - 1].cost : 0) + stretch * (block.stretch?.cost ?? 0);
  const cost = reach.cost + own;
  if (cost > MOST_CHANGE) return undefined;
  const changes = changed ? { block: index, variant, stretch, earlier: reach.changes } : reach.changes;
  const count = partsOf(block, variant);
  // Lines too far above the foot for a column to end with are passed over at once.
  const far = block.text ? Math.min(count - from, capacity - MOST_GAP - 1 - padBottom - height) : 0;
  const begin = from + Math.max(0, far);
  height += begin - from;
  for (let part = begin; part < count; part++) {
    const lines = partLines(block, part, variant);
    height += lines;
    if (height + padBottom > capacity) return undefined;
    const done = part + 1;
    const worth = lines > 1 || height + padBottom >= capacity - MOST_GAP;
    if (!worth || done >= count || done < block.leastBefore || count - done < block.leastAfter) continue;
    const hyphen = block.hyphenated?.[variant].has(part) ? HYPHEN_AT_END : 0;
    ends.note({ block: index, part: done, variant }, height + padBottom, cost + hyphen, changes);
  }
  if (block.breakAfter || index === flow.blocks.length - 1)
    ends.note({ block: index + 1, part: 0, variant: 0 }, height + padBottom, cost, changes);
  return { height, cost, changes };
};

const fillColumn = (trial: Trial, start: Cut): ColumnEnd[] => {
  const { blocks } = trial.flow;
  let reached: Reach[] = [{ height: 0, cost: 0, changes: undefined }];
  for (let index = start.block; index < blocks.length && reached.length > 0; index++) {
    const block = blocks[index];
    const from = index === start.block ? start.part : 0;
    const above = index === start.block ? undefined : blocks[index - 1];
    const first = from > 0 ? start.variant : 0;
    const last = from > 0 ? start.variant : trial.fine ? block.variants.length : 0;
    const stretches = trial.fine && above !== undefined ? (block.stretch?.lines ?? 0) : 0;
    const next = new Map<number, Reach>();
    for (const reach of reached)
      for (let variant = first; variant <= last; variant++)
        for (let stretch = 0; stretch <= stretches; stretch++) {
          const further = setBlock(trial, reach, { index, from, variant, above }, stretch);
          if (further !== undefined) reachFurther(next, further);
        }
    reached = [...next.values()];
  }
  return trial.ends.take();
};

/** Something must be set where nothing fits: the column breaks against the rules, or holds a part that is taller than itself. */
const forceColumn = (flow: Flow, start: Cut, capacity: number): ColumnEnd => {
  const block = flow.blocks[start.block];
  const count = partsOf(block, start.variant);
  let height = spaceAbove(flow, undefined, block);
  let part = start.part;
  while (part < count && height + partLines(block, part, start.variant) <= capacity)
    height += partLines(block, part++, start.variant);
  if (part === start.part) {
    part++;
    height = capacity;
  }
  const cut =
    part >= count
      ? { block: start.block + 1, part: 0, variant: 0 }
      : { block: start.block, part, variant: start.variant };
  return { cut, used: height, cost: 100, changes: undefined, forced: true };
};

const memoKey = (start: Cut, capacity: number): number => keyOf(start) * MOST_LINES + capacity;

/** Every block at its natural height: as many as fit up to a permitted break; undefined when nothing fits. */
export const plainEnd = ({ flow, plain }: Matter, start: Cut, capacity: number): ColumnEnd | undefined => {
  const key = memoKey(start, capacity);
  const known = plain.get(key);
  if (known !== undefined) return known.used < 0 ? undefined : known;
  const found = fillColumn({ flow, capacity, fine: false, ends: new Ends(capacity) }, start);
  const end = found.reduce<ColumnEnd | undefined>(
    (best, other) => (best === undefined || other.used > best.used ? other : best),
    undefined,
  );
  plain.set(key, end ?? { cut: start, used: -1, cost: 0, changes: undefined, forced: false });
  return end;
};

/** All good ways to fill the column, the cheapest first; none when nothing fits. */
export const fineEnds = ({ flow, fine }: Matter, start: Cut, capacity: number): readonly ColumnEnd[] => {
  const key = memoKey(start, capacity);
  let ends = fine.get(key);
  if (ends === undefined) {
    ends = fillColumn({ flow, capacity, fine: true, ends: new Ends(capacity) }, start);
    fine.set(key, ends);
  }
  return ends;
};

export const forcedEnd = ({ flow }: Matter, start: Cut, capacity: number): ColumnEnd =>
  forceColumn(flow, start, capacity);

/** What stands in a column that begins at `start` and ends as found. */
export const piecesOf = (flow: Flow, start: Cut, { cut, changes }: ColumnEnd): Piece[] => {
  const changed = new Map<number, Change>();
  for (let change = changes; change !== undefined; change = change.earlier) changed.set(change.block, change);
  const pieces: Piece[] = [];
  for (let index = start.block; index < flow.blocks.length; index++) {
    if (index > cut.block || (index === cut.block && cut.part === 0)) break;
    const block = flow.blocks[index];
    const from = index === start.block ? start.part : 0;
    const variant = from > 0 ? start.variant : index === cut.block ? cut.variant : (changed.get(index)?.variant ?? 0);
    const to = index === cut.block ? cut.part : partsOf(block, variant);
    const above = index === start.block ? undefined : flow.blocks[index - 1];
    const white = above === undefined ? 0 : Math.max(above.after, block.before);
    pieces.push({ block: index, from, to, variant, gapLines: white + (changed.get(index)?.stretch ?? 0) });
  }
  return pieces;
};
