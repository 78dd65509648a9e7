import type { DescribedRun } from "../../src/pdf/index.js";

/** Runs closer than this share of their size have no space between them: an accent's or an italic's overhang. */
const CLOSE_EM = 0.12;
/** A letter this many times as large as what follows is a drop cap, and begins its word. */
const DROP_CAP = 2.5;

/**
 * What a reader sees who knows nothing of tags: runs in the order they are drawn, with a line feed between lines. Words that a
 * drawn hyphen divides are whole again, also where a picture with its caption stands between; where a line ends at a hyphen of
 * the word's own, or at a stroke of an address, the next line follows at once.
 */
export const drawnText = (runs: readonly DescribedRun[]): string => {
  const pieces: string[] = [];
  let last: DescribedRun | undefined;
  let divided: { readonly piece: number; readonly run: DescribedRun } | undefined;
  for (const run of runs) {
    if (isDrawnHyphen(run)) {
      if (last !== undefined) divided = { piece: pieces.length - 1, run: last };
      continue;
    }
    if (divided !== undefined && isAlike(divided.run, run)) {
      // What follows the word's second half follows it here too.
      pieces[divided.piece] += run.text;
      if (divided.piece < pieces.length - 1) pieces.push(...pieces.splice(divided.piece, 1));
      divided = undefined;
    } else pieces.push((last === undefined ? "" : separator(last, run)) + run.text);
    last = run;
  }
  return pieces.join("");
};

const isAlike = (one: DescribedRun, other: DescribedRun): boolean =>
  one.font === other.font && one.sizePt === other.sizePt;

/** A hyphen that the line break brought with it. */
export const isDrawnHyphen = ({ text, standing }: DescribedRun): boolean => standing === "artifact" && text === "-";

const separator = (last: DescribedRun, next: DescribedRun): string => {
  if (last.text.trim().length === 1 && last.sizePt > DROP_CAP * next.sizePt) return last.text.endsWith(" ") ? " " : "";
  const size = Math.max(last.sizePt, next.sizePt);
  const beside = Math.abs(next.baseline - last.baseline) < size / 2;
  if (beside) return Math.abs(next.x - (last.x + last.width)) < CLOSE_EM * size ? "" : " ";
  return /[-/]$/.test(last.text) ? "" : "\n";
};
