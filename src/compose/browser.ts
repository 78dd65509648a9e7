/** Runs inside the page: measures the copy once, sets its lines, makes up its pages, builds them once, verifies them once. */
import type { ComposePlan } from "../layout/index.js";
import type { Problem } from "../problem.js";
import { hyphenateFrom } from "../typeset/index.js";
import type { MadeUpStory } from "./build.js";
import { secureContrast } from "./contrast.js";
import { HouseStock } from "./house.js";
import { makeUpStories } from "./issue.js";
import { setStories } from "./lines.js";
import { measureBlocks, measureOpeners, placeOf } from "./measure.js";
import { buildPages, fitLines, placeCrops } from "./pages.js";
import { readStories } from "./read.js";
import { makeMeasure, StyleTable } from "./styles.js";
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
  const read = readStories(plan.stories, plan.columnGutterPx, styles);
  const problems = measureBlocks(read, plan);
  const copies = measureOpeners(read, plan);
  const stock = new HouseStock(plan);
  const measured = clock();
  setStories(copies, styles, makeMeasure(styles.styles), hyphenators(plan));
  problems.push(...overfullLines(copies, plan));
  const lined = clock();
  const issue = makeUpStories(copies, stock, plan);
  problems.push(...issue.problems);
  const { madeUp } = issue;
  const made = clock();
  const built = buildPages(plan, issue);
  document.body.replaceChildren(...built.elements);
  fitLines();
  placeCrops();
  problems.push(...secureContrast(built.elements, plan));
  const placed = clock();
  problems.push(...verifyPages(built.elements, madeUp, plan));
  const verified = clock();
  return {
    pages: built.flatplan,
    folios: built.folios,
    problems,
    footGap: shareOfWhite(madeUp, plan),
    fits: issue.fits,
    timings: {
      measure: measured - started,
      lines: lined - measured,
      makeup: made - lined,
      build: placed - made,
      verify: verified - placed,
    },
  };
};
