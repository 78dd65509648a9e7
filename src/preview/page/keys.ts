/** All shortcuts, in one list: what they do, and what help says of them. */
import { goToPage, scrollPages, shownScale, viewHeight } from "./arrange.js";
import { leafed, steppedScale } from "./geometry.js";
import type { PagesFrame } from "./pagesFrame.js";
import { type Choices, OVERLAYS, type Overlay, read, update, VIEWS, type View } from "./store.js";
import { turnTheme } from "./theme.js";

export interface Shortcut {
  /** As `KeyboardEvent.key` names them; any of them does. */
  readonly keys: readonly string[];
  readonly says: string;
  readonly group: "Leafing" | "Size" | "Views" | "Overlays" | "Panels";
  /** Where it holds; everywhere when absent. */
  readonly views?: readonly View[];
  /** Absent where another part of the page listens. */
  readonly run?: () => void;
}

export const VIEW_NAMES: Readonly<Record<View, string>> = {
  pages: "Pages",
  flatplan: "Flatplan",
  articles: "Articles",
  layouts: "Layouts",
  pdf: "PDF",
  specimen: "Specimen",
};

export const OVERLAY_NAMES: Readonly<Record<Overlay, { readonly name: string; readonly key: string }>> = {
  grid: { name: "Baseline grid", key: "b" },
  columns: { name: "Columns and margins", key: "c" },
  frames: { name: "Frames and how full they are", key: "r" },
  trim: { name: "Trim and bleed", key: "t" },
  pictures: { name: "Picture resolution", key: "m" },
  lines: { name: "Widows, orphans, loose lines", key: "l" },
};

/** Views that show the live pages. */
export const PAGE_VIEWS: readonly View[] = ["pages", "specimen"];
const LEAFING: readonly View[] = [...PAGE_VIEWS, "pdf"];

export const togglePanel = (panel: NonNullable<Choices["panel"]>): void =>
  update({ panel: read().panel === panel ? undefined : panel });

export const toggleOverlay = (overlay: Overlay): void => {
  const { overlays } = read();
  update({
    overlays: overlays.includes(overlay) ? overlays.filter((one) => one !== overlay) : [...overlays, overlay],
  });
};

export const leaf = (step: 1 | -1): void => {
  const { state, spreads, folio } = read();
  const next = leafed(folio, step, { spreads, pages: state?.pages.length ?? 1 });
  if (next !== folio) update({ folio: next });
};

export const stepZoom = (step: 1 | -1): void => update({ zoom: steppedScale(shownScale(), step) });

const goTo = (): void => update({ panel: "goTo" });

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["ArrowRight", "PageDown", "j"], says: "Next", group: "Leafing", views: LEAFING, run: () => leaf(1) },
  { keys: ["ArrowLeft", "PageUp", "k"], says: "Previous", group: "Leafing", views: LEAFING, run: () => leaf(-1) },
  { keys: ["Home"], says: "First page", group: "Leafing", views: PAGE_VIEWS, run: () => goToPage(1) },
  {
    keys: ["End"],
    says: "Last page",
    group: "Leafing",
    views: PAGE_VIEWS,
    run: () => goToPage(Math.max(1, read().state?.pages.length ?? 1)),
  },
  { keys: ["ArrowDown"], says: "Down a little", group: "Leafing", views: PAGE_VIEWS, run: () => scrollPages(60) },
  { keys: ["ArrowUp"], says: "Up a little", group: "Leafing", views: PAGE_VIEWS, run: () => scrollPages(-60) },
  {
    keys: [" "],
    says: "Down a window",
    group: "Leafing",
    views: PAGE_VIEWS,
    run: () => scrollPages(viewHeight() * 0.9),
  },
  { keys: ["g", "a"], says: "Go to a page or an article", group: "Leafing", run: goTo },
  {
    keys: ["s"],
    says: "Spreads or single pages",
    group: "Size",
    views: LEAFING,
    run: () => update({ spreads: !read().spreads }),
  },
  { keys: ["+", "="], says: "Larger", group: "Size", views: LEAFING, run: () => stepZoom(1) },
  { keys: ["-"], says: "Smaller", group: "Size", views: LEAFING, run: () => stepZoom(-1) },
  { keys: ["0"], says: "Full size", group: "Size", views: LEAFING, run: () => update({ zoom: 1 }) },
  { keys: ["w"], says: "As wide as the window", group: "Size", views: LEAFING, run: () => update({ zoom: "width" }) },
  { keys: ["f"], says: "Whole pages", group: "Size", views: LEAFING, run: () => update({ zoom: "page" }) },
  { keys: ["x"], says: "Printed or composed", group: "Size", views: ["pdf"] },
  ...VIEWS.map(
    (view, index): Shortcut => ({
      keys: [String(index + 1)],
      says: VIEW_NAMES[view],
      group: "Views",
      run: () => update({ view }),
    }),
  ),
  ...OVERLAYS.map(
    (overlay): Shortcut => ({
      keys: [OVERLAY_NAMES[overlay].key],
      says: OVERLAY_NAMES[overlay].name,
      group: "Overlays",
      views: PAGE_VIEWS,
      run: () => toggleOverlay(overlay),
    }),
  ),
  {
    keys: ["o"],
    says: "Menu of overlays",
    group: "Overlays",
    views: PAGE_VIEWS,
    run: () => togglePanel("overlays"),
  },
  { keys: ["i", "Alt-click"], says: "Where a block comes from", group: "Overlays", views: PAGE_VIEWS },
  { keys: ["p"], says: "Problems", group: "Panels", run: () => togglePanel("problems") },
  { keys: ["d"], says: "Dark or light", group: "Panels", run: turnTheme },
  { keys: ["?"], says: "This list", group: "Panels", run: () => togglePanel("help") },
  { keys: ["Escape"], says: "Close what is open", group: "Panels" },
];

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "Page up",
  PageDown: "Page down",
  Escape: "Esc",
  "-": "−",
  " ": "Space",
};

/** A key as it is printed on keyboards. */
export const keyName = (key: string): string => KEY_NAMES[key] ?? key;

/** Where typing is meant for the element itself. Elements of the frame are of another realm: asked by name. */
const FIELDS = "input, textarea, select, [contenteditable], dialog";
/** What does something of its own with keys that move. */
const MOVING = new Set([" ", "ArrowUp", "ArrowDown", "Home", "End"]);
const CONTROLS = "button, a, summary, [tabindex], [role]";

const isTaken = (event: KeyboardEvent, inFrame: boolean): boolean => {
  const target = event.target as Element | null;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (target?.closest?.(FIELDS) != null) return true;
  // The frame scrolls by itself.
  if (inFrame) return event.key === " " || event.key === "ArrowUp" || event.key === "ArrowDown";
  return MOVING.has(event.key) && target?.closest?.(CONTROLS) != null;
};

const onKey = (event: KeyboardEvent, inFrame: boolean): void => {
  const { view, panel } = read();
  if (event.key === "Escape" && panel !== undefined && !event.defaultPrevented) update({ panel: undefined });
  if (isTaken(event, inFrame)) return;
  const shortcut = SHORTCUTS.find(
    ({ keys, views, run }) => run !== undefined && keys.includes(event.key) && (views?.includes(view) ?? true),
  );
  if (shortcut === undefined) return;
  event.preventDefault();
  shortcut.run?.();
};

/** Listens for shortcuts in the page and, where it is given, in the frame, which is a document of its own. */
export const keepKeys = (frame?: PagesFrame): void =>
  (frame?.document ?? document).addEventListener("keydown", (event) => onKey(event, frame !== undefined));
