/** The light table in the pages' own document: where pages lie on it, its colour and their shadows. Of the pages' boxes nothing is changed. */
import { EDGE, FOLD, ROW_GAP, type Table } from "./geometry.js";
import type { PagesFrame } from "./pagesFrame.js";

/** Shadows lie below all pages: one that fell from a page to its neighbour would be seen on it. */
const SHADOWS = "data-preview-shadows";

const cssOf = ({ widthPx, heightPx, spreads }: Table, colours: CSSStyleDeclaration): string => {
  const colour = (name: string): string => colours.getPropertyValue(name).trim();
  const columns = spreads ? `${widthPx}px ${widthPx}px` : `${widthPx}px`;
  const cover = spreads
    ? `body > .page:nth-child(odd), [${SHADOWS}] > :nth-child(odd) { grid-column: 2 }
body > .page:nth-child(even), [${SHADOWS}] > :nth-child(even) { grid-column: 1 }`
    : "";
  return `html { overflow: auto scroll !important; overflow-anchor: none; background: ${colour("--ground")} !important;
scrollbar-color: ${colour("--soft")} ${colour("--ground")} }
body, [${SHADOWS}] { display: grid !important; grid-template-columns: ${columns}; grid-auto-rows: ${heightPx}px;
gap: ${ROW_GAP}px ${FOLD}px; box-sizing: border-box; padding: ${EDGE}px !important; width: max-content }
body { position: absolute; top: 0; left: 0; margin: 0 !important; transform-origin: 0 0 }
[${SHADOWS}] { position: absolute; top: 0; left: 0; z-index: -1; pointer-events: none }
[${SHADOWS}] > i { box-shadow: ${colour("--shadow")} }
${cover}`;
};

/** Lays the table out. */
export const layTable = ({ document }: PagesFrame, table: Table): void => {
  const style = document.head.querySelector("style[data-preview]") ?? document.createElement("style");
  style.setAttribute("data-preview", "");
  const css = cssOf(table, getComputedStyle(window.document.documentElement));
  if (style.textContent !== css) style.textContent = css;
  // Last, so that no layout's style comes after it.
  if (document.head.lastElementChild !== style) document.head.append(style);
  layShadows(document, table.pages);
};

const layShadows = (document: Document, pages: number): void => {
  let layer = document.body.querySelector(`:scope > [${SHADOWS}]`);
  if (layer === null) {
    layer = document.createElement("div");
    layer.setAttribute(SHADOWS, "");
    layer.setAttribute("aria-hidden", "true");
    document.body.append(layer);
  }
  while (layer.childElementCount > pages) layer.lastElementChild?.remove();
  while (layer.childElementCount < pages) layer.append(document.createElement("i"));
};
