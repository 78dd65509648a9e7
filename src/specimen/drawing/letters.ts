/**
 * Letters made of strokes, as a plotter draws them, so that a chart looks the same on a machine without any font. Each is a few
 * lines on a grid four wide and six high, a digit for each coordinate: `06 20 46` goes from the foot up to the middle and down again.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: "06 02 20 42 46,04 44",
  B: "00 06 36 45 44 33 03,33 42 41 30 00",
  C: "41 30 10 01 05 16 36 45",
  D: "00 06 26 44 42 20 00",
  E: "40 00 06 46,03 33",
  F: "40 00 06,03 33",
  G: "41 30 10 01 05 16 36 45 43 23",
  H: "00 06,40 46,03 43",
  I: "20 26",
  J: "40 45 36 16 05",
  K: "00 06,40 03 46",
  L: "00 06 46",
  M: "06 00 23 40 46",
  N: "06 00 46 40",
  O: "10 30 41 45 36 16 05 01 10",
  P: "06 00 30 41 42 33 03",
  Q: "10 30 41 45 36 16 05 01 10,24 46",
  R: "06 00 30 41 42 33 03,23 46",
  S: "41 30 10 01 02 13 33 44 45 36 16 05",
  T: "00 40,20 26",
  U: "00 05 16 36 45 40",
  V: "00 26 40",
  W: "00 16 23 36 40",
  X: "00 46,40 06",
  Y: "00 23 40,23 26",
  Z: "00 40 06 46",
  "0": "10 30 41 45 36 16 05 01 10",
  "1": "11 20 26",
  "2": "01 10 30 41 42 06 46",
  "3": "01 10 30 41 42 33 13,33 44 45 36 16 05",
  "4": "36 30 04 44",
  "5": "40 00 03 33 44 45 36 16 05",
  "6": "41 30 10 01 05 16 36 45 44 33 03",
  "7": "00 40 16",
  "8": "10 30 41 42 33 13 02 01 10,13 04 05 16 36 45 44 33",
  "9": "05 16 36 45 41 30 10 01 02 13 43",
  "×": "02 46,42 06",
  ":": "22 22,25 25",
};

const LETTER_WIDTH = 4;
const LETTER_HEIGHT = 6;
/** White between letters, in the grid's units. */
const GAP = 2;

export interface Lettering {
  readonly words: string;
  /** The middle of the words, px. */
  readonly x: number;
  readonly y: number;
  /** Height of a capital, px. */
  readonly height: number;
  readonly colour: string;
}

const path = (strokes: string): string =>
  strokes
    .split(",")
    .map(
      (line) =>
        `M${line
          .split(" ")
          .map(([x, y]) => `${x} ${y}`)
          .join("L")}`,
    )
    .join("");

/** Words as an SVG group, centred on a point. Characters that are not drawn here stay white. */
export const lettering = ({ words, x, y, height, colour }: Lettering): string => {
  const unit = height / LETTER_HEIGHT;
  const width = words.length * (LETTER_WIDTH + GAP) - GAP;
  const strokes = [...words.toUpperCase()].map((letter, index) => {
    const drawn = STROKES[letter];
    return drawn === undefined
      ? ""
      : `<path transform="translate(${index * (LETTER_WIDTH + GAP)})" d="${path(drawn)}"/>`;
  });
  const place = `translate(${x - (width * unit) / 2} ${y - height / 2}) scale(${unit})`;
  return `<g transform="${place}" fill="none" stroke="${colour}" stroke-width="0.75" stroke-linecap="round" stroke-linejoin="round">${strokes.join("")}</g>`;
};
