import type { HtmlElement, HtmlNode } from "./htmlTree.js";
import { buildInline, captionText } from "./inline.js";
import type { Scope } from "./scope.js";
import type { Inline, Table, TableCell } from "./types.js";

/** Merged cells are written out as empty ones up to this many, so that a number typed wrong makes no monster. */
const MAX_SPAN = 40;

const EMPTY: TableCell = { content: [], header: false };

/**
 * A table with every row as wide as the widest, so that columns stay true: merged cells become one full and some empty
 * cells. Nothing where it has no cell. What stands in it outside of cells comes back as `strays`, and so does the caption
 * where there is no table to stand over.
 */
export function buildTable(element: HtmlElement, scope: Scope): { table?: Table; strays: HtmlNode[] } {
  const found: FoundRows = { rows: [], strays: [] };
  collectRows(element, false, found);
  const cells = fillRows(found.rows, scope);
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (width === 0) return { strays: [...(found.caption ? [found.caption] : []), ...found.strays] };

  const padded = cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => EMPTY)]);
  const headRows = countHeadRows(found.rows, padded);
  const caption = found.caption ? buildInline(found.caption.children, scope) : [];
  const body = padded.slice(headRows);
  const written = caption.length === 0 ? captionRow(body.at(-1)) : undefined;
  const table: Table = {
    kind: "table",
    place: scope.reporter.placeAt(scope.lineAt(element.offset)),
    ...(written ? { caption: written } : caption.length > 0 ? { caption } : {}),
    // A head row without a word is Markdown's way of writing a table without head.
    head: padded.slice(0, headRows).filter((row) => row.some(({ content }) => content.length > 0)),
    rows: written ? body.slice(0, -1) : body,
  };
  return { table, strays: found.strays };
}

interface FoundRows {
  readonly rows: { readonly cells: readonly HtmlElement[]; readonly head: boolean }[];
  readonly strays: HtmlNode[];
  caption?: HtmlElement;
}

function collectRows(element: HtmlElement, head: boolean, found: FoundRows): void {
  for (const child of element.children) {
    if (child.kind === "text") {
      if (child.text.trim() !== "") found.strays.push(child);
    } else if (child.name === "tr") {
      const cells = child.children.filter(
        (cell) => cell.kind === "element" && ["td", "th"].includes(cell.name),
      ) as HtmlElement[];
      found.rows.push({ cells, head });
      found.strays.push(
        ...child.children.filter((node) => (node.kind === "text" ? node.text.trim() !== "" : !cells.includes(node))),
      );
    } else if (["thead", "tbody", "tfoot"].includes(child.name))
      collectRows(child, head || child.name === "thead", found);
    else if (child.name === "caption" && !found.caption) found.caption = child;
    else if (child.name !== "colgroup" && child.name !== "col") found.strays.push(child);
  }
}

/** Rows of cells, with room left below cells that reach over several rows. */
function fillRows(rows: FoundRows["rows"], scope: Scope): TableCell[][] {
  const reaching: number[] = []; // by column: rows that the cell above still covers
  return rows.map(({ cells }) => {
    const row: TableCell[] = [];
    const skipCovered = (): void => {
      while ((reaching[row.length] ?? 0) > 0) {
        reaching[row.length]!--;
        row.push(EMPTY);
      }
    };
    for (const cell of cells) {
      skipCovered();
      const below = spanOf(cell, "rowspan") - 1;
      for (let column = 0; column < spanOf(cell, "colspan"); column++) {
        if (below > 0) reaching[row.length] = below;
        row.push(column === 0 ? buildCell(cell, scope) : { ...EMPTY, header: cell.name === "th" });
      }
    }
    skipCovered();
    return row;
  });
}

const spanOf = (cell: HtmlElement, name: "colspan" | "rowspan"): number =>
  Math.min(MAX_SPAN, Math.max(1, Number.parseInt(cell.attributes[name] ?? "1", 10) || 1));

function buildCell(cell: HtmlElement, scope: Scope): TableCell {
  const written = cell.attributes.align ?? /text-align:\s*(\w+)/i.exec(cell.attributes.style ?? "")?.[1];
  const align = (["left", "right", "center"] as const).find((side) => side === written?.toLowerCase());
  return { content: buildInline(cell.children, scope), header: cell.name === "th", ...(align ? { align } : {}) };
}

/** Rows in `thead`, or, where there is none, the first row if all its cells are heads. */
function countHeadRows(rows: FoundRows["rows"], cells: readonly (readonly TableCell[])[]): number {
  const inHead = rows.findIndex(({ head }) => !head);
  if (inHead !== 0) return inHead < 0 ? rows.length : inHead;
  return cells.length > 1 && cells[0]!.every(({ header }) => header) ? 1 : 0;
}

/** `: caption` on the line right below a Markdown table, which the parser takes for one more row. */
function captionRow(row: readonly TableCell[] | undefined): readonly Inline[] | undefined {
  const [first, ...others] = row ?? [];
  return first && others.every(({ content }) => content.length === 0) ? captionText(first.content) : undefined;
}
