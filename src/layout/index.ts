/** A layout package, an issue and its articles in; one HTML document out, with what the composer needs beside it. */
export { completeCover } from "./cover.js";
export { type LayoutDocument, renderDocument, renderHead, withFileUrls } from "./document.js";
export { pictureUses } from "./pictures.js";
export { readLayout } from "./read.js";
export { checkCoverDesign, checkDesigns, pageSizePx } from "./stories.js";
export { TemplateFault } from "./templates.js";
export type { ComposePlan, Design, IssueCopy, Layout, OpenerPlan, StoryPlan } from "./types.js";
export { plainText } from "./view.js";
