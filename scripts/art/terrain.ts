/**
 * Ground seen by a camera: height functions scanned column by column, sun shadows swept over a grid, sand in low light.
 * World axes: x to the right, z away from the camera, heights upward, all in metres.
 */
import { clamp, createNoise, mix, type Raster, type Rgb, smoothstep } from "./raster.js";

export type Height = (x: number, z: number) => number;

/** An upright camera at height 0 (its lens shifted, not tilted, so that every column is a plane). */
export interface Camera {
  /** Focal length in picture widths. */
  readonly focal: number;
  /** Where the horizon lies, as a part of the height from the top. */
  readonly horizon: number;
  /** Where straight ahead lies, as a part of the width. */
  readonly axis: number;
  readonly nearM: number;
  readonly farM: number;
}

/** Depth in m of the ground in every pixel; 0 where the sky is seen. */
export type Depths = Float32Array;

/** Scans the ground front to back, one column of the picture at a time (a floating horizon). */
export const scanGround = (raster: Raster, camera: Camera, height: Height): Depths => {
  const focalPx = camera.focal * raster.width;
  const horizonPx = camera.horizon * raster.height;
  const depths: Depths = new Float32Array(raster.width * raster.height);
  // Steps follow the slope met last, so that the ground moves by about one pixel; hits between are interpolated.
  const shortest = 1.6 / focalPx;
  for (let column = 0; column < raster.width; column++) {
    const slant = (column + 0.5 - camera.axis * raster.width) / focalPx;
    let beforeZ = camera.nearM;
    let beforeY = horizonPx - (focalPx * height(slant * beforeZ, beforeZ)) / beforeZ;
    let edge = raster.height;
    let stride = shortest;
    for (let z = camera.nearM * (1 + stride); z < camera.farM && edge > 0; z *= 1 + stride) {
      const y = horizonPx - (focalPx * height(slant * z, z)) / z;
      if (y < edge) {
        for (let row = Math.min(raster.height - 1, Math.ceil(edge - 0.5) - 1); row >= 0 && row + 0.5 >= y; row--) {
          const t = clamp((beforeY - row - 0.5) / (beforeY - y));
          depths[row * raster.width + column] = mix(beforeZ, z, t);
        }
        edge = y;
      }
      stride = clamp((stride * 1.1) / (Math.abs(beforeY - y) + 0.01), shortest, shortest * 2);
      beforeY = y;
      beforeZ = z;
    }
  }
  return depths;
};

/** Heights on a regular grid. */
export interface Grid {
  readonly x0: number;
  readonly z0: number;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** Samples a height function on a grid; the box is `[x0, z0, x1, z1]` in m. */
export const sampleGrid = (box: readonly [number, number, number, number], cellM: number, height: Height): Grid => {
  const columns = Math.ceil((box[2] - box[0]) / cellM) + 1;
  const rows = Math.ceil((box[3] - box[1]) / cellM) + 1;
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = height(box[0] + column * cellM, box[1] + row * cellM);
    }
  }
  return { x0: box[0], z0: box[1], cellM, columns, rows, values };
};

/** Reads a grid between its points; outside, the nearest edge. */
export const readGrid = (grid: Grid, x: number, z: number): number => {
  const u = clamp((x - grid.x0) / grid.cellM, 0, grid.columns - 1.001);
  const v = clamp((z - grid.z0) / grid.cellM, 0, grid.rows - 1.001);
  const column = Math.floor(u);
  const row = Math.floor(v);
  const at = row * grid.columns + column;
  const { values, columns } = grid;
  const near = mix(values[at]!, values[at + 1]!, u - column);
  return mix(near, mix(values[at + columns]!, values[at + columns + 1]!, u - column), v - row);
};

/** Where the sun stands: a unit vector toward it. */
export interface Sun {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The sun at a bearing (degrees from straight ahead, clockwise) and an elevation (degrees). */
export const sunAt = (bearing: number, elevation: number): Sun => {
  const b = (bearing * Math.PI) / 180;
  const e = (elevation * Math.PI) / 180;
  return { x: Math.sin(b) * Math.cos(e), y: Math.sin(e), z: Math.cos(b) * Math.cos(e) };
};

/**
 * How much of the sun each grid point sees, 0 to 1. Sweeps away from the sun, carrying the height of the shadow's
 * upper edge; the half-shadow widens with the distance from what casts it (`softness`: radians, the real sun has 0.009).
 */
export const sweepShadows = (grid: Grid, sun: Sun, softness = 0.012): Grid => {
  const { columns, rows, values, cellM } = grid;
  const alongZ = Math.abs(sun.z) >= Math.abs(sun.x);
  const lines = alongZ ? rows : columns;
  const across = alongZ ? columns : rows;
  const main = alongZ ? sun.z : sun.x;
  const shift = (alongZ ? sun.x : sun.z) / Math.abs(main);
  const stepM = cellM * Math.hypot(1, shift);
  const drop = (stepM * sun.y) / Math.hypot(sun.x, sun.z);
  const at = (line: number, k: number): number => (alongZ ? line * columns + k : k * columns + line);
  const seen = new Float32Array(values.length).fill(1);
  let edge = new Float32Array(across).fill(-1e6);
  let reach = new Float32Array(across);
  let nextEdge = new Float32Array(across);
  let nextReach = new Float32Array(across);
  for (let i = 0; i < lines; i++) {
    const line = main > 0 ? lines - 1 - i : i;
    for (let k = 0; k < across; k++) {
      const from = clamp(k + shift, 0, across - 1.001);
      const low = Math.floor(from);
      const t = from - low;
      const shade = mix(edge[low]!, edge[low + 1]!, t) - drop;
      const distance = mix(reach[low]!, reach[low + 1]!, t) + stepM;
      const here = values[at(line, k)]!;
      const half = Math.max(cellM * 0.06, distance * softness);
      // A little slack, or the coarseness of the grid would shade the lit side of sharp crests.
      if (i > 0) seen[at(line, k)] = 1 - smoothstep(0, half, shade - here - cellM * 0.3);
      nextEdge[k] = Math.max(here, shade);
      nextReach[k] = here >= shade ? 0 : distance;
    }
    [edge, nextEdge] = [nextEdge, edge];
    [reach, nextReach] = [nextReach, reach];
  }
  return { ...grid, values: seen };
};

/** The larger of two, rounded off where they are within about `k` of each other. */
export const smoothMax = (a: number, b: number, k: number): number => {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.max(a, b) + h * h * k * 0.25;
};

/** A place in a train of waves: phase in turns, strength 0 to 1 (0 where a crest branches). */
export interface Wave {
  phase: number;
  strength: number;
}

/**
 * A train of waves whose crests branch and end as real dunes and ripples do: a carrier (in turns) turned by a slowly
 * wandering complex amplitude, read at (u, v) in units of its wandering. The one Wave returned is used again each time.
 */
export const createWaves = (seed: number): ((carrier: number, u: number, v: number) => Wave) => {
  const a = createNoise(seed);
  const b = createNoise(seed + 1);
  const wave: Wave = { phase: 0, strength: 1 };
  return (carrier, u, v) => {
    const re = a(u, v) + 0.18;
    const im = b(u + 31.7, v - 12.9);
    wave.phase = carrier + Math.atan2(im, re) / (Math.PI * 2);
    wave.strength = clamp(Math.hypot(re, im) * 3.2);
    return wave;
  };
};

/** A dune's profile over one turn: a long windward rise (part `brink` of the turn), a sharp crest, a straight slip face. */
export const duneProfile = (phase: number, brink: number): number => {
  const t = phase - Math.floor(phase);
  if (t < brink) {
    const s = t / brink;
    return s * s * (1.55 - 0.55 * s);
  }
  const s = (1 - t) / (1 - brink);
  return s < 0.22 ? (s * s) / 0.44 / 0.89 : (s - 0.11) / 0.89;
};

/** What lights the sand. Colours are light per unit of the surface turned fully toward it. */
export interface SandLight {
  readonly sun: Sun;
  readonly sunColour: Rgb;
  /** Light from overhead, from the bright side of the sky, and thrown back by the ground. */
  readonly zenith: Rgb;
  readonly glow: Rgb;
  readonly bounce: Rgb;
}

/** Light on a surface of the given slope (dh/dx, dh/dz), before its own colour. */
export const lightSand = (light: SandLight, slopeX: number, slopeZ: number, seen: number): Rgb => {
  const k = 1 / Math.hypot(slopeX, slopeZ, 1);
  const { sun } = light;
  const toSun = (sun.y - slopeX * sun.x - slopeZ * sun.z) * k;
  // Sand scatters light inside itself: the edge between light and shade is never quite a step.
  const direct = (toSun > 0 ? toSun ** 0.85 : 0) * seen;
  const side = 0.5 + (0.5 * (-slopeX * sun.x - slopeZ * sun.z) * k) / Math.hypot(sun.x, sun.z);
  const up = 0.5 + 0.5 * k;
  const down = 1 - k;
  const channel = (c: 0 | 1 | 2): number =>
    light.sunColour[c] * direct + light.zenith[c] * up * up + light.glow[c] * side + light.bounce[c] * down;
  return [channel(0), channel(1), channel(2)];
};
