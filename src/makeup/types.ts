/** Make-up works in whole grid lines only. A row is what a column break can never cut: one line of a paragraph, or a whole block. */
export interface Row {
  /** Height in grid lines. */
  readonly lines: number;
  /** White lines above, dropped at the head of a column; the larger of this and the previous row's `after` counts. */
  readonly before: number;
  /** White lines below, dropped at the foot of a column. */
  readonly after: number;
  /** A column may end after this row. */
  readonly breakAfter: boolean;
  /** Index into `Flow.groups` of the innermost padded group, or -1. */
  readonly group: number;
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

/** A block that leaves the text's order and stands at the head or foot of a page, over several columns. */
export interface Float {
  /** It belongs before this row: it may stand on the page where that row is set, or on a later one. */
  readonly anchor: number;
  /** Sizes it can take, the layout's or the editor's own first. */
  readonly sizes: readonly FloatSize[];
}

/** A row whose height can be chosen: a picture in the column. */
export interface Elastic {
  readonly row: number;
  readonly minLines: number;
  readonly maxLines: number;
}

/** A story's copy, measured. */
export interface Flow {
  readonly rows: readonly Row[];
  readonly groups: readonly Group[];
  readonly floats: readonly Float[];
  readonly elastics: readonly Elastic[];
}

/** What an opener takes of the story's first page. Lengths in grid lines. */
export interface OpenerLines {
  /** Lines above the columns when the hero has height 0: headline, standfirst, byline. */
  readonly headLines: number;
  /** Heights the hero can take; absent: no hero. */
  readonly hero?: { readonly minLines: number; readonly natural: number; readonly maxLines: number };
  /** Most lines that the head may be given beyond. */
  readonly sinkLines: number;
}

/** The pages a story is poured into. Lengths in grid lines. */
export interface PagePlan {
  readonly columns: number;
  /** Grid lines in a full column. */
  readonly lines: number;
  /** The ways to open the story, the usual one first. */
  readonly openers: readonly [OpenerLines, ...OpenerLines[]];
  /** Columns of the last page end level, rather than the first ones full. */
  readonly balance: boolean;
}

/** Everything elastic about a story, chosen. Pure data: the same choice gives the same pages. */
export interface Choice {
  /** Index into `PagePlan.openers`. */
  readonly opener: number;
  readonly heroLines: number;
  /** Lines that the head has beyond what it needs. */
  readonly sinkLines: number;
  readonly floats: readonly FloatChoice[];
  /** Heights of the elastic rows, in the order of `Flow.elastics`. */
  readonly elastics: readonly number[];
}

export interface FloatChoice {
  /** Index into `Float.sizes`. */
  readonly size: number;
  readonly lines: number;
  readonly place: "head" | "foot";
}

/** One column's share: rows `from` ≤ r < `to`, its first line at grid line `top` of the type area. */
export interface FrameFill {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
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
  /** Filled share of the type area, 0–1, head and floats counted. */
  readonly fill: number;
}

export interface StoryPages {
  readonly pages: readonly PageFill[];
  readonly choice: Choice;
  /** White lines at the feet of columns, summed. */
  readonly gapLines: number;
  /** Rows taller than any column, set against the rules; the composer reports them. */
  readonly forced: readonly number[];
}
