/** Another height that a block can take: lines more (or fewer, below 0) than its natural one, and what that costs. */
export interface Variant {
  readonly delta: number;
  /** In the unit of all costs: a line of white at the foot of a column costs 1. */
  readonly cost: number;
}

/**
 * What stands in columns one after the other: a paragraph of one part a line, a table of one part a row, a crosshead or picture of
 * one part. Lengths in grid lines.
 */
export interface Block {
  /** Heights of its parts. */
  readonly heights: readonly number[];
  /** Its parts are lines of text: a variant has more or fewer of them. Any other block has one part that is taller or lower. */
  readonly text: boolean;
  /** White above, dropped at the head of a column; the larger of this and the block's `after` above it counts. */
  readonly before: number;
  /** White below, dropped at the foot of a column. */
  readonly after: number;
  /** Parts that stay together at the foot of a column, and at the head of the next, where the block is cut. */
  readonly leastBefore: number;
  readonly leastAfter: number;
  /** A column may end after this block. */
  readonly breakAfter: boolean;
  /** Index into `Flow.groups` of the innermost padded group, or -1. */
  readonly group: number;
  /** Heights it can take beside its natural one. */
  readonly variants: readonly Variant[];
  /** For a text: parts that end with a hyphen, of the natural setting and of each variant. No column should end with them. */
  readonly hyphenated?: readonly ReadonlySet<number>[];
  /** White lines that may be added above it, and what each costs. */
  readonly stretch?: { readonly lines: number; readonly cost: number };
}

/** A box, quote or table whose parts each carry their own padding (or repeated head) when it is split. Lengths in grid lines. */
export interface Group {
  readonly padTop: number;
  readonly padBottom: number;
}

/** A size that a float can take: columns wide, and heights in grid lines; `natural` is the height that crops nothing. */
export interface FloatSize {
  readonly span: number;
  readonly minLines: number;
  readonly natural: number;
  readonly maxLines: number;
}

/** A picture or table that leaves the text's order and stands at the head or foot of a page, over several columns. */
export interface Float {
  /** It belongs before this block: it may stand on the page where that is set, or on a later one. */
  readonly anchor: number;
  /** Sizes it can take, the layout's or the editor's own first. */
  readonly sizes: readonly FloatSize[];
}

/** A story's copy, measured. */
export interface Flow {
  readonly blocks: readonly Block[];
  readonly groups: readonly Group[];
  readonly floats: readonly Float[];
}

/** What an opener takes of the story's first page. Lengths in grid lines. */
export interface OpenerLines {
  /** Lines above the columns when the hero has height 0: headline, standfirst, byline. */
  readonly headLines: number;
  /** Heights the hero can take; absent: no hero. */
  readonly hero?: { readonly minLines: number; readonly natural: number; readonly maxLines: number };
  /** Most lines that the head may be given beyond. */
  readonly sinkLines: number;
  /** Pages that it makes before the one with the copy; such an opener begins on a left-hand page. */
  readonly leadPages: number;
  /** It begins below the end of the story before, on that one's last page. */
  readonly runsOn: boolean;
}

/** Where a story begins and how it ends, as its neighbours leave it. */
export interface Setting {
  /** Whether its first page is a left-hand one. */
  readonly startsLeft: boolean;
  /** Grid lines of its first page that the story before takes; 0 when it has the page to itself. */
  readonly takenLines: number;
  /** The next story begins on its last page, so that the white there does not count. */
  readonly openEnd: boolean;
}

/** The pages a story is poured into. Lengths in grid lines. */
export interface PagePlan {
  readonly columns: number;
  /** Grid lines in a full column. */
  readonly lines: number;
  /** The ways to open the story, the usual one first. */
  readonly openers: readonly [OpenerLines, ...OpenerLines[]];
  /** Heights that house matter at the foot of its last page may take; absent: none may stand there. */
  readonly house?: { readonly minLines: number; readonly maxLines: number };
  /** The issue has a number of pages to keep to: the story may take many more or fewer than it does of itself. */
  readonly budgeted?: boolean;
}

/** Heads and pictures of a story, chosen; what the columns' own blocks do follows from the pouring. */
export interface Choice {
  /** Index into `PagePlan.openers`. */
  readonly opener: number;
  readonly heroLines: number;
  /** Lines that the head has beyond what it needs. */
  readonly sinkLines: number;
  readonly floats: readonly FloatChoice[];
}

export interface FloatChoice {
  /** Index into `Float.sizes`. */
  readonly size: number;
  readonly lines: number;
  readonly place: "head" | "foot";
}

/** Parts `from` ≤ p < `to` of a block, as they stand in one column. */
export interface Piece {
  readonly block: number;
  readonly from: number;
  readonly to: number;
  /** 0 for the natural height, else one more than the index into `Block.variants`. */
  readonly variant: number;
  /** White lines above it, as the column has them. */
  readonly gapLines: number;
}

/** One column's share. Its first line stands at grid line `top` of the type area. */
export interface FrameFill {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  readonly pieces: readonly Piece[];
  /** Lines used of `bottom - top`. */
  readonly used: number;
}

export interface FloatFill {
  readonly float: number;
  readonly column: number;
  readonly span: number;
  readonly top: number;
  readonly lines: number;
}

export interface PageFill {
  readonly frames: readonly FrameFill[];
  readonly floats: readonly FloatFill[];
  /** House matter at the page's foot, over all columns. */
  readonly house?: { readonly top: number; readonly lines: number };
  /** Lines at its foot that the next story takes. */
  readonly openLines?: number;
  /** Filled share of the type area, 0–1, head and floats counted. */
  readonly fill: number;
}

export interface StoryPages {
  readonly pages: readonly PageFill[];
  readonly choice: Choice;
  /** White lines at the feet of columns, summed. */
  readonly gapLines: number;
  /** White, crops and other departures from the natural, weighed together. */
  readonly cost: number;
  /** Blocks with a part taller than any column, set against the rules; the composer reports them. */
  readonly forced: readonly number[];
}
