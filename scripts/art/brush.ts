/** Brushes: tapered strokes, dabs and discs with soft edges, for trees, birds and stars. Lengths in px. */
import { blendPixel, clamp, type Raster, type Rgb } from "./raster.js";

/** A straight stroke from (x0, y0) to (x1, y1) whose width runs from w0 to w1. */
export interface Stroke {
  readonly x0: number;
  readonly y0: number;
  readonly w0: number;
  readonly x1: number;
  readonly y1: number;
  readonly w1: number;
}

/** Paints a tapered stroke with round ends; strokes thinner than a pixel grow fainter instead. */
export const paintStroke = (raster: Raster, stroke: Stroke, colour: Rgb, cover = 1): void => {
  const { x0, y0, w0, x1, y1, w1 } = stroke;
  const reach = Math.max(w0, w1) / 2 + 1;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length2 = dx * dx + dy * dy || 1e-9;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(raster.height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(raster.width - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - x0;
      const py = y + 0.5 - y0;
      const t = clamp((px * dx + py * dy) / length2);
      const half = (w0 + (w1 - w0) * t) / 2;
      const away = Math.hypot(px - dx * t, py - dy * t);
      const edge = clamp(Math.max(half, 0.5) - away + 0.5) * Math.min(1, half * 2);
      if (edge > 0) blendPixel(raster, x, y, colour, edge * cover);
    }
  }
};

/** Paints a soft ellipse with half-axes `a` (turned by `angle`) and `b`; `soft` is the part of it that fades. */
export const paintDab = (
  raster: Raster,
  dab: { x: number; y: number; a: number; b: number; angle: number; soft: number },
  colour: Rgb,
  cover = 1,
): void => {
  const { x: cx, y: cy, a, b, angle, soft } = dab;
  const reach = Math.max(a, b) + 1;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const small = Math.min(a, b);
  const fade = Math.max(soft, 1 / Math.max(1, small));
  const top = Math.max(0, Math.floor(cy - reach));
  const bottom = Math.min(raster.height - 1, Math.ceil(cy + reach));
  const left = Math.max(0, Math.floor(cx - reach));
  const right = Math.min(raster.width - 1, Math.ceil(cx + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - cx;
      const py = y + 0.5 - cy;
      const r = Math.hypot((px * cos + py * sin) / a, (-px * sin + py * cos) / b);
      const edge = clamp((1 - r) / fade);
      if (edge > 0) blendPixel(raster, x, y, colour, edge * edge * (3 - 2 * edge) * cover);
    }
  }
};

/** Paints a curve of strokes through points, its width running from `w0` to `w1`. */
export const paintCurve = (
  raster: Raster,
  points: readonly (readonly [number, number])[],
  w0: number,
  w1: number,
  colour: Rgb,
  cover = 1,
): void => {
  const last = points.length - 1;
  for (let i = 0; i < last; i++) {
    const [x0, y0] = points[i]!;
    const [x1, y1] = points[i + 1]!;
    const a = w0 + ((w1 - w0) * i) / last;
    const b = w0 + ((w1 - w0) * (i + 1)) / last;
    paintStroke(raster, { x0, y0, w0: a, x1, y1, w1: b }, colour, cover);
  }
};

/** Points on a quadratic curve from a to c, drawn toward b. */
export const bow = (
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  steps: number,
): (readonly [number, number])[] =>
  Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const s = 1 - t;
    return [s * s * a[0] + 2 * s * t * b[0] + t * t * c[0], s * s * a[1] + 2 * s * t * b[1] + t * t * c[1]] as const;
  });
