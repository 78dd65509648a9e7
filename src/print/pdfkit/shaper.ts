import type { Glyph } from "pdfkit";
import type { OpenFace } from "./faces.js";

/** No ligatures, as in print from the browser: tracked lines have none, and a reader who searches finds the letters. */
const OFF = { liga: false, clig: false, dlig: false, calt: false };

/** A glyph of shaped text. Lengths in thousandths of the em. */
export interface ShapedGlyph {
  readonly glyph: number;
  readonly text: string;
  /** Its own, and where the next one begins. */
  readonly width: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** A face with certain features switched on. */
export class Shaper {
  private readonly features: Readonly<Record<string, boolean>>;
  private readonly isBare: boolean;

  constructor(
    readonly face: OpenFace,
    features: readonly string[],
  ) {
    this.isBare = features.length === 0;
    this.features = { ...OFF, ...Object.fromEntries(features.map((feature) => [feature, true])) };
  }

  /** The glyphs of plain letters, one for each; undefined if one of them is not one glyph. */
  lettersOf(letters: string): readonly Glyph[] | undefined {
    const { font } = this.face.font;
    const glyphs = this.isBare
      ? Array.from(letters, (letter) => font.glyphForCodePoint(letter.codePointAt(0)!))
      : font.layout(letters, { ...this.features, kern: false }, "latn").glyphs;
    return glyphs.length === letters.length ? glyphs : undefined;
  }

  /** Text of any kind, all of whose characters the face has. */
  shape(text: string): ShapedGlyph[] {
    const { glyphs, positions } = this.face.font.font.layout(text, this.features);
    const { scale } = this.face;
    return glyphs.map(({ id, codePoints, advanceWidth }, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      return {
        glyph: id,
        text: String.fromCodePoint(...codePoints),
        width: advanceWidth * scale,
        advance: xAdvance * scale,
        xOffset: xOffset * scale,
        yOffset: yOffset * scale,
      };
    });
  }
}
