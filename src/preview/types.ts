/** What the preview's server and its page tell each other. All of it is JSON. */
import type { Plan, PlanFault, PlannedArticle } from "../plan/types.js";
import type { Place, Problem } from "../problem.js";

/** What is shown: the issue, or the layout's specimen. */
export type Source = "issue" | "specimen";

/** The page's size and grid, CSS px from the page's top-left corner. */
export interface SheetFacts {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The finished page after cutting: a fraction of a px smaller than the page box. */
  readonly trimPx: readonly [number, number];
  readonly bleedPx: number;
  readonly leadingPx: number;
  /** Grid lines in a full column. */
  readonly lines: number;
  readonly marginsPx: { readonly top: number; readonly inside: number; readonly outside: number };
  readonly areaWidthPx: number;
  readonly columnGutterPx: number;
}

/** How many columns a design has, and where they begin (px from the left edge of the type area). */
export interface DesignFacts {
  readonly columns: number;
  readonly measurePx: number;
  readonly insetPx: number;
}

export interface PageFacts {
  /** Of the page's HTML: the same key, the same page. */
  readonly key: string;
  readonly folio: number;
  readonly master: string;
  readonly design?: string;
  /** Ids of the stories on it; two where one begins below the end of another. */
  readonly stories: readonly string[];
  /** Slugs of the articles that have copy on it. */
  readonly articles: readonly string[];
  readonly section?: string;
  /** CSS colour of its section. */
  readonly colour: string;
  /** Filled share of the type area, 0–1. */
  readonly fill: number;
  /** Names of the house matter on it. */
  readonly house: readonly string[];
  readonly faults: readonly PlanFault[];
}

export interface ArticleFacts extends PlannedArticle {
  /** The file as shown to the editor. */
  readonly file: string;
  readonly design?: string;
  readonly language: string;
}

export interface LayoutFacts {
  readonly name: string;
  readonly description?: string;
  readonly engines: readonly string[];
}

export interface PictureFacts {
  /** Pixels of the original, and the file as the editor named it. */
  readonly originalWidthPx: number;
  readonly originalHeightPx: number;
  readonly name: string;
}

export interface StyleSheet {
  /** `masters.css`; of those that Pressday makes `fonts`, `grid` and `tokens`. */
  readonly name: string;
  readonly css: string;
}

export interface PreviewState {
  /** Counts up with every change that is told. */
  readonly revision: number;
  readonly source: Source;
  readonly layout: string;
  readonly layouts: readonly LayoutFacts[];
  /** Name, week, number and title of the issue. */
  readonly title: string;
  readonly language: string;
  /** `part`: what changed stands composed anew among older pages; the whole follows. */
  readonly stage: "part" | "whole";
  /** The pages are older than the files: something keeps them from being composed (see `problems`). */
  readonly stale: boolean;
  readonly sheet: SheetFacts;
  readonly designs: Readonly<Record<string, DesignFacts>>;
  readonly pages: readonly PageFacts[];
  readonly articles: readonly ArticleFacts[];
  readonly problems: readonly Problem[];
  /** Faults of the issue as a whole. */
  readonly faults: readonly PlanFault[];
  /** By the `src` that pages name them by. */
  readonly pictures: Readonly<Record<string, PictureFacts>>;
  readonly words: number;
  readonly footGap: Plan["footGap"];
}

/** The event `state`: the state, with what the listener has not got yet. */
export interface StateEvent {
  readonly state: PreviewState;
  /** HTML of pages by key: those that are new. */
  readonly pages: Readonly<Record<string, string>>;
  /** All style sheets in order, when one of them changed. */
  readonly styles?: readonly StyleSheet[];
}

/** The event `work`: what is being done; nothing when `phase` is absent. */
export interface WorkEvent {
  readonly phase?: string;
}

/** The event `printed`: the printed file was asked for (`POST print`) and is there (`GET issue.pdf?revision`), or is not. */
export interface PrintedEvent {
  readonly revision: number;
  readonly bytes: number;
  readonly pages: number;
  readonly ms: number;
  readonly problems: readonly Problem[];
}

/** `POST where`: which rules of style sheets stand where. Selectors as the browser writes them. */
export interface WhereRequest {
  readonly rules: readonly { readonly sheet: string; readonly selector: string }[];
}
export interface WhereAnswer {
  readonly rules: readonly { readonly sheet: string; readonly selector: string; readonly place: Place }[];
}

/** `POST view`: the folios that are on the screen; they are composed first. */
export interface ViewRequest {
  readonly folios: readonly number[];
}
/** `POST show`: another layout, or another source. */
export interface ShowRequest {
  readonly source?: Source;
  readonly layout?: string;
}
/** `POST open`: a place in one of the or the layout's files, for the editor program. */
export type OpenRequest = Place;
/** Answer to `open`: whether an editor program was started, else why not. */
export interface OpenAnswer {
  readonly opened: boolean;
  readonly path: string;
  readonly reason?: string;
}
