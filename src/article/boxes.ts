import { buildBlocks, findImages } from "./blocks.js";
import { figureOfImage } from "./figures.js";
import type { HtmlElement, HtmlNode, HtmlText } from "./htmlTree.js";
import { buildInline, textOf } from "./inline.js";
import { type Scope, within } from "./scope.js";
import type { Block, Figure, Inline } from "./types.js";

/** Quotations within quotations that a page can show. */
const MAX_QUOTE_DEPTH = 2;

/** `> …`, or `<blockquote>`. Its source: a last line that begins with a dash, or a `<cite>` or `<footer>` at the end. */
export function buildQuote(element: HtmlElement, outer: Scope): Block[] {
  if (outer.quoteDepth >= MAX_QUOTE_DEPTH) {
    outer.unwrapped(element);
    return buildBlocks(element.children, outer);
  }
  const scope = within(outer, { quoteDepth: outer.quoteDepth + 1 });
  const { body, cite } = splitCite(element.children, scope);
  const blocks = buildBlocks(body, scope);
  const place = scope.reporter.placeAt(scope.lineAt(element.offset));
  if (blocks.length === 0) return cite ? [{ kind: "paragraph", place, content: cite }] : [];
  return [{ kind: "quote", place, blocks, ...(cite ? { cite } : {}) }];
}

/** `::: pullquote`, or an element of that class. Its paragraphs become lines. A source alone is what is quoted. */
export function buildPullQuote(element: HtmlElement, scope: Scope): Block[] {
  const inner = element.children.filter(
    (node) => node.kind === "element" && node.name === "blockquote",
  ) as HtmlElement[];
  // WordPress wraps the quotation of a pull quote in a figure.
  const children =
    inner.length === 1
      ? element.children.flatMap((node) => (node === inner[0] ? node.children : [node]))
      : element.children;
  const { body, cite } = splitCite(children, scope);
  const content = buildInline(body.flatMap(asLines), scope);
  const place = scope.reporter.placeAt(scope.lineAt(element.offset));
  if (content.length === 0) return cite ? [{ kind: "pullQuote", place, content: cite }] : [];
  return [{ kind: "pullQuote", place, content, ...(cite ? { cite } : {}) }];
}

/** A paragraph as running text on lines of its own. */
function asLines(node: HtmlNode): HtmlNode[] {
  if (node.kind === "text" || !["p", "figcaption"].includes(node.name)) return [node];
  const lineBreak: HtmlElement = { kind: "element", name: "br", attributes: {}, children: [], offset: node.offset };
  return [lineBreak, ...node.children, lineBreak];
}

/** `::: facts Title`, `::: aside Title`, `<aside>`. A first heading is its title; a box within a box is none. */
export function buildAside(element: HtmlElement, outer: Scope): Block[] {
  if (outer.inAside) {
    outer.unwrapped(element);
    return buildBlocks(element.children, outer);
  }
  const scope = within(outer, { inAside: true });
  const [first, ...others] = buildBlocks(element.children, scope);
  if (first === undefined) return [];
  const place = scope.reporter.placeAt(scope.lineAt(element.offset));
  if (first.kind !== "heading") return [{ kind: "aside", place, blocks: [first, ...others] }];
  return [{ kind: "aside", place, title: first.content, blocks: others }];
}

/** `::: gallery`, or an element of that class, or a figure of several pictures. Words in it become its caption. */
export function buildGallery(element: HtmlElement, scope: Scope): Block[] {
  const captions = new Map<HtmlElement, readonly HtmlNode[]>();
  const rest = withoutPictures(element.children, captions);
  const figures = findImages(element)
    .map((image) => figureOfImage(image, scope, captions.get(image)))
    .filter((figure): figure is Figure => figure !== undefined);
  const caption = buildInline(rest, scope);
  const place = scope.reporter.placeAt(scope.lineAt(element.offset));
  if (figures.length > 0) return [{ kind: "gallery", place, figures, ...(caption.length > 0 ? { caption } : {}) }];
  return caption.length > 0 ? [{ kind: "paragraph", place, content: caption }] : [];
}

/** What a gallery holds besides its pictures and their captions, which are noted by picture. */
function withoutPictures(nodes: readonly HtmlNode[], captions: Map<HtmlElement, readonly HtmlNode[]>): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (node.kind === "text") return [node];
    if (node.name === "img") return [];
    const images = findImages(node);
    if (node.name === "figure" && images.length === 1) {
      const figcaptions = node.children.filter(
        (child) => child.kind === "element" && child.name === "figcaption",
      ) as HtmlElement[];
      captions.set(
        images[0]!,
        figcaptions.flatMap(({ children }) => children),
      );
      const others = node.children.filter((child) => !figcaptions.includes(child as HtmlElement));
      return withoutPictures(others, captions);
    }
    if (images.length > 0) return withoutPictures(node.children, captions);
    return asLines(node);
  });
}

/** A dash that opens a line. Its words follow, or the text ends with it and they may stand in the element after it. */
const DASH_LINE = /(?:^|\n)[ \t]*(?:—|―|–|--) ?(?=\S|$)/g;

/** Parts a quotation from its source. */
function splitCite(
  children: readonly HtmlNode[],
  scope: Scope,
): { body: readonly HtmlNode[]; cite?: readonly Inline[] } {
  const at = children.findLastIndex((node) => node.kind === "element" || node.text.trim() !== "");
  const last = children[at];
  if (last?.kind !== "element") return { body: children };
  const before = children.slice(0, at);
  if (last.name === "cite" || last.name === "footer" || isCiteAlone(last)) {
    const cite = citeInline(
      last.name === "footer" || last.name === "cite" ? last.children : onlyElement(last)!.children,
      scope,
    );
    return cite.length > 0 ? { body: before, cite } : { body: before };
  }
  const split = last.name === "p" ? splitAtDash(last) : undefined;
  if (!split) return { body: children };
  const cite = citeInline(split.cite, scope);
  return cite.length > 0 ? { body: [...before, ...split.body], cite } : { body: children };
}

const onlyElement = (element: HtmlElement): HtmlElement | undefined => {
  const full = element.children.filter((node) => node.kind === "element" || node.text.trim() !== "");
  return full.length === 1 && full[0]!.kind === "element" ? full[0] : undefined;
};

const isCiteAlone = (element: HtmlElement): boolean => element.name === "p" && onlyElement(element)?.name === "cite";

/** Cuts a paragraph before its last line that begins with a dash. */
function splitAtDash(paragraph: HtmlElement): { body: HtmlNode[]; cite: HtmlNode[] } | undefined {
  const { children } = paragraph;
  for (let index = children.length - 1; index >= 0; index--) {
    const node = children[index]!;
    if (node.kind !== "text") continue;
    // A dash opens a line only after a line end or where the paragraph, or a break, comes before it.
    const previous = children[index - 1];
    const opensLine = index === 0 || (previous?.kind === "element" && previous.name === "br");
    const next = children[index + 1];
    const wordsFollow = next !== undefined && textOf(next).trim() !== "";
    const matches = [...node.text.matchAll(DASH_LINE)].filter(
      (match) =>
        (opensLine || match[0].startsWith("\n")) && (wordsFollow || match.index + match[0].length < node.text.length),
    );
    const match = matches.at(-1);
    if (!match) continue;
    const head: HtmlText = { ...node, text: node.text.slice(0, match.index) };
    const tail: HtmlText = { ...node, text: node.text.slice(match.index + match[0].length) };
    const body: HtmlNode[] = [...children.slice(0, index), head];
    const empty = body.every((part) => part.kind === "text" && part.text.trim() === "");
    return { body: empty ? [] : [{ ...paragraph, children: body }], cite: [tail, ...children.slice(index + 1)] };
  }
  return undefined;
}

/** The source without its dash, which belongs to the layout. */
function citeInline(nodes: readonly HtmlNode[], scope: Scope): readonly Inline[] {
  const [first, ...others] = nodes;
  const bare =
    first?.kind === "text" ? [{ ...first, text: first.text.replace(/^\s*(?:—|―|–|--)\s*/, "") }, ...others] : nodes;
  return buildInline(bare, scope);
}
