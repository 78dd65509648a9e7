import type * as copyfit from "../copyfit/index.js";
import type { StoryPlan } from "../layout/index.js";
import type { ParagraphStyle, SetParagraph } from "./paragraph.js";

/** An element that goes on around the parts of what it holds: a list, an item, a box, a quote. */
export interface Wrapper extends copyfit.Wrapper {
  readonly element: Element;
  /** HTML that stands at the head of its first part only: an item's number. */
  readonly lead: string;
}

/** What the document's own units have beside what copyfitting sees of them. */
interface Own {
  readonly element: HTMLElement;
  readonly wrappers: readonly Wrapper[];
}

export interface ParagraphUnit extends Own, Omit<copyfit.ParagraphUnit, "wrappers"> {
  readonly style: ParagraphStyle;
  set?: SetParagraph;
  others?: readonly { readonly set: SetParagraph; readonly cost: number }[];
  setTracked?: (trackingEm: number) => Pick<ParagraphUnit, "set" | "others">;
}
export interface SolidUnit extends Own, Omit<copyfit.SolidUnit, "wrappers"> {}
export interface FigureUnit extends Own, Omit<copyfit.FigureUnit, "wrappers"> {}
export interface TableUnit extends Own, Omit<copyfit.TableUnit, "wrappers"> {
  readonly table: HTMLTableElement;
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
export interface MeasuredCopy extends StoryCopy, Omit<copyfit.MeasuredCopy, "units"> {
  readonly units: Unit[];
}
