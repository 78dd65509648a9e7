import type { Measure } from "../typeset/index.js";

export interface TextStyle {
  readonly font: string;
  readonly letterSpacingPx: number;
  /** The kind of capitals, as `font-variant-caps` has it. */
  readonly caps: CanvasFontVariantCaps;
  readonly upperCase: boolean;
  /** The kind of figures, as `font-variant-numeric` has it. */
  readonly figures: string;
  /** Width of a mark that is no text, px. */
  readonly fixedPx?: number;
}

/** Letter-spacing too small to see that makes the canvas set no ligatures, as the pages do. */
const NO_LIGATURES_PX = 0.0005;

/** Stands for a mark that an element draws: it has the element's width. */
export const MARK = "\u25a0";

/**
 * A canvas to measure one kind of figures with. It has no property for them, but takes them from its element's style, which
 * only an element in the document has (Chromium 143): there it stands unseen.
 */
const figureContext = (figures: string): CanvasRenderingContext2D => {
  const canvas = document.createElement("canvas");
  canvas.dataset.measures = "";
  if (figures !== "normal") {
    canvas.style.cssText = `display:none;font-variant-numeric:${figures}`;
    document.head.append(canvas);
  }
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("the browser gives no canvas to measure text with");
  context.fontKerning = "normal";
  context.textRendering = "geometricPrecision";
  return context;
};

/** Takes the canvases that stood in the document out again. */
export const endMeasuring = (): void => {
  for (const canvas of document.head.querySelectorAll("canvas[data-measures]")) canvas.remove();
};

/** Advance widths from the browser's own shaper, kept per style. */
export const makeMeasure = (styles: readonly TextStyle[]): Measure => {
  const contexts = new Map<string, { readonly context: CanvasRenderingContext2D; style: number }>();
  return (text, style) => {
    const { caps, fixedPx, figures, font, letterSpacingPx, upperCase } = styles[style];
    if (fixedPx !== undefined) return text.includes(MARK) ? fixedPx : 0;
    // Set to small capitals the canvas forgets its element's figures; the fonts' small capitals come with figures of their own.
    const kind = caps === "normal" ? figures : "normal";
    let current = contexts.get(kind);
    if (current === undefined) {
      current = { context: figureContext(kind), style: -1 };
      contexts.set(kind, current);
    }
    const { context } = current;
    if (style !== current.style) {
      context.font = font;
      context.letterSpacing = `${letterSpacingPx === 0 ? NO_LIGATURES_PX : letterSpacingPx}px`;
      if (kind === "normal") context.fontVariantCaps = caps;
      current.style = style;
    }
    return context.measureText(upperCase ? text.toUpperCase() : text).width;
  };
};

const isAlike = (one: TextStyle, other: TextStyle): boolean =>
  one.font === other.font &&
  one.letterSpacingPx === other.letterSpacingPx &&
  one.caps === other.caps &&
  one.upperCase === other.upperCase &&
  one.figures === other.figures &&
  one.fixedPx === other.fixedPx;

/** Text styles by the element that sets them, each computed style read once. */
export class StyleTable {
  readonly styles: TextStyle[] = [];
  private readonly known = new Map<string, number>();

  /** The style of text inside `element`; `key` tells elements of one look apart from others. */
  indexOf(element: Element, key: string): number {
    const seen = this.known.get(key);
    if (seen !== undefined) return seen;
    const style = getComputedStyle(element);
    const set: TextStyle = {
      font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
      letterSpacingPx: Number.parseFloat(style.letterSpacing) || 0,
      caps: style.fontVariantCaps as CanvasFontVariantCaps,
      upperCase: style.textTransform === "uppercase",
      figures: style.fontVariantNumeric,
    };
    // Looks that set their type alike are one style, so that every word is measured once for all of them.
    const twin = this.styles.findIndex((other) => isAlike(other, set));
    const index = twin < 0 ? this.styles.push(set) - 1 : twin;
    this.known.set(key, index);
    return index;
  }

  fixed(widthPx: number): number {
    this.styles.push({
      font: "",
      letterSpacingPx: 0,
      caps: "normal",
      upperCase: false,
      figures: "normal",
      fixedPx: widthPx,
    });
    return this.styles.length - 1;
  }
}
