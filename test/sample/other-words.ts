import type { FlatplanPage } from "../../src/compose/index.js";
import { plainText } from "../../src/layout/index.js";
import type { Issue } from "../../src/manifest/index.js";
import type { Copy } from "./copy.js";
import { wordsOf } from "./words.js";

/** The sample's week, as its pages say it. */
export const WEEK = "16–22 November 2026";

const plainUrl = (address: string | undefined): string | undefined => address?.replace(/^https?:\/\//, "");

const coverWords = ({ magazine, number, title, cover }: Issue): string[] =>
  wordsOf(
    ...[magazine.tagline, magazine.name, WEEK, `No. ${number}`, title],
    ...[cover.kicker, cover.headline, cover.standfirst],
    ...cover.lines.flatMap(({ headline, text }) => [headline, text]),
    ...["Cover:", cover.picture?.credit],
  );

const contentsWords = (
  { magazine, number, title, note, sections }: Issue,
  articles: Copy["articles"],
  flatplan: readonly FlatplanPage[],
): string[] =>
  wordsOf(
    ...["Contents", WEEK, `No. ${number}`, title, note],
    ...sections.map(({ name }) => name),
    ...articles.flatMap(({ article, design }) => [
      String(flatplan.find((page) => page.articles.includes(article.slug))?.folio),
      plainText(article.headline),
      design === "briefs" ? undefined : plainText(article.standfirst ?? []),
    ]),
    ...[magazine.name, "Published by", magazine.publisher],
    ...magazine.masthead.flatMap(({ role, names }) => [role, names.join(", ")]),
  );

const backCoverWords = ({ magazine }: Issue): string[] =>
  wordsOf(
    ...[magazine.backCover?.headline, magazine.backCover?.text, plainUrl(magazine.subscribe)],
    ...[magazine.colophon, magazine.publisher, plainUrl(magazine.website)],
  );

/** Every word in the tag tree that stands in no article. */
export const otherWords = (issue: Issue, articles: Copy["articles"], flatplan: readonly FlatplanPage[]): string[] => [
  ...coverWords(issue),
  ...contentsWords(issue, articles, flatplan),
  ...issue.sections.filter(({ design }) => design === "briefs").flatMap(({ name }) => wordsOf(name)),
  ...backCoverWords(issue),
];
