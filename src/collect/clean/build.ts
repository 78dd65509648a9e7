/** The blocks of a story, from its nodes. */

import { countWords } from "../../words.js";
import { type Block, type Figure, type Line, linesOf, type Paragraph, textOf } from "./blocks.js";
import { embedLine, isPost, providerOf, readEmbed, readPost } from "./embeds.js";
import { captionOf, creditOf, hasCaption, isGallery, readPictures } from "./figures.js";
import { type Desk, joinLines, langFor, type Passage, readInline, readLine } from "./inline.js";
import { lineReason } from "./lines.js";
import { readList, readTerms } from "./lists.js";
import { childrenOf, isBlock, isElement, isText, langOf, namesOf, visibleText } from "./nodes.js";
import { figureOf } from "./pictures.js";
import { readAside, readQuotation, undashed } from "./quotations.js";
import { selector } from "./select.js";
import { cellsOf, isLayout, readTable, rowsOf } from "./tables.js";

const ASIDE =
  /[\s_-](?:fact-?box(?:es)?|facts|info-?box|infobox|encadr[eé]e?|encart|side-?box|sidebar-box|callout|callout-card|key-?(?:facts|points|takeaways)|highlight-box|text-box|explainer|su-box|su-note|note-box|good-to-know|boxed)[\s_-]/;
const PULL =
  /[\s_-](?:pull-?quotes?|pullquote|blockquote-alt|exergue|key-?quote|big-?quote|quote-callout|td_pull_quote)[\s_-]/;
const QUOTATIONS = selector("blockquote");
const ASIDES = selector("aside");
const TABLES = selector("table");
const CAPTIONS = selector("figcaption");
const PARAGRAPHS = selector("p");
const FRAMES = selector("iframe, video, audio, object, lite-youtube, amp-youtube");
/** What no caption holds. */
const MORE = selector("h2, h3, ul, ol, blockquote, iframe, video");
const EMBED = /^(?:iframe|video|audio|object|embed|amp-youtube|lite-youtube)$/;

export function readBlocks(parent: Node, desk: Desk): Block[] {
  const blocks: Block[] = [];
  let inline: Node[] = [];
  const flush = (): void => {
    if (inline.length > 0) blocks.push(...paragraphsOf(inline, desk));
    inline = [];
  };
  for (const child of childrenOf(parent)) {
    if (isElement(child) && standsApart(child, desk)) {
      flush();
      blocks.push(...readBlock(child, desk));
    } else if (isElement(child) || isText(child)) inline.push(child);
  }
  flush();
  return blocks;
}

const standsApart = (element: Element, desk: Desk): boolean => isBlock(element) || desk.holdings(element).blocks;

function readBlock(element: Element, desk: Desk): Block[] {
  switch (element.localName) {
    case "p":
    case "dt":
    case "option":
      return desk.holdings(element).blocks ? readPart(element, desk) : paragraphsOf(childrenOf(element), desk, element);
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return readHeading(element, desk);
    case "ul":
    case "ol":
    case "menu":
    case "dir":
      return isGallery(element, desk) ? readPictures(element, desk) : readList(element, desk);
    case "dl":
      return hasCaption(element) && desk.holdings(element).images > 0
        ? readPictures(element, desk)
        : readTerms(element, desk);
    case "blockquote":
      return isPost(element) ? readPost(element, desk) : readQuotation(element, desk, isPull(element));
    case "figure":
      return readFigure(element, desk);
    case "table":
      return readTableLike(element, desk);
    case "aside":
      return isPull(element) ? readQuotation(element, desk, true) : readAside(element, desk);
    case "details":
      return readAside(element, desk);
    case "hr":
      return [{ kind: "rule" }];
    case "pre":
      return element.textContent.trim() === ""
        ? []
        : [{ kind: "preformatted", text: element.textContent.replace(/^\n|\s+$/g, "") }];
    default:
      return readPart(element, desk);
  }
}

const isPull = (element: Element): boolean =>
  PULL.test(namesOf(element)) || (element.parentElement !== null && PULL.test(namesOf(element.parentElement)));

/** A `<div>` and its like: what its class says, or the blocks in it. */
function readPart(element: Element, outer: Desk): Block[] {
  const lang = langOf(element);
  const desk: Desk = {
    ...outer,
    ...(lang && { lang }),
    ...(element.localName === "a" && { around: element }),
  };
  const names = namesOf(element);
  const { images, characters } = desk.holdings(element);
  if (isPost(element)) return readPost(element, desk);
  if (isGallery(element, desk)) return readPictures(element, desk);
  if (images === 1 && characters < 800 && hasCaption(element) && !holdsMore(element))
    return readPictures(element, desk);
  if (PULL.test(names) && !QUOTATIONS.first(element)) return readQuotation(element, desk, true);
  if (ASIDE.test(names) && !ASIDES.first(element)) return readAside(element, desk);
  const blocks = readBlocks(element, desk);
  if (!isPitchBox(blocks, characters)) return blocks;
  desk.removals.push({ reason: "newsletter", text: blocks.map(textOf).join(" · ") });
  return [];
}

/** A small box with a newsletter's pitch, and but headings and buttons beside it. */
function isPitchBox(blocks: readonly Block[], characters: number): boolean {
  if (characters > 500 || blocks.length < 2 || blocks.length > 6) return false;
  const lines = blocks.flatMap((block) => linesOf(block));
  const pitched = lines.filter(({ text }) => lineReason(text) === "newsletter");
  const isShort = ({ text }: Line): boolean => text.split(" ").length <= 8 && !/[.!?؟…]$/.test(text);
  return pitched.length > 0 && lines.every((line) => pitched.includes(line) || isShort(line));
}

/** Running text beside the picture: more than a caption. */
const holdsMore = (element: Element): boolean =>
  MORE.first(element) !== undefined || PARAGRAPHS.all(element).length > 2;

/** The paragraphs of nodes in one line. */
export function paragraphsOf(nodes: Iterable<Node>, desk: Desk, element?: Element): Block[] {
  const lang = langFor(element, desk);
  return readInline(nodes, desk, readObject).flatMap((passage) => passageBlocks(passage, lang, desk));
}

function passageBlocks({ line, before, after }: Passage, lang: { lang?: string }, desk: Desk): Block[] {
  if (line.text === "") return [...before, ...after];
  const address = /^https?:\/\/\S+$/.test(line.text) && providerOf(line.text) ? line.text : undefined;
  const paragraph: Paragraph = address ? embedLine({ address }, desk) : { kind: "paragraph", line, ...lang };
  return [...before, paragraph, ...after];
}

function readObject(element: Element, desk: Desk): Block | undefined {
  if (EMBED.test(element.localName)) return readEmbed(element, desk);
  const image = element.localName === "picture" ? element.querySelector("img") : element;
  return image ? figureOf(image, desk.baseUrl) : undefined;
}

function readHeading(element: Element, desk: Desk): Block[] {
  const level = Math.min(4, Math.max(2, Number(element.localName[1]))) as 2 | 3 | 4;
  if (desk.holdings(element).blocks) return readPart(element, desk);
  const passages = readInline(childrenOf(element), desk, readObject);
  return passages.flatMap(({ line, before, after }) => [
    ...before,
    ...(line.text === "" ? [] : [{ kind: "heading" as const, level, line, ...langFor(element, desk) }]),
    ...after,
  ]);
}

function readFigure(element: Element, desk: Desk): Block[] {
  const frame = FRAMES.first(element);
  const table = TABLES.first(element);
  if (QUOTATIONS.first(element)) return readFigureQuotation(element, desk);
  if (frame) {
    const { caption } = captionOf(element, desk);
    const embed = readEmbed(frame, desk, caption);
    return embed ? [embed] : caption ? [{ kind: "paragraph", line: caption }] : [];
  }
  if (table && !isLayout(table)) {
    const { caption } = captionOf(element, desk);
    return [{ ...(caption && { caption }), ...readTable(table, desk) }];
  }
  return desk.holdings(element).images > 0 ? readPictures(element, desk) : readBlocks(element, desk);
}

function readFigureQuotation(element: Element, desk: Desk): Block[] {
  const quote = QUOTATIONS.first(element)!;
  if (isPost(quote)) return readPost(quote, desk);
  const [quotation, ...rest] = readQuotation(quote, desk, isPull(element) || isPull(quote));
  const caption = CAPTIONS.first(element);
  const cite = caption && !quote.contains(caption) ? readLine(childrenOf(caption), desk) : undefined;
  if (quotation?.kind !== "quotation") return quotation ? [quotation, ...rest] : [];
  return [{ ...(cite?.text && { cite: undashed(cite) }), ...quotation }, ...rest];
}

function readTableLike(table: Element, desk: Desk): Block[] {
  if (desk.holdings(table).images === 1 && hasCaption(table) && desk.holdings(table).characters < 800)
    return readPictures(table, desk);
  if (!isLayout(table)) return [readTable(table, desk)];
  return rowsOf(table)
    .flatMap(cellsOf)
    .flatMap((cell) => (isPictureCell(cell, desk) ? captionedCell(cell, desk) : readPart(cell, desk)));
}

/** One picture and a line below it. */
const isPictureCell = (cell: Element, desk: Desk): boolean => {
  const { images, blocks, characters } = desk.holdings(cell);
  if (images !== 1 || blocks || characters > 300) return false;
  const words = countWords(visibleText(cell));
  return words > 0 && words <= 30;
};

function captionedCell(cell: Element, desk: Desk): Block[] {
  const blocks = readPart(cell, desk);
  const figure = blocks.find((block): block is Figure => block.kind === "figure");
  const rest = blocks.filter((block) => block !== figure);
  const lines = rest.flatMap((block) => (block.kind === "paragraph" ? [block.line] : []));
  return figure && lines.length === rest.length ? [{ ...figure, caption: joinLines(lines) }] : blocks;
}

/** The caption and credit that stand as a paragraph below a picture without one; pictures in a row are a gallery. */
export function settlePictures(blocks: readonly Block[]): Block[] {
  const settled: Block[] = [];
  for (const block of blocks) {
    const last = settled.at(-1);
    if (last?.kind === "figure" && block.kind === "paragraph") {
      const credit = last.credit ? undefined : creditOf(block.line.text);
      if (credit) {
        settled[settled.length - 1] = { ...last, credit };
        continue;
      }
    }
    settled.push(block);
  }
  return settled;
}
