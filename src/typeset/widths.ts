import { countElasticSpaces, countTracked } from "./characters.js";
import { hangAfter, hangBefore } from "./hanging.js";
import { keyOf, readKeys } from "./keys.js";
import { kernBetween, type Letters, layWord, lettersOf } from "./letters.js";
import type { Measure } from "./types.js";
import { type BreakKind, type Cut, type Cutting, cutsOf, drawsHyphen } from "./words.js";

/** What a stretch of type takes of a line: natural width, characters that tracking widens, spaces that justification widens. */
export interface Extent {
  readonly widthPx: number;
  readonly letters: number;
  readonly spaces: number;
}

/** A cut with what stands before it in its word (with the hyphen it draws) and what stands after it. */
export interface MeasuredCut {
  readonly at: number;
  readonly kind: BreakKind;
  readonly before: Extent;
  readonly after: Extent;
  readonly beforeKey: number;
  readonly afterKey: number;
  /** What of its last character may hang out of a line that ends here, px. */
  readonly hangPx: number;
}

export interface MeasuredWord extends Extent {
  /** Equal for words that read alike (`keys.ts`), as `beforeKey` and `afterKey` are for their parts. */
  readonly key: number;
  /** What of its first and last characters may hang out of a line, px. */
  readonly hangLeftPx: number;
  readonly hangRightPx: number;
  readonly cuts: readonly MeasuredCut[];
}

/** A part of a word in one style. */
export interface Piece {
  readonly text: string;
  readonly style: number;
}

/** Widths in one measurer, each asked for once. */
export interface Widths {
  readonly measure: Measure;
  readonly letters: Letters;
  /** Words already cut and measured, by style: the same word returns on every page. One map a way of cutting. */
  readonly words: Map<Cutting, Map<string, MeasuredWord>[]>;
}

const widthsByMeasure = new WeakMap<Measure, Widths>();

/** The widths kept for `measure`, so that a whole issue shares them. */
export const widthsOf = (measure: Measure): Widths => {
  let widths = widthsByMeasure.get(measure);
  if (widths === undefined) {
    const known: Map<string, number>[] = [];
    const measureOnce: Measure = (text, style) => {
      known[style] ??= new Map();
      let width = known[style].get(text);
      if (width === undefined) {
        width = measure(text, style);
        known[style].set(text, width);
      }
      return width;
    };
    widths = { measure: measureOnce, letters: lettersOf(measure), words: new Map() };
    widthsByMeasure.set(measure, widths);
  }
  return widths;
};

/** The part of `pieces` between two offsets, with a hyphen after it if one is drawn: every part measured as one string. */
export const extentOf = (
  pieces: readonly Piece[],
  { start, end, hyphen }: { start: number; end: number; hyphen: boolean },
  measure: Measure,
): Extent => {
  let widthPx = 0;
  let letters = 0;
  let spaces = 0;
  let at = 0;
  for (const { text, style } of pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, text.length);
    if (from < to) {
      const part = text.slice(from, to);
      const drawn = hyphen && at + to === end ? `${part}-` : part;
      widthPx += measure(drawn, style);
      letters += countTracked(drawn);
      spaces += countElasticSpaces(part);
    }
    at += text.length;
  }
  return { widthPx, letters, spaces };
};

/** The style of the character at an offset. */
const styleAt = (pieces: readonly Piece[], offset: number): number => {
  let at = 0;
  for (const { text, style } of pieces) {
    at += text.length;
    if (offset < at) return style;
  }
  return pieces.at(-1)?.style ?? 0;
};

/** A word of one or more pieces, measured whole and at each of its cuts. */
export const measureWord = (pieces: readonly Piece[], cuts: readonly Cut[], measure: Measure): MeasuredWord => {
  const length = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  const text = pieces.length === 1 ? pieces[0]!.text : pieces.map((piece) => piece.text).join("");
  const first = pieces[0];
  const last = pieces.at(-1);
  readKeys(text);
  return {
    ...extentOf(pieces, { start: 0, end: length, hyphen: false }, measure),
    key: keyOf(0, length),
    hangLeftPx: first === undefined ? 0 : hangBefore(first.text, first.style, measure),
    hangRightPx: last === undefined ? 0 : hangAfter(last.text, last.style, measure),
    cuts: cuts.map(({ at, kind }) => ({
      at,
      kind,
      before: extentOf(pieces, { start: 0, end: at, hyphen: drawsHyphen(kind) }, measure),
      after: extentOf(pieces, { start: at, end: length, hyphen: false }, measure),
      beforeKey: keyOf(0, at),
      afterKey: keyOf(at, length),
      hangPx: hangAfter(drawsHyphen(kind) ? "-" : text.slice(0, at), styleAt(pieces, at - 1), measure),
    })),
  };
};

/** A word of plain letters, measured by them; undefined if it has others. */
const measurePlainWord = (
  { text, style }: Piece,
  cuts: readonly Cut[],
  { letters, measure }: Widths,
): MeasuredWord | undefined => {
  const laid = layWord(text, style, letters);
  if (laid === undefined) return undefined;
  const widthPx = laid.ends[text.length]!;
  readKeys(text);
  const hyphenHangPx = cuts.length === 0 ? 0 : hangAfter("-", style, measure);
  return {
    widthPx,
    letters: text.length,
    spaces: 0,
    key: keyOf(0, text.length),
    hangLeftPx: hangBefore(text, style, measure),
    hangRightPx: hangAfter(text, style, measure),
    cuts: cuts.map(({ at, kind }) => {
      const hyphen = drawsHyphen(kind);
      const drawnPx = hyphen ? measure("-", style) + kernBetween(text[at - 1]!, "-", style, letters)! : 0;
      return {
        at,
        kind,
        before: { widthPx: laid.ends[at]! + drawnPx, letters: hyphen ? at + 1 : at, spaces: 0 },
        after: { widthPx: widthPx - laid.ends[at]! - laid.kerns[at]!, letters: text.length - at, spaces: 0 },
        beforeKey: keyOf(0, at),
        afterKey: keyOf(at, text.length),
        hangPx: hyphen ? hyphenHangPx : hangAfter(text[at - 1]!, style, measure),
      };
    }),
  };
};

/** A word in one style, from the store or measured now. */
export const measuredWord = (piece: Piece, cutting: Cutting, widths: Widths): MeasuredWord => {
  let byStyle = widths.words.get(cutting);
  if (byStyle === undefined) {
    byStyle = [];
    widths.words.set(cutting, byStyle);
  }
  byStyle[piece.style] ??= new Map();
  let word = byStyle[piece.style]!.get(piece.text);
  if (word === undefined) {
    const cuts = cutsOf(piece.text, cutting);
    word = measurePlainWord(piece, cuts, widths) ?? measureWord([piece], cuts, widths.measure);
    byStyle[piece.style]!.set(piece.text, word);
  }
  return word;
};

const SIMPLE = /[^\p{M}\p{Cs}]/u;

/**
 * Width of the space between two characters of one style: some fonts kern across it (Source Serif 4 pulls T, V, W and Y
 * 0.02–0.03 em towards it), and browsers follow.
 */
export const gapWidth = (left: string, right: string, { style, widths }: { style: number; widths: Widths }): number => {
  const { measure, letters } = widths;
  const before = kernBetween(left, " ", style, letters);
  const after = kernBetween(" ", right, style, letters);
  if (before !== undefined && after !== undefined) return before + measure(" ", style) + after;
  if (!SIMPLE.test(left) || !SIMPLE.test(right)) return measure(" ", style);
  return measure(`${left} ${right}`, style) - measure(left, style) - measure(right, style);
};
