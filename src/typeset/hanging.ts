/**
 * How far punctuation stands out of the measure, as a part of its own width: a row of points, commas and hyphens down a
 * justified edge looks like a dent in it. Weights as typesetters give them: the lighter the mark, the farther out.
 */
const RIGHT: Readonly<Record<string, number>> = {
  "-": 0.45,
  "\u2010": 0.45,
  ".": 0.5,
  ",": 0.5,
  ";": 0.35,
  ":": 0.35,
  "\u2013": 0.25,
  "\u2014": 0.15,
  "'": 0.5,
  '"': 0.4,
  "\u2019": 0.5,
  "\u201d": 0.4,
  "»": 0.3,
};
const LEFT: Readonly<Record<string, number>> = {
  "'": 0.5,
  '"': 0.4,
  "\u2018": 0.5,
  "\u201c": 0.4,
  "«": 0.3,
};

const isLetterOrFigure = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);

/** Px by which the last character of `text` may hang out to the right of a line. */
export const hangAfter = (text: string, style: number, measure: (text: string, style: number) => number): number => {
  if (text === "" || isLetterOrFigure(text.charCodeAt(text.length - 1))) return 0;
  const mark = text[text.length - 1]!;
  const part = RIGHT[mark];
  return part === undefined ? 0 : part * measure(mark, style);
};

/** Px by which the first character of `text` may hang out to the left of a line. */
export const hangBefore = (text: string, style: number, measure: (text: string, style: number) => number): number => {
  if (text === "" || isLetterOrFigure(text.charCodeAt(0))) return 0;
  const part = LEFT[text[0]!];
  return part === undefined ? 0 : part * measure(text[0]!, style);
};
