/** Text that is more than one copy in one style: lines in a row, parts in styles of their own, words made to fit. Lengths in CSS px. */
import type { InlineView, TypeStyle } from "../../layout/index.js";
import { breakParagraph } from "../../typeset/index.js";
import { richText } from "./richText.js";
import { setText } from "./setText.js";
import type { InlineElement, RichText, Segment, SetText, Setting } from "./types.js";

/** Wider than any line of words. */
const ENDLESS_PX = 100_000;
/** Widths are sums of rounded ones: a line that should fit exactly is set so much smaller. */
const SURE = 0.999;
/** Smallest part of its own size that a line is set at. */
const LEAST_SIZE = 0.1;

type Copy = readonly InlineView[] | string;

/** Copy whose own links are plain text: as a whole it is to be a link. */
export const withoutLinks = (copy: Copy): InlineView[] => {
  if (typeof copy === "string") return [{ kind: "text", text: copy }];
  return copy.flatMap((inline) => (inline.kind === "link" ? withoutLinks(inline.content) : [inline]));
};

/** Width of the widest line, px. */
export const widthOf = ({ lines }: SetText): number => lines.reduce((most, { widthPx }) => Math.max(most, widthPx), 0);

/** Copy on one line, however long. */
export const setOnOneLine = (copy: Copy, style: TypeStyle, setting: Setting): SetText =>
  setText(copy, { ...style, align: "left", balanced: false, hyphenate: false, indentPx: 0 }, ENDLESS_PX, setting);

/** Copy on one line, set smaller until it is no wider than this; the line's height stays. */
export const setFitted = (copy: Copy, style: TypeStyle, widthPx: number, setting: Setting): SetText => {
  const natural = widthOf(setOnOneLine(copy, style, setting));
  const size = natural <= widthPx ? 1 : Math.max(LEAST_SIZE, (widthPx / natural) * SURE);
  return setOnOneLine(copy, { ...style, sizePx: style.sizePx * size }, setting);
};

/** A last line shorter than this part of the measure looks lost below its paragraph. */
const SHORT_LINE = 0.25;
/** Narrower measures, as parts of the true one, that are tried to make it longer. */
const NARROWER = [0.97, 0.94, 0.91, 0.88, 0.85];

/** A few lines flush left, as many as they are but a little narrower where the last one would be a word or two. */
export const setEvenly = (copy: Copy, style: TypeStyle, widthPx: number, setting: Setting): SetText => {
  const setIn = (part: number): SetText => setText(copy, style, widthPx * part, setting);
  const lastPx = ({ lines }: SetText): number => lines.at(-1)?.widthPx ?? 0;
  const natural = setIn(1);
  let best = natural;
  for (const part of NARROWER) {
    if (natural.lines.length < 2 || lastPx(best) >= widthPx * SHORT_LINE) break;
    const narrow = setIn(part);
    if (narrow.lines.length === natural.lines.length && lastPx(narrow) > lastPx(best)) best = narrow;
  }
  return best;
};

/** Ornament on one line, its last words given up where it is too long. */
export const setShortened = (words: string, style: TypeStyle, widthPx: number, setting: Setting): SetText => {
  let set = setOnOneLine(words, style, setting);
  const kept = words.split(" ");
  while (widthOf(set) > widthPx && kept.length > 1) {
    kept.pop();
    set = setOnOneLine(`${kept.join(" ").replace(/[\p{P}\s]+$/u, "")}…`, style, setting);
  }
  return set;
};

/** From the top of the text's first line to the baseline that all its lines' letters stand on. */
export const baselineOf = ({ segments, style }: SetText, { letters }: Setting): number =>
  segments.length === 0 ? 0 : letters.baselinePx(segments[0]!.style, style.linePx);

const shifted = (segments: readonly Segment[], by: number): Segment[] =>
  segments.map((segment) => ({ ...segment, start: segment.start + by, end: segment.end + by }));

/** The segments with a space after the last of them. */
const spaced = (segments: readonly Segment[]): Segment[] =>
  segments.map((segment, index) => (index < segments.length - 1 ? segment : { ...segment, end: segment.end + 1 }));

/**
 * Texts that one element holds, such as a page number and the headline beside it: the lines of the first, then those of the next, to be
 * painted each at its own place. The style is the last one's.
 */
export const joined = (texts: readonly SetText[]): SetText => {
  const [first, ...others] = texts;
  return others.reduce((before, next) => {
    const by = before.text.length + 1;
    return {
      ...next,
      text: `${before.text} ${next.text}`,
      segments: [...spaced(before.segments), ...shifted(next.segments, by)],
      lines: [...before.lines, ...next.lines.map((line) => ({ ...line, start: line.start + by, end: line.end + by }))],
      measuresPx: [...perLine(before.measuresPx, before.lines.length), ...next.measuresPx],
      offsetsPx: [...before.lines.map((_, line) => before.offsetsPx[line] ?? 0), ...next.offsetsPx],
    };
  }, first!);
};

/** The text as one link. */
export const linkedText = (set: SetText, href: string): SetText => {
  const link: InlineElement = { type: "Link", href };
  return { ...set, segments: set.segments.map((segment) => ({ ...segment, elements: [link, ...segment.elements] })) };
};

const perLine = (measuresPx: readonly number[], lines: number): number[] =>
  Array.from({ length: lines }, (_, line) => measuresPx[Math.min(line, measuresPx.length - 1)]!);

/** Copy in one style among others of its paragraph. */
export interface Part {
  readonly copy: Copy;
  readonly style: TypeStyle;
}

const joinRich = (parts: readonly RichText[]): RichText => {
  const [first, ...others] = parts;
  return others.reduce(
    (before, next) => ({
      text: `${before.text} ${next.text}`,
      runs: [...before.runs, { text: " ", style: before.runs.at(-1)!.style, hyphenate: false }, ...next.runs],
      segments: [...spaced(before.segments), ...shifted(next.segments, before.text.length + 1)],
    }),
    first!,
  );
};

/** One paragraph of parts with a space between them, in lines of `style`; nothing when there are no words. */
export const setParts = (
  parts: readonly Part[],
  style: TypeStyle,
  widthPx: number,
  setting: Setting,
): SetText | undefined => {
  const rich = parts
    .map(({ copy, style: own }) => richText(copy, own, setting))
    .filter(({ text }) => text.trim() !== "");
  if (rich.length === 0) return undefined;
  const { text, runs, segments } = joinRich(rich);
  const settings = {
    measuresPx: [widthPx],
    fontSizePx: style.sizePx,
    justified: style.align === "justify",
    hyphenation: style.hyphenate,
    balanced: style.balanced,
  };
  const tools = { measure: setting.letters.measure, hyphenate: setting.hyphenate };
  return {
    text,
    segments,
    style,
    lines: breakParagraph({ runs }, settings, tools),
    measuresPx: [widthPx],
    offsetsPx: [],
  };
};
