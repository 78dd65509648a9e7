import type { Hyphenate } from "./types.js";
import { MIN_LETTERS } from "./words.js";

/** A node of the pattern tree: an index of `levels` where a pattern ends, the letters that may follow, or both. */
type PatternNode = number | PatternTree | readonly [PatternTree, number];
interface PatternTree {
  readonly [letter: string]: PatternNode;
}

/** A language's hyphenation patterns (Liang's method), as the package `hyphen` keeps them. */
export type HyphenationPatterns = readonly [
  /** Values between the letters of a pattern; odd ones allow a hyphen, and the highest counts. */
  levels: readonly (readonly number[])[],
  tree: PatternTree,
  /** Words with their offsets, against the patterns. */
  exceptions?: Readonly<Record<string, readonly number[]>>,
];

/** One language's table from words (in small letters) to offsets: plain data, for where the patterns would be a burden. */
export type HyphenationTable = Readonly<Record<string, readonly number[]>>;

const PATTERN_FILES: Readonly<Record<string, () => Promise<{ default: HyphenationPatterns }>>> = {
  "en-gb": () => import("hyphen/patterns/en-gb.js"),
  "en-us": () => import("hyphen/patterns/en-us.js"),
  fr: () => import("hyphen/patterns/fr.js"),
  es: () => import("hyphen/patterns/es.js"),
};

/** Patterns of a BCP 47 language; English is British unless it says otherwise. Undefined where we have none (Arabic needs none). */
export const readPatterns = async (language: string): Promise<HyphenationPatterns | undefined> => {
  const tag = language.toLowerCase();
  const base = tag.split("-")[0]!;
  const read = PATTERN_FILES[tag] ?? PATTERN_FILES[base === "en" ? "en-gb" : base];
  return read === undefined ? undefined : (await read()).default;
};

/** Raises the values between letters by every pattern that begins at `start` of the dotted word. */
const applyPatterns = (
  dotted: string,
  start: number,
  { patterns, values }: { patterns: HyphenationPatterns; values: Uint8Array },
): void => {
  const [levels, tree] = patterns;
  let branch: PatternTree | undefined = tree;
  for (let at = start; at < dotted.length && branch !== undefined; at++) {
    const node: PatternNode | undefined = branch[dotted[at]!];
    if (node === undefined) return;
    const level = typeof node === "number" ? node : Array.isArray(node) ? (node[1] as number) : undefined;
    branch =
      typeof node === "number" ? undefined : Array.isArray(node) ? (node[0] as PatternTree) : (node as PatternTree);
    if (level === undefined) continue;
    // The package leaves out the value before the dot of a pattern that begins a word.
    const base = Math.max(start - 1, 0);
    levels[level]!.forEach((value, offset) => {
      if (value > values[base + offset]!) values[base + offset] = value;
    });
  }
};

const offsetsIn = (word: string, patterns: HyphenationPatterns): number[] => {
  const exceptions = patterns[2] ?? {};
  const exception = Object.hasOwn(exceptions, word) ? exceptions[word] : undefined;
  const values = new Uint8Array(word.length + 2);
  if (exception === undefined) {
    const dotted = `.${word}.`;
    for (let start = 0; start < dotted.length; start++) applyPatterns(dotted, start, { patterns, values });
  } else for (const offset of exception) values[offset] = 1;
  const offsets: number[] = [];
  for (let at = MIN_LETTERS; at <= word.length - MIN_LETTERS; at++) if (values[at]! % 2 === 1) offsets.push(at);
  return offsets;
};

const NONE: readonly number[] = [];

/** Small letters, if that keeps every offset. */
const inSmallLetters = (word: string): string => {
  const small = word.toLowerCase();
  return small.length === word.length ? small : word;
};

/** A hyphenator over a language's patterns, or one that finds nothing if there are none. Each word is worked out once. */
export const makeHyphenator = (patterns: HyphenationPatterns | undefined): Hyphenate => {
  if (patterns === undefined) return () => NONE;
  const known = new Map<string, readonly number[]>();
  return (word) => {
    let offsets = known.get(word);
    if (offsets === undefined) {
      offsets = word.length < 2 * MIN_LETTERS ? NONE : offsetsIn(inSmallLetters(word), patterns);
      known.set(word, offsets);
    }
    return offsets;
  };
};

/** The table of those words that may be hyphenated, made ahead so that the page needs no patterns. */
export const hyphenationDictionary = async (
  words: Iterable<string>,
  language: string,
): Promise<Record<string, number[]>> => {
  const hyphenate = makeHyphenator(await readPatterns(language));
  const table: Record<string, number[]> = {};
  for (const word of words) {
    const offsets = hyphenate(word);
    if (offsets.length > 0) table[inSmallLetters(word)] = [...offsets];
  }
  return table;
};

/** The hyphenator over such a table; a word that is not in it is not hyphenated. */
export const hyphenateFrom = (table: HyphenationTable): Hyphenate => {
  const known = new Map(Object.entries(table));
  return (word) => known.get(word) ?? known.get(inSmallLetters(word)) ?? NONE;
};
