import type { Inline } from "../../../article/index.js";
import { type InlineView, markCapitals, plainText, type TypeStyle } from "../../../layout/index.js";
import { setOnOneLine } from "../boxText.js";
import { colourOf } from "../colours.js";
import { richText } from "../richText.js";
import { setVariants } from "../setText.js";
import type { RichText, SetText, Setting } from "../types.js";
import { baseOf, type Reading } from "./reading.js";
import type { ParagraphUnit } from "./units.js";

/** A paragraph as the copy has it, and what it is in its place. */
export interface ParagraphCopy {
  readonly content: readonly Inline[];
  readonly line: number | undefined;
  readonly language?: string;
  /** It begins its article with a large letter. */
  readonly opening?: boolean;
  /** No indent. */
  readonly flush?: boolean;
  readonly question?: boolean;
  /** It ends its article. */
  readonly last?: boolean;
}

/** White between the opening letter and the lines beside it, px. */
const BESIDE_CAP_PX = 6;
/** The mark that ends an article: its side and the white before it, px. */
const END_MARK = { sizePx: 6, whitePx: 7 };
/** Stands for the mark in the text: it has its width, and is painted as a square. */
const MARK = "\u25a0";

/** The first letter, with a quotation mark before it: what a large letter is made of. */
const OPENING = /^\s*([“‘«"']?\p{L})(?=[\p{L}\p{M}’'\s])/u;

/** A paragraph's opening letter, and what follows it. */
interface Opening {
  readonly letter: string;
  readonly isWord: boolean;
  readonly rest: readonly InlineView[];
}

/** Parts the opening letter from the rest; undefined where the paragraph begins with anything but plain text. */
const partOpening = (content: readonly InlineView[]): Opening | undefined => {
  const [first, ...others] = content;
  if (first?.kind !== "text") return undefined;
  const match = OPENING.exec(first.text);
  if (match === null) return undefined;
  const text = first.text.slice(match[0].length);
  return { letter: match[1]!, isWord: /^\s/.test(text), rest: [{ ...first, text }, ...others] };
};

const withEndMark = (rich: RichText, setting: Setting): RichText => {
  const style = setting.letters.fixed(END_MARK.sizePx + END_MARK.whitePx);
  const start = rich.text.length;
  const mark = { sizePx: END_MARK.sizePx, colour: colourOf("section", setting) };
  return {
    text: rich.text + MARK,
    runs: [...rich.runs, { text: MARK, style, hyphenate: false }],
    segments: [...rich.segments, { start, end: start + MARK.length, style, elements: [], mark }],
  };
};

/** The style of running words in their place. */
const styleFor = ({ setting, role }: Reading, { question, flush, opening }: ParagraphCopy): TypeStyle => {
  const { type } = setting.tokens;
  switch (role) {
    case "box-text":
      return type["box-text"];
    case "quote":
      return type.quote;
    case "list":
      return { ...type.text, align: "left", indentPx: 0, hyphenate: false };
    case "text":
      if (question) return type.question;
      return flush || opening ? { ...type.text, indentPx: 0 } : type.text;
  }
};

/** What the browser's composer keeps free for the browser's rounding (`compose/paragraph.ts`), px: both engines break lines alike. */
const ROUNDING_PX = 0.2;

/** Lengths of a paragraph's lines and where they begin: a drop cap or an indent shortens the first ones. px. */
const linesIn = (columnPx: number, indentPx: number, lines: number) => {
  const widthPx = columnPx - ROUNDING_PX;
  return indentPx === 0
    ? { measuresPx: [widthPx], offsetsPx: [] }
    : {
        measuresPx: [...new Array<number>(lines).fill(widthPx - indentPx), widthPx],
        offsetsPx: new Array<number>(lines).fill(indentPx),
      };
};

interface Made {
  readonly unit: Pick<ParagraphUnit, "set" | "others" | "setTracked">;
  readonly lines: number;
}

const setIn = (rich: RichText, style: TypeStyle, indent: { px: number; lines: number }, reading: Reading): Made => {
  const { setting, widthPx } = reading;
  const { measuresPx, offsetsPx } = linesIn(widthPx, indent.px, indent.lines);
  const setTracked = (trackingEm: number): Pick<ParagraphUnit, "set" | "others"> => {
    const { set, others } = setVariants(rich, style, measuresPx, offsetsPx, setting, trackingEm);
    const least = indent.px > 0 && indent.lines > 1 ? indent.lines : 0;
    // Lines that a letter stands beside are as many as they are.
    return { set, others: others.filter((other) => other.set.lines.length >= least) };
  };
  const natural = setTracked(0);
  return { unit: { ...natural, setTracked }, lines: natural.set!.lines.length };
};

/** The letter, and where it is a word the space after it, swallowed at the end of a line as between any two. */
const capOf = ({ letter, isWord }: Opening, setting: Setting): SetText => {
  const cap = setOnOneLine(letter, setting.tokens.type["drop-cap"], setting);
  if (!isWord) return cap;
  const after = cap.text.length + 1;
  return {
    ...cap,
    text: `${cap.text} `,
    segments: cap.segments.map((segment) => ({ ...segment, end: segment.end + 1 })),
    lines: [...cap.lines, { ...cap.lines[0]!, start: after, end: after }],
  };
};

/** A paragraph in lines, and in a line more or fewer where that looks tolerable. */
export const paragraphUnit = (copy: ParagraphCopy, reading: Reading): ParagraphUnit => {
  const { setting, role } = reading;
  const style = styleFor(reading, copy);
  const content: readonly InlineView[] = role === "text" ? markCapitals(copy.content) : copy.content;
  const base = {
    ...baseOf(reading, copy.line, plainText(copy.content)),
    kind: "paragraph" as const,
    style: { justified: style.align === "justify" },
    keep: style.keep,
    keepAbove: style.keepAbove,
  };
  const richOf = (words: readonly InlineView[]): RichText => {
    const rich = richText(words, style, setting);
    return copy.last ? withEndMark(rich, setting) : rich;
  };
  const { dropCapLines } = setting.tokens;
  const opening = copy.opening && dropCapLines > 0 ? partOpening(content) : undefined;
  if (opening !== undefined) {
    const dropCap = capOf(opening, setting);
    const px = dropCap.lines[0]!.widthPx + BESIDE_CAP_PX;
    const made = setIn(richOf(opening.rest), style, { px, lines: dropCapLines }, reading);
    // A letter taller than its paragraph would stand in the next one's way.
    if (made.lines >= dropCapLines) return { ...base, ...made.unit, dropLines: dropCapLines, dropCap };
  }
  const { unit } = setIn(richOf(content), style, { px: style.indentPx, lines: 1 }, reading);
  return { ...base, ...unit, dropLines: 0 };
};
