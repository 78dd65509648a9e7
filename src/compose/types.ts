import type { Problem } from "../problem.js";

/** One page of the flatplan. */
export interface FlatplanPage {
  /** Printed page number; counts from 1, the cover included. */
  readonly folio: number;
  readonly master: string;
  /** Slugs of the articles that have copy on the page. */
  readonly articles: readonly string[];
  readonly section?: string;
  /** Filled share of the type area, 0–1. */
  readonly fill: number;
  /** Names of the house matter on it. */
  readonly house?: readonly string[];
}

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
