import type { DescribedPage, DescribedRun } from "../../src/pdf/index.js";

/** How many words of the articles a reader of the file's bare text finds. */
export interface WholeWords {
  readonly words: number;
  readonly found: number;
  readonly missing: readonly string[];
}

const SAME_BASELINE_PT = 0.3;
/** Runs further apart than this, in ems, have a space between them. */
const SPACE_EM = 0.15;

/** A page's text line by line in the order of its content, as `pdftotext -raw` gives it; decoration is read as well. */
export const rawLines = ({ runs }: Pick<DescribedPage, "runs">): string[] => {
  const lines: string[] = [];
  let last: DescribedRun | undefined;
  for (const run of runs) {
    const goesOn =
      last !== undefined &&
      Math.abs(run.baseline - last.baseline) < SAME_BASELINE_PT &&
      run.x >= last.x + last.width - 1;
    const apart = goesOn && run.x - (last!.x + last!.width) > SPACE_EM * run.sizePt;
    if (goesOn) lines[lines.length - 1] += `${apart ? " " : ""}${run.text}`;
    else lines.push(run.text);
    last = run;
  }
  return lines.map((line) => line.trim()).filter((line) => line !== "");
};

/** Letters and figures at both ends: the marks round a word are not part of it. */
const bare = (word: string): string => word.normalize("NFC").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export const wordsIn = (text: string): string[] =>
  text
    .replaceAll("\u00ad", "")
    .split(/[\s\u00a0\u202f\u2009\u200b]+/u)
    .map(bare)
    .filter((word) => word !== "");

/** Words of lines, each as often as it stands there; one that a hyphen parts at a line's end is read joined, and with its hyphen. */
const readWords = (lines: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  const add = (word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1);
  // What stands before a line's end: with its hyphen, and without.
  let kept = "";
  let joined = "";
  for (const line of lines) {
    const words = line.split(/[\s\u00a0\u202f\u2009\u200b]+/u).filter((word) => word !== "");
    words.forEach((word, index) => {
      if (index === words.length - 1 && /[\p{L}\p{N}][-\u2010]$/u.test(word)) {
        joined += word.slice(0, -1);
        kept += word;
        return;
      }
      const read = new Set([bare(kept + word), bare(joined + word)]);
      kept = "";
      joined = "";
      for (const one of read) if (one !== "") add(one);
    });
  }
  if (bare(kept) !== "") add(bare(kept));
  return counts;
};

/** Looks for every word of the articles in the text of all pages. */
export const findWords = (articles: readonly string[], lines: readonly string[]): WholeWords => {
  const counts = readWords(lines);
  const missing: string[] = [];
  let words = 0;
  for (const word of articles.flatMap(wordsIn)) {
    words++;
    const left = counts.get(word) ?? 0;
    if (left > 0) counts.set(word, left - 1);
    else missing.push(word);
  }
  return { words, found: words - missing.length, missing };
};
