/** An issue, its articles and the record of its build → what readers are told of it. */
import type { Article } from "../article/index.js";
import { completeCover, plainText } from "../layout/index.js";
import type { Issue, Publishing, Section } from "../manifest/index.js";
import type { BuildRecord } from "../record.js";
import type { AnnouncedArticle, Announcement, ArchivedIssue } from "./types.js";

export interface ToldIssue {
  readonly issue: Issue;
  readonly publishing: Publishing;
  readonly articles: ReadonlyMap<string, Article>;
  readonly record: BuildRecord;
  /** The week in words, in the issue's language. */
  readonly weekText: string;
}

/** What is known once the files are made. */
export interface MadeFacts {
  readonly pictures: Announcement["cover"]["pictures"];
  readonly pdf: Announcement["pdf"];
  readonly published: string;
}

/** What is known before anything is made. */
export const NOTHING_MADE: MadeFacts = { pictures: [], pdf: { name: "", bytes: 0 }, published: "" };

const announcedArticle = (article: Article, folio: number): AnnouncedArticle => ({
  slug: article.slug,
  headline: plainText(article.headline),
  ...(article.kicker === undefined ? {} : { kicker: article.kicker }),
  ...(article.standfirst === undefined ? {} : { standfirst: plainText(article.standfirst) }),
  ...(article.byline === undefined ? {} : { byline: article.byline }),
  language: article.language,
  folio,
});

const announcedSection = (section: Section, { articles, record }: ToldIssue): Announcement["sections"][number] => ({
  name: section.name,
  ...(section.colour === undefined ? {} : { colour: section.colour }),
  articles: section.articles.flatMap(({ slug }) => {
    const article = articles.get(slug);
    const folio = record.folios[slug];
    return article === undefined || folio === undefined ? [] : [announcedArticle(article, folio)];
  }),
});

const announcedCover = (told: ToldIssue, pictures: MadeFacts["pictures"]): Announcement["cover"] => {
  const { issue, articles, record, weekText } = told;
  const cover = completeCover(issue, articles);
  const first = articles.values().next().value;
  // A cover may do without words; a list of issues may not.
  const headline =
    [cover.headline, issue.title, first && plainText(first.headline)].find(
      (words) => words !== undefined && words !== "",
    ) ?? weekText;
  return {
    ...(cover.kicker === undefined ? {} : { kicker: cover.kicker }),
    headline,
    ...(cover.standfirst === undefined ? {} : { standfirst: cover.standfirst }),
    alt: cover.picture?.alt || headline,
    lines: cover.lines.map(({ headline: line, text, article }) => {
      const folio = article === undefined ? undefined : record.folios[article];
      return { headline: line, ...(text === undefined ? {} : { text }), ...(folio === undefined ? {} : { folio }) };
    }),
    pictures,
  };
};

const announcedMagazine = ({ magazine }: Issue): Announcement["magazine"] => {
  const { name, tagline, publisher, website, subscribe, colours } = magazine;
  return {
    name,
    ...(tagline === undefined ? {} : { tagline }),
    publisher,
    ...(website === undefined ? {} : { website }),
    ...(subscribe === undefined ? {} : { subscribe }),
    ...(colours.accent === undefined ? {} : { accent: colours.accent }),
  };
};

/** Everything that pages, feed and e-mail say of an issue. */
export const announcementOf = (told: ToldIssue, { pictures, pdf, published }: MadeFacts): Announcement => {
  const { issue, publishing, record, weekText } = told;
  return {
    magazine: announcedMagazine(issue),
    publishing,
    week: issue.week,
    weekText,
    language: issue.language,
    ...(issue.number === undefined ? {} : { number: issue.number }),
    ...(issue.title === undefined ? {} : { title: issue.title }),
    ...(issue.note === undefined ? {} : { note: issue.note }),
    cover: announcedCover(told, pictures),
    sections: issue.sections
      .map((section) => announcedSection(section, told))
      .filter(({ articles }) => articles.length > 0),
    pages: record.flatplan.length,
    pdf,
    published,
  };
};

/** What of it stands in the list of all issues. */
export const archivedIssueOf = (a: Announcement): ArchivedIssue => ({
  week: a.week,
  weekText: a.weekText,
  language: a.language,
  ...(a.number === undefined ? {} : { number: a.number }),
  ...(a.title === undefined ? {} : { title: a.title }),
  headline: a.cover.headline,
  ...(a.cover.standfirst === undefined ? {} : { standfirst: a.cover.standfirst }),
  alt: a.cover.alt,
  pictures: a.cover.pictures,
  pages: a.pages,
  pdf: a.pdf,
  published: a.published,
});
