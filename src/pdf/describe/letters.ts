import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { BoxPt, DescribedWord } from "../types.js";
import { round } from "./page.js";
import { type Matrix, multiply } from "./pictures.js";

/** A glyph as pdf.js reads it: `width` in thousandths of the em. Numbers between glyphs are moves. */
type Shown = { readonly unicode: string; readonly width: number } | number | null;

/** Letters further from the end of the one before, in ems, begin a word of their own: another line, another column. */
const JUMP_EM = 0.7;
/** Letters on one line stand on one baseline, give or take what printing rounds; in pt. */
const SAME_BASELINE_PT = 0.3;

/** Width of a word that is being read; letters are added to it as they come. */
type Word = { -readonly [Key in keyof DescribedWord]: DescribedWord[Key] };

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Every word with the places of its first and last letters, in content order. What stands between two words of a line is their
 * space, as wide as it was printed. Only upright text is read.
 */
export const readPlacedWords = (
  { fnArray, argsArray }: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  { trim, fontName }: { readonly trim: BoxPt; readonly fontName: (id: string) => string },
): DescribedWord[] => {
  const words: Word[] = [];
  /** Width of each font's own space, in thousandths of the em. */
  const spaces = new Map<string, number>();
  const saved: { matrix: Matrix; font: string; size: number; tracking: number }[] = [];
  const marks: (number | undefined)[] = [];
  let matrix = IDENTITY;
  let line = IDENTITY;
  let text = IDENTITY;
  let font = "";
  let size = 0;
  /** Added after each glyph, in the units of the text. */
  let tracking = 0;
  let word: Word | undefined;

  const place = (glyph: { readonly unicode: string; readonly width: number }): void => {
    const at = multiply(text, matrix);
    const scale = Math.hypot(at[2]!, at[3]!);
    const left = at[4]! - trim[0];
    const baseline = trim[3] - at[5]!;
    const sizePt = size * scale;
    const right = left + (glyph.width / 1000) * size * Math.hypot(at[0]!, at[1]!);
    if (glyph.unicode.trim() === "" && glyph.unicode !== "\u00a0") {
      word = undefined;
      if (glyph.unicode === " ") spaces.set(font, glyph.width);
      return;
    }
    if (glyph.unicode === "\u00a0" || Math.abs(at[1]!) > 1e-3) {
      word = undefined;
      return;
    }
    const goesOn =
      word !== undefined &&
      Math.abs(word.baseline - baseline) < SAME_BASELINE_PT &&
      Math.abs(left - word.right) < JUMP_EM * sizePt &&
      Math.abs(word.sizePt - sizePt) < 0.05;
    if (goesOn) {
      word!.text += glyph.unicode;
      word!.right = right;
      return;
    }
    const mcid = marks.findLast((mark) => mark !== undefined);
    word = { text: glyph.unicode, left, right, baseline, sizePt: round(sizePt), font };
    if (mcid !== undefined) word.mcid = mcid;
    words.push(word);
  };

  const show = (glyphs: readonly Shown[]): void => {
    for (const glyph of glyphs) {
      if (typeof glyph === "number") text = multiply([1, 0, 0, 1, (-glyph / 1000) * size, 0], text);
      else if (glyph !== null) {
        place(glyph);
        text = multiply([1, 0, 0, 1, (glyph.width / 1000) * size + tracking, 0], text);
      }
    }
  };

  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    switch (operator) {
      case OPS.save:
        saved.push({ matrix, font, size, tracking });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        ({ matrix, font, size, tracking } = saved.pop() ?? { matrix, font, size, tracking });
        break;
      case OPS.transform:
        matrix = multiply(args as number[], matrix);
        break;
      case OPS.paintFormXObjectBegin:
        saved.push({ matrix, font, size, tracking });
        if (args[0]) matrix = multiply(args[0] as number[], matrix);
        break;
      case OPS.beginMarkedContentProps:
        marks.push(typeof args[1] === "number" ? args[1] : undefined);
        break;
      case OPS.beginMarkedContent:
        marks.push(undefined);
        break;
      case OPS.endMarkedContent:
        marks.pop();
        break;
      case OPS.beginText:
        line = IDENTITY;
        text = IDENTITY;
        break;
      case OPS.setFont:
        font = fontName(String(args[0]));
        size = args[1] as number;
        break;
      case OPS.setCharSpacing:
        tracking = args[0] as number;
        break;
      case OPS.setTextMatrix:
        line = Array.from(args[0] as ArrayLike<number>);
        text = line;
        break;
      case OPS.moveText:
        line = multiply([1, 0, 0, 1, args[0] as number, args[1] as number], line);
        text = line;
        break;
      case OPS.showText:
        show(args[0] as readonly Shown[]);
        break;
    }
  });
  for (const found of words) {
    const space = spaces.get(found.font);
    if (space !== undefined) found.spacePt = (space / 1000) * found.sizePt;
  }
  return words.map((found) => ({
    ...found,
    left: round(found.left),
    right: round(found.right),
    baseline: round(found.baseline),
  }));
};
