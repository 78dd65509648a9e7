/** The rules for copy: what an editor can mend before any page is made. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Article } from "../article/index.js";
import type { Copy } from "../fonts/index.js";
import { type Issue, nearest } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import { checkDate, type Days } from "./dates.js";
import { type Found, problemOf, type Sources } from "./found.js";
import { checkLanguages } from "./languages.js";
import { checkMarks } from "./marks.js";
import { checkOwnPicture, checkParts, checkPictures } from "./parts.js";
import { checkPlaceholders } from "./placeholders.js";
import { checkRepeats } from "./repeats.js";
import { checkSpaces } from "./spaces.js";
import { type CopyLink, readCopy } from "./texts.js";
import { plainWords } from "./words.js";

export interface CopyToCheck {
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  /** All words that are printed, those beside the articles among them. */
  readonly copies: readonly Copy[];
  /** Absolute path that names of files in messages are shown from. */
  readonly cwd: string;
  readonly now: Date;
}

/** Words up to which a piece whose design nobody chose shares a page with others. */
const SHORT_WORDS = 330;

/** What the words of an article alone tell: the same as long as the article is. */
interface Looked {
  readonly languages: string;
  readonly problems: readonly Problem[];
  readonly links: readonly CopyLink[];
}

/** The preview reads an article once and checks it with every change of another. */
const looked = new WeakMap<Article, Looked>();

/** A file that was read a moment ago: to wait for it takes longer than to read it. Empty where it is gone. */
const sourceOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8").replace(/\r\n?/g, "\n");
  } catch {
    return "";
  }
};

const lookAt = async (article: Article, known: readonly string[]): Promise<Looked> => {
  const languages = known.join();
  const before = looked.get(article);
  if (before?.languages === languages) return before;
  const source = sourceOf(article.path);
  const { texts, links } = readCopy(article);
  const found: Found[] = [
    ...texts.flatMap(({ text, language, place }) => checkPlaceholders(text, language, place)),
    ...checkMarks(texts),
    ...checkSpaces(source, article.name),
    ...(await checkLanguages(texts, known)),
    ...checkPictures(article),
  ];
  const sources: Sources = source === "" ? new Map() : new Map([[article.name, source]]);
  const problems = found.map((one) => problemOf(one, sources));
  const seen = { languages, problems, links };
  looked.set(article, seen);
  return seen;
};

/** Links to articles that the issue does not have. */
const checkLinks = (links: readonly CopyLink[], articles: ReadonlyMap<string, Article>): Found[] =>
  links.flatMap(({ href, text, place }): Found[] => {
    if (!href.startsWith("#") || articles.has(href.slice(1))) return [];
    const meant = nearest(href.slice(1), [...articles.keys()]);
    return [
      {
        code: "LINK_DEAD",
        place,
        near: href,
        message: `The link on “${text.slice(0, 60)}” leads to ${href}, and the issue has no such article.`,
        remedy:
          meant === undefined
            ? "Name an article of this issue by its file without `.md`, or take the link off."
            : `Did you mean \`#${meant}\`?`,
      },
    ];
  });

/** Words that stand in no article: the cover, the letter, the house matter. */
const checkOther = ({ issue, articles, copies }: CopyToCheck): Found[] => {
  const names = new Set([...articles.values()].map(({ name }) => name));
  // A cover may have the headline of its story, which is told in the article.
  const headlines = new Set([...articles.values()].map(({ headline }) => plainWords(headline)));
  return copies
    .filter(({ name }) => !names.has(name))
    .flatMap(({ words }) => words)
    .filter(({ text }) => !headlines.has(text))
    .flatMap(({ text, place }) => [
      ...checkPlaceholders(text, issue.language, place),
      ...checkMarks([{ text, place, language: issue.language, part: "line", run: 0 }]),
    ]);
};

/**
 * What the copy of an issue has that its editor should look at. Problems: all rules of `rules.ts` that pages need not be made for, and
 * LEDGER_INVALID. Those that the magazine has switched off are among them.
 */
export const checkCopy = async (copy: CopyToCheck): Promise<Problem[]> => {
  const { issue, articles, cwd, now } = copy;
  const { magazine, folder, week, manifestPath } = issue;
  const { weekDays } = await import("../collect/index.js");
  const { dayOf, ...window } = await weekDays(week, magazine);
  const days: Days = { ...window, today: dayOf(now) };
  const all = [...articles.values()];
  const briefs = new Set(
    issue.sections
      .filter(({ design }) => design === "briefs")
      .flatMap((section) => section.articles.map(({ slug }) => slug)),
  );
  const isShort = ({ slug, design, words }: Article): boolean =>
    briefs.has(slug) || design?.startsWith("brief") === true || (design === undefined && words <= SHORT_WORDS);

  const own: Found[] = [
    ...checkOwnPicture(issue.cover.picture),
    ...issue.sections.flatMap(({ opener }) => checkOwnPicture(opener?.picture)),
    ...checkOther(copy),
  ];
  const shown = (file: string): string => path.relative(cwd, file) || ".";
  const looks = new Map<Article, Looked>();
  for (const article of all) looks.set(article, await lookAt(article, magazine.languages));
  const repeats = await checkRepeats(all, issue, shown);
  const rest = [
    ...all.flatMap((article) => [
      ...checkParts(article, isShort(article)),
      ...checkDate(article, days, dayOf),
      ...checkLinks(looks.get(article)!.links, articles),
    ]),
    ...repeats.found,
  ];
  const needed = new Map<string, string>();
  const manifest = issue.sections[0]?.place.file;
  if (own.length > 0 && manifest !== undefined) {
    needed.set(manifest, manifestPath);
    needed.set(
      path.join(path.dirname(path.dirname(manifest)), "magazine.yaml"),
      path.join(path.dirname(folder), "magazine.yaml"),
    );
  }
  for (const { place } of rest) {
    const article = all.find(({ name }) => name === place?.file);
    if (article !== undefined) needed.set(article.name, article.path);
  }
  const sources: Sources = new Map([...needed].map(([name, file]) => [name, sourceOf(file)]));
  const problems = [...own, ...rest].map((found) => problemOf(found, sources));
  return [...repeats.problems, ...problems, ...[...looks.values()].flatMap((look) => look.problems)];
};
