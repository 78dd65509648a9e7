/** Lists of points, and lists of terms. */
import type { Block, List, Paragraph } from "./blocks.js";
import { galleryOf } from "./figures.js";
import { type Desk, joinLines, langFor, readLine } from "./inline.js";
import { childrenOf, elementsIn, isText } from "./nodes.js";

/** A list; pictures in it stand before it, since a list on paper holds words. */
export function readList(element: Element, desk: Desk): Block[] {
  const items: (readonly Block[])[] = [];
  const pictures: Block[] = [];
  for (const child of childrenOf(element)) {
    const blocks = isText(child) ? readLoose(child, desk) : desk.readBlocks(child, desk);
    pictures.push(...blocks.filter(isPicture));
    const words = blocks.filter((block) => !isPicture(block)).map(plainer);
    // A list inside a list, not inside an item of it, goes on with the item before.
    const nested = words.length > 0 && words.every(({ kind }) => kind === "list") && items.length > 0;
    if (nested) items[items.length - 1] = [...items.at(-1)!, ...words];
    else if (words.length > 0) items.push(words);
  }
  const ordered = element.localName === "ol";
  const start = Number(element.getAttribute("start") ?? 1);
  const isLater = ordered && Number.isInteger(start) && start >= 0 && start !== 1;
  const list: List = { kind: "list", ordered, ...(isLater && { start }), items, ...langFor(element, desk) };
  return [...asGallery(pictures), ...(items.length > 0 ? [list] : [])];
}

const isPicture = ({ kind }: Block): boolean => kind === "figure" || kind === "gallery";

function readLoose(text: Text, desk: Desk): Block[] {
  const line = readLine([text], desk);
  return line.text === "" ? [] : [{ kind: "paragraph", line }];
}

/** A heading of a card in a list is a bold line of it. */
function plainer(block: Block): Block {
  if (block.kind !== "heading") return block;
  const html = block.line.bold ? block.line.html : `<strong>${block.line.html}</strong>`;
  return { kind: "paragraph", line: { ...block.line, html, bold: true } };
}

function asGallery(pictures: readonly Block[]): Block[] {
  const figures = pictures.flatMap((block) =>
    block.kind === "gallery" ? block.figures : block.kind === "figure" ? [block] : [],
  );
  return figures.length > 1 ? [galleryOf(figures, {})] : [...figures];
}

/** A list of terms as a list of points: the term in bold, what it means after it. */
export function readTerms(element: Element, desk: Desk): Block[] {
  const parts = elementsIn(element).flatMap((child) => (child.localName === "div" ? elementsIn(child) : [child]));
  const items: (readonly Block[])[] = [];
  const pictures: Block[] = [];
  for (const part of parts) {
    if (part.localName === "dt") {
      const line = readLine(childrenOf(part), desk);
      if (line.text !== "")
        items.push([
          {
            kind: "paragraph",
            line: { ...line, html: line.bold ? line.html : `<strong>${line.html}</strong>`, bold: true },
          },
        ]);
      continue;
    }
    const blocks = desk.readBlocks(part, desk);
    pictures.push(...blocks.filter(isPicture));
    const words = blocks.filter((block) => !isPicture(block)).map(plainer);
    if (words.length === 0) continue;
    items.push(items.length > 0 ? joined(items.pop()!, words) : words);
  }
  const list: List = { kind: "list", ordered: false, items, ...langFor(element, desk) };
  return [...asGallery(pictures), ...(items.length > 0 ? [list] : [])];
}

function joined(term: readonly Block[], words: readonly Block[]): readonly Block[] {
  const [first, ...rest] = words;
  const last = term.at(-1);
  if (last?.kind !== "paragraph" || first?.kind !== "paragraph") return [...term, ...words];
  const together: Paragraph = { kind: "paragraph", line: joinLines([last.line, first.line]) };
  return [...term.slice(0, -1), together, ...rest];
}
