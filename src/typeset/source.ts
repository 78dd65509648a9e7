import { isBreakingSpace, LINE_FEED } from "./characters.js";
import type { Hyphenate, ParagraphCopy, Run } from "./types.js";
import type { Piece } from "./widths.js";
import type { Cutting } from "./words.js";

/** A word of the copy (no breakable space in it), and the white that follows. */
export interface SourceWord {
  readonly start: number;
  readonly end: number;
  /** Its parts in one style each; none for the empty line between two line feeds. */
  readonly pieces: readonly Piece[];
  readonly cutting: Cutting;
  /** Where the next word begins. */
  readonly next: number;
  readonly then: "space" | "lineFeed" | "end";
}

const isWhite = (code: number): boolean => code === LINE_FEED || isBreakingSpace(code);

/** Every white that `isWhite` knows. */
const WHITE = /[\n\t\r \u2000-\u2006\u2008-\u200a\u205f\u3000]/g;

/** Where the next white stands, or `end` if none does before: an expression finds it many times faster than a loop. */
const nextWhite = (text: string, from: number, end: number): number => {
  WHITE.lastIndex = from;
  const found = WHITE.exec(text);
  return found === null ? end : Math.min(found.index, end);
};

const skipSpaces = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && isBreakingSpace(text.charCodeAt(at))) at++;
  return at;
};

/** Finds the run of an offset; asked in ascending order it walks the runs once. */
const runFinder = (runs: readonly Run[]): ((at: number) => { run: Run; runStart: number }) => {
  let index = 0;
  let runStart = 0;
  return (at) => {
    while (at >= runStart + runs[index]!.text.length && index < runs.length - 1) {
      runStart += runs[index]!.text.length;
      index++;
    }
    return { run: runs[index]!, runStart };
  };
};

/** The words of a paragraph in order, without the spaces at its beginning and end. */
export const readWords = (copy: ParagraphCopy, text: string, hyphenate: Hyphenate | undefined): SourceWord[] => {
  const words: SourceWord[] = [];
  const runAt = runFinder(copy.runs);
  let textEnd = text.length;
  while (textEnd > 0 && isWhite(text.charCodeAt(textEnd - 1))) textEnd--;
  for (let start = skipSpaces(text, 0); start < textEnd; ) {
    const pieces: Piece[] = [];
    let breakable = 0;
    const end = nextWhite(text, start, textEnd);
    for (let from = start; from < end; ) {
      const { run, runStart } = runAt(from);
      const to = Math.min(runStart + run.text.length, end);
      pieces.push({ text: text.slice(from, to), style: run.style });
      if (run.hyphenate) breakable += to - from;
      from = to;
    }
    const whole = breakable === 0;
    const cutting = whole ? "whole" : breakable === end - start && hyphenate ? hyphenate : "marks";
    const gapEnd = skipSpaces(text, end);
    const then = gapEnd >= textEnd ? "end" : text.charCodeAt(gapEnd) === LINE_FEED ? "lineFeed" : "space";
    const next = then === "lineFeed" ? skipSpaces(text, gapEnd + 1) : gapEnd;
    words.push({ start, end, pieces, cutting, next, then });
    start = next;
  }
  return words;
};
