import { mostUsed, SAME_BASELINE_PT, type SetLine } from "./lines.js";

/** A column of body text on one page: its lines from the top. */
export interface Column {
  readonly pageIndex: number;
  readonly left: number;
  readonly right: number;
  readonly lines: readonly SetLine[];
}

/** Share of the narrower one that two stretches have in common when they are one column. */
const SAME_COLUMN = 0.5;

export const isBeside = (
  one: { readonly left: number; readonly right: number },
  other: { readonly left: number; readonly right: number },
): boolean => {
  const common = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return common < SAME_COLUMN * Math.min(one.right - one.left, other.right - other.left);
};

/** Puts a page's body lines into columns, from the left: lines above each other share most of their measure. */
export const columnsOf = (lines: readonly SetLine[]): Column[] => {
  const columns: { pageIndex: number; left: number; right: number; lines: SetLine[] }[] = [];
  // The longest first, since they show how wide a column is.
  for (const line of [...lines].sort((one, other) => other.right - other.left - (one.right - one.left))) {
    const column = columns.find((known) => !isBeside(known, line));
    if (column === undefined) columns.push({ ...line, lines: [line] });
    else {
      column.lines.push(line);
      column.left = Math.min(column.left, line.left);
      column.right = Math.max(column.right, line.right);
    }
  }
  for (const column of columns) column.lines.sort((one, other) => one.baseline - other.baseline);
  return columns.sort((one, other) => one.left - other.left);
};

/** The distance in pt that most neighbouring lines have. */
export const leadingOf = (columns: readonly Column[]): number =>
  mostUsed(
    columns.flatMap(({ lines }) =>
      lines.slice(1).map((line, index) => [Number((line.baseline - lines[index]!.baseline).toFixed(2)), 1] as const),
    ),
  );

/** Lines that have text beside them, and those of them whose neighbour stands on the same baseline. */
export interface Meeting {
  readonly beside: number;
  readonly meeting: number;
  readonly missing: readonly SetLine[];
}

const meet = (pairs: readonly (readonly [Column, Column])[], leadingPt: number): Meeting => {
  let beside = 0;
  const missing: SetLine[] = [];
  for (const [column, other] of pairs)
    for (const line of column.lines) {
      const nearest = Math.min(...other.lines.map(({ baseline }) => Math.abs(baseline - line.baseline)));
      if (nearest > leadingPt / 2) continue;
      beside++;
      if (nearest > SAME_BASELINE_PT) missing.push(line);
    }
  return { beside, meeting: beside - missing.length, missing };
};

const bothWays = (one: Column, other: Column): [Column, Column][] => [
  [one, other],
  [other, one],
];

/** Lines against those of the column next to them. */
export const meetAcrossColumns = (pages: readonly (readonly Column[])[], leadingPt: number): Meeting =>
  meet(
    pages.flatMap((columns) => columns.slice(1).flatMap((column, index) => bothWays(columns[index]!, column))),
    leadingPt,
  );

/** Lines of left-hand pages against those of every column of the right-hand page, and back. A left-hand page has an even folio. */
export const meetAcrossFold = (pages: readonly (readonly Column[])[], leadingPt: number): Meeting =>
  meet(
    pages.flatMap((verso, index) =>
      index % 2 === 1
        ? verso.flatMap((column) => (pages[index + 1] ?? []).flatMap((other) => bothWays(column, other)))
        : [],
    ),
    leadingPt,
  );
