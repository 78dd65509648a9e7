import { countElasticSpaces, hasJoinedScript, isClosing, isDash, isHyphen } from "./characters.js";
import { readWords, type SourceWord } from "./source.js";
import type { ParagraphCopy, ParagraphSettings, Run, Tools } from "./types.js";
import {
  type Extent,
  extentOf,
  gapWidth,
  type MeasuredWord,
  measuredWord,
  measureWord,
  type Widths,
  widthsOf,
} from "./widths.js";
import { BREAK, type BreakKind, cutsOf, drawsHyphen, isFunctionWord } from "./words.js";

/**
 * A paragraph ready to be broken: one entry per place where a line may end, in flat arrays for the search. Entry 0 is the
 * paragraph's beginning, the last its end. A line from break a to break b takes `end*[b] - start*[a]`, since both count
 * from the paragraph's beginning on one endless line; only between two cuts of one word see `partBetween`.
 */
export interface Material {
  readonly text: string;
  readonly words: readonly SourceWord[];
  readonly widths: Widths;
  /** Entries in use; the arrays may be longer. */
  readonly count: number;
  /** Offsets where a line ending here ends, and where the next begins. */
  readonly endAt: Int32Array;
  readonly startAt: Int32Array;
  /** Px on the endless line; the end with the hyphen that is drawn. */
  readonly endX: Float64Array;
  readonly startX: Float64Array;
  /** Characters that tracking widens. */
  readonly endLetters: Int32Array;
  readonly startLetters: Int32Array;
  /** Spaces that justification widens. */
  readonly endSpaces: Int32Array;
  readonly startSpaces: Int32Array;
  /** A `BreakKind`. */
  readonly kind: Int32Array;
  /** Index of the word that is cut here; -1 at spaces. */
  readonly cutWord: Int32Array;
  /** 1 where a line must end. */
  readonly forced: Int32Array;
  /** 1 where a line ends with a hyphen, drawn or of the text. */
  readonly hyphenated: Int32Array;
  /** Equal where lines that end here, or begin here, show the same word or part of one at that edge; 0 for what nobody sees. */
  readonly endKey: Int32Array;
  readonly startKey: Int32Array;
  /** What hangs out of a line that ends here to the right, and of one that begins here to the left, px: left out of the x. */
  readonly endHang: Float64Array;
  readonly startHang: Float64Array;
  /** The natural word space of the paragraph's main style, px. */
  readonly spacePx: number;
  /** False where letters join, as in Arabic. */
  readonly trackable: boolean;
  /** The paragraph's own tracking, px a letter: in every x. */
  readonly trackingPx: number;
}

/** Where the endless line has come to, and how many breaks are noted. */
interface Pen {
  x: number;
  letters: number;
  spaces: number;
  breaks: number;
}

const mainStyle = (runs: readonly Run[]): number =>
  runs.reduce((longest, run) => (run.text.length > longest.text.length ? run : longest)).style;

const endsSentence = (text: string, end: number): boolean => {
  let at = end - 1;
  while (at > 0 && isClosing(text.charCodeAt(at)) && !".!?…:".includes(text[at]!)) at--;
  return ".!?…:".includes(text[at]!);
};

/** The space after a word: its width, and what it holds. */
const measureGap = (text: string, [word, next]: [SourceWord, SourceWord], widths: Widths): Extent => {
  const gap = text.slice(word.end, next.start);
  const style = word.pieces.at(-1)?.style ?? 0;
  const alike = style === next.pieces[0]?.style;
  const widthPx =
    gap === " " && alike
      ? gapWidth(text[word.end - 1]!, text[next.start]!, { style, widths })
      : widths.measure(gap, style);
  return { widthPx, letters: gap.length, spaces: countElasticSpaces(gap) };
};

const wordBreakKind = (text: string, [word, next]: [SourceWord, SourceWord], balanced: boolean): BreakKind => {
  if (isDash(text.charCodeAt(next.start)) && next.end === next.start + 1) return BREAK.beforeDash;
  return balanced && isFunctionWord(text.slice(word.start, word.end)) ? BREAK.afterFunctionWord : BREAK.space;
};

const measure = ({ pieces, cutting }: SourceWord, widths: Widths): MeasuredWord => {
  if (pieces.length === 1) return measuredWord(pieces[0]!, cutting, widths);
  const joined = pieces.map((piece) => piece.text).join("");
  return measureWord(pieces, cutsOf(joined, cutting), widths.measure);
};

/** Notes the cuts of a word. The last word of a paragraph takes no drawn hyphen; a sentence's first is not taken for a name. */
const addCuts = (
  material: Material,
  word: MeasuredWord,
  { index, pen, startsSentence, hanging }: { index: number; pen: Pen; startsSentence: boolean; hanging: boolean },
): void => {
  const { start, then } = material.words[index]!;
  for (const { at, kind, before, after, beforeKey, afterKey, hangPx } of word.cuts) {
    if (drawsHyphen(kind) && then !== "space") continue;
    const entry = pen.breaks++;
    material.endAt[entry] = start + at;
    material.startAt[entry] = start + at;
    material.endX[entry] = pen.x + before.widthPx;
    material.startX[entry] = pen.x + word.widthPx - after.widthPx;
    material.endLetters[entry] = pen.letters + before.letters;
    material.startLetters[entry] = pen.letters + word.letters - after.letters;
    material.endSpaces[entry] = pen.spaces + before.spaces;
    material.startSpaces[entry] = pen.spaces + word.spaces - after.spaces;
    material.kind[entry] = kind === BREAK.name && startsSentence ? BREAK.hyphenation : kind;
    material.cutWord[entry] = index;
    material.endKey[entry] = beforeKey;
    material.startKey[entry] = afterKey;
    if (hanging) {
      material.endHang[entry] = hangPx;
      material.endX[entry]! -= hangPx;
    }
    material.hyphenated[entry] = drawsHyphen(kind) || isHyphen(material.text.charCodeAt(start + at - 1)) ? 1 : 0;
  }
};

/** Notes the break after a word, and moves the pen over the gap: the line ends before it, the next begins after it. */
const addWordBreak = (
  material: Material,
  { pen, gap, word, kind }: { pen: Pen; gap: Extent; word: SourceWord; kind: BreakKind | "forced" },
): number => {
  const entry = pen.breaks++;
  material.endAt[entry] = word.end;
  material.startAt[entry] = word.next;
  material.endX[entry] = pen.x;
  material.endLetters[entry] = pen.letters;
  material.endSpaces[entry] = pen.spaces;
  pen.x += gap.widthPx;
  pen.letters += gap.letters;
  pen.spaces += gap.spaces;
  material.startX[entry] = pen.x;
  material.startLetters[entry] = pen.letters;
  material.startSpaces[entry] = pen.spaces;
  material.kind[entry] = kind === "forced" ? BREAK.space : kind;
  material.cutWord[entry] = -1;
  material.forced[entry] = kind === "forced" ? 1 : 0;
  return entry;
};

/** Notes what stands at the edges of lines that end and begin at the break between two words. */
const addEdges = (
  material: Material,
  entry: number,
  { word, next, hanging }: { word: MeasuredWord; next: MeasuredWord; hanging: boolean },
): void => {
  material.endKey[entry] = word.key;
  material.startKey[entry] = next.key;
  if (!hanging) return;
  material.endHang[entry] = word.hangRightPx;
  material.startHang[entry] = next.hangLeftPx;
  material.endX[entry]! -= word.hangRightPx;
  material.startX[entry]! += next.hangLeftPx;
};

/** Widens every x by the paragraph's own tracking. */
const track = (material: Material, count: number): void => {
  const { endX, startX, endLetters, startLetters, trackingPx } = material;
  for (let entry = 0; entry < count; entry++) {
    endX[entry]! += trackingPx * endLetters[entry]!;
    startX[entry]! += trackingPx * startLetters[entry]!;
  }
};

const NO_GAP: Extent = { widthPx: 0, letters: 0, spaces: 0 };

/** The columns of the material in hand. A paragraph's is done with when the next one's is built, so they are used again and again. */
type Columns = Pick<
  Material,
  | "endX"
  | "startX"
  | "endHang"
  | "startHang"
  | "endAt"
  | "startAt"
  | "endLetters"
  | "startLetters"
  | "endSpaces"
  | "startSpaces"
  | "kind"
  | "cutWord"
  | "forced"
  | "hyphenated"
  | "endKey"
  | "startKey"
>;

/** Fewest breaks that there is room for. */
const LEAST_ROOM = 1024;
let columns: Columns | undefined;

const newColumns = (room: number): Columns => {
  const whole = (): Int32Array => new Int32Array(room);
  const real = (): Float64Array => new Float64Array(room);
  return {
    endX: real(),
    startX: real(),
    endHang: real(),
    startHang: real(),
    endAt: whole(),
    startAt: whole(),
    endLetters: whole(),
    startLetters: whole(),
    endSpaces: whole(),
    startSpaces: whole(),
    kind: whole(),
    cutWord: whole(),
    forced: whole(),
    hyphenated: whole(),
    endKey: whole(),
    startKey: whole(),
  };
};

/** Columns with room for so many breaks, all zero. */
const emptyColumns = (room: number): Columns => {
  if (columns === undefined || columns.endX.length < room) {
    columns = newColumns(Math.max(LEAST_ROOM, 2 * room));
    return columns;
  }
  for (const column of Object.values(columns)) column.fill(0, 0, room);
  return columns;
};

const emptyMaterial = (source: Pick<Material, "text" | "words" | "widths">, room: number): Material => {
  const own = emptyColumns(room);
  return {
    text: source.text,
    words: source.words,
    widths: source.widths,
    count: room,
    endX: own.endX,
    startX: own.startX,
    endHang: own.endHang,
    startHang: own.startHang,
    endAt: own.endAt,
    startAt: own.startAt,
    endLetters: own.endLetters,
    startLetters: own.startLetters,
    endSpaces: own.endSpaces,
    startSpaces: own.startSpaces,
    kind: own.kind,
    cutWord: own.cutWord,
    forced: own.forced,
    hyphenated: own.hyphenated,
    endKey: own.endKey,
    startKey: own.startKey,
    spacePx: 0,
    trackable: !hasJoinedScript(source.text),
    trackingPx: 0,
  };
};

/** Most that a whole paragraph may be tracked, parts of an em. */
const MOST_TRACKING_EM = 0.01;
/** Px a letter; in ten-thousandths, since that is how it is written for the painter. */
const paragraphTracking = ({ trackingEm = 0, fontSizePx }: ParagraphSettings): number =>
  Math.round(Math.max(-MOST_TRACKING_EM, Math.min(MOST_TRACKING_EM, trackingEm)) * fontSizePx * 10_000) / 10_000;

/** Lays the paragraph on one endless line, and notes where it may be broken. No words: no breaks but entry 0. */
export const buildMaterial = (copy: ParagraphCopy, settings: ParagraphSettings, tools: Tools): Material => {
  const text = copy.runs.map((run) => run.text).join("");
  const widths = widthsOf(tools.measure);
  const words = readWords(copy, text, settings.hyphenation ? tools.hyphenate : undefined);
  const measured = words.map((word) => measure(word, widths));
  const room = measured.reduce((sum, word) => sum + word.cuts.length + 1, 1);
  const material = emptyMaterial({ text, words, widths }, room);
  const balanced = settings.balanced === true && !settings.justified;
  const hanging = settings.hanging === true && settings.justified;
  const pen: Pen = { x: 0, letters: 0, spaces: 0, breaks: 1 };
  material.startAt[0] = words[0]?.start ?? 0;
  material.endAt[0] = material.startAt[0];
  material.cutWord[0] = -1;
  material.startKey[0] = measured[0]?.key ?? 0;
  let startsSentence = true;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const width = measured[index]!;
    if (width.cuts.length > 0) addCuts(material, width, { index, pen, startsSentence, hanging });
    pen.x += width.widthPx;
    pen.letters += width.letters;
    pen.spaces += width.spaces;
    const next = words[index + 1];
    startsSentence = word.then !== "space" || endsSentence(text, word.end);
    if (word.then !== "space" || next === undefined) {
      addWordBreak(material, { pen, gap: NO_GAP, word, kind: "forced" });
    } else {
      const gap = measureGap(text, [word, next], widths);
      const entry = addWordBreak(material, { pen, gap, word, kind: wordBreakKind(text, [word, next], balanced) });
      addEdges(material, entry, { word: width, next: measured[index + 1]!, hanging });
    }
  }
  const spacePx = copy.runs.length === 0 ? 0 : widths.measure(" ", mainStyle(copy.runs));
  const trackingPx = material.trackable ? paragraphTracking(settings) : 0;
  const laid = { ...material, count: pen.breaks, spacePx, trackingPx };
  if (trackingPx !== 0) track(laid, pen.breaks);
  return laid;
};

/** Width of the part of a word between two of its cuts, measured by itself: the breaks `from` and `to` of one word. */
export const partBetween = (material: Material, from: number, to: number): number => {
  const word = material.words[material.cutWord[from]!]!;
  const start = material.endAt[from]! - word.start;
  const end = material.endAt[to]! - word.start;
  const hyphen = drawsHyphen(material.kind[to] as BreakKind);
  const part = extentOf(word.pieces, { start, end, hyphen }, material.widths.measure);
  return part.widthPx + material.trackingPx * part.letters - material.endHang[to]! - material.startHang[from]!;
};

/** Natural width of the line from one break to another, px. */
export const lineWidth = (material: Material, from: number, to: number): number =>
  material.cutWord[from]! >= 0 && material.cutWord[from] === material.cutWord[to]
    ? partBetween(material, from, to)
    : material.endX[to]! - material.startX[from]!;
