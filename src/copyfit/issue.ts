import type { ComposePlan } from "../layout/index.js";
import { type IssueStory, type MadeUpIssue, makeUpIssue, RUN_ON_GAP_LINES, type StoryPages } from "../makeup/index.js";
import type { Problem } from "../problem.js";
import { counted } from "../words.js";
import { describeFits } from "./fits.js";
import type { HouseStock } from "./house.js";
import { findSplit, type MadeUpStory } from "./pieces.js";
import { placeOf } from "./report.js";
import { bestFits, fitCopy, type Measured, wordsPerLine } from "./settings.js";
import type { MeasuredCopy } from "./units.js";

/** House matter fills at most this share of the issue's pages. */
const MOST_HOUSE = 0.08;

/** All stories made up, and what stands between them. */
export interface MadeUp<Copy extends MeasuredCopy, Matter> {
  readonly madeUp: ReadonlyMap<string, MadeUpStory<Copy>>;
  /** Whole pages of house matter before each story, by its id. */
  readonly houseBefore: ReadonlyMap<string, number>;
  /** Stories that begin on the last page of the one before: grid lines of it that are taken. */
  readonly runOns: ReadonlyMap<string, number>;
  readonly stock: HouseStock<Matter>;
  readonly fits: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
}

/** Parts taller than any page. */
const tooTall = ({ copy, flow }: Measured, story: StoryPages, plan: ComposePlan): Problem[] =>
  story.forced.flatMap((block) => {
    const unit = copy.units[flow.sources[block].unit];
    const lines = Math.max(...flow.flow.blocks[block].heights);
    if (lines <= plan.lines) return [];
    const place = placeOf(unit, plan) ?? copy.plan.place;
    return [
      {
        code: "BLOCK_TOO_TALL" as const,
        severity: "error" as const,
        ...(place === undefined ? {} : { place }),
        message: `This block is ${lines} lines tall; a page has ${plan.lines}.`,
        remedy: "Divide it into smaller blocks.",
      },
    ];
  });

/** Pages' worth of words beyond those that are missing: new copy brings its own odd ends. */
const SPARE_PAGES = 1.75;
/** Words are taken out where an editor likes: not every line that they leave is one line less. */
const CUT_MARGIN = 1.04;

/** How the budget was missed: by how many words, and which articles could give them. */
const budgetProblem = (
  stories: readonly (Measured | undefined)[],
  { linesOver, pagesOver, pagesUnder }: MadeUpIssue,
  plan: ComposePlan,
): Problem[] => {
  const { pages, multipleOf, place } = plan.budget;
  const ofArticles = pages === undefined && multipleOf === undefined;
  const wanted =
    pages !== undefined
      ? counted(pages, "page")
      : ofArticles
        ? "the pages that its articles are given"
        : `a multiple of ${multipleOf} pages`;
  const problem = (code: "BUDGET_EXCEEDED" | "BUDGET_NOT_REACHED", message: string, remedy: string): Problem[] => [
    { code, severity: "error", ...(place === undefined ? {} : { place }), message, remedy },
  ];
  const over = linesOver.flatMap((lines, index) => {
    if (lines === 0) return [];
    const { copy } = stories[index]!;
    const words = 10 * Math.ceil((lines * wordsPerLine(copy) * CUT_MARGIN) / 10);
    return [{ name: plan.articleNames[copy.plan.articles[0]] ?? copy.plan.id, words }];
  });
  if (over.length > 0)
    return problem(
      "BUDGET_EXCEEDED",
      `The copy does not fit ${wanted}: it is about ${over.reduce((sum, one) => sum + one.words, 0)} words too long.`,
      `Shorten ${over.map((one) => `${one.name} by ${one.words} words`).join(", ")}; or give ${ofArticles ? "them" : "the issue"} more pages.`,
    );
  if (pagesOver > 0)
    return problem(
      "BUDGET_EXCEEDED",
      `The issue does not fit ${wanted}: its stories with a page each make ${pages! + pagesOver}.`,
      "Leave articles out, or gather them as briefs; or give the issue more pages.",
    );
  if (pagesUnder === 0) return [];
  const fitted = stories.filter((story) => story?.fits !== undefined);
  const perPage = Math.max(
    0,
    ...fitted.map((story) => plan.lines * story!.copy.plan.columns * wordsPerLine(story!.copy)),
  );
  return problem(
    "BUDGET_NOT_REACHED",
    `The copy does not fill ${wanted}: it is about ${Math.ceil((pagesUnder + SPARE_PAGES) * perPage)} words, or ${counted(pagesUnder, "page")}, too short.`,
    "Add articles, pictures or house matter (issues/house); or give the issue fewer pages.",
  );
};

/** Pages of house matter in all, parts counted as such. */
const housePagesOf = ({ places }: MadeUpIssue, lines: number): number => {
  let pages = 0;
  for (const { houseBefore, story } of places) {
    pages += houseBefore;
    for (const page of story?.pages ?? []) pages += (page.house?.lines ?? 0) / lines;
  }
  return pages;
};

/** Makes up the issue with no more house matter than it may have; a budget that takes more is not reached. */
const shareHouse = (
  stories: readonly IssueStory[],
  stock: Pick<HouseStock<unknown>, "pageCount">,
  plan: ComposePlan,
): MadeUpIssue => {
  let whole = stock.pageCount === 0 ? 0 : Math.max(1, Math.floor(stories.length * 2 * MOST_HOUSE));
  for (;;) {
    const issue = makeUpIssue(stories, {
      ...plan.budget,
      pagesBefore: (plan.firstFolio ?? 1) - 1,
      housePages: whole,
      lines: plan.lines,
    });
    const over = housePagesOf(issue, plan.lines) - issue.pages * MOST_HOUSE;
    if (over <= 0 || issue.places.length === 0) return issue;
    if (whole === 0) return { ...issue, pagesUnder: plan.budget.pages === undefined ? 0 : Math.ceil(over) };
    whole = Math.max(0, Math.min(whole - 1, Math.floor(whole - over)));
  }
};

/** Makes up all stories: each fitted to its pages, and all to the budget. */
export const makeUpStories = <Copy extends MeasuredCopy, Matter>(
  copies: readonly Copy[],
  stock: HouseStock<Matter>,
  plan: ComposePlan,
): MadeUp<Copy, Matter> => {
  const least = stock.leastLines;
  const house =
    plan.house === undefined || least === undefined || least > plan.house.maxLines
      ? undefined
      : { minLines: least, maxLines: plan.house.maxLines };
  const settings = new Map<string, Measured<Copy>[]>();
  for (const copy of copies)
    settings.set(copy.plan.id, [...(settings.get(copy.plan.id) ?? []), fitCopy(copy, plan, house)]);
  const origin = new Map<StoryPages, Measured<Copy>>();
  const measured = plan.stories.map(({ id }): Measured<Copy> | undefined => {
    const [usual, denser] = settings.get(id) ?? [];
    return usual?.fits === undefined ? usual : { ...usual, fits: bestFits(usual, denser, origin) };
  });
  const stories = plan.stories.map((story, index): IssueStory => {
    const own = measured[index];
    // House matter stands between stories: neither before the contents nor behind the back cover's leaf.
    const houseBefore = plan.firstFolio === undefined && index > 2;
    if (own?.fits === undefined) return { pages: own?.natural?.pages.length ?? 1, houseBefore };
    return { fits: own.fits, houseBefore, ...(story.pages === undefined ? {} : { pages: story.pages }) };
  });
  const issue = shareHouse(stories, stock, plan);
  const madeUp = new Map<string, MadeUpStory<Copy>>();
  const houseBefore = new Map<string, number>();
  const runOns = new Map<string, number>();
  const problems: Problem[] = [...budgetProblem(measured, issue, plan)];
  const fits: Record<string, readonly string[]> = {};
  plan.stories.forEach((story, index) => {
    const place = issue.places[index];
    if (place !== undefined && place.houseBefore > 0) houseBefore.set(story.id, place.houseBefore);
    if (place?.runsOn) {
      const open = issue.places[index - 1].story?.pages.at(-1)?.openLines ?? 0;
      runOns.set(story.id, plan.lines - open + RUN_ON_GAP_LINES);
    }
    const usual = measured[index];
    if (usual === undefined) return;
    const pages = place?.story ?? usual.natural ?? usual.fits!.natural;
    const own = origin.get(pages) ?? usual;
    const { copy, flow } = own;
    problems.push(...tooTall(own, pages, plan));
    madeUp.set(story.id, { copy, flow, story: pages, split: findSplit(copy, flow, pages) });
    for (const slug of story.articles) fits[slug] = describeFits(own, pages);
  });
  return { madeUp, houseBefore, runOns, stock, fits, problems };
};
