/** Walls and floors of cut glazed tiles. */
import { photograph, type Shot } from "./camera.js";
import {
  chance,
  clamp,
  colour,
  type Frame,
  fbm,
  heightFor,
  type Lamp,
  light,
  mix,
  noise,
  type Relief,
  type Rgb,
  ramp,
} from "./relief.js";
import type { Picture } from "./studio.js";
import {
  area,
  centre,
  chords,
  corners,
  decagonFloor,
  depthIn,
  faces,
  hankin,
  octagonFloor,
  type Polygon,
  regular,
  type Segment,
} from "./tiling.js";
import type { Point } from "./vector.js";

export const GLAZE = {
  white: colour("#e9dfc8"),
  teal: colour("#0f5f5c"),
  green: colour("#2f6b45"),
  indigo: colour("#1d3675"),
  honey: colour("#c88420"),
  black: colour("#1d1a1b"),
  madder: colour("#8a2f22"),
  sky: colour("#4f8fa6"),
} as const;
const BODY = colour("#b98a63");
const GROUT = colour("#8f7c63");

export interface Tile {
  readonly shape: Polygon;
  readonly glaze: Rgb;
}

/** Sizes in px of the surface on which the tiles lie. */
export interface Laying {
  readonly grout: number;
  readonly bevel: number;
  /** 0 (factory-sharp) to 1 (old and knocked about). */
  readonly wear: number;
  readonly seed: number;
  /** How much the glaze ripples: 1 is lively. */
  readonly ripple?: number;
  /** Colour of the bed between the tiles, if it is not mortar. */
  readonly bed?: Rgb;
}

/** One tile's own lean, tone and thickness: no two hand-cut tiles mirror the window alike. */
const character = (seed: number, i: number) => ({
  leanX: (chance(i, 1, seed) - 0.5) * 0.17,
  leanY: (chance(i, 2, seed) - 0.5) * 0.17,
  rise: (chance(i, 3, seed) - 0.5) * 3,
  tone: 0.82 + 0.36 * chance(i, 4, seed),
  warmth: (chance(i, 5, seed) - 0.5) * 0.16,
});

/** Sets tiles into a surface: glaze with pools and crackle, bevelled edges, chips down to the clay. */
export function setTiles(relief: Relief, tiles: readonly Tile[], laying: Laying): void {
  const { width, height, z, albedo, gloss } = relief;
  const { grout, bevel, wear, seed } = laying;
  const bed = laying.bed ?? GROUT;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const rough = fbm(x / 9, y / 9, 2, seed + 90);
      const soot = 0.85 + 0.3 * fbm(x / 160, y / 160, 3, seed + 91);
      z[i] = -bevel * 0.5 + rough * 1.2;
      gloss[i] = 0;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (bed[c] as number) * soot * (1 + 0.25 * rough);
    }
  }
  tiles.forEach((tile, index) => {
    const own = character(seed, index);
    const [cx, cy] = centre(tile.shape);
    const xs = tile.shape.map((p) => p[0]);
    const ys = tile.shape.map((p) => p[1]);
    const left = Math.max(0, Math.floor(Math.min(...xs)));
    const right = Math.min(width - 1, Math.ceil(Math.max(...xs)));
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const foot = Math.min(height - 1, Math.ceil(Math.max(...ys)));
    for (let y = top; y <= foot; y++) {
      for (let x = left; x <= right; x++) {
        // Edges nibbled by the hammer wander a little.
        const wander = noise(x / (bevel * 3), y / (bevel * 3), seed + 7) * bevel * 0.22;
        const d = depthIn(tile.shape, x, y) - grout + wander;
        if (d < -0.5) continue;
        const i = y * width + x;
        const cover = clamp(d + 0.5);
        const chipAt =
          noise(x / (bevel * 1.7), y / (bevel * 1.7), seed + 3) +
          0.6 * noise(x / (bevel * 0.6), y / (bevel * 0.6), seed + 4);
        const chip = ramp(0, bevel * 0.25, bevel * wear * (chipAt - 0.42) * 2.6 - d);
        const edge = clamp(d / bevel);
        const shoulder = Math.sqrt(1 - (1 - edge) ** 2) * bevel;
        const pool =
          (laying.ripple ?? 1) * (fbm(x / 70, y / 70, 2, seed + index) * 3.4 + noise(x / 22, y / 22, seed + 5) * 0.55);
        const pit = ramp(
          0.42,
          0.6,
          noise(x / 5, y / 5, seed + 6) * ramp(-0.2, 0.4, noise(x / 60, y / 60, seed + 8)) + 0.1,
        );
        const surface = shoulder + own.rise + pool + own.leanX * (x - cx) + own.leanY * (y - cy) - pit * 1.2;
        const clay = shoulder * 0.55 + rise(x, y, seed);
        z[i] = mix(z[i] as number, mix(surface, clay, chip), cover);
        const thin = (1 - edge) ** 2;
        const mottle = 1 + 0.2 * fbm(x / 34, y / 34, 3, seed + index) - 0.25 * pit;
        gloss[i] = cover * (1 - chip) * (1 - 0.7 * pit);
        for (let c = 0; c < 3; c++) {
          const k = i * 3 + c;
          const warm = c === 0 ? 1 + own.warmth : c === 2 ? 1 - own.warmth : 1;
          const glazed = mix((tile.glaze[c] as number) * own.tone * mottle * warm, BODY[c] as number, 0.16 * thin);
          const bare = (BODY[c] as number) * (0.8 + 0.3 * noise(x / 4, y / 4, seed + 9));
          albedo[k] = mix(albedo[k] as number, mix(glazed, bare, chip), cover);
        }
      }
    }
  });
}

const rise = (x: number, y: number, seed: number): number => fbm(x / 6, y / 6, 2, seed + 12) * 1.6;

export const blank = (width: number, height: number): Relief => ({
  width,
  height,
  z: new Float32Array(width * height),
  albedo: new Float32Array(width * height * 3),
  gloss: new Float32Array(width * height),
});

const DAYLIGHT: Lamp = { from: 315, elevation: 38, reach: 26, soft: 0.4, hollows: [5, 14], falloff: 0.34, shine: 1.7 };

interface Wall {
  readonly lines: readonly Segment[];
  readonly dress: (tile: Polygon) => Rgb;
  readonly laying: Omit<Laying, "grout" | "bevel">;
  readonly grout: number;
  readonly bevel: number;
  readonly shot: Omit<Shot, "width" | "height">;
  /** Width of the surface as a share of the picture's. */
  readonly margin: number;
}

function wall(width: number, plan: (surfaceWidth: number, surfaceHeight: number, unit: number) => Wall): Frame {
  const unit = width / 2600;
  const margin = plan(1000, 1000, 1).margin;
  const surface = blank(Math.round(width * margin), Math.round(heightFor(width) * margin));
  const { lines, dress, laying, grout, bevel, shot } = plan(surface.width, surface.height, unit);
  const tiles = faces(lines).map((shape): Tile => ({ shape, glaze: dress(shape) }));
  setTiles(surface, tiles, { ...laying, grout: grout * unit, bevel: bevel * unit });
  for (let i = 0; i < surface.z.length; i++) surface.z[i] = (surface.z[i] as number) * unit;
  return photograph(light(surface, { ...DAYLIGHT, reach: 26 * unit, hollows: [5 * unit, 14 * unit] }), {
    width,
    height: heightFor(width),
    ...shot,
  });
}

const nearest = (points: readonly Point[], [x, y]: Point): { index: number; away: number } => {
  let [index, away] = [0, Number.POSITIVE_INFINITY];
  points.forEach(([px, py], i) => {
    const d = Math.hypot(px - x, py - y);
    if (d < away) [index, away] = [i, d];
  });
  return { index, away };
};

/** Eight-fold stars and kites over the whole wall. */
const eightfold = (width: number): Frame =>
  wall(width, (w, h, unit) => {
    const side = 172 * unit;
    const { octagons, squares } = octagonFloor(w, h, side);
    const inner = (side / 2 / Math.tan(Math.PI / 8)) * Math.cos((3 * Math.PI) / 8);
    const eyes = octagons.map((o) => regular(8, centre(o), inner / Math.cos(Math.PI / 8), 0));
    const lines = [
      ...octagons.flatMap((o) => chords(o, 3)),
      ...squares.flatMap((s) => hankin(s, (3 * Math.PI) / 8)),
      ...eyes.flatMap((e) => chords(e, 3)),
    ];
    const middles = octagons.map(centre);
    const pitch = side * (1 + Math.SQRT2);
    const dress = (tile: Polygon): Rgb => {
      const at = centre(tile);
      const { index, away } = nearest(middles, at);
      const size = area(tile) / side ** 2;
      const odd =
        (Math.round((middles[index] as Point)[0] / pitch) + Math.round((middles[index] as Point)[1] / pitch)) % 2 !== 0;
      if (away < side * 0.12) return odd ? GLAZE.honey : GLAZE.white;
      if (away < side * 0.34) return odd ? GLAZE.white : GLAZE.indigo;
      if (away < side * 0.56) return odd ? GLAZE.madder : GLAZE.honey;
      if (tile.length === 4) return odd ? GLAZE.teal : GLAZE.indigo;
      if (tile.length === 8) return GLAZE.black;
      return size > 0.5 ? GLAZE.white : GLAZE.honey;
    };
    return {
      lines,
      dress,
      laying: { wear: 0.45, seed: 11, ripple: 0.58 },
      grout: 2.6,
      bevel: 7,
      margin: 1.06,
      shot: { yaw: 7, pitch: 2, part: 0.94, away: 1.8 },
    };
  });

/** Eight-pointed stars and crosses, close to the eye. */
const khatam = (width: number): Frame =>
  wall(width, (w, h, unit) => {
    const r = 330 * unit;
    const star = (c: Point, size: number): Polygon =>
      Array.from({ length: 16 }, (_, i): Point => {
        const a = (i * Math.PI) / 8;
        const reach = i % 2 === 0 ? size : (size * Math.cos(Math.PI / 4)) / Math.cos(Math.PI / 8);
        return [c[0] + reach * Math.cos(a), c[1] + reach * Math.sin(a)];
      });
    const edges = (p: Polygon): Segment[] => p.map((a, i): Segment => [a, p[(i + 1) % p.length] as Point]);
    const middles: Point[] = [];
    const lines: Segment[] = [];
    for (let j = -1; j * 2 * r < h + 2 * r; j++) {
      for (let i = -1; i * 2 * r < w + 2 * r; i++) {
        const c: Point = [i * 2 * r + r * 0.62, j * 2 * r + r * 0.5];
        middles.push(c);
        const [outer, eye] = [star(c, r), star(c, r * 0.54)];
        lines.push(...edges(outer), ...edges(eye));
        for (let k = 1; k < 16; k += 2) lines.push([eye[k] as Point, outer[k] as Point]);
        const gap: Point = [c[0] + r, c[1] + r];
        lines.push(...edges(regular(4, gap, r * 0.36, 0)));
      }
    }
    const columns = Math.round(Math.max(...middles.map((m) => m[0])) / (2 * r)) + 2;
    const dress = (tile: Polygon): Rgb => {
      const { index, away } = nearest(middles, centre(tile));
      const odd = (Math.floor(index / columns) + index) % 2 === 1;
      if (away < r * 0.1) return odd ? GLAZE.honey : GLAZE.indigo;
      if (away < r * 0.85) return odd ? GLAZE.indigo : GLAZE.teal;
      return area(tile) > r * r * 0.3 && tile.length <= 4
        ? GLAZE.madder
        : tile.length === 4
          ? GLAZE.honey
          : GLAZE.white;
    };
    return {
      lines,
      dress,
      laying: { wear: 0.95, seed: 23, ripple: 0.5 },
      grout: 4.4,
      bevel: 12,
      margin: 1.3,
      shot: { pitch: 31, yaw: -11, roll: 9, part: 0.56, away: 1.6, aperture: 3.2, focus: 0.4 },
    };
  });

/** Ten-fold stars by polygons in contact: decagons and bow-ties, lines at 54°. */
const tenfold = (width: number): Frame =>
  wall(width, (w, h, unit) => {
    const side = 196 * unit;
    const { decagons, bowties } = decagonFloor(w, h, side);
    const apothem = side / (2 * Math.tan(Math.PI / 10));
    const inner = apothem * Math.cos((3 * Math.PI) / 10);
    const eyes = decagons.map((d) => regular(10, centre(d), inner / Math.cos(Math.PI / 10), 0));
    const lines = [
      ...decagons.flatMap((d) => chords(d, 3)),
      ...eyes.flatMap((e) => chords(e, 4)),
      ...bowties.flatMap((b) => hankin(b, (54 * Math.PI) / 180)),
    ];
    const middles = decagons.map(centre);
    const dress = (tile: Polygon): Rgb => {
      const { index, away } = nearest(middles, centre(tile));
      const size = area(tile) / side ** 2;
      const near = away / apothem;
      const kind = index % 2;
      if (near < 0.1) return GLAZE.honey;
      if (near < 0.24) return kind ? GLAZE.madder : GLAZE.teal;
      if (near < 0.4) return GLAZE.white;
      if (near < 0.52) return GLAZE.honey;
      if (near < 0.6) return GLAZE.white;
      if (near < 0.83) return size < 0.15 ? GLAZE.honey : GLAZE.indigo;
      const sides = corners(tile);
      return sides <= 4 ? GLAZE.madder : sides === 5 ? GLAZE.teal : size > 0.2 ? GLAZE.white : GLAZE.honey;
    };
    return {
      lines,
      dress,
      laying: { wear: 0.4, seed: 31, ripple: 0.5 },
      grout: 2.6,
      bevel: 7,
      margin: 1.12,
      shot: { pitch: -9, yaw: 5, roll: -3, part: 0.88, away: 1.6 },
    };
  });

const pictures: Record<string, Picture> = {
  "zellige-wall": { render: eightfold },
  "zellige-khatam": { render: khatam },
  "zellige-ten": { render: tenfold },
};
export default pictures;
