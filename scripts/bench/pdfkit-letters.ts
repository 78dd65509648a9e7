/** Every letter and picture of a file where it stands, read back with pdf.js. */
import { getDocument, OPS, type PDFPageProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Matrix, multiply, readPainted } from "../../src/pdf/describe/pictures.js";
import type { BoxPt, DescribedPicture } from "../../src/pdf/index.js";

/** A letter or a space. Lengths in pt from the page's top-left corner. */
export interface Letter {
  readonly text: string;
  readonly left: number;
  /** Where its own advance ends, without tracking. */
  readonly right: number;
  readonly baseline: number;
  readonly sizePt: number;
  readonly trackingPt: number;
  /** PostScript name. */
  readonly font: string;
}

export const isWhite = ({ text }: Letter): boolean => text.trim() === "";

export interface LetteredPage {
  readonly sizePt: readonly [number, number];
  /** In content order. */
  readonly letters: readonly Letter[];
  readonly pictures: readonly DescribedPicture[];
}

/** A glyph as pdf.js reads it: `width` in thousandths of the em. Numbers between glyphs are moves. */
type Shown = { readonly unicode: string; readonly width: number } | number | null;
interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** What the graphics state keeps of text. */
interface TextState {
  readonly matrix: Matrix;
  readonly font: string;
  readonly size: number;
  readonly tracking: number;
}

const lettersOf = ({ fnArray, argsArray }: Operators, heightPt: number, nameOf: (id: string) => string): Letter[] => {
  const letters: Letter[] = [];
  const saved: TextState[] = [];
  let state: TextState = { matrix: IDENTITY, font: "", size: 0, tracking: 0 };
  let text = IDENTITY;

  const move = (x: number): void => {
    text = multiply([1, 0, 0, 1, x, 0], text);
  };
  /** A glyph for several letters has them side by side in equal parts. */
  const place = (unicode: string, width: number): void => {
    const [a, , , d, x, y] = multiply(text, state.matrix) as [number, number, number, number, number, number];
    const share = ((width / 1000) * state.size * a) / unicode.length;
    for (let at = 0; at < unicode.length; at++)
      letters.push({
        text: unicode[at]!,
        left: x + share * at,
        right: x + share * (at + 1),
        baseline: heightPt - y,
        sizePt: state.size * Math.abs(d),
        trackingPt: state.tracking * a,
        font: state.font,
      });
  };
  const show = (glyphs: readonly Shown[]): void => {
    for (const glyph of glyphs)
      if (typeof glyph === "number") move((-glyph / 1000) * state.size);
      else if (glyph !== null) {
        place(glyph.unicode, glyph.width);
        move((glyph.width / 1000) * state.size + state.tracking);
      }
  };

  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    if (operator === OPS.save) saved.push(state);
    else if (operator === OPS.restore) state = saved.pop() ?? state;
    else if (operator === OPS.transform) state = { ...state, matrix: multiply(args as number[], state.matrix) };
    else if (operator === OPS.beginText) text = IDENTITY;
    else if (operator === OPS.setTextMatrix) text = Array.from(args[0] as ArrayLike<number>);
    else if (operator === OPS.setFont) state = { ...state, font: nameOf(String(args[0])), size: args[1] as number };
    else if (operator === OPS.setCharSpacing) state = { ...state, tracking: args[0] as number };
    else if (operator === OPS.showText) show(args[0] as readonly Shown[]);
  });
  return letters;
};

const fontName = (page: PDFPageProxy, id: string): string => {
  const font: { name?: string } | undefined = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined;
  return (font?.name ?? id).replace(/^[A-Z]{6}\+/, "");
};

/** A copy whose photographs are blank: pdf.js decodes each of them, in script, and nobody asks what they show. */
const withoutPhotographs = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("/DCTDecode"); at >= 0; at = copy.indexOf("/DCTDecode", at + 1)) {
    const begin = copy.indexOf("stream", at);
    copy.fill(0, begin + "stream\r\n".length, copy.indexOf("endstream", begin));
  }
  return new Uint8Array(copy);
};

/** Reads a file's pages. Throws when the bytes are no PDF. */
export const readLetters = async (bytes: Uint8Array): Promise<LetteredPage[]> => {
  const task = getDocument({
    data: withoutPhotographs(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
  });
  try {
    const reader = await task.promise;
    const pages: LetteredPage[] = [];
    for (let number = 1; number <= reader.numPages; number++) {
      const page = await reader.getPage(number);
      const [left, bottom, right, top] = page.view as [number, number, number, number];
      const box: BoxPt = [left, bottom, right, top];
      const operators = await page.getOperatorList();
      pages.push({
        sizePt: [right - left, top - bottom],
        letters: lettersOf(operators, top, (id) => fontName(page, id)),
        pictures: readPainted(operators, box).pictures,
      });
    }
    return pages;
  } finally {
    await task.destroy();
  }
};
