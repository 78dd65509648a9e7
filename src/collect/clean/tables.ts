/** Tables of figures and facts, told from those that only lay a page out. */

import { countWords } from "../../words.js";
import type { Cell, Table } from "./blocks.js";
import { EMPTY_LINE } from "./blocks.js";
import { type Desk, langFor, readLine } from "./inline.js";
import { childrenOf, elementsIn, visibleText } from "./nodes.js";
import { selector } from "./select.js";

/** What no table of facts has; `colspan="100000"` is an attack. */
const MAX_COLUMNS = 40;
const LAID_OUT = selector("table, h1, h2, h3, ul, ol, blockquote, figure, iframe");
const TITLED = selector("th, caption");
const PARAGRAPHS = selector("p");
const IMAGES = selector("img");
const LONGEST_CELL_WORDS = 80;

/** Rows of the table itself, not of tables in it. */
export function rowsOf(table: Element): Element[] {
  return elementsIn(table).flatMap((child) => {
    if (child.localName === "tr") return [child];
    return /^(?:thead|tbody|tfoot)$/.test(child.localName)
      ? elementsIn(child).filter(({ localName }) => localName === "tr")
      : [];
  });
}

export const cellsOf = (row: Element): Element[] =>
  elementsIn(row).filter(({ localName }) => localName === "td" || localName === "th");

/** A table that lays out a page: to be read as the blocks in its cells. */
export function isLayout(table: Element): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute("role") ?? "")) return true;
  if (LAID_OUT.first(table)) return true;
  const rows = rowsOf(table).map(cellsOf);
  const widest = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (widest < 2) return true;
  if (TITLED.first(table)) return false;
  if (rows.length < 2) return true;
  return rows
    .flat()
    .some(
      (cell) =>
        PARAGRAPHS.all(cell).length > 1 || IMAGES.first(cell) || countWords(visibleText(cell)) > LONGEST_CELL_WORDS,
    );
}

export function readTable(table: Element, desk: Desk): Table {
  const rows = rowsOf(table);
  const grid = gridOf(rows, desk);
  const inHead = (row: Element): boolean =>
    row.parentElement?.localName === "thead" ||
    (row === rows[0] && cellsOf(row).every(({ localName }) => localName === "th"));
  const caption = elementsIn(table).find(({ localName }) => localName === "caption");
  const line = caption && readLine(childrenOf(caption), desk);
  return {
    kind: "table",
    ...(line?.text && { caption: line }),
    head: grid.filter((_, index) => inHead(rows[index]!)),
    rows: grid.filter((_, index) => !inHead(rows[index]!)),
    ...langFor(table, desk),
  };
}

/** Cells in their columns: what a cell spans is filled with empty ones. */
function gridOf(rows: readonly Element[], desk: Desk): Cell[][] {
  const hanging: number[] = [];
  return rows.map((row) => {
    const cells: Cell[] = [];
    const skip = (): void => {
      while ((hanging[cells.length] ?? 0) > 0) {
        hanging[cells.length]!--;
        cells.push({ header: false, line: EMPTY_LINE });
      }
    };
    for (const element of cellsOf(row)) {
      skip();
      const header = element.localName === "th";
      const rowsBelow = spanOf(element, "rowspan") - 1;
      for (let column = 0; column < spanOf(element, "colspan") && cells.length < MAX_COLUMNS; column++) {
        hanging[cells.length] = rowsBelow;
        cells.push({ header, line: column === 0 ? readLine(childrenOf(element), desk) : EMPTY_LINE });
      }
    }
    skip();
    return cells;
  });
}

const spanOf = (cell: Element, name: string): number =>
  Math.min(MAX_COLUMNS, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1));
