import type { ComposePlan } from "../layout/index.js";
import type { FrameFill, StoryPages } from "../makeup/index.js";
import type { StoryFlow } from "./flow.js";
import { linesHtml, openTag } from "./paragraph.js";
import type { FigureUnit, StoryCopy, TableUnit, Unit, Wrapper } from "./read.js";

/** One story's pages, made up but not yet built. */
export interface MadeUpStory {
  readonly copy: StoryCopy;
  readonly flow: StoryFlow;
  readonly story: StoryPages;
  readonly headLines: number;
}

/** Rows of one unit that stand together in a frame: parts `from` ≤ p < `to`. */
interface Piece {
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
  /** White lines above. */
  readonly gapLines: number;
  /** Height of a single block, as chosen. */
  readonly lines: number;
}

/** Marks an element as a further part of one that began in an earlier frame; finishing joins them in the tag tree. */
const CONTINUED = ' data-continued=""';

const withAttributes = (tag: string, attributes: string): string => (attributes === "" ? tag : `${tag.slice(0, -1)}${attributes}>`);

const styled = (element: HTMLElement, css: string): string => {
  const own = element.getAttribute("style") ?? "";
  element.setAttribute("style", own === "" ? css : `${own};${css}`);
  const tag = openTag(element);
  if (own === "") element.removeAttribute("style");
  else element.setAttribute("style", own);
  return tag;
};

const paragraphHtml = (piece: Piece, unit: Extract<Unit, { kind: "paragraph" }>, marginPx: number): string => {
  const set = unit.set!;
  const first = piece.from === 0;
  const last = piece.to === set.lines.length;
  const css = `${marginPx > 0 ? `margin-top:${marginPx}px;` : ""}${first ? "" : "text-indent:0;"}${last ? "" : "text-align-last:justify;"}`;
  const tag = css === "" ? openTag(unit.element) : styled(unit.element, css);
  const justifyLast = !last && !unit.style.justified ? tag.replace("text-align-last:justify;", "") : tag;
  const opened = withAttributes(justifyLast, ` data-lines="${piece.to - piece.from}"${first ? "" : CONTINUED}`);
  return `${opened}${linesHtml(set, piece.from, piece.to)}</${unit.element.localName}>`;
};

/** A block as it was measured, given its whole lines of height. */
const blockHtml = (unit: Unit, heightPx: number, marginPx: number): string => {
  const css = `${marginPx > 0 ? `margin-top:${marginPx}px;` : ""}height:${heightPx}px`;
  return `${styled(unit.element, css)}${unit.element.innerHTML}</${unit.element.localName}>`;
};

/** A figure at one of its sizes, its picture as tall as its caption leaves it. */
const figureHtml = (unit: FigureUnit, { size, lines, leadingPx, marginPx }: { size: number; lines: number; leadingPx: number; marginPx: number }): string => {
  const { restPx, widthPx } = unit.sizes[size];
  unit.element.style.width = `${widthPx}px`;
  const roomPx = lines * leadingPx - restPx;
  const whole = unit.element.dataset.whole !== undefined;
  for (const crop of unit.element.querySelectorAll<HTMLElement>("[data-crop]")) {
    const ownPx = (widthPx * Number(crop.dataset.height)) / Number(crop.dataset.width);
    crop.style.height = `${whole ? Math.min(roomPx, ownPx) : roomPx}px`;
  }
  return blockHtml(unit, lines * leadingPx, marginPx);
};

const rowHtml = (row: HTMLTableRowElement, lines: number, leadingPx: number): string => `${styled(row, `height:${lines * leadingPx}px`)}${row.innerHTML}</tr>`;

/** Part of a table: its columns as wide as in the whole, its head above every part. */
const tableHtml = (piece: Piece, unit: TableUnit, leadingPx: number, marginPx: number): string => {
  const { table } = unit;
  const margin = marginPx > 0 ? `margin-top:${marginPx}px` : "";
  const caption = piece.from <= 0 && unit.captionLines > 0 ? unit.element.querySelector(":scope > :not(table)") : null;
  const first = Math.max(0, piece.from);
  const columns = unit.columnPx.map((width) => `<col style="width:${width}px">`).join("");
  const repeated = first > 0;
  const head = table.tHead === null ? "" : `<thead${repeated ? ' data-repeat="" aria-hidden="true"' : ""}>${[...table.tHead.rows].map((row) => rowHtml(row, unit.headLines / table.tHead!.rows.length, leadingPx)).join("")}</thead>`;
  const rows = [...table.tBodies[0].rows].slice(first, piece.to).map((row, index) => rowHtml(row, unit.rowLines[first + index], leadingPx)).join("");
  const block = styled(unit.element, `${margin};width:auto`);
  const opened = withAttributes(openTag(table), ` style="table-layout:fixed"${repeated ? CONTINUED : ""}`);
  return `${block}${caption?.outerHTML ?? ""}${opened}<colgroup>${columns}</colgroup>${head}<tbody>${rows}</tbody></table></div>`;
};

const pieceHtml = (piece: Piece, leadingPx: number, marginPx: number): string => {
  const { unit } = piece;
  switch (unit.kind) {
    case "paragraph":
      return paragraphHtml(piece, unit, marginPx);
    case "figure":
      return figureHtml(unit, { size: 0, lines: piece.lines, leadingPx, marginPx });
    case "table":
      return tableHtml(piece, unit, leadingPx, marginPx);
    default:
      return blockHtml(unit, unit.lines * leadingPx, marginPx);
  }
};

/** Gathers a frame's rows into pieces of units, with the white lines between them as make-up counted them. */
const piecesOf = ({ flow, story, copy: { units } }: MadeUpStory, frame: FrameFill): Piece[] => {
  const pieces: Piece[] = [];
  let row = frame.from;
  while (row < frame.to) {
    const { unit, part } = flow.sources[row];
    let end = row + 1;
    while (end < frame.to && flow.sources[end].unit === unit) end++;
    const above = row === frame.from ? undefined : flow.flow.rows[row - 1];
    const gapLines = above === undefined ? 0 : Math.max(above.after, flow.flow.rows[row].before);
    const elastic = flow.flow.elastics.findIndex((candidate) => candidate.row === row);
    const lines = elastic < 0 ? flow.flow.rows[row].lines : story.choice.elastics[elastic];
    pieces.push({ unit: units[unit], from: part, to: flow.sources[end - 1].part + 1, gapLines, lines });
    row = end;
  }
  return pieces;
};

const attributesOf = (wrapper: Wrapper, begun: Set<Wrapper>, units: readonly Unit[], unit: Unit): string => {
  if (!begun.has(wrapper)) {
    begun.add(wrapper);
    return "";
  }
  const number = wrapper.element.localName === "ol" ? ` start="${ordinal(wrapper, units, unit)}"` : "";
  return `${number}${CONTINUED}`;
};

/** The number of the first item of an ordered list's further part. */
const ordinal = (wrapper: Wrapper, units: readonly Unit[], unit: Unit): number => {
  const items = new Set<Element>();
  for (const other of units) {
    const depth = other.wrappers.indexOf(wrapper);
    if (depth < 0) continue;
    const item = other.wrappers[depth + 1]?.element;
    if (item !== undefined) items.add(item);
    if (other === unit) break;
  }
  return (Number(wrapper.element.getAttribute("start")) || 1) + items.size - 1;
};

/** The HTML of one frame's copy. `begun` remembers across frames which wrappers have been opened before. */
export const frameHtml = (made: MadeUpStory, frame: FrameFill, leadingPx: number, begun: Set<Wrapper>): string => {
  const { units } = made.copy;
  let html = "";
  let open: readonly Wrapper[] = [];
  let article: string | undefined;
  const close = (depth: number): void => {
    for (let at = open.length - 1; at >= depth; at--) html += `</${open[at].element.localName}>`;
    open = open.slice(0, depth);
  };
  for (const piece of piecesOf(made, frame)) {
    const { unit } = piece;
    let shared = 0;
    while (shared < open.length && shared < unit.wrappers.length && open[shared] === unit.wrappers[shared]) shared++;
    close(shared);
    if (unit.article !== article) {
      if (article !== undefined) html += "</div>";
      article = unit.article;
      if (article !== undefined) html += `<div data-article="${article}">`;
    }
    // White above a group stands outside it; white inside stands above the block.
    let marginPx = piece.gapLines * leadingPx;
    for (const wrapper of unit.wrappers.slice(shared)) {
      const opened = marginPx > 0 ? styled(wrapper.element as HTMLElement, `margin-top:${marginPx}px`) : openTag(wrapper.element);
      const attributes = attributesOf(wrapper, begun, units, unit);
      html += withAttributes(attributes.includes(" start=") ? opened.replace(/ start="\d*"/, "") : opened, attributes);
      marginPx = 0;
    }
    open = unit.wrappers;
    html += pieceHtml(piece, leadingPx, marginPx);
  }
  close(0);
  return article === undefined ? html : `${html}</div>`;
};

/** A float's HTML, placed in px from the type area's top-left. */
export const floatHtml = (made: MadeUpStory, fill: StoryPages["pages"][number]["floats"][number], plan: ComposePlan): string => {
  const { copy, flow } = made;
  const unit = copy.units[flow.floatUnits[fill.float]];
  const left = fill.column * (copy.measurePx + plan.columnGutterPx);
  const article = unit.article === undefined ? "" : ` data-article="${unit.article}"`;
  const inner =
    unit.kind === "figure"
      ? figureHtml(unit, { size: made.story.choice.floats[fill.float].size, lines: fill.lines, leadingPx: plan.leadingPx, marginPx: 0 })
      : tableHtml({ unit, from: 0, to: (unit as TableUnit).rowLines.length, gapLines: 0, lines: fill.lines }, unit as TableUnit, plan.leadingPx, 0);
  const width = copy.measurePx * fill.span + plan.columnGutterPx * (fill.span - 1);
  return `<div class="float" style="left:${left}px;top:${fill.top * plan.leadingPx}px;width:${width}px;height:${fill.lines * plan.leadingPx}px"${article}>${inner}</div>`;
};
