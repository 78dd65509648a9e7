/** Whole numbers of grid lines in, pages out: which part stands in which column of which page. Pure; shared by both engines. */
export { matterOf } from "./column.js";
export { ALONE, fitStory, pourNaturally, type StoryFits } from "./fit.js";
export { FEWEST_OPENING_LINES } from "./geometry.js";
export { HOLLOW, type IssuePlan, type IssueStory, type MadeUpIssue, makeUpIssue, type StoryPlace } from "./issue.js";
export { RUN_ON_GAP_LINES } from "./pour.js";
export type {
  Block,
  Choice,
  Float,
  FloatChoice,
  FloatFill,
  FloatSize,
  Flow,
  FrameFill,
  Group,
  OpenerLines,
  PageFill,
  PagePlan,
  Piece,
  Setting,
  StoryPages,
  Variant,
} from "./types.js";
