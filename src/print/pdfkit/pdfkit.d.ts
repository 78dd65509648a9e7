// The package has no types of its own; this is what the engine uses of it, some of it below its public surface.
declare module "pdfkit" {
  import type { Readable } from "node:stream";

  /** An object of the file. A string in its data is a name, bytes are a text, `undefined` is left out. */
  export interface Reference {
    readonly id: number;
    data: unknown;
    /** Writes it: it must not change afterwards. */
    end(): void;
  }

  export interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    /** In the font's units, as is every length of fontkit's. */
    readonly advanceWidth: number;
  }

  /** A font as fontkit reads it. */
  export interface FontkitFont {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly availableFeatures: readonly string[];
    readonly hhea: { readonly ascent: number; readonly descent: number };
    readonly "OS/2": {
      readonly typoAscender: number;
      readonly typoDescender: number;
      readonly fsSelection: { readonly useTypoMetrics?: boolean };
    };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(
      text: string,
      features: Readonly<Record<string, boolean>>,
      script?: string,
    ): {
      readonly glyphs: readonly Glyph[];
      readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
    };
  }

  /** A font of the file, with the glyphs that it takes over from its own file. Lists by the number of a glyph in the file. */
  export interface EmbeddedFont {
    /** Its name in the pages' resources. */
    readonly id: string;
    readonly font: FontkitFont;
    /** In thousandths of the em. */
    readonly widths: number[];
    readonly unicode: (readonly number[])[];
    readonly subset: { readonly glyphs: number[]; includeGlyph(id: number): number };
    ref(): Reference;
  }

  export interface PdfImage {
    /** Its name in the pages' resources. */
    readonly label: string;
    readonly obj: Reference | null;
    embed(document: PDFDocument): void;
  }

  export interface Page {
    readonly dictionary: Reference;
    readonly fonts: Record<string, Reference>;
    readonly xobjects: Record<string, Reference>;
  }

  export interface Options {
    readonly autoFirstPage: boolean;
    /** Width and height in pt. */
    readonly size: readonly [number, number];
    readonly margin: number;
    readonly compress: boolean;
    readonly pdfVersion: string;
    readonly font: null;
    readonly info: Readonly<Record<string, string | Date>>;
  }

  export default class PDFDocument extends Readable {
    constructor(options: Options);
    /** Whether streams that begin from now on are packed. */
    compress: boolean;
    readonly page: Page;
    readonly _font: EmbeddedFont;
    addPage(): this;
    addContent(operators: Uint8Array): this;
    font(file: Uint8Array): this;
    openImage(file: Uint8Array): PdfImage;
    ref(data?: unknown): Reference;
    end(): void;
  }
}
