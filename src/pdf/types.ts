import type { Tag } from "../print/tags.js";

/** One line of the outline (the reader's side panel). `pageIndex` counts from 0. */
export interface OutlineEntry {
  readonly title: string;
  readonly pageIndex: number;
  readonly children?: readonly OutlineEntry[];
}

/** Everything that the browser cannot say of itself about the finished file. Lengths in pt (1/72 inch). */
export interface FinishOptions {
  /** The finished page. MediaBox = trim + bleed on all sides; cut from the sheet's top-left corner. */
  readonly trimPt: { readonly width: number; readonly height: number };
  readonly bleedPt: number;
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject?: string;
  readonly keywords: readonly string[];
  /** The main language, a BCP 47 tag. */
  readonly language: string;
  /** `pressday 1.2.3`. */
  readonly creator: string;
  /** Creation and modification date. */
  readonly date: Date;
  readonly outline: readonly OutlineEntry[];
  /** One label a page, equal to its folio. */
  readonly pageLabels: readonly string[];
  /** Left-hand and right-hand pages face each other with the first page alone. */
  readonly spreads: boolean;
  /** Pictures whose stand-ins were printed (`figures/stand-in.ts`), by their names: the JPEG files that belong there. */
  readonly pictures?: ReadonlyMap<string, string>;
  /** The tag tree, where the engine tells it; else it is read from the file. Finishing takes it over and changes it. */
  readonly tags?: Tag;
  /** Is told of the file before any part of it is handed out. */
  readonly tell?: (facts: PdfFacts) => void;
}

/** What preflight asks of a finished file, told by the finisher or read back from the bytes. */
export interface PdfFacts {
  /** Width and height of each page's trim, pt. */
  readonly trimsPt: readonly (readonly [number, number])[];
  readonly fonts: readonly Omit<DescribedFont, "subset">[];
  /** There is a tag tree, and the file says so. */
  readonly tagged: boolean;
  /** `leads`: its place is in the file, or it is an address; `described`: it has words for those who cannot see where it stands. */
  readonly links: readonly {
    readonly pageIndex: number;
    readonly leads: boolean;
    readonly described: boolean;
    readonly tagged: boolean;
  }[];
  /** Pages with words that stand in no tag and are no decoration, by their index; known only of what was read back. */
  readonly strayText?: readonly number[];
  /** Pages with figures that have no alternative text, by their index; known only of what was read back. */
  readonly mute?: readonly number[];
  /** Absent while it is being written. */
  readonly bytes?: number;
}

/** Left, bottom, right, top in pt, from the sheet's bottom-left corner, as the file has them. */
export type BoxPt = readonly [number, number, number, number];

/** Left, top, width, height in pt, from the trim's top-left corner. */
export interface AreaPt {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A stretch of text in one style on one line. Lengths in pt from the trim's top-left corner. */
export interface DescribedRun {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly sizePt: number;
  readonly font: string;
  /** In the tag tree, marked as decoration, or neither (a fault). */
  readonly standing: "tagged" | "artifact" | "unmarked";
  /** The number of its marked content on the page; present when tagged. */
  readonly mcid?: number;
}

export interface DescribedPicture {
  /** What shows of it: the picture's area cut by the clip it is drawn through. */
  readonly area: AreaPt;
  /** The whole picture, shown or not. */
  readonly wholeArea: AreaPt;
  readonly pixels: { readonly width: number; readonly height: number };
  /** Pixels to the inch across. */
  readonly ppi: number;
  /** The number of its marked content on the page; present when tagged. */
  readonly mcid?: number;
}

/** A filled shape: the ground of a box, a panel, a rule. White ones are paper, and left out. */
export interface DescribedGround {
  /** The upright rectangle round it, cut by the clip it is drawn through. */
  readonly area: AreaPt;
  /** `#f4efe6`; absent where it is a gradient. */
  readonly colour?: string;
}

/** A word as its letters stand, not as a reader guesses it. Lengths in pt from the trim's top-left corner. */
export interface DescribedWord {
  readonly text: string;
  readonly left: number;
  /** Where the advance of its last letter ends. */
  readonly right: number;
  readonly baseline: number;
  readonly sizePt: number;
  readonly font: string;
  /** The number of its marked content on the page; present when tagged. */
  readonly mcid?: number;
  /** Advance of the font's own space at this size, where the page sets one in this font. */
  readonly spacePt?: number;
}

export interface DescribedPage {
  readonly index: number;
  readonly label: string;
  readonly mediaPt: BoxPt;
  readonly cropPt: BoxPt;
  readonly trimPt: BoxPt;
  readonly bleedPt: BoxPt;
  readonly trimMm: readonly [number, number];
  readonly rotation: number;
  /** The page's share of the tag tree, a line for each element that holds text. */
  readonly text: string;
  readonly runs: readonly DescribedRun[];
  readonly pictures: readonly DescribedPicture[];
  readonly grounds: readonly DescribedGround[];
}

export interface DescribedOutline {
  readonly title: string;
  readonly pageIndex: number | undefined;
  readonly pageLabel: string | undefined;
  readonly children: readonly DescribedOutline[];
}

export interface DescribedLink {
  readonly pageIndex: number;
  readonly area: AreaPt;
  readonly contents: string | undefined;
  readonly uri: string | undefined;
  readonly targetPageIndex: number | undefined;
  /** Where on the target page, in pt from its trim's top; undefined when the whole page is meant. */
  readonly targetY: number | undefined;
  /** Stands inside a Link element of the tag tree. */
  readonly tagged: boolean;
}

export interface DescribedFont {
  readonly name: string;
  /** As the file says: `CIDFontType2` (TrueType), `Type3` … */
  readonly type: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly toUnicode: boolean;
}

/** An element of the tag tree. */
export interface DescribedTag {
  readonly type: string;
  /** What a non-standard type stands for, by the role map. */
  readonly role: string | undefined;
  readonly language: string | undefined;
  readonly alt: string | undefined;
  /** Scope, BBox, ColSpan … printed as text. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The pages that hold its own content (not its children's). */
  readonly pageIndexes: readonly number[];
  readonly kids: readonly (DescribedTag | DescribedContent)[];
}

/** A leaf of the tag tree: marked text, a picture (empty text), or a link's hot spot. */
export interface DescribedContent {
  readonly type: "content" | "object";
  readonly pageIndex: number | undefined;
  readonly mcid: number | undefined;
  readonly text: string;
}

export interface PdfDescription {
  readonly version: string;
  readonly info: Readonly<Record<string, string>>;
  /** The XMP packet's own elements by qualified name, such as `dc:title`. */
  readonly xmp: Readonly<Record<string, string>>;
  readonly language: string | undefined;
  readonly viewer: {
    readonly displayDocTitle: boolean;
    readonly pageLayout: string | undefined;
    readonly pageMode: string | undefined;
  };
  readonly marked: boolean;
  readonly pages: readonly DescribedPage[];
  readonly outline: readonly DescribedOutline[];
  readonly links: readonly DescribedLink[];
  readonly fonts: readonly DescribedFont[];
  readonly tags: DescribedTag | undefined;
}
