/** What is wrong with set lines, from their measures alone. */

/** In the order of how much they hurt. */
export const LINE_FAULTS = ["widow", "orphan", "veryLoose", "loose", "tight", "hyphens"] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** Word spaces as multiples of the font's own: what is more, or less, is marked. */
const LOOSE = 2;
const VERY_LOOSE = 3;
const TIGHT = 0.8;
/** So many lines in a row that end in a hyphen are a ladder. */
const LADDER = 3;

/** A line's word spaces: the mean of all of them as a multiple of the font's space. */
export const spaceFault = (ratio: number | undefined): "veryLoose" | "loose" | "tight" | undefined => {
  if (ratio === undefined) return undefined;
  if (ratio > VERY_LOOSE) return "veryLoose";
  if (ratio > LOOSE) return "loose";
  return ratio < TIGHT ? "tight" : undefined;
};

/** Which lines stand in a ladder of hyphens, by whether each line ends in one. */
export const ladderLines = (hyphens: readonly boolean[]): readonly number[] => {
  const found: number[] = [];
  let from = 0;
  hyphens.forEach((hyphen, index) => {
    if (!hyphen) from = index + 1;
    const goesOn = hyphen && hyphens[index + 1] === true;
    if (hyphen && !goesOn && index + 1 - from >= LADDER) for (let at = from; at <= index; at++) found.push(at);
  });
  return found;
};

/** A part of a paragraph that stands in several columns: how many lines it has, and which part it is. */
export interface Part {
  readonly lines: number;
  readonly first: boolean;
  readonly last: boolean;
}

/** A line alone: the last at the head of a column, or the first at the foot of one. */
export const endFault = ({ lines, first, last }: Part): "widow" | "orphan" | undefined => {
  if (lines !== 1 || first === last) return undefined;
  return last ? "widow" : "orphan";
};

/** The key that all parts of one paragraph carry in the private-use part of their language; undefined where there is one part only. */
export const partKey = (language: string): string | undefined =>
  /-x-(?:[a-z]+-)*?(k[0-9a-z]+)(?=-|$)/.exec(language)?.[1];
