/** Whole numbers of grid lines in, pages out: which row stands in which column of which page. Pure; shared by both engines. */
export { fitStory, naturalChoice } from "./fit.js";
export { pourStory } from "./pour.js";
export type {
  Choice,
  Elastic,
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
  Row,
  StoryPages,
} from "./types.js";
