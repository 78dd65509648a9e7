import type { FlatplanPage } from "../../src/compose/index.js";
import { plainText } from "../../src/layout/index.js";
import type { Issue } from "../../src/manifest/index.js";
import type { Copy } from "./copy.js";
import { wordsOf } from "./words.js";

/** The sample's week, as its pages say it. */
export const WEEK = "16–22 November 2026";

const plainUrl = (address: string | undefined): string | undefined => address?.replace(/^(https?:\/\/|mailto:)/, "");

const coverWords = ({ magazine, number, title, cover }: Issue): string[] =>
  wordsOf(
    ...[magazine.tagline, magazine.name, WEEK, `No. ${number}`, title],
    ...[cover.kicker, cover.headline, cover.standfirst],
    ...cover.lines.flatMap(({ headline, text }) => [headline, text]),
    ...["Cover:", cover.picture?.credit],
  );

/** Articles that the contents page announces with their heroes, the cover story first. */
const [LEAD, ...OTHERS] = ["sea-of-sand", "zellige", "salt-gold-paper", "couscous"];

/** An article on the contents page: in the list, and a second time beside its picture. */
const entryWords = ({ article, section }: Copy["articles"][number], folio: string): (string | undefined)[] => {
  const line = [folio, plainText(article.headline)];
  if (article.slug === LEAD) return [...line, ...line, plainText(article.standfirst ?? [])];
  return OTHERS.includes(article.slug) ? [...line, ...line, section] : line;
};

const contentsWords = (
  { magazine, number, title, note, sections }: Issue,
  articles: Copy["articles"],
  flatplan: readonly FlatplanPage[],
): string[] =>
  wordsOf(
    ...["Contents", WEEK, `No. ${number}`, title, note],
    ...sections.map(({ name }) => name),
    ...articles.flatMap((set) =>
      entryWords(set, String(flatplan.find((page) => page.articles.includes(set.article.slug))?.folio)),
    ),
    ...[magazine.name, "Published by", magazine.publisher],
    ...magazine.masthead.flatMap(({ role, names }) => [role, names.join(", ")]),
  );

export const backCoverWords = ({ magazine }: Issue): string[] =>
  wordsOf(
    ...[magazine.backCover?.headline, magazine.backCover?.text, plainUrl(magazine.subscribe)],
    ...[magazine.colophon, magazine.publisher, plainUrl(magazine.website)],
  );

/** Words of the house matter that was printed; which of them are shown depends on the part of a page that it fills. */
export const houseWords = ({ house }: Issue, flatplan: readonly FlatplanPage[]): string[] =>
  housePrinted(house, flatplan).flatMap(({ kicker, headline, text, cite, link, picture }) =>
    wordsOf(kicker, headline, text, cite, plainUrl(link), picture?.caption, picture?.credit),
  );

export const housePrinted = (house: Issue["house"], flatplan: readonly FlatplanPage[]): Issue["house"] =>
  flatplan.flatMap((page) => (page.house ?? []).flatMap((name) => house.filter((item) => item.name === name)));

/** The words of an issue that a layout prints outside its articles and house matter. */
export type OtherWords = (
  issue: Issue,
  articles: Copy["articles"],
  flatplan: readonly FlatplanPage[],
) => readonly string[];

/** Every word in the tag tree that stands in no article, as the classic layout has them. */
export const otherWords: OtherWords = (issue, articles, flatplan) => [
  ...coverWords(issue),
  ...contentsWords(issue, articles, flatplan),
  ...issue.sections.filter(({ design }) => design === "briefs").flatMap(({ name }) => wordsOf(name)),
  ...backCoverWords(issue),
];
