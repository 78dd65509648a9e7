import type { PictureRef } from "../manifest/index.js";
import type { Place } from "../problem.js";

/** Running text: the only things a paragraph can hold. No raw HTML ever stands in a string. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "emphasis" | "strong" | "code" | "sup" | "sub"; readonly content: readonly Inline[] }
  /** `href` is http(s), mailto, or `#slug` of an article in this issue. */
  | { readonly kind: "link"; readonly href: string; readonly content: readonly Inline[] }
  | { readonly kind: "break" };

interface BlockBase {
  /** Where the block begins in the article's file. */
  readonly place: Place;
  /** BCP 47, only when it differs from the article's. */
  readonly language?: string;
}

export interface Paragraph extends BlockBase {
  readonly kind: "paragraph";
  readonly content: readonly Inline[];
}
/** A crosshead. `level` 2 or 3: the headline is the article's only level 1. */
export interface Heading extends BlockBase {
  readonly kind: "heading";
  readonly level: 2 | 3;
  readonly content: readonly Inline[];
}
/** Another's words, set in the text. */
export interface Quote extends BlockBase {
  readonly kind: "quote";
  readonly blocks: readonly Block[];
  readonly cite?: readonly Inline[];
}
/** A sentence set large as ornament. */
export interface PullQuote extends BlockBase {
  readonly kind: "pullQuote";
  readonly content: readonly Inline[];
  readonly cite?: readonly Inline[];
}
export interface List extends BlockBase {
  readonly kind: "list";
  readonly ordered: boolean;
  /** First number of an ordered list. */
  readonly start: number;
  /** Each item is paragraphs and lists. */
  readonly items: readonly (readonly Block[])[];
}
export interface Figure extends BlockBase {
  readonly kind: "figure";
  readonly picture: PictureRef;
  readonly caption?: readonly Inline[];
  readonly credit?: string;
  /** How many columns wide the editor wants it; absent: the layout decides. */
  readonly span?: number;
  /** Shown whole, never cropped: a map, a chart, a drawing. */
  readonly whole?: boolean;
  /** May be left out where the pages come out better without it. */
  readonly optional?: boolean;
}
export interface Gallery extends BlockBase {
  readonly kind: "gallery";
  readonly figures: readonly Figure[];
  readonly caption?: readonly Inline[];
}
export interface TableCell {
  readonly content: readonly Inline[];
  readonly header: boolean;
  readonly align?: "left" | "right" | "center";
}
export interface Table extends BlockBase {
  readonly kind: "table";
  readonly caption?: readonly Inline[];
  readonly head: readonly (readonly TableCell[])[];
  readonly rows: readonly (readonly TableCell[])[];
}
/** A fact box or aside. */
export interface Aside extends BlockBase {
  readonly kind: "aside";
  readonly title?: readonly Inline[];
  readonly blocks: readonly Block[];
}
export interface Rule extends BlockBase {
  readonly kind: "rule";
}

export type Block = Paragraph | Heading | Quote | PullQuote | List | Figure | Gallery | Table | Aside | Rule;

/** One article, cleaned: plain data, ready for a layout. */
export interface Article {
  readonly slug: string;
  readonly path: string;
  /** The file as shown to the editor in messages. */
  readonly name: string;
  readonly headline: readonly Inline[];
  readonly kicker?: string;
  readonly standfirst?: readonly Inline[];
  readonly byline?: string;
  /** ISO day or date-time. */
  readonly date?: string;
  /** Names of the publications or people the copy draws on: the sources line. */
  readonly sources: readonly string[];
  /** By whose leave the piece is printed: a line below the sources. */
  readonly credit?: string;
  /** Where the piece came from, if collected. */
  readonly sourceUrl?: string;
  readonly language: string;
  readonly hero?: Figure;
  /** The author's, for designs that show one; it has no caption. */
  readonly portrait?: Figure;
  readonly body: readonly Block[];
  /** The master the editor asked for, if any: `feature`, `report`, `brief` … */
  readonly design?: string;
  /** Where the text outside the body stands, for the checks that come later. */
  readonly places?: Readonly<
    Partial<Record<"headline" | "kicker" | "standfirst" | "byline" | "sources" | "credit", Place>>
  >;
  /** Words of headline, standfirst, byline and body. */
  readonly words: number;
}
