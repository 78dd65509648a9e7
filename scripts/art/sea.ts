/** The open sea by day and by night: waves that mirror the sky, capes, and what the shore throws on the water. */
import {
  clamp,
  createNoise,
  fbm,
  mixRgb,
  type Noise,
  type Raster,
  type Rgb,
  scaleRgb,
  setPixel,
  smoothstep,
  tone,
} from "./raster.js";

/** A sea seen from a height: its far edge, what its waves mirror, and its own colour. */
export interface Sea {
  /** The horizon, a part of the height. */
  readonly horizon: number;
  /** Height of the eye and length of the chief waves, in m; focal length in picture widths. */
  readonly eyeM: number;
  readonly waveM: number;
  readonly focal: number;
  /** How steep the waves are (a tangent). */
  readonly rough: number;
  /** Colour of the sky at an elevation (0 horizon, 1 overhead) and a part of the width. */
  readonly sky: (elevation: number, u: number) => Rgb;
  readonly deep: Rgb;
  /** The light on the water: where it stands (parts of the width and height), its colour and strength. */
  readonly lamp: { u: number; elevation: number; colour: Rgb; strength: number };
}

/** Slope of the waves toward and across the view at a place, those finer than a pixel left out. */
const createSwell = (noise: Noise, waveM: number): ((x: number, z: number, footM: number) => [number, number]) => {
  const octaves = [
    { length: waveM, strength: 0.5, turn: 0.2 },
    { length: waveM * 0.43, strength: 0.6, turn: -0.5 },
    { length: waveM * 0.17, strength: 0.7, turn: 0.7 },
    { length: waveM * 0.07, strength: 0.7, turn: -0.2 },
    { length: waveM * 0.028, strength: 0.6, turn: 0.4 },
  ];
  return (x, z, footM) => {
    let across = 0;
    let toward = 0;
    for (const { length, strength, turn } of octaves) {
      const keep = smoothstep(0.9, 0.25, footM / length);
      if (keep <= 0) continue;
      const u = (x * Math.cos(turn) + z * Math.sin(turn)) / length / 2.4;
      const v = (z * Math.cos(turn) - x * Math.sin(turn)) / length;
      across += keep * strength * 0.5 * noise(u + 31, v + 7);
      toward += keep * strength * noise(u, v);
    }
    return [across, toward];
  };
};

/** Paints the sea below the horizon: the sky mirrored in every wave, and the lamp's path. */
export const paintSea = (raster: Raster, sea: Sea, seed: number): void => {
  const swell = createSwell(createNoise(seed), sea.waveM);
  const gust = createNoise(seed + 1);
  const focalPx = sea.focal * raster.width;
  const edge = sea.horizon * raster.height;
  for (let row = Math.floor(edge); row < raster.height; row++) {
    const drop = Math.max(0.35, row + 0.5 - edge);
    const z = (sea.eyeM * focalPx) / drop;
    const footM = (z * z) / (sea.eyeM * focalPx);
    const grazing = drop / focalPx;
    for (let column = 0; column < raster.width; column++) {
      const u = (column + 0.5) / raster.width;
      const x = ((u - 0.5) * raster.width * z) / focalPx;
      const calm = 0.7 + 0.45 * gust(x * 0.004, z * 0.0022);
      const [across, toward] = swell(x, z, Math.min(footM, (z / focalPx) * 9));
      const slopeZ = toward * sea.rough * calm;
      const slopeX = across * sea.rough * calm;
      const rise = Math.abs(grazing + 2 * slopeZ) + sea.rough * 0.22;
      const facing = clamp(grazing + slopeZ + sea.rough * 0.2, 0.01, 1);
      const mirror = 0.04 + 0.96 * (1 - facing) ** 4.2;
      const sky = sea.sky(clamp(rise * 1.3), clamp(u + slopeX * 0.6));
      const aside = (u - sea.lamp.u) / (0.028 + sea.rough * 0.62 * (0.35 + 0.65 * clamp(drop / raster.height / 0.6)));
      const lean = (rise - sea.lamp.elevation) / (sea.rough * 0.9);
      const glitter = Math.exp(-((aside + slopeX * 5) ** 2)) * Math.exp(-lean * lean);
      const spark = sea.lamp.strength * glitter * (0.25 + 1.5 * Math.max(0, toward + 0.12) ** 1.5 * 3);
      const far = smoothstep(0.03, 0, drop / raster.height) * 0.5;
      const body = mixRgb(scaleRgb(sea.deep, 1 + 0.5 * slopeZ * 4), sky, clamp(mirror + far));
      setPixel(raster, column, row, [
        body[0] + sea.lamp.colour[0] * spark,
        body[1] + sea.lamp.colour[1] * spark,
        body[2] + sea.lamp.colour[2] * spark,
      ]);
    }
  }
};

/** A cape: its outline as a part of the height above the waterline, lit on one side. */
export const paintCape = (
  raster: Raster,
  cape: {
    waterline: number;
    outline: (u: number) => number;
    noise: Noise;
    light: Rgb;
    shade: Rgb;
    haze: Rgb;
    air: number;
    from: number;
  },
): void => {
  const { noise } = cape;
  for (let column = 0; column < raster.width; column++) {
    const u = (column + 0.5) / raster.width;
    const tall = cape.outline(u);
    if (tall <= 0) continue;
    const top = (cape.waterline - tall) * raster.height;
    for (let row = Math.floor(top); row < cape.waterline * raster.height; row++) {
      const v = (row + 0.5) / raster.height;
      const cover = clamp(row + 1 - top) * clamp(cape.waterline * raster.height - row);
      const height = cape.waterline - v;
      const rock = (a: number, b: number): number =>
        fbm(noise, a * 30 + b * 14, b * 15, 6, 0.52) - 0.7 * Math.abs(noise(a * 44 + b * 12, b * 8 + 4));
      const slope = (rock(u + cape.from * 0.003, v - 0.003) - rock(u, v)) * -4;
      const strata = 0.06 * Math.sin(height * 230 + u * 60 + 6 * noise(u * 9, v * 9));
      const scrub = smoothstep(0.35, 0.8, height / Math.max(0.02, tall) + 0.25 * noise(u * 30, v * 60));
      const lit = clamp(0.45 + slope * 0.75 + strata);
      const stone = mixRgb(cape.shade, cape.light, lit);
      const green = mixRgb(scaleRgb(cape.shade, 0.8), mixRgb(cape.light, tone("#6d7a4a"), 0.6), lit);
      const own = mixRgb(stone, green, scrub * 0.7);
      const mist = cape.air + (1 - cape.air) * 0.35 * smoothstep(0.03, 0, height);
      const at = (row * raster.width + column) * 3;
      const under: Rgb = [raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!];
      setPixel(raster, column, row, mixRgb(under, mixRgb(own, cape.haze, mist), cover));
    }
  }
};

/** The darkening that a shore throws on the waves before it, broken and fading toward the viewer. */
export const paintReflection = (
  raster: Raster,
  line: number,
  outline: (u: number) => number,
  colour: Rgb,
  strength: number,
): void => {
  const noise = createNoise(507);
  for (let column = 0; column < raster.width; column++) {
    for (let row = Math.ceil(line * raster.height); row < raster.height; row++) {
      const below = (row + 0.5) / raster.height - line;
      if (below > 0.3) break;
      const u = (column + 0.5) / raster.width;
      const wave = noise((u * 30) / (0.08 + below), (below * 60) / (0.1 + below));
      const tall = outline(clamp(u + wave * 0.02 * (0.2 + below * 4))) * 0.8;
      if (tall <= 0) continue;
      const cover = strength * smoothstep(tall * 1.25, tall * 0.35, below + wave * 0.012);
      const at = (row * raster.width + column) * 3;
      const under: Rgb = [raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!];
      setPixel(raster, column, row, mixRgb(under, colour, cover));
    }
  }
};
