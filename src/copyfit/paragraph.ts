/**
 * What another number of lines costs, in lines of white at the foot of a column: at least and at most, and what it adds by the root of
 * the bad lines in it, which grow with the sixth power of what the eye sees.
 */
const OTHER_LINES = { least: 0.3, most: 1.8, badLine: 0.25 };

/** The cost of a paragraph's setting in a line more or fewer (`typeset`'s `Variant.extra`), in the unit of all costs of make-up. */
export const otherLinesCost = (extra: number): number =>
  Math.min(OTHER_LINES.most, OTHER_LINES.least + OTHER_LINES.badLine * Math.sqrt(extra));
