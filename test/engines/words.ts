import type { FlatplanPage } from "../../src/compose/index.js";
import { plainText } from "../../src/layout/index.js";
import type { Issue } from "../../src/manifest/index.js";
import type { Copy } from "../sample/copy.js";
import { backCoverWords, type OtherWords, WEEK } from "../sample/other-words.js";
import { wordsOf } from "../sample/words.js";

const folioOf = (slug: string | undefined, flatplan: readonly FlatplanPage[]): string | undefined =>
  flatplan.find(({ articles }) => slug !== undefined && articles.includes(slug))?.folio.toString();

/** The words of the simple layout's cover: each line that announces an article has its folio. */
export const simpleCoverWords = (
  { magazine, number, cover }: Pick<Issue, "magazine" | "number" | "cover">,
  flatplan: readonly FlatplanPage[],
): string[] =>
  wordsOf(
    ...[magazine.tagline, magazine.name, WEEK, `No. ${number}`],
    ...[cover.kicker, cover.headline, cover.standfirst],
    ...cover.lines.flatMap(({ headline, text, article }) => [headline, text, folioOf(article, flatplan)]),
    ...(cover.picture?.credit === undefined ? [] : ["Cover:", cover.picture.credit]),
  );

/** In a list of contents of more articles, only the first of each section has its standfirst. */
const STANDFIRSTS = 12;

/** Of its contents: articles with their standfirsts, but for briefs. */
const simpleContentsWords = (
  { magazine, number, title, note, sections }: Issue,
  articles: Copy["articles"],
  flatplan: readonly FlatplanPage[],
): string[] =>
  wordsOf(
    ...[WEEK, `No. ${number}`, title, note],
    ...sections.map(({ name }) => name),
    ...articles.flatMap(({ article, section, design }, index) => {
      const told = articles.length <= STANDFIRSTS || articles[index - 1]?.section !== section;
      const standfirst = design !== "briefs" && told ? plainText(article.standfirst ?? []) : undefined;
      return [folioOf(article.slug, flatplan), plainText(article.headline), standfirst];
    }),
    ...(magazine.masthead.length === 0 ? [] : [magazine.name, "Published by", magazine.publisher]),
    ...magazine.masthead.flatMap(({ role, names }) => [role, names.join(", ")]),
  );

/** Of its sections' opening pages. */
const simpleSectionWords = (
  { sections }: Issue,
  articles: Copy["articles"],
  flatplan: readonly FlatplanPage[],
): string[] =>
  sections
    .filter(({ opener }) => opener !== undefined)
    .flatMap(({ name, opener }) => {
      const own = articles.filter(({ section }) => section === name);
      const listed = own.flatMap(({ article }) => [folioOf(article.slug, flatplan), plainText(article.headline)]);
      return wordsOf(name, opener!.text, opener!.picture?.caption, opener!.picture?.credit, ...listed);
    });

/** Words of the simple layout outside articles and house matter. */
export const simpleWords: OtherWords = (issue, articles, flatplan) => [
  ...simpleCoverWords(issue, flatplan),
  ...simpleContentsWords(issue, articles, flatplan),
  ...simpleSectionWords(issue, articles, flatplan),
  ...issue.sections.filter(({ design }) => design === "briefs").flatMap(({ name }) => wordsOf(name)),
  ...backCoverWords(issue),
];
