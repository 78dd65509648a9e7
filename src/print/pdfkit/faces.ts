import { readFileSync } from "node:fs";
import type PDFDocument from "pdfkit";
import type { EmbeddedFont } from "pdfkit";
import type { FontFace } from "../../fonts/index.js";
import { type Kerning, readKerning } from "./kerning.js";

/**
 * The faces of a family in the order of liking for a weight (CSS Fonts 4, 5.2): from 400 to 500 first those up to 500, else lighter ones
 * for light type and heavier ones for heavy type; upright or slanted as wanted, if the family has any such.
 */
export const nearestFace = (
  faces: readonly FontFace[],
  { family, weight, italic }: { readonly family: string; readonly weight: number; readonly italic: boolean },
): FontFace | undefined => {
  const own = faces.filter((face) => face.family === family);
  const alike = own.filter((face) => face.italic === italic);
  const rank = (face: FontFace): number => {
    const away = Math.abs(face.weight - weight);
    const middle = weight >= 400 && weight <= 500;
    const liked = middle
      ? face.weight >= weight && face.weight <= 500
      : weight < 400
        ? face.weight <= weight
        : face.weight >= weight;
    if (liked) return away;
    // Around the middle lighter ones come next, and only then those above 500.
    return (middle && face.weight > 500 ? 2000 : 1000) + away;
  };
  return (alike.length > 0 ? alike : own).toSorted((one, other) => rank(one) - rank(other))[0];
};

/** A face in the file. Its letters are taken over when they are first painted. */
export class OpenFace {
  private embedded: EmbeddedFont | undefined;
  private pairs: Kerning | undefined;
  /** The number of a glyph in the file as four digits, by the glyph's own number and what it stands for. */
  private readonly codes = new Map<number, Map<string, string>>();

  constructor(
    private readonly document: PDFDocument,
    readonly face: FontFace,
  ) {}

  /** Opened when it is first asked for. */
  get font(): EmbeddedFont {
    if (this.embedded === undefined) {
      const bytes = readFileSync(this.face.path);
      this.embedded = this.document.font(bytes)._font;
      this.pairs = readKerning(bytes);
      // PDF/UA wants no glyph to stand for the character 0.
      this.embedded.unicode[0] = [0xfffd];
    }
    return this.embedded;
  }

  has(codePoint: number): boolean {
    return this.font.font.hasGlyphForCodePoint(codePoint);
  }

  /** What comes between two glyphs, in the font's units; nothing where the font says nothing in the form that fonts have today. */
  kerning(left: number, right: number): number {
    return this.pairs?.(left, right) ?? 0;
  }

  /** Thousandths of the em in a unit of the font's own. */
  get scale(): number {
    return 1000 / this.font.font.unitsPerEm;
  }

  /**
   * The number of a glyph that stands for `text`. One that stands for two characters, such as the space and the no-break space, is
   * taken over twice: a glyph can say only one thing to who copies it.
   */
  include(glyph: number, text: string, advance: number): string {
    let known = this.codes.get(glyph);
    if (known === undefined) {
      known = new Map();
      this.codes.set(glyph, known);
    }
    let code = known.get(text);
    if (code === undefined) {
      const { subset, widths, unicode } = this.font;
      const number = known.size === 0 ? subset.includeGlyph(glyph) : subset.glyphs.push(glyph) - 1;
      widths[number] = advance;
      unicode[number] = Array.from(text, (character) => character.codePointAt(0)!);
      code = number.toString(16).padStart(4, "0");
      known.set(text, code);
    }
    return code;
  }

  /** Ascent and descent in ems, as browsers take them. */
  get heights(): { readonly ascent: number; readonly descent: number } {
    const { font } = this.font;
    const { typoAscender, typoDescender, fsSelection } = font["OS/2"];
    const typographic = fsSelection.useTypoMetrics === true;
    return {
      ascent: (typographic ? typoAscender : font.hhea.ascent) / font.unitsPerEm,
      descent: -(typographic ? typoDescender : font.hhea.descent) / font.unitsPerEm,
    };
  }
}

/** The faces of an issue, each opened once. */
export class FaceBook {
  private readonly opened = new Map<FontFace, OpenFace>();

  constructor(
    private readonly document: PDFDocument,
    private readonly faces: readonly FontFace[],
    private readonly families: readonly string[],
  ) {}

  /** The face of a family and those of the other families after it, from which it borrows what it lacks. Throws on an unknown family. */
  chain(family: string, weight: number, italic: boolean): readonly [OpenFace, ...OpenFace[]] {
    const [own, ...others] = [family, ...this.families.filter((other) => other !== family)].map((name) => {
      const face = nearestFace(this.faces, { family: name, weight, italic });
      return face === undefined ? undefined : this.open(face);
    });
    if (own === undefined) throw new Error(`no font file has the family "${family}"`);
    return [own, ...others.filter((face) => face !== undefined)];
  }

  private open(face: FontFace): OpenFace {
    let open = this.opened.get(face);
    if (open === undefined) {
      open = new OpenFace(this.document, face);
      this.opened.set(face, open);
    }
    return open;
  }
}
