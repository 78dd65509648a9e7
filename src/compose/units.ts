import type { StoryPlan } from "../layout/index.js";
import type { OpenerLines } from "../makeup/index.js";
import type { ParagraphStyle, SetParagraph } from "./paragraph.js";

/** An element that goes on around the parts of what it holds: a list, an item, a box, a quote. */
export interface Wrapper {
  readonly element: Element;
  /** HTML that stands at the head of its first part only: an item's number. */
  readonly lead: string;
  /** Grid lines of padding that each of its parts carries. */
  readonly padTop: number;
  readonly padBottom: number;
}

interface UnitBase {
  readonly element: HTMLElement;
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
}

export interface ParagraphUnit extends UnitBase {
  readonly kind: "paragraph";
  readonly style: ParagraphStyle;
  /** Lines that the opening letter is tall; 0 without one. */
  dropLines: number;
  /** As it is set; make-up may take one of the others instead. */
  set?: SetParagraph;
  others?: readonly { readonly set: SetParagraph; readonly cost: number }[];
  /** The same with all its letters tracked, in ems: copyfitting's last resort. */
  setTracked?: (trackingEm: number) => Pick<ParagraphUnit, "set" | "others">;
}
export interface SolidUnit extends UnitBase {
  readonly kind: "solid";
  lines: number;
  /** Lines that it may be taller (`--stretch`). */
  readonly stretch: number;
}
/** A size that a picture block can take. Lengths in px but for the line counts. */
export interface FigureSize {
  readonly span: number;
  readonly widthPx: number;
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
  readonly table: HTMLTableElement;
  /** Columns it stands over; more than one makes it stand outside the text. */
  span: number;
  captionLines: number;
  headLines: number;
  rowLines: number[];
  columnPx: number[];
}
export type Unit = ParagraphUnit | SolidUnit | FigureUnit | TableUnit;

/** A story's copy as found in the document, not yet measured. */
export interface StoryCopy {
  readonly plan: StoryPlan;
  readonly container: HTMLElement;
  /** The pages that each of its openers makes; the last of them has the frames. */
  readonly openers: readonly (readonly HTMLElement[])[];
  readonly measurePx: number;
  readonly units: Unit[];
  /** The copy's own characters, white space left out, before anything was moved. */
  readonly characters: string;
}

/** Its openers measured; those whose heads do not hold their words are left out. */
export interface MeasuredCopy extends StoryCopy {
  readonly openerLines: readonly [OpenerLines, ...OpenerLines[]];
  /** What of it stands elsewhere than written, or not at all, in words for the flatplan (`arrange.ts`). */
  readonly rearranged?: string;
}

export const withoutSpace = (text: string): string => text.replace(/\s+/g, "");
