import type { ArticleEntry } from "../manifest/index.js";
import type { ArticleContext, ReadArticle } from "./read.js";

export { type HtmlSource, type ParsedBody, parseHtmlBody } from "./html.js";
export type { ArticleContext, ReadArticle } from "./read.js";
export { type ArticleText, articleTexts } from "./texts.js";
export type * from "./types.js";

/**
 * Reads an article file: front matter and Markdown, with HTML where the editor wants it, as one cleaned tree.
 * Problems: ARTICLE_*, HEADLINE_*, WORD_TOO_LONG, LIST_TOO_DEEP, MARKUP_INVALID, HTML_*, LINK_REFUSED, PICTURE_*,
 * PATH_OUTSIDE_ISSUE.
 */
export const readArticle = async (entry: ArticleEntry, context: ArticleContext): Promise<ReadArticle> => {
  // The Markdown parser and yaml are loaded here, so that other stages can use this door cheaply.
  const { readArticleFile } = await import("./read.js");
  return readArticleFile(entry, context);
};
