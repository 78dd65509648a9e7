/** Where pages lie on the light table, how large they are shown, and which of them are in view. All in px of the page, but where it says otherwise. */
import type { PageFacts } from "../types.js";

/** White around all pages. */
export const EDGE = 32;
/** Between one row of pages and the next. */
export const ROW_GAP = 40;
/** Between the two pages of a spread: the fold. */
export const FOLD = 2;
/** Steps of the zoom. */
const STEPS = [0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4] as const;
export const ZOOM_RANGE = [STEPS[0], STEPS[STEPS.length - 1]] as const;

/** How pages are laid out: their size, how many there are, and whether as spreads. */
export interface Table {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pages: number;
  readonly spreads: boolean;
}

/** A window on the table, in px of the screen. */
export interface Window {
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** First page of the row that a page lies in: the cover alone, then 2–3, 4–5 … */
export const rowStart = (folio: number, spreads: boolean): number =>
  spreads ? Math.max(1, folio - (folio % 2)) : folio;

const rowOf = (folio: number, spreads: boolean): number => (spreads ? Math.floor(folio / 2) : folio - 1);

/** Folios of a row, counted from 0. */
const foliosOf = (row: number, { spreads, pages }: Table): readonly number[] =>
  (spreads ? [2 * row, 2 * row + 1] : [row + 1]).filter((folio) => folio >= 1 && folio <= pages);

/** The page to leaf to: the next row's first one or the one before. */
export const leafed = (folio: number, step: 1 | -1, { spreads, pages }: Pick<Table, "spreads" | "pages">): number => {
  const start = rowStart(folio, spreads);
  const next = spreads ? (step === 1 ? (start === 1 ? 2 : start + 2) : start - 2) : start + step;
  if (next > pages) return folio;
  return Math.max(1, next);
};

export const tableWidth = ({ widthPx, spreads }: Table): number => 2 * EDGE + (spreads ? 2 * widthPx + FOLD : widthPx);

/** Scale at which the table is as wide as the window, or a row of pages is whole in it. */
export const fittedScale = (
  table: Table,
  to: "width" | "page",
  window: { readonly width: number; readonly height: number },
): number => {
  const across = window.width / tableWidth(table);
  const scale = to === "width" ? across : Math.min(across, window.height / (table.heightPx + 2 * EDGE));
  // Rounded down, so that no scroll bar comes of it.
  return Math.max(0.05, Math.floor(scale * 1e4) / 1e4);
};

/** The next larger or smaller step of the zoom. */
export const steppedScale = (scale: number, step: 1 | -1): number =>
  (step === 1 ? STEPS.find((at) => at > scale * 1.01) : STEPS.findLast((at) => at < scale * 0.99)) ??
  ZOOM_RANGE[step === 1 ? 1 : 0];

const rowAt = (y: number, table: Table): number => {
  const last = rowOf(table.pages, table.spreads);
  const row = Math.floor((y - EDGE + ROW_GAP / 2) / (table.heightPx + ROW_GAP));
  return Math.max(0, Math.min(last, row));
};

/**
 * Folio in view: of the row at the window's head when the table's head is in view, at its foot when its foot is, in between
 * in between: so every page comes in view, however small they are shown. Of a spread the page that was in view before stays.
 */
export const folioInView = (view: Window, table: Table, before: number): number => {
  const whole = (tableHeight(table) * view.scale - view.height) | 0;
  const share = whole <= 0 ? 0 : Math.min(1, Math.max(0, view.top / whole));
  const folios = foliosOf(rowAt((view.top + share * view.height) / view.scale, table), table);
  return folios.includes(before) ? before : (folios[0] ?? 1);
};

const tableHeight = ({ heightPx, pages, spreads }: Table): number => {
  const rows = rowOf(pages, spreads) + 1;
  return 2 * EDGE + rows * heightPx + (rows - 1) * ROW_GAP;
};

/** Folios of the pages that can be seen. */
export const visibleFolios = (view: Window, table: Table): readonly number[] => {
  if (table.pages === 0) return [];
  const first = rowAt(view.top / view.scale + ROW_GAP / 2, table);
  const last = rowAt((view.top + view.height) / view.scale - ROW_GAP / 2, table);
  return Array.from({ length: last - first + 1 }, (_, index) => foliosOf(first + index, table)).flat();
};

/** Where the page that was in view stands now that pages have been exchanged: the same page, else the same one of its story. */
export const sameFolio = (before: readonly PageFacts[], after: readonly PageFacts[], folio: number): number => {
  const page = before.find((one) => one.folio === folio);
  const last = Math.max(1, after.length);
  if (page === undefined) return Math.min(folio, last);
  const same = after.find(({ key }) => key === page.key);
  if (same !== undefined) return same.folio;
  const [story] = page.stories;
  const ofStory = (pages: readonly PageFacts[]) => pages.filter(({ stories }) => stories.includes(story));
  const index = ofStory(before).indexOf(page);
  const now = ofStory(after);
  return now.length === 0 ? Math.min(folio, last) : now[Math.min(index, now.length - 1)].folio;
};
