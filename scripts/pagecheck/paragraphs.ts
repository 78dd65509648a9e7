import { type DescribedTag, type DescribedWord, elementsOfType, type PdfDescription } from "../../src/pdf/index.js";
import { contentKey, contentKeys } from "./tags.js";

/** A line of a paragraph by its words. Lengths in pt. */
export interface WordLine {
  readonly pageIndex: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly words: readonly DescribedWord[];
}

/** A stretch of a paragraph's text in one font; the font is missing where no word begins in the stretch. */
export interface Piece {
  readonly text: string;
  readonly font: string | undefined;
}

/** A paragraph of an article with the lines it was set in. */
export interface SetText {
  /** Its text as it was written, in reading order, by fonts. */
  readonly pieces: readonly Piece[];
  /** BCP 47. */
  readonly language: string;
  readonly lines: readonly WordLine[];
}

type PlacedWord = DescribedWord & { readonly pageIndex: number };

const SAME_BASELINE_PT = 0.3;

/** Words of one paragraph, in content order, to lines: another baseline or a step back begins the next. */
export const wordLines = (words: readonly PlacedWord[]): WordLine[] => {
  const rows: PlacedWord[][] = [];
  for (const word of words) {
    const last = rows.at(-1)?.at(-1);
    const goesOn =
      last !== undefined &&
      last.pageIndex === word.pageIndex &&
      Math.abs(last.baseline - word.baseline) < SAME_BASELINE_PT &&
      word.left >= last.right - 1;
    if (goesOn) rows.at(-1)!.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => ({
    pageIndex: row[0]!.pageIndex,
    left: row[0]!.left,
    right: row.at(-1)!.right,
    baseline: row[0]!.baseline,
    words: row,
  }));
};

/** An element's text by its marked contents, each in the font of the last word that begins in it: the first of an article may be a drop cap. */
const piecesOf = (tag: DescribedTag, byContent: ReadonlyMap<string, readonly PlacedWord[]>): Piece[] =>
  tag.kids.flatMap((kid) => {
    if ("kids" in kid) return piecesOf(kid, byContent);
    const key = kid.pageIndex === undefined || kid.mcid === undefined ? "" : contentKey(kid.pageIndex, kid.mcid);
    return [{ text: kid.text, font: byContent.get(key)?.at(-1)?.font }];
  });

/** Every paragraph of every article, with its words where they stand. */
export const paragraphsOf = (seen: PdfDescription, words: readonly (readonly DescribedWord[])[]): SetText[] => {
  const byContent = new Map<string, PlacedWord[]>();
  words.forEach((page, pageIndex) => {
    for (const word of page) {
      if (word.mcid === undefined) continue;
      const key = contentKey(pageIndex, word.mcid);
      const known = byContent.get(key);
      if (known === undefined) byContent.set(key, [{ ...word, pageIndex }]);
      else known.push({ ...word, pageIndex });
    }
  });
  const read = (tag: DescribedTag, language: string): SetText => ({
    pieces: piecesOf(tag, byContent),
    language: tag.language ?? language,
    lines: wordLines([...new Set(contentKeys(tag))].flatMap((key) => byContent.get(key) ?? [])),
  });
  const innermost = elementsOfType(seen.tags, "Art").filter((article) => elementsOfType(article, "Art").length === 1);
  return innermost.flatMap((article) =>
    elementsOfType(article, "P").map((paragraph) => read(paragraph, article.language ?? seen.language ?? "en")),
  );
};
