/** Spaces that stand together in the source. Problems: SPACES_DOUBLED. */
import { counted } from "../words.js";
import type { Found } from "./found.js";

/** Two spaces between two words. One that does not break and another print as two; the rest print as one. */
const DOUBLED = /(?<=\S)(?:[ \t]{2,}|[ \t]*\u00a0[ \t\u00a0]+|[ \t]+\u00a0)(?=\S)/;

/** Marks at the beginning of a line, after which spaces are Markdown's: quotations, list items, crossheads, notes. */
const LINE_MARK = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|:)[ \t]+)?[ \t]*/;

const FENCE = /^[ \t>]*(`{3,}|~{3,})/;

/** Stretches of a line that are no copy: code, settings in braces, tags, addresses and titles of pictures. */
const NO_COPY = /`+[^`]*`+|\{[^}]*\}|<[^>]*>|\]\([^)]*\)/g;

const blank = (text: string): string => "x".repeat(text.length);

/** Where two spaces stand together in the lines of an article's text, which begins on `firstLine`; one-indexed. */
export const doubledSpaces = (body: string, firstLine = 1): { readonly line: number; readonly col: number }[] => {
  const found: { line: number; col: number }[] = [];
  let fence: string | undefined;
  for (const [index, line] of body.split("\n").entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    // Tables and raw HTML are laid out with spaces; four of them begin a block of code.
    if (mark !== undefined) fence = mark;
    if (mark !== undefined || line.includes("|") || /^(?: {4}|\t|\s*<)/.test(line)) continue;
    const begins = LINE_MARK.exec(line)![0].length;
    const at = line.slice(begins).trimEnd().replace(NO_COPY, blank).search(DOUBLED);
    if (at >= 0) found.push({ line: firstLine + index, col: begins + at + 1 });
  }
  return found;
};

/** One note an article: who types two spaces after a full stop does it everywhere. `source`: the whole file. */
export const checkSpaces = (source: string, file: string): Found[] => {
  const front = /^\s*---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source)?.[0] ?? "";
  const found = doubledSpaces(source.slice(front.length), front.split("\n").length);
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      code: "SPACES_DOUBLED",
      place: { file, ...first },
      message: `Two spaces stand together${found.length === 1 ? "" : ` on ${counted(found.length, "line")}, first on this one`}.`,
      remedy: "Leave one of them.",
    },
  ];
};
