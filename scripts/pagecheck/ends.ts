import { type DescribedPage, type DescribedTag, elementsOfType, type PdfDescription } from "../../src/pdf/index.js";
import { type Column, isBeside } from "./columns.js";
import type { SetLine } from "./lines.js";
import { contentKey, contentKeys } from "./tags.js";

/** Where something ends badly: the page's label and the words. */
export interface BadEnd {
  readonly page: string;
  readonly text: string;
}

export interface Ends {
  /** Last lines of a paragraph alone at the head of a column. */
  readonly widows: readonly BadEnd[];
  /** First lines of a paragraph alone at the foot of a column. */
  readonly orphans: readonly BadEnd[];
  /** Crossheads and headlines without two lines of text, or a picture, under them. */
  readonly stranded: readonly BadEnd[];
  /** Columns with one line of body text. */
  readonly lonely: readonly BadEnd[];
}

/** A heading's text, or its picture, begins within so many times the leading under it: a standfirst is set wider than the body. */
const NEAR_LEADINGS = 5;

/** Finds the ends that a careful make-up avoids. `columns` are those of each page; `lines` all tagged lines. */
export const findEnds = (
  { pages, tags }: PdfDescription,
  {
    lines,
    columns,
    leadingPt,
  }: { lines: readonly SetLine[]; columns: readonly (readonly Column[])[]; leadingPt: number },
): Ends => {
  const label = (pageIndex: number): string => pages[pageIndex]!.label;
  const end = ({ pageIndex, text }: SetLine): BadEnd => ({ page: label(pageIndex), text });
  const byContent = new Map<string, SetLine[]>();
  for (const line of lines)
    for (const mcid of line.mcids) {
      const key = contentKey(line.pageIndex, mcid);
      byContent.set(key, [...(byContent.get(key) ?? []), line]);
    }
  const linesOf = (tag: DescribedTag): SetLine[] => [
    ...new Set(contentKeys(tag).flatMap((key) => byContent.get(key) ?? [])),
  ];
  const columnOf = new Map<SetLine, Column>();
  for (const column of columns.flat()) for (const line of column.lines) columnOf.set(line, column);

  const widows: BadEnd[] = [];
  const orphans: BadEnd[] = [];
  for (const paragraph of elementsOfType(tags, "P")) {
    const parts = new Map<Column, SetLine[]>();
    for (const line of linesOf(paragraph)) {
      const column = columnOf.get(line);
      if (column !== undefined) parts.set(column, [...(parts.get(column) ?? []), line]);
    }
    if (parts.size < 2) continue;
    const [first, ...others] = [...parts.values()];
    const last = others.at(-1)!;
    if (first!.length === 1) orphans.push(end(first![0]!));
    if (last.length === 1) widows.push(end(last[0]!));
  }
  const articles = elementsOfType(tags, "Art");
  const headings = articles.flatMap((article) =>
    ["H1", "H2", "H3", "H4"].flatMap((level) => elementsOfType(article, level)),
  );
  const stranded = headings.flatMap((heading) => {
    const last = linesOf(heading).at(-1);
    return last === undefined || hasCopyBelow(last, lines, pages[last.pageIndex]!, leadingPt) ? [] : [end(last)];
  });
  const lonely = columns.flat().flatMap((column) => (column.lines.length === 1 ? [end(column.lines[0]!)] : []));
  return { widows, orphans, stranded, lonely };
};

/** Two lines, the first of them near, or a picture, under this one. */
const hasCopyBelow = (
  line: SetLine,
  lines: readonly SetLine[],
  { pictures }: DescribedPage,
  leadingPt: number,
): boolean => {
  const foot = line.baseline + NEAR_LEADINGS * leadingPt;
  const hasPicture = pictures.some(
    ({ area }) =>
      !isBeside(line, { left: area.x, right: area.x + area.width }) && area.y > line.baseline && area.y < foot,
  );
  if (hasPicture) return true;
  const below = lines.filter(
    (other) => other.pageIndex === line.pageIndex && other.baseline > line.baseline && !isBeside(line, other),
  );
  return below.length >= 2 && below.some(({ baseline }) => baseline < foot);
};
