import { type GridColumn, gridColumns, type TypeArea } from "./grid.js";
import { isBodyLine, mostUsed } from "./lines.js";
import type { SetText, WordLine } from "./paragraphs.js";

/** A justified line's word space, as a multiple of the font's own. */
export interface LineSpace {
  readonly ratio: number;
  readonly pageIndex: number;
  readonly text: string;
}

/** A paragraph that both breakers can set alike: one size, one measure. Lengths in pt. */
export interface Comparable {
  /** Its text after a drop cap. */
  readonly pieces: readonly { readonly text: string; readonly font: string }[];
  readonly language: string;
  readonly sizePt: number;
  readonly measurePt: number;
  readonly indentPt: number;
  /** Room that a drop cap takes from the first lines. */
  readonly dropCap?: { readonly widthPt: number; readonly lines: number };
}

/** Word spaces of the lines of one measure. */
export interface MeasureSpaces {
  readonly measurePt: number;
  readonly columns: number;
  /** Of every justified line. */
  readonly lines: readonly LineSpace[];
  /** Lines of justified paragraphs that were left short, because they could be filled only with holes. */
  readonly ragged: number;
  /** Of the justified lines of the comparable paragraphs. */
  readonly own: readonly number[];
  readonly comparable: readonly Comparable[];
}

const EDGE_PT = 1;
const LARGEST_INDENT_EM = 2.5;
/** The most that a point, hyphen or quote may hang out of its column, in ems. */
const LARGEST_HANG_EM = 0.3;
/** A letter so many times as large as the text is a drop cap. */
const DROP_CAP = 2.5;

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

/** The column of its page that a line stands in: it begins in its first half, and ends in it or hangs out a little. */
const columnOf = (line: WordLine, measurePt: number, { sides }: TypeArea): GridColumn | undefined => {
  const hang = LARGEST_HANG_EM * line.words.at(-1)!.sizePt;
  return gridColumns(sides[line.pageIndex % 2]!, measurePt).find(
    (column) =>
      line.left > column.left - hang &&
      line.left < (column.left + column.right) / 2 &&
      line.right < column.right + hang,
  );
};

/** Whether a line reaches the right edge of its column, or hangs out over it: beside a drop cap too. */
const isJustified = (line: WordLine, measurePt: number, area: TypeArea): boolean => {
  const column = columnOf(line, measurePt, area);
  return column !== undefined && line.right > column.right - EDGE_PT;
};

/** The measure that a paragraph is justified to, undefined when it is set ragged: most lines but the last reach the edge. */
const measureOf = (lines: readonly WordLine[], area: TypeArea): number | undefined => {
  const inner = lines.slice(0, -1);
  return area.measures.find(
    (measure) => 2 * inner.filter((line) => isJustified(line, measure, area)).length > inner.length,
  );
};

const mainFont = ({ lines }: SetText): string =>
  mostUsed(lines.flatMap(({ words }) => words.map(({ font, text }) => [font, text.length] as const)));

/** A paragraph's text by fonts, without so many letters of a drop cap: stretches of one font are one. */
const piecesAfter = (paragraph: SetText, dropped: number): { text: string; font: string }[] => {
  const main = mainFont(paragraph);
  const pieces: { text: string; font: string }[] = [];
  for (const { text, font = main } of paragraph.pieces) {
    const last = pieces.at(-1);
    if (last?.font === font) last.text += text;
    else pieces.push({ text, font });
  }
  const [first] = pieces;
  if (first !== undefined) first.text = first.text.trimStart().slice(dropped);
  return pieces.map(({ text, font }) => ({ text: text.replace(/\s+/g, " "), font }));
};

/** A paragraph's lines without its drop cap, which stands on the baseline of a later one, and the cap's letters. */
const withoutDropCap = (lines: readonly WordLine[]): { lines: readonly WordLine[]; dropped: string } => {
  const [opening, next] = lines;
  const letters = opening!.words[0]!;
  const isDropped = letters.sizePt > DROP_CAP * (next?.words[0]?.sizePt ?? Number.POSITIVE_INFINITY);
  if (!isDropped) return { lines, dropped: "" };
  const rest = opening!.words.slice(1);
  const first = rest.length === 0 ? [] : [{ ...opening!, left: rest[0]!.left, words: rest }];
  return { lines: [...first, ...lines.slice(1)], dropped: letters.text };
};

/** A paragraph as the browser's breaker is to set it; undefined where letters of another size or parts of other columns stand in it. */
const comparableOf = (
  paragraph: SetText,
  { dropped, measurePt, area }: { dropped: string; measurePt: number; area: TypeArea },
): Comparable | undefined => {
  const { lines, language } = paragraph;
  const { sizePt } = lines[0]!.words[0]!;
  if (lines.some(({ words }) => words.some((word) => word.sizePt !== sizePt))) return undefined;
  const hang = LARGEST_HANG_EM * sizePt;
  const indents: number[] = [];
  for (const line of lines) {
    const column = columnOf(line, measurePt, area);
    if (column === undefined) return undefined;
    indents.push(line.left - column.left);
  }
  const isSetIn = (indent: number): boolean => indent > hang;
  const known = { pieces: piecesAfter(paragraph, dropped.length), language, sizePt, measurePt };
  if (dropped !== "") {
    const beside = indents.findIndex((indent) => !isSetIn(indent));
    const capLines = beside === -1 ? indents.length : beside;
    if (indents.slice(capLines).some(isSetIn)) return undefined;
    return { ...known, indentPt: 0, dropCap: { widthPt: Math.max(...indents.slice(0, capLines)), lines: capLines } };
  }
  if (indents.slice(1).some(isSetIn) || indents[0]! > LARGEST_INDENT_EM * sizePt) return undefined;
  return { ...known, indentPt: isSetIn(indents[0]!) ? indents[0]! : 0 };
};

/** Measures the spaces of justified lines: all lines of a body paragraph but its last, and but those that were left short. */
export const spacesByMeasure = (
  paragraphs: readonly SetText[],
  { area, bodyStyles }: { area: TypeArea; bodyStyles: ReadonlySet<string> },
): MeasureSpaces[] => {
  const width = area.sides[0].right - area.sides[0].left;
  const found = new Map<number, { lines: LineSpace[]; ragged: number; own: number[]; comparable: Comparable[] }>();
  for (const { lines: all, ...read } of paragraphs) {
    if (all.length === 0) continue;
    const { lines, dropped } = withoutDropCap(all);
    if (lines.length < 2) continue;
    const first = lines[1]!.words[0]!;
    if (!isBodyLine({ style: `${first.font} ${first.sizePt}` }, bodyStyles)) continue;
    const measurePt = measureOf(lines, area);
    if (measurePt === undefined) continue;
    let entry = found.get(measurePt);
    if (entry === undefined) {
      entry = { lines: [], ragged: 0, own: [], comparable: [] };
      found.set(measurePt, entry);
    }
    const comparable = comparableOf({ ...read, lines }, { dropped, measurePt, area });
    if (comparable !== undefined) entry.comparable.push(comparable);
    for (const line of lines.slice(0, -1)) {
      const ratio = spaceOf(line);
      if (!isJustified(line, measurePt, area)) entry.ragged++;
      else if (ratio !== undefined) {
        entry.lines.push({ ratio, pageIndex: line.pageIndex, text: line.words.map((word) => word.text).join(" ") });
        if (comparable !== undefined) entry.own.push(ratio);
      }
    }
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
