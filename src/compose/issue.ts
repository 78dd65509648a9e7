import type { ComposePlan } from "../layout/index.js";
import { type IssueStory, type MadeUpIssue, makeUpIssue, RUN_ON_GAP_LINES, type StoryPages } from "../makeup/index.js";
import type { Problem } from "../problem.js";
import { findSplit, type MadeUpStory } from "./build.js";
import { describeFits } from "./fits.js";
import { HouseStock } from "./house.js";
import { placeOf } from "./measure.js";
import { bestFits, type Measured, measureStory } from "./settings.js";
import type { StoryCopy } from "./units.js";

/** House matter fills at most this share of the issue's pages. */
const MOST_HOUSE = 0.08;
/** Characters of a word with the space after it: to say in words what lines are too many. */
const WORD_CHARACTERS = 6;

/** All stories made up, and what stands between them. */
export interface MadeUp {
  readonly madeUp: ReadonlyMap<string, MadeUpStory>;
  /** Whole pages of house matter before each story, by its id. */
  readonly houseBefore: ReadonlyMap<string, number>;
  /** Stories that begin on the last page of the one before: grid lines of it that are taken. */
  readonly runOns: ReadonlyMap<string, number>;
  readonly stock: HouseStock;
  readonly fits: Readonly<Record<string, readonly string[]>>;
  readonly problems: readonly Problem[];
}

/** Parts taller than any page. */
const tooTall = ({ copy, flow }: Measured, story: StoryPages, plan: ComposePlan): Problem[] =>
  story.forced.flatMap((block) => {
    const unit = copy.units[flow.sources[block].unit];
    const lines = Math.max(...flow.flow.blocks[block].heights);
    if (lines <= plan.lines) return [];
    const place = placeOf(unit, plan);
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

/** How the budget was missed: by how many words, and which articles could give them. */
const budgetProblem = (
  stories: readonly (Measured | undefined)[],
  issue: MadeUpIssue,
  plan: ComposePlan,
): Problem[] => {
  const { pages, multipleOf } = plan.budget;
  const wanted = pages === undefined ? `a multiple of ${multipleOf} pages` : `${pages} pages`;
  const measured = (index: number): Measured => stories[index]!;
  const over = issue.linesOver.flatMap((lines, index) => {
    if (lines === 0) return [];
    const { copy } = measured(index);
    const words = Math.ceil((lines * charactersPerLine(copy)) / WORD_CHARACTERS);
    return [{ name: plan.articleNames[copy.plan.articles[0]] ?? copy.plan.id, words }];
  });
  if (over.length > 0) {
    const words = over.reduce((sum, one) => sum + one.words, 0);
    return [
      {
        code: "BUDGET_EXCEEDED",
        severity: "error",
        message: `The copy does not fit ${wanted}: it is about ${words} words too long.`,
        remedy: `Shorten ${over.map((one) => `${one.name} by ${one.words} words`).join(", ")}; or give the issue more pages.`,
      },
    ];
  }
  if (issue.pagesUnder === 0) return [];
  const flowing = stories.filter((story) => story !== undefined);
  const [longest] = flowing
    .filter(({ fits }) => fits !== undefined)
    .sort((one, other) => other.copy.units.length - one.copy.units.length);
  const perPage =
    longest === undefined
      ? 0
      : plan.lines * longest.copy.plan.columns * (charactersPerLine(longest.copy) / WORD_CHARACTERS);
  return [
    {
      code: "BUDGET_NOT_REACHED",
      severity: "error",
      message: `The copy does not fill ${wanted}: it is about ${Math.ceil(issue.pagesUnder * perPage)} words, or ${issue.pagesUnder} pages, too short.`,
      remedy: "Add articles, pictures or house matter (issues/house); or give the issue fewer pages.",
    },
  ];
};

const charactersPerLine = (copy: StoryCopy): number => {
  let characters = 0;
  let lines = 0;
  for (const unit of copy.units) {
    if (unit.kind !== "paragraph") continue;
    characters += unit.set!.text.length;
    lines += unit.set!.lines.length;
  }
  return lines === 0 ? 40 : characters / lines;
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
const shareHouse = (stories: readonly IssueStory[], stock: HouseStock, plan: ComposePlan): MadeUpIssue => {
  let whole = stock.pageCount === 0 ? 0 : Math.max(1, Math.floor(stories.length * 2 * MOST_HOUSE));
  for (;;) {
    const issue = makeUpIssue(stories, { ...plan.budget, housePages: whole, lines: plan.lines });
    const over = housePagesOf(issue, plan.lines) - issue.pages * MOST_HOUSE;
    if (over <= 0 || issue.places.length === 0) return issue;
    if (whole === 0) return { ...issue, pagesUnder: plan.budget.pages === undefined ? 0 : Math.ceil(over) };
    whole = Math.max(0, Math.min(whole - 1, Math.floor(whole - over)));
  }
};

/** Makes up all stories: each fitted to its pages, and all to the budget. */
export const makeUpStories = (copies: readonly StoryCopy[], plan: ComposePlan): MadeUp => {
  const stock = new HouseStock(plan);
  const least = stock.leastLines;
  const house =
    plan.house === undefined || least === undefined || least > plan.house.maxLines
      ? undefined
      : { minLines: least, maxLines: plan.house.maxLines };
  const settings = new Map<string, Measured[]>();
  for (const copy of copies)
    settings.set(copy.plan.id, [...(settings.get(copy.plan.id) ?? []), measureStory(copy, plan, house)]);
  const origin = new Map<StoryPages, Measured>();
  const measured = plan.stories.map(({ id }): Measured | undefined => {
    const [usual, denser] = settings.get(id) ?? [];
    return usual?.fits === undefined ? usual : { ...usual, fits: bestFits(usual, denser, origin) };
  });
  const stories = plan.stories.map((story, index): IssueStory => {
    const own = measured[index];
    // House matter stands between stories: neither before the contents nor behind the back cover's leaf.
    const houseBefore = index > 2;
    if (own?.fits === undefined) return { pages: own?.natural?.pages.length ?? 1, houseBefore };
    return { fits: own.fits, houseBefore, ...(story.pages === undefined ? {} : { pages: story.pages }) };
  });
  const issue = shareHouse(stories, stock, plan);
  const madeUp = new Map<string, MadeUpStory>();
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
    const { copy, flow, openers } = own;
    problems.push(...tooTall(own, pages, plan));
    madeUp.set(story.id, { copy, flow, story: pages, openers, split: findSplit(copy, flow, pages) });
    for (const slug of story.articles) fits[slug] = describeFits(own, pages);
  });
  return { madeUp, houseBefore, runOns, stock, fits, problems };
};
