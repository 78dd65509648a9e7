import { forEachOperator, type Operand } from "./operators.js";

/** Left, bottom, right, top. */
export type Rect = readonly [number, number, number, number];
type Matrix = readonly [number, number, number, number, number, number];

/** A stretch of a content stream that paints, with the offsets of its first byte and of the byte behind it. */
export interface Piece {
  /** The number of its marked content; undefined for what stands outside any mark. */
  readonly mcid: number | undefined;
  /** The operators that open and close the mark, operands included; empty ranges for unmarked stretches. */
  readonly open: readonly [number, number];
  close: readonly [number, number];
  text: boolean;
  picture: boolean;
  path: boolean;
  /** Form XObjects drawn in it, by resource name. */
  readonly forms: string[];
  /** What its pictures cover, in the stream's outermost coordinates. */
  box: Rect | undefined;
}

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect | undefined;
}

const PAINTS_PATH = new Set(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s"]);

const GLYPH = String.raw`(?:[-.\d]+ [-.\d]+ Td )?<[\dA-F]+> Tj\n`;
/** A text object as Skia writes it, each glyph shown on its own, some standing for several characters: nine tenths of all bytes. */
const SKIA_TEXT = String.raw`BT\n\/F\d+ [\d.]+ Tf\n[-.\d ]+ Tm\n(?:${GLYPH}|\/Span<<\/ActualText \S+ >> BDC\n(?:${GLYPH})+EMC\n)+ET\n`;
/** A text object as the pdfkit engine writes it, whole lines at a time. */
const LINES_TEXT = String.raw`BT\n(?:(?:[-.\d ]+(?:Tm|Tc|Ts|rg)|\/F\d+ [\d.]+ Tf|\[[-.\d<>a-f]*\]TJ)\n)+ET\n`;
const TEXT = `(?:${SKIA_TEXT}|${LINES_TEXT})`;
const COLOUR = String.raw`[.\d ]+ RG [.\d ]+ rg\n`;
/** An expression takes text in a tenth of the time that its operators take one by one. */
const TEXT_OBJECT = new RegExp(TEXT, "y");
const MARKED_TEXT = new RegExp(
  String.raw`(\/\w+ <<\/MCID (\d+) ?>> ?BDC)\n(?:${COLOUR})?(?:${TEXT}(?:${COLOUR})?)+EMC`,
  "y",
);

/**
 * Reads a content stream (ISO 32000-1, 8.2) into the stretches that paint: one for each marked content with a number, and
 * one for each run of painting outside all marks. Artifacts marked as such are passed over.
 */
export const readPieces = (bytes: Uint8Array, formNames: ReadonlySet<string>): Piece[] => {
  const pieces: Piece[] = [];
  const marks: ("numbered" | "artifact" | "plain")[] = [];
  const states: State[] = [];
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], clip: undefined };
  let current: Piece | undefined;
  /** Where the text object or the path under construction begins; -1 outside both. */
  let objectStart = -1;
  let inText = false;
  /** The path under construction, when it is one rectangle. */
  let rect: Rect | undefined;
  let clipping = false;

  const begin = (mcid: number | undefined, start: number, end: number): Piece => {
    current = {
      mcid,
      open: [start, end],
      close: [end, end],
      text: false,
      picture: false,
      path: false,
      forms: [],
      box: undefined,
    };
    pieces.push(current);
    return current;
  };
  const openMark = (properties: string, start: number, end: number): void => {
    const number = /\/MCID\s+(\d+)/.exec(properties)?.[1];
    if (number !== undefined) begin(Number(number), start, end);
    else if (!inText && current?.mcid === undefined) current = undefined;
    marks.push(number !== undefined ? "numbered" : properties.startsWith("/Artifact") ? "artifact" : "plain");
  };
  const closeMark = (start: number, end: number): void => {
    const closed = marks.pop();
    if (closed === "numbered" && current !== undefined) current.close = [start, end];
    if (closed === "numbered" || (!inText && current?.mcid === undefined)) current = undefined;
  };
  /** Notes that something was painted; an unmarked stretch reaches as far as the last operator that painted. */
  const paint = (start: number, end: number, change: (piece: Piece) => void): void => {
    if (marks.includes("artifact")) return;
    const piece = current ?? begin(undefined, start, start);
    if (piece.mcid === undefined) piece.close = [end, end];
    change(piece);
  };
  const endPath = (end: number, painted: boolean): void => {
    if (painted)
      paint(objectStart, end, (piece) => {
        piece.path = true;
        piece.box = union(piece.box, state.clip);
      });
    if (clipping) state = { ...state, clip: intersect(state.clip, rect) };
    clipping = false;
    objectStart = -1;
    rect = undefined;
  };
  const drawObject = (name: string, start: number, end: number): void => {
    const isForm = formNames.has(name);
    // A form may hold marked content of its own, so an unmarked one stands alone.
    if (isForm && current?.mcid === undefined) current = undefined;
    paint(start, end, (piece) => {
      if (isForm) piece.forms.push(name);
      else piece.picture = true;
      piece.box = union(piece.box, intersect(state.clip, coverOf([0, 0, 1, 1], state.matrix)));
    });
    if (isForm && current?.mcid === undefined) current = undefined;
  };

  const visit = (operator: string, start: number, end: number, operand: Operand): void => {
    // First what there is most of.
    if (operator === "Tj" || operator === "TJ" || operator === "'" || operator === '"') {
      if (current?.text !== true) paint(objectStart, end, noteText);
    } else if (operator === "BDC" || operator === "BMC") openMark(operand.text(), start, end);
    else if (operator === "EMC") closeMark(start, end);
    else if (operator === "BT") {
      inText = true;
      objectStart = start;
    } else if (operator === "ET") {
      inText = false;
      objectStart = -1;
      if (current?.mcid === undefined && current !== undefined) current.close = [end, end];
    } else if (operator === "q") states.push(state);
    else if (operator === "Q") state = states.pop() ?? state;
    else if (operator === "cm") state = { ...state, matrix: multiply(operand.numbers(), state.matrix) };
    else if (operator === "re" || operator === "m") {
      if (objectStart < 0) objectStart = start;
      rect = operator === "re" ? coverOf(operand.numbers(), state.matrix) : undefined;
    } else if (operator === "W" || operator === "W*") clipping = true;
    else if (operator === "n" || PAINTS_PATH.has(operator)) endPath(end, operator !== "n");
    else if (operator === "Do" || operator === "sh") drawObject(operand.text().slice(1).trim(), start, end);
    else if (operator === "EI")
      paint(start, end, (piece) => {
        piece.picture = true;
      });
  };
  /** Takes text in one step: a whole marked content, or a text object. */
  const leap = (at: number, content: string): number => {
    if (inText) return at;
    const isMark = bytes[at] === 0x2f; /* / */
    const expression = isMark ? MARKED_TEXT : TEXT_OBJECT;
    expression.lastIndex = at;
    const found = isMark && marks.length > 0 ? null : expression.exec(content);
    if (found === null) return at;
    const end = expression.lastIndex;
    if (isMark) {
      const piece = begin(Number(found[2]), at, at + found[1]!.length);
      piece.close = [end - "EMC".length, end];
      piece.text = true;
      current = undefined;
    } else {
      if (current?.text !== true) paint(at, end - 1, noteText);
      if (current?.mcid === undefined && current !== undefined) current.close = [end - 1, end - 1];
    }
    return end;
  };
  forEachOperator(bytes, visit, leap);
  return pieces;
};

const multiply = (numbers: readonly number[], b: Matrix): Matrix => {
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 1, a4 = 0, a5 = 0] = numbers;
  return [
    a0 * b[0] + a1 * b[2],
    a0 * b[1] + a1 * b[3],
    a2 * b[0] + a3 * b[2],
    a2 * b[1] + a3 * b[3],
    a4 * b[0] + a5 * b[2] + b[4],
    a4 * b[1] + a5 * b[3] + b[5],
  ];
};

const noteText = (piece: Piece): void => {
  piece.text = true;
};

/** The upright rectangle round `x y width height` under the matrix. */
const coverOf = ([x = 0, y = 0, width = 0, height = 0]: readonly number[], m: Matrix): Rect => {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const;
  const xs = corners.map(([cx, cy]) => cx * m[0] + cy * m[2] + m[4]);
  const ys = corners.map(([cx, cy]) => cx * m[1] + cy * m[3] + m[5]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

const intersect = (a: Rect | undefined, b: Rect | undefined): Rect | undefined =>
  a === undefined || b === undefined
    ? (a ?? b)
    : [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

const union = (a: Rect | undefined, b: Rect | undefined): Rect | undefined =>
  a === undefined || b === undefined
    ? (a ?? b)
    : [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
