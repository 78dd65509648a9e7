import type * as copyfit from "../../../copyfit/index.js";
import type { BoxStyle, Story } from "../../../layout/index.js";
import type { Head } from "../masters/index.js";
import type { Drawn, PlacedPicture, SetText, Setting } from "../types.js";

/** A list, an item of one, a box or a quotation, around the units in it. */
export interface Wrapper extends copyfit.Wrapper {
  readonly tag: "L" | "LI" | "Sect" | "BlockQuote";
  readonly setting: Setting;
  readonly language?: string;
  /** Left edge in the column, and width, with what stands left and right of the words. */
  readonly leftPx: number;
  readonly widthPx: number;
  readonly style?: BoxStyle;
  /** An item's number, or its bullet. */
  readonly label?: SetText | "bullet";
}

/** Where a unit's words begin in their column, and how wide they may be. px. */
interface Own {
  readonly wrappers: readonly Wrapper[];
  readonly setting: Setting;
  readonly leftPx: number;
  readonly widthPx: number;
}

export interface ParagraphUnit extends Own, Omit<copyfit.ParagraphUnit, "wrappers"> {
  set?: SetText;
  others?: readonly { readonly set: SetText; readonly cost: number }[];
  setTracked?: (trackingEm: number) => Pick<ParagraphUnit, "set" | "others">;
  /** The opening letter, set large beside the first lines. */
  readonly dropCap?: SetText;
}
export interface SolidUnit extends Own, Omit<copyfit.SolidUnit, "wrappers"> {
  /** `fits`: no word in it is wider than its line. */
  readonly drawn: Drawn & { readonly fits?: boolean };
}
/** A picture with its alternative text; without any it is ornament. */
export interface Shown {
  readonly placed: PlacedPicture;
  readonly alt: string;
  readonly caption?: Drawn;
}
export interface FigureUnit extends Own, Omit<copyfit.FigureUnit, "wrappers"> {
  /** Never cropped. */
  readonly whole: boolean;
  /** What stands at each of its sizes: one picture, or a gallery's in a row; and a caption below all of them. */
  readonly rows: readonly { readonly shown: readonly Shown[]; readonly caption?: Drawn }[];
}
export interface SetCell {
  readonly set: SetText;
  readonly header: boolean;
}
export interface TableUnit extends Own, Omit<copyfit.TableUnit, "wrappers"> {
  readonly caption?: Drawn;
  readonly columnPx: readonly number[];
  readonly head: readonly (readonly SetCell[])[];
  readonly rows: readonly (readonly SetCell[])[];
}
export type Unit = ParagraphUnit | SolidUnit | FigureUnit | TableUnit;

/** A story's copy, set and measured with the heads it may open on. */
export interface StoryCopy extends Omit<copyfit.MeasuredCopy, "units"> {
  readonly story: Story;
  readonly units: readonly Unit[];
  /** By the number of the opener. */
  readonly heads: readonly Head[];
}
