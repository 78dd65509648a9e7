/** Which stories are composed first, before the whole issue is: those that the reader looks at, or that changed. */
import type { ComposeResult } from "../compose/index.js";
import { type Part, planStories } from "../layout/index.js";
import type { Prepared } from "../prepare.js";
import { type BuiltPage, splicePages } from "./pages.js";
import type { Composition } from "./state.js";

/** A run of pages, and what is to be composed in their place. */
export interface PartOfPages {
  readonly part: Part;
  /** Index of the first page, and their number. */
  readonly first: number;
  readonly count: number;
}

/** All stories on pages that these stories stand on, until none shares a page with one that is not among them. */
const withSharers = (pages: readonly BuiltPage[], wanted: ReadonlySet<string>): Set<string> => {
  const all = new Set(wanted);
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const { stories } of pages)
      if (stories.some((story) => all.has(story))) for (const one of stories) all.add(one);
  }
  return all;
};

/**
 * The pages of these stories, if they follow one another: pages between them that hold no story (house matter) belong to the issue as
 * a whole. Of stories apart from each other, those of the first run.
 */
export const partOf = (
  pages: readonly BuiltPage[],
  wanted: ReadonlySet<string>,
  folios: Readonly<Record<string, number>>,
): PartOfPages | undefined => {
  const all = withSharers(pages, wanted);
  const belongs = (page: BuiltPage | undefined): boolean => page?.stories.some((story) => all.has(story)) === true;
  const first = pages.findIndex(belongs);
  if (first < 0) return undefined;
  let count = 1;
  while (belongs(pages[first + count])) count++;
  const run = pages.slice(first, first + count);
  const stories = new Set(run.flatMap((page) => page.stories));
  return { part: { stories, firstFolio: first + 1, folios }, first, count };
};

/** What to compose before the whole: the articles that changed, those in view first; else what the reader looks at. */
export const partOfChange = (
  before: Composition,
  prepared: Prepared,
  viewed: readonly number[],
): PartOfPages | undefined => {
  const { layout, articles, pictures } = prepared;
  if (before.prepared.layout.name !== layout.name) return undefined;
  const changed = [...articles].flatMap(([slug, article]) =>
    before.prepared.articles.get(slug) === article ? [] : [slug],
  );
  const { stories } = planStories(layout, prepared, pictures);
  const theirs = stories.filter(({ plan }) => plan.articles.some((slug) => changed.includes(slug)));
  const inView = viewed.flatMap((folio) => before.pages[folio - 1]?.stories ?? []);
  const seen = theirs.filter(({ plan }) => inView.includes(plan.id));
  const first = seen.length > 0 ? seen : theirs;
  const wanted = new Set(first.length > 0 ? first.map(({ plan }) => plan.id) : inView);
  const part = partOf(before.pages, wanted, before.composed.folios);
  const known = new Set(stories.map(({ plan }) => plan.id));
  return part !== undefined && [...part.part.stories].every((story) => known.has(story)) ? part : undefined;
};

/** The composition with a part of its pages made anew. */
export const withPart = (
  before: Composition,
  { composed, ...run }: Parameters<typeof splicePages>[1] & { readonly composed: ComposeResult },
): Composition => {
  const pages = splicePages(before.pages, run);
  return {
    ...before,
    pages,
    composed: {
      ...before.composed,
      pages: pages.map(({ planned }) => planned),
      folios: { ...before.composed.folios, ...composed.folios },
      fits: { ...before.composed.fits, ...composed.fits },
    },
    stage: "part",
  };
};
