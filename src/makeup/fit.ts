import { type Candidate, candidatesFor, type Hold, holdsOf, slackOf, volumeOf } from "./coarse.js";
import { type Matter, matterOf } from "./column.js";
import { FLOAT_GAP_LINES } from "./geometry.js";
import { pourInto } from "./pour.js";
import type { Choice, Flow, PagePlan, Setting, StoryPages } from "./types.js";

/** Choices that are poured at most, to find a story's best pages of one number. */
const MOST_POURED = 4;
/** Pages that cost no more than this need no other places for their pictures. */
const GOOD_COST = 3.5;
/** Pages that cost more might be better with house matter. */
const WORSE_THAN_HOUSE = 8;
/** Pages that cost more are worth a longer search, of so many choices at most. */
const POOR_COST = 6;
const MOST_UNLIKE = 48;
/** Numbers of pages that are looked at beside the natural one: more where the issue has a number to keep to. */
const USUAL = { fewer: 2, more: 1 };
const BUDGETED = { fewer: 2, more: 3 };

/** How many pages a story can take, and the best pages for each. */
export interface StoryFits {
  /** The story as it comes. */
  readonly natural: StoryPages;
  /** Likely cost of each number of pages, fewest first. Below the first the copy does not fit. */
  readonly estimates: readonly { readonly pages: number; readonly cost: number }[];
  /** The story in `pages` pages; undefined if it cannot be. Found once. */
  fit(pages: number, setting: Setting): StoryPages | undefined;
  /** Whether it may begin below another's end. */
  readonly mayRunOn: boolean;
  /** Lines of copy too many for `pages` pages: at least so many, found without pouring; 0 where it may fit. */
  linesOver(pages: number): number;
  /** Lines of text that must come out for the copy to stand in `pages` pages; found by taking them out and pouring the rest. */
  linesToCut(pages: number): number;
}

/** Paragraphs keep so many lines when lines are taken out. */
const FEWEST_LINES = 3;
/** Each attempt to find how many lines must come out takes this share more. */
const CUT_STEP = 0.02;

/** The flow without so many lines of text, taken out of its longest paragraphs; undefined when it has not so many. */
const withoutLines = (flow: Flow, lines: number): Flow | undefined => {
  const left = flow.blocks.map(({ text, heights }) => (text ? heights.length : 0));
  for (let taken = 0; taken < lines; taken++) {
    const longest = left.indexOf(Math.max(...left));
    if (longest < 0 || left[longest] <= FEWEST_LINES) return undefined;
    left[longest]--;
  }
  const blocks = flow.blocks.map((block, index) => {
    if (!block.text) return block;
    const { hyphenated: _, ...rest } = block;
    return { ...rest, heights: block.heights.slice(0, left[index]), variants: [] };
  });
  return { ...flow, blocks };
};

/** A page to itself, and an end of its own. */
export const ALONE: Setting = { startsLeft: true, takenLines: 0, openEnd: false };

/** The choice that crops nothing: every elastic part at its natural height. */
const naturalChoice = (flow: Flow, plan: PagePlan): Choice => ({
  opener: 0,
  heroLines: plan.openers[0].hero?.natural ?? 0,
  sinkLines: 0,
  floats: flow.floats.map(({ sizes }, index) => ({
    size: 0,
    lines: sizes[0].natural,
    place: index % 2 === 0 ? "head" : "foot",
  })),
});

/** The story as it comes, in as few pages as that takes: nothing cropped, nothing moved. */
export const pourNaturally = (matter: Matter, plan: PagePlan): StoryPages => {
  const choice = naturalChoice(matter.flow, plan);
  for (let pages = 1; ; pages++) {
    const story = pourInto(matter, {
      plan,
      choice,
      pages,
      fine: false,
      setting: ALONE,
      limit: Number.POSITIVE_INFINITY,
    });
    if (story !== undefined) return story;
  }
};

/** Other places for the pictures: all the other way round, all at the head, all at the foot. */
const otherPlaces = (choice: Choice): Choice[] => {
  if (choice.floats.length === 0) return [];
  const placed = (place: (index: number) => "head" | "foot"): Choice => ({
    ...choice,
    floats: choice.floats.map((float, index) => ({ ...float, place: place(index) })),
  });
  return [
    placed((index) => (index % 2 === 0 ? "foot" : "head")),
    placed(() => "head"),
    ...(choice.floats.length > 1 ? [placed(() => "foot")] : []),
  ];
};

/** A candidate and the pages that its columns take. */
type Bid = Candidate & { readonly pages: number };

/** The best pages so far of one story in one number of pages. */
class Best {
  story: StoryPages | undefined;
  private readonly tried = new Set<string>();

  constructor(
    private readonly matter: Matter,
    private readonly plan: PagePlan,
    private readonly setting: Setting,
  ) {}

  get cost(): number {
    return this.story?.cost ?? Number.POSITIVE_INFINITY;
  }

  get poured(): number {
    return this.tried.size;
  }

  consider(choice: Choice, { strain, pages }: Bid): void {
    const key = JSON.stringify(choice);
    if (strain >= this.cost || this.tried.has(key)) return;
    this.tried.add(key);
    const { matter, plan, setting } = this;
    const story = pourInto(matter, { plan, choice, pages, fine: true, setting, limit: this.cost - strain });
    if (story !== undefined && story.cost + strain < this.cost) this.story = { ...story, cost: story.cost + strain };
  }
}

/** Pours the likely choices, the likeliest first, until no other can be better; then, if all are poor, choices unlike them. */
const bestPages = (
  matter: Matter,
  plan: PagePlan,
  setting: Setting,
  bids: (only?: Hold | "house") => readonly Bid[],
): StoryPages | undefined => {
  const best = new Best(matter, plan, setting);
  const likely = bids().slice(0, MOST_POURED);
  const [first] = likely;
  for (const bid of likely) {
    if (best.cost <= GOOD_COST || bid.estimate >= best.cost) break;
    best.consider(bid.choice, bid);
    for (const choice of best.cost > GOOD_COST ? otherPlaces(bid.choice) : []) best.consider(choice, bid);
  }
  // Little white that nothing takes up is worse than more of it with house matter.
  if (plan.house !== undefined && best.cost > WORSE_THAN_HOUSE)
    for (const bid of bids("house")) if (bid.estimate < best.cost) best.consider(bid.choice, bid);
  // Where no sum of heights comes near, no other choice will.
  if (best.cost <= POOR_COST + (first?.estimate ?? 0)) return best.story;
  for (const hold of holdsOf(matter.flow)) {
    for (const bid of bids(hold)) {
      if (bid.estimate >= best.cost) continue;
      best.consider(bid.choice, bid);
      for (const choice of best.cost > GOOD_COST ? otherPlaces(bid.choice) : []) best.consider(choice, bid);
    }
    if (best.cost <= GOOD_COST || best.poured > MOST_UNLIKE) break;
  }
  return best.story;
};

/** What a story can be fitted to. Pure; nothing is poured before it is asked for. */
export const fitStory = (flow: Flow, plan: PagePlan): StoryFits => {
  const matter = matterOf(flow);
  const { columns, lines } = plan;
  const volume = volumeOf(flow);
  const leastParts = Math.min(
    ...plan.openers.map((opener) => (opener.headLines + (opener.hero?.minLines ?? 0)) * columns),
  );
  const leastFloats = flow.floats.reduce(
    (sum, { sizes }) =>
      sum + Math.min(...sizes.map(({ span, minLines }) => (minLines + FLOAT_GAP_LINES) * Math.min(span, columns))),
    0,
  );
  const least = volume + leastParts + leastFloats - slackOf(flow).shorter;
  const fewest = Math.max(1, Math.ceil(least / (columns * lines)));
  const natural = pourNaturally(matter, plan);
  const sums = new Map<string, readonly Candidate[]>();
  /** The likeliest choices for an opener, summed once for each number of pages. */
  const likeliest = (opener: number, pages: number, setting: Setting): readonly Candidate[] => {
    const key = `${opener} ${pages} ${setting.takenLines} ${setting.openEnd}`;
    const found = sums.get(key) ?? candidatesFor(flow, plan, { opener, pages, setting, most: MOST_POURED });
    sums.set(key, found);
    return found;
  };
  const bids = (pages: number, setting: Setting, only?: Hold | "house"): Bid[] =>
    plan.openers
      .flatMap(({ leadPages, runsOn }, opener) => {
        if ((leadPages > 0 && !setting.startsLeft) || pages <= leadPages) return [];
        if (runsOn !== setting.takenLines > 0) return [];
        const own = pages - leadPages;
        const few = { opener, pages: own, setting, most: 1 };
        const candidates =
          only === undefined
            ? likeliest(opener, own, setting)
            : candidatesFor(flow, plan, only === "house" ? { ...few, withHouse: true } : { ...few, hold: only });
        return candidates.map((candidate) => ({ ...candidate, pages: own }));
      })
      .sort((one, other) => one.estimate - other.estimate);
  const linesOver = (pages: number): number => Math.max(0, Math.ceil(least - pages * columns * lines));
  const known = new Map<string, StoryPages | undefined>();
  const estimates: { pages: number; cost: number }[] = [];
  const own = natural.pages.length + plan.openers[0].leadPages;
  const range = plan.budgeted === true ? BUDGETED : USUAL;
  for (let pages = Math.max(fewest, own - range.fewer); pages <= own + range.more; pages++) {
    const [first] = bids(pages, ALONE);
    if (first !== undefined) estimates.push({ pages, cost: first.estimate });
    else if (pages === own) estimates.push({ pages, cost: natural.cost });
  }
  // A head taller than a page is told when the pages are built; they are made up all the same.
  if (estimates.length === 0) estimates.push({ pages: own, cost: natural.cost });
  /** Only a spread minds on which side the story begins. */
  const hasSpreads = plan.openers.some(({ leadPages }) => leadPages > 0);
  const better = (fitted: StoryPages | undefined, pages: number): StoryPages | undefined =>
    pages === own && (fitted === undefined || natural.cost < fitted.cost) ? natural : fitted;
  return {
    natural,
    estimates,
    mayRunOn: plan.openers.some(({ runsOn }) => runsOn),
    fit(pages, { startsLeft: left, takenLines, openEnd }) {
      const setting = { startsLeft: left || !hasSpreads, takenLines, openEnd };
      const { startsLeft } = setting;
      const key = `${pages} ${startsLeft} ${takenLines} ${openEnd}`;
      if (!known.has(key)) {
        const fitted = bestPages(matter, plan, setting, (only) => bids(pages, setting, only));
        const naturally = takenLines === 0 && !openEnd && (startsLeft || plan.openers[0].leadPages === 0);
        known.set(key, naturally ? better(fitted, pages) : fitted);
      }
      return known.get(key);
    },
    linesOver,
    linesToCut(pages) {
      for (let cut = Math.max(1, linesOver(pages)); ; cut += Math.ceil(cut * CUT_STEP)) {
        const rest = withoutLines(flow, cut);
        if (rest === undefined || fitStory(rest, plan).fit(pages, ALONE) !== undefined) return cut;
      }
    },
  };
};
