import type { Plan, PlanFault, PlannedArticle, PlannedPage } from "./types.js";

/** Two facing pages; the first right-hand page stands alone, and the last left-hand page may. */
export interface Spread<Page> {
  readonly verso: Page | undefined;
  readonly recto: Page | undefined;
}

export const spreadsOf = <Page>(pages: readonly Page[]): Spread<Page>[] => {
  const spreads: Spread<Page>[] = pages.length > 0 ? [{ verso: undefined, recto: pages[0] }] : [];
  for (let index = 1; index < pages.length; index += 2) spreads.push({ verso: pages[index], recto: pages[index + 1] });
  return spreads;
};

/** A page with what its articles are to show there. */
export interface PageNotes {
  readonly page: PlannedPage;
  readonly articles: readonly { readonly article: PlannedArticle; readonly begins: boolean }[];
  /** The page's own faults, and those of articles that begin on it. */
  readonly faults: readonly PlanFault[];
}

export const notesOf = ({ flatplan, articles }: Plan): PageNotes[] => {
  const known = new Map(articles.map((article) => [article.slug, article]));
  return flatplan.map((page) => {
    const on = page.articles.flatMap((slug) => {
      const article = known.get(slug);
      return article === undefined ? [] : [{ article, begins: article.folio === page.folio }];
    });
    const faults = [...page.faults, ...on.flatMap(({ article, begins }) => (begins ? article.faults : []))];
    return { page, articles: on, faults };
  });
};

/** Figures for the foot of the plan. */
export const totalsOf = (plan: Plan): string => {
  const faults = [
    ...plan.faults,
    ...plan.flatplan.flatMap((page) => page.faults),
    ...plan.articles.flatMap((one) => one.faults),
  ];
  const counted = (["over", "under", "budget"] as const).flatMap((kind) => {
    const number = faults.filter((fault) => fault.kind === kind).length;
    return number === 0 ? [] : [`${number} ${KIND_NAMES[kind]}`];
  });
  return [
    `${plan.pages} pages`,
    `${plan.articles.length} articles`,
    `${plan.words.toLocaleString("en")} words`,
    `${(plan.footGap * 100).toFixed(1)} % white at the feet`,
    ...counted,
  ].join(" · ");
};

export const KIND_NAMES = { over: "over-full", under: "under-full", budget: "off budget" } as const;
