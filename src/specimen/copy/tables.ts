/** Tables: narrow, wide and long. The sizes are those of ISO 216 and ISO 269; all other figures are reckoned from them. */
import { piece } from "./pieces.js";

type Sizes = readonly (readonly [widthMm: number, heightMm: number])[];

const A: Sizes = [
  [841, 1189],
  [594, 841],
  [420, 594],
  [297, 420],
  [210, 297],
  [148, 210],
  [105, 148],
  [74, 105],
  [52, 74],
  [37, 52],
  [26, 37],
];
const B: Sizes = [
  [1000, 1414],
  [707, 1000],
  [500, 707],
  [353, 500],
  [250, 353],
  [176, 250],
  [125, 176],
  [88, 125],
  [62, 88],
  [44, 62],
  [31, 44],
];
const C: Sizes = [
  [917, 1297],
  [648, 917],
  [458, 648],
  [324, 458],
  [229, 324],
  [162, 229],
  [114, 162],
  [81, 114],
  [57, 81],
  [40, 57],
  [28, 40],
];

const MM_PER_INCH = 25.4;
const PT_PER_INCH = 72;
const MM2_PER_M2 = 1e6;

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const areaM2 = (widthMm: number, heightMm: number): number => (widthMm * heightMm) / MM2_PER_M2;

/** Grams of one sheet of a paper of so many grams to the square metre. */
const grams = (areaOfSheetM2: number, gramsPerM2: number): string => {
  const weight = areaOfSheetM2 * gramsPerM2;
  return weight.toFixed(weight < 1 ? 2 : 1);
};

const sheetTable = [
  row(["Size", "Millimetres", "Sheets in A0"]),
  "|:--|--:|--:|",
  ...A.map(([width, height], step) => row([`A${step}`, `${width} × ${height}`, `${2 ** step}`])),
  ": The A sizes of ISO 216",
].join("\n");

const wideTable = [
  row(["Size", "mm", "inches", "points", "m²", "80 g/m²", "115 g/m²", "300 g/m²"]),
  "|:--|--:|--:|--:|--:|--:|--:|--:|",
  ...A.slice(0, 7).map(([width, height], step) => {
    const area = areaM2(width, height);
    const inches = (mm: number): string => (mm / MM_PER_INCH).toFixed(1);
    const points = (mm: number): string => Math.round((mm / MM_PER_INCH) * PT_PER_INCH).toString();
    return row([
      `A${step}`,
      `${width} × ${height}`,
      `${inches(width)} × ${inches(height)}`,
      `${points(width)} × ${points(height)}`,
      area.toFixed(4),
      ...[80, 115, 300].map((weight) => grams(area, weight)),
    ]);
  }),
  ": A sheet in eight columns; the last three are the weight of one sheet in grams",
].join("\n");

const longTable = [
  row(["Size", "Width", "Height"]),
  "|:--|--:|--:|",
  ...[A, B, C].flatMap((sizes, series) =>
    sizes.map(([width, height], step) => row([`${"ABC"[series]}${step}`, `${width} mm`, `${height} mm`])),
  ),
  ": Thirty-three sizes: A and B of ISO 216, C, for envelopes, of ISO 269",
].join("\n");

const wordyTable = `
| Fault | How it looks | What is done |
|:--|:--|:--|
| River | White runs down through several lines | Set the paragraph anew, or change a word |
| Ladder | Hyphens end three lines or more | Let one of the lines be looser |
| Widow | A last line, alone at the head of a column | Gain a line above, or save one |
| Ghost | A pale picture of the page behind | Take a more opaque paper |
: Cells with words in them, which need lines of their own
`.trim();

const narrowTable = `
| Name | pt |
|:--|--:|
| Nonpareil | 6 |
| Brevier | 8 |
| Long primer | 10 |
| Pica | 12 |
| Great primer | 18 |
: Old names
`.trim();

/** For the design `data`: its first table is the subject. */
export const data = piece(
  "halved-ten-times",
  `
---
headline: A Sheet Halved Ten Times
kicker: Data
standfirst: Cut it across the middle, and both halves have the shape of the whole. There is just one shape that does this, and you are holding it.
byline: The Specimen's Desk for Figures
date: 2026-01-02
hero:
  file: square.jpg
  alt: A square test chart with a circle, a scale along each edge and a coloured square in each corner.
  caption: A square cannot do it.
  credit: Specimen
---
${sheetTable}

Georg Christoph Lichtenberg, professor of physics at Göttingen, described it in a letter in 1786: a sheet whose sides are as one to the root of two keeps
its shape when it is halved. He had set the question to a student of his, and then found that the writing paper on his desk very nearly had that
shape already.

It took until 1922 for the thought to become a standard. Walter Porstmann added to the shape the size: the largest sheet has one square metre, so that the
weight of any sheet follows from that of the paper. His DIN 476 is ISO 216 today, and only a few countries write on anything else.

${wideTable}

Millimetres are rounded down to whole ones at each halving, and so the shape is never quite right. A10 is as large as a stamp. Sixteen sheets
of A4 make A0, and one of them, at eighty grams, weighs five grams less a hair.
`,
);

export const tables = piece(
  "rows-and-columns",
  `
---
headline: Rows and Columns
kicker: Tables
standfirst: A narrow table, one with words in its cells, one with eight columns and one that is longer than the column it stands in.
byline: The Specimen's Desk for Figures
date: 2026-01-02
---
A table is the one part of a magazine that is read downwards. It needs few rules: the eye goes along a row without a railing if the row is
short, and if it is long, white does more than a line.

${narrowTable}

Before sizes of type had numbers they had names, most of them older than any agreement about what they meant. The figures above are those
that the names came to stand for in the end.

${wordyTable}

Figures stand under figures: ones under ones, tens under tens. For that they must all have the same width, the narrow 1 as well as the 0, and be as
tall as capitals. In running text they may have tails.

${wideTable}

## The long one

A table that does not end with its column has to go on in the next, and there it has to say again what its columns are. Nobody remembers, after turning a page, which
of two figures was the width.

${longTable}

Envelopes have the C sizes, which lie between A and B: a sheet of A4 goes flat into C4, folded once into C5, and folded twice into C6.
`,
);
