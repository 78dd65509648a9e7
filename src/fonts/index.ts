export { checkGlyphs } from "./check.js";
export { missingGlyphs } from "./coverage.js";
export { type FontFace, type FontFaces, readFontFaces } from "./faces.js";
