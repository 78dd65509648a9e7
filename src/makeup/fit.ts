import { pourStory } from "./pour.js";
import type { Choice, Flow, PagePlan, StoryPages } from "./types.js";

/** The choice that crops nothing: every elastic part at its natural height. */
export const naturalChoice = (flow: Flow, plan: PagePlan): Choice => ({
  opener: 0,
  heroLines: plan.openers[0].hero?.natural ?? 0,
  sinkLines: 0,
  floats: flow.floats.map((float, index) => ({
    size: 0,
    lines: float.sizes[0].natural,
    place: index % 2 === 0 ? "head" : "foot",
  })),
  elastics: flow.elastics.map(({ row }) => flow.rows[row].lines),
});

/** A float of another width than its own counts as this many cropped lines. */
const OTHER_SIZE_STRAIN = 8;

/** How far a choice strays from the natural one, in grid lines: between equal pages, the one that crops least wins. */
const strain = (choice: Choice, natural: Choice, flow: Flow): number => {
  let lines = Math.abs(choice.heroLines - natural.heroLines) + choice.sinkLines;
  choice.floats.forEach(({ size, lines: height }, index) => {
    lines += Math.abs(height - flow.floats[index].sizes[size].natural) + (size === 0 ? 0 : OTHER_SIZE_STRAIN);
  });
  choice.elastics.forEach((height, index) => {
    lines += Math.abs(height - natural.elastics[index]);
  });
  return lines;
};

/** White costs a line each, a cropped line a tenth of that. */
const STRAIN_COST = 0.1;
const cost = (story: StoryPages, natural: Choice, flow: Flow): number =>
  story.gapLines + strain(story.choice, natural, flow) * STRAIN_COST + story.forced.length * 100;

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);

const MOST_ROUNDS = 3;

const replaced = <Item>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.map((old, at) => (at === index ? item : old));

/** With this much white left, in lines of one column, the search begins anew from other choices. */
const MUCH_WHITE_LINES = 8;

/** Choices far from the natural one: heroes and pictures all small, all large, or wide pictures under a small hero. */
const otherStarts = (flow: Flow, plan: PagePlan, natural: Choice): Choice[] => {
  const floats = (size: "first" | "last", lines: "minLines" | "maxLines"): Choice["floats"] =>
    flow.floats.map(({ sizes }, index) => {
      const chosen = size === "first" ? 0 : sizes.length - 1;
      return { ...natural.floats[index], size: chosen, lines: sizes[chosen][lines] };
    });
  const elastics = (lines: "minLines" | "maxLines"): number[] => flow.elastics.map((elastic) => elastic[lines]);
  const hero = plan.openers[0].hero ?? { minLines: 0, maxLines: 0 };
  const start = { opener: 0, sinkLines: 0 };
  return [
    { ...start, heroLines: hero.minLines, floats: floats("first", "minLines"), elastics: elastics("minLines") },
    { ...start, heroLines: hero.maxLines, floats: floats("last", "maxLines"), elastics: elastics("maxLines") },
    { ...start, heroLines: hero.minLines, floats: floats("last", "maxLines"), elastics: elastics("maxLines") },
    { ...start, heroLines: hero.maxLines, floats: floats("first", "minLines"), elastics: elastics("minLines") },
  ];
};

/** The best pages found so far, and what they cost. */
interface Search {
  best: StoryPages;
  bestCost: number;
  readonly consider: (choice: Choice) => StoryPages | undefined;
}

const beginSearch = (flow: Flow, plan: PagePlan, natural: Choice): Search => {
  const tried = new Set<string>([JSON.stringify(natural)]);
  const first = pourStory(flow, plan, natural);
  const search: Search = {
    best: first,
    bestCost: cost(first, natural, flow),
    consider: (choice) => {
      // Pouring is the dear part: a choice whose crops alone cost as much as the best pages cannot win, nor one that has lost.
      if (strain(choice, natural, flow) * STRAIN_COST >= search.bestCost) return undefined;
      const key = JSON.stringify(choice);
      if (tried.has(key)) return undefined;
      tried.add(key);
      const story = pourStory(flow, plan, choice);
      const itsCost = cost(story, natural, flow);
      if (itsCost < search.bestCost) {
        search.best = story;
        search.bestCost = itsCost;
      }
      return story;
    },
  };
  return search;
};

/** Every value of one elastic part, the others as they are in `from`; one part after the other. */
const neighbours = function* (flow: Flow, plan: PagePlan, from: () => Choice): Generator<Choice> {
  const { hero, sinkLines: most } = plan.openers[from().opener];
  if (hero !== undefined) for (const heroLines of range(hero.minLines, hero.maxLines)) yield { ...from(), heroLines };
  for (const sinkLines of most === 0 ? [] : range(0, most)) yield { ...from(), sinkLines };
  for (const [index, float] of flow.floats.entries())
    for (const place of ["head", "foot"] as const)
      for (const [size, { minLines, maxLines }] of float.sizes.entries())
        for (const lines of range(minLines, maxLines))
          yield { ...from(), floats: replaced(from().floats, index, { size, lines, place }) };
  for (const [index, { minLines, maxLines }] of flow.elastics.entries())
    for (const lines of range(minLines, maxLines))
      yield { ...from(), elastics: replaced(from().elastics, index, lines) };
};

/** Changes one part at a time for the better, until nothing improves. */
const improve = (search: Search, flow: Flow, plan: PagePlan): void => {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = search.bestCost;
    for (const choice of neighbours(flow, plan, () => search.best.choice)) search.consider(choice);
    if (search.bestCost === before) return;
  }
};

/**
 * Chooses hero and picture heights so that the story ends near the foot of its last page: one elastic part at a time,
 * until nothing improves; from other beginnings too, where much white is left. Pure and cheap: no trial touches the browser.
 */
export const fitStory = (flow: Flow, plan: PagePlan): StoryPages => {
  const natural = naturalChoice(flow, plan);
  const search = beginSearch(flow, plan, natural);
  improve(search, flow, plan);
  for (const start of otherStarts(flow, plan, natural)) {
    if (search.best.gapLines <= MUCH_WHITE_LINES) break;
    improveFrom(start, search, flow, plan);
  }
  return search.best;
};

/** Climbs from a start of its own, which may begin worse than the best found; the search keeps whatever is best of all. */
const improveFrom = (start: Choice, search: Search, flow: Flow, plan: PagePlan): void => {
  const natural = naturalChoice(flow, plan);
  let here = start;
  let hereCost = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = hereCost;
    for (const choice of neighbours(flow, plan, () => here)) {
      const story = search.consider(choice);
      if (story === undefined) continue;
      const itsCost = cost(story, natural, flow);
      if (itsCost < hereCost) {
        here = choice;
        hereCost = itsCost;
      }
    }
    if (hereCost === before) return;
  }
};
