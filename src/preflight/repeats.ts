/** Stories and headlines that readers have seen before. Problems: HEADLINE_REPEATED, STORY_RAN_BEFORE, LEDGER_INVALID. */
import path from "node:path";
import type { Article } from "../article/index.js";
import type { RanBefore } from "../collect/index.js";
import type { Issue } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import { type Found, wordFrom } from "./found.js";
import { readCopy } from "./texts.js";
import { bare, plainWords } from "./words.js";

/** Words that a headline must have before its coming again says something: “Letters” stands in every issue. */
const TELLING_WORDS = 2;

const headlineOf = ({ headline }: Article): string => bare(plainWords(headline));
const isTelling = (headline: string): boolean => headline.split(" ").length >= TELLING_WORDS;

const placeOf = ({ name, places }: Article) => places?.headline ?? { file: name, line: 1 };
const nearOf = ({ headline }: Article): string | undefined => wordFrom(plainWords(headline), 0);

const remedy = "Write another, so that readers and the table of contents can tell them apart.";

/** Headlines that an issue has twice. */
const checkWithin = (articles: readonly Article[]): Found[] => {
  const first = new Map<string, Article>();
  return articles.flatMap((article): Found[] => {
    const headline = headlineOf(article);
    const known = first.get(headline);
    if (known === undefined) first.set(headline, article);
    if (known === undefined || headline === "") return [];
    return [
      {
        code: "HEADLINE_REPEATED",
        place: placeOf(article),
        near: nearOf(article),
        message: `“${plainWords(article.headline)}” is the headline of ${known.name} as well.`,
        remedy,
      },
    ];
  });
};

const bodyOf = (article: Article): string =>
  readCopy(article)
    .texts.filter(({ part }) => part === "paragraph" || part === "line")
    .map(({ text }) => text)
    .join(" ");

const checkBefore = (article: Article, ran: RanBefore): Found[] => {
  const { sourceUrl } = article;
  const before = ran.story({ ...(sourceUrl === undefined ? {} : { url: sourceUrl }), words: () => bodyOf(article) });
  if (before !== undefined)
    return [
      {
        code: "STORY_RAN_BEFORE",
        place: placeOf(article),
        near: nearOf(article),
        message: `The story ran in ${before.issue} already, as “${before.headline}”.`,
        remedy: "Take it out of issue.yaml, unless it is meant to run again.",
      },
    ];
  const headline = headlineOf(article);
  const same = isTelling(headline) ? ran.headline(headline) : undefined;
  if (same === undefined) return [];
  return [
    {
      code: "HEADLINE_REPEATED",
      place: placeOf(article),
      near: nearOf(article),
      message: `“${plainWords(article.headline)}” was the headline of another story in ${same.issue}.`,
      remedy,
    },
  ];
};

/** The whole issue, against itself and against the ledger of those before. */
export const checkRepeats = async (
  articles: readonly Article[],
  issue: Issue,
  shown: (file: string) => string,
): Promise<{ readonly found: readonly Found[]; readonly problems: readonly Problem[] }> => {
  const { readRanBefore } = await import("../collect/index.js");
  const file = path.join(path.dirname(issue.folder), "ledger.json");
  const { ran, problems } = await readRanBefore(file, { shown: shown(file), week: issue.week.label, bare });
  return {
    found: [
      ...checkWithin(articles),
      ...(ran === undefined ? [] : articles.flatMap((article) => checkBefore(article, ran))),
    ],
    // Pages can be made without it.
    problems: problems.map((problem) => ({ ...problem, severity: "warning" as const })),
  };
};
