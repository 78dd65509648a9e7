/** The pages and parts of pages that an issue has beside its running copy, as the pdfkit engine paints them. */
export { backCover } from "./backCover.js";
export { type ContentsEntry, contentsEntries } from "./contents.js";
export { areaOf, type MasterContext, placedPicture } from "./context.js";
export { coverPage } from "./cover.js";
export { paintFurniture } from "./furniture.js";
export { type Head, headOf } from "./heads.js";
export { type HousePainter, housePage, housePart } from "./house.js";
export { captionBlock } from "./pieces.js";
export { sectionPage } from "./section.js";
