import { pourStory } from "./pour.js";
import type { Choice, Flow, PagePlan, StoryPages } from "./types.js";

/** The choice that crops nothing: every elastic part at its natural height. */
export const naturalChoice = (flow: Flow, plan: PagePlan): Choice => ({
  heroLines: plan.hero?.natural ?? 0,
  floats: flow.floats.map((float, index) => ({ lines: float.natural, place: index % 2 === 0 ? "head" : "foot" })),
});

/** How far a choice strays from the natural one, in grid lines: between equal pages, the one that crops least wins. */
const strain = (choice: Choice, natural: Choice): number =>
  Math.abs(choice.heroLines - natural.heroLines) +
  choice.floats.reduce((sum, float, index) => sum + Math.abs(float.lines - natural.floats[index].lines), 0);

/** White costs a line each, a cropped line a tenth of that. */
const cost = (story: StoryPages, natural: Choice): number => story.gapLines + strain(story.choice, natural) * 0.1 + story.forced.length * 100;

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);

/**
 * Chooses hero and picture heights so that the story ends near the foot of its last page: one elastic part at a time,
 * until nothing improves. Pure and cheap: no trial touches the browser.
 */
export const fitStory = (flow: Flow, plan: PagePlan, rounds = 2): StoryPages => {
  const natural = naturalChoice(flow, plan);
  let best = pourStory(flow, plan, natural);
  let bestCost = cost(best, natural);
  const consider = (choice: Choice): void => {
    const story = pourStory(flow, plan, choice);
    const itsCost = cost(story, natural);
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
        for (const lines of range(float.minLines, float.maxLines))
          consider({ ...best.choice, floats: best.choice.floats.map((old, at) => (at === index ? { lines, place } : old)) });
    });
    if (bestCost === before) break;
  }
  return best;
};
