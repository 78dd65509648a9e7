/** What the page knows: the server's last state, and what the reader chose to see. */
import { useEffect, useState } from "preact/hooks";
import type { PreviewState, PrintedEvent } from "../types.js";

export const VIEWS = ["pages", "flatplan", "articles", "layouts", "pdf", "specimen"] as const;
export type View = (typeof VIEWS)[number];

export const OVERLAYS = ["grid", "columns", "frames", "trim", "pictures", "lines"] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** What the reader chose. Kept in the browser between visits, all but the folio. */
export interface Choices {
  readonly view: View;
  /** The page that stands at the head of the view. */
  readonly folio: number;
  readonly spreads: boolean;
  /** Scale of the pages, or what they are fitted to. */
  readonly zoom: number | "width" | "page";
  readonly overlays: readonly Overlay[];
  readonly theme: "auto" | "light" | "dark";
  /** What is open beside or over the view. */
  readonly panel?: "problems" | "help" | "goTo" | "overlays" | "where";
}

export interface Known extends Choices {
  readonly state?: PreviewState;
  /** What the server is at work on. */
  readonly phase?: string;
  /** The server answers. */
  readonly connected: boolean;
  readonly printed?: PrintedEvent;
  /** Counts up whenever the pages on the screen have changed. */
  readonly shown: number;
}

type Listener = (known: Known, before: Known) => void;

const KEPT = ["spreads", "zoom", "overlays", "theme"] as const;
const STORAGE = "pressday-preview";

const remembered = (): Partial<Choices> => {
  try {
    return JSON.parse(localStorage.getItem(STORAGE) ?? "{}") as Partial<Choices>;
  } catch {
    return {};
  }
};

let known: Known = {
  view: "pages",
  folio: 1,
  spreads: true,
  zoom: "page",
  overlays: [],
  theme: "auto",
  connected: false,
  shown: 0,
  ...remembered(),
};
const listeners = new Set<Listener>();

export const read = (): Known => known;

/** Changes what is known, and tells all who listen. */
export const update = (change: Partial<Known>): void => {
  const before = known;
  known = { ...known, ...change };
  if (KEPT.some((key) => key in change))
    try {
      localStorage.setItem(STORAGE, JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, known[key]]))));
    } catch {
      // A browser that keeps nothing forgets the choices.
    }
  for (const listener of [...listeners]) listener(known, before);
};

export const listen = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** For components: renders anew when what is known changes. */
export const useKnown = (): Known => {
  const [now, setNow] = useState(known);
  useEffect(() => {
    setNow(known);
    return listen(setNow);
  }, []);
  return now;
};
