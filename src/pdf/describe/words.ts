import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A glyph as pdf.js reads it; numbers between glyphs are moves. */
type Shown = { readonly unicode: string } | number | null;

/**
 * The words of each marked content with a number, glyph by glyph: pdf.js's own text items guess spaces from gaps and drop
 * those at the ends of lines, and the proof of a magazine needs the words that are there.
 */
export const readMarkedWords = ({
  fnArray,
  argsArray,
}: {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}): Map<number, string> => {
  const words = new Map<number, string>();
  const marks: (number | undefined)[] = [];
  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    if (operator === OPS.beginMarkedContentProps) marks.push(typeof args[1] === "number" ? args[1] : undefined);
    else if (operator === OPS.beginMarkedContent) marks.push(undefined);
    else if (operator === OPS.endMarkedContent) marks.pop();
    else if (operator === OPS.showText) {
      const mcid = marks.findLast((mark) => mark !== undefined);
      if (mcid === undefined) return;
      const shown = (args[0] as readonly Shown[]).map((glyph) =>
        typeof glyph === "object" ? (glyph?.unicode ?? "") : "",
      );
      words.set(mcid, (words.get(mcid) ?? "") + spellOut(shown.join("")));
    }
  });
  return words;
};

/** Letters for ligatures, as every reader does when it searches. */
const spellOut = (text: string): string => text.replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"));
