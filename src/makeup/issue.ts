import { ALONE, type StoryFits } from "./fit.js";
import { type Pair, Pairs } from "./pairs.js";
import type { StoryPages } from "./types.js";

/** A story of the issue: one to be fitted, or one whose pages are as they are. */
export interface IssueStory {
  readonly fits?: StoryFits;
  /** Pages of a story that is not fitted, or that the editor has asked for. */
  readonly pages?: number;
  /** A whole page of house matter may stand before it. */
  readonly houseBefore: boolean;
}

export interface IssuePlan {
  /** The number of pages that is wanted exactly; absent: as many as look best. */
  readonly pages?: number;
  /** Else a multiple of this. */
  readonly multipleOf?: number;
  /** Pages that stand before the first story's: they decide which of its pages face each other. None when left out. */
  readonly pagesBefore?: number;
  /** Whole pages of house matter that there are to fill up with. */
  readonly housePages: number;
  /** Grid lines in a full column. */
  readonly lines: number;
}

/** What was decided for one story. */
export interface StoryPlace {
  readonly pages: number;
  /** Whole pages of house matter before it. */
  readonly houseBefore: number;
  /** It begins below the end of the story before, on that one's last page, which counts as its first. */
  readonly runsOn: boolean;
  /** Absent for a story that is not fitted. */
  readonly story?: StoryPages;
}

export interface MadeUpIssue {
  readonly places: readonly StoryPlace[];
  readonly pages: number;
  /** Lines of columns that the copy has too many for the pages (above 0), by story; all 0 when the budget is met. */
  readonly linesOver: readonly number[];
  /** Pages that the copy has too few (above 0). */
  readonly pagesUnder: number;
  /** Pages that the issue has more than wanted (above 0) though every story had one only. */
  readonly pagesOver: number;
}

/** A whole page of house matter costs this much, in lines of white. */
const HOUSE_PAGE = 14;
/** What a story in too few pages costs, and each line that it has too many: more than anything that can be printed. */
const TOO_FEW_PAGES = 10_000;
const TOO_MANY_LINE = 1_000;
/** A story whose pages could not be made as estimated. */
const NOT_MADE = 5_000;
/** Pages that cost a story more have a white hole; they are no way to meet a budget. */
const WHITE_HOLE = 45;
/** How often the decision is taken again with what pouring has taught. */
const MOST_ROUNDS = 12;

interface Option {
  readonly pages: number;
  readonly house: number;
  readonly cost: number;
  /** The story and the next one, which begins below its end. */
  readonly pair?: Pair;
}

/** The best way to a number of pages before a story, with so many of house matter among them. */
interface Way {
  readonly pages: number;
  readonly housePages: number;
  readonly cost: number;
  readonly option?: Option;
  readonly earlier?: Way;
}

/** What pouring has taught: the true cost of a story in so many pages, beginning left or right. */
class Costs {
  private readonly true = new Map<string, number>();
  private readonly cuts = new Map<string, number>();

  constructor(private readonly stories: readonly IssueStory[]) {}

  learn(index: number, pages: number, startsLeft: boolean, cost: number): void {
    this.true.set(`${index} ${pages} ${startsLeft}`, cost);
  }

  /** Lines that must come out of a story for so many pages; found when they are first asked for. */
  linesToCut(index: number, pages: number): number {
    const key = `${index} ${pages}`;
    const lines = this.cuts.get(key) ?? this.stories[index].fits?.linesToCut(pages) ?? 0;
    this.cuts.set(key, lines);
    return lines;
  }

  /** Whether it was asked how many lines must come out. */
  knowsCut(index: number, pages: number): boolean {
    return this.cuts.has(`${index} ${pages}`);
  }

  /** Whether this was poured. */
  knows(index: number, pages: number, startsLeft: boolean): boolean {
    return this.true.has(`${index} ${pages} ${startsLeft}`);
  }

  options(index: number, startsLeft: boolean): { pages: number; cost: number }[] {
    const { fits, pages } = this.stories[index];
    if (fits === undefined) return [{ pages: pages ?? 1, cost: 0 }];
    const known = fits.estimates.filter((option) => pages === undefined || option.pages === pages);
    const options = known.map((option) => ({
      pages: option.pages,
      cost: this.true.get(`${index} ${option.pages} ${startsLeft}`) ?? option.cost,
    }));
    if (pages !== undefined) return options.length > 0 ? options : [{ pages, cost: TOO_FEW_PAGES }];
    const least = Math.min(...options.map(({ cost }) => cost));
    const first = known[0]?.pages ?? 1;
    for (let index = options.length - 1; index >= 0; index--)
      if (options[index].cost > Math.max(WHITE_HOLE, least)) options.splice(index, 1);
    for (let fewer = first - 1; fewer >= 1; fewer--)
      options.push({
        pages: fewer,
        cost: TOO_FEW_PAGES + TOO_MANY_LINE * (this.cuts.get(`${index} ${fewer}`) ?? fits.linesOver(fewer)),
      });
    return options;
  }
}

/** More whole pages of house matter than an issue has. */
const MOST_HOUSE_PAGES = 64;

/** The cheapest way through all stories to each total of pages and of house pages. */
const waysThrough = (
  stories: readonly IssueStory[],
  { costs, pairs }: { costs: Costs; pairs: Pairs },
  plan: IssuePlan,
): Way[] => {
  const ways = Array.from({ length: stories.length + 1 }, () => new Map<number, Way>());
  ways[0].set(0, { pages: 0, housePages: 0, cost: 0 });
  const reach = (index: number, pages: number, earlier: Way, option: Option): void => {
    const cost = earlier.cost + option.cost;
    const housePages = earlier.housePages + option.house;
    const key = pages * MOST_HOUSE_PAGES + housePages;
    const known = ways[index].get(key);
    if (known === undefined || cost < known.cost) ways[index].set(key, { pages, housePages, cost, option, earlier });
  };
  const { pagesBefore = 0 } = plan;
  stories.forEach(({ houseBefore }, index) => {
    for (const way of ways[index].values())
      for (let house = 0; house <= (houseBefore && way.housePages < plan.housePages ? 1 : 0); house++) {
        const start = way.pages + house;
        // Page numbers count from 1: after an odd number of pages comes a left-hand page.
        for (const { pages, cost } of costs.options(index, (pagesBefore + start) % 2 === 1))
          reach(index + 1, start + pages, way, { pages, house, cost: cost + house * HOUSE_PAGE });
        for (const pair of pairs.at(index)) {
          const pages = pair.firstPages + pair.secondPages - 1;
          // A spread begins on a left-hand page.
          if (
            pair.first.choice.opener > 0 &&
            pair.first.pages.length < pair.firstPages &&
            (pagesBefore + start) % 2 === 0
          )
            continue;
          reach(index + 2, start + pages, way, { pages, house, cost: pair.cost + house * HOUSE_PAGE, pair });
        }
      }
  });
  return [...ways[stories.length].values()];
};

const optionsOf = (way: Way): Option[] => {
  const options: Option[] = [];
  for (let at: Way | undefined = way; at?.option !== undefined; at = at.earlier) options.push(at.option);
  return options.reverse();
};

const fitsBudget = (pages: number, { pages: wanted, multipleOf }: IssuePlan): boolean =>
  wanted !== undefined ? pages === wanted : multipleOf === undefined || pages % multipleOf === 0;

const cheapestWithin = (ways: readonly Way[], plan: IssuePlan): Way | undefined => {
  let best: Way | undefined;
  for (const way of ways) if (fitsBudget(way.pages, plan) && (best === undefined || way.cost < best.cost)) best = way;
  return best;
};

/**
 * Shares the pages of the issue among its stories, so that their number is the one wanted and all together look best; a story's pages
 * are poured only when they are likely to be used, and the decision is taken anew when they turn out worse than thought.
 */
export const makeUpIssue = (stories: readonly IssueStory[], plan: IssuePlan): MadeUpIssue => {
  const known = { costs: new Costs(stories), pairs: new Pairs(stories, plan.lines) };
  for (let round = 0; ; round++) {
    const ways = waysThrough(stories, known, plan);
    const best = cheapestWithin(ways, plan);
    if (best === undefined) return outOfReach(stories, ways, plan);
    const { pages } = best;
    const { places, learnt } = pourAll(stories, optionsOf(best), known.costs, plan);
    if (learnt && round < MOST_ROUNDS) continue;
    // Which stories are to be shortened is decided by what they would really have to lose.
    const tooLong = places.flatMap(({ story, pages: own }, index) =>
      story === undefined && !known.costs.knowsCut(index, own) && own <= naturalPages(stories[index]) ? [index] : [],
    );
    for (const index of tooLong) known.costs.linesToCut(index, places[index].pages);
    if (tooLong.length > 0 && round < MOST_ROUNDS) continue;
    return { places, pages, ...missedBy(stories, places, known.costs), pagesOver: 0 };
  }
};

/** A page with copy that leaves more than this share of its type area white is under-full: nobody would print it to keep to a budget. */
export const HOLLOW = 0.04;

const isHollow = ({ pages }: StoryPages): boolean => pages.some(({ fill }) => 1 - fill > HOLLOW);

/** Pages that a story takes as it comes; 0 for one that is not fitted. */
const naturalPages = ({ fits }: IssueStory): number => fits?.natural.pages.length ?? 0;

/** What the stories that could not be poured have too much, or too little. */
const missedBy = (
  stories: readonly IssueStory[],
  places: readonly StoryPlace[],
  costs: Costs,
): Pick<MadeUpIssue, "linesOver" | "pagesUnder"> => {
  let pagesUnder = 0;
  const linesOver = places.map(({ story, pages }, index) => {
    if (story !== undefined || stories[index].fits === undefined) return 0;
    const natural = naturalPages(stories[index]);
    if (pages <= natural) return costs.linesToCut(index, pages);
    pagesUnder += pages - natural;
    return 0;
  });
  return { linesOver, pagesUnder };
};

/** Pours what was decided; `learnt`: a story was poured for the first time, so that the decision may have been wrong. */
const pourAll = (
  stories: readonly IssueStory[],
  options: readonly Option[],
  costs: Costs,
  { pagesBefore = 0 }: IssuePlan,
): { places: StoryPlace[]; learnt: boolean } => {
  const places: StoryPlace[] = [];
  let before = pagesBefore;
  let learnt = false;
  for (const { pages, house: houseBefore, cost, pair } of options) {
    const index = places.length;
    const { fits } = stories[index];
    const startsLeft = (before + houseBefore) % 2 === 1;
    before += houseBefore + pages;
    if (pair !== undefined) {
      places.push({ pages: pair.firstPages, houseBefore, runsOn: false, story: pair.first });
      places.push({ pages: pair.secondPages, houseBefore: 0, runsOn: true, story: pair.second });
      continue;
    }
    const place = { pages, houseBefore, runsOn: false };
    if (fits === undefined || cost >= TOO_FEW_PAGES) {
      places.push(place);
      continue;
    }
    const made = fits.fit(pages, { ...ALONE, startsLeft });
    // More pages than the copy takes by itself are given to keep to a budget, and not for white.
    const story = made !== undefined && pages > fits.natural.pages.length && isHollow(made) ? undefined : made;
    if (!costs.knows(index, pages, startsLeft)) learnt = true;
    costs.learn(index, pages, startsLeft, story === undefined ? NOT_MADE : story.cost);
    places.push(story === undefined ? place : { ...place, story });
  }
  return { places, learnt };
};

/** No number of pages within the budget can be had: by how many the copy falls short of it, or the stories alone exceed it. */
const outOfReach = (stories: readonly IssueStory[], ways: readonly Way[], plan: IssuePlan): MadeUpIssue => {
  const totals = ways.filter(({ cost }) => cost < TOO_FEW_PAGES).map(({ pages }) => pages);
  const natural = ways.reduce((best, way) => (way.cost < best.cost ? way : best)).pages;
  const wanted = plan.pages ?? Math.ceil(natural / plan.multipleOf!) * plan.multipleOf!;
  const pagesOver = Math.max(0, Math.min(...ways.map(({ pages }) => pages)) - wanted);
  const below = Math.max(0, ...totals.filter((pages) => pages < wanted));
  const pagesUnder = pagesOver > 0 ? 0 : wanted - below;
  return { places: [], pages: natural, linesOver: stories.map(() => 0), pagesUnder, pagesOver };
};
