/** What the tests of this folder share: a story with a part in its middle or at its ends. */
import { cleanCopy, type RawCopy } from "../../../src/collect/clean/index.js";
import type { CleanCopy } from "../../../src/collect/types.js";

/** Sentences that no pattern touches, one before and one after whatever is tried. */
export const BEFORE = "The ferry leaves at six in the morning, whether or not the captain has slept.";
export const AFTER = "By noon the island is a line, and by one it is gone from the window altogether.";

export const clean = (html: string, more: Partial<RawCopy> = {}): CleanCopy =>
  cleanCopy({ html, headline: "The slow boat to Kerkennah", baseUrl: "https://site.example/boats/slow/", ...more });

/** The part between two paragraphs of copy. */
export const between = (part: string, more: Partial<RawCopy> = {}): CleanCopy =>
  clean(`<p>${BEFORE}</p>${part}<p>${AFTER}</p>`, more);

/** The part below the story. */
export const below = (part: string, more: Partial<RawCopy> = {}): CleanCopy =>
  clean(`<p>${BEFORE}</p><p>${AFTER}</p>${part}`, more);

/** What is left of a part between the two paragraphs. */
export const inside = (html: string): string =>
  html.replace(`<p>${BEFORE}</p>`, "").replace(`<p>${AFTER}</p>`, "").trim();

export const reasonsOf = ({ removals }: CleanCopy): string[] => [...new Set(removals.map(({ reason }) => reason))];
