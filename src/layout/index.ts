/** A layout package, an issue and its articles in; one HTML document out, with what the composer needs beside it. */
import type { FoundRule } from "./rules.js";

export { findLayouts, type LayoutAtHand } from "./at-hand.js";
export { contentsView, sectionView } from "./contents.js";
export { completeCover } from "./cover.js";
export {
  descriptionPlace,
  type LayoutDocument,
  type Part,
  planStories,
  type RenderOptions,
  renderDocument,
  renderHead,
  withFileUrls,
} from "./document.js";
export { pictureUses } from "./pictures.js";
export { readLayout } from "./read.js";
export type { FoundRule, NamedRule } from "./rules.js";
export { startLayout } from "./start.js";
export { areaWidthPx, checkCoverDesign, checkDesigns, measurePx, pageSizePx, type Story } from "./stories.js";
export { TemplateFault } from "./templateFault.js";
export type { BoxRole, BoxStyle, RuleStyle, Tokens, TypeRole, TypeStyle } from "./tokens.js";
export { coloursOf } from "./tokens.js";
export type { ComposePlan, Design, IssueCopy, Layout, OpenerPlan, StoryPlan } from "./types.js";
export { beginsFlush, type InlineView, isQuestion, joinLastWords, markCapitals, plainText } from "./view.js";

/** Tells the lines of rules in their style sheets, in the order asked for; a rule that stands in no sheet is left out. */
export const findRules: (...asked: Parameters<typeof import("./rules.js").findRules>) => Promise<FoundRule[]> = async (
  ...asked
) => (await import("./rules.js")).findRules(...asked);
