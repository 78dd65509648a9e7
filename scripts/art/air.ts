/** What lies between things: hills one behind another, clouds, haze near the ground, still water that mirrors. */
import { clamp, fbm, mix, mixRgb, type Noise, type Raster, type Rgb, setPixel, smoothstep } from "./raster.js";

/** Reads a pixel between its neighbours; places in px, clamped to the raster. */
export const readPixel = (raster: Raster, x: number, y: number): Rgb => {
  const px = clamp(x, 0, raster.width - 1.001);
  const py = clamp(y, 0, raster.height - 1.001);
  const left = Math.floor(px);
  const top = Math.floor(py);
  const at = (top * raster.width + left) * 3;
  const below = at + raster.width * 3;
  const { rgb } = raster;
  const channel = (c: number): number =>
    mix(mix(rgb[at + c]!, rgb[at + c + 3]!, px - left), mix(rgb[below + c]!, rgb[below + c + 3]!, px - left), py - top);
  return [channel(0), channel(1), channel(2)];
};

/** Fills everything below a line; `edge` gives the line as a part of the height at a part of the width. */
export const paintBelow = (
  raster: Raster,
  edge: (u: number) => number,
  colour: (u: number, v: number, below: number) => Rgb,
): void => {
  for (let x = 0; x < raster.width; x++) {
    const u = (x + 0.5) / raster.width;
    const line = edge(u) * raster.height;
    for (let y = Math.max(0, Math.floor(line)); y < raster.height; y++) {
      const cover = clamp(y + 1 - line);
      const at = (y * raster.width + x) * 3;
      const under: Rgb = [raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!];
      const v = (y + 0.5) / raster.height;
      setPixel(raster, x, y, mixRgb(under, colour(u, v, v - line / raster.height), cover));
    }
  }
};

/** Clouds: where they are (a part of the height), how many, and their colours in light and in shade. */
export interface Clouds {
  readonly noise: Noise;
  readonly top: number;
  readonly bottom: number;
  /** Part of the sky that they cover, about 0 to 1. */
  readonly cover: number;
  /** Size of a cloud in picture widths, and how much wider than tall it is. */
  readonly size: number;
  readonly flat: number;
  readonly light: Rgb;
  readonly shade: Rgb;
  /** The side the light comes from, -1 left to 1 right. */
  readonly from: number;
}

/** Lays clouds over the sky, each lit from one side and from above. */
export const paintClouds = (raster: Raster, clouds: Clouds): void => {
  const { noise, size, flat, from } = clouds;
  const aspect = raster.height / raster.width;
  const thickness = (u: number, v: number): number => {
    const x = u / size;
    const y = (v * aspect * flat) / size;
    const wx = x + 0.25 * noise(x * 1.7 + 9, y * 1.7);
    const wy = y + 0.25 * noise(x * 1.7, y * 1.7 + 5);
    return fbm(noise, wx, wy, 6, 0.52) + clouds.cover - 0.5;
  };
  const first = Math.max(0, Math.floor(clouds.top * raster.height));
  const last = Math.min(raster.height, Math.ceil(clouds.bottom * raster.height));
  for (let y = first; y < last; y++) {
    const v = (y + 0.5) / raster.height;
    const ends = smoothstep(clouds.top, clouds.top + 0.12, v) * smoothstep(clouds.bottom, clouds.bottom - 0.1, v);
    for (let x = 0; x < raster.width; x++) {
      const u = (x + 0.5) / raster.width;
      const here = thickness(u, v);
      const cover = smoothstep(0, 0.3, here) * ends;
      if (cover <= 0.002) continue;
      const toward = thickness(u + from * 0.018 * size * 4, v - 0.012 * size * 4);
      const lit = clamp(0.62 + (here - toward) * 1.9 - here * 0.35);
      const at = (y * raster.width + x) * 3;
      const under: Rgb = [raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!];
      setPixel(raster, x, y, mixRgb(under, mixRgb(clouds.shade, clouds.light, lit), cover * 0.94));
    }
  }
};

/** Still water: where it begins and ends (parts of the height), how it ripples, and its own colour. */
export interface Water {
  readonly noise: Noise;
  readonly from: number;
  readonly to: number;
  /** Sideways and upright wander of the mirrored picture at the near edge, in picture widths. */
  readonly ripple: number;
  /** How far up the mirrored picture reaches for each step down the water; below 1 when there is more water than sky. */
  readonly reach: number;
  readonly tint: Rgb;
  /** How much of the tint shows far off and at one's feet. */
  readonly tintFar: number;
  readonly tintNear: number;
}

/** Mirrors what stands above the water's far edge into the water, broken by ripples that grow toward the viewer. */
export const paintMirror = (raster: Raster, water: Water): void => {
  const { noise } = water;
  const edge = water.from * raster.height;
  const last = Math.min(raster.height, Math.ceil(water.to * raster.height));
  for (let y = Math.ceil(edge); y < last; y++) {
    const deep = (y - edge) / (last - edge);
    const near = 0.04 + deep;
    const tint = mix(water.tintFar, water.tintNear, smoothstep(0, 1, deep));
    for (let x = 0; x < raster.width; x++) {
      const u = x / raster.width;
      const wave =
        noise((u * 16) / near, 26 / near) +
        0.6 * noise((u * 44) / near + 7, 71 / near) +
        0.35 * noise((u * 110) / near, 190 / near + 3);
      const sway = water.ripple * raster.width * near;
      const mirrored = readPixel(
        raster,
        x + wave * sway * 0.35,
        Math.min(edge - 1, edge - (y - edge) * water.reach + wave * sway),
      );
      const glance = 1 + 0.1 * wave * deep;
      setPixel(
        raster,
        x,
        y,
        mixRgb([mirrored[0] * glance, mirrored[1] * glance, mirrored[2] * glance], water.tint, tint),
      );
    }
  }
};

/** Adds a round glow: a colour that fades from its middle; lengths in picture widths. */
export const paintGlow = (
  raster: Raster,
  glow: { u: number; v: number; radius: number; colour: Rgb; strength: number; fade: number },
): void => {
  const cx = glow.u * raster.width;
  const cy = glow.v * raster.height;
  const radius = glow.radius * raster.width;
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      const r = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) / radius;
      const light = glow.strength / (1 + r ** glow.fade);
      const at = (y * raster.width + x) * 3;
      raster.rgb[at] = raster.rgb[at]! + glow.colour[0] * light;
      raster.rgb[at + 1] = raster.rgb[at + 1]! + glow.colour[1] * light;
      raster.rgb[at + 2] = raster.rgb[at + 2]! + glow.colour[2] * light;
    }
  }
};

/** A line of hills: where it lies (part of the height), how tall its swells are, how many to the width. */
export const hillLine =
  (noise: Noise, base: number, tall: number, many: number, seed: number) =>
  (u: number): number =>
    base - tall * (0.5 + 0.9 * fbm(noise, u * many + seed * 13.7, seed * 5.1, 5, 0.48));
