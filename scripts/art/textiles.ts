/** Woven, knotted and dyed cloth, thread by thread. */
import { photograph } from "./camera.js";
import {
  blur,
  chance,
  colour,
  type Frame,
  fbm,
  ground,
  heightFor,
  light,
  mix,
  mixRgb,
  noise,
  type Relief,
  type Rgb,
  random,
} from "./relief.js";
import type { Picture } from "./studio.js";

export const WOOL = {
  madder: colour("#8f2a22"),
  red: colour("#b23a26"),
  ochre: colour("#c9892c"),
  cream: colour("#e6d7b6"),
  indigo: colour("#22356a"),
  teal: colour("#1b5f60"),
  brown: colour("#38231a"),
  black: colour("#1c1714"),
  rose: colour("#b5654a"),
} as const;

interface Weave {
  /** Distance in px between warp threads, and between weft threads. */
  readonly warp: number;
  readonly weft: number;
  readonly seed: number;
  /** Colour of the weft at a crossing, counted in threads from the top left. */
  readonly dye: (column: number, row: number) => Rgb;
}

/** Weft-faced cloth: every weft thread rides over and under the hidden warp, dyed in a bath that never repeats exactly. */
function weave(width: number, height: number, cloth: Weave): Relief {
  const relief = ground(width, height, WOOL.brown);
  const { z, albedo } = relief;
  const { warp, weft, seed } = cloth;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      // The hand's beat: rows are not straight and threads not evenly thick.
      const sway =
        fbm(x / (warp * 26), y / (weft * 30), 3, seed) * weft * 2.6 +
        noise(x / (warp * 2.2), y / (weft * 2), seed + 1) * weft * 0.3;
      const lean = noise(x / (warp * 20), y / (weft * 16), seed + 2) * warp * 0.9;
      const down = (y + sway) / weft;
      const row = Math.floor(down);
      const along = (x + lean) / warp + (row % 2) * 0.5;
      const column = Math.floor(along);
      const u = along - column - 0.5;
      const v = down - row - 0.5;
      const thick = 0.5 + 0.09 * (chance(row, column >> 2, seed) - 0.5);
      const round = Math.max(0, 1 - (v / thick) ** 2);
      const over = Math.cos(u * Math.PI) ** 0.7;
      const twist = Math.sin((u * 1.7 + v * 1.3 + chance(row, 3, seed)) * Math.PI * 3.2);
      const fuzz = noise(x / 2.3, y / 1.6, seed + 4);
      z[i] = (Math.sqrt(round) * (0.45 + 0.55 * over) + 0.05 * twist + 0.13 * fuzz) * weft * 0.62;
      const colourAt = cloth.dye(column, row);
      const abrash =
        0.86 +
        0.2 * chance(row >> 1, 5, seed) +
        0.16 * noise(x / 420, row / 9, seed + 6) +
        0.08 * (chance(row, column, seed) - 0.5);
      const shade = abrash * (0.55 + 0.45 * Math.sqrt(round)) * (0.82 + 0.18 * over) * (1 + 0.06 * twist + 0.14 * fuzz);
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (colourAt[c] as number) * shade;
    }
  }
  return relief;
}

/** Lays cloth on an uneven bed: slow swells added to its height. */
function lay(relief: Relief, size: number, depth: number, seed: number): void {
  for (let y = 0, i = 0; y < relief.height; y++) {
    for (let x = 0; x < relief.width; x++, i++)
      relief.z[i] = (relief.z[i] as number) + fbm(x / size, y / size, 2, seed) * depth;
  }
}

const RAKING = {
  from: 300,
  elevation: 36,
  soft: 0.5,
  shine: 0,
  hollowness: 0.75,
  sun: [1.5, 1.38, 1.18],
  sky: [0.36, 0.4, 0.48],
} as const;

/** A blanket of plain and toothed bands. */
function bands(width: number): Frame {
  const unit = width / 2600;
  const [w, h] = [Math.round(width * 1.2), Math.round(heightFor(width) * 1.2)];
  const order: readonly (readonly [number, Rgb, Rgb?, number?])[] = [
    [16, WOOL.madder],
    [2, WOOL.cream],
    [5, WOOL.indigo, WOOL.cream, 4],
    [2, WOOL.cream],
    [12, WOOL.red],
    [3, WOOL.ochre],
    [9, WOOL.ochre, WOOL.madder, 6],
    [3, WOOL.ochre],
    [14, WOOL.madder],
    [1, WOOL.black],
    [2, WOOL.cream, WOOL.black, 2],
    [1, WOOL.black],
    [12, WOOL.indigo],
    [8, WOOL.indigo, WOOL.cream, 8],
    [4, WOOL.indigo],
    [2, WOOL.ochre],
    [11, WOOL.rose],
    [3, WOOL.teal, WOOL.cream, 3],
    [10, WOOL.red],
    [2, WOOL.cream],
    [6, WOOL.black, WOOL.ochre, 6],
    [2, WOOL.cream],
  ];
  const period = order.reduce((sum, [rows]) => sum + rows, 0);
  const dye = (column: number, row: number): Rgb => {
    let at = (((row + 40) % period) + period) % period;
    for (const [rows, plain, second, tooth] of order) {
      if (at < rows) {
        if (!second || !tooth) return plain;
        const step = Math.abs((((column % (2 * tooth)) + 2 * tooth) % (2 * tooth)) - tooth);
        const reach = (step / tooth) * rows;
        return at < reach ? second : plain;
      }
      at -= rows;
    }
    return WOOL.madder;
  };
  const relief = weave(w, h, { warp: 15 * unit, weft: 9.5 * unit, seed: 41, dye });
  lay(relief, 520 * unit, 26 * unit, 47);
  const lit = light(relief, { ...RAKING, reach: 14 * unit, hollows: [4 * unit, 40 * unit], falloff: 0.3 });
  return photograph(lit, {
    width,
    height: heightFor(width),
    pitch: 24,
    yaw: -9,
    roll: -7,
    part: 0.66,
    away: 1.7,
    aperture: 2.6,
    focus: 0.42,
  });
}

/** Marks of the Amazigh weavers on a lattice of threads: 1 where the mark stands. */
const MARKS = {
  diamond: (u: number, v: number, n: number): boolean => {
    const d = Math.abs(u) + Math.abs(v);
    return (d < n && d >= n - 3) || d < n - 6 || (d === n - 4 && u === 0);
  },
  comb: (u: number, v: number, n: number): boolean =>
    Math.abs(u) <= n && (Math.abs(v + n * 0.4) <= 1 || (v > -n * 0.4 && v < n * 0.8 && (u + n) % 4 < 2)),
  zigzag: (u: number, v: number, n: number): boolean => {
    const fold = Math.abs((((u % (2 * n)) + 2 * n) % (2 * n)) - n);
    return Math.abs(v - (fold - n / 2)) <= 1.5;
  },
  cross: (u: number, v: number, n: number): boolean => {
    const [a, b] = [Math.abs(u), Math.abs(v)];
    return (a <= 1 && b <= n) || (b <= 1 && a <= n) || (a + b <= n * 0.7 && Math.abs(a - b) <= 1);
  },
} as const;

/** Diamonds, combs, crosses and zigzags, as the women of the Atlas weave them. */
function symbols(width: number): Frame {
  const unit = width / 2600;
  const [w, h] = [Math.round(width * 1.12), Math.round(heightFor(width) * 1.12)];
  const rows = 214;
  const dye = (column: number, row: number): Rgb => {
    const at = ((row % rows) + rows) % rows;
    const wrap = (n: number, shift = 0): number => ((((column + shift) % n) + n) % n) - (n >> 1);
    if (at < 8) return at % 4 < 2 && (column >> 1) % 2 === 0 ? WOOL.cream : WOOL.black;
    if (at < 34)
      return MARKS.zigzag(wrap(200), at - 21, 10)
        ? WOOL.cream
        : MARKS.zigzag(wrap(200), at - 15, 10)
          ? WOOL.ochre
          : WOOL.madder;
    if (at < 38) return WOOL.ochre;
    if (at < 104) {
      const side = Math.floor((column + 880) / 44) % 2;
      const u = wrap(44);
      const v = at - 71;
      if (side === 0) {
        const d = Math.abs(u) + Math.abs(v) * 0.66;
        if (d < 4) return WOOL.ochre;
        if (d >= 18 && d < 20.5) return WOOL.cream;
        if (d >= 8 && d < 18) return WOOL.indigo;
        return d >= 20.5 && d < 22 ? WOOL.black : WOOL.red;
      }
      if (MARKS.comb(u, (v - 12) * 0.75, 11) || MARKS.comb(u, -(v + 12) * 0.75, 11)) return WOOL.cream;
      return WOOL.red;
    }
    if (at < 108) return WOOL.ochre;
    if (at < 142) {
      const u = wrap(22, 11);
      const v = (at - 125) * 0.75;
      return MARKS.cross(u, v, 9) ? WOOL.ochre : (column + 2200) % 22 === 11 ? WOOL.cream : WOOL.indigo;
    }
    if (at < 146) return WOOL.cream;
    if (at < 166) return MARKS.diamond(wrap(18), Math.round((at - 156) * 0.8), 8) ? WOOL.black : WOOL.cream;
    if (at < 170) return WOOL.cream;
    if (at < 206)
      return MARKS.zigzag(wrap(200), (at - 196) * 0.8, 14)
        ? WOOL.teal
        : MARKS.zigzag(wrap(200), (at - 186) * 0.8, 14)
          ? WOOL.cream
          : WOOL.madder;
    return at % 4 < 2 ? WOOL.black : WOOL.ochre;
  };
  const relief = weave(w, h, { warp: 13 * unit, weft: 8.6 * unit, seed: 53, dye });
  lay(relief, 700 * unit, 30 * unit, 57);
  const lit = light(relief, { ...RAKING, reach: 12 * unit, hollows: [4 * unit, 44 * unit], falloff: 0.34 });
  return photograph(lit, {
    width,
    height: heightFor(width),
    pitch: 6,
    yaw: 6,
    roll: 2,
    part: 0.84,
    away: 1.6,
    aperture: 1.2,
    focus: 0.5,
  });
}

/** A knotted rug of white wool with black lozenges; every tuft is a bundle of hairs. */
function diamonds(width: number): Frame {
  const unit = width / 2600;
  const height = heightFor(width);
  const relief = ground(width, height, colour("#5b5142"));
  const { z, albedo } = relief;
  const next = random(67);
  const step = 10.5 * unit;
  const line = (x: number, y: number): boolean => {
    const wx = x + fbm(x / 300, y / 300, 3, 61) * 62;
    const wy = y + fbm(x / 260, y / 260, 3, 62) * 62;
    const [a, b] = [wx / 620 + 0.2, wy / 760 + 0.32];
    const p = Math.abs(((((a + b) % 1) + 1.5) % 1) - 0.5);
    const q = Math.abs(((((a - b) % 1) + 1.5) % 1) - 0.5);
    const near = Math.min(p, q);
    const small = Math.max(Math.abs(((((a + b) % 1) + 1) % 1) - 0.5), Math.abs(((((a - b) % 1) + 1) % 1) - 0.5));
    const odd = chance(Math.floor(a + b), Math.floor(a - b), 63);
    const wide = 0.034 + 0.014 * noise(wx / 120, wy / 120, 64);
    return (
      near < wide ||
      (odd > 0.45 && small > 0.14 && small < 0.14 + wide * 1.3 && odd < 0.8) ||
      (odd >= 0.8 && small < 0.07)
    );
  };
  for (let row = -3; row * step * 0.86 < height + 40 * unit; row++) {
    for (let column = -2; column * step < width + 30 * unit; column++) {
      const tx = (column + (row % 2) * 0.5 + (next() - 0.5) * 0.7) * step;
      const ty = (row * 0.86 + (next() - 0.5) * 0.6) * step;
      const dark = line(tx / unit + (next() - 0.5) * 18, ty / unit + (next() - 0.5) * 18);
      const base = dark
        ? mixRgb(WOOL.black, WOOL.brown, next() * 0.7)
        : mixRgb(
            colour("#e9dcc0"),
            colour("#cdb98f"),
            next() * 0.8 + 0.5 * fbm(tx / unit / 500, ty / unit / 300, 2, 65),
          );
      const comb = fbm(tx / unit / 240, ty / unit / 240, 2, 66) * 1.9 + 1.25;
      for (let hair = 0; hair < 26; hair++) {
        const spread = (next() - 0.5) * 1.7;
        const angle = comb + spread;
        const reach = (13 + next() * 16) * unit;
        const bend = (next() - 0.5) * 1.4;
        const tone = 0.7 + next() * 0.5;
        const ox = tx + (next() - 0.5) * step;
        const oy = ty + (next() - 0.5) * step;
        const steps = Math.ceil(reach);
        for (let s = 0; s <= steps; s++) {
          const t = s / steps;
          const a = angle + bend * t;
          const px = Math.round(ox + Math.cos(a) * reach * t);
          const py = Math.round(oy + Math.sin(a) * reach * t);
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          const lift = (Math.sin(t * 2.4) * 14 + next() * 2.4) * unit * (dark ? 0.86 : 1);
          const i = py * width + px;
          if (lift < (z[i] as number) * 0.8) continue;
          z[i] = lift;
          const bright = tone * (0.42 + 0.62 * t);
          for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (base[c] as number) * bright;
        }
      }
    }
  }
  const soft = blur(z, width, height, 3.2 * unit);
  for (let i = 0; i < z.length; i++) z[i] = mix(soft[i] as number, z[i] as number, 0.13);
  lay(relief, 330 * unit, 46 * unit, 68);
  return light(relief, {
    from: 320,
    elevation: 40,
    reach: 22 * unit,
    soft: 0.8,
    hollows: [9 * unit, 40 * unit],
    hollowness: 0.85,
    falloff: 0.32,
    shine: 0,
    sun: [1.35, 1.26, 1.1],
    sky: [0.36, 0.39, 0.46],
  });
}

const pictures: Record<string, Picture> = {
  "textile-bands": { render: bands },
  "textile-symbols": { render: symbols, quality: 78 },
  "textile-diamonds": { render: diamonds, development: { grain: 0 }, quality: 72 },
};
export default pictures;
