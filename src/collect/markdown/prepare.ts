import { parseFragment } from "../html.js";
import { INVISIBLE } from "./escape.js";
import { prepareLists } from "./lists.js";
import { childrenNamed, isBlank, isBlock, isElement, isGallery, isInline, isText, rename, unwrap } from "./nodes.js";
import type { PictureFile } from "./types.js";

/**
 * HTML as a tree that the rules can write: pictures by their files, running text always within a paragraph, no break at an
 * edge, a quotation's source as `<footer>`, and as `<kbd>` the code that backticks cannot hold.
 */
export function prepareCopy(html: string, pictures: ReadonlyMap<string, PictureFile>): Element {
  const root = prepareText(html);
  placePictures(root, pictures);
  for (const figure of root.querySelectorAll("figure")) settleFigure(figure);
  for (const caption of root.querySelectorAll("figcaption")) {
    const holder = caption.parentElement!;
    if (holder.nodeName !== "FIGURE" && !childrenNamed(holder, "FIGURE").length) rename(caption, "p");
  }
  for (const table of root.querySelectorAll("table")) if (!table.querySelector("td, th")) openTable(table);
  for (const line of root.querySelectorAll("h1, h2, h3, h4, h5, h6, figcaption, caption")) joinLines(line);
  for (const cell of root.querySelectorAll("td, th")) openSingleParagraph(cell);
  for (const quote of root.querySelectorAll("blockquote")) markCite(quote);
  for (const holder of [root, ...root.querySelectorAll("blockquote, li, aside, div, section, article")])
    wrapRunningText(holder);
  prepareInline(root);
  const holders = root.querySelectorAll(
    "p, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, aside, caption, figcaption",
  );
  for (const holder of [...holders].toReversed()) if (isEmpty(holder)) holder.remove();
  prepareLists(root);
  return root;
}

/** HTML parsed, its white space as in print. */
export function prepareText(html: string): Element {
  const root = parseFragment(html);
  tidyText(root, false);
  root.normalize();
  return root;
}

/** Unicode's line ends are white space to whoever reads the file. */
const WHITE_SPACE = /[\t\n\f\r\u0085\u2028\u2029 ]+/g;

function tidyText(parent: Element, preformatted: boolean): void {
  for (const node of [...parent.childNodes]) {
    if (isText(node)) {
      if (!preformatted) node.data = node.data.replace(WHITE_SPACE, " ");
    } else if (preformatted && node.nodeName === "BR") (node as Element).replaceWith("\n");
    else if (isElement(node)) tidyText(node, preformatted || node.nodeName === "PRE");
    else node.remove();
  }
}

/** Gives each picture its file, and a figure if it has none; takes out those that were not fetched, with their captions. */
function placePictures(root: Element, pictures: ReadonlyMap<string, PictureFile>): void {
  for (const image of root.querySelectorAll("img")) {
    const picture = pictures.get(image.getAttribute("src") ?? "");
    if (!picture) {
      removePicture(image);
      continue;
    }
    image.setAttribute("src", picture.file);
    image.setAttribute("alt", oneLine(picture.alt));
    image.setAttribute("credit", oneLine(picture.credit ?? ""));
    if (!image.closest("figure")) frame(image);
  }
}

const oneLine = (text: string): string => text.replace(WHITE_SPACE, " ").trim();

function removePicture(image: Element): void {
  const figure = image.closest("figure");
  image.remove();
  if (!figure || figure.querySelector("img")) return;
  const gallery = figure.parentElement;
  removeCaptions(figure);
  if (gallery && isGallery(gallery) && !gallery.querySelector("img")) removeCaptions(gallery);
}

/** What else stood there are words of the text. */
function removeCaptions(holder: Element): void {
  for (const caption of childrenNamed(holder, "FIGCAPTION")) caption.remove();
  if (isBlank(holder)) holder.remove();
}

/** A picture in running text stands after its block, where the page would set it. */
function frame(image: Element): void {
  const figure = image.ownerDocument.createElement("figure");
  let outer: Element = image;
  while (
    outer.parentElement &&
    !/^(?:BODY|DIV|ASIDE|LI|BLOCKQUOTE|SECTION|ARTICLE)$/.test(outer.parentElement.nodeName)
  )
    outer = outer.parentElement;
  if (outer === image) image.replaceWith(figure);
  else outer.after(figure);
  figure.append(image);
}

/** A figure holds its picture and its caption; of several pictures it is a gallery; what else stood in it comes after it. */
function settleFigure(figure: Element): void {
  const images = [...figure.querySelectorAll("img")];
  if (images.length === 0) {
    openFigure(figure);
    return;
  }
  const captions = [...figure.querySelectorAll("figcaption")];
  for (const part of [...images, ...captions]) part.remove();
  if (!isBlank(figure)) figure.after(...figure.childNodes);
  if (images.length === 1) {
    figure.replaceChildren(images[0]!, ...captions);
    return;
  }
  const gallery = rename(figure, "div");
  gallery.className = "gallery";
  gallery.replaceChildren(...images.map((image) => wrapped(image, "figure")), ...captions);
}

function wrapped(element: Element, name: string): Element {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(element);
  return wrapper;
}

/** A figure without a picture: what it holds, its caption below, or over a table. */
function openFigure(figure: Element): void {
  const [table] = childrenNamed(figure, "TABLE");
  for (const caption of childrenNamed(figure, "FIGCAPTION")) {
    const titles = table !== undefined && !table.querySelector("caption");
    const renamed = rename(caption, titles ? "caption" : "p");
    if (titles) table.prepend(renamed);
  }
  unwrap(figure);
}

/** A table without a cell is a caption at most. */
function openTable(table: Element): void {
  for (const caption of childrenNamed(table, "CAPTION")) rename(caption, "p");
  unwrap(table);
}

/** Blocks inside of what can only be a line are parted by breaks. */
function joinLines(line: Element): void {
  for (const block of [...line.querySelectorAll("*")].filter(isBlock)) {
    block.before(line.ownerDocument.createElement("br"));
    block.after(line.ownerDocument.createElement("br"));
    unwrap(block);
  }
}

function openSingleParagraph(cell: Element): void {
  const [first, ...others] = [...cell.childNodes].filter((node) => !isBlank(node) || isElement(node));
  if (first?.nodeName === "P" && others.length === 0 && !(first as Element).hasAttribute("lang"))
    unwrap(first as Element);
}

/** The source of a quotation: `<cite>` at its end, alone or in a paragraph of its own. */
function markCite(quote: Element): void {
  const [last, more] = [...quote.childNodes].filter((node) => !isEmpty(node)).toReversed();
  if (!isElement(last)) return;
  if (last.nodeName === "CITE") {
    // After bare words it is part of their line.
    if (!more || isBlock(more)) rename(last, "footer");
    return;
  }
  const inner = [...last.childNodes].filter((node) => !isBlank(node));
  if (last.nodeName !== "P" || inner.length !== 1 || inner[0]!.nodeName !== "CITE") return;
  last.replaceChildren(...inner[0]!.childNodes);
  rename(last, "footer");
}

function wrapRunningText(holder: Element): void {
  let run: Node[] = [];
  const close = (): void => {
    const words = run.filter((node) => !isBlank(node));
    if (words.length > 0) {
      const paragraph = holder.ownerDocument.createElement("p");
      (run[0] as ChildNode).before(paragraph);
      paragraph.append(...run);
    } else for (const node of run) (node as ChildNode).remove();
    run = [];
  };
  for (const node of [...holder.childNodes]) {
    if (isInline(node)) run.push(node);
    else close();
  }
  close();
}

/** What is special about styles, code and breaks. */
export function prepareInline(root: Element): void {
  for (const style of root.querySelectorAll(STYLES)) if (style.parentElement?.closest(namesLike(style))) unwrap(style);
  for (const style of [...root.querySelectorAll(STYLES)].toReversed()) if (isEmpty(style)) unwrap(style);
  root.normalize();
  for (const code of root.querySelectorAll("code")) {
    // Two runs of backticks that meet would be read as one.
    const meets = code.previousSibling?.nodeName === "CODE" || TICK_AND_NOTHING.test(code.textContent ?? "");
    if (code.firstElementChild || meets) rename(code, "kbd");
  }
  const breaks = [...root.querySelectorAll("br")];
  for (const line of [...breaks, ...breaks.toReversed()]) if (line.parentNode) settleBreak(line);
}

const STYLES = "em, i, strong, b, sup, sub, a, code";
const TICK_AND_NOTHING = new RegExp(`\`${INVISIBLE}|${INVISIBLE}\``, "u");

const SAME: Readonly<Record<string, string>> = { EM: "em, i", I: "em, i", STRONG: "strong, b", B: "strong, b" };
const namesLike = ({ nodeName }: Element): string => SAME[nodeName] ?? nodeName.toLowerCase();

/** A break at the edge of a style goes out of it; at the edge of a block, or before another, it breaks nothing. */
function settleBreak(line: Element): void {
  for (;;) {
    const parent = line.parentElement!;
    const first = !besides(line, "previousSibling");
    const next = besides(line, "nextSibling");
    if (next && !first) {
      if (next.nodeName === "BR") line.remove();
      return;
    }
    if (isBlock(parent)) {
      line.remove();
      return;
    }
    if (first) parent.before(line);
    else parent.after(line);
  }
}

function besides(node: Node, side: "previousSibling" | "nextSibling"): Node | null {
  let beside = node[side];
  while (beside && isInline(beside) && isEmpty(beside)) beside = beside[side];
  return beside;
}

/** Neither words nor anything else to see. */
const isEmpty = (node: Node): boolean =>
  isBlank(node) && !(isElement(node) && (node.matches(SHOWN) || node.querySelector(SHOWN)));
const SHOWN = "br, img, hr, table";
