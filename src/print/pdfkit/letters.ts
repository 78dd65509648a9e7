import type PDFDocument from "pdfkit";
import type { FontFace } from "../../fonts/index.js";
import { Cast } from "./cast.js";
import { short } from "./document.js";
import { FaceBook, type OpenFace } from "./faces.js";
import type { GlyphSet } from "./glyphSet.js";
import { isElastic, SLOTS, SlotTable } from "./plain.js";
import type { ShapedGlyph } from "./shaper.js";
import type { LetterStyle, Letters } from "./types.js";

export interface LettersOptions {
  readonly faces: readonly FontFace[];
  /** Families in the order in which characters that a style's own lacks are borrowed from them. */
  readonly families: readonly string[];
  /** Called once for each character that none of them has, with a few words round it. It is not painted. */
  readonly onMissing: (character: string, family: string, around: string) => void;
}

/** What text takes in its natural setting, without any tracking. */
export interface Extent {
  readonly widthPx: number;
  /** Characters that tracking widens. */
  readonly letters: number;
  /** Spaces that justification widens. */
  readonly spaces: number;
}

interface Setting {
  readonly cast: Cast;
  readonly sizePx: number;
  readonly trackingPx: number;
}

/** The features of the font for a style; only those that it has, so that styles without any are one cast. */
const featuresOf = ({ figures, capitals }: LetterStyle, { font }: OpenFace): string[] => {
  const wanted = [
    ...(figures === "oldstyle" ? ["onum", "pnum"] : figures === "tabular" ? ["lnum", "tnum"] : []),
    ...(capitals ? ["smcp", "c2sc"] : []),
  ];
  // What a font has takes long to read: most styles ask for nothing.
  if (wanted.length === 0) return wanted;
  const has = new Set(font.font.availableFeatures);
  return wanted.filter((feature) => has.has(feature));
};

const keyOf = ({ family, weight, italic, sizePx, colour, ...more }: LetterStyle): string => {
  const { trackingEm, figures, capitals, risePx, underlined, ruleColour } = more;
  return [family, weight, italic, sizePx, colour, trackingEm, figures, capitals, risePx, underlined, ruleColour].join(
    "/",
  );
};

/** Characters on either side of a missing one that are told with it. */
const AROUND = 20;

/** The faces of an issue and the widths of their letters, and the operators that paint them: both from the same figures. */
export class FaceLetters implements Letters {
  readonly styles: LetterStyle[] = [];
  private readonly settings: (Setting | { readonly fixedPx: number })[] = [];
  private readonly known = new Map<string, number>();
  private readonly casts = new Map<string, Cast>();
  private readonly slots = new SlotTable();
  private readonly book: FaceBook;
  private readonly told = new Set<string>();

  constructor(
    document: PDFDocument,
    private readonly options: LettersOptions,
  ) {
    this.book = new FaceBook(document, options.faces, options.families);
  }

  indexOf(style: LetterStyle): number {
    const key = keyOf(style);
    let index = this.known.get(key);
    if (index === undefined) {
      const { sizePx, trackingEm } = style;
      this.settings.push({ cast: this.castOf(style), sizePx, trackingPx: trackingEm * sizePx });
      index = this.styles.push(style) - 1;
      this.known.set(key, index);
    }
    return index;
  }

  fixed(widthPx: number): number {
    this.settings.push({ fixedPx: widthPx });
    return this.styles.push(NO_LETTERS) - 1;
  }

  private castOf(style: LetterStyle): Cast {
    const faces = this.book.chain(style.family, style.weight, style.italic);
    const features = featuresOf(style, faces[0]);
    const key = [...faces.map(({ face }) => face.path), ...features].join("|");
    let cast = this.casts.get(key);
    if (cast === undefined) {
      cast = new Cast(faces, features, this.slots);
      this.casts.set(key, cast);
    }
    return cast;
  }

  prepare(text: string, style: number): void {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return;
    setting.cast.prepare(text, (character, at) => {
      if (this.told.has(character)) return;
      this.told.add(character);
      const around = text.slice(Math.max(0, at - AROUND), at + AROUND).trim();
      this.options.onMissing(character, this.styles[style]!.family, around);
    });
  }

  readonly measure = (text: string, style: number): number => {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return text === "" ? 0 : setting.fixedPx;
    const { widthPx, letters } = this.extentOf(text, 0, text.length, style);
    return widthPx + setting.trackingPx * letters;
  };

  /** What the characters `from` ≤ i < `to` of a text take. */
  extentOf(text: string, from: number, to: number, style: number): Extent {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return { widthPx: from < to ? setting.fixedPx : 0, letters: 0, spaces: 0 };
    const { cast, sizePx } = setting;
    if (cast.isPlain(text, from, to)) return this.plainExtent(cast.first, text, from, to, sizePx);
    let widthPx = 0;
    let letters = 0;
    let spaces = 0;
    for (const stretch of cast.stretches(text, from, to)) {
      if (stretch.pieces === undefined) {
        const extent = this.plainExtent(cast.first, text, stretch.from, stretch.to, sizePx);
        widthPx += extent.widthPx;
        letters += extent.letters;
        spaces += extent.spaces;
        continue;
      }
      for (const piece of stretch.pieces) {
        for (const { advance } of piece.glyphs) widthPx += (advance * sizePx) / 1000;
        letters += piece.letters;
        spaces += piece.spaces;
      }
    }
    return { widthPx, letters, spaces };
  }

  private plainExtent(set: GlyphSet, text: string, from: number, to: number, sizePx: number): Extent {
    const { slots } = this;
    const { advances, kerns } = set;
    let width = 0;
    let spaces = 0;
    for (let at = from, before = 0; at < to; at++) {
      const code = text.charCodeAt(at);
      const slot = slots.of(code);
      if (before !== 0) {
        const kern = kerns[before * SLOTS + slot]!;
        width += Number.isNaN(kern) ? set.kern(before, slot) : kern;
      }
      width += advances[slot]!;
      if (isElastic(code)) spaces++;
      before = slot;
    }
    return { widthPx: (width * sizePx) / 1000, letters: to - from, spaces };
  }

  trackingPx(style: number): number {
    const setting = this.settings[style]!;
    return "fixedPx" in setting ? 0 : setting.trackingPx;
  }

  /**
   * The operators that show a part of a text, every space widened by `gapPx`, and `trackingPx` added to every letter by the page's own
   * setting. `fontOf` gives the operator that sets a face on the page, nothing where it is set already.
   */
  operators(
    text: string,
    { from, to, style }: { readonly from: number; readonly to: number; readonly style: number },
    { gapPx, trackingPx }: { readonly gapPx: number; readonly trackingPx: number },
    fontOf: (face: OpenFace, sizePx: number) => string,
  ): string {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return "";
    const { cast, sizePx } = setting;
    const gap = (gapPx / sizePx) * 1000;
    if (cast.isPlain(text, from, to))
      return fontOf(cast.first.face, sizePx) + this.plainOperators(cast.first, text, from, to, gap);
    let operators = "";
    for (const stretch of cast.stretches(text, from, to)) {
      if (stretch.pieces === undefined) {
        operators += fontOf(cast.first.face, sizePx);
        operators += this.plainOperators(cast.first, text, stretch.from, stretch.to, gap);
        continue;
      }
      for (const { face, glyphs } of stretch.pieces) {
        operators += fontOf(face, sizePx);
        operators += shapedOperators(face, glyphs, { gap, sizePx, tracking: (trackingPx / sizePx) * 1000 });
      }
    }
    return operators;
  }

  private plainOperators(set: GlyphSet, text: string, from: number, to: number, gap: number): string {
    const { slots } = this;
    const { kerns } = set;
    // Nearly every space is widened by the same, which is written out once.
    const wideSpace = gap === 0 ? "" : `>${short(-gap)}<`;
    let operators = "[<";
    let spaced = false;
    for (let at = from, before = 0; at < to; at++) {
      const code = text.charCodeAt(at);
      const slot = slots.of(code);
      const known = before === 0 ? 0 : kerns[before * SLOTS + slot]!;
      const kern = Number.isNaN(known) ? set.kern(before, slot) : known;
      if (kern === 0) operators += spaced ? wideSpace : "";
      else operators += `>${short(spaced ? -gap - kern : -kern)}<`;
      operators += set.codeOf(slot);
      spaced = isElastic(code);
      before = slot;
    }
    // What follows a space at the end may be of another face, which begins where this one ends.
    return `${operators}${spaced ? wideSpace : ""}>]TJ\n`;
  }

  baselinePx(style: number, linePx: number): number {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return 0;
    const { ascent, descent } = setting.cast.first.face.heights;
    // Chromium takes whole px, and where that cuts the descent a px from the ascent for it (`FontMetrics::AscentDescentWithHacks`).
    const cut = Math.round(descent * setting.sizePx) < descent * setting.sizePx ? 1 : 0;
    const above = Math.round(ascent * setting.sizePx) - cut;
    const below = Math.round(descent * setting.sizePx) + cut;
    return Math.floor((linePx - above - below) / 2) + above;
  }

  capHeightPx(style: number): number {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return 0;
    const { font } = setting.cast.first.face.font;
    return (font.capHeight / font.unitsPerEm) * setting.sizePx;
  }

  /** How far letters reach above and below the baseline, px. */
  reachPx(style: number): { readonly above: number; readonly below: number } {
    const setting = this.settings[style]!;
    if ("fixedPx" in setting) return { above: 0, below: 0 };
    const { ascent, descent } = setting.cast.first.face.heights;
    return { above: ascent * setting.sizePx, below: descent * setting.sizePx };
  }
}

/** A mark stands where the shaper put it, and takes no tracking. */
const shapedOperators = (
  face: OpenFace,
  glyphs: readonly ShapedGlyph[],
  { gap, sizePx, tracking }: { readonly gap: number; readonly sizePx: number; readonly tracking: number },
): string => {
  let operators = "[";
  let raised = 0;
  for (const { glyph, text, width, advance, xOffset, yOffset } of glyphs) {
    if (yOffset !== raised) {
      operators += `]TJ\n${short((yOffset / 1000) * sizePx)} Ts\n[`;
      raised = yOffset;
    }
    if (xOffset !== 0) operators += short(-xOffset);
    operators += `<${face.include(glyph, text, width)}>`;
    let move = advance - width - xOffset;
    if (width === 0) move -= tracking;
    if (text.length === 1 && isElastic(text.charCodeAt(0))) move += gap;
    if (move !== 0) operators += short(-move);
  }
  return `${operators}]TJ\n${raised === 0 ? "" : "0 Ts\n"}`;
};

const NO_LETTERS: LetterStyle = {
  family: "",
  weight: 400,
  italic: false,
  sizePx: 0,
  colour: "#000000",
  trackingEm: 0,
  figures: "lining",
  capitals: false,
  risePx: 0,
  underlined: false,
};
