/** A page reduced to what a thumbnail can show: its pictures, its tints, and bars where words stand. In px of the page. */
import { type Box, common, measurePage } from "../overlays/boxes.js";

interface Tint extends Box {
  readonly kind: "tint";
  readonly colour: string;
}

interface Picture extends Box {
  readonly kind: "picture";
  readonly src: string;
  /** The whole picture's box, of which the picture's own is what shows. */
  readonly image: Box;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly ground: string;
  /** From the lowest to the topmost. */
  readonly shapes: readonly (Tint | Picture)[];
  /** Bars in the place of words, as one path a colour. */
  readonly words: readonly { readonly colour: string; readonly path: string }[];
}

/** From this size on, words show one by one. */
const HEADLINE_PX = 20;
/** A bar's height and where it begins, as shares of the font's size: about the height of small letters, on the baseline. */
const BAR_SHARE = 0.44;
const LINE_TOP_SHARE = 0.3;
/** Boxes that are smaller are not drawn. */
const SMALLEST_PX = 1;

const isClear = (colour: string): boolean => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour);

type Measure = ReturnType<typeof measurePage>;

/** What is gathered while a page's elements are walked. */
class Sketch {
  readonly shapes: (Tint | Picture)[] = [];
  private readonly paths = new Map<string, string>();

  constructor(
    readonly page: HTMLElement,
    readonly measure: Measure,
  ) {}

  private get whole(): Box {
    return { x: 0, y: 0, width: this.page.offsetWidth, height: this.page.offsetHeight };
  }

  tint(box: Box, colour: string): void {
    const shown = common(box, this.whole);
    if (shown !== undefined && !isClear(colour)) this.shapes.push({ kind: "tint", ...shown, colour });
  }

  picture(element: HTMLImageElement): void {
    const image = this.measure(element);
    const crop = element.closest(".crop");
    const shown = common(crop === null ? image : this.measure(crop), this.whole);
    const src = element.getAttribute("src");
    if (shown !== undefined && src !== null) this.shapes.push({ kind: "picture", ...shown, src, image });
  }

  bar({ x, y, width, height }: Box, sizePx: number, colour: string): void {
    if (width < SMALLEST_PX || height < SMALLEST_PX) return;
    // A line's box is taller than its letters: they stand in its middle.
    const top = y + (height - sizePx) / 2 + sizePx * LINE_TOP_SHARE;
    const bar = `M${Math.round(x)} ${top.toFixed(1)}h${Math.round(width)}v${(sizePx * BAR_SHARE).toFixed(1)}h${-Math.round(width)}z`;
    this.paths.set(colour, (this.paths.get(colour) ?? "") + bar);
  }

  get words(): Drawing["words"] {
    return [...this.paths].map(([colour, path]) => ({ colour, path }));
  }
}

/** Background and rules of a box. */
const drawBox = (sketch: Sketch, element: Element, style: CSSStyleDeclaration): void => {
  const rules = (["Top", "Bottom", "Left", "Right"] as const).filter(
    (side) => style[`border${side}Style`] !== "none" && Number.parseFloat(style[`border${side}Width`]) > 0,
  );
  if (isClear(style.backgroundColor) && rules.length === 0) return;
  const box = sketch.measure(element);
  sketch.tint(box, style.backgroundColor);
  for (const side of rules) {
    const thick = Number.parseFloat(style[`border${side}Width`]);
    const across = side === "Top" || side === "Bottom";
    const x = side === "Right" ? box.x + box.width - thick : box.x;
    const y = side === "Bottom" ? box.y + box.height - thick : box.y;
    const rule = { x, y, width: across ? box.width : thick, height: across ? thick : box.height };
    sketch.tint(rule, style[`border${side}Color`]);
  }
};

/** A paragraph whose lines are known: as many bars, the last as long as its words. One measure for all of its lines. */
const drawParagraph = (sketch: Sketch, element: HTMLElement, style: CSSStyleDeclaration): void => {
  const lines = Number(element.dataset.lines);
  const { x, y, width, height } = sketch.measure(element);
  const last = lastText(element);
  const end = last === undefined ? undefined : sketch.measure(last);
  const indent = Number.parseFloat(style.textIndent) || 0;
  const sizePx = Number.parseFloat(style.fontSize);
  const top = Number.parseFloat(style.paddingTop);
  const each = (height - top - Number.parseFloat(style.paddingBottom)) / lines;
  for (let line = 0; line < lines; line++) {
    const from = line === 0 && lines > 1 ? indent : 0;
    const to = line === lines - 1 && end !== undefined ? Math.min(width, end.x + end.width - x) : width;
    sketch.bar({ x: x + from, y: y + top + line * each, width: to - from, height: each }, sizePx, style.color);
  }
};

/** An element's last text, which ends where its last line does. */
const lastText = ({ ownerDocument: document, lastChild }: HTMLElement): Range | undefined => {
  if (lastChild === null) return undefined;
  let text = lastChild;
  while (text.lastChild !== null) text = text.lastChild;
  const range = document.createRange();
  range.selectNodeContents(text);
  return range;
};

/** Words of a text: each by itself when they are large, else the lines that they make. */
const drawText = (sketch: Sketch, text: Text, style: CSSStyleDeclaration): void => {
  if (text.data.trim() === "") return;
  const sizePx = Number.parseFloat(style.fontSize);
  const range = text.ownerDocument.createRange();
  const measured = (from: number, to: number): void => {
    range.setStart(text, from);
    range.setEnd(text, to);
    for (const rect of range.getClientRects())
      sketch.bar(sketch.measure({ getBoundingClientRect: () => rect }), sizePx, style.color);
  };
  if (sizePx < HEADLINE_PX) measured(0, text.length);
  else for (const { index, 0: word } of text.data.matchAll(/\S+/g)) measured(index, index + word.length);
};

const walk = (sketch: Sketch, element: Element): void => {
  // The frame is a realm of its own: its elements are of its window's classes.
  const window = element.ownerDocument.defaultView as globalThis.Window & typeof globalThis;
  const style = window.getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return;
  if (element instanceof window.HTMLImageElement) sketch.picture(element);
  else if (element instanceof window.HTMLElement) drawElement(sketch, element, style);
};

const drawElement = (sketch: Sketch, element: HTMLElement, style: CSSStyleDeclaration): void => {
  drawBox(sketch, element, style);
  if (element.dataset.lines !== undefined) drawParagraph(sketch, element, style);
  else
    for (const child of element.childNodes)
      if (child.nodeType === 3) drawText(sketch, child as Text, style);
      else if (child.nodeType === 1) walk(sketch, child as Element);
};

/** Draws a composed page that stands in the pages' frame. */
export const drawPage = (page: HTMLElement): Drawing => {
  const sketch = new Sketch(page, measurePage(page));
  const ground = page.ownerDocument.defaultView!.getComputedStyle(page).backgroundColor;
  for (const child of page.children) walk(sketch, child);
  return {
    width: page.offsetWidth,
    height: page.offsetHeight,
    ground: isClear(ground) ? "#fff" : ground,
    shapes: sketch.shapes,
    words: sketch.words,
  };
};
