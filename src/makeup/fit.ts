import { pourStory } from "./pour.js";
import type { Choice, Flow, PagePlan, StoryPages } from "./types.js";

/** The choice that crops nothing: every elastic part at its natural height. */
export const naturalChoice = (flow: Flow, plan: PagePlan): Choice => ({
  heroLines: plan.hero?.natural ?? 0,
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
  let lines = Math.abs(choice.heroLines - natural.heroLines);
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

const replaced = <Item>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.map((old, at) => (at === index ? item : old));

/**
 * Chooses hero and picture heights so that the story ends near the foot of its last page: one elastic part at a time,
 * until nothing improves. Pure and cheap: no trial touches the browser.
 */
export const fitStory = (flow: Flow, plan: PagePlan, rounds = 3): StoryPages => {
  const natural = naturalChoice(flow, plan);
  let best = pourStory(flow, plan, natural);
  let bestCost = cost(best, natural, flow);
  const tried = new Set<string>([JSON.stringify(natural)]);
  const consider = (choice: Choice): void => {
    // Pouring is the dear part: a choice whose crops alone cost as much as the best pages cannot win, nor one that has lost.
    if (strain(choice, natural, flow) * STRAIN_COST >= bestCost) return;
    const key = JSON.stringify(choice);
    if (tried.has(key)) return;
    tried.add(key);
    const story = pourStory(flow, plan, choice);
    const itsCost = cost(story, natural, flow);
    if (itsCost < bestCost) {
      best = story;
      bestCost = itsCost;
    }
  };
  for (let round = 0; round < rounds; round++) {
    const before = bestCost;
    if (plan.hero !== undefined)
      for (const heroLines of range(plan.hero.minLines, plan.hero.maxLines)) consider({ ...best.choice, heroLines });
    flow.floats.forEach((float, index) => {
      for (const place of ["head", "foot"] as const)
        float.sizes.forEach(({ minLines, maxLines }, size) => {
          for (const lines of range(minLines, maxLines))
            consider({ ...best.choice, floats: replaced(best.choice.floats, index, { size, lines, place }) });
        });
    });
    flow.elastics.forEach(({ minLines, maxLines }, index) => {
      for (const lines of range(minLines, maxLines))
        consider({ ...best.choice, elastics: replaced(best.choice.elastics, index, lines) });
    });
    if (bestCost === before) break;
  }
  return best;
};
