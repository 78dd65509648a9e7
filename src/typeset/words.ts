import { isClosing, isDash, isDigit, isHyphen, isIdeograph, isLetter, isOpening } from "./characters.js";
import type { Hyphenate } from "./types.js";

/** How a line may end, from the most to the least welcome. The search gives each its price. */
export const BREAK = {
  /** A word space. */
  space: 0,
  /** After a dash, a zero-width space, between ideographs: nothing is lost. */
  plain: 1,
  /** A hyphen the language allows. */
  hyphenation: 2,
  /** After a hyphen that stands in the text. */
  realHyphen: 3,
  /** After a slash between words. */
  slash: 4,
  /** In an address, without a hyphen. */
  address: 5,
  /** A hyphen inside a part of a compound that has its own. */
  compound: 6,
  /** A hyphen in a capitalised word, which is likely a name. */
  name: 7,
  /** Inside numbers and after single letters: 1990–95, e-mail. */
  reluctant: 8,
  /** A word space before a dash, which should stay on the line. */
  beforeDash: 9,
  /** A word space after a short function word of a balanced headline. */
  afterFunctionWord: 10,
} as const;
export type BreakKind = (typeof BREAK)[keyof typeof BREAK];

/** A place inside a word where a line may end: before the character at `at`. */
export interface Cut {
  readonly at: number;
  readonly kind: BreakKind;
}

/** Whether a break of this kind draws a hyphen that is not in the text. */
export const drawsHyphen = (kind: BreakKind): boolean =>
  kind === BREAK.hyphenation || kind === BREAK.compound || kind === BREAK.name;

/** Letters that must stand on either side of a hyphen. */
export const MIN_LETTERS = 3;

const ADDRESS = /^[^\p{L}\d]*(?:[a-z][a-z\d+.-]*:\/\/|www\.|[\w.-]+@[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?]))/iu;
/** Without one of these a word is no address; asked first, since it costs less. */
const ADDRESS_MARK = /[.:@]/;
const isAddress = (word: string): boolean => ADDRESS_MARK.test(word) && ADDRESS.test(word);
const ADDRESS_BREAK = /[/?&.-]/;

/** Breaks of a web or mail address: after its separators, two characters or more on both sides. */
const addressCuts = (word: string): Cut[] => {
  const cuts: Cut[] = [];
  for (let at = 2; at <= word.length - 2; at++) {
    if (ADDRESS_BREAK.test(word[at - 1]!) && /[\p{L}\d]/u.test(word[at]!)) cuts.push({ at, kind: BREAK.address });
  }
  return cuts;
};

const isWordCharacter = (code: number): boolean => isLetter(code) || isDigit(code);

/** The break after a hyphen, dash or slash that stands before `at`, if there is one. */
const cutAfterMark = (word: string, at: number): BreakKind | undefined => {
  const mark = word.charCodeAt(at - 1);
  const slash = mark === 0x2f;
  if (!slash && !isHyphen(mark) && !isDash(mark)) return undefined;
  const before = word.charCodeAt(at - 2);
  const after = word.charCodeAt(at);
  if (Number.isNaN(before) || Number.isNaN(after)) return undefined;
  const before2 = word.charCodeAt(at - 3);
  if (!(isWordCharacter(before) || (isClosing(before) && !Number.isNaN(before2)))) return undefined;
  if (!(isWordCharacter(after) || (isOpening(after) && at < word.length - 1))) return undefined;
  if (mark === 0x2014) return BREAK.plain;
  if (isDigit(after) || (slash && isDigit(before))) return BREAK.reluctant;
  if (mark === 0x2013) return BREAK.plain;
  const loneBefore = !isWordCharacter(before2);
  const loneAfter = !isWordCharacter(word.charCodeAt(at + 1));
  if (loneBefore || loneAfter) return BREAK.reluctant;
  return slash ? BREAK.slash : BREAK.realHyphen;
};

/** A word without any of these has no cuts but hyphenation's; most have none. */
const CUTTING_MARK = /[-/\u200b\u2010\u2013\u2014\u2e80-\uffff]/;

const markCuts = (word: string): Cut[] => {
  const cuts: Cut[] = [];
  if (!CUTTING_MARK.test(word)) return cuts;
  for (let at = 1; at < word.length; at++) {
    const before = word.charCodeAt(at - 1);
    const after = word.charCodeAt(at);
    let kind = cutAfterMark(word, at);
    if (before === 0x200b) kind = BREAK.plain;
    else if (isIdeograph(before) ? !isClosing(after) : isIdeograph(after) && !isOpening(before)) kind = BREAK.plain;
    if (kind !== undefined) cuts.push({ at, kind });
  }
  return cuts;
};

/** A stretch of letters long enough to be hyphenated. */
const STEM = new RegExp(`[\\p{L}\\p{M}]{${2 * MIN_LETTERS},}`, "gu");

/** Visits each stretch of letters long enough to be hyphenated; not capitals alone (UNESCO), nor letters beside digits. */
const eachStem = (word: string, visit: (stem: string, at: number) => void): void => {
  if (word.length < 2 * MIN_LETTERS) return;
  STEM.lastIndex = 0;
  for (let found = STEM.exec(word); found !== null; found = STEM.exec(word)) {
    const [stem] = found;
    const end = found.index + stem.length;
    if (isDigit(word.charCodeAt(found.index - 1)) || isDigit(word.charCodeAt(end))) continue;
    if (stem !== stem.toUpperCase()) visit(stem, found.index);
  }
};

/** What a word may be broken at: hyphens as well, only marks that stand in the text, or nothing but an address's marks. */
export type Cutting = Hyphenate | "marks" | "whole";

/** Where a line may end inside `word` (no spaces in it), ascending. */
export const cutsOf = (word: string, cutting: Cutting): Cut[] => {
  if (word.length < 4 && !isIdeograph(word.charCodeAt(0))) return [];
  if (isAddress(word)) return addressCuts(word);
  if (cutting === "whole") return [];
  const cuts = markCuts(word);
  if (cutting === "marks") return cuts;
  const joined = cuts.length > 0;
  eachStem(word, (stem, start) => {
    const kind = stem[0] !== stem[0]!.toLowerCase() ? BREAK.name : joined ? BREAK.compound : BREAK.hyphenation;
    for (const offset of cutting(stem)) {
      if (offset >= MIN_LETTERS && offset <= stem.length - MIN_LETTERS) cuts.push({ at: start + offset, kind });
    }
  });
  return joined ? cuts.sort((one, other) => one.at - other.at) : cuts;
};

/** The words of a paragraph's text that breaking it will ask the hyphenator about, each once, in order. */
export const paragraphWords = (text: string): string[] => {
  const words = new Set<string>();
  for (const word of text.split(/[\t\n\r \u2000-\u2006\u2008-\u200a\u205f\u3000]+/)) {
    if (word.length >= 2 * MIN_LETTERS && !isAddress(word)) eachStem(word, (stem) => words.add(stem));
  }
  return [...words];
};

const FUNCTION_WORDS = new Set(
  (
    "a an the of in on at to for by from with and or but as is its our your my his her their no not " +
    "de du des le la les l’ un une et ou à au aux en par pour sur dans " +
    "el los las y o del al con por para una que se su"
  ).split(" "),
);
/** Short words of English, French and Spanish that want their noun: a headline's line should not end with one. */
export const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(word.toLowerCase());
