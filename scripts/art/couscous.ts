/** Couscous and its bowls from above. */

import { photograph } from "./camera.js";
import { type Dish, fassi, linen, nabeul, safi, throwDish } from "./dishes.js";
import { colour, type Frame, fbm, heightFor, light, mix, mixRgb, noise, type Rgb, ramp, random } from "./relief.js";
import { drop, type Pebble } from "./still.js";
import type { Picture } from "./studio.js";
import type { Point } from "./vector.js";
import { blank } from "./zellige.js";

const semolina = (next: () => number): Rgb =>
  mixRgb(mixRgb(colour("#e8c987"), colour("#f4e2b4"), next()), colour("#c99a4e"), next() ** 3 * 0.7);

async function couscous(width: number): Promise<Frame> {
  const height = heightFor(width);
  const relief = blank(Math.round(width * (2900 / 2600)), Math.round(height * (2900 / 2600)));
  const unit = relief.width / 2900;
  const next = random(721);
  linen(relief);
  const main: Dish = { at: [1310, 960], radius: 760, deep: 120, painting: fassi };
  const sides: readonly Dish[] = [
    { at: [2330, 560], radius: 360, deep: 130, painting: nabeul },
    { at: [2360, 1330], radius: 330, deep: 120, painting: safi },
    { at: [330, 330], radius: 300, deep: 110, painting: safi },
    { at: [250, 1560], radius: 330, deep: 110, painting: nabeul },
  ];
  for (const dish of [main, ...sides]) throwDish(relief, dish);
  const put = (
    p: Omit<Pebble, "x" | "y" | "z" | "a" | "b" | "c"> & {
      at: Point;
      z: number;
      size: readonly [number, number, number];
    },
  ): void =>
    drop(relief, {
      ...p,
      x: p.at[0] * unit,
      y: p.at[1] * unit,
      z: p.z * unit,
      a: p.size[0] * unit,
      b: p.size[1] * unit,
      c: p.size[2] * unit,
    });
  const mound = (at: Point): number => {
    const r = Math.hypot(at[0] - main.at[0], at[1] - main.at[1]) / 590;
    return 60 + 190 * Math.max(0, 1 - r * r) ** 0.9;
  };
  for (let n = 0; n < 52000; n++) {
    const a = next() * 6.2832;
    const r = Math.sqrt(next()) * 580 * (1 + 0.04 * Math.sin(a * 5 + 1) + 0.03 * noise(a * 3, 1, 722));
    const at: Point = [main.at[0] + Math.cos(a) * r, main.at[1] + Math.sin(a) * r];
    const s = 5.4 + next() * 3.4;
    put({
      at,
      z: mound(at) - 6 + next() * 12 + 7 * noise(at[0] / 22, at[1] / 22, 723),
      size: [s * 1.15, s, s],
      turn: next() * 6,
      colour: semolina(next),
      gloss: 0.02,
    });
  }
  vegetables(put, main.at, mound, next);
  fillings(put, sides, next);
  for (let n = 0; n < 150; n++) {
    const at: Point = [next() * 2900, next() * 1930];
    if ([main, ...sides].some((d) => Math.hypot(at[0] - d.at[0], at[1] - d.at[1]) < d.radius + 8)) continue;
    put({ at, z: 6 + 12 * next(), size: [7, 6, 3], turn: 0, colour: semolina(next), gloss: 0 });
  }
  const lit = light(relief, {
    from: 305,
    elevation: 36,
    reach: 170 * unit,
    soft: 0.9,
    hollows: [7 * unit, 30 * unit],
    hollowness: 0.62,
    falloff: 0.3,
    shine: 0.6,
    sun: [1.3, 1.2, 1.0],
    sky: [0.46, 0.47, 0.5],
  });
  const frame = photograph(lit, {
    width,
    height,
    pitch: 12,
    yaw: 0,
    roll: -3,
    part: 0.855,
    away: 1.6,
    aperture: 1.6,
    focus: 0.48,
  });
  steam(frame);
  return frame;
}

type Put = (
  p: Omit<Pebble, "x" | "y" | "z" | "a" | "b" | "c"> & {
    at: Point;
    z: number;
    size: readonly [number, number, number];
  },
) => void;

/** Seven vegetables set round the crown of the mound. */
function vegetables(put: Put, middle: Point, mound: (at: Point) => number, next: () => number): void {
  const about = (a: number, r: number): Point => [middle[0] + Math.cos(a) * r, middle[1] + Math.sin(a) * r];
  const carrot = [colour("#d8651c"), colour("#c9551a"), colour("#e27a28")] as const;
  const lumps =
    (seed: number) =>
    (u: number, v: number): number =>
      0.16 * noise(u * 2.4 + seed, v * 2.4, 731);
  for (let k = 0; k < 10; k++) {
    const a = (k / 10) * 6.2832 + 0.1;
    const at = about(a, 300);
    if (k % 2 === 0) {
      for (const side of [-1, 1]) {
        const spot: Point = [at[0] - Math.sin(a) * side * 30, at[1] + Math.cos(a) * side * 30];
        put({
          at: spot,
          z: mound(spot) + 16,
          size: [158, 30, 32],
          turn: a + 0.05 * side,
          colour: carrot[(k + (side > 0 ? 1 : 0)) % 3] as Rgb,
          gloss: 0.22,
          lumps: lumps(k + side),
        });
      }
    } else {
      put({
        at,
        z: mound(at) + 10,
        size: [170, 58, 40],
        turn: a,
        colour: colour("#3f6a2c"),
        gloss: 0.22,
        lumps: lumps(k),
      });
      put({
        at,
        z: mound(at) + 26,
        size: [150, 40, 27],
        turn: a,
        colour: colour("#b9c27a"),
        gloss: 0.4,
        lumps: lumps(k + 5),
      });
      for (let s = -6; s <= 6; s++)
        put({
          at: [
            at[0] + Math.cos(a) * s * 17 - Math.sin(a) * ((s % 2) * 12),
            at[1] + Math.sin(a) * s * 17 + Math.cos(a) * ((s % 2) * 12),
          ],
          z: mound(at) + 49 - Math.abs(s) * 1.4,
          size: [8, 4, 4],
          turn: a,
          colour: colour("#e6e0b0"),
          gloss: 0.4,
        });
    }
  }
  for (let k = 0; k < 5; k++) {
    const at = about(k * 1.2566 + 0.72, 128);
    put({
      at,
      z: mound(at) + 14,
      size: [66, 56, 48],
      turn: k,
      colour: mixRgb(colour("#e8dcc0"), colour("#b489a0"), 0.25 * (k % 2)),
      gloss: 0.16,
      lumps: lumps(k + 20),
    });
  }
  for (let k = 0; k < 6; k++) {
    const at = about(k * 1.047 + 0.2, 470 + (k % 2) * 20);
    put({
      at,
      z: mound(at) + 22,
      size: [58, 46, 40],
      turn: k * 2,
      colour: colour("#e0922a"),
      gloss: 0.16,
      lumps: lumps(k + 40),
    });
  }
  for (let k = 0; k < 150; k++) {
    const at = about(next() * 6.2832, 40 + Math.sqrt(next()) * 500);
    const s = 17 + next() * 4;
    put({
      at,
      z: mound(at) + 24 + next() * 16,
      size: [s * 1.1, s, s],
      turn: next() * 6,
      colour: mixRgb(colour("#d9b06a"), colour("#ecd093"), next()),
      gloss: 0.08,
      lumps: lumps(k + 60),
    });
  }
  for (let k = 0; k < 46; k++) {
    const at = about(next() * 6.2832, Math.sqrt(next()) * 480);
    put({
      at,
      z: mound(at) + 30 + next() * 14,
      size: [16, 11, 10],
      turn: next() * 6,
      colour: mixRgb(colour("#3b1a14"), colour("#70301c"), next()),
      gloss: 0.6,
      lumps: lumps(k + 90),
    });
  }
  for (let k = 0; k < 240; k++) {
    const at = about(next() * 6.2832, Math.sqrt(next()) * 420);
    put({
      at,
      z: mound(at) + 52 + next() * 18,
      size: [13 + next() * 9, 5 + next() * 5, 3],
      turn: next() * 6,
      colour: mixRgb(colour("#3d6b25"), colour("#6d9a3c"), next()),
      gloss: 0.2,
    });
  }
}

/** Broth with chickpeas, harissa with oil, olives, dates. */
function fillings(put: Put, sides: readonly Dish[], next: () => number): void {
  const [broth, harissa, olives, dates] = sides as [Dish, Dish, Dish, Dish];
  const within = (dish: Dish, share: number): Point => {
    const [a, r] = [next() * 6.2832, Math.sqrt(next()) * dish.radius * share];
    return [dish.at[0] + Math.cos(a) * r, dish.at[1] + Math.sin(a) * r];
  };
  put({ at: broth.at, z: 78, size: [268, 268, 5], turn: 0, colour: colour("#a8501c"), gloss: 1 });
  for (let k = 0; k < 46; k++)
    put({
      at: within(broth, 0.62),
      z: 72 + next() * 6,
      size: [21, 19, 18],
      turn: next() * 6,
      colour: mixRgb(colour("#d9b06a"), colour("#c8853c"), next()),
      gloss: 0.8,
    });
  for (let k = 0; k < 70; k++)
    put({
      at: within(broth, 0.66),
      z: 84,
      size: [10 + next() * 8, 5, 3],
      turn: next() * 6,
      colour: colour("#4d7a2a"),
      gloss: 0.4,
    });
  for (let k = 0; k < 900; k++) {
    const at = within(harissa, 0.6);
    const r = Math.hypot(at[0] - harissa.at[0], at[1] - harissa.at[1]) / 200;
    put({
      at,
      z: 60 + 36 * (1 - r * r) + 9 * Math.sin(r * 16 + Math.atan2(at[1] - harissa.at[1], at[0] - harissa.at[0])),
      size: [24, 18, 14],
      turn: next() * 6,
      colour: mixRgb(colour("#8e1f12"), colour("#b8391b"), next()),
      gloss: 0.7,
    });
  }
  for (let k = 0; k < 96; k++) {
    put({
      at: within(olives, 0.62),
      z: 52 + next() * 44,
      size: [38, 26, 25],
      turn: next() * 6,
      colour: [colour("#5c6428"), colour("#7b7d34"), colour("#3a2a2e"), colour("#8c4f3a")][
        Math.floor(next() * 4)
      ] as Rgb,
      gloss: 0.9,
    });
  }
  for (let k = 0; k < 70; k++) {
    put({
      at: within(dates, 0.62),
      z: 50 + next() * 50,
      size: [62, 27, 26],
      turn: next() * 6,
      colour: mixRgb(colour("#4a2412"), colour("#8a4a1e"), next()),
      gloss: 0.7,
      lumps: (u, v) => 0.22 * noise(u * 3 + k, v * 7, 741),
    });
  }
}

/** A breath of steam over the dish. */
function steam(frame: Frame): void {
  const { width, height, rgb } = frame;
  const unit = width / 2600;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const wx = u + 190 * fbm(u / 420, v / 420, 2, 751);
      const curl = ramp(0.02, 0.75, fbm(wx / 210, v / 520, 4, 752) + 0.12);
      const over = Math.exp(-(((u - 1290) / 520) ** 2) - ((v - 640) / 520) ** 2);
      const share = 0.26 * curl * over;
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = mix(rgb[i * 3 + c] as number, 0.86, share);
    }
  }
}

const pictures: Record<string, Picture> = { "couscous-bowls": { render: couscous } };
export default pictures;
