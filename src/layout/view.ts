import type { Article, Block, Figure, Inline } from "../article/index.js";
import type { PreparedPicture } from "../figures/index.js";
import type { HouseItem, PictureRef } from "../manifest/index.js";

/** A picture as templates see it. Sizes in px of the prepared file; focus in percent from the left and the top. */
export interface PictureView {
  readonly src: string;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focusX: number;
  readonly focusY: number;
}

/** A block as templates see it: the tree's own fields, its line in the source, and its pictures ready to place. */
export type BlockView = Readonly<Record<string, unknown>> & { readonly kind: string };

export type Pictures = ReadonlyMap<string, PreparedPicture>;

/** The document's own folder for pictures; the printer serves it. */
export const PICTURE_PATH = "/pictures/";

export const pictureView = (picture: PictureRef | undefined, pictures: Pictures): PictureView | undefined => {
  const prepared = picture === undefined ? undefined : pictures.get(picture.path);
  if (picture === undefined || prepared === undefined) return undefined;
  return {
    src: PICTURE_PATH + prepared.name,
    alt: picture.alt,
    widthPx: prepared.widthPx,
    heightPx: prepared.heightPx,
    focusX: picture.focus.xPercent,
    focusY: picture.focus.yPercent,
  };
};

/** A piece of house matter for its templates: its own fields, and its picture ready to place. */
export const houseView = (item: HouseItem, pictures: Pictures): Record<string, unknown> => ({
  kind: item.kind,
  kicker: item.kicker,
  headline: item.headline,
  text: item.text,
  cite: item.cite,
  link: item.link,
  caption: item.picture?.caption,
  credit: item.picture?.credit,
  picture: pictureView(item.picture, pictures),
});

interface ViewSettings {
  readonly pictures: Pictures;
  /** Columns that a figure spans when the editor says nothing. */
  readonly span: number;
  readonly columns: number;
  readonly wideTables?: boolean;
}

/** A paragraph that is bold from end to end is a question: what follows answers it. */
export const isQuestion = (block: Block): boolean => {
  if (block.kind !== "paragraph") return false;
  const parts = block.content.filter((inline) => inline.kind !== "text" || inline.text.trim() !== "");
  return parts.length > 0 && parts.every(({ kind }) => kind === "strong");
};

const figureView = (figure: Figure, settings: ViewSettings, span: number): BlockView => ({
  kind: "figure",
  line: figure.place.line,
  picture: pictureView(figure.picture, settings.pictures),
  caption: figure.caption,
  credit: figure.credit,
  span: Math.min(span, settings.columns),
  fixed: figure.span !== undefined,
  whole: figure.whole === true,
  optional: figure.optional === true,
});

const blockView = (block: Block, settings: ViewSettings): BlockView => {
  const base = { ...block, line: block.place.line };
  switch (block.kind) {
    case "figure":
      return figureView(block, settings, block.span ?? settings.span);
    case "gallery":
      return {
        ...base,
        span: settings.columns,
        figures: block.figures.map((figure) => figureView(figure, settings, 1)),
      };
    case "quote":
    case "aside":
      return { ...base, blocks: blockViews(block.blocks, settings) };
    case "table":
      return settings.wideTables ? { ...base, span: settings.columns } : base;
    case "paragraph":
      return {
        ...base,
        content: markCapitals(block.content),
        ...(isQuestion(block) ? { question: true } : {}),
      };
    case "list":
      return { ...base, items: block.items.map((item) => blockViews(item, settings)) };
    default:
      return base;
  }
};

/** Blocks that interrupt a text without ending it: the paragraph after them is set as if they were not there. */
const ASIDES = new Set<Block["kind"]>(["figure", "gallery", "table", "aside", "pullQuote"]);

/** A paragraph that does not follow another, or that answers a question, begins flush, without an indent. */
export const beginsFlush = (above: readonly Block[]): boolean => {
  const last = above.findLast(({ kind }) => !ASIDES.has(kind));
  return last?.kind !== "paragraph" || isQuestion(last);
};

export const blockViews = (blocks: readonly Block[], settings: ViewSettings): BlockView[] =>
  blocks.map((block, index) => {
    const view = blockView(block, settings);
    return block.kind === "paragraph" && beginsFlush(blocks.slice(0, index)) ? { ...view, flush: true } : view;
  });

/** A table in the head of a page has at most this many rows; a longer one runs through the columns. */
const LEAD_TABLE_ROWS = 20;

/** The table that a design with wide tables sets in the head, and the blocks without it. */
const splitLeadTable = (
  blocks: readonly BlockView[],
  wideTables: boolean,
): { readonly leadTable?: BlockView; readonly body: readonly BlockView[] } => {
  const first = wideTables ? blocks.findIndex(({ kind }) => kind === "table") : -1;
  if (first < 0 || (blocks[first].rows as readonly unknown[]).length > LEAD_TABLE_ROWS) return { body: blocks };
  return { leadTable: blocks[first], body: blocks.filter((_, index) => index !== first) };
};

/** Words from which a piece among briefs is a long one. */
export const LONG_BRIEF_WORDS = 350;

/** Words that a headline has before its last ones are joined, and characters that joined they have at most: narrow columns hold so many. */
const JOINED_WORDS = 4;
const JOINED_CHARACTERS = 15;

/** Running text as templates see it: with words that share a line, whatever comes. */
type Viewed<Kind> = Kind extends { readonly content: readonly Inline[] }
  ? Omit<Kind, "content"> & { readonly content: readonly InlineView[] }
  : Kind;
export type InlineView = Viewed<Inline> | { readonly kind: "together"; readonly text: string } | Capitals;

/** An abbreviation in running text. */
interface Capitals {
  readonly kind: "capitals";
  readonly text: string;
}

/** Three capitals or more in a row, which stand out of running text like shouting. */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{3,}(?![\p{L}\p{N}])/gu;

/**
 * Abbreviations in running text marked, so that layouts can set them in small capitals; one that begins a paragraph keeps its large ones,
 * as any sentence does.
 */
export const markCapitals = (content: readonly Inline[], begins = true): readonly InlineView[] =>
  content.flatMap((inline, place): readonly InlineView[] => {
    const first = begins && place === 0;
    if ("content" in inline) return [{ ...inline, content: markCapitals(inline.content, first) }];
    if (inline.kind !== "text" || inline.text.search(CAPITALS) < 0) return [inline];
    const parts: InlineView[] = [];
    let at = 0;
    for (const { 0: text, index } of inline.text.matchAll(CAPITALS)) {
      if (first && index === 0) continue;
      if (index > at) parts.push({ ...inline, text: inline.text.slice(at, index) });
      parts.push({ kind: "capitals", text });
      at = index + text.length;
    }
    if (at < inline.text.length) parts.push({ ...inline, text: inline.text.slice(at) });
    return parts;
  });

/**
 * A headline whose last two words share a line, so that none ends in a word by itself. An element holds them, not a no-break
 * space, which the printed page would keep: a reader who searches types a space.
 */
export const joinLastWords = (content: readonly Inline[]): readonly InlineView[] => {
  const last = content.at(-1);
  const words = plainText(content).trim().split(/\s+/);
  if (last?.kind !== "text" || words.length < JOINED_WORDS) return content;
  const pair = /\S+ \S+$/.exec(last.text);
  if (pair === null || pair[0].length > JOINED_CHARACTERS) return content;
  return [
    ...content.slice(0, -1),
    { kind: "text", text: last.text.slice(0, pair.index) },
    { kind: "together", text: pair[0] },
  ];
};

/** An article's fields and blocks for its templates. The first paragraph of a long piece is marked for its drop cap. */
export const articleView = (
  article: Article,
  settings: ViewSettings,
  withOpening: boolean,
): Record<string, unknown> => {
  const { leadTable, body } = splitLeadTable(blockViews(article.body, settings), settings.wideTables === true);
  const first = body.findIndex((block) => block.kind === "paragraph");
  return {
    ...article,
    headline: joinLastWords(article.headline),
    hero: article.hero && figureView(article.hero, settings, 1),
    portrait: article.portrait && figureView(article.portrait, settings, 1),
    long: article.words > LONG_BRIEF_WORDS,
    leadTable,
    body: body.map((block, index) =>
      withOpening && index === first && block.question !== true ? { ...block, opening: true } : block,
    ),
  };
};

/** A picture of the text, and how many stand beside each other in its row. */
interface PlacedFigure {
  readonly figure: Figure;
  readonly across: number;
}

/** Every picture in an article's text, in order. */
export const figuresOf = (article: Article): PlacedFigure[] => {
  const inBlocks = (blocks: readonly Block[]): PlacedFigure[] =>
    blocks.flatMap((block) => {
      if (block.kind === "figure") return [{ figure: block, across: 1 }];
      if (block.kind === "gallery") return block.figures.map((figure) => ({ figure, across: block.figures.length }));
      if (block.kind === "quote" || block.kind === "aside") return inBlocks(block.blocks);
      if (block.kind === "list") return block.items.flatMap(inBlocks);
      return [];
    });
  return inBlocks(article.body);
};

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]);

const INLINE_ELEMENTS = { emphasis: "em", strong: "strong", code: "code", sup: "sup", sub: "sub" } as const;

/** The only road from running text to HTML: everything is escaped, and only the tree's own elements appear. */
export const inlineHtml = (content: readonly InlineView[]): string =>
  content
    .map((inline) => {
      if (inline.kind === "text") return escapeHtml(inline.text);
      if (inline.kind === "together" || inline.kind === "capitals")
        return `<span class="${inline.kind}">${escapeHtml(inline.text)}</span>`;
      if (inline.kind === "break") return "<br>";
      if (inline.kind === "link") return `<a href="${escapeHtml(inline.href)}">${inlineHtml(inline.content)}</a>`;
      const element = INLINE_ELEMENTS[inline.kind];
      return `<${element}>${inlineHtml(inline.content)}</${element}>`;
    })
    .join("");

/** Running text without its marks: for outlines, running heads and document titles. */
export const plainText = (content: readonly Inline[]): string =>
  content
    .map((inline) => {
      if (inline.kind === "text") return inline.text;
      return inline.kind === "break" ? " " : plainText(inline.content);
    })
    .join("");
