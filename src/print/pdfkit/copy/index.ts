/** An issue's articles in, set and measured copy out: units for copyfitting, with all that painting them takes. */
import { openerLines, type SolidUnit as PlainSolid, withoutSpace } from "../../../copyfit/index.js";
import type { ComposePlan, OpenerPlan, Story, StoryPlan } from "../../../layout/index.js";
import { contentsEntries, type Head, headOf, type MasterContext } from "../masters/index.js";
import { bodyUnits, briefUnits } from "./article.js";
import { solidUnit } from "./blocks.js";
import type { Reading, ReadingProblem } from "./reading.js";
import type { StoryCopy, Unit } from "./units.js";

export { LABEL_GAP_PX } from "./blocks.js";
export { GALLERY_GAP_PX } from "./figures.js";
export { ROW_RULE_PX, rowHeight } from "./tables.js";
export type * from "./units.js";

/** Copy of a story, and the tables of it that had to be squeezed. */
export interface ReadCopy {
  readonly copy: StoryCopy;
  readonly squeezed: readonly (ReadingProblem & { readonly article: string })[];
}

const readingOf = (
  story: Story,
  plan: StoryPlan,
  article: string,
  language: string,
  context: MasterContext,
): Reading => ({
  context,
  columns: plan.columns,
  measurePx: plan.measurePx,
  article,
  section: story.section,
  setting: context.settingFor(language, story.section),
  wrappers: [],
  leftPx: 0,
  widthPx: plan.measurePx,
  role: "text",
  problems: [],
});

const contentsUnits = (story: Story, plan: StoryPlan, context: MasterContext): Unit[] =>
  contentsEntries(context, plan.measurePx).map(({ drawn, ...facts }) => {
    const reading = readingOf(story, plan, "", context.issue.language, context);
    const { article: _, ...unit } = solidUnit(drawn, facts, { line: undefined, words: "" }, reading);
    return unit satisfies PlainSolid as Unit;
  });

const articleUnits = (
  story: Story,
  plan: StoryPlan,
  context: MasterContext,
): { units: Unit[]; squeezed: ReadCopy["squeezed"] } => {
  const units: Unit[] = [];
  const squeezed: (ReadingProblem & { article: string })[] = [];
  for (const article of story.articles) {
    const reading = readingOf(story, plan, article.slug, article.language, context);
    units.push(...(plan.design === "briefs" ? briefUnits(article, reading) : bodyUnits(article, reading)));
    squeezed.push(...reading.problems.map((problem) => ({ ...problem, article: article.slug })));
  }
  return { units, squeezed };
};

/** The heads that the story may open on, the usual one first; one whose words it does not hold is left out, if it is not the usual. */
const headsFor = (story: Story, plan: StoryPlan, context: MasterContext) => {
  const heads = plan.openers.flatMap((opener, index): { opener: OpenerPlan; head: Head }[] => {
    const head = headOf(story, opener, context);
    if (head === undefined) throw new Error(`the engine has no head for the master "${opener.master}"`);
    return index === 0 || head.fits ? [{ opener, head }] : [];
  });
  const [usual, ...others] = heads;
  return { usual: usual!, others };
};

const copyOf = (story: Story, plan: StoryPlan, context: MasterContext, grid: ComposePlan): ReadCopy => {
  const { units, squeezed } =
    plan.id === "contents"
      ? { units: contentsUnits(story, plan, context), squeezed: [] }
      : articleUnits(story, plan, context);
  const { usual, others } = headsFor(story, plan, context);
  const linesOf = ({ opener, head }: typeof usual) =>
    openerLines(opener, { headPx: head.heightPx, leadPages: 0, bleedPx: 0 }, grid);
  return {
    copy: {
      story,
      plan: { ...plan, openers: [usual.opener, ...others.map(({ opener }) => opener)] },
      measurePx: plan.measurePx,
      units,
      characters: withoutSpace(units.map((unit) => unit.words()).join("")),
      openerLines: [linesOf(usual), ...others.map(linesOf)],
      heads: [usual.head, ...others.map(({ head }) => head)],
    },
    squeezed,
  };
};

/** A story's copy, and in its denser design where it has one. */
export const readCopies = (story: Story, context: MasterContext, grid: ComposePlan): ReadCopy[] => {
  const { denser, ...plan } = story.plan;
  const plans: StoryPlan[] = [plan, ...(denser === undefined ? [] : [{ ...plan, ...denser }])];
  return plans.map((own) => copyOf(story, own, context, grid));
};
