/** Words with widths → lines. Pure: runs in the browser's page and in Node alike; the measurer is passed in. */
export {
  type HyphenationPatterns,
  type HyphenationTable,
  hyphenateFrom,
  hyphenationDictionary,
  makeHyphenator,
  readPatterns,
} from "./hyphenation.js";
export { breakParagraph, breakVariants } from "./paragraph.js";
export type * from "./types.js";
export { paragraphWords } from "./words.js";
