import { ALONE, type StoryFits } from "./fit.js";
import type { IssueStory } from "./issue.js";
import { RUN_ON_GAP_LINES } from "./pour.js";
import type { StoryPages } from "./types.js";

/** Two stories that share a page, poured. */
export interface Pair {
  readonly first: StoryPages;
  readonly firstPages: number;
  readonly second: StoryPages;
  readonly secondPages: number;
  readonly cost: number;
}

/** A story that begins below another's end, instead of on a page of its own, costs this much. */
const RUN_ON = 9;
/** Stories whose best pages cost no more have no need of a neighbour's. */
const NEEDS_NEIGHBOUR = 10;

/** Pairs of neighbouring stories of which one cannot fill its pages, by the first one's place. Found when first asked for. */
export class Pairs {
  private readonly known = new Map<number, readonly Pair[]>();

  constructor(
    private readonly stories: readonly IssueStory[],
    private readonly lines: number,
  ) {}

  at(index: number): readonly Pair[] {
    let pairs = this.known.get(index);
    if (pairs === undefined) {
      pairs = this.find(index);
      this.known.set(index, pairs);
    }
    return pairs;
  }

  private find(index: number): Pair[] {
    const [one, two] = [this.stories[index], this.stories[index + 1]];
    if (one?.fits === undefined || two?.fits === undefined || !two.fits.mayRunOn) return [];
    if (one.pages !== undefined || two.pages !== undefined) return [];
    const best = ({ estimates }: StoryFits): number => Math.min(...estimates.map(({ cost }) => cost));
    if (best(one.fits) <= NEEDS_NEIGHBOUR && best(two.fits) <= NEEDS_NEIGHBOUR) return [];
    const pairs: Pair[] = [];
    for (const { pages: firstPages } of one.fits.estimates) {
      const first = one.fits.fit(firstPages, { ...ALONE, openEnd: true });
      const open = first?.pages.at(-1)?.openLines;
      if (first === undefined || open === undefined) continue;
      const takenLines = this.lines - open + RUN_ON_GAP_LINES;
      for (let secondPages = 1; secondPages <= two.fits.natural.pages.length + 1; secondPages++) {
        const second = two.fits.fit(secondPages, { ...ALONE, takenLines });
        if (second !== undefined)
          pairs.push({ first, firstPages, second, secondPages, cost: first.cost + second.cost + RUN_ON });
      }
    }
    return pairs;
  }
}
