/** Other orders and selections of a story's copy that an editor would allow: copyfitting turns to them where the usual one leaves a hole. */
import { withoutSpace } from "./characters.js";
import type { MeasuredCopy, Unit } from "./units.js";

/** What an arrangement costs, in lines of white: a pull quote moved by a paragraph, one left out, an optional picture left out. */
const MOVED = 2;
const QUOTE_OUT = 2;
const PICTURE_OUT = 4;

export interface Arrangement<Copy extends MeasuredCopy = MeasuredCopy> {
  readonly cost: number;
  /** Lines of copy become fewer; otherwise they only stand in another order. */
  readonly shorter: boolean;
  readonly make: () => Copy;
}

/** A paragraph that nothing binds to its neighbours. */
const isFree = (unit: Unit | undefined, article: string | undefined): boolean =>
  unit?.kind === "paragraph" &&
  unit.article === article &&
  unit.wrappers.length === 0 &&
  unit.dropLines === 0 &&
  !unit.keep &&
  !unit.keepAbove;

const isMovable = ({ movable, wrappers }: Unit): boolean => movable && wrappers.length === 0;

/** Words that a quotation shares with the text are told apart from it by marks alone. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]/gu, "");

/** A pull quote's words stand in the text as well, so that nothing is lost without it; the name of who said them does not. */
const standsInText = (units: readonly Unit[], quote: Unit): boolean => {
  const letters = lettersOf(quote.words());
  return (
    letters !== "" &&
    units.some(
      (unit) =>
        unit.kind === "paragraph" && unit.article === quote.article && lettersOf(unit.set!.text).includes(letters),
    )
  );
};

const without = <Copy extends MeasuredCopy>(copy: Copy, left: readonly Unit[], change: string): Copy => {
  let { characters } = copy;
  for (const unit of left) characters = characters.replace(withoutSpace(unit.words()), "");
  return { ...copy, characters, units: copy.units.filter((unit) => !left.includes(unit)), rearranged: change };
};

/** The copy with the unit at `from` a place further down or up. */
const swapped = <Copy extends MeasuredCopy>(copy: Copy, from: number, by: 1 | -1): Copy => {
  const units = [...copy.units];
  [units[from], units[from + by]] = [units[from + by], units[from]];
  return { ...copy, units, rearranged: `pull quote a paragraph ${by > 0 ? "lower" : "higher"}` };
};

/** Pull quotes a paragraph higher or lower, between two paragraphs of text as before. */
const movesOf = <Copy extends MeasuredCopy>(copy: Copy): Arrangement<Copy>[] =>
  copy.units.flatMap((unit, index) => {
    if (!isMovable(unit)) return [];
    const free = (at: number): boolean => isFree(copy.units[at], unit.article);
    return ([1, -1] as const).flatMap((by) =>
      free(index + by) && free(index + 2 * by)
        ? [{ cost: MOVED, shorter: false, make: () => swapped(copy, index, by) }]
        : [],
    );
  });

const quotesOut = <Copy extends MeasuredCopy>(copy: Copy): Arrangement<Copy>[] =>
  copy.units.flatMap((unit) =>
    isMovable(unit) && standsInText(copy.units, unit)
      ? [{ cost: QUOTE_OUT, shorter: true, make: () => without(copy, [unit], "pull quote left out") }]
      : [],
  );

/** Each picture that may be missing left out by itself. */
const picturesOut = <Copy extends MeasuredCopy>(copy: Copy): Arrangement<Copy>[] =>
  copy.units
    .filter(({ optional }) => optional)
    .map((unit, index) => ({
      cost: PICTURE_OUT,
      shorter: true,
      make: () => without(copy, [unit], `optional picture ${index + 1} left out`),
    }));

/** From the cheapest to the dearest. */
export const arrangementsOf = <Copy extends MeasuredCopy>(copy: Copy): Arrangement<Copy>[] => [
  ...movesOf(copy),
  ...quotesOut(copy),
  ...picturesOut(copy),
];

/** The copy without any of its optional pictures, and what that costs; undefined where it has none. */
export const barestCopy = <Copy extends MeasuredCopy>(
  copy: Copy,
): { readonly copy: Copy; readonly cost: number } | undefined => {
  const optional = copy.units.filter(({ optional }) => optional);
  if (optional.length === 0) return undefined;
  const what = optional.length === 1 ? "optional picture" : `${optional.length} optional pictures`;
  return { copy: without(copy, optional, `${what} left out`), cost: optional.length * PICTURE_OUT };
};
