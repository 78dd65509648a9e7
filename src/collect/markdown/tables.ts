import { asHtml } from "./asHtml.js";
import { guardCell } from "./escape.js";
import { childrenNamed, isBlock } from "./nodes.js";

type Write = (element: Element) => string;

/** A table with bars where they can hold it, else as HTML. `write`: an element's running text as Markdown. */
export function writeTable(table: Element, write: Write): string {
  const rows = [...table.querySelectorAll("tr")];
  const cells = rows.map((row) => childrenNamed(row, "TD", "TH"));
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (width === 0) return "";
  const head = headOf(rows, cells);
  const aligns = alignsOf(cells, width);
  const body = cells.slice(head ? 1 : 0);
  if (!fitsBars(table, body, head) || !aligns) return asHtml(table);
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => row[column] ?? "").join(" | ")} |`;
  const written = (row: readonly Element[]): string => line(row.map((cell) => guardCell(write(cell))));
  // A head row without a word is our reader's way of a table without head.
  const lines = [head ? written(head) : line([]), `|${aligns.join("|")}|`, ...body.map(written)];
  const caption = childrenNamed(table, "CAPTION").map(write).join("");
  return `${lines.join("\n")}${caption && `\n\n: ${caption}`}`;
}

/** The row that names the columns, as our reader finds it. */
function headOf(rows: readonly Element[], cells: readonly Element[][]): Element[] | undefined {
  const first = cells[0]!;
  const inHead = rows[0]!.parentElement?.nodeName === "THEAD";
  const allNames = cells.length > 1 && first.length > 0 && first.every(({ nodeName }) => nodeName === "TH");
  return inHead || allNames ? first : undefined;
}

function fitsBars(table: Element, body: readonly Element[][], head: readonly Element[] | undefined): boolean {
  const cells = [...table.querySelectorAll("td, th")];
  const captions = childrenNamed(table, "CAPTION");
  const width = head?.length ?? Math.max(...body.map((row) => row.length));
  return (
    !table.querySelector("[colspan], [rowspan], table, img") &&
    table.querySelectorAll("thead tr").length <= 1 &&
    captions.length <= 1 &&
    // A last row like a caption would be taken for it.
    !(captions.length > 0 && /^\s*:\s/.test(body.at(-1)?.[0]?.textContent ?? "")) &&
    // Behind its colon a caption's hyphen would become a dash.
    captions.every(({ textContent }) => !/^[^\p{L}\p{N}]*-/u.test(textContent ?? "")) &&
    body.every((row) => row.length <= width && row.every(({ nodeName }) => nodeName === "TD")) &&
    cells.every((cell) => ![...cell.querySelectorAll("*")].some(isBlock))
  );
}

const RULES: Readonly<Record<string, string>> = { left: ":--", right: "--:", center: ":-:" };

/** The rule below each column's name, or nothing where a column's cells are not all aligned to the same side. */
function alignsOf(cells: readonly Element[][], width: number): string[] | undefined {
  const aligns: string[] = [];
  for (let column = 0; column < width; column++) {
    const sides = new Set(cells.flatMap((row) => (row[column] ? [sideOf(row[column])] : [])));
    if (sides.size > 1) return undefined;
    aligns.push(RULES[[...sides][0] ?? ""] ?? "---");
  }
  return aligns;
}

const sideOf = (cell: Element): string =>
  cell.getAttribute("align")?.toLowerCase() ?? /text-align:\s*(\w+)/i.exec(cell.getAttribute("style") ?? "")?.[1] ?? "";
