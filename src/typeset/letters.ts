import type { Measure } from "./types.js";

/**
 * Widths of plain words from the advances of their characters and the kerning of their pairs, each measured once in a style:
 * shaping every word and every part that a hyphen leaves of it would ask the measurer ten times as often. Right where a
 * font kerns pair by pair and sets no ligatures, which is how fonts for text treat the characters of `isPlain`.
 */
export interface Letters {
  readonly measure: Measure;
  /** A small number for each plain character met so far, from 1; by UTF-16 code. */
  readonly slots: Int16Array;
  slotsUsed: number;
  readonly byStyle: StyleLetters[];
}

interface StyleLetters {
  /** Px by slot; NaN where not measured yet. */
  readonly advances: Float64Array;
  /** Px by slot of the left character times `SLOTS` plus that of the right; NaN where not measured yet. */
  readonly kerns: Float64Array;
}

/** Different characters that are told apart; words with others beyond are measured whole. */
const SLOTS = 192;
const LAST_PLAIN = 0x203a;
const SOFT_HYPHEN = 0xad;

/** Latin letters, figures, the punctuation of Latin text and the space: one character, one glyph, its neighbours no matter. */
const isPlain = (code: number): boolean =>
  (code >= 0x20 && code < 0x7f) ||
  (code > 0xa0 && code < 0x250 && code !== SOFT_HYPHEN) ||
  (code >= 0x2010 && code <= 0x2026) ||
  (code >= 0x2030 && code <= LAST_PLAIN);

export const lettersOf = (measure: Measure): Letters => ({
  measure,
  slots: new Int16Array(LAST_PLAIN + 1),
  slotsUsed: 0,
  byStyle: [],
});

/** The slot of a character; 0 if it has none. */
const slotOf = (letters: Letters, code: number): number => {
  if (code > LAST_PLAIN) return 0;
  const slot = letters.slots[code]!;
  if (slot !== 0 || !isPlain(code) || letters.slotsUsed === SLOTS - 1) return slot;
  letters.slots[code] = ++letters.slotsUsed;
  return letters.slots[code]!;
};

const styleLetters = (letters: Letters, style: number): StyleLetters => {
  letters.byStyle[style] ??= {
    advances: new Float64Array(SLOTS).fill(Number.NaN),
    kerns: new Float64Array(SLOTS * SLOTS).fill(Number.NaN),
  };
  return letters.byStyle[style];
};

const advanceOf = (
  { measure }: Letters,
  known: StyleLetters,
  slot: number,
  character: string,
  style: number,
): number => {
  let advance = known.advances[slot]!;
  if (Number.isNaN(advance)) {
    advance = measure(character, style);
    known.advances[slot] = advance;
  }
  return advance;
};

/** A word laid out character by character, until the next one is. */
export interface LaidWord {
  /** Where each character ends, px from the word's beginning, after a first 0. */
  readonly ends: Float64Array;
  /** Kerning between each character and the one before it, px; the first 0. */
  readonly kerns: Float64Array;
}

/** Longer words are measured whole. */
const LONGEST_WORD = 64;
/** New arrays for each of an issue's thousands of words would cost more than laying them out. */
const LAID: LaidWord = { ends: new Float64Array(LONGEST_WORD + 1), kerns: new Float64Array(LONGEST_WORD) };

/**
 * The word's characters on one line, or undefined if it must be measured whole: it is long, or not all of them are plain. The arrays are
 * the same every time; take from them what is needed before the next word is laid.
 */
export const layWord = (word: string, style: number, letters: Letters): LaidWord | undefined => {
  if (word.length > LONGEST_WORD) return undefined;
  const known = styleLetters(letters, style);
  const { ends, kerns } = LAID;
  let before = 0;
  for (let at = 0; at < word.length; at++) {
    const slot = slotOf(letters, word.charCodeAt(at));
    if (slot === 0) return undefined;
    const advance = advanceOf(letters, known, slot, word[at]!, style);
    kerns[at] = 0;
    if (at > 0) {
      let kern = known.kerns[before * SLOTS + slot]!;
      if (Number.isNaN(kern)) {
        kern = letters.measure(word.slice(at - 1, at + 1), style) - known.advances[before]! - advance;
        known.kerns[before * SLOTS + slot] = kern;
      }
      kerns[at] = kern;
    }
    ends[at + 1] = ends[at]! + kerns[at]! + advance;
    before = slot;
  }
  return LAID;
};

/** Kerning between two characters of a style, px, measured if need be; undefined if one is not plain. */
export const kernBetween = (left: string, right: string, style: number, letters: Letters): number | undefined => {
  const known = styleLetters(letters, style);
  const one = slotOf(letters, left.charCodeAt(0));
  const other = slotOf(letters, right.charCodeAt(0));
  if (one === 0 || other === 0) return undefined;
  const place = one * SLOTS + other;
  let kern = known.kerns[place]!;
  if (Number.isNaN(kern)) {
    const leftPx = advanceOf(letters, known, one, left, style);
    kern = letters.measure(left + right, style) - leftPx - advanceOf(letters, known, other, right, style);
    known.kerns[place] = kern;
  }
  return kern;
};
