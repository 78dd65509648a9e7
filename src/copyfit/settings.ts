import type { ComposePlan } from "../layout/index.js";
import { fitStory, matterOf, type PagePlan, pourNaturally, type StoryFits, type StoryPages } from "../makeup/index.js";
import { type Arrangement, arrangementsOf, barestCopy } from "./arrange.js";
import { makeFlow, type StoryFlow } from "./flow.js";
import type { MeasuredCopy } from "./units.js";

/** A story in one setting, set in lines. */
export interface Measured<Copy extends MeasuredCopy = MeasuredCopy> {
  readonly copy: Copy;
  readonly flow: StoryFlow;
  readonly pagePlan: PagePlan;
  readonly fits?: StoryFits;
  /** Of a story that is not fitted. */
  readonly natural?: StoryPages;
  /** All its letters are tracked by so much. */
  readonly trackingEm?: number;
}

type FittedCopy<Copy extends MeasuredCopy> = Measured<Copy> & { readonly fits: StoryFits };

/** What a story's set copy can be fitted to. */
export const fitCopy = <Copy extends MeasuredCopy>(
  copy: Copy,
  plan: ComposePlan,
  house: PagePlan["house"],
): Measured<Copy> => {
  const flow = makeFlow(copy, plan.lines);
  const fitted = copy.plan.unfitted !== true && copy.plan.articles.length > 0;
  const pagePlan: PagePlan = {
    columns: copy.plan.columns,
    lines: plan.lines,
    openers: copy.openerLines,
    ...(fitted && house !== undefined ? { house } : {}),
    budgeted: plan.budget.pages !== undefined || plan.budget.multipleOf !== undefined || copy.plan.pages !== undefined,
  };
  if (!fitted) return { copy, flow, pagePlan, natural: pourNaturally(matterOf(flow.flow), pagePlan) };
  return { copy, flow, pagePlan, fits: fitStory(flow.flow, pagePlan) };
};

/** The story once more with its copy changed. */
const refitted = <Copy extends MeasuredCopy>({ pagePlan }: Measured, copy: Copy): FittedCopy<Copy> => {
  const flow = makeFlow(copy, pagePlan.lines);
  return { copy, flow, pagePlan, fits: fitStory(flow.flow, pagePlan) };
};

/** Words of a full line: a paragraph's last one, which seldom is full, does not count. */
export const wordsPerLine = ({ units }: Pick<MeasuredCopy, "units">): number => {
  let words = 0;
  let lines = 0;
  for (const unit of units) {
    if (unit.kind !== "paragraph") continue;
    const { text, lines: set } = unit.set!;
    words += text.split(/\s+/).length;
    lines += set.length - 0.5;
  }
  return lines <= 0 ? USUAL_WORDS_PER_LINE : words / lines;
};
const USUAL_WORDS_PER_LINE = 7;

/** An even tracking of a whole article, ems: nobody sees it, and lines are saved or gained. */
const TRACKING_EM = 0.01;

/** The story once more with all its letters tracked. */
const tracked = <Copy extends MeasuredCopy>(usual: Measured<Copy>, trackingEm: number): FittedCopy<Copy> => {
  const units = usual.copy.units.map((unit) =>
    unit.kind === "paragraph" && unit.style.justified ? { ...unit, ...unit.setTracked!(trackingEm) } : unit,
  );
  return { ...refitted(usual, { ...usual.copy, units }), trackingEm };
};

/**
 * Tracking mends no more white than this share of an article's lines. Two hundredths of them are the letters' own; the rest comes of words
 * at the ends of paragraphs, and of breaks that fall elsewhere.
 */
const MOST_GAINED = 0.15;

/** Whether tracking can mend these pages: copy too long for them is drawn together, any other has little white. */
const canTrack = (
  em: number,
  { copy, fits, pagePlan }: Measured,
  pages: number,
  best: StoryPages | undefined,
): boolean => {
  if (best === undefined) return em > 0 === pages > fits!.natural.pages.length + pagePlan.openers[0].leadPages;
  const lines = copy.units.reduce((sum, unit) => sum + (unit.kind === "paragraph" ? unit.set!.lines.length : 0), 0);
  return best.gapLines <= lines * MOST_GAINED;
};

/** White that a picture or quotation moved or taken out may mend, in lines of columns. */
const ARRANGED_WHITE_LINES = 24;

const canArrange = ({ shorter }: Arrangement, best: StoryPages | undefined): boolean =>
  best === undefined ? shorter : best.gapLines <= ARRANGED_WHITE_LINES;

/** Lines of columns that the story's own copy and pictures leave: white, or filled with house matter. */
const emptyLines = ({ gapLines, pages }: StoryPages, { columns }: PagePlan): number =>
  pages.reduce((sum, { house }) => sum + (house?.lines ?? 0) * columns, gapLines);

/** What setting a story in its denser design costs, and tracking all of it, in lines of white. */
const DENSER = 4;
const TRACKED = 3;
/** Pages that cost no more are good enough for copy to stand as it was written, and those that cost no more than house matter not to be tracked. */
const AS_WRITTEN = 8;
const NOT_TRACKED = 15;

/** Another setting of the story, made when it is first needed. */
interface Alternative<Copy extends MeasuredCopy> {
  readonly measured: () => FittedCopy<Copy>;
  readonly cost: number;
  readonly mayMend: (pages: number, best: StoryPages | undefined) => boolean;
  /** Whether these pages are what the alternative is for; their cost is looked at besides. */
  readonly mends: (other: StoryPages, best: StoryPages) => boolean;
}

/** Alternatives of one kind, listed when some pages cost more than `above`. */
interface Resort<Copy extends MeasuredCopy> {
  readonly above: number;
  readonly alternatives: () => readonly Alternative<Copy>[];
}

const once = <Made>(make: () => Made): (() => Made) => {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Settings with less copy, or with more of it on a page: they are thought of for every number of pages. */
const shorterSettings = <Copy extends MeasuredCopy>(
  usual: Measured<Copy>,
  denser: Measured<Copy> | undefined,
): Alternative<Copy>[] => {
  const barest = barestCopy(usual.copy);
  const settings: { fitted: FittedCopy<Copy>; cost: number }[] = [];
  if (denser?.fits !== undefined) settings.push({ fitted: { ...denser, fits: denser.fits }, cost: DENSER });
  if (barest !== undefined) settings.push({ fitted: refitted(usual, barest.copy), cost: barest.cost });
  return settings.map(({ fitted, cost }) => ({ measured: () => fitted, cost, mayMend: () => true, mends: () => true }));
};

const arranged = <Copy extends MeasuredCopy>(usual: Measured<Copy>): Alternative<Copy>[] =>
  arrangementsOf(usual.copy).map((arrangement) => ({
    measured: once(() => refitted(usual, arrangement.make())),
    cost: arrangement.cost,
    mayMend: (_, best) => canArrange(arrangement, best),
    // An editor moves a quotation to fill a hole, not to spare a picture its crop.
    mends: (other, best) => emptyLines(other, usual.pagePlan) < emptyLines(best, usual.pagePlan),
  }));

const trackings = <Copy extends MeasuredCopy>(usual: Measured<Copy>): Alternative<Copy>[] =>
  [TRACKING_EM, -TRACKING_EM].map((em) => ({
    measured: once(() => tracked(usual, em)),
    cost: TRACKED,
    mayMend: (pages, best) => canTrack(em, usual, pages, best),
    mends: () => true,
  }));

/**
 * A story's fits in the setting that suits best: its own, its denser one if it has one, without pictures that may be missing, with a pull
 * quote elsewhere, and as last resort tracked; `origin` tells afterwards of which its pages are.
 */
export const bestFits = <Copy extends MeasuredCopy>(
  usual: Measured<Copy>,
  denser: Measured<Copy> | undefined,
  origin: Map<StoryPages, Measured<Copy>>,
): StoryFits => {
  const own = usual.fits!;
  const shorter = shorterSettings(usual, denser);
  const resorts: Resort<Copy>[] = [
    { above: 0, alternatives: () => shorter },
    { above: AS_WRITTEN, alternatives: once(() => arranged(usual)) },
    { above: NOT_TRACKED, alternatives: once(() => trackings(usual)) },
  ];
  const costs = new Map<number, number>();
  const note = (pages: number, cost: number): void => {
    costs.set(pages, Math.min(cost, costs.get(pages) ?? Number.POSITIVE_INFINITY));
  };
  for (const { pages, cost } of own.estimates) note(pages, cost);
  for (const { measured, cost: extra } of shorter)
    for (const { pages, cost } of measured().fits.estimates) note(pages, cost + extra);
  const known = new Map<string, StoryPages | undefined>();
  return {
    natural: own.natural,
    estimates: [...costs].map(([pages, cost]) => ({ pages, cost })).sort((one, other) => one.pages - other.pages),
    mayRunOn: own.mayRunOn,
    fit(pages, setting) {
      const key = `${pages} ${JSON.stringify(setting)}`;
      if (known.has(key)) return known.get(key);
      let best = own.fit(pages, setting);
      for (const { above, alternatives } of resorts) {
        if (best !== undefined && best.cost <= above) continue;
        for (const { measured, cost, mayMend, mends } of alternatives()) {
          if ((best !== undefined && best.cost <= cost) || !mayMend(pages, best)) continue;
          const other = measured().fits.fit(pages, setting);
          if (other === undefined) continue;
          if (best !== undefined && (best.cost <= other.cost + cost || !mends(other, best))) continue;
          best = { ...other, cost: other.cost + cost };
          origin.set(best, measured());
        }
      }
      known.set(key, best);
      return best;
    },
    linesOver: (pages) =>
      Math.min(own.linesOver(pages), ...shorter.map(({ measured }) => measured().fits.linesOver(pages))),
    linesToCut(pages) {
      // Told in lines of the usual setting, whose measure may be another.
      const lines = shorter.map(({ measured }) => {
        const { copy, fits } = measured();
        return Math.ceil((fits.linesToCut(pages) * wordsPerLine(copy)) / wordsPerLine(usual.copy));
      });
      return Math.min(own.linesToCut(pages), ...lines);
    },
  };
};
