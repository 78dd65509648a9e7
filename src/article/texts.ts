import type { Place } from "../problem.js";
import { plainText } from "./inline.js";
import type { Article, Block, Figure, Inline } from "./types.js";

/** One stretch of an article's words, and where it stands. */
export interface ArticleText {
  readonly text: string;
  readonly place: Place;
}

/** All words of an article that readers see, in reading order: front matter, hero, body, sources. Alternative texts are not among them. */
export function articleTexts(article: Omit<Article, "words">): readonly ArticleText[] {
  const { headline, kicker, standfirst, byline, hero, portrait, body, sources, credit, places = {} } = article;
  const start: Place = { file: article.name, line: 1 };
  const front = (text: string | undefined, place: Place | undefined): ArticleText[] =>
    text ? [{ text, place: place ?? start }] : [];
  return [
    ...front(kicker, places.kicker),
    ...front(plainText(headline), places.headline),
    ...front(standfirst && plainText(standfirst), places.standfirst),
    ...front(byline, places.byline),
    ...(portrait ? blockTexts(portrait) : []),
    ...(hero ? blockTexts(hero) : []),
    ...body.flatMap(blockTexts),
    ...front(sources.join(", "), places.sources),
    ...front(credit, places.credit),
  ];
}

/** The words of a block, in reading order. */
export function blockTexts(block: Block): ArticleText[] {
  const { place } = block;
  const texts = (...parts: (readonly Inline[] | undefined)[]): ArticleText[] =>
    parts.filter((part) => part !== undefined && part.length > 0).map((part) => ({ text: plainText(part!), place }));
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return texts(block.content);
    case "pullQuote":
      return texts(block.content, block.cite);
    case "quote":
      return [...block.blocks.flatMap(blockTexts), ...texts(block.cite)];
    case "aside":
      return [...texts(block.title), ...block.blocks.flatMap(blockTexts)];
    case "list":
      return block.items.flat().flatMap(blockTexts);
    case "figure":
      return figureTexts(block);
    case "gallery":
      return [...block.figures.flatMap(figureTexts), ...texts(block.caption)];
    case "table":
      return texts(block.caption, ...[...block.head, ...block.rows].flat().map(({ content }) => content));
    case "rule":
      return [];
  }
}

const figureTexts = ({ caption, credit, place }: Figure): ArticleText[] => [
  ...(caption ? [{ text: plainText(caption), place }] : []),
  ...(credit ? [{ text: credit, place }] : []),
];
