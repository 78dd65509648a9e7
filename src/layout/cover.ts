import type { Article } from "../article/index.js";
import type { Cover, Issue } from "../manifest/index.js";
import { plainText } from "./view.js";

/** Cover lines that a cover has room for beside its story. */
const MOST_LINES = 4;
/** Characters that a cover has room for. What is longer an editor must choose to put there. */
const LONGEST = { headline: 90, standfirst: 160, line: 70 };

/** Leads of the other sections, then the issue's longest pieces, for the lines of a cover of which the editor said nothing. */
const linesFor = (issue: Issue, articles: ReadonlyMap<string, Article>, story: string | undefined): Cover["lines"] => {
  const sections = issue.sections.map((section) => section.articles.map(({ slug }) => slug));
  const leads = sections
    .filter((slugs) => story === undefined || !slugs.includes(story))
    .flatMap(([lead]) => lead ?? []);
  const longest = [...articles.values()].toSorted((a, b) => b.words - a.words).map(({ slug }) => slug);
  const others = [...new Set([...leads, ...longest])].filter((slug) => slug !== story);
  const lines = others.flatMap((slug) => {
    const article = articles.get(slug);
    const headline = article === undefined ? "" : plainText(article.headline);
    return headline === "" || headline.length > LONGEST.line ? [] : [{ headline, article: slug }];
  });
  return lines.slice(0, MOST_LINES);
};

/**
 * The cover with what the editor left out: its story's headline and standfirst, its story's hero or else the first of the issue, and
 * lines where the manifest says nothing of a cover at all.
 */
export const completeCover = (issue: Issue, articles: ReadonlyMap<string, Article>): Cover => {
  const { cover } = issue;
  const story = cover.article === undefined ? undefined : articles.get(cover.article);
  const silent = cover.headline === "" && cover.picture === undefined && cover.lines.length === 0;
  const headline = story === undefined ? "" : plainText(story.headline);
  const own = cover.headline === "" && headline !== "" && headline.length <= LONGEST.headline;
  const words = own && story?.standfirst ? plainText(story.standfirst) : "";
  const standfirst = cover.standfirst ?? (words !== "" && words.length <= LONGEST.standfirst ? words : undefined);
  const hero = story?.hero ?? (silent ? [...articles.values()].find((article) => article.hero)?.hero : undefined);
  const picture = cover.picture ?? (hero === undefined || hero.whole === true ? undefined : hero.picture);
  return {
    ...cover,
    ...(own ? { headline } : {}),
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(picture === undefined ? {} : { picture }),
    ...(silent ? { lines: linesFor(issue, articles, cover.article) } : {}),
  };
};
