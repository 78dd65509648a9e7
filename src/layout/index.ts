/** A layout package, an issue and its articles in; one HTML document out, with what the composer needs beside it. */
export { contentsView, sectionView } from "./contents.js";
export { completeCover } from "./cover.js";
export { type LayoutDocument, planStories, renderDocument, renderHead, withFileUrls } from "./document.js";
export { pictureUses } from "./pictures.js";
export { readLayout } from "./read.js";
export { areaWidthPx, checkCoverDesign, checkDesigns, pageSizePx, type Story } from "./stories.js";
export { TemplateFault } from "./templates.js";
export type { BoxRole, BoxStyle, RuleStyle, Tokens, TypeRole, TypeStyle } from "./tokens.js";
export { coloursOf } from "./tokens.js";
export type { ComposePlan, Design, IssueCopy, Layout, OpenerPlan, StoryPlan } from "./types.js";
export { beginsFlush, type InlineView, isQuestion, joinLastWords, markCapitals, plainText } from "./view.js";
