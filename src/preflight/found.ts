/** What a rule finds, and how it becomes a problem: graded as the table of rules has it, at its line and column. */
import { codeFrame } from "../frame.js";
import type { Place, Problem, Severity } from "../problem.js";
import { RULES, type RuleCode } from "../rules.js";

export interface Found {
  readonly code: RuleCode;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** Where the text begins that it stands in. */
  readonly place?: Place;
  /** Words as they stand in the file, for line and column. */
  readonly near?: string | undefined;
  readonly message: string;
  readonly remedy: string;
}

/** Sources of articles and manifests by the file as shown. */
export type Sources = ReadonlyMap<string, string>;

/** Lines below the place in which the words are looked for: a block, and captions of pictures in it, are not longer. */
const LINES_AHEAD = 200;

/** A rule that is off until a magazine asks for it is told as a note, if the magazine does not say how grave it is. */
const usual = (code: RuleCode): Severity => (RULES[code] === "off" ? "info" : RULES[code]);

/** The exact place of the words, or as much of it as is known. */
const exact = (place: Place, near: string | undefined, source: string): Place => {
  if (near === undefined || near === "") return place;
  const first = (place.line ?? 1) - 1;
  const lines = source.split("\n");
  for (let at = first; at < Math.min(lines.length, first + LINES_AHEAD); at++) {
    const col = lines[at]!.indexOf(near);
    if (col >= 0) return { file: place.file, line: at + 1, col: col + 1 };
  }
  return place;
};

export const problemOf = ({ code, severity, place, near, message, remedy }: Found, sources: Sources): Problem => {
  const problem = { code, severity: severity ?? usual(code), message, remedy };
  const source = place && sources.get(place.file);
  if (place === undefined || source === undefined) return place === undefined ? problem : { ...problem, place };
  const found = place.col === undefined ? exact(place, near, source) : place;
  if (found.line === undefined) return { ...problem, place: found };
  return { ...problem, place: found, frame: codeFrame(source, found.line, found.col ?? 1) };
};

/** The word at or behind an offset of a text, as the file has it too: letters and digits alone, which typography leaves as they are. */
export const wordFrom = (text: string, at: number): string | undefined =>
  /[\p{L}\p{N}]{2,}/u.exec(text.slice(at, at + 80))?.[0] ?? /[\p{L}\p{N}]+/u.exec(text.slice(at, at + 80))?.[0];

/** The words around an offset, for messages: “… of the wells (which nobody …”. */
export const excerpt = (text: string, at: number): string => {
  const from = Math.max(0, at - 24);
  const to = Math.min(text.length, at + 32);
  const words = text.slice(from, to).replace(/\s+/g, " ").trim();
  return `${from > 0 ? "…" : ""}${words}${to < text.length ? "…" : ""}`;
};
