import { buildAside, buildGallery, buildPullQuote, buildQuote } from "./boxes.js";
import { figureOfImage } from "./figures.js";
import type { HtmlElement, HtmlNode } from "./htmlTree.js";
import { buildInline, captionText, holdsBlock, isRunning, textOf } from "./inline.js";
import { buildList } from "./lists.js";
import { languageOf, type Scope, within } from "./scope.js";
import { buildTable } from "./tables.js";
import type { Block, Inline } from "./types.js";

/** The blocks of a stretch of HTML, in order. Text outside of any block makes paragraphs; nothing is left out. */
export function buildBlocks(nodes: readonly HtmlNode[], scope: Scope): Block[] {
  const blocks: Block[] = [];
  let running: HtmlNode[] = [];
  const closeParagraph = (): void => {
    blocks.push(...buildParagraph(running, scope));
    running = [];
  };
  for (const node of nodes) {
    if (isRunning(node) && !holdsBlock(node)) {
      running.push(node);
      continue;
    }
    closeParagraph();
    if (node.kind === "element") blocks.push(...buildElement(node, scope));
  }
  closeParagraph();
  return joinCaptions(blocks);
}

/** One element as blocks, with what could not stand inside it right after it. */
function buildElement(element: HtmlElement, outer: Scope): Block[] {
  const scope = within(outer, { language: languageOf(element, outer), pictures: [], displaced: [] });
  const built = buildByName(element, scope);
  const language = scope.language === scope.articleLanguage ? {} : { language: scope.language };
  const blocks = built.map((block) => (block.language === undefined ? { ...block, ...language } : block));
  return [...blocks, ...displacedPictures(scope), ...scope.displaced];
}

function buildByName(element: HtmlElement, scope: Scope): Block[] {
  const { name, children } = element;
  const place = scope.reporter.placeAt(scope.lineAt(element.offset));
  if (hasClass(element, /pull-?quote/)) return buildPullQuote(element, scope);
  if (hasClass(element, /gallery/)) return buildGallery(element, scope);
  switch (name) {
    case "p":
      return holdsBlock(element) ? unwrap(element, scope) : buildParagraph(children, scope);
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const content = buildInline(children, scope);
      return content.length === 0 ? [] : [{ kind: "heading", level: name < "h3" ? 2 : 3, place, content }];
    }
    case "ul":
    case "ol":
    case "menu":
      return buildList(element, scope);
    case "blockquote":
      return buildQuote(element, scope);
    case "table": {
      const { table, strays } = buildTable(element, scope);
      return [...(table ? [table] : []), ...buildBlocks(strays, scope)];
    }
    case "figure":
      return buildFigureElement(element, scope);
    case "aside":
      return buildAside(element, scope);
    case "hr":
      return [{ kind: "rule", place }];
    case "pre":
      return buildCode(element, scope);
    default:
      if (hasClass(element, /facts|aside/)) return buildAside(element, scope);
      return unwrap(element, scope);
  }
}

/** Whether one of the element's classes is the word, or ends in it as WordPress's `wp-block-gallery` does. */
const hasClass = (element: HtmlElement, word: RegExp): boolean =>
  (element.attributes.class ?? "")
    .split(/\s+/)
    .some((name) => new RegExp(`^(?:wp-block-)?(?:${word.source})$`).test(name));

function unwrap(element: HtmlElement, scope: Scope): Block[] {
  if (element.name !== "p") scope.unwrapped(element);
  return buildBlocks(element.children, scope);
}

/** A paragraph, and after it the pictures that stood in its text. */
export function buildParagraph(nodes: readonly HtmlNode[], outer: Scope): Block[] {
  const scope = within(outer, { pictures: [] });
  const content = buildInline(nodes, scope);
  const start = nodes.find((node) => node.kind === "element" || node.text.trim() !== "");
  const paragraph: Block[] =
    content.length === 0 || start === undefined
      ? []
      : [{ kind: "paragraph", place: scope.reporter.placeAt(scope.lineAt(textOffset(start))), content }];
  if (content.length > 0 && scope.pictures.length > 0) {
    scope.report({
      code: "HTML_UNWRAPPED",
      severity: "info",
      line: scope.lineAt(scope.pictures[0]!.offset),
      message: "A picture in the middle of a paragraph was set below it.",
      remedy: "Give the picture a paragraph of its own where you want it.",
    });
  }
  return [...paragraph, ...displacedPictures(scope)];
}

/** Where a text's first word begins, past the line feeds before it. */
const textOffset = (node: HtmlNode): number =>
  node.kind === "text" ? node.offset + (node.text.length - node.text.trimStart().length) : node.offset;

const displacedPictures = (scope: Scope): Block[] =>
  scope.pictures.map((image) => figureOfImage(image, scope)).filter((figure) => figure !== undefined);

/** Preformatted lines keep their line ends; the magazine has no form for code. */
function buildCode(element: HtmlElement, scope: Scope): Block[] {
  scope.report({
    code: "HTML_UNWRAPPED",
    severity: "info",
    line: scope.lineAt(element.offset),
    message: "The magazine has no form for a block of code; its lines stand as a paragraph.",
    remedy: "Leave it so, or say in words what the lines do.",
  });
  const lines = textOf(element)
    .replace(/^\n+|\s+$/g, "")
    .split("\n");
  const content = lines.flatMap((line): HtmlNode[] => [
    { kind: "text", text: line, offset: element.offset },
    { kind: "element", name: "br", attributes: {}, children: [], offset: element.offset },
  ]);
  return buildParagraph(
    [{ kind: "element", name: "code", attributes: {}, children: content, offset: element.offset }],
    scope,
  );
}

/** `<figure>`: one picture with its caption, several as a gallery, or a caption round a table or a quotation. */
function buildFigureElement(element: HtmlElement, scope: Scope): Block[] {
  const captions = element.children.filter(
    (node) => node.kind === "element" && node.name === "figcaption",
  ) as HtmlElement[];
  const images = findImages(element);
  if (images.length > 1) return buildGallery(element, scope);
  const others = element.children.filter((node) => !captions.includes(node as HtmlElement));
  if (images.length === 1 && others.every((node) => onlyPicture(node))) {
    const figure = figureOfImage(
      images[0]!,
      scope,
      captions.flatMap(({ children }) => children),
    );
    return figure ? [figure] : [];
  }
  const blocks = buildBlocks(others, scope);
  const first = blocks[0];
  const caption = buildInline(
    captions.flatMap(({ children }) => children),
    scope,
  );
  if (caption.length === 0) return blocks;
  if (first?.kind === "table" && blocks.length === 1 && !first.caption) return [{ ...first, caption }];
  const place = scope.reporter.placeAt(scope.lineAt(captions[0]!.offset));
  return [...blocks, { kind: "paragraph", place, content: caption }];
}

/** All `<img>` in an element. */
export const findImages = (node: HtmlNode): HtmlElement[] =>
  node.kind === "text" ? [] : node.name === "img" ? [node] : node.children.flatMap(findImages);

const onlyPicture = (node: HtmlNode): boolean =>
  textOf(node).trim() === "" && !(node.kind === "element" && node.name === "table");

/** A paragraph `: caption` after a table is the table's caption. */
function joinCaptions(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const table = joined.at(-1);
    const caption: readonly Inline[] | undefined =
      table?.kind === "table" && !table.caption && block.kind === "paragraph" ? captionText(block.content) : undefined;
    if (caption && table?.kind === "table") joined[joined.length - 1] = { ...table, caption };
    else joined.push(block);
  }
  return joined;
}
