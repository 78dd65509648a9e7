/** Times line breaking on the sample's prose, set as 12 articles of 1,000 words; prints milliseconds, of nine rounds. */
import { readFileSync } from "node:fs";
import {
  breakParagraph,
  breakVariants,
  hyphenateFrom,
  hyphenationDictionary,
  paragraphWords,
  readPatterns,
} from "../src/typeset/index.js";

const WORDS = 12_000;
const prose = readFileSync(new URL("../test/typeset/prose.txt", import.meta.url), "utf8").split("\n\n");
const paragraphs: string[] = [];
for (let words = 0, index = 0; words < WORDS; index++) {
  const paragraph = prose[index % prose.length]!.trim();
  paragraphs.push(paragraph);
  words += paragraph.split(" ").length;
}

/** Widths like a text face's, from the letters' codes alone. */
const measure = (text: string): number => {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += 4 + ((text.charCodeAt(at) * 7) % 5);
  return sum;
};

const time = (work: () => void): string => {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    const from = performance.now();
    work();
    times.push(performance.now() - from);
  }
  const [first] = times;
  times.sort((one, other) => one - other);
  const figures = [times[0]!, times[times.length >> 1]!, first!].map((time) => time.toFixed(1));
  return `best ${figures[0]} median ${figures[1]} first ${figures[2]}`;
};

const loadFrom = performance.now();
await readPatterns("en-GB");
const loaded = performance.now();
const table = await hyphenationDictionary(
  paragraphs.flatMap((text) => paragraphWords(text)),
  "en-GB",
);
console.log(`patterns ${(loaded - loadFrom).toFixed(1)}, table ${(performance.now() - loaded).toFixed(1)}`);
const tableSize = JSON.stringify(table).length;
console.log(`${paragraphs.length} paragraphs, table of ${Object.keys(table).length} words, ${tableSize} bytes`);

for (const measurePx of [212, 320, 660]) {
  const settings = { measuresPx: [measurePx - 12, measurePx], fontSizePx: 12.5, justified: true, hyphenation: true };
  // A measurer and hyphenator of its own each round: nothing is remembered from the round before.
  const run = (set: typeof breakParagraph | typeof breakVariants) => () => {
    const tools = { measure: (text: string) => measure(text), hyphenate: hyphenateFrom(table) };
    for (const text of paragraphs) set({ runs: [{ text, style: 0, hyphenate: true }] }, settings, tools);
  };
  console.log(`${measurePx} px: natural ${time(run(breakParagraph))}, variants ${time(run(breakVariants))}`);
}
