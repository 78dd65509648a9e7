/** Units of copy painted at their places. Lengths in CSS px. */
import { type UnitPiece, wholeIn } from "../../../copyfit/index.js";
import { colourOf } from "../colours.js";
import {
  type FigureUnit,
  GALLERY_GAP_PX,
  type ParagraphUnit,
  ROW_RULE_PX,
  rowHeight,
  type SetCell,
  type TableUnit,
  type Unit,
} from "../copy/index.js";
import type { Surface, Tag } from "../types.js";
import type { Elements } from "./elements.js";

/** What painting a story's copy takes. */
export interface Painting {
  readonly surface: Surface;
  readonly elements: Elements;
  readonly leadingPx: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const paintParagraph = (piece: UnitPiece<Unit>, unit: ParagraphUnit, at: Point, painting: Painting): void => {
  const { surface, elements, leadingPx } = painting;
  const { language, setting } = unit;
  const tag = elements.once(unit, () => surface.newTag(elements.around(unit), "P", { language }));
  const set = piece.set!;
  const cap = unit.dropLines > 0 && piece.from === 0 ? unit.dropCap : undefined;
  if (cap !== undefined) {
    // Its foot stands on the baseline of the last line beside it.
    const { letters } = setting;
    const foot = (unit.dropLines - 1) * leadingPx + letters.baselinePx(set.segments[0]!.style, leadingPx);
    const y = at.y + foot - letters.baselinePx(cap.segments[0]!.style, cap.style.linePx);
    surface.paintLines(cap, { from: 0, to: 1 }, { x: at.x, y }, tag);
  }
  surface.paintLines(set, { from: piece.from, to: piece.to }, at, tag);
};

/** A figure at one of its sizes, its pictures as tall as their captions leave them. */
export const paintFigure = (
  unit: FigureUnit,
  { size, lines }: { readonly size: number; readonly lines: number },
  at: Point,
  { surface, elements, leadingPx }: Painting,
): void => {
  const { widthPx, restPx } = unit.sizes[size]!;
  const { shown, caption } = unit.rows[size]!;
  const roomPx = lines * leadingPx - restPx;
  const onePx = (widthPx - GALLERY_GAP_PX * (shown.length - 1)) / shown.length;
  const around = elements.around(unit);
  const single = shown.length === 1;
  const row = single ? around : surface.newTag(around, "Div");
  for (const [index, one] of shown.entries()) {
    const { placed, alt } = one;
    const x = at.x + index * (onePx + GALLERY_GAP_PX);
    const box = { widthPx: onePx, heightPx: roomPx };
    const { widthPx: shownPx, heightPx } = unit.whole ? wholeIn(box, placed.widthPx / placed.heightPx) : box;
    const group = one.caption === undefined || alt === "" ? row : surface.newTag(row, "Div");
    surface.paintPicture(
      placed,
      { x, y: at.y, width: shownPx, height: heightPx },
      alt === "" ? undefined : surface.newTag(group, "Figure", { alt }),
    );
    one.caption?.paint(surface, { x, y: at.y + heightPx }, group);
  }
  caption?.paint(surface, { x: at.x, y: at.y + lines * leadingPx - caption.heightPx }, row);
};

interface RowPlace extends Point {
  readonly heightPx: number;
  /** Colour of the rule below it. */
  readonly rule: string;
}

const paintRow = (
  cells: readonly SetCell[],
  { columnPx, setting }: TableUnit,
  place: RowPlace,
  surface: Surface,
  tagOf: ((cell: SetCell) => Tag) | undefined,
): void => {
  let x = place.x;
  for (const [column, cell] of cells.entries()) {
    const { set } = cell;
    surface.paintLines(set, { from: 0, to: set.lines.length }, { x, y: place.y }, tagOf?.(cell));
    x += columnPx[column]!;
  }
  const width = columnPx.reduce((sum, px) => sum + px, 0);
  const y = place.y + place.heightPx - ROW_RULE_PX;
  surface.fill({ x: place.x, y, width, height: ROW_RULE_PX }, colourOf(place.rule, setting));
};

const cellTag = (surface: Surface, row: Tag, head: boolean, { header }: SetCell): Tag =>
  surface.newTag(row, header ? "TH" : "TD", header ? { table: { scope: head ? "Column" : "Row" } } : {});

/** The head stands on the first row, whatever white it has above. Repeated, it is decoration. */
const paintHead = (unit: TableUnit, at: Point, table: Tag | undefined, surface: Surface, leadingPx: number): void => {
  const heights = unit.head.map(rowHeight);
  let y = at.y + unit.headLines * leadingPx - heights.reduce((sum, px) => sum + px, 0);
  const group = table && unit.head.length > 0 ? surface.newTag(table, "THead") : undefined;
  for (const [index, cells] of unit.head.entries()) {
    const row = group && surface.newTag(group, "TR");
    const tagOf = row && ((cell: SetCell) => cellTag(surface, row, true, cell));
    paintRow(cells, unit, { x: at.x, y, heightPx: heights[index]!, rule: "ink" }, surface, tagOf);
    y += heights[index]!;
  }
};

/** Rows `from` ≤ row < `to` of a table below its head, the caption above its first part. */
export const paintTable = (
  unit: TableUnit,
  { from, to }: { readonly from: number; readonly to: number },
  at: Point,
  { surface, elements, leadingPx }: Painting,
): void => {
  const first = !elements.has(unit);
  const table = elements.once(unit, () => surface.newTag(elements.around(unit), "Table"));
  let { y } = at;
  if (from < 0 || (first && unit.captionLines > 0)) {
    unit.caption?.paint(surface, at, table);
    y += unit.captionLines * leadingPx;
  }
  paintHead(unit, { x: at.x, y }, first ? table : undefined, surface, leadingPx);
  y += unit.headLines * leadingPx;
  const body = elements.once(unit.rows, () => surface.newTag(table, "TBody"));
  for (let index = Math.max(0, from); index < to; index++) {
    const heightPx = unit.rowLines[index]! * leadingPx;
    const row = surface.newTag(body, "TR");
    paintRow(unit.rows[index]!, unit, { x: at.x, y, heightPx, rule: "hairline" }, surface, (cell) =>
      cellTag(surface, row, false, cell),
    );
    y += heightPx;
  }
};

/** Height of a piece of a unit, px. */
export const pieceHeight = ({ unit, from, to, lines }: UnitPiece<Unit>, leadingPx: number): number => {
  if (unit.kind === "paragraph") return (to - from) * leadingPx;
  if (unit.kind !== "table") return lines * leadingPx;
  const rows = unit.rowLines.slice(Math.max(0, from), to).reduce((sum, count) => sum + count, 0);
  return ((from < 0 ? unit.captionLines : 0) + unit.headLines + rows) * leadingPx;
};

/** Paints what of a unit stands together in a frame. */
export const paintPiece = (piece: UnitPiece<Unit>, at: Point, painting: Painting): void => {
  const { unit, from, to, lines } = piece;
  switch (unit.kind) {
    case "paragraph":
      paintParagraph(piece, unit, at, painting);
      return;
    case "figure":
      paintFigure(unit, { size: 0, lines }, at, painting);
      return;
    case "table":
      paintTable(unit, { from, to }, at, painting);
      return;
    case "solid":
      unit.drawn.paint(
        painting.surface,
        { ...at, heightPx: lines * painting.leadingPx },
        painting.elements.around(unit),
      );
  }
};
