import type { FlatplanPage } from "../copyfit/index.js";
import type { Problem } from "../problem.js";

export interface ComposeTimings {
  /** Milliseconds. */
  readonly measure: number;
  readonly lines: number;
  readonly makeup: number;
  readonly build: number;
  readonly verify: number;
}

export interface ComposeResult {
  readonly pages: readonly FlatplanPage[];
  /** Article slug → folio of its first page. */
  readonly folios: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  readonly timings: ComposeTimings;
  /** What was done to each article to make it end at the foot of a page, in words. */
  readonly fits: Readonly<Record<string, readonly string[]>>;
  /** White at the feet of columns over all story pages, as a share of their type areas. */
  readonly footGap: number;
}
