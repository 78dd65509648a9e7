import { buildBlocks } from "./blocks.js";
import { pictureInCaption } from "./figures.js";
import { type HtmlElement, parseHtmlTree } from "./htmlTree.js";
import { buildInline, textOf } from "./inline.js";
import type { LinedHtml } from "./markdown.js";
import { type BodyContext, createUnwrappedLog, type Scope } from "./scope.js";
import type { Block, Inline } from "./types.js";

/** A body's blocks, and its own headline where it begins with one. */
export interface Body {
  readonly blocks: readonly Block[];
  readonly headline?: { readonly content: readonly Inline[]; readonly line: number };
}

/**
 * Builds the content tree from HTML. `known`: the words of the headline that the front matter has; a first heading that
 * repeats them is dropped. Without one, the first `<h1>` becomes the headline. Problems: HTML_*, LINK_REFUSED,
 * LIST_TOO_DEEP, PICTURE_*, PATH_OUTSIDE_ISSUE, MARKUP_INVALID.
 */
export function buildBody({ html, lineAt }: LinedHtml, known: string | undefined, context: BodyContext): Body {
  const scope = createScope(context, lineAt);
  const root = parseHtmlTree(html, lineAt, scope.report);
  const title = takeTitle(root, known);
  const content = title && known === undefined ? buildInline(title.children, scope) : [];
  const blocks = buildBlocks(root.children, scope);
  scope.tell();
  return { blocks, ...(title && content.length > 0 ? { headline: { content, line: lineAt(title.offset) } } : {}) };
}

/** Running text alone, such as a headline. */
export function buildInlineBody({ html, lineAt }: LinedHtml, context: BodyContext): readonly Inline[] {
  const scope = createScope(context, lineAt);
  const content = buildInline(parseHtmlTree(html, lineAt, scope.report).children, scope);
  scope.tell();
  if (scope.pictures.length > 0) scope.report(pictureInCaption(lineAt(0)));
  return content;
}

function createScope(
  { reporter, issueFolder, language }: BodyContext,
  lineAt: LinedHtml["lineAt"],
): Scope & { tell(): void } {
  const log = createUnwrappedLog();
  return {
    reporter,
    issueFolder,
    language,
    articleLanguage: language,
    listDepth: 0,
    quoteDepth: 0,
    inAside: false,
    pictures: [],
    displaced: [],
    lineAt,
    report: reporter.report,
    unwrapped: log.note,
    tell: () => log.tell(reporter.report, lineAt),
  };
}

/** Takes the heading that is the article's headline out of the tree. */
function takeTitle(root: HtmlElement, known: string | undefined): HtmlElement | undefined {
  const elements = root.children.filter((node) => node.kind === "element") as HtmlElement[];
  const first = elements[0];
  const title =
    known === undefined
      ? elements.find(({ name }) => name === "h1")
      : first && /^h[1-3]$/.test(first.name) && sameWords(textOf(first), known)
        ? first
        : undefined;
  if (title) root.children.splice(root.children.indexOf(title), 1);
  return title;
}

/** Whether two headlines have the same letters and digits, whatever their case, quotation marks and dashes. */
const sameWords = (a: string, b: string): boolean => bareWords(a) === bareWords(b);
const bareWords = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
