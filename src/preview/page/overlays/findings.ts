/** What the overlays have found on the pages so far: for the legend, and for tests. */
import type { LineFault } from "./lineFaults.js";
import type { Resolution } from "./pictures.js";

export interface Finding {
  readonly folio: number;
  readonly kind: LineFault | Resolution;
  /** The line's words, or the picture's name. */
  readonly text: string;
  /** Word spaces of a line as a multiple of the font's own; pixels to the inch of a picture. */
  readonly value?: number;
}

export interface Findings {
  readonly found: readonly Finding[];
  /** Whether all pages have been looked at, for what is chosen. */
  readonly complete: boolean;
}

let current: Findings = { found: [], complete: true };
const listeners = new Set<() => void>();

export const findings = (): Findings => current;

export const setFindings = (now: Findings): void => {
  current = now;
  for (const listener of [...listeners]) listener();
};

export const listenToFindings = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The next page after this one that has something of a kind; round again from the first. */
export const nextFolio = (found: readonly Finding[], kind: Finding["kind"], after: number): number | undefined => {
  const folios = found.filter((one) => one.kind === kind).map(({ folio }) => folio);
  return folios.find((folio) => folio > after) ?? folios[0];
};
