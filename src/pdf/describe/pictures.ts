import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { BoxPt, DescribedGround, DescribedPicture } from "../types.js";
import { areaIn, round } from "./page.js";

export type Matrix = readonly number[];
type Rect = readonly [number, number, number, number];

interface State {
  readonly matrix: Matrix;
  readonly clip: Rect;
  /** As pdf.js gives it: `#rrggbb`; undefined for patterns. */
  readonly fill: string | undefined;
}

/** What a page paints beside its words. */
export interface Painted {
  readonly pictures: readonly DescribedPicture[];
  readonly grounds: readonly DescribedGround[];
}

/** What a path is painted with when it fills. */
const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]);
const PAPER = "#ffffff";

/** Points in an inch. */
const PT_PER_INCH = 72;

/** Follows the page's operators and notes where pictures and grounds are painted and what of them shows. */
export const readPainted = (
  { fnArray, argsArray }: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  trim: BoxPt,
): Painted => {
  const pictures: DescribedPicture[] = [];
  const grounds: DescribedGround[] = [];
  const states: State[] = [];
  const marks: (number | undefined)[] = [];
  let state: State = {
    matrix: [1, 0, 0, 1, 0, 0],
    clip: [-Infinity, -Infinity, Infinity, Infinity],
    fill: "#000000",
  };
  let clipping = false;
  const addGround = (cover: Rect): void => {
    const shown = intersect(cover, state.clip);
    if (state.fill === PAPER || shown[2] <= shown[0] || shown[3] <= shown[1]) return;
    grounds.push({ area: areaIn(trim, shown), ...(state.fill === undefined ? {} : { colour: state.fill }) });
  };
  fnArray.forEach((operator, index) => {
    const args = (argsArray[index] ?? []) as unknown[];
    switch (operator) {
      case OPS.save:
        states.push(state);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = states.pop() ?? state;
        break;
      case OPS.transform:
        state = { ...state, matrix: multiply(args as number[], state.matrix) };
        break;
      case OPS.paintFormXObjectBegin: {
        states.push(state);
        const matrix = args[0] as number[] | null;
        if (matrix) state = { ...state, matrix: multiply(matrix, state.matrix) };
        break;
      }
      case OPS.setFillRGBColor:
        state = { ...state, fill: String(args[0]) };
        break;
      case OPS.setFillColorN:
        state = { ...state, fill: undefined };
        break;
      case OPS.beginMarkedContentProps:
        marks.push(typeof args[1] === "number" ? args[1] : undefined);
        break;
      case OPS.beginMarkedContent:
        marks.push(undefined);
        break;
      case OPS.endMarkedContent:
        marks.pop();
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipping = true;
        break;
      case OPS.constructPath: {
        const limits = args[2] as ArrayLike<number> | null;
        if (limits) {
          const cover = coverOf(Array.from(limits) as never, state.matrix);
          if (FILLS.has(args[0] as number)) addGround(cover);
          if (clipping) state = { ...state, clip: intersect(state.clip, cover) };
        }
        clipping = false;
        break;
      }
      case OPS.shadingFill:
        state = { ...state, fill: undefined };
        addGround(state.clip);
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        pictures.push(
          describe(
            args,
            state,
            trim,
            marks.findLast((mark) => mark !== undefined),
          ),
        );
        break;
    }
  });
  return { pictures, grounds };
};

const describe = (
  args: readonly unknown[],
  { matrix, clip }: State,
  trim: BoxPt,
  mcid: number | undefined,
): DescribedPicture => {
  const inline = args[0] as { width?: number; height?: number };
  const width = typeof args[1] === "number" ? args[1] : (inline.width ?? 0);
  const height = typeof args[2] === "number" ? args[2] : (inline.height ?? 0);
  const whole = coverOf([0, 0, 1, 1], matrix);
  return {
    area: areaIn(trim, intersect(whole, clip)),
    wholeArea: areaIn(trim, whole),
    pixels: { width, height },
    ppi: round((width * PT_PER_INCH) / Math.hypot(matrix[0]!, matrix[1]!), 0),
    ...(mcid === undefined ? {} : { mcid }),
  };
};

/** `a`, then `b`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
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
