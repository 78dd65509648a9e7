import type { StoryPlan } from "../layout/index.js";
import type { OpenerLines } from "../makeup/index.js";
import type { Line } from "../typeset/index.js";

/** Something that goes on around the parts of what it holds: a list, an item, a box, a quote. */
export interface Wrapper {
  /** Grid lines of padding that each of its parts carries. */
  readonly padTop: number;
  readonly padBottom: number;
}

/** What every unit of copy has, whichever engine measured it. */
export interface UnitBase {
  readonly wrappers: readonly Wrapper[];
  readonly article?: string;
  /** BCP 47. */
  readonly language: string;
  /** Line in the article's file, for messages. */
  readonly sourceLine?: number;
  /** White lines above and below. */
  readonly before: number;
  readonly after: number;
  /** What follows must begin in the same column. */
  readonly keep: boolean;
  /** Stands in the same column as the end of what is above it. */
  readonly keepAbove: boolean;
  /** A pull quote, which may stand elsewhere in the text. */
  readonly movable: boolean;
  /** A picture that may be left out. */
  readonly optional: boolean;
  /** Its words as they stand in the copy. */
  words(): string;
}

/** A paragraph's text in lines. */
export interface SetCopy {
  readonly text: string;
  readonly lines: readonly Line[];
}

export interface ParagraphUnit extends UnitBase {
  readonly kind: "paragraph";
  readonly style: { readonly justified: boolean };
  /** Lines that the opening letter is tall; 0 without one. */
  dropLines: number;
  /** As it is set; make-up may take one of the others instead. */
  set?: SetCopy;
  others?: readonly { readonly set: SetCopy; readonly cost: number }[];
  /** The same with all its letters tracked, in ems: copyfitting's last resort. */
  setTracked?: (trackingEm: number) => Pick<ParagraphUnit, "set" | "others">;
}
export interface SolidUnit extends UnitBase {
  readonly kind: "solid";
  lines: number;
  /** Lines that it may be taller. */
  readonly stretch: number;
}
/** A size that a picture block can take. Lengths in px but for the line counts. */
export interface FigureSize {
  readonly span: number;
  widthPx: number;
  /** Caption, credit and margins: everything but the picture. */
  restPx: number;
  natural: number;
  minLines: number;
  maxLines: number;
}
export interface FigureUnit extends UnitBase {
  readonly kind: "figure";
  /** The layout's or the editor's own size first. More than one column wide, it stands outside the text. */
  readonly sizes: readonly FigureSize[];
}
export interface TableUnit extends UnitBase {
  readonly kind: "table";
  /** Columns it stands over; more than one makes it stand outside the text. */
  span: number;
  captionLines: number;
  headLines: number;
  rowLines: number[];
}
export type Unit = ParagraphUnit | SolidUnit | FigureUnit | TableUnit;

/** A story's copy, set and measured. An engine's own copies carry more: what it needs to build their pages. */
export interface MeasuredCopy {
  readonly plan: StoryPlan;
  readonly measurePx: number;
  readonly units: readonly Unit[];
  /** The copy's own characters, white space left out, before anything was moved. */
  readonly characters: string;
  /** Its ways to open; those whose heads do not hold their words are left out. */
  readonly openerLines: readonly [OpenerLines, ...OpenerLines[]];
  /** What of it stands elsewhere than written, or not at all, in words for the flatplan (`arrange.ts`). */
  readonly rearranged?: string;
}
