import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type Line,
  type Measure,
  makeHyphenator,
  type ParagraphCopy,
  type ParagraphSettings,
  readPatterns,
  type Tools,
} from "../../src/typeset/index.js";

const require = createRequire(import.meta.url);

interface Font {
  readonly unitsPerEm: number;
  glyphForCodePoint(code: number): { readonly advanceWidth: number };
}

const openFont = (name: string): Font =>
  require("fontkit").openSync(require.resolve(`@expo-google-fonts/source-serif-4/${name}`)) as Font;

/** Real advance widths of Source Serif 4 without kerning: style 0 the regular, 1 the italic. */
export const serifMeasure = (fontSizePx: number): Measure => {
  const fonts = [
    openFont("400Regular/SourceSerif4_400Regular.ttf"),
    openFont("400Regular_Italic/SourceSerif4_400Regular_Italic.ttf"),
  ];
  const widths = fonts.map(() => new Map<string, number>());
  return (text, style) => {
    let sum = 0;
    for (const character of text) {
      let width = widths[style]!.get(character);
      if (width === undefined) {
        const font = fonts[style]!;
        const advance = font.glyphForCodePoint(character.codePointAt(0)!).advanceWidth;
        width = (advance / font.unitsPerEm) * fontSizePx;
        widths[style]!.set(character, width);
      }
      sum += width;
    }
    return sum;
  };
};

/** Source Serif 4 at 12.5 px, and where English words divide. */
export const englishTools = async (): Promise<Tools> => ({
  measure: serifMeasure(12.5),
  hyphenate: makeHyphenator(await readPatterns("en-GB")),
});

/** Every character as wide as every other: 10 px. */
export const monoMeasure: Measure = (text) => [...text].length * 10;

/** Paragraphs of English prose, some six thousand words. */
export const readProse = (): string[] =>
  readFileSync(new URL("./prose.txt", import.meta.url), "utf8")
    .split("\n\n")
    .map((paragraph) => paragraph.trim());

export const plain = (text: string): ParagraphCopy => ({ runs: [{ text, style: 0, hyphenate: true }] });

export const justified = (...measuresPx: number[]): ParagraphSettings => ({
  measuresPx,
  fontSizePx: 12.5,
  justified: true,
  hyphenation: true,
});

export const ragged = (measurePx: number, balanced = false): ParagraphSettings => ({
  measuresPx: [measurePx],
  fontSizePx: 12.5,
  justified: false,
  hyphenation: false,
  balanced,
});

/** The lines as read, with the hyphens that are drawn. */
export const readLines = (copy: ParagraphCopy, lines: readonly Line[]): string[] => {
  const text = copy.runs.map((run) => run.text).join("");
  return lines.map((line) => text.slice(line.start, line.end) + (line.hyphen ? "-" : ""));
};
