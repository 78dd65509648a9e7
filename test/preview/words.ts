/** The words and pictures that the preview draws, held against those of the printed file. */
import type { AreaPt, DescribedPage, DescribedWord } from "../../src/pdf/index.js";
import type { BoxPx, DrawnPage, DrawnPicture, DrawnWord } from "./drawn.js";

const PT_PER_PX = 0.75;
/** Further away than this it is another word of the same letters. */
const SAME_WORD_PT = 20;
/**
 * How far the ends of a word may be apart besides: the browser has its last letter end with the kern towards what follows, the file
 * without it (a W before a space, a third of a pt in a text of 10 pt).
 */
const KERN_PT = 0.1;

/** What is in one and not in the other, and how far apart the rest is. */
export interface Comparison {
  /** What is left over: `preview: …` is not in the file, `file: …` not in the preview. */
  readonly lost: readonly string[];
  /** Farther apart than allowed. */
  readonly apart: readonly string[];
  /** Of everything compared, the largest of its differences, in pt. */
  readonly differences: readonly number[];
}

/** Type may be set in capitals that are written small; accents come in one piece or two. */
const sameLetters = (text: string): string => text.normalize("NFC").toLowerCase();

const furthest = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, index) => Math.abs(value - other[index]!)));

interface Pairing<Shown, Printed> {
  readonly distance: (shown: Shown, printed: Printed) => number;
  /** How far apart two may be; beyond `same` they are not the same thing. */
  readonly most: number;
  readonly same: number;
  readonly nameShown: (shown: Shown) => string;
  readonly namePrinted: (printed: Printed) => string;
}

/** Pairs each thing shown with the nearest that is printed. */
const pair = <Shown, Printed>(
  shown: readonly Shown[],
  printed: readonly Printed[],
  { distance, most, same, nameShown, namePrinted }: Pairing<Shown, Printed>,
): Comparison => {
  const rest = new Set(printed);
  const lost: string[] = [];
  const apart: string[] = [];
  const differences: number[] = [];
  for (const one of shown) {
    let nearest: Printed | undefined;
    let least = same;
    for (const other of rest) {
      const away = distance(one, other);
      if (away < least) [nearest, least] = [other, away];
    }
    if (nearest === undefined) {
      lost.push(`preview: ${nameShown(one)}`);
      continue;
    }
    rest.delete(nearest);
    differences.push(least);
    if (least > most) apart.push(`${nameShown(one)}, printed ${namePrinted(nearest)}`);
  }
  return { lost: [...lost, ...[...rest].map((one) => `file: ${namePrinted(one)}`)], apart, differences };
};

const at = (...places: readonly number[]): string => places.map((place) => place.toFixed(2)).join(" ");

/** Left edges and baselines as they are, ends without what a kern makes of them. */
const wordsApart = (shown: DrawnWord, { left, baseline, right }: DescribedWord): number => {
  const ends = Math.abs(shown.right * PT_PER_PX - right);
  return Math.max(furthest(placesOf(shown).slice(0, 2), [left, baseline]), ends - KERN_PT);
};

const placesOf = ({ left, baseline, right }: DrawnWord): readonly number[] => [
  left * PT_PER_PX,
  baseline * PT_PER_PX,
  right * PT_PER_PX,
];

/** Every word by its letters: where it begins, where it ends, what it stands on. Lines that climb, by where they begin. */
export const compareWords = (
  { words }: DrawnPage,
  page: { readonly words: readonly DescribedWord[]; readonly runs: DescribedPage["runs"] },
  mostPt: number,
): Comparison => {
  const nameShown = (word: DrawnWord): string => `“${word.text}” at ${at(...placesOf(word))}`;
  const level = pair(
    words.filter(({ climbing }) => !climbing),
    page.words,
    {
      distance: (shown, printed) =>
        sameLetters(printed.text) === sameLetters(shown.text) ? wordsApart(shown, printed) : Infinity,
      most: mostPt,
      same: SAME_WORD_PT,
      nameShown,
      namePrinted: ({ text, left, baseline, right }) => `“${text}” at ${at(left, baseline, right)}`,
    },
  );
  // The reader of words leaves lines that climb out; its runs have them.
  const climbing = words.filter((word) => word.climbing);
  const texts = new Set(climbing.map(({ text }) => text));
  const climbed = pair(
    climbing,
    page.runs.filter(({ text }) => texts.has(text)),
    {
      distance: (shown, { text, x, baseline }) =>
        text === shown.text ? furthest(placesOf(shown).slice(0, 2), [x, baseline]) : Infinity,
      most: mostPt,
      same: SAME_WORD_PT,
      nameShown,
      namePrinted: ({ text, x, baseline }) => `“${text}” at ${at(x, baseline)}`,
    },
  );
  return joined([level, climbed, compareLetters(words, page.runs)]);
};

/** Counts all letters both ways: so nothing that one of the readers passes over is passed over here. */
const compareLetters = (words: readonly DrawnWord[], runs: DescribedPage["runs"]): Comparison => {
  const count = (texts: readonly { readonly text: string }[]): number =>
    [...sameLetters(texts.map(({ text }) => text).join("")).replace(/\s/g, "")].length;
  const [shown, printed] = [count(words), count(runs)];
  const lost = shown === printed ? [] : [`${shown} letters in the preview, ${printed} in the file`];
  return { lost, apart: [], differences: [] };
};

const sidesOfBox = ({ left, top, right, bottom }: BoxPx): number[] =>
  [left, top, right, bottom].map((side) => side * PT_PER_PX);
const sidesOfArea = ({ x, y, width, height }: AreaPt): number[] => [x, y, x + width, y + height];

/** Every picture by the box of what shows of it, and by that of the whole, which is cut off there. */
export const comparePictures = ({ pictures }: DrawnPage, page: DescribedPage, mostPt: number): Comparison => {
  const sides = ({ whole, visible }: DrawnPicture): number[] => [...sidesOfBox(whole), ...sidesOfBox(visible)];
  const printed = ({ wholeArea, area }: DescribedPage["pictures"][number]): number[] => [
    ...sidesOfArea(wholeArea),
    ...sidesOfArea(area),
  ];
  return pair(pictures, page.pictures, {
    distance: (one, other) => furthest(sides(one), printed(other)),
    most: mostPt,
    same: SAME_WORD_PT,
    nameShown: (one) => `${one.address} at ${at(...sides(one))}`,
    namePrinted: (other) => `picture at ${at(...printed(other))}`,
  });
};

/** Several comparisons as one. */
export const joined = (comparisons: readonly Comparison[]): Comparison => ({
  lost: comparisons.flatMap(({ lost }) => lost),
  apart: comparisons.flatMap(({ apart }) => apart),
  differences: comparisons.flatMap(({ differences }) => differences),
});
