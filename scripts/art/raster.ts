/**
 * A small darkroom: seeded noise, palettes, a floating-point picture and its development into a JPEG.
 * Everything follows from the seeds given, so that a picture has the same bytes on every run.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import sharp from "sharp";

/** Red, green, blue; scene-linear unless a name says otherwise, 1 being a well-lit white. */
export type Rgb = readonly [number, number, number];

/** A picture in scene-linear light, rows from the top, three floats a pixel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
}

/** A picture that can be painted at any size: painters measure in fractions of the raster. */
export interface Picture {
  /** File name without extension. */
  readonly name: string;
  /** Finished size in px. */
  readonly width: number;
  readonly height: number;
  /** How many times larger than the finished size, along each side, the picture is painted. */
  readonly oversample: number;
  /** Strength of the film grain, in 8-bit steps (standard deviation). */
  readonly grain: number;
  readonly paint: (raster: Raster) => void;
}

/** The usual size of a landscape picture in px. */
export const LANDSCAPE = { width: 2600, height: 1733 } as const;

export const createRaster = (width: number, height: number): Raster => ({
  width,
  height,
  rgb: new Float32Array(width * height * 3),
});

export const clamp = (v: number, low = 0, high = 1): number => Math.max(low, Math.min(v, high));
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
export const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
export const scaleRgb = (a: Rgb, k: number): Rgb => [a[0] * k, a[1] * k, a[2] * k];

/** 0 before `from`, 1 after `to`, smooth between; `from` may be the larger. */
export const smoothstep = (from: number, to: number, v: number): number => {
  const t = clamp((v - from) / (to - from));
  return t * t * (3 - 2 * t);
};

/** A stream of numbers in [0, 1) from a seed (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** A number in [0, 1) for a whole-number place. */
export const hash2 = (x: number, y: number, seed = 0): number => {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(seed + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
};

export type Noise = (x: number, y: number) => number;

/** Gradient noise of wavelength about 1, in about [-1, 1]; repeats every 256 units. */
export const createNoise = (seed: number): Noise => {
  const random = createRandom(seed);
  const order = new Uint8Array(512);
  const gx = new Float64Array(256);
  const gy = new Float64Array(256);
  for (let i = 0; i < 256; i++) {
    order[i] = i;
    const angle = random() * Math.PI * 2;
    gx[i] = Math.cos(angle) * 1.5;
    gy[i] = Math.sin(angle) * 1.5;
  }
  for (let i = 255; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  order.copyWithin(256, 0, 256);
  return (x, y) => {
    const fx = Math.floor(x);
    const fy = Math.floor(y);
    const u = x - fx;
    const v = y - fy;
    const ix = fx & 255;
    const iy = fy & 255;
    const left = order[ix]!;
    const right = order[ix + 1]!;
    const a = order[left + iy]!;
    const b = order[right + iy]!;
    const c = order[left + iy + 1]!;
    const d = order[right + iy + 1]!;
    const su = u * u * u * (u * (u * 6 - 15) + 10);
    const sv = v * v * v * (v * (v * 6 - 15) + 10);
    const na = gx[a]! * u + gy[a]! * v;
    const nb = gx[b]! * (u - 1) + gy[b]! * v;
    const nc = gx[c]! * u + gy[c]! * (v - 1);
    const nd = gx[d]! * (u - 1) + gy[d]! * (v - 1);
    const top = na + (nb - na) * su;
    return top + (nc + (nd - nc) * su - top) * sv;
  };
};

/** Several octaves of a noise, each half as strong and twice as fine; in about [-1, 1]. */
export const fbm = (noise: Noise, x: number, y: number, octaves: number, gain = 0.5): number => {
  let sum = 0;
  let strength = 1;
  let total = 0;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += strength * noise(x * scale + i * 17.3, y * scale - i * 9.1);
    total += strength;
    strength *= gain;
    scale *= 2.03;
  }
  return sum / total;
};

const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toDisplay = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** Film response: scene light to print light, a toe and a long shoulder (K. Narkowicz's fit of the ACES curve). */
const expose = (v: number): number => clamp((v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14));

/** Scene light that `expose` turns into a given print light below 1. */
const unexpose = (print: number): number => {
  const y = Math.min(print, 0.995);
  const a = 2.51 - 2.43 * y;
  const b = 0.03 - 0.59 * y;
  return (-b + Math.sqrt(b * b + 4 * a * 0.14 * y)) / (2 * a);
};

const tones = new Map<string, Rgb>();

/** The scene light that prints as a given `#rrggbb`; remembered, since painters ask at every pixel. */
export const tone = (hex: string): Rgb => {
  const known = tones.get(hex);
  if (known) return known;
  const channel = (at: number): number => unexpose(toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const fresh: Rgb = [channel(1), channel(3), channel(5)];
  tones.set(hex, fresh);
  return fresh;
};

/** A smooth curve through knots `[at, value]` (cubic, tangents from the neighbours); constant beyond its ends. */
export const curve = (knots: readonly (readonly [number, number])[]): ((at: number) => number) => {
  const last = knots.length - 1;
  const tangent = (i: number): number => {
    const a = knots[Math.max(0, i - 1)]!;
    const b = knots[Math.min(last, i + 1)]!;
    return (b[1] - a[1]) / (b[0] - a[0]);
  };
  return (at) => {
    if (at <= knots[0]![0]) return knots[0]![1];
    if (at >= knots[last]![0]) return knots[last]![1];
    let i = 0;
    while (knots[i + 1]![0] < at) i++;
    const [from, a] = knots[i]!;
    const [to, b] = knots[i + 1]!;
    const span = to - from;
    const t = (at - from) / span;
    const t2 = t * t;
    const t3 = t2 * t;
    const bend = tangent(i) * (t3 - 2 * t2 + t) + tangent(i + 1) * (t3 - t2);
    return a * (2 * t3 - 3 * t2 + 1) + b * (3 * t2 - 2 * t3) + span * bend;
  };
};

/** A smooth palette through stops `[place, "#rrggbb"]`, places ascending; blends as printed colours do. */
export const palette = (stops: readonly (readonly [number, string])[]): ((at: number) => Rgb) => {
  const size = 1024;
  const first = stops[0]![0];
  const last = stops[stops.length - 1]![0];
  const channels = [1, 3, 5].map((c) =>
    curve(stops.map(([at, hex]) => [at, Number.parseInt(hex.slice(c, c + 2), 16) / 255])),
  );
  const table = Array.from({ length: size + 1 }, (_, i): Rgb => {
    const at = mix(first, last, i / size);
    const light = channels.map((channel) => unexpose(toLinear(clamp(channel(at)))));
    return [light[0]!, light[1]!, light[2]!];
  });
  // Between two entries of the table the colour is blended, or a wide sky would show the table's steps.
  return (at) => {
    const place = clamp((at - first) / (last - first)) * size;
    const low = Math.min(size - 1, Math.floor(place));
    return mixRgb(table[low]!, table[low + 1]!, place - low);
  };
};

/** Sets one pixel. */
export const setPixel = (raster: Raster, x: number, y: number, colour: Rgb): void => {
  const at = (y * raster.width + x) * 3;
  raster.rgb[at] = colour[0];
  raster.rgb[at + 1] = colour[1];
  raster.rgb[at + 2] = colour[2];
};

/** Lays a colour over one pixel; pixels outside the raster are ignored. */
export const blendPixel = (raster: Raster, x: number, y: number, colour: Rgb, cover: number): void => {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return;
  const { rgb } = raster;
  const at = (y * raster.width + x) * 3;
  rgb[at] = mix(rgb[at]!, colour[0], cover);
  rgb[at + 1] = mix(rgb[at + 1]!, colour[1], cover);
  rgb[at + 2] = mix(rgb[at + 2]!, colour[2], cover);
};

/** Adds light to one pixel; pixels outside the raster are ignored. */
export const addLight = (raster: Raster, x: number, y: number, colour: Rgb, strength: number): void => {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return;
  const { rgb } = raster;
  const at = (y * raster.width + x) * 3;
  rgb[at] = rgb[at]! + colour[0] * strength;
  rgb[at + 1] = rgb[at + 1]! + colour[1] * strength;
  rgb[at + 2] = rgb[at + 2]! + colour[2] * strength;
};

/** Fills every pixel from its place; `u` and `v` run from 0 to 1 from the top-left. */
export const fill = (raster: Raster, colourAt: (u: number, v: number) => Rgb): void => {
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      setPixel(raster, x, y, colourAt((x + 0.5) / raster.width, (y + 0.5) / raster.height));
    }
  }
};

/** Scene light to 8-bit sRGB, with half a step of noise so that smooth skies do not band. */
const develop = (raster: Raster): Uint8Array => {
  const size = 4096;
  const range = 8;
  const curve = new Float32Array(size + 1);
  for (let i = 0; i <= size; i++) curve[i] = 255 * toDisplay(expose(range * (i / size) ** 2));
  const random = createRandom(7);
  const out = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < out.length; i++) {
    const at = Math.sqrt(clamp(raster.rgb[i]! / range)) * size;
    const low = Math.min(size - 1, Math.floor(at));
    out[i] = clamp(Math.floor(mix(curve[low]!, curve[low + 1]!, at - low) + random()), 0, 255);
  }
  return out;
};

/** Film grain: strongest in the middle tones, a little clumped, nearly without colour. */
const addGrain = (bytes: Uint8Array, width: number, strength: number): void => {
  const random = createRandom(11);
  const pixels = bytes.length / 3;
  const previous = new Float32Array(width);
  let left = 0;
  for (let i = 0; i < pixels; i++) {
    const column = i % width;
    const fresh = (random() + random() + random() - 1.5) * 2;
    const clump = fresh * 0.8 + left * 0.35 + previous[column]! * 0.35;
    left = fresh;
    previous[column] = fresh;
    const light = bytes[i * 3 + 1]! / 255;
    const grain = clump * strength * (0.45 + 2.2 * light * (1 - light));
    for (let c = 0; c < 3; c++) bytes[i * 3 + c] = clamp(Math.round(bytes[i * 3 + c]! + grain), 0, 255);
  }
};

export interface SaveOptions {
  readonly folder: string;
  /** Part of the finished size, for quick looks; 1 for print. */
  readonly size: number;
  /** The most bytes the file may have; quality yields from 86 to 70 before that. */
  readonly maxBytes: number;
}

/** Paints a picture, develops it and writes `<folder>/<name>.jpg`; returns the path and the bytes written. */
export const savePicture = async (picture: Picture, options: SaveOptions): Promise<{ path: string; bytes: number }> => {
  const width = Math.round(picture.width * options.size);
  const height = Math.round(picture.height * options.size);
  const raster = createRaster(Math.round(width * picture.oversample), Math.round(height * picture.oversample));
  picture.paint(raster);
  const raw = { width: raster.width, height: raster.height, channels: 3 } as const;
  const pixels = await sharp(develop(raster), { raw })
    .resize(width, height, { kernel: "lanczos3", fit: "fill" })
    .raw()
    .toBuffer();
  addGrain(pixels, width, picture.grain);
  const path = `${options.folder}/${picture.name}.jpg`;
  let jpeg = Buffer.alloc(0);
  for (let quality = 86; quality >= 70; quality -= 2) {
    jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (jpeg.length <= options.maxBytes) break;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, jpeg);
  return { path, bytes: jpeg.length };
};
