/** Runs inside the page: measures the copy once, sets its lines, makes up its pages, builds them once, verifies them once. */
import type { ComposePlan } from "../layout/index.js";
import { fitStory } from "../makeup/index.js";
import type { Problem } from "../problem.js";
import { hyphenateFrom } from "../typeset/index.js";
import { findSplit, type MadeUpStory } from "./build.js";
import { makeFlow } from "./flow.js";
import { setStories } from "./lines.js";
import { measureBlocks, measureOpener, placeOf } from "./measure.js";
import { buildPages, fitLines, placeCrops } from "./pages.js";
import { makeMeasure, StyleTable } from "./paragraph.js";
import { readStories } from "./read.js";
import type { ComposeResult } from "./types.js";
import type { StoryCopy } from "./units.js";
import { verifyPages } from "./verify.js";

const hyphenators = (plan: ComposePlan) => {
  const known = new Map<string, ReturnType<typeof hyphenateFrom>>();
  return (language: string) => {
    let hyphenate = known.get(language);
    if (hyphenate === undefined) {
      hyphenate = hyphenateFrom(plan.hyphenation[language] ?? {});
      known.set(language, hyphenate);
    }
    return hyphenate;
  };
};

const overfullLines = (copies: readonly StoryCopy[], plan: ComposePlan): Problem[] =>
  copies.flatMap((copy) =>
    copy.units.flatMap((unit) => {
      if (unit.kind !== "paragraph") return [];
      const line = unit.set!.lines.find((set) => set.overfull);
      if (line === undefined) return [];
      const place = placeOf(unit, plan);
      return [
        {
          code: "LINE_TOO_WIDE" as const,
          severity: "error" as const,
          ...(place === undefined ? {} : { place }),
          message: `"${unit.set!.text.slice(line.start, line.end).slice(0, 60)}" is wider than its column and cannot be broken.`,
          remedy: "Break the word with a hyphen or a space, or shorten it.",
        },
      ];
    }),
  );

const makeUp = (copy: StoryCopy, plan: ComposePlan): { made: MadeUpStory; problems: Problem[] } => {
  const flow = makeFlow(copy, plan.lines);
  const [usual, ...others] = copy.openers.map((pages, index) => measureOpener(pages, copy.plan.openers[index], plan));
  const story = fitStory(flow.flow, {
    columns: copy.plan.columns,
    lines: plan.lines,
    openers: [usual, ...others],
    balance: true,
  });
  const problems = story.forced.flatMap((row) => {
    const unit = copy.units[flow.sources[row].unit];
    if (flow.flow.rows[row].lines <= plan.lines) return [];
    const place = placeOf(unit, plan);
    return [
      {
        code: "BLOCK_TOO_TALL" as const,
        severity: "error" as const,
        ...(place === undefined ? {} : { place }),
        message: `This block is ${flow.flow.rows[row].lines} lines tall; a page has ${plan.lines}.`,
        remedy: "Divide it into smaller blocks.",
      },
    ];
  });
  return { made: { copy, flow, story, openers: [usual, ...others], split: findSplit(copy, flow, story) }, problems };
};

const shareOfWhite = (madeUp: ReadonlyMap<string, MadeUpStory>, plan: ComposePlan): number => {
  let white = 0;
  let whole = 0;
  for (const { story, copy } of madeUp.values()) {
    white += story.gapLines;
    whole += story.pages.length * copy.plan.columns * plan.lines;
  }
  return whole === 0 ? 0 : white / whole;
};

export const compose = (plan: ComposePlan): ComposeResult => {
  const clock = (): number => performance.now();
  const started = clock();
  const styles = new StyleTable();
  const copies = readStories(plan.stories, plan.columnGutterPx, styles);
  const problems = measureBlocks(copies, plan);
  const measured = clock();
  setStories(copies, styles, makeMeasure(styles.styles), hyphenators(plan));
  problems.push(...overfullLines(copies, plan));
  const lined = clock();
  const madeUp = new Map<string, MadeUpStory>();
  for (const copy of copies) {
    const { made, problems: faults } = makeUp(copy, plan);
    problems.push(...faults);
    madeUp.set(copy.plan.id, made);
  }
  const made = clock();
  const built = buildPages(plan, madeUp);
  document.body.replaceChildren(...built.elements);
  fitLines();
  placeCrops();
  const placed = clock();
  problems.push(...verifyPages(built.elements, madeUp, plan));
  const verified = clock();
  return {
    pages: built.flatplan,
    folios: built.folios,
    problems,
    footGap: shareOfWhite(madeUp, plan),
    timings: {
      measure: measured - started,
      lines: lined - measured,
      makeup: made - lined,
      build: placed - made,
      verify: verified - placed,
    },
  };
};
