import { gridColumns, type TypeArea } from "./grid.js";
import type { SetText, WordLine } from "./paragraphs.js";

/** A justified line's word space, as a multiple of the font's own. */
export interface LineSpace {
  readonly ratio: number;
  readonly pageIndex: number;
  readonly text: string;
}

/** A paragraph that both breakers can set alike: one font, no drop cap, one measure. Lengths in pt. */
export interface Comparable {
  readonly text: string;
  readonly language: string;
  readonly font: string;
  readonly sizePt: number;
  readonly measurePt: number;
  readonly indentPt: number;
}

/** Word spaces of the lines of one measure. */
export interface MeasureSpaces {
  readonly measurePt: number;
  readonly columns: number;
  /** Of every justified line. */
  readonly lines: readonly LineSpace[];
  /** Of the lines of the comparable paragraphs. */
  readonly own: readonly number[];
  readonly comparable: readonly Comparable[];
}

const EDGE_PT = 1;
const LARGEST_INDENT_EM = 2.5;

/** The mean gap between a line's words, as a multiple of the font's space; undefined where there is none to measure. */
export const spaceOf = ({ words }: Pick<WordLine, "words">): number | undefined => {
  const gaps: number[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before === undefined || before.spacePt === undefined) continue;
    gaps.push((word.left - before.right) / before.spacePt);
  }
  return gaps.length === 0 ? undefined : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
};

/** Whether a line reaches the right edge of one of its page's columns: beside a drop cap too. */
const isJustified = ({ pageIndex, right }: WordLine, measurePt: number, { sides }: TypeArea): boolean =>
  gridColumns(sides[pageIndex % 2]!, measurePt).some((column) => Math.abs(column.right - right) < 2 * EDGE_PT);

/** Measures the spaces of justified lines: all lines of a body paragraph but its last. */
export const spacesByMeasure = (
  paragraphs: readonly SetText[],
  { area, bodyStyles }: { area: TypeArea; bodyStyles: ReadonlySet<string> },
): MeasureSpaces[] => {
  const width = area.sides[0].right - area.sides[0].left;
  const found = new Map<number, { lines: LineSpace[]; own: number[]; comparable: Comparable[] }>();
  for (const { text, language, lines } of paragraphs) {
    if (lines.length < 2) continue;
    const first = lines[1]!.words[0]!;
    if (!bodyStyles.has(`${first.font} ${first.sizePt}`)) continue;
    const longest = Math.max(...lines.map(({ left, right }) => right - left));
    const measurePt = area.measures.find((measure) => Math.abs(measure - longest) < 2 * EDGE_PT);
    if (measurePt === undefined) continue;
    let entry = found.get(measurePt);
    if (entry === undefined) {
      entry = { lines: [], own: [], comparable: [] };
      found.set(measurePt, entry);
    }
    const indentPt = longest - (lines[0]!.right - lines[0]!.left);
    const oneFont = lines.every(({ words }) =>
      words.every((word) => word.font === first.font && word.sizePt === first.sizePt),
    );
    const inner = lines.slice(1, -1).every((line) => Math.abs(line.right - line.left - longest) < EDGE_PT);
    const alike = oneFont && inner && indentPt >= -EDGE_PT && indentPt < LARGEST_INDENT_EM * first.sizePt;
    for (const line of lines.slice(0, -1)) {
      const ratio = spaceOf(line);
      if (ratio === undefined || !isJustified(line, measurePt, area)) continue;
      entry.lines.push({ ratio, pageIndex: line.pageIndex, text: line.words.map((word) => word.text).join(" ") });
      if (alike) entry.own.push(ratio);
    }
    if (alike)
      entry.comparable.push({
        text,
        language,
        font: first.font,
        sizePt: first.sizePt,
        measurePt: longest,
        indentPt: Math.max(0, indentPt < EDGE_PT ? 0 : indentPt),
      });
  }
  return [...found].map(([measurePt, entry]) => ({
    measurePt,
    columns: Math.floor((width + EDGE_PT) / measurePt),
    ...entry,
  }));
};

/** The value that a share of all values do not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};
