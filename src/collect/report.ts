import type { Problem } from "../problem.js";
import type { Removal } from "./types.js";

/** An article that was written. */
export interface CollectedArticle {
  readonly headline: string;
  readonly source: string;
  readonly url?: string;
  readonly section: string;
  /** As shown to the editor. */
  readonly file: string;
  readonly slug: string;
  readonly words: number;
  readonly pictures: number;
  /** It takes the place of what was collected before. */
  readonly updated?: true;
  readonly wordsBefore: number;
  readonly removals: readonly Removal[];
  /** The text as it came and as it was written, where they were asked for. */
  readonly before?: string;
  readonly after?: string;
}

/** What a source gave in all. */
export interface SourceReport {
  readonly name: string;
  /** Stories of the week; how many of them came into the issue now. */
  readonly stories: number;
  readonly taken: number;
  readonly failed?: true;
}

/** What collecting did. */
export interface CollectReport {
  readonly issue: string;
  readonly week?: string;
  /** ISO moments between which stories appeared. */
  readonly from?: string;
  readonly to?: string;
  readonly dryRun: boolean;
  readonly sources: readonly SourceReport[];
  readonly articles: readonly CollectedArticle[];
  readonly problems: readonly Problem[];
  readonly exit: number;
}
