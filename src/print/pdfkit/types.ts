/**
 * What the pdfkit engine's parts hand each other. Lengths in CSS px (96 to the inch), from the page's top-left corner with y
 * downwards, unless a name says otherwise.
 */
import type { Layout, Tokens, TypeStyle } from "../../layout/index.js";
import type { Hyphenate, Line, Measure, Run } from "../../typeset/index.js";
import type { Tag } from "../tags.js";

export type { Tag };

/** How letters look: a face at a size, in a colour. */
export interface LetterStyle {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly sizePx: number;
  /** `#rrggbb`. */
  readonly colour: string;
  readonly trackingEm: number;
  readonly figures: TypeStyle["figures"];
  /** All in small capitals, where the font has them. */
  readonly capitals: boolean;
  /** Above the baseline; below it when negative. */
  readonly risePx: number;
  readonly underlined: boolean;
  /** `#rrggbb` of the line under it; the letters' own when left out. */
  readonly ruleColour?: string;
}

/** A stretch of a text in one style, and the elements of the tag tree that it stands in below its paragraph. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Index into the letter case's styles. */
  readonly style: number;
  /** Outermost first; the same object in neighbouring segments is the same element. */
  readonly elements: readonly InlineElement[];
  /** No text but the end mark: a small square of this size and colour. */
  readonly mark?: { readonly sizePx: number; readonly colour: string };
}

export interface InlineElement {
  readonly type: "Em" | "Strong" | "Code" | "Link" | "Span" | "Reference" | "Lbl";
  /** Of a Link: an address, or `#slug` of an article. */
  readonly href?: string;
}

/** Running text ready to be set: `runs` for breaking it, `segments` for painting it. White space is single spaces and forced breaks. */
export interface RichText {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly segments: readonly Segment[];
}

/** Text set in lines. */
export interface SetText {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly style: TypeStyle;
  readonly lines: readonly Line[];
  /** Line lengths: line i has `measuresPx[min(i, last)]`. */
  readonly measuresPx: readonly number[];
  /** Where line i begins, from the block's left edge; 0 beyond the list. A drop cap or an indent moves the first ones. */
  readonly offsetsPx: readonly number[];
}

/** What is needed to set text of one language in one section's colour. */
export interface Setting {
  readonly layout: Layout;
  readonly tokens: Tokens;
  readonly letters: Letters;
  /** `#rrggbb`. */
  readonly sectionColour: string;
  readonly accentColour: string;
  /** BCP 47. */
  readonly language: string;
  readonly hyphenate: Hyphenate;
}

/** The faces of an issue, and the widths of their letters. */
export interface Letters {
  /** The number of a style, for `Run.style` and `Segment.style`; alike styles are one. */
  indexOf(style: LetterStyle): number;
  readonly styles: readonly LetterStyle[];
  /** A style of no letters whose text has this width. */
  fixed(widthPx: number): number;
  /** Text that is going to be set in a style: its letters are read together, and characters that no face has are told. */
  prepare(text: string, style: number): void;
  readonly measure: Measure;
  /** Distance from the top of a line of this height to its baseline, as browsers place it. */
  baselinePx(style: number, linePx: number): number;
  /** Height of capitals. */
  capHeightPx(style: number): number;
}

/** A box on the page. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something of a known height, ready to be painted once. `height` may be more than its own where make-up gave it more. */
export interface Drawn {
  readonly heightPx: number;
  /** Paints it with its top-left corner at this point; elements of the tag tree go into `parent`. */
  paint(
    surface: Surface,
    at: { readonly x: number; readonly y: number; readonly heightPx?: number },
    parent: Tag,
  ): void;
}

/** The file in hand: its pages one after the other, and its tag tree. */
export interface Surface {
  /** The `Document` element. */
  readonly root: Tag;
  readonly pageCount: number;
  /** Starts the next page. */
  addPage(): void;
  /** A new element at the end of `parent`. */
  newTag(parent: Tag, type: string, facts?: TagFacts): Tag;
  /**
   * Paints lines `from` ≤ i < `to` with the top of the first at `at`. Their words go into `tag`, whose inline elements are made as they
   * come and shared by later parts of the same text. `tag` undefined: decoration, which no reader hears. A paragraph that goes on in
   * another frame is justified to its last line.
   */
  paintLines(
    set: SetText,
    part: { readonly from: number; readonly to: number },
    at: { readonly x: number; readonly y: number },
    tag: Tag | undefined,
  ): void;
  /** A filled rectangle, as decoration. */
  fill(box: Box, colour: string): void;
  /** A prepared picture covering the box, cropped to its focus; `tag` is its Figure, undefined for decoration. */
  paintPicture(picture: PlacedPicture, box: Box, tag: Tag | undefined): void;
  /** The place on this page that `#slug` leads to. */
  anchor(slug: string, y: number): void;
  /** Words painted from now on belong to this story, or to none. */
  story: string | undefined;
  /** Everything that was painted of a story, white space and hyphens left out. */
  charactersOf(story: string): string;
  /** Ends the file. */
  finish(): Promise<PdfkitFile>;
}

export interface TagFacts {
  readonly language?: string;
  readonly alt?: string;
  readonly table?: Tag["table"];
}

export interface PlacedPicture {
  /** As `PreparedPicture.name`, and its file. */
  readonly name: string;
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focusXPercent: number;
  readonly focusYPercent: number;
}

/** The printed bytes, and the tag tree that finishing writes into them. */
export interface PdfkitFile {
  readonly bytes: Uint8Array;
  readonly tags: Tag;
  /** The JPEG files whose stand-ins were printed, by name. */
  readonly pictures: ReadonlyMap<string, string>;
}
