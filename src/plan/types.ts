import type { FlatplanPage } from "../compose/index.js";
import type { EngineUse } from "../print/index.js";
import type { Problem } from "../problem.js";

/** What an editor must see at a glance. */
export type FaultKind = "over" | "under" | "budget";

export interface PlanFault {
  readonly kind: FaultKind;
  /** A few words: "12 % white", "4 pages of 3". */
  readonly text: string;
}

export interface PlannedPage extends FlatplanPage {
  readonly faults: readonly PlanFault[];
}

export interface PlannedArticle {
  readonly slug: string;
  readonly headline: string;
  readonly section: string;
  readonly words: number;
  /** Folio of its first page; absent when it is on none. */
  readonly folio?: number;
  /** Pages that have copy of it. */
  readonly pages: number;
  /** Pages that the editor gives it. */
  readonly budget?: number;
  /** What was done to it so that it ends at the foot of a page. */
  readonly fits: readonly string[];
  readonly faults: readonly PlanFault[];
}

/** The flatplan: the map of the issue, with what is wrong in it. */
export interface Plan {
  /** The magazine's name, week and number, for a heading. */
  readonly title: string;
  readonly pages: number;
  readonly words: number;
  /** White at the feet of columns over all story pages, as a share of their type areas. */
  readonly footGap: number;
  readonly flatplan: readonly PlannedPage[];
  readonly articles: readonly PlannedArticle[];
  /** Faults of the issue as a whole: its page budget. */
  readonly faults: readonly PlanFault[];
}

export interface PlanReport extends Plan {
  /** What made the pages up; absent where the plan ended before that was known. */
  readonly engine?: EngineUse;
  readonly problems: readonly Problem[];
  /** Files that were written. */
  readonly html?: string;
  readonly png?: string;
  readonly exit: number;
}
