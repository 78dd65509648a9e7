/** Runs inside the page: measures the copy once, sets its lines, makes up its pages, builds them once, verifies them once. */
import { makeUpStories, overfullLines, planPages, shareOfWhite } from "../copyfit/index.js";
import type { ComposePlan } from "../layout/index.js";
import { hyphenateFrom } from "../typeset/index.js";
import { secureContrast } from "./contrast.js";
import { MasterFault } from "./fault.js";
import { readHouseStock } from "./house.js";
import { setStories } from "./lines.js";
import { measureBlocks, measureOpeners } from "./measure.js";
import { buildPages, fitLines, placeCrops } from "./pages.js";
import { readStories } from "./read.js";
import { checkSeen } from "./seen.js";
import { endMeasuring, makeMeasure, StyleTable } from "./styles.js";
import type { ComposeResult } from "./types.js";
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

const makePages = (plan: ComposePlan): ComposeResult => {
  const clock = (): number => performance.now();
  const started = clock();
  const styles = new StyleTable();
  const read = readStories(plan, styles);
  const problems = [...measureBlocks(read, plan), ...checkSeen(read, plan)];
  const copies = measureOpeners(read, plan);
  const stock = readHouseStock(plan);
  const measured = clock();
  setStories(copies, styles, makeMeasure(styles.styles), hyphenators(plan));
  problems.push(...overfullLines(copies, plan));
  const lined = clock();
  const issue = makeUpStories(copies, stock, plan);
  problems.push(...issue.problems);
  const { madeUp } = issue;
  const made = clock();
  const flatplan = planPages(plan, issue);
  const built = buildPages(plan, flatplan);
  document.body.replaceChildren(...built);
  fitLines();
  placeCrops();
  problems.push(...secureContrast(built, plan));
  const placed = clock();
  problems.push(...verifyPages(built, madeUp, plan));
  endMeasuring();
  const verified = clock();
  return {
    pages: flatplan.pages.map(({ from: _, ...page }) => page),
    folios: flatplan.folios,
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

/** Masters without what pages are made with: no pages, and the problem. */
const noPages = ({ problem }: MasterFault): ComposeResult => {
  endMeasuring();
  document.body.replaceChildren();
  return {
    pages: [],
    folios: {},
    problems: [problem],
    footGap: 0,
    fits: {},
    timings: { measure: 0, lines: 0, makeup: 0, build: 0, verify: 0 },
  };
};

export const compose = (plan: ComposePlan): ComposeResult => {
  try {
    return makePages(plan);
  } catch (fault) {
    if (fault instanceof MasterFault) return noPages(fault);
    throw fault;
  }
};
