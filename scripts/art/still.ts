/** Things laid on a table and seen from above: outlines given thickness, and small bodies strewn by the thousand. */
import { clamp, distance, mix, type Relief, type Rgb } from "./relief.js";
import { mask } from "./vector.js";

export interface Solid {
  /** Height of the body's flat top and width of its rounded edge, in sheet units (2600 a sheet width). */
  readonly thick: number;
  readonly round: number;
  /** Height of its underside above what lies below it. */
  readonly lift?: number;
  readonly colour: Rgb | ((x: number, y: number, depth: number) => Rgb);
  readonly gloss?: number;
  /** Texture in units of height, by sheet position. */
  readonly grain?: (x: number, y: number) => number;
  /** Follows what lies below instead of standing on the table. */
  readonly follow?: boolean;
}

/** Lays a solid of the SVG body's outline on a surface. */
export async function place(relief: Relief, body: string, solid: Solid): Promise<void> {
  const { width, height, z, albedo, gloss } = relief;
  const unit = width / 2600;
  const cover = await mask(body, width, height);
  let [left, right, top, foot] = [width, 0, height, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if ((cover[i] as number) < 0.02) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > foot) foot = y;
    }
  }
  if (right < left) return;
  const [w, h] = [right - left + 3, foot - top + 3];
  const inside = new Uint8Array(w * h);
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++)
      inside[y * w + x] = (cover[(y + top - 1) * width + x + left - 1] as number) > 0.5 ? 1 : 0;
  }
  const depth = distance(inside, w, h);
  for (let y = top; y <= foot; y++) {
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      const share = cover[i] as number;
      if (share <= 0) continue;
      const d = (depth[(y - top + 1) * w + x - left + 1] as number) / unit;
      const edge = 1 - clamp(d / solid.round);
      const [u, v] = [x / unit, y / unit];
      const rise = (solid.lift ?? 0) + solid.thick * Math.sqrt(1 - edge * edge) + (solid.grain?.(u, v) ?? 0);
      const base = solid.follow ? (z[i] as number) : 0;
      z[i] = mix(z[i] as number, base + rise * unit, share);
      gloss[i] = mix(gloss[i] as number, solid.gloss ?? 0, share);
      const of = typeof solid.colour === "function" ? solid.colour(u, v, d) : solid.colour;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = mix(albedo[i * 3 + c] as number, of[c] as number, share);
    }
  }
}

/** A small rounded body: half axes in px, turn in radians, height of its middle in px. */
export interface Pebble {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly turn: number;
  readonly colour: Rgb;
  readonly gloss: number;
  /** Unevenness of the surface: added to its radius by direction. */
  readonly lumps?: (dx: number, dy: number) => number;
}

/** Drops one body into the surface; the higher one is seen. */
export function drop(relief: Relief, body: Pebble): void {
  const { width, height, z, albedo, gloss } = relief;
  const reach = Math.max(body.a, body.b) * 1.15;
  const [cos, sin] = [Math.cos(body.turn), Math.sin(body.turn)];
  const [x0, x1] = [Math.max(0, Math.floor(body.x - reach)), Math.min(width - 1, Math.ceil(body.x + reach))];
  const [y0, y1] = [Math.max(0, Math.floor(body.y - reach)), Math.min(height - 1, Math.ceil(body.y + reach))];
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const dx = x - body.x;
      const dy = y - body.y;
      const u = (dx * cos + dy * sin) / body.a;
      const v = (-dx * sin + dy * cos) / body.b;
      const d = (u * u + v * v) * (1 - (body.lumps?.(u, v) ?? 0));
      if (d >= 1) continue;
      const top = body.z + body.c * Math.sqrt(1 - d);
      const i = y * width + x;
      if (top <= (z[i] as number)) continue;
      z[i] = top;
      gloss[i] = body.gloss;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = body.colour[c] as number;
    }
  }
}
