import type { Article } from "../article/index.js";
import type { FlatplanPage } from "../compose/index.js";
import type { ComposedIssue } from "../composing.js";
import { HOLLOW } from "../makeup/index.js";
import type { ArticleEntry, Issue } from "../manifest/index.js";
import type { Problem, ProblemCode } from "../problem.js";
import { counted } from "../words.js";
import type { Plan, PlanFault, PlannedArticle, PlannedPage } from "./types.js";

/** Codes of copy that does not fit where it stands. */
const OVER: ReadonlySet<ProblemCode> = new Set(["COPY_OVERFLOWS", "BLOCK_TOO_TALL", "LINE_TOO_WIDE", "TABLE_TOO_WIDE"]);

const pageFaults = ({ fill, articles }: FlatplanPage): PlanFault[] => {
  if (fill > 1) return [{ kind: "over", text: `${Math.ceil((fill - 1) * 100)} % too much` }];
  if (articles.length === 0 || fill >= 1 - HOLLOW) return [];
  return [{ kind: "under", text: `${Math.round((1 - fill) * 100)} % white` }];
};

const articleFaults = (
  article: Article,
  { taken, budget, problems }: { taken: number; budget: number | undefined; problems: readonly Problem[] },
): PlanFault[] => {
  const faults: PlanFault[] = [];
  const over = problems.filter(({ code, place }) => OVER.has(code) && place?.file === article.name);
  if (over.length > 0) faults.push({ kind: "over", text: `${counted(over.length, "block")} too large` });
  if (taken === 0) faults.push({ kind: "over", text: "on no page" });
  if (budget !== undefined && budget !== taken)
    faults.push({ kind: "budget", text: `${counted(taken, "page")} of ${budget}` });
  return faults;
};

/** What is too large and stands in no article's file: a cover line, a headline on its page. */
const strayFaults = (articles: Iterable<Article>, problems: readonly Problem[]): PlanFault[] => {
  const files = new Set([...articles].map(({ name }) => name));
  return problems
    .filter(({ code, place }) => OVER.has(code) && !(place !== undefined && files.has(place.file)))
    .map(({ message }) => ({ kind: "over", text: message }));
};

const budgetFaults = ({ pages, multipleOf }: Issue, taken: number): PlanFault[] => {
  if (pages !== undefined && pages !== taken)
    return [{ kind: "budget", text: `${counted(taken, "page")}, and the budget is ${pages}` }];
  if (pages === undefined && multipleOf !== undefined && taken % multipleOf !== 0)
    return [{ kind: "budget", text: `${counted(taken, "page")}, which is no multiple of ${multipleOf}` }];
  return [];
};

const titleOf = ({ magazine, week, number, title }: Issue): string =>
  [`${magazine.name} ${week.label}`, number === undefined ? undefined : `No. ${number}`, title]
    .filter(Boolean)
    .join(" · ");

/** The flatplan of a composed issue, with its articles in the manifest's order. `plain`: a headline without its marks. */
export const gatherPlan = (
  { prepared: { issue, articles }, composed }: Pick<ComposedIssue, "prepared" | "composed">,
  plain: (article: Article) => string,
): Plan => {
  const planned = (entry: ArticleEntry, section: string): PlannedArticle[] => {
    const article = articles.get(entry.slug);
    if (article === undefined) return [];
    const taken = composed.pages.filter((page) => page.articles.includes(entry.slug)).length;
    const folio = composed.folios[entry.slug];
    return [
      {
        slug: entry.slug,
        headline: plain(article),
        section,
        words: article.words,
        ...(folio === undefined ? {} : { folio }),
        pages: taken,
        ...(entry.pages === undefined ? {} : { budget: entry.pages }),
        fits: composed.fits?.[entry.slug] ?? [],
        faults: articleFaults(article, { taken, budget: entry.pages, problems: composed.problems }),
      },
    ];
  };
  const list = issue.sections.flatMap((section) => section.articles.flatMap((entry) => planned(entry, section.name)));
  const flatplan: PlannedPage[] = composed.pages.map((page) => ({ ...page, faults: pageFaults(page) }));
  return {
    title: titleOf(issue),
    pages: flatplan.length,
    words: list.reduce((sum, { words }) => sum + words, 0),
    footGap: composed.footGap,
    flatplan,
    articles: list,
    faults: [...budgetFaults(issue, flatplan.length), ...strayFaults(articles.values(), composed.problems)],
  };
};
