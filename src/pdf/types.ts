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
  readonly language: string;
  readonly creator: string;
  /** Creation and modification date. */
  readonly date: Date;
  readonly outline: readonly OutlineEntry[];
  /** One label a page, equal to its folio. */
  readonly pageLabels: readonly string[];
  /** Left-hand and right-hand pages face each other with the first page alone. */
  readonly spreads: boolean;
}
