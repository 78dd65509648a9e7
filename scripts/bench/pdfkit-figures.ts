/** From runs of the engine without a browser to figures and a verdict. */
import { type Bound, median } from "./figures.js";
import { type EngineRun, PDFKIT_PHASES, type PdfkitPhase, type Run } from "./pdfkit-runs.js";

/** Runs of one issue, taken in turns. */
export interface Turns {
  readonly articles: number;
  readonly photographs: number;
  readonly words: number;
  /** Calls of the bare script. */
  readonly lines: number;
  readonly pdfkit: readonly EngineRun[];
  readonly bare: readonly Run[];
  /** Of the same issue in the browser; empty where it is not compared. */
  readonly chromium: readonly EngineRun[];
}

/** Medians in ms, peaks in MB. */
export interface Spent {
  readonly whole: number;
  readonly cpuMs: number;
  /** The highest of all runs. */
  readonly peakMb: number;
}

export interface IssueFigures {
  readonly articles: number;
  readonly photographs: number;
  readonly words: number;
  readonly lines: number;
  readonly pages: number;
  readonly phases: Readonly<Record<PdfkitPhase, number>>;
  readonly pdfkit: Spent;
  readonly bare: Spent;
  readonly chromium?: Spent;
}

const spentOn = (runs: readonly Run[]): Spent => ({
  whole: median(runs.map((run) => run.whole)),
  cpuMs: median(runs.map((run) => run.cpuMs)),
  peakMb: Math.max(...runs.map((run) => run.peakMb)),
});

export const figuresOf = ({ pdfkit, bare, chromium, ...issue }: Turns): IssueFigures => {
  const phases = Object.fromEntries(
    PDFKIT_PHASES.map((phase) => [phase, median(pdfkit.map((run) => run.phases[phase]))]),
  );
  return {
    ...issue,
    pages: pdfkit[0]!.pages,
    phases: phases as Record<PdfkitPhase, number>,
    pdfkit: spentOn(pdfkit),
    bare: spentOn(bare),
    ...(chromium.length === 0 ? {} : { chromium: spentOn(chromium) }),
  };
};

/** A build may take so many times what the bare script takes, and what the browser takes. */
const AGAINST_BARE = 1.5;
const AGAINST_CHROMIUM = 0.8;
const PEAK_MB = 500;
/** A further article may cost so much more in a large issue than in a small one: what two measurements differ by anyway. */
const GROWTH = 1.1;

const bound = (name: string, value: number, limit: number, unit: Bound["unit"]): Bound => ({
  name,
  value,
  bound: limit,
  unit,
  passed: value <= limit,
  everywhere: true,
});

/** What one more article costs between two sizes, ms. */
export const furtherMs = (small: IssueFigures, large: IssueFigures, by: "pdfkit" | "bare"): number =>
  (large[by].whole - small[by].whole) / (large.articles - small.articles);

const growthBounds = (sizes: readonly IssueFigures[]): Bound[] =>
  sizes.slice(2).map((large, index) => {
    const [small, middle] = [sizes[index]!, sizes[index + 1]!];
    const rise = furtherMs(middle, large, "pdfkit") / furtherMs(small, middle, "pdfkit");
    const name = `cost of an article, ${middle.articles}–${large.articles} against ${small.articles}–${middle.articles}`;
    return bound(name, rise, GROWTH, "×");
  });

/** Every figure that has a bound; all are ratios or memory, and hold on any machine. `growth` in order of size. */
export const pdfkitBounds = (issue: IssueFigures, growth: readonly IssueFigures[]): Bound[] => [
  bound("whole cold build, against the bare script", issue.pdfkit.whole / issue.bare.whole, AGAINST_BARE, "×"),
  ...(issue.chromium === undefined
    ? []
    : [
        bound(
          "whole cold build, against the browser",
          issue.pdfkit.whole / issue.chromium.whole,
          AGAINST_CHROMIUM,
          "×",
        ),
      ]),
  bound(`peak, ${issue.articles} articles`, issue.pdfkit.peakMb, PEAK_MB, "MB"),
  ...growth
    .filter(({ articles }) => articles !== issue.articles)
    .map(({ articles, pdfkit }) => bound(`peak, ${articles} articles`, pdfkit.peakMb, PEAK_MB, "MB")),
  ...growthBounds(growth),
];
