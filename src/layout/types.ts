import type { Article } from "../article/index.js";
import type { LuminanceGrid } from "../figures/index.js";
import type { Issue } from "../manifest/index.js";
import type { Place } from "../problem.js";
import type { Tokens } from "./tokens.js";

/** How a design treats its hero. Heights in grid lines. */
export interface HeroRange {
  readonly minLines: number;
  readonly maxLines: number;
  /** The hero runs to the edge of the page. */
  readonly bleed?: boolean;
  /** Columns of the design that it goes over; all when absent. The words of the head then stand beside it. */
  readonly columns?: number;
}

/** A master that a story may open on. */
export interface Opener {
  readonly master: string;
  readonly hero?: HeroRange;
  /** Grid lines that its head may be given beyond what it needs, so that the copy ends at the foot of a page. */
  readonly sinkLines?: number;
  /** It makes two facing pages, the first of them without copy. */
  readonly spread?: boolean;
  /** It begins below the end of another story, on that one's last page: its master's area is set over that page's. */
  readonly runsOn?: boolean;
}

export interface Design {
  /** Make-up takes the one that fits the copy; the first is the usual one. */
  readonly openers: readonly [Opener, ...Opener[]];
  readonly columns: number;
  /** The columns begin so many px from the left edge of the type area, for a single one of a readable measure; 0 when left out. */
  readonly insetPx?: number;
  /** Tables go over all columns; the first, if it is not long, stands in the head. */
  readonly wideTables?: boolean;
}

/** A front cover that the layout offers. */
export interface CoverDesign {
  readonly master: string;
  /** Width and height of the largest box that it has for its picture, CSS px; the whole page when left out. */
  readonly picturePx?: readonly [number, number];
}

/** What the layout makes of house matter (`Issue.house`). */
export interface HouseDesign {
  /** The master of a whole page. */
  readonly master: string;
  /** Least and most grid lines of a part of a page, over all columns at its foot. Its partial is `house.hbs`. */
  readonly minLines: number;
  readonly maxLines: number;
  /** Most grid lines of a part without a picture, where there is one with a picture to be had. */
  readonly plainMaxLines?: number;
}

/** A layout package, read and checked. Lengths in CSS px unless the name says otherwise. */
export interface Layout {
  readonly name: string;
  readonly folder: string;
  readonly engines: readonly string[];
  readonly page: { readonly trimMm: readonly [number, number]; readonly sheetPx: readonly [number, number] };
  readonly grid: {
    readonly leadingPx: number;
    /** Grid lines in a full column. */
    readonly lines: number;
    readonly marginsPx: { readonly top: number; readonly inside: number; readonly outside: number };
    readonly columnGutterPx: number;
  };
  /** Font families it is set in; their files stand in `fonts/`. */
  readonly fonts: readonly string[];
  readonly masters: readonly string[];
  readonly designs: Readonly<Record<string, Design>>;
  /** Covers by the name that `cover: { design: … }` gives them, the usual one called `full` or first. */
  readonly covers: Readonly<Record<string, CoverDesign>>;
  readonly house?: HouseDesign;
  readonly defaults: {
    readonly withHero: string;
    readonly withoutHero: string;
    /** The design of a piece with a hero and so many words or more. */
    readonly long?: { readonly words: number; readonly design: string };
  };
  /** For a design, another that takes less room: for articles whose design the editor left open, when the issue has a page budget. */
  readonly denser?: Readonly<Record<string, string>>;
  /** `standfirsts`: in a longer list of contents only each section's first article has its standfirst. */
  readonly contents?: { readonly standfirsts: number };
  /** CSS colours for sections that the editor gives none, in turn. */
  readonly sectionColours?: readonly string[];
  /** `span`: columns that a picture goes over when the editor says nothing. `minAspect`: width over height of the tallest box that
   * pictures are resampled for. */
  readonly figures: { readonly span: number; readonly minAspect: number };
  /** Of a simple layout: one that pdfkit can set. */
  readonly tokens?: Tokens;
  /** Handlebars sources by file name without ending. */
  readonly masterSources: Readonly<Record<string, string>>;
  readonly partialSources: Readonly<Record<string, string>>;
  readonly stylesheets: readonly { readonly name: string; readonly css: string }[];
}

/** An opener with the story's own hero. */
export interface OpenerPlan {
  readonly master: string;
  readonly hero?: HeroRange & {
    /** Width over height. */
    readonly aspect: number;
    readonly widthPx: number;
    /** Never cropped. */
    readonly whole: boolean;
  };
  readonly sinkLines: number;
  readonly spread: boolean;
  readonly runsOn: boolean;
}

/** One story of the flatplan: pages that copy runs through (`flow`), or one made-up page (`single`). */
export interface StoryPlan {
  readonly id: string;
  readonly kind: "flow" | "single";
  /** The masters that it may open on, the usual one first. */
  readonly openers: readonly [OpenerPlan, ...OpenerPlan[]];
  readonly design: string;
  /** Slugs of the articles it holds, in order. */
  readonly articles: readonly string[];
  /** Where its words are said that stand in no article. */
  readonly place?: Place;
  readonly section?: string;
  readonly columns: number;
  /** Width of a column, px. */
  readonly measurePx: number;
  /** The columns begin so many px from the left edge of the type area. */
  readonly insetPx?: number;
  /** How many pages the editor gives it. */
  readonly pages?: number;
  /** Set as it comes, even if its last page stays part empty. */
  readonly unfitted?: boolean;
  /** Another design, which takes less room; thought of only where pages are short. */
  readonly denser?: Pick<StoryPlan, "openers" | "design" | "columns" | "measurePx" | "insetPx">;
}

/** What the composer is told beside the document. */
export interface ComposePlan {
  /** The layout's name. */
  readonly layout: string;
  readonly leadingPx: number;
  readonly lines: number;
  readonly columnGutterPx: number;
  readonly areaWidthPx: number;
  readonly figures: Layout["figures"];
  readonly stories: readonly StoryPlan[];
  /** Of the first story's first page; 1 when left out. */
  readonly firstFolio?: number;
  /** First folios of articles that stand in none of the stories. */
  readonly folios?: Readonly<Record<string, number>>;
  /** How bright the cover's picture is, cell by cell: the composer has only a stand-in of it. */
  readonly cover?: LuminanceGrid;
  /** Language → word → where it may be hyphenated. */
  readonly hyphenation: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly articleNames: Readonly<Record<string, string>>;
  /** The page budget: exactly so many, or a multiple; as many as look best when it says nothing. */
  readonly budget: { readonly pages?: number; readonly multipleOf?: number; readonly place?: Place };
  /** Heights of house matter at the foot of a page, in grid lines. */
  readonly house?: HouseDesign;
}

/** What templates are rendered from. */
export interface IssueCopy {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
}
