import type { Inline, Table, TableCell } from "../../../article/index.js";
import { tableSpan, wholeLines } from "../../../copyfit/index.js";
import { plainText, type TypeStyle } from "../../../layout/index.js";
import { textBlock } from "../boxes.js";
import { setOnOneLine, widthOf } from "../boxText.js";
import { setText } from "../setText.js";
import type { Setting } from "../types.js";
import { baseOf, type Reading } from "./reading.js";
import type { SetCell, TableUnit } from "./units.js";

/** White right of a cell, and of the last one. px */
const CELL_GAP_PX = 8;
/** Height of the rule below a row, px. */
export const ROW_RULE_PX = 1;
/** Sizes of a table's type, as parts of its own: as it is; small; and at last with words broken. */
const SMALL = 0.87;
const SQUEEZED = [0.8, 0.72, 0.64, 0.56];
/** A column's least share beside its neighbours' is that of its longest word: what is left goes by the length of its lines. */
interface ColumnWidths {
  /** Of the longest word. */
  readonly least: number;
  /** Of the longest cell on one line. */
  readonly most: number;
}

const scaled = (style: TypeStyle, size: number): TypeStyle => ({
  ...style,
  sizePx: style.sizePx * size,
  linePx: style.linePx * Math.max(size, SMALL),
});

const cellStyle = (cell: TableCell, head: boolean, size: number, { tokens }: Setting): TypeStyle => {
  const { type } = tokens;
  const style = scaled(head ? type["table-head"] : type["table-cell"], size);
  const weight = head || cell.header ? type["table-head"].weight : style.weight;
  return { ...style, weight, align: cell.align ?? "left" };
};

const longestWord = (text: string, style: TypeStyle, setting: Setting): number =>
  Math.max(
    0,
    ...text
      .split(/\s+/)
      .filter((word) => word !== "")
      .map((word) => widthOf(setOnOneLine(word, style, setting))),
  );

interface Row {
  readonly cells: readonly TableCell[];
  readonly head: boolean;
}

const rowsOf = ({ head, rows }: Table): Row[] => [
  ...head.map((cells) => ({ cells, head: true })),
  ...rows.map((cells) => ({ cells, head: false })),
];

const columnWidths = (rows: readonly Row[], size: number, setting: Setting): ColumnWidths[] => {
  const count = Math.max(1, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: count }, (_, column) => {
    const gap = column === count - 1 ? 0 : CELL_GAP_PX;
    let least = 0;
    let most = 0;
    for (const { cells, head } of rows) {
      const cell = cells[column];
      if (cell === undefined) continue;
      const style = cellStyle(cell, head, size, setting);
      least = Math.max(least, longestWord(plainText(cell.content), style, setting) + gap);
      most = Math.max(most, widthOf(setOnOneLine(cell.content, style, setting)) + gap);
    }
    return { least: Math.ceil(least + 0.5), most: Math.ceil(most + 0.5) };
  });
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Shares a width out among columns, as browsers do: by their longest lines where all fit, else beyond the longest words. */
const shareOut = (columns: readonly ColumnWidths[], widthPx: number): number[] => {
  const most = sum(columns.map((column) => column.most));
  const least = sum(columns.map((column) => column.least));
  if (most <= widthPx)
    return columns.map((column) => column.most + ((widthPx - most) * column.most) / Math.max(most, 1));
  if (least >= widthPx) return columns.map((column) => (column.least * widthPx) / least);
  return columns.map((column) => column.least + ((widthPx - least) * (column.most - column.least)) / (most - least));
};

/** Shows nothing, and lets a line end behind it. */
const ZERO_WIDTH_SPACE = "\u200b";

/** Copy whose words may be broken behind any character. */
const breakable = (content: readonly Inline[]): Inline[] =>
  content.map((inline) => {
    if (inline.kind === "text") return { ...inline, text: inline.text.replace(/(?<=\S)(?=\S)/gu, ZERO_WIDTH_SPACE) };
    return "content" in inline ? { ...inline, content: breakable(inline.content) } : inline;
  });

const setRow = (
  { cells, head }: Row,
  columnPx: readonly number[],
  { size, broken }: Fitted,
  setting: Setting,
): SetCell[] =>
  cells.map((cell, column) => {
    const style = cellStyle(cell, head, size, setting);
    const gap = column === columnPx.length - 1 ? 0 : CELL_GAP_PX;
    return {
      set: setText(
        broken ? breakable(cell.content) : cell.content,
        style,
        Math.max(1, columnPx[column]! - gap),
        setting,
      ),
      header: head || cell.header,
    };
  });

/** Height of a row and the rule below it, px. */
export const rowHeight = (cells: readonly SetCell[]): number =>
  Math.max(0, ...cells.map(({ set }) => set.lines.length * set.style.linePx)) + ROW_RULE_PX;

/** The setting in which a table fits. */
interface Fitted {
  readonly span: number;
  readonly size: number;
  readonly broken: boolean;
  readonly columnPx: readonly number[];
}

/** In its columns; in smaller type; over more columns; at last smaller still, with words broken. */
const fit = (table: Table, reading: Reading): Fitted => {
  const { context, columns, measurePx, setting, wrappers, widthPx } = reading;
  const rows = rowsOf(table);
  const gutter = context.layout.grid.columnGutterPx;
  const widthOver = (span: number): number => (span === 1 ? widthPx : measurePx * span + gutter * (span - 1));
  const count = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const most = wrappers.length > 0 ? 1 : columns;
  const own = Math.min(most, tableSpan(measurePx, count));
  const tries = [
    { span: own, size: 1 },
    { span: own, size: SMALL },
    { span: most, size: 1 },
    { span: most, size: SMALL },
  ];
  for (const { span, size } of tries) {
    const widths = columnWidths(rows, size, setting);
    if (sum(widths.map(({ least }) => least)) <= widthOver(span))
      return { span, size, broken: false, columnPx: shareOut(widths, widthOver(span)) };
  }
  reading.problems.push({ kind: "table", line: table.place.line });
  for (const size of SQUEEZED) {
    const fitted = {
      span: most,
      size,
      broken: true,
      columnPx: shareOut(columnWidths(rows, size, setting), widthOver(most)),
    };
    const overfull = rows.some((row) =>
      setRow(row, fitted.columnPx, fitted, setting).some(({ set }) => set.lines.some((line) => line.overfull)),
    );
    if (!overfull || size === SQUEEZED.at(-1)) return fitted;
  }
  throw new Error("a table has no size");
};

export const tableUnit = (table: Table, reading: Reading): TableUnit => {
  const { context, setting } = reading;
  const { leadingPx } = context.layout.grid;
  const fitted = fit(table, reading);
  const { span, columnPx } = fitted;
  const set = (rows: Table["rows"], head: boolean): SetCell[][] =>
    rows.map((cells) => setRow({ cells, head }, columnPx, fitted, setting));
  const head = set(table.head, true);
  const rows = set(table.rows, false);
  const caption = textBlock(table.caption, "table-caption", sum(columnPx), setting, { tag: "Caption" });
  const words = [table.caption ?? [], ...rowsOf(table).flatMap(({ cells }) => cells.map(({ content }) => content))];
  return {
    ...baseOf(reading, table.place.line, words.map((content) => plainText(content)).join(" ")),
    kind: "table",
    before: 1,
    after: 1,
    span,
    captionLines: caption === undefined ? 0 : wholeLines(caption.heightPx, leadingPx),
    headLines: head.length === 0 ? 0 : wholeLines(sum(head.map(rowHeight)), leadingPx),
    rowLines: rows.map((cells) => wholeLines(rowHeight(cells), leadingPx)),
    columnPx,
    head,
    rows,
    ...(caption === undefined ? {} : { caption }),
  };
};
