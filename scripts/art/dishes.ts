import { colour, fbm, noise, type Relief, type Rgb, ramp } from "./relief.js";
import type { Point } from "./vector.js";

export const PAINT = {
  cream: colour("#efe3c8"),
  teal: colour("#12626a"),
  indigo: colour("#1f3a86"),
  ochre: colour("#d0902c"),
  madder: colour("#97301f"),
  green: colour("#3f7a4a"),
  black: colour("#1d1a1a"),
} as const;

/** A dish's painting, by share of its radius and angle. */
export type Painting = (r: number, a: number) => Rgb;

const tooth = (a: number, count: number): number => Math.abs((((a / (2 * Math.PI)) * count) % 1) - 0.5) * 2;

export const fassi: Painting = (r, a) => {
  if (r > 0.965) return PAINT.indigo;
  if (r > 0.93) return PAINT.cream;
  if (r > 0.79) {
    const t = tooth(a + 10, 30);
    const up = (r - 0.79) / 0.14;
    return Math.abs(up - t) < 0.17 ? PAINT.indigo : up < t ? PAINT.ochre : PAINT.cream;
  }
  if (r > 0.765) return PAINT.indigo;
  if (r > 0.74) return PAINT.cream;
  const leaf = Math.abs(Math.sin(a * 8)) ** 0.7;
  return r > 0.5 && r < 0.5 + 0.22 * leaf ? (Math.abs(Math.sin(a * 8)) > 0.9 ? PAINT.ochre : PAINT.teal) : PAINT.cream;
};
export const nabeul: Painting = (r, a) => {
  if (r > 0.94) return PAINT.green;
  if (r > 0.9) return PAINT.cream;
  if (r > 0.74) {
    const c = ((a + 10) / (2 * Math.PI)) * 24;
    const d = Math.hypot((c % 1) - 0.5, (r - 0.82) * 5.2);
    return d < 0.2 ? PAINT.ochre : d < 0.34 ? PAINT.green : PAINT.cream;
  }
  return r > 0.7 ? PAINT.black : PAINT.ochre;
};
export const safi: Painting = (r, a) => {
  if (r > 0.94) return PAINT.teal;
  if (r > 0.78)
    return (Math.floor(((a + 10) / (2 * Math.PI)) * 36) + Math.floor((r - 0.78) / 0.054)) % 2
      ? PAINT.teal
      : PAINT.cream;
  return r > 0.74 ? PAINT.madder : PAINT.cream;
};

export interface Dish {
  readonly at: Point;
  readonly radius: number;
  readonly deep: number;
  readonly painting: Painting;
}

/** Turns a bowl into the surface: raised lip, sloping wall, glazed painting. Sizes in sheet units. */
export function throwDish(relief: Relief, dish: Dish): void {
  const { width, height, z, albedo, gloss } = relief;
  const unit = width / 2900;
  const [cx, cy] = [dish.at[0] * unit, dish.at[1] * unit];
  const big = dish.radius * unit;
  for (let y = Math.max(0, Math.floor(cy - big)); y < Math.min(height, cy + big); y++) {
    for (let x = Math.max(0, Math.floor(cx - big)); x < Math.min(width, cx + big); x++) {
      const r = Math.hypot(x - cx, y - cy) / big;
      if (r >= 1) continue;
      const i = y * width + x;
      const a = Math.atan2(y - cy, x - cx) + 0.01 * noise(x / unit / 14, y / unit / 14, 701);
      const hand = r + 0.006 * noise(x / unit / 20, y / unit / 20, 702);
      const lip = 26 * Math.sqrt(Math.max(0, 1 - ((r - 0.97) / 0.03) ** 2));
      const wall = dish.deep * (0.18 + 0.82 * ramp(0.3, 0.98, r) ** 1.1);
      z[i] = (wall + (r > 0.94 ? lip : 0) + 1.6 * fbm(x / unit / 60, y / unit / 60, 2, 703)) * unit;
      gloss[i] = 1;
      const of = dish.painting(hand, a);
      const tone =
        0.88 + 0.14 * fbm(x / unit / 40, y / unit / 40, 3, 704) + 0.05 * noise(x / unit / 3, y / unit / 3, 705);
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (of[c] as number) * tone;
    }
  }
}

/** Linen with stripes, laid a little unevenly. */
export function linen(relief: Relief): void {
  const { width, height, z, albedo } = relief;
  const unit = width / 2900;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const sway = 10 * noise(u / 300, v / 300, 711);
      const [a, b] = [(u + sway) / 6.2, (v + sway) / 6.2];
      const over = (Math.floor(a) + Math.floor(b)) % 2 === 0;
      const across = over ? a - Math.floor(a) : b - Math.floor(b);
      const bump = Math.sqrt(1 - (across * 2 - 1) ** 2);
      const fold =
        34 * Math.exp(-(((u * 0.94 + v * 0.34 - 2480 + 60 * noise(v / 400, 2, 712)) / 70) ** 2)) +
        26 * Math.exp(-(((u * 0.2 + v - 1830 + 50 * noise(u / 500, 3, 713)) / 60) ** 2));
      z[i] = (bump * 2 + fold + 20 * fbm(u / 500, v / 500, 2, 714)) * unit;
      const stripe = (((u + sway) % 560) + 560) % 560;
      const base =
        stripe < 40 || (stripe > 64 && stripe < 76)
          ? colour("#8c3324")
          : stripe > 300 && stripe < 312
            ? colour("#c08a3a")
            : colour("#d9c8a4");
      const slub = 0.78 + 0.24 * bump + 0.16 * noise(over ? u / 90 : Math.floor(a), over ? Math.floor(b) : v / 90, 715);
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (base[c] as number) * slub;
    }
  }
}
