import { otherLinesCost } from "../copyfit/index.js";
import { breakVariants, type Line, type ParagraphSettings, type Run, type Tools } from "../typeset/index.js";
import { MARK, type StyleTable } from "./styles.js";

/** A stretch of a paragraph's text and the inline elements it stands in, outermost first. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly chain: readonly Element[];
  /** Letter-spacing of its own style: a line's comes to it. */
  readonly letterSpacingPx: number;
  /** Drawn by this element instead of text: the end mark. */
  readonly mark?: string;
}

/** A paragraph taken out of the DOM, set in lines. Lengths in px. */
export interface SetParagraph {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly lines: readonly Line[];
  readonly justified: boolean;
  /** Room that each ragged line of justified text leaves, px, by its index; they are few or none. */
  readonly raggedPx: ReadonlyMap<number, number>;
  /** Opening letter drawn over several lines, as HTML; empty without one. */
  readonly dropCap: string;
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
      const style = styles.indexOf(parent, key);
      const { letterSpacingPx } = styles.styles[style];
      into.segments.push({ start: into.text.length, end: into.text.length + text.length, chain, letterSpacingPx });
      into.runs.push({ text, style, hyphenate: !key.includes("/code") });
      into.text += text;
    } else if (child instanceof Element && child.localName === "br") {
      into.runs.push({ text: "\n", style: styles.indexOf(parent, key), hyphenate: false });
      into.segments.push({ start: into.text.length, end: into.text.length + 1, chain, letterSpacingPx: 0 });
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
  const start = text.text.length;
  text.segments.push({ start, end: start + mark.length, chain: [], letterSpacingPx: 0, mark: html });
  text.text += mark;
};

/** A paragraph's natural setting, and those of a line fewer and a line more where they are tolerable. */
export interface SetVariants {
  readonly set: SetParagraph;
  readonly others: readonly { readonly set: SetParagraph; readonly cost: number }[];
}

/** Room that ragged lines of a justified paragraph leave at their ends, px. */
const raggedRoom = (lines: readonly Line[], measuresPx: readonly number[]): ReadonlyMap<number, number> => {
  const rooms = new Map<number, number>();
  lines.forEach((line, index) => {
    if (line.ragged) rooms.set(index, measuresPx[Math.min(index, measuresPx.length - 1)] - line.widthPx);
  });
  return rooms;
};

/** Sets a paragraph in lines. `trackingEm`: tracking of the whole paragraph, for articles that must be made to fit. */
export const setParagraph = (
  text: ParagraphText,
  style: ParagraphStyle,
  measuresPx: readonly number[],
  tools: Tools,
  trackingEm = 0,
): SetVariants => {
  const roundedPx = measuresPx.map((measure) => measure - ROUNDING_PX);
  const settings = { ...settingsOf(style, roundedPx), trackingEm };
  const { natural, shorter, longer } = breakVariants({ runs: text.runs }, settings, tools);
  const setOf = (lines: readonly Line[]): SetParagraph => ({
    text: text.text,
    segments: text.segments,
    dropCap: text.dropCap,
    justified: style.justified,
    raggedPx: raggedRoom(lines, roundedPx),
    lines,
  });
  const others = [shorter, longer].flatMap((other) => {
    if (other === undefined) return [];
    return [{ set: setOf(other.lines), cost: otherLinesCost(other.extra) }];
  });
  return { set: setOf(natural.lines), others };
};

const settingsOf = (style: ParagraphStyle, measuresPx: readonly number[]): ParagraphSettings => ({
  measuresPx,
  fontSizePx: style.fontSizePx,
  justified: style.justified,
  hyphenation: style.hyphenation,
  hanging: style.justified,
});

const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));

/** An element's opening tag without its children. */
export const openTag = (element: Element): string => {
  let tag = `<${element.localName}`;
  for (const { name, value } of element.attributes)
    if (!name.startsWith("data-flow")) tag += ` ${name}="${escapeText(value).replaceAll('"', "&quot;")}"`;
  return `${tag}>`;
};

/** A margin as an attribute, where there is one: what hangs out of the measure is negative, what fills a line positive. */
const marginStyle = (side: "left" | "right", px: number): string =>
  px === 0 ? "" : ` style="margin-${side}:${px.toFixed(3)}px"`;

/** What comes to a line's end before it is justified, px: what hangs out, or the room that a ragged line leaves. */
const endMargin = (paragraph: SetParagraph, index: number): number =>
  paragraph.raggedPx.get(index) ?? -paragraph.lines[index].hangRightPx;

/** The hyphen that a line ends with, tracked as its line is. */
const hyphenHtml = (marginPx: number, span: string): string =>
  `${span}<span class="hy"${marginStyle("right", marginPx)}></span>${span === "" ? "" : "</span>"}`;

/** How a line ends: a space that the break swallowed, a hyphen that is drawn, a forced end, or a bare permission to break. */
const lineEnd = (paragraph: SetParagraph, index: number, span: string): string => {
  const { justified, lines, text } = paragraph;
  const margin = endMargin(paragraph, index);
  // The permission to break stands in an element of its own, whose end gives the text that follows its own white-space rule
  // back. Its margin counts as the line's, where it begins.
  if (lines[index].hyphen) return `${hyphenHtml(margin, span)}<span class="br"><wbr></span>`;
  const swallowed = text.slice(lines[index].end, lines[index + 1].start);
  if (swallowed === "\n") return "<br>";
  // A ragged line may leave room for the whole of a short next one: it is ended, not just allowed to end.
  if (!justified && swallowed !== "") return '<span class="br"> </span><br>';
  return `<span class="br"${marginStyle("left", margin)}>${swallowed === "" ? "<wbr>" : " "}</span>`;
};

/**
 * The end of a part whose paragraph goes on elsewhere: it keeps the space it broke at, so that the words on both sides stay
 * apart in the text, in a box that takes no room, so that the line is justified to its last letter. The box lies within the
 * frame: what begins at a frame's very edge is not painted, and so not in the text.
 */
const cutEnd = (paragraph: SetParagraph, index: number, span: string): string => {
  const { lines, text } = paragraph;
  const margin = endMargin(paragraph, index);
  if (lines[index].hyphen) return hyphenHtml(margin, span);
  if (text.slice(lines[index].end, lines[index + 1].start) !== "")
    return `<span class="cut"${margin === 0 ? "" : marginStyle("left", margin - 1)}> </span>`;
  return margin === 0 ? "" : `<span${marginStyle("right", margin)}></span>`;
};

/** The opening tag around a line's text in a style of its own letter-spacing, or nothing where the line changes nothing. */
const lineSpan = ({ letterSpacingPx, wordSpacingPx }: Line, ownPx: number): string => {
  if (letterSpacingPx === 0 && wordSpacingPx === 0) return "";
  const letter = letterSpacingPx === 0 ? "" : `letter-spacing:${(ownPx + letterSpacingPx).toFixed(4)}px;`;
  const word = wordSpacingPx === 0 ? "" : `word-spacing:${wordSpacingPx.toFixed(4)}px`;
  return `<span style="${letter}${word}">`;
};

/** The same tag with what hangs out on the left of the line it begins. */
const hangLeft = (span: string, px: number): string => {
  if (px === 0) return span;
  const margin = `margin-left:${(-px).toFixed(3)}px`;
  return span === "" ? `<span style="${margin}">` : `${span.slice(0, -2)};${margin}">`.replace(";;", ";");
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
    let hangPx = line.hangLeftPx;
    let span = "";
    while (segmentIndex < segments.length && segments[segmentIndex].end <= line.start) segmentIndex++;
    for (let at = segmentIndex; at < segments.length && segments[at].start < line.end; at++) {
      const segment = segments[at];
      enter(segment.chain);
      if (segment.mark !== undefined) {
        html += segment.mark;
        continue;
      }
      const part = escapeText(text.slice(Math.max(segment.start, line.start), Math.min(segment.end, line.end)));
      if (part === "") continue;
      span = lineSpan(line, segment.letterSpacingPx);
      const opened = hangLeft(span, hangPx);
      html += opened === "" ? part : `${opened}${part}</span>`;
      hangPx = 0;
    }
    if (index + 1 < to) html += lineEnd(paragraph, index, span);
    else if (to < lines.length) html += cutEnd(paragraph, index, span);
  }
  enter([]);
  return html;
};
