import { INVISIBLE } from "./escape.js";

/** Small questions to a document's nodes, by linkedom or any other. */

const BLOCKS = new Set(
  `P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE FOOTER FIGURE FIGCAPTION DIV ASIDE TABLE CAPTION THEAD TBODY TFOOT TR TD TH HR PRE
  SECTION ARTICLE HEADER MAIN NAV DETAILS SUMMARY ADDRESS DL DT DD CENTER BODY`.split(/\s+/),
);

export const isElement = (node: Node | null | undefined): node is Element => node?.nodeType === 1;
export const isText = (node: Node | null | undefined): node is Text => node?.nodeType === 3;
export const isBlock = (node: Node): boolean => BLOCKS.has(node.nodeName);
export const isInline = (node: Node): boolean => isText(node) || (isElement(node) && !isBlock(node));
const NOTHING = new RegExp(`^(?:\\s|${INVISIBLE})*$`, "u");

/** Nothing to see. */
export const isBlank = (node: Node): boolean => NOTHING.test(node.textContent ?? "");

export const childrenNamed = (element: Element, ...names: readonly string[]): Element[] =>
  [...element.children].filter(({ nodeName }) => names.includes(nodeName));

export const isGallery = (node: Node): boolean => isElement(node) && node.matches("div.gallery");
export const isPullQuote = (node: Node): boolean => isElement(node) && node.matches("blockquote.pullquote");
/** What `:::` lines stand around. */
const isBox = (node: Node): boolean => node.nodeName === "ASIDE" || isGallery(node) || isPullQuote(node);

/** Boxes within boxes: those around others need more colons. */
export const boxesWithin = (element: Element): number =>
  Math.max(0, ...[...element.children].map((child) => boxesWithin(child) + (isBox(child) ? 1 : 0)));

/** An element's contents in its place. */
export const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

/** The same contents under another name. */
export function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
