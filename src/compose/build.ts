import { type MadeUpStory, piecesOf, type UnitPiece } from "../copyfit/index.js";
import type { ComposePlan } from "../layout/index.js";
import type { FrameFill, StoryPages } from "../makeup/index.js";
import { linesHtml, openTag } from "./paragraph.js";
import type { FigureUnit, MeasuredCopy, TableUnit, Unit, Wrapper } from "./units.js";

/** One story's pages, made up but not yet built. */
export type MadeUp = MadeUpStory<MeasuredCopy>;
type Piece = UnitPiece<Unit>;

/** What building a page's copy needs to know beside its story. */
export interface Building {
  readonly leadingPx: number;
  readonly keys: Keys;
  /** Wrappers that an earlier frame has opened. */
  readonly begun: Set<Wrapper>;
}

/** Shows that an element is a further part of one that began in an earlier frame: stylesheets leave out its marker. */
const CONTINUED = ' data-continued=""';

/**
 * Parts of one element carry the same key in the private-use part of their language, the one thing that the browser writes
 * into the tag tree as it stands; finishing joins them and takes the keys out (`pdf/marks.ts`).
 */
export class Keys {
  private readonly known = new Map<unknown, string>();

  of(whole: unknown): string {
    let key = this.known.get(whole);
    if (key === undefined) {
      key = `k${this.known.size.toString(36)}`;
      this.known.set(whole, key);
    }
    return key;
  }
}

/** `en-GB` and marks already in it, with more marks: `en-GB-x-k3-art`. */
export const markedLanguage = (language: string, ...words: string[]): string =>
  `${language.includes("-x-") ? `${language}-` : `${language}-x-`}${words.join("-")}`;

/** A split wrapper's language with its key; the role that its own mark gives it stays. */
const wrapperLanguage = (wrapper: Wrapper, language: string, key: string): string => {
  const role = /(?:^|-)x-([a-z]+)$/.exec(wrapper.element.getAttribute("lang") ?? "")?.[1];
  return role === undefined ? markedLanguage(language, key) : markedLanguage(language, key, role);
};

const withLanguage = (tag: string, language: string): string =>
  `${tag.replace(/ lang="[^"]*"/, "").slice(0, -1)} lang="${language}">`;

const withAttributes = (tag: string, attributes: string): string =>
  attributes === "" ? tag : `${tag.slice(0, -1)}${attributes}>`;

const styled = (element: HTMLElement, css: string): string => {
  const own = element.getAttribute("style") ?? "";
  element.setAttribute("style", own === "" ? css : `${own};${css}`);
  const tag = openTag(element);
  if (own === "") element.removeAttribute("style");
  else element.setAttribute("style", own);
  return tag;
};

const paragraphHtml = (
  piece: Piece,
  unit: Extract<Unit, { kind: "paragraph" }>,
  marginPx: number,
  keys: Keys,
): string => {
  const set = piece.set!;
  const first = piece.from === 0;
  const last = piece.to === set.lines.length;
  const css = `${marginPx > 0 ? `margin-top:${marginPx}px;` : ""}${first ? "" : "text-indent:0;"}${last ? "" : "text-align-last:justify;"}`;
  const tag = css === "" ? openTag(unit.element) : styled(unit.element, css);
  const justifyLast = !last && !unit.style.justified ? tag.replace("text-align-last:justify;", "") : tag;
  const marked = first && last ? justifyLast : withLanguage(justifyLast, markedLanguage(unit.language, keys.of(unit)));
  const opened = withAttributes(marked, ` data-lines="${piece.to - piece.from}"${first ? "" : CONTINUED}`);
  return `${opened}${linesHtml(set, piece.from, piece.to)}</${unit.element.localName}>`;
};

/** A block as it was measured, given its whole lines of height. */
const blockHtml = (unit: Unit, heightPx: number, marginPx: number): string => {
  const css = `${marginPx > 0 ? `margin-top:${marginPx}px;` : ""}height:${heightPx}px`;
  return `${styled(unit.element, css)}${unit.element.innerHTML}</${unit.element.localName}>`;
};

/** A figure at one of its sizes, its picture as tall as its caption leaves it. */
const figureHtml = (
  unit: FigureUnit,
  { size, lines, leadingPx, marginPx }: { size: number; lines: number; leadingPx: number; marginPx: number },
): string => {
  const { restPx, widthPx } = unit.sizes[size];
  unit.element.style.width = `${widthPx}px`;
  const roomPx = lines * leadingPx - restPx;
  for (const crop of unit.element.querySelectorAll<HTMLElement>("[data-crop]")) crop.style.height = `${roomPx}px`;
  return blockHtml(unit, lines * leadingPx, marginPx);
};

const rowHtml = (row: HTMLTableRowElement, lines: number, leadingPx: number, mark = ""): string =>
  `${withAttributes(styled(row, `height:${lines * leadingPx}px`), mark)}${row.innerHTML}</tr>`;

/** Part of a table: its columns as wide as in the whole, its head above every part. */
const tableHtml = (
  piece: Piece,
  unit: TableUnit,
  { leadingPx, keys }: Pick<Building, "leadingPx" | "keys">,
  marginPx: number,
): string => {
  const { table } = unit;
  const margin = marginPx > 0 ? `margin-top:${marginPx}px` : "";
  const caption = piece.from <= 0 && unit.captionLines > 0 ? unit.element.querySelector(":scope > :not(table)") : null;
  const first = Math.max(0, piece.from);
  const columns = unit.columnPx.map((width) => `<col style="width:${width}px">`).join("");
  const repeated = first > 0;
  const head =
    table.tHead === null
      ? ""
      : `<thead${repeated ? ' data-repeat=""' : ""}>${[...table.tHead.rows].map((row) => rowHtml(row, unit.headLines / table.tHead!.rows.length, leadingPx, repeated ? ' lang="x-skip"' : "")).join("")}</thead>`;
  const rows = [...table.tBodies[0].rows]
    .slice(first, piece.to)
    .map((row, index) => rowHtml(row, unit.rowLines[first + index], leadingPx))
    .join("");
  const block = styled(unit.element, `${margin};width:auto`);
  const whole = first === 0 && piece.to === unit.rowLines.length;
  const tag = whole ? openTag(table) : withLanguage(openTag(table), markedLanguage(unit.language, keys.of(unit)));
  const opened = withAttributes(tag, ` style="table-layout:fixed"${repeated ? CONTINUED : ""}`);
  return `${block}${caption?.outerHTML ?? ""}${opened}<colgroup>${columns}</colgroup>${head}<tbody>${rows}</tbody></table></div>`;
};

const pieceHtml = (piece: Piece, building: Building, marginPx: number): string => {
  const { unit } = piece;
  const { leadingPx } = building;
  switch (unit.kind) {
    case "paragraph":
      return paragraphHtml(piece, unit, marginPx, building.keys);
    case "figure":
      return figureHtml(unit, { size: 0, lines: piece.lines, leadingPx, marginPx });
    case "table":
      return tableHtml(piece, unit, building, marginPx);
    default:
      return blockHtml(unit, piece.lines * leadingPx, marginPx);
  }
};

/** An article among several of a story has an element of its own in the tag tree; one that has the story to itself has the whole pages. */
const articleTag = ({ copy }: MadeUp, article: string, language: string, keys: Keys): string =>
  copy.plan.articles.length > 1
    ? `<article data-article="${article}" lang="${markedLanguage(language, keys.of(article), "art")}">`
    : `<article data-article="${article}" role="none">`;

/** A wrapper's opening tag: marked when it stands in several frames, numbered on when it is a list. */
const wrapperTag = (
  made: MadeUp,
  wrapper: Wrapper,
  unit: Unit,
  marginPx: number,
  { begun, keys }: Building,
): string => {
  const opened =
    marginPx > 0 ? styled(wrapper.element as HTMLElement, `margin-top:${marginPx}px`) : openTag(wrapper.element);
  const marked = made.split.has(wrapper)
    ? withLanguage(opened, wrapperLanguage(wrapper, unit.language, keys.of(wrapper)))
    : opened;
  const further = begun.has(wrapper);
  begun.add(wrapper);
  return withAttributes(marked, further ? CONTINUED : "");
};

/** The HTML of one frame's copy. */
export const frameHtml = (made: MadeUp, frame: FrameFill, building: Building): string => {
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
      if (article !== undefined) html += "</article>";
      article = unit.article;
      if (article !== undefined) html += articleTag(made, article, unit.language, building.keys);
    }
    // White above a group stands outside it; white inside stands above the block.
    let marginPx = piece.gapLines * building.leadingPx;
    for (const wrapper of unit.wrappers.slice(shared)) {
      const further = building.begun.has(wrapper);
      html += wrapperTag(made, wrapper, unit, marginPx, building);
      if (!further) html += wrapper.lead;
      marginPx = 0;
    }
    open = unit.wrappers;
    html += pieceHtml(piece, building, marginPx);
  }
  close(0);
  return article === undefined ? html : `${html}</article>`;
};

/** A float's HTML, placed in px from the type area's top-left. */
export const floatHtml = (
  made: MadeUp,
  fill: StoryPages["pages"][number]["floats"][number],
  plan: ComposePlan,
  keys: Keys,
): string => {
  const { copy, flow } = made;
  const unit = copy.units[flow.floatUnits[fill.float]];
  const left = fill.column * (copy.measurePx + plan.columnGutterPx);
  const inner =
    unit.kind === "figure"
      ? figureHtml(unit, {
          size: made.story.choice.floats[fill.float].size,
          lines: fill.lines,
          leadingPx: plan.leadingPx,
          marginPx: 0,
        })
      : tableHtml(
          { unit, from: 0, to: (unit as TableUnit).rowLines.length, gapLines: 0, lines: fill.lines },
          unit as TableUnit,
          { leadingPx: plan.leadingPx, keys },
          0,
        );
  const width = copy.measurePx * fill.span + plan.columnGutterPx * (fill.span - 1);
  const style = `left:${left}px;top:${fill.top * plan.leadingPx}px;width:${width}px;height:${fill.lines * plan.leadingPx}px`;
  // Among several articles it belongs to one, and is read with it.
  const owned =
    unit.article === undefined ? inner : `${articleTag(made, unit.article, unit.language, keys)}${inner}</article>`;
  return `<div class="float" style="${style}">${owned}</div>`;
};
