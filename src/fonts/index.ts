export { checkGlyphs, checkScripts } from "./check.js";
export { hasGlyph, missingGlyphs } from "./coverage.js";
export { type FontFace, type FontFaces, readFontFaces } from "./faces.js";
export { articleCopy, type Copy, issueCopy } from "./words.js";
