/** Pictures with the tones, edges and grain of a photograph, so that they compress and resample like one. */
import sharp from "sharp";
import { between, type Random, seeded } from "./random.js";

/** Octaves of noise: cells across the picture and their share of the tone. */
const OCTAVES = [
  { cells: 4, share: 0.46 },
  { cells: 22, share: 0.26 },
  { cells: 130, share: 0.17 },
  { cells: 760, share: 0.11 },
] as const;
/** Grain of a sensor at middle sensitivity, in steps of 255 either way. */
const GRAIN = 9;
const JPEG_QUALITY = 86;
const TONES = 256;

type Colour = readonly [number, number, number];

const noise = (random: Random, cells: number, { width, height }: SizePx): Promise<Buffer> => {
  const rows = Math.max(2, Math.round((cells * height) / width));
  const raster = Uint8Array.from({ length: cells * rows }, () => between(random, 0, TONES - 1));
  return sharp(raster, { raw: { width: cells, height: rows, channels: 1 } })
    .resize(width, height, { kernel: "cubic", fit: "fill" })
    .extractChannel(0)
    .raw()
    .toBuffer();
};

/** Shadow, ground, light, sky: what the tones of one picture are drawn in. */
const palette = (random: Random): readonly Colour[] => {
  const turn = random() * Math.PI * 2;
  const colour = (light: number, strength: number): Colour => [
    light + strength * Math.cos(turn),
    light + strength * Math.cos(turn + 2.1) * 0.6,
    light + strength * Math.cos(turn + 4.2),
  ];
  return [colour(22, 14), colour(96, 52), colour(172, 46), colour(236, 16)];
};

/** The palette as a table from tone to the three channels. */
const ramp = (colours: readonly Colour[]): Uint8ClampedArray => {
  const table = new Uint8ClampedArray(TONES * 3);
  for (let tone = 0; tone < TONES; tone++) {
    const at = (tone / (TONES - 1)) * (colours.length - 1);
    const lower = Math.min(Math.floor(at), colours.length - 2);
    for (let channel = 0; channel < 3; channel++)
      table[tone * 3 + channel] =
        colours[lower]![channel]! * (1 - at + lower) + colours[lower + 1]![channel]! * (at - lower);
  }
  return table;
};

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

/** The tones of a picture, 0–255, at half its size: noise of several sizes, and a horizon with a sky above it. */
const drawTones = async (random: Random, { width, height }: SizePx): Promise<Uint8Array> => {
  const layers = await Promise.all(
    OCTAVES.map(({ cells }) => noise(random, Math.min(cells, width), { width, height })),
  );
  const horizon = Math.floor(height * (0.25 + random() * 0.3));
  const tones = new Uint8ClampedArray(width * height);
  const add = (layer: Uint8Array, share: number, skyShare: number): void => {
    for (let at = 0; at < horizon * width; at++) tones[at]! += layer[at]! * skyShare;
    for (let at = horizon * width; at < tones.length; at++) tones[at]! += layer[at]! * share;
  };
  // The sky is lighter and smoother than the land: a hard edge, as landscapes have.
  for (let y = 0; y < horizon; y++) tones.fill(70 - (50 * y) / horizon, y * width, (y + 1) * width);
  layers.forEach((layer, index) => {
    const { share } = OCTAVES[index]!;
    add(layer, share, index > 1 ? share / 4 : share);
  });
  return new Uint8Array(tones.buffer);
};

/** One photograph as JPEG. The same seed and size give the same picture. */
export const makePhotograph = async (seed: number, { width, height }: SizePx): Promise<Buffer> => {
  const random = seeded(seed);
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const tones = await sharp(await drawTones(random, half), { raw: { ...half, channels: 1 } })
    .resize(width, height, { kernel: "cubic", fit: "fill" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const table = ramp(palette(random));
  const pixels = new Uint8Array(width * height * 3);
  let grain = between(random, 1, 2 ** 30);
  for (let at = 0; at < tones.length; at++) {
    grain = (Math.imul(grain, 1664525) + 1013904223) | 0;
    const tone = tones[at]! + ((grain >>> 24) % (2 * GRAIN + 1)) - GRAIN;
    const colour = (tone < 0 ? 0 : Math.min(tone, TONES - 1)) * 3;
    pixels[at * 3] = table[colour]!;
    pixels[at * 3 + 1] = table[colour + 1]!;
    pixels[at * 3 + 2] = table[colour + 2]!;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
};
