import type { ComposePlan, StoryPlan } from "../layout/index.js";
import type { PageFill } from "../makeup/index.js";
import type { MadeUp } from "./issue.js";
import type { MadeUpStory } from "./pieces.js";
import type { MeasuredCopy } from "./units.js";

/** One page of the flatplan. */
export interface FlatplanPage {
  /** Printed page number; counts from 1, the cover included. */
  readonly folio: number;
  readonly master: string;
  /** Slugs of the articles that have copy on the page. */
  readonly articles: readonly string[];
  readonly section?: string;
  /** Filled share of the type area, 0–1. */
  readonly fill: number;
  /** Names of the house matter on it. */
  readonly house?: readonly string[];
}

/** What a page is built from. */
export type PageMatter<Copy extends MeasuredCopy, Matter> =
  | { readonly kind: "single"; readonly story: StoryPlan }
  | { readonly kind: "house"; readonly matter: Matter }
  /** Page `index` of those that a story's opener makes before the one with the copy. */
  | { readonly kind: "lead"; readonly made: MadeUpStory<Copy>; readonly index: number }
  | {
      readonly kind: "copy";
      readonly made: MadeUpStory<Copy>;
      readonly pageIndex: number;
      /** House matter at the page's foot. */
      readonly house?: { readonly matter: Matter } & NonNullable<PageFill["house"]>;
      /** A second story begins below the end of this one: its first page, and the grid lines of this page that are taken. */
      readonly below?: { readonly page: CopyPage<Copy, Matter>; readonly takenLines: number };
    };
export type CopyPage<Copy extends MeasuredCopy, Matter> = Extract<PageMatter<Copy, Matter>, { kind: "copy" }>;

/** A page of the issue before it is built. */
export interface PlannedPage<Copy extends MeasuredCopy, Matter> extends FlatplanPage {
  readonly from: PageMatter<Copy, Matter>;
}

/** Pages in the order they are printed, and each article's first folio. */
export interface Flatplan<Copy extends MeasuredCopy, Matter> {
  readonly pages: readonly PlannedPage<Copy, Matter>[];
  readonly folios: Readonly<Record<string, number>>;
}

type Unnumbered<Copy extends MeasuredCopy, Matter> = Omit<PlannedPage<Copy, Matter>, "folio">;

const articlesOnPage = ({ copy, flow, story }: MadeUpStory, pageIndex: number): string[] => {
  const found = new Set<string>();
  const page = story.pages[pageIndex];
  if (pageIndex === 0 && copy.plan.articles.length === 1) found.add(copy.plan.articles[0]);
  const note = (unit: number): void => {
    const { article } = copy.units[unit];
    if (article !== undefined) found.add(article);
  };
  for (const frame of page.frames) for (const { block } of frame.pieces) note(flow.sources[block].unit);
  for (const fill of page.floats) note(flow.floatUnits[fill.float]);
  return [...found];
};

/** The pages of a story: what its opener makes before, then those with its copy. */
const storyPages = <Copy extends MeasuredCopy, Matter>(
  made: MadeUpStory<Copy>,
  { stock }: Pick<MadeUp<Copy, Matter>, "stock">,
): Unnumbered<Copy, Matter>[] => {
  const { copy, story } = made;
  const { opener } = story.choice;
  const section = copy.plan.section === undefined ? {} : { section: copy.plan.section };
  const { master } = copy.plan.openers[opener];
  const leads = Array.from({ length: copy.openerLines[opener].leadPages }, (_, index) => ({
    master,
    // Its words begin on the next page, where contents and links lead.
    articles: [],
    ...section,
    fill: 1,
    from: { kind: "lead" as const, made, index },
  }));
  const own = story.pages.map((page, pageIndex): Unnumbered<Copy, Matter> => {
    const house = page.house === undefined ? undefined : stock.takePart(page.house.lines);
    return {
      master: pageIndex === 0 ? master : "continuation",
      articles: articlesOnPage(made, pageIndex),
      ...section,
      fill: Math.round(page.fill * 1000) / 1000,
      ...(house === undefined ? {} : { house: [house.name] }),
      from: {
        kind: "copy",
        made,
        pageIndex,
        ...(house === undefined ? {} : { house: { ...page.house!, matter: house.matter } }),
      },
    };
  });
  return [...leads, ...own];
};

/** A page on which a second story begins below the end of the first. */
const sharedPage = <Copy extends MeasuredCopy, Matter>(
  host: Unnumbered<Copy, Matter>,
  first: Unnumbered<Copy, Matter>,
  takenLines: number,
): Unnumbered<Copy, Matter> => {
  if (host.from.kind !== "copy" || first.from.kind !== "copy") throw new Error("only pages with copy can be shared");
  return {
    ...host,
    articles: [...host.articles, ...first.articles],
    fill: first.fill,
    ...(first.house === undefined ? {} : { house: first.house }),
    from: { ...host.from, below: { page: first.from, takenLines } },
  };
};

/** Folios follow from how many pages each story takes. Takes house matter out of the stock, so call it once. */
export const planPages = <Copy extends MeasuredCopy, Matter>(
  plan: ComposePlan,
  issue: MadeUp<Copy, Matter>,
): Flatplan<Copy, Matter> => {
  const { madeUp, houseBefore, runOns, stock } = issue;
  const planned: Unnumbered<Copy, Matter>[] = [];
  for (const story of plan.stories) {
    const made = madeUp.get(story.id);
    for (let page = 0; page < (houseBefore.get(story.id) ?? 0); page++) {
      const { name, matter } = stock.takePage();
      const from = { kind: "house" as const, matter };
      planned.push({ master: plan.house?.master ?? "house", articles: [], fill: 1, house: [name], from });
    }
    if (made === undefined) {
      const section = story.section === undefined ? {} : { section: story.section };
      planned.push({
        master: story.openers[0].master,
        articles: [],
        ...section,
        fill: 1,
        from: { kind: "single", story },
      });
      continue;
    }
    const [first, ...others] = storyPages(made, issue);
    const takenLines = runOns.get(story.id);
    const host = takenLines === undefined ? undefined : planned.pop();
    planned.push(host === undefined ? first : sharedPage(host, first, takenLines!), ...others);
  }
  const folios: Record<string, number> = {};
  const { firstFolio = 1 } = plan;
  const pages = planned.map((page, index) => {
    const folio = firstFolio + index;
    for (const slug of page.articles) folios[slug] ??= folio;
    return { folio, ...page };
  });
  return { pages, folios };
};
