/** Rules for what editors should look at before readers do: of the copy, of the composed pages, of the finished file. Pure, but for reading. */
export { type CopyToCheck, checkCopy } from "./copy.js";
export { LOOK, type Seen } from "./look.js";
export { checkPages, type PagesToCheck } from "./pages.js";
export { checkPdf, checkSize, type ExpectedPdf, factsRead } from "./pdf.js";
