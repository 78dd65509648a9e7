import type { SetText } from "./paragraphs.js";

/** A hyphen at a line's end, drawn or written. */
export const endsInHyphen = (text: string): boolean => /[\p{L}\p{N}][-\u2010\u00ad]$/u.test(text);

/** Where more hyphens than `limit` end lines in a row: how many, and the last of those words. */
export const hyphenLadders = (
  paragraphs: readonly Pick<SetText, "lines">[],
  limit: number,
): { readonly pageIndex: number; readonly rungs: number; readonly text: string }[] =>
  paragraphs.flatMap(({ lines }) => {
    const ladders: { pageIndex: number; rungs: number; text: string }[] = [];
    let rungs = 0;
    lines.forEach((line, index) => {
      const last = line.words.at(-1)!.text;
      // The last line ends the paragraph, not the word.
      rungs = index < lines.length - 1 && endsInHyphen(last) ? rungs + 1 : 0;
      if (rungs === limit + 1) ladders.push({ pageIndex: line.pageIndex, rungs, text: last });
      else if (rungs > limit + 1) ladders[ladders.length - 1] = { pageIndex: line.pageIndex, rungs, text: last };
    });
    return ladders;
  });
