/** From runs to figures, from figures to a verdict. */
import { type BuildRun, type Floor, PHASES, type Phase } from "./measure.js";

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Runs of one issue; times in ms. */
export interface Measured {
  readonly articles: number;
  readonly photographs: number;
  readonly words: number;
  readonly runs: readonly BuildRun[];
  readonly floors: readonly Floor[];
  /** The same issue with every article set as it comes. */
  readonly unfitted?: Measured;
}

export interface Medians {
  readonly articles: number;
  readonly photographs: number;
  readonly words: number;
  readonly pages: number;
  readonly whole: number;
  readonly phases: Readonly<Record<Phase, number>>;
  /** Of the same issue with every article set as it comes. */
  readonly unfitted?: Medians;
  readonly floor: Readonly<Record<keyof Floor, number>>;
  readonly floorPerPage: number;
  /** The highest of all runs. */
  readonly peakMb: number;
  readonly cpuMs: number;
}

const FLOOR_PARTS = ["launch", "load", "print", "sum", "whole"] as const;

export const mediansOf = ({ runs, floors, unfitted, ...issue }: Measured): Medians => {
  const pages = runs[0]!.pages;
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, median(runs.map((run) => run.phases[phase]))]));
  const floor = Object.fromEntries(FLOOR_PARTS.map((part) => [part, median(floors.map((run) => run[part]))]));
  return {
    ...issue,
    pages,
    whole: median(runs.map((run) => run.whole)),
    phases: phases as Record<Phase, number>,
    ...(unfitted === undefined ? {} : { unfitted: mediansOf(unfitted) }),
    floor: floor as Record<keyof Floor, number>,
    floorPerPage: floor.sum! / pages,
    peakMb: Math.max(...runs.map((run) => run.peakMb)),
    cpuMs: median(runs.map((run) => run.cpuMs)),
  };
};

/** A whole cold build may take so many floors, and so many ms beside; composing alone so many ms. */
const FLOORS = 1.6;
const FITTED = { besideMs: 700, composeMs: 500 };
const UNFITTED = { besideMs: 500, composeMs: 400 };
/** Composing with fitting may take so many times what it takes without. */
const FITTING = 2;
const PEAK_MB = 400;
/** A further article may cost so much more in a large issue than in a small one: what two measurements differ by anyway. */
const GROWTH = 1.15;

export interface Bound {
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly unit: "ms" | "MB" | "×";
  readonly passed: boolean;
  /** Holds on any machine. The others are times, which a slow or busy machine misses without anybody's fault. */
  readonly everywhere: boolean;
}

const bound = (name: string, value: number, limit: number, unit: Bound["unit"], everywhere: boolean): Bound => ({
  name,
  value,
  bound: limit,
  unit,
  passed: value <= limit,
  everywhere,
});

/** What one more article costs between two sizes, ms. */
export const marginalMs = (small: Medians, large: Medians, of: (medians: Medians) => number): number =>
  (of(large) - of(small)) / (large.articles - small.articles);

/** Growth from each size to the next, compared with the growth before. */
const growthBounds = (sizes: readonly Medians[]): Bound[] =>
  sizes.slice(2).map((largest, index) => {
    const [small, middle] = [sizes[index]!, sizes[index + 1]!];
    const whole = (medians: Medians): number => medians.whole;
    const rise = marginalMs(middle, largest, whole) / marginalMs(small, middle, whole);
    return bound(
      `cost of an article, ${middle.articles}–${largest.articles} against ${small.articles}–${middle.articles}`,
      rise,
      GROWTH,
      "×",
      true,
    );
  });

const timeBounds = (
  { whole, floor, phases }: Medians,
  { besideMs, composeMs }: typeof FITTED,
  how: "" | ", without fitting",
): Bound[] => [
  bound(`whole cold build${how}`, whole, FLOORS * floor.sum + besideMs, "ms", true),
  bound(`compose${how}`, phases.compose, composeMs, "ms", false),
];

/** Every figure that has a bound. `growth` in order of size; fewer than three sizes have no growth to judge. */
export const boundsOf = (issue: Medians, growth: readonly Medians[]): Bound[] => [
  ...timeBounds(issue, FITTED, ""),
  ...(issue.unfitted === undefined
    ? []
    : [
        ...timeBounds(issue.unfitted, UNFITTED, ", without fitting"),
        bound(
          "compose, against without fitting",
          issue.phases.compose / issue.unfitted.phases.compose,
          FITTING,
          "×",
          true,
        ),
      ]),
  bound("peak of the Node process", issue.peakMb, PEAK_MB, "MB", true),
  ...growth
    .filter(({ articles }) => articles !== issue.articles)
    .map(({ articles, peakMb }) =>
      bound(`peak of the Node process, ${articles} articles`, peakMb, PEAK_MB, "MB", true),
    ),
  ...growthBounds(growth),
];
