import { type Canvas, contentOf } from "./canvases.js";
import type { Piece } from "./content.js";
import { entriesOf, type PdfFile, resolve } from "./file.js";
import { forEachOperator } from "./operators.js";
import { latin1, type PdfText, readValue, textOf } from "./syntax.js";

/** A font's characters by glyph number; two bytes to a glyph, as browsers write. */
type Glyphs = ReadonlyMap<number, string>;

/**
 * Fonts draw the quotation marks and the modifier letters that look like them with one glyph, and the browser names it by the
 * lower code, the letter's: a reader who searches for "today’s" would not find it.
 */
const QUOTATION_MARKS: ReadonlyMap<string, string> = new Map([
  ["\u02bb", "\u2018"],
  ["\u02bc", "\u2019"],
]);

/** What a glyph stands for as it was written: quotation marks for look-alikes, letters for ligatures. */
export const asWritten = (text: string): string =>
  QUOTATION_MARKS.get(text) ?? text.replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"));

/** Reads the words in pieces of content; fonts are read once, and only those that are asked for. */
export const newTextReader = (file: PdfFile): ((canvas: Canvas, pieces: readonly Piece[]) => string) => {
  const fonts = new Map<unknown, Glyphs>();
  const glyphsOf = (canvas: Canvas, fontName: string): Glyphs => {
    const fontEntries = entriesOf(file, entriesOf(file, canvas.entries.Resources)?.Font);
    const font = entriesOf(file, fontEntries?.[fontName]);
    const stream = resolve(file, font?.ToUnicode);
    const known = fonts.get(font) ?? parseToUnicode(contentOf(stream));
    fonts.set(font, known);
    return known;
  };
  return (canvas, pieces) => {
    let words = "";
    for (const piece of pieces) {
      for (const shown of shownIn(canvas.bytes.subarray(piece.open[1], piece.close[0]))) {
        if (typeof shown === "string") words += shown;
        else words += decode(shown.bytes, glyphsOf(canvas, shown.font));
      }
    }
    return words;
  };
};

/** The strings that a stretch shows, or what stands for them (ActualText), in order. */
const shownIn = (bytes: Uint8Array): (string | { font: string; bytes: Uint8Array })[] => {
  const shown: (string | { font: string; bytes: Uint8Array })[] = [];
  let font = "";
  const marks: boolean[] = [];
  forEachOperator(bytes, (operator, start, _end, operand) => {
    if (operator === "Tf") font = operand.text().slice(1).split(/\s/)[0]!;
    else if (operator === "BDC" || operator === "BMC") {
      const at = operand.text().indexOf("/ActualText");
      marks.push(at >= 0);
      if (at >= 0) shown.push(textOf((readValue({ bytes, at: start + at + "/ActualText".length }) as PdfText).bytes));
    } else if (operator === "EMC") marks.pop();
    else if ((operator === "Tj" || operator === "TJ") && !marks.includes(true)) {
      const value = readValue({ bytes, at: start });
      for (const part of Array.isArray(value) ? value : [value])
        if (typeof part === "object" && part !== null && "bytes" in part) shown.push({ font, bytes: part.bytes });
    }
  });
  return shown;
};

const decode = (bytes: Uint8Array, glyphs: Glyphs): string => {
  let words = "";
  for (let at = 0; at + 1 < bytes.length; at += 2)
    words += asWritten(glyphs.get((bytes[at]! << 8) | bytes[at + 1]!) ?? "");
  return words;
};

/** UTF-16 in hexadecimal digits; pdfkit leaves spaces between its units. */
const characters = (hex: string): string =>
  hex.length === 4
    ? String.fromCharCode(Number.parseInt(hex, 16))
    : textOf(Buffer.from(`feff${hex.replace(/\s/g, "")}`, "hex"));

/** A range of glyphs, with the character of the first or, as pdfkit writes it, a list of all of them. */
const RANGE = /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<([0-9a-f]+)>|\[([^\]]*)\])/gi;

/** Reads the `bfchar` and `bfrange` lists of a ToUnicode map (ISO 32000-1, 9.10.3). */
export const parseToUnicode = (bytes: Uint8Array): Glyphs => {
  const glyphs = new Map<number, string>();
  const map = latin1(bytes);
  for (const [, list] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, hex] of list!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      glyphs.set(Number.parseInt(glyph!, 16), characters(hex!));
  for (const [, list] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first, last, hex, listed] of list!.matchAll(RANGE)) {
      const from = Number.parseInt(first!, 16);
      if (listed !== undefined) {
        const texts = Array.from(listed.matchAll(/<([0-9a-f\s]*)>/gi), ([, own]) => characters(own!));
        for (const [index, own] of texts.entries()) glyphs.set(from + index, own);
        continue;
      }
      const until = Number.parseInt(last!, 16);
      const head = hex!.slice(0, -4);
      for (let glyph = from; glyph <= until; glyph++) {
        const unit = Number.parseInt(hex!.slice(-4), 16) + glyph - from;
        glyphs.set(glyph, characters(head + unit.toString(16).padStart(4, "0")));
      }
    }
  return glyphs;
};
