import type { Line } from "../../typeset/index.js";
import type { Tag } from "../tags.js";
import type { Anchors } from "./anchors.js";
import type { Canvas } from "./canvas.js";
import { short } from "./document.js";
import type { FaceLetters } from "./letters.js";
import type { InlineElement, Segment, SetText } from "./types.js";

/** What lines are painted with. */
export interface Desk {
  readonly canvas: Canvas;
  readonly letters: FaceLetters;
  readonly anchors: Anchors;
  /** The element of the tree for an inline element of a text in `parent`. */
  readonly elementIn: (parent: Tag, element: InlineElement) => Tag;
  /** Notes words that were painted into the tree. */
  readonly note: (words: string) => void;
}

/** A part of a line in one style, in its natural width with tracking, px. */
interface Slice {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
  readonly widthPx: number;
  readonly spaces: number;
  /** Of each letter: the style's and the line's. */
  readonly trackingPx: number;
}

/** A part of a text that is shown, and where it begins: px, on its baseline. `gapPx` comes to each of its spaces. */
type Shown = Pick<Slice, "segment" | "from" | "to" | "trackingPx">;
interface Place {
  readonly x: number;
  readonly y: number;
  readonly gapPx: number;
}

/** The thickness of the line under a link and its distance from the baseline, px. */
const UNDERLINE = { px: 0.5, belowPx: 2 };

/** Index of the segment that holds a place in the text; the last one for its end. */
const segmentAt = (segments: readonly Segment[], at: number, first = 0): number => {
  let index = first;
  while (index < segments.length - 1 && segments[index]!.end <= at) index++;
  return index;
};

const slicesOf = ({ text, segments }: SetText, line: Line, letters: FaceLetters): Slice[] => {
  const slices: Slice[] = [];
  for (let index = segmentAt(segments, line.start); index < segments.length; index++) {
    const segment = segments[index]!;
    if (segment.start >= line.end) break;
    const from = Math.max(segment.start, line.start);
    const to = Math.min(segment.end, line.end);
    const extent = letters.extentOf(text, from, to, segment.style);
    const trackingPx = letters.trackingPx(segment.style) + line.letterSpacingPx;
    const widthPx = extent.widthPx + trackingPx * extent.letters;
    slices.push({ segment, from, to, widthPx, spaces: extent.spaces, trackingPx });
  }
  return slices;
};

/** A line's slices, the hyphen drawn after them, where they begin and what comes to each of their spaces. */
interface SetLine {
  readonly slices: readonly Slice[];
  readonly x: number;
  readonly gapPx: number;
  /** White before the hyphen, a kern, px. */
  readonly hyphenKernPx: number;
}

/** What a line that is not filled leaves free, as a part, on its left. */
const LEFT_OF = { left: 0, justify: 0, center: 0.5, right: 1 } as const;

const setLine = (set: SetText, index: number, letters: FaceLetters): SetLine => {
  const line = set.lines[index]!;
  const slices = slicesOf(set, line, letters);
  const last = slices.at(-1);
  let naturalPx = 0;
  let spaces = 0;
  for (const slice of slices) {
    naturalPx += slice.widthPx;
    spaces += slice.spaces;
  }
  let hyphenKernPx = 0;
  if (line.hyphen && last !== undefined) {
    const before = set.text[last.to - 1]!;
    const { style } = last.segment;
    const pair = letters.extentOf(`${before}-`, 0, 2, style).widthPx;
    const hyphen = letters.extentOf("-", 0, 1, style).widthPx;
    hyphenKernPx = pair - hyphen - letters.extentOf(before, 0, 1, style).widthPx;
    naturalPx += hyphenKernPx + hyphen + last.trackingPx;
  }
  // What tracking adds behind the last letter is white beyond the line.
  naturalPx -= last?.trackingPx ?? 0;
  const measurePx = set.measuresPx[Math.min(index, set.measuresPx.length - 1)]!;
  const roomPx = measurePx + line.hangLeftPx + line.hangRightPx - naturalPx;
  const filled = isFilled(set, index) && spaces > 0;
  const gapPx = filled ? roomPx / spaces : line.wordSpacingPx;
  const left = filled ? 0 : LEFT_OF[set.style.align] * (roomPx - gapPx * spaces);
  return { slices, x: (set.offsetsPx[index] ?? 0) - line.hangLeftPx + left, gapPx, hyphenKernPx };
};

/** Whether the line is stretched to its measure: not the last one, nor one that is ended by the copy. */
const isFilled = ({ style, lines, text }: SetText, index: number): boolean => {
  const line = lines[index]!;
  const next = lines[index + 1];
  if (style.align !== "justify" || next === undefined || line.ragged || line.overfull) return false;
  return !text.slice(line.end, next.start).includes("\n");
};

/** The part of a line that a link or a rule under words covers. */
interface Stretch {
  x: number;
  width: number;
  readonly style: number;
}

/** Paints a text line by line; ornament comes after the words, whose element it would tear apart. */
class Pen {
  private readonly ornaments: (() => void)[] = [];
  private links = new Map<InlineElement, Stretch>();
  private rule: Stretch | undefined;

  constructor(
    private readonly set: SetText,
    private readonly tag: Tag | undefined,
    private readonly desk: Desk,
  ) {}

  line(index: number, left: number, baseline: number): void {
    const { set, desk } = this;
    const line = set.lines[index]!;
    const { slices, x: start, gapPx, hyphenKernPx } = setLine(set, index, desk.letters);
    let x = left + start;
    for (const slice of slices) {
      const widthPx = slice.widthPx + slice.spaces * gapPx;
      if (slice.segment.mark === undefined) this.slice(slice, x, widthPx, baseline, gapPx);
      else this.mark(slice.segment.mark, x + widthPx, baseline);
      x += widthPx;
    }
    const last = slices.at(-1);
    if (line.hyphen && last !== undefined)
      this.show("-", { ...last, from: 0, to: 1 }, { x: x + hyphenKernPx, y: baseline, gapPx: 0 }, undefined);
    this.swallowed(index, last?.segment, { x, y: baseline, gapPx: 0 });
    this.endLine(baseline);
  }

  private slice(slice: Slice, x: number, widthPx: number, baseline: number, gapPx: number): void {
    const { set, desk, tag } = this;
    const { segment, from, to } = slice;
    this.show(set.text, slice, { x, y: baseline, gapPx }, this.elementOf(segment));
    if (tag !== undefined) desk.note(set.text.slice(from, to));
    for (const element of segment.elements) if (element.type === "Link") this.reach(element, x, widthPx, segment.style);
    if (!desk.letters.styles[segment.style]!.underlined) this.endRule(baseline);
    else if (this.rule === undefined) this.rule = { x, width: widthPx, style: segment.style };
    else this.rule.width = x + widthPx - this.rule.x;
  }

  /** The white at which the line was broken, so that the words on both sides stay apart for who copies them. */
  private swallowed(index: number, before: Segment | undefined, at: Place): void {
    const { text, segments, lines } = this.set;
    const line = lines[index]!;
    const next = lines[index + 1];
    if (next === undefined || line.hyphen || !/\s/.test(text.slice(line.end, next.start))) return;
    const segment = segments[segmentAt(segments, line.end)]!;
    const white = { segment, from: 0, to: 1, trackingPx: 0 };
    // It follows where the last word ends, most often in its style.
    if (segment === before && segment.mark === undefined) this.letters(" ", white, at);
    else this.show(" ", white, at, this.elementOf(segment));
  }

  private elementOf({ elements }: Segment): Tag | undefined {
    let element = this.tag;
    for (const inline of elements) if (element !== undefined) element = this.desk.elementIn(element, inline);
    return element;
  }

  private show(text: string, part: Shown, at: Place, element: Tag | undefined): void {
    const { canvas, letters } = this.desk;
    const { colour, risePx } = letters.styles[part.segment.style]!;
    canvas.beginText(element);
    canvas.setColour(colour);
    canvas.setTracking(part.trackingPx);
    canvas.write(`1 0 0 -1 ${short(at.x)} ${short(at.y - risePx)} Tm\n`);
    this.letters(text, part, at);
  }

  /** Shows letters where the ones before them end. */
  private letters(text: string, { segment: { style }, from, to, trackingPx }: Shown, { gapPx }: Place): void {
    const { canvas, letters } = this.desk;
    canvas.write(letters.operators(text, { from, to, style }, { gapPx, trackingPx }, canvas.fontOperator));
  }

  private mark({ sizePx, colour }: NonNullable<Segment["mark"]>, right: number, baseline: number): void {
    const box = { x: right - sizePx, y: baseline - sizePx, width: sizePx, height: sizePx };
    this.ornaments.push(() => this.desk.canvas.fill(box, colour));
  }

  private reach(link: InlineElement, x: number, widthPx: number, style: number): void {
    const known = this.links.get(link);
    if (known === undefined) this.links.set(link, { x, width: widthPx, style });
    else known.width = x + widthPx - known.x;
  }

  private endRule(baseline: number): void {
    const { rule } = this;
    if (rule === undefined) return;
    this.rule = undefined;
    const { letters, canvas } = this.desk;
    const box = { x: rule.x, y: baseline + UNDERLINE.belowPx, width: rule.width, height: UNDERLINE.px };
    const { colour, ruleColour = colour } = letters.styles[rule.style]!;
    this.ornaments.push(() => canvas.fill(box, ruleColour));
  }

  private endLine(baseline: number): void {
    const { canvas, letters, anchors } = this.desk;
    this.endRule(baseline);
    for (const [link, { x, width, style }] of this.links) {
      const { above, below } = letters.reachPx(style);
      const place = this.placeOf(link);
      const rect = canvas.rectPt({ x, y: baseline - above, width, height: above + below });
      if (place !== undefined) anchors.link(place.element, place.parent, link.href ?? "", rect);
    }
    this.links.clear();
  }

  /** The link's element, and the one that it stands in. */
  private placeOf(link: InlineElement): { readonly element: Tag; readonly parent: Tag } | undefined {
    const segment = this.set.segments.find(({ elements }) => elements.includes(link));
    let parent = this.tag;
    for (const inline of segment?.elements ?? []) {
      if (parent === undefined) return undefined;
      const element = this.desk.elementIn(parent, inline);
      if (inline === link) return { element, parent };
      parent = element;
    }
    return undefined;
  }

  end(): void {
    this.desk.canvas.endText();
    for (const paint of this.ornaments) paint();
  }
}

/** As `Surface.paintLines`. Baselines stand on whole px, as they do in print from the browser. */
export const paintLines = (
  set: SetText,
  { from, to }: { readonly from: number; readonly to: number },
  at: { readonly x: number; readonly y: number; readonly baselinePx: number },
  tag: Tag | undefined,
  desk: Desk,
): void => {
  const pen = new Pen(set, tag, desk);
  for (let index = from; index < to; index++) {
    const top = at.y + (index - from) * set.style.linePx;
    pen.line(index, at.x, Math.round(top + at.baselinePx));
  }
  pen.end();
};
