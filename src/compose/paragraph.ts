import { breakVariants, type Hyphenate, type Line, type Measure, type Run } from "../typeset/index.js";

/** A stretch of a paragraph's text and the inline elements it stands in, outermost first. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly chain: readonly Element[];
  /** Drawn by this element instead of text: the end mark. */
  readonly mark?: string;
}

/** A paragraph taken out of the DOM, set in lines. Lengths in px. */
export interface SetParagraph {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly lines: readonly Line[];
  readonly justified: boolean;
  /** Opening letter drawn over several lines, as HTML; empty without one. */
  readonly dropCap: string;
}

export interface TextStyle {
  readonly font: string;
  readonly letterSpacingPx: number;
  readonly smallCaps: boolean;
  readonly upperCase: boolean;
  /** Width of a mark that is no text, px. */
  readonly fixedPx?: number;
}

/** Letter-spacing too small to see that makes the canvas set no ligatures, as the pages do. */
const NO_LIGATURES_PX = 0.0005;

/** Stands for a mark that an element draws: it has the element's width. */
const MARK = "\u25a0";

/** Advance widths from the browser's own shaper, kept per style. */
export const makeMeasure = (styles: readonly TextStyle[]): Measure => {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) throw new Error("the browser gives no canvas to measure text with");
  context.fontKerning = "normal";
  context.textRendering = "geometricPrecision";
  let current = -1;
  return (text, style) => {
    const { fixedPx, font, letterSpacingPx, smallCaps, upperCase } = styles[style];
    if (fixedPx !== undefined) return text.includes(MARK) ? fixedPx : 0;
    if (style !== current) {
      context.font = font;
      context.letterSpacing = `${letterSpacingPx === 0 ? NO_LIGATURES_PX : letterSpacingPx}px`;
      context.fontVariantCaps = smallCaps ? "small-caps" : "normal";
      current = style;
    }
    return context.measureText(upperCase ? text.toUpperCase() : text).width;
  };
};

const isAlike = (one: TextStyle, other: TextStyle): boolean =>
  one.font === other.font &&
  one.letterSpacingPx === other.letterSpacingPx &&
  one.smallCaps === other.smallCaps &&
  one.upperCase === other.upperCase &&
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
      smallCaps: style.fontVariantCaps === "small-caps",
      upperCase: style.textTransform === "uppercase",
    };
    // Looks that set their type alike are one style, so that every word is measured once for all of them.
    const twin = this.styles.findIndex((other) => isAlike(other, set));
    const index = twin < 0 ? this.styles.push(set) - 1 : twin;
    this.known.set(key, index);
    return index;
  }

  fixed(widthPx: number): number {
    this.styles.push({ font: "", letterSpacingPx: 0, smallCaps: false, upperCase: false, fixedPx: widthPx });
    return this.styles.length - 1;
  }
}

/** Layout rounds every inline box to 1/64 px: a line filled to the brim would be broken elsewhere. */
const ROUNDING_PX = 0.2;

export interface ParagraphStyle {
  readonly key: string;
  readonly fontSizePx: number;
  readonly justified: boolean;
  readonly hyphenation: boolean;
  readonly indentPx: number;
}

interface Collected {
  text: string;
  runs: Run[];
  segments: Segment[];
}

const collectText = (
  node: Node,
  chain: readonly Element[],
  key: string,
  parent: Element,
  styles: StyleTable,
  into: Collected,
): void => {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      let text = (child.nodeValue ?? "").replace(/[ \t\r\n\f]+/g, " ");
      if (into.text === "" || into.text.endsWith(" ") || into.text.endsWith("\n")) text = text.replace(/^ /, "");
      if (text === "") continue;
      into.segments.push({ start: into.text.length, end: into.text.length + text.length, chain });
      into.runs.push({ text, style: styles.indexOf(parent, key), hyphenate: !key.includes("/code") });
      into.text += text;
    } else if (child instanceof Element && child.localName === "br") {
      into.runs.push({ text: "\n", style: styles.indexOf(parent, key), hyphenate: false });
      into.segments.push({ start: into.text.length, end: into.text.length + 1, chain });
      into.text += "\n";
    } else if (child instanceof Element) {
      collectText(child, [...chain, child], `${key}/${child.localName}.${child.className}`, child, styles, into);
    }
  }
};

/** A paragraph still to be set: text, runs and the elements around them. */
export interface ParagraphText extends Collected {
  dropCap: string;
}

export const readParagraph = (element: Element, style: ParagraphStyle, styles: StyleTable): ParagraphText => {
  const opening = [...element.querySelectorAll(":scope > .drop-cap, :scope > .drop-cap + .cut")];
  const collected: Collected = { text: "", runs: [], segments: [] };
  for (const part of opening) part.remove();
  collectText(element, [], style.key, element, styles, collected);
  const trimmed = collected.text.replace(/ +$/, "");
  const cut = collected.text.length - trimmed.length;
  if (cut > 0) {
    const last = collected.runs[collected.runs.length - 1];
    collected.runs[collected.runs.length - 1] = { ...last, text: last.text.slice(0, last.text.length - cut) };
    const segment = collected.segments[collected.segments.length - 1];
    collected.segments[collected.segments.length - 1] = { ...segment, end: segment.end - cut };
    collected.text = trimmed;
  }
  return { ...collected, dropCap: opening.map(({ outerHTML }) => outerHTML).join("") };
};

/** The end mark follows the last word, unbreakably: two characters in the text's count, drawn by an element. */
export const addEndMark = (text: ParagraphText, html: string, style: number): void => {
  const mark = `\u00a0${MARK}`;
  text.runs.push({ text: mark, style, hyphenate: false });
  text.segments.push({ start: text.text.length, end: text.text.length + mark.length, chain: [], mark: html });
  text.text += mark;
};

/** A paragraph's natural setting, and those of a line fewer and a line more where they are tolerable. */
export interface SetVariants {
  readonly set: SetParagraph;
  readonly others: readonly { readonly set: SetParagraph; readonly cost: number }[];
}

/** What another number of lines costs at least, in lines of white at the foot of a column, and demerits that cost one more. */
const OTHER_LINES = 0.3;
const DEMERITS_OF_LINE = 60_000;

export const setParagraph = (
  text: ParagraphText,
  style: ParagraphStyle,
  measuresPx: readonly number[],
  tools: { readonly measure: Measure; readonly hyphenate: Hyphenate },
): SetVariants => {
  const { natural, shorter, longer } = breakVariants(
    { runs: text.runs },
    {
      measuresPx: measuresPx.map((measure) => measure - ROUNDING_PX),
      fontSizePx: style.fontSizePx,
      justified: style.justified,
      hyphenation: style.hyphenation,
    },
    tools,
  );
  const setOf = (lines: readonly Line[]): SetParagraph => ({
    text: text.text,
    segments: text.segments,
    dropCap: text.dropCap,
    justified: style.justified,
    lines,
  });
  const others = [shorter, longer].flatMap((other) => {
    if (other === undefined) return [];
    const cost = OTHER_LINES + Math.min(2, Math.max(0, other.cost - natural.cost) / DEMERITS_OF_LINE);
    return [{ set: setOf(other.lines), cost }];
  });
  return { set: setOf(natural.lines), others };
};

const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));

/** An element's opening tag without its children. */
export const openTag = (element: Element): string => {
  let tag = `<${element.localName}`;
  for (const { name, value } of element.attributes)
    if (!name.startsWith("data-flow")) tag += ` ${name}="${escapeText(value).replaceAll('"', "&quot;")}"`;
  return `${tag}>`;
};

/** How a line ends: a space that the break swallowed, a hyphen that is drawn, a forced end, or a bare permission to break. */
const lineEnd = (paragraph: SetParagraph, line: Line, next: Line, span: string): string => {
  // The hyphen is tracked as its line is; the permission to break stands in an element of its own, whose end gives the
  // text that follows its own white-space rule back.
  if (line.hyphen) return `${span}<span class="hy"></span>${span === "" ? "" : "</span>"}<span class="br"><wbr></span>`;
  const swallowed = paragraph.text.slice(line.end, next.start);
  if (swallowed === "\n") return "<br>";
  // A ragged line may leave room for the whole of a short next one: it is ended, not just allowed to end.
  if (!paragraph.justified && swallowed !== "") return '<span class="br"> </span><br>';
  return swallowed === "" ? '<span class="br"><wbr></span>' : '<span class="br"> </span>';
};

/**
 * The end of a part whose paragraph goes on elsewhere: it keeps the space it broke at, so that the words on both sides stay
 * apart in the text, in a box that takes no room, so that the line is justified to its last letter. The box lies within the
 * frame: what begins at a frame's very edge is not painted, and so not in the text.
 */
const cutEnd = (paragraph: SetParagraph, line: Line, next: Line, span: string): string => {
  if (line.hyphen) return `${span}<span class="hy"></span>${span === "" ? "" : "</span>"}`;
  return paragraph.text.slice(line.end, next.start) === "" ? "" : '<span class="cut"> </span>';
};

const lineSpan = ({ letterSpacingPx, wordSpacingPx }: Line): string => {
  if (letterSpacingPx === 0 && wordSpacingPx === 0) return "";
  const letter = letterSpacingPx === 0 ? "" : `letter-spacing:${letterSpacingPx.toFixed(4)}px;`;
  const word = wordSpacingPx === 0 ? "" : `word-spacing:${wordSpacingPx.toFixed(4)}px`;
  return `<span style="${letter}${word}">`;
};

/** HTML of lines `from` ≤ i < `to`, each forced to break where it was set. Inline elements are closed and opened as few times as can be. */
export const linesHtml = (paragraph: SetParagraph, from: number, to: number): string => {
  const { lines, segments, text } = paragraph;
  let html = from === 0 ? paragraph.dropCap : "";
  let open: readonly Element[] = [];
  let segmentIndex = 0;
  const enter = (chain: readonly Element[]): void => {
    let shared = 0;
    while (shared < open.length && shared < chain.length && open[shared] === chain[shared]) shared++;
    for (let depth = open.length - 1; depth >= shared; depth--) html += `</${open[depth].localName}>`;
    for (let depth = shared; depth < chain.length; depth++) html += openTag(chain[depth]);
    open = chain;
  };
  for (let index = from; index < to; index++) {
    const line = lines[index];
    const span = lineSpan(line);
    while (segmentIndex < segments.length && segments[segmentIndex].end <= line.start) segmentIndex++;
    for (let at = segmentIndex; at < segments.length && segments[at].start < line.end; at++) {
      const segment = segments[at];
      enter(segment.chain);
      if (segment.mark !== undefined) {
        html += segment.mark;
        continue;
      }
      const part = escapeText(text.slice(Math.max(segment.start, line.start), Math.min(segment.end, line.end)));
      if (part !== "") html += span === "" ? part : `${span}${part}</span>`;
    }
    if (index + 1 < to) html += lineEnd(paragraph, line, lines[index + 1], span);
    else if (to < lines.length) html += cutEnd(paragraph, line, lines[to], span);
  }
  enter([]);
  return html;
};
