import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { BoxPt, DescribedPicture } from "../types.js";
import { areaIn, round } from "./page.js";

type Matrix = readonly number[];
type Rect = readonly [number, number, number, number];

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect;
}

/** Points in an inch. */
const PT_PER_INCH = 72;

/** Follows the page's operators and notes where pictures are painted and what of them shows. */
export const readPictures = (
  { fnArray, argsArray }: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  trim: BoxPt,
): DescribedPicture[] => {
  const pictures: DescribedPicture[] = [];
  const states: State[] = [];
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], clip: [-Infinity, -Infinity, Infinity, Infinity] };
  let clipping = false;
  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    if (operator === OPS.save) states.push(state);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) state = states.pop() ?? state;
    else if (operator === OPS.transform) state = { ...state, matrix: multiply(args as number[], state.matrix) };
    else if (operator === OPS.paintFormXObjectBegin) {
      states.push(state);
      const matrix = args[0] as number[] | null;
      if (matrix) state = { ...state, matrix: multiply(matrix, state.matrix) };
    } else if (operator === OPS.clip || operator === OPS.eoClip) clipping = true;
    else if (operator === OPS.constructPath) {
      const limits = args[2] as ArrayLike<number> | null;
      if (clipping && limits)
        state = { ...state, clip: intersect(state.clip, coverOf(Array.from(limits) as never, state.matrix)) };
      clipping = false;
    } else if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) {
      pictures.push(describe(args, state, trim));
    }
  });
  return pictures;
};

const describe = (args: readonly unknown[], { matrix, clip }: State, trim: BoxPt): DescribedPicture => {
  const inline = args[0] as { width?: number; height?: number };
  const width = typeof args[1] === "number" ? args[1] : (inline.width ?? 0);
  const height = typeof args[2] === "number" ? args[2] : (inline.height ?? 0);
  const whole = coverOf([0, 0, 1, 1], matrix);
  return {
    area: areaIn(trim, intersect(whole, clip)),
    wholeArea: areaIn(trim, whole),
    pixels: { width, height },
    ppi: round((width * PT_PER_INCH) / Math.hypot(matrix[0]!, matrix[1]!), 0),
  };
};

const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0]! * b[0]! + a[1]! * b[2]!,
  a[0]! * b[1]! + a[1]! * b[3]!,
  a[2]! * b[0]! + a[3]! * b[2]!,
  a[2]! * b[1]! + a[3]! * b[3]!,
  a[4]! * b[0]! + a[5]! * b[2]! + b[4]!,
  a[4]! * b[1]! + a[5]! * b[3]! + b[5]!,
];

/** The upright rectangle round `left bottom right top` under the matrix. */
const coverOf = ([left, bottom, right, top]: Rect, m: Matrix): Rect => {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [left, right])
    for (const y of [bottom, top]) {
      xs.push(x * m[0]! + y * m[2]! + m[4]!);
      ys.push(x * m[1]! + y * m[3]! + m[5]!);
    }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

const intersect = (a: Rect, b: Rect): Rect => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];
