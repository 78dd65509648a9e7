/**
 * A mosque of earth as the masons of the Niger bend build them: towers, pinnacles and projecting beams (toron).
 * The front is a relief, a height toward the viewer at every place, lit and shaded like ground under a low sun.
 * Units: the picture's height; x from the left edge, y upward from the bottom.
 */
import { paintClouds, paintGlow } from "./air.js";
import { paintDab, paintStroke } from "./brush.js";
import { paintPalm } from "./plants.js";
import {
  clamp,
  createNoise,
  createRandom,
  fbm,
  fill,
  hash2,
  LANDSCAPE,
  mix,
  mixRgb,
  type Picture,
  palette,
  type Raster,
  type Rgb,
  scaleRgb,
  setPixel,
  smoothstep,
  tone,
} from "./raster.js";
import { lightSand, readGrid, sampleGrid, sweepShadows } from "./terrain.js";

/** Where nothing stands: the sky behind. */
const SKY = -1;
const GROUND = 0.15;

/** An upright body that narrows upward: middle, half-width at the ground and at the top, its top, how far it stands out. */
interface Tower {
  readonly x: number;
  readonly half: number;
  readonly halfTop: number;
  readonly top: number;
  readonly out: number;
  readonly rows: number;
  readonly beams: number;
}

const TOWERS: readonly Tower[] = [
  { x: 0.36, half: 0.085, halfTop: 0.062, top: 0.64, out: 0.055, rows: 5, beams: 3 },
  { x: 0.75, half: 0.115, halfTop: 0.084, top: 0.755, out: 0.075, rows: 7, beams: 4 },
  { x: 1.14, half: 0.085, halfTop: 0.062, top: 0.64, out: 0.055, rows: 5, beams: 3 },
];
const WALL = { from: 0.13, to: 1.37, top: 0.465 };
/** Middles of the buttresses along the wall. */
const BUTTRESSES = Array.from({ length: 18 }, (_, i) => WALL.from + 0.03 + (i * (WALL.to - WALL.from - 0.06)) / 17);

/** A rounded cone standing on `foot`, `tall` high; its relief over the base, or SKY beside it. */
const pinnacle = (x: number, y: number, at: { x: number; foot: number; tall: number; wide: number }): number => {
  const t = (y - at.foot) / at.tall;
  if (t < 0 || t >= 1) return SKY;
  const half = at.wide * (1 - t ** 3) ** 0.5 * (1 - 0.52 * t);
  const s = (x - at.x) / half;
  return s * s < 1 ? half * Math.sqrt(1 - s * s) : SKY;
};

const towerRelief = (tower: Tower, x: number, y: number): number => {
  const half = mix(tower.half, tower.halfTop, clamp((y - GROUND) / (tower.top - GROUND)));
  const s = Math.abs(x - tower.x) / half;
  let relief = SKY;
  if (s < 1 && y < tower.top) {
    // Three ribs with grooves between them; the edges of the body are rounded by hand and rain.
    const rib = 0.5 + 0.5 * Math.cos((x - tower.x) * ((Math.PI * 3) / half));
    relief = tower.out * (1 - s ** 7) ** 0.5 + 0.012 * rib ** 0.6 * smoothstep(1, 0.9, s);
  }
  const span = tower.halfTop * 0.66;
  for (const [dx, tall] of [
    [-span, 0.085],
    [0, 0.125],
    [span, 0.085],
  ] as const) {
    const cone = pinnacle(x, y, { x: tower.x + dx, foot: tower.top - 0.02, tall, wide: tower.halfTop * 0.36 });
    if (cone > SKY) relief = Math.max(relief, cone + tower.out * 0.55);
  }
  return relief;
};

/** How far the front stands out at a place, or SKY. */
const frontRelief = (x: number, y: number): number => {
  let relief = SKY;
  if (x > WALL.from && x < WALL.to && y < WALL.top) relief = 0;
  for (const at of BUTTRESSES) {
    if (Math.abs(x - at) > 0.021) continue;
    const half = mix(0.02, 0.0135, clamp((y - GROUND) / 0.35));
    const s = (x - at) / half;
    if (s * s < 1 && y < WALL.top + 0.012) relief = Math.max(relief, 0.024 * Math.sqrt(1 - s * s) + 0.004);
    const cone = pinnacle(x, y, { x: at, foot: WALL.top, tall: 0.062, wide: 0.0165 });
    if (cone > SKY) relief = Math.max(relief, cone + 0.004);
  }
  for (const tower of TOWERS)
    if (Math.abs(x - tower.x) < tower.half) relief = Math.max(relief, towerRelief(tower, x, y));
  if (x > 0.06 && x < 1.44 && y < GROUND + 0.045) relief = Math.max(relief, 0.1);
  if (x > 0.02 && x < 1.48 && y < GROUND + 0.018) relief = Math.max(relief, 0.13);
  return y < GROUND - 0.05 ? Math.max(relief, 0.13) : relief;
};

/** Doors and vents: how deep the wall is opened at a place. */
const opening = (x: number, y: number): number => {
  let deep = 0;
  for (const at of [0.75, 0.555, 0.945]) {
    const s = Math.abs(x - at) / (at === 0.75 ? 0.03 : 0.021);
    const top = GROUND + 0.045 + (at === 0.75 ? 0.15 : 0.11) * (1 - 0.22 * s * s);
    if (s < 1 && y < top && y > GROUND + 0.045) deep = 0.06;
  }
  return deep;
};

/** The front under the low sun, written over the sky. */
const paintFront = (raster: Raster): void => {
  const noise = createNoise(401);
  const pixels = raster.height;
  const wide = raster.width / pixels;
  const box = [-0.02, 0, wide + 0.02, 1] as const;
  const relief = sampleGrid(box, 1 / pixels, (x, y) => {
    const sway = 0.0035 * noise(x * 9, y * 9) + 0.0012 * noise(x * 34, y * 34);
    const base = frontRelief(x + sway, y + sway * 0.6);
    if (base === SKY) return SKY;
    const hand = 0.0017 * fbm(noise, x * 26 + 5, y * 34, 4) + 0.0007 * noise(x * 240, y * 150);
    return base - opening(x + sway, y) + hand;
  });
  const norm = Math.hypot(0.78, 0.5, 0.42);
  const sun = { x: -0.78 / norm, y: 0.5 / norm, z: 0.42 / norm };
  const seen = sweepShadows(relief, sun, 0.02);
  const light = {
    sun,
    sunColour: [2.75, 1.4, 0.72] as Rgb,
    zenith: [0.2, 0.2, 0.36] as Rgb,
    glow: [0.2, 0.11, 0.09] as Rgb,
    bounce: [0.2, 0.11, 0.07] as Rgb,
  };
  for (let row = 0; row < raster.height; row++) {
    const y = 1 - (row + 0.5) / pixels;
    for (let column = 0; column < raster.width; column++) {
      const x = (column + 0.5) / pixels;
      const here = readGrid(relief, x, y);
      if (here < -0.5 || y < GROUND - 0.02) continue;
      const step = 1 / pixels;
      const around = [
        readGrid(relief, x + step, y),
        readGrid(relief, x - step, y),
        readGrid(relief, x, y + step),
        readGrid(relief, x, y - step),
      ].map((value) => (value < -0.5 ? here - step * 2.5 : value));
      const slopeX = clamp((around[0]! - around[1]!) / (2 * step), -4, 4);
      const slopeY = clamp((around[2]! - around[3]!) / (2 * step), -4, 4);
      const lit = lightSand(light, slopeX, slopeY, readGrid(seen, x, y));
      const rain = smoothstep(0.1, 0.6, fbm(noise, x * 70, y * 3 + 9, 4)) * smoothstep(0.2, 0.6, y);
      const patch = 0.5 + 0.5 * fbm(noise, x * 7 + 60, y * 8, 5);
      const damp = smoothstep(GROUND + 0.1, GROUND + 0.03, y) * 0.25;
      const clay = mixRgb([0.38, 0.2, 0.115], [0.53, 0.3, 0.18], clamp(patch * 1.2 - 0.1));
      const straw = 0.94 + 0.12 * hash2(column, row, 8);
      const dull = straw * (1 - 0.24 * rain) * (1 - damp) * (opening(x, y) > 0 ? 0.32 : 1);
      setPixel(raster, column, row, [clay[0] * lit[0] * dull, clay[1] * lit[1] * dull, clay[2] * lit[2] * dull]);
    }
  }
};

/** The beams: bundles of palm wood that stand out of the wall, each with its long shadow. */
const paintBeams = (raster: Raster): void => {
  const random = createRandom(411);
  const px = raster.height;
  const sticks: { x: number; y: number; long: number }[] = [];
  for (const tower of TOWERS) {
    for (let row = 0; row < tower.rows; row++) {
      const y = mix(tower.top - 0.045, 0.4, row / (tower.rows - 1));
      const half = mix(tower.half, tower.halfTop, clamp((y - GROUND) / (tower.top - GROUND)));
      for (let i = 0; i < tower.beams; i++) {
        const x = tower.x + half * 0.78 * (tower.beams === 1 ? 0 : (i / (tower.beams - 1)) * 2 - 1);
        for (let k = 0; k < 4; k++)
          sticks.push({ x: x + (k - 1.5) * 0.0044, y: y + (random() - 0.5) * 0.002, long: 0.018 });
      }
    }
  }
  for (const at of BUTTRESSES) {
    if (TOWERS.some((tower) => Math.abs(tower.x - at) < tower.half + 0.012)) continue;
    for (const y of [0.435, 0.345]) {
      for (let k = 0; k < 3; k++)
        sticks.push({ x: at + (k - 1) * 0.0044, y: y + (random() - 0.5) * 0.002, long: 0.014 });
    }
  }
  const shadow = tone("#4a2f38");
  const wood = tone("#3c251c");
  const lit = tone("#c98650");
  for (const { x, y, long } of sticks) {
    const from = { x0: x * px, y0: (1 - y) * px };
    paintStroke(
      raster,
      { ...from, w0: 0.0042 * px, x1: (x + long * 1.5) * px, y1: (1 - y + long * 0.8) * px, w1: 0.0034 * px },
      shadow,
      0.72,
    );
  }
  for (const { x, y, long } of sticks) {
    const end = long * mix(0.75, 1.1, random());
    // Seen from a little to the right and below: the ends stand out to the left and down.
    const x1 = (x - end * 0.34) * px;
    const y1 = (1 - y + end * 0.46) * px;
    const stroke = { x0: x * px, y0: (1 - y) * px, w0: 0.0046 * px, x1, y1, w1: 0.0042 * px };
    paintStroke(raster, stroke, wood);
    paintStroke(
      raster,
      { ...stroke, x0: stroke.x0 - 0.001 * px, x1: x1 - 0.001 * px, w0: 0.0016 * px, w1: 0.0016 * px },
      lit,
      0.75,
    );
    paintDab(raster, { x: x1, y: y1, a: 0.0022 * px, b: 0.0022 * px, angle: 0, soft: 0.4 }, mixRgb(wood, lit, 0.5));
  }
};

/** The square before the mosque, the shadows of late day on it. */
const paintSquare = (raster: Raster): void => {
  const noise = createNoise(421);
  const px = raster.height;
  const first = Math.floor((1 - GROUND) * px);
  const light = tone("#c0814f");
  const dark = tone("#54383f");
  for (let row = first; row < px; row++) {
    const deep = (row - first) / (px - first);
    for (let column = 0; column < raster.width; column++) {
      const x = column / px;
      const near = 0.06 + deep;
      const rut = fbm(noise, (x - 0.75) / near + 4, 3 / near, 5);
      const stones = hash2(Math.floor(column / 2), Math.floor(row / 2), 4) > 0.985 ? 0.75 : 1;
      const shade = smoothstep(0.05, 0.32, deep + 0.25 * noise(x * 2.2, 8) + (x - 0.75) * 0.12 - 0.06);
      const late = smoothstep(0.62, 0.95, deep + 0.1 * noise(x * 3, 2));
      const lit = clamp(shade - late * 0.9) * (0.85 + 0.5 * rut);
      setPixel(raster, column, row, scaleRgb(mixRgb(dark, light, clamp(lit)), stones * (1 + 0.25 * rut)));
    }
  }
};

/** Three people crossing the square in long robes, and their shadows. */
const paintPeople = (raster: Raster): void => {
  const px = raster.height;
  for (const [x, y, tall, robe] of [
    [0.985, 0.108, 0.088, "#e8d9bf"],
    [1.035, 0.1, 0.082, "#34506e"],
    [0.47, 0.118, 0.078, "#8c3f2c"],
  ] as const) {
    const at = (dx: number, dy: number): [number, number] => [(x + dx * tall) * px, (1 - y - dy * tall) * px];
    const [fx, fy] = at(0, 0.02);
    const stroke = (
      a: readonly [number, number],
      w0: number,
      b: readonly [number, number],
      w1: number,
      colour: Rgb,
      cover = 1,
    ): void =>
      paintStroke(
        raster,
        { x0: a[0], y0: a[1], w0: w0 * tall * px, x1: b[0], y1: b[1], w1: w1 * tall * px },
        colour,
        cover,
      );
    stroke([fx, fy], 0.2, at(1.9, -0.16), 0.1, tone("#3d2a33"), 0.6);
    const cloth = tone(robe);
    stroke(at(0, 0.08), 0.3, at(0, 0.68), 0.2, mixRgb(cloth, tone("#2b1d28"), 0.45));
    stroke(at(-0.05, 0.09), 0.14, at(-0.04, 0.7), 0.1, cloth);
    stroke(at(0, 0.74), 0.1, at(0, 0.8), 0.1, tone("#3a2219"));
    stroke(at(-0.01, 0.86), 0.14, at(0.01, 0.87), 0.13, tone("#2b1a15"));
    stroke(at(-0.03, 0.91), 0.13, at(0.03, 0.92), 0.12, mixRgb(cloth, tone("#efe2c8"), 0.6));
  }
};

const paintMosque = (raster: Raster): void => {
  const sky = palette([
    [0, "#28335f"],
    [0.25, "#4d4f80"],
    [0.45, "#96728c"],
    [0.62, "#d99a83"],
    [0.8, "#f5c58b"],
  ]);
  const noise = createNoise(431);
  fill(raster, (u, v) => sky(v + 0.14 * (0.4 - u) + 0.015 * fbm(noise, u * 2, v * 8, 3)));
  paintClouds(raster, {
    noise: createNoise(433),
    top: -0.1,
    bottom: 0.6,
    cover: 0.36,
    size: 0.34,
    flat: 5,
    light: tone("#ffc19a"),
    shade: tone("#7c6590"),
    from: -0.8,
  });
  paintGlow(raster, { u: -0.02, v: 0.72, radius: 0.2, colour: [1, 0.55, 0.25], strength: 0.5, fade: 1.8 });
  const foliage = {
    wood: tone("#5b3f3a"),
    shade: tone("#2d2f35"),
    light: tone("#8a7448"),
    glint: tone("#e0a264"),
    from: -1,
  };
  for (const [u, tall, seed] of [
    [0.045, 0.42, 6],
    [0.95, 0.5, 12],
    [0.985, 0.38, 17],
  ] as const) {
    paintPalm(
      raster,
      { x: u * raster.width, y: (1 - GROUND) * raster.height, tall: tall * raster.height, seed },
      foliage,
    );
  }
  paintFront(raster);
  paintBeams(raster);
  paintSquare(raster);
  paintPeople(raster);
};

export const adobePictures: readonly Picture[] = [
  { name: "mud-mosque", ...LANDSCAPE, oversample: 1.15, grain: 2.2, paint: paintMosque },
];
