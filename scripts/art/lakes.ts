/** Still water and salt: flamingos before a mountain, the crust of a dry lake. */
import { paintBelow, paintClouds, paintMirror } from "./air.js";
import { type Flamingo, paintFlamingo } from "./flamingos.js";
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
  type Noise,
  type Picture,
  palette,
  type Raster,
  type Rgb,
  scaleRgb,
  setPixel,
  smoothstep,
  tone,
} from "./raster.js";

/** Flamingos on the lake of Ichkeul, the mountain behind, before the sun is high. */
const paintIchkeul = (raster: Raster): void => {
  const sky = palette([
    [0, "#7f9cc0"],
    [0.16, "#b4b3c6"],
    [0.3, "#e8c3bd"],
    [0.42, "#fbdcbc"],
  ]);
  const noise = createNoise(551);
  fill(raster, (u, v) => sky(v - 0.05 * (u - 0.3) + 0.01 * fbm(noise, u * 2, v * 8, 3)));
  paintClouds(raster, {
    noise: createNoise(553),
    top: -0.1,
    bottom: 0.34,
    cover: 0.36,
    size: 0.36,
    flat: 6.5,
    light: tone("#ffe6d2"),
    shade: tone("#b9a9bd"),
    from: -0.8,
  });
  const water = 0.455;
  const massif = (u: number): number =>
    0.21 * Math.exp(-(((u - 0.66) / 0.155) ** 2)) +
    0.12 * Math.exp(-(((u - 0.46) / 0.12) ** 2)) +
    0.085 * Math.exp(-(((u - 0.88) / 0.1) ** 2));
  const far = (u: number): number => water - 0.03 - 0.045 * (0.5 + 0.8 * fbm(noise, u * 3, 8, 5));
  paintBelow(raster, far, () => tone("#c3b0bd"));
  const edge = (u: number): number => water - massif(u) * (1 + 0.2 * fbm(noise, u * 10, 3, 5)) - 0.012;
  const relief = (u: number, v: number): number => fbm(noise, u * 15 + v * 4, v * 13, 6, 0.55);
  paintBelow(raster, edge, (u, v) => {
    const lit = clamp(0.5 + (relief(u, v) - relief(u - 0.006, v - 0.004)) * 3.6);
    const stone = mixRgb(tone("#6b6482"), tone("#d6a59b"), lit);
    return mixRgb(stone, tone("#dcbcb8"), 0.2 + 0.55 * smoothstep(water - 0.14, water, v));
  });
  paintBelow(
    raster,
    (u) => water - 0.01 - 0.007 * fbm(noise, u * 16, 12, 4),
    (u, v) => scaleRgb(tone("#8a7f74"), 1 + 0.2 * fbm(noise, u * 90, v * 300, 3)),
  );
  const random = createRandom(557);
  const flock: Flamingo[] = [];
  for (let i = 0; i < 210; i++) {
    const k = random();
    const u = clamp(0.28 + 0.3 * (random() + random() - 1) + (i % 3) * 0.22, -0.02, 1.02);
    const v = water + 0.012 + k * 0.05;
    const tall = (0.012 + (v - water) * 0.62) * raster.height * mix(0.85, 1.15, random());
    flock.push({
      x: u * raster.width,
      y: v * raster.height,
      tall,
      way: random() < 0.5 ? -1 : 1,
      pose: random() < 0.55 ? "feed" : "stand",
    });
  }
  paintMirror(raster, {
    noise,
    from: water,
    to: 1,
    ripple: 0.0035,
    reach: 0.8,
    tint: tone("#8d8fae"),
    tintFar: 0.03,
    tintNear: 0.3,
  });
  const near: Flamingo[] = (
    [
      [0.13, 0.7, 0.27, 1, "stand"],
      [0.215, 0.735, 0.3, 1, "feed"],
      [0.335, 0.665, 0.235, -1, "stand"],
      [0.41, 0.69, 0.25, 1, "preen"],
      [0.575, 0.64, 0.21, 1, "feed"],
      [0.65, 0.765, 0.345, -1, "stand"],
      [0.765, 0.66, 0.225, -1, "feed"],
      [0.855, 0.705, 0.275, 1, "stand"],
      [0.93, 0.645, 0.21, -1, "preen"],
      [0.48, 0.6, 0.16, -1, "stand"],
      [0.265, 0.6, 0.16, 1, "feed"],
      [0.7, 0.595, 0.155, 1, "stand"],
    ] as const
  ).map(([u, v, tall, way, pose]) => ({
    x: u * raster.width,
    y: v * raster.height,
    tall: tall * raster.height,
    way,
    pose,
  }));
  const all = [...flock, ...near].sort((a, b) => a.y - b.y);
  for (const bird of all) paintFlamingo(raster, bird, -1);
  breakImages(raster, noise, water);
  for (const bird of all) paintFlamingo(raster, bird, 1);
};

/** Shifts the rows of the water a little to and fro, so that images in it are broken by ripples. */
const breakImages = (raster: Raster, noise: Noise, water: number): void => {
  const line = new Float32Array(raster.width * 3);
  for (let row = Math.ceil(water * raster.height); row < raster.height; row++) {
    const v = (row + 0.5) / raster.height;
    const near = 0.05 + (v - water);
    const start = row * raster.width * 3;
    line.set(raster.rgb.subarray(start, start + line.length));
    for (let column = 0; column < raster.width; column++) {
      const u = column / raster.width;
      const sway =
        (noise((u * 5) / near, 19 / near) + 0.5 * noise((u * 14) / near, 60 / near)) * near * 0.0075 * raster.width;
      const from = clamp(column + sway, 0, raster.width - 1.001);
      const left = Math.floor(from);
      for (let c = 0; c < 3; c++) {
        raster.rgb[start + column * 3 + c] = mix(line[left * 3 + c]!, line[left * 3 + 3 + c]!, from - left);
      }
    }
  }
};

/** Distance of a place to the nearest edge of the salt's polygons, in cells, and a number of its own for the polygon. */
const saltCell = (x: number, z: number): { edge: number; id: number } => {
  const ix = Math.floor(x);
  const iz = Math.floor(z);
  let first = 9;
  let second = 9;
  let id = 0;
  for (let dz = -1; dz <= 1; dz++) {
    for (let dx = -1; dx <= 1; dx++) {
      const px = ix + dx + 0.12 + 0.76 * hash2(ix + dx, iz + dz, 61);
      const pz = iz + dz + 0.12 + 0.76 * hash2(ix + dx, iz + dz, 62);
      const d = (px - x) ** 2 + (pz - z) ** 2;
      if (d < first) {
        second = first;
        first = d;
        id = hash2(ix + dx, iz + dz, 63);
      } else if (d < second) second = d;
    }
  }
  return { edge: Math.sqrt(second) - Math.sqrt(first), id };
};

/** The salt flat: polygons of white crust over rose-coloured brine, a thin horizon. */
const paintChott = (raster: Raster): void => {
  const sky = palette([
    [0, "#6f9cc0"],
    [0.14, "#a5bccb"],
    [0.26, "#e3ccc6"],
    [0.34, "#fbe3cd"],
  ]);
  const horizon = 0.35;
  const noise = createNoise(571);
  fill(raster, (u, v) => sky(v + 0.008 * fbm(noise, u * 2, v * 9, 3)));
  paintClouds(raster, {
    noise: createNoise(573),
    top: -0.12,
    bottom: 0.32,
    cover: 0.38,
    size: 0.34,
    flat: 6.5,
    light: tone("#fff0e4"),
    shade: tone("#c3b7c6"),
    from: -0.7,
  });
  paintBelow(
    raster,
    (u) => horizon - 0.006 - 0.02 * Math.max(0, fbm(noise, u * 3.2, 4, 5) + 0.1),
    () => tone("#c2a5ae"),
  );
  const focalPx = 1.05 * raster.width;
  const eyeM = 1.9;
  const edge = horizon * raster.height;
  for (let row = Math.floor(edge); row < raster.height; row++) {
    const drop = Math.max(0.3, row + 0.5 - edge);
    const z = (eyeM * focalPx) / drop;
    const footM = (z * z) / (eyeM * focalPx);
    for (let column = 0; column < raster.width; column++) {
      const x = ((column + 0.5 - raster.width / 2) * z) / focalPx;
      setPixel(
        raster,
        column,
        row,
        saltColour(noise, x, z, footM, (v) => sky(0.34 - v)),
      );
    }
  }
};

/** Colour of the salt at a place; `sky` gives what still brine mirrors at a height over the horizon. */
const saltColour = (noise: Noise, x: number, z: number, footM: number, sky: (height: number) => Rgb): Rgb => {
  const size = 1.15;
  const warp = 0.16 * noise(x * 1.1, z * 1.1) + 0.03 * noise(x * 5, z * 5);
  const height = (px: number, pz: number): number => {
    const { edge } = saltCell((px + warp) / size, (pz + warp * 0.7) / size);
    return 0.07 * Math.exp(-((edge / 0.15) ** 2)) + 0.004 * fbm(noise, px * 14, pz * 14, 3);
  };
  const keep = smoothstep(0.9, 0.12, footM / size);
  const here = height(x, z);
  const step = Math.max(0.012, footM * 0.5);
  const slopeX = (keep * (height(x + step, z) - here)) / step;
  const slopeZ = (keep * (height(x, z + step) - here)) / step;
  const { edge, id } = saltCell((x + warp) / size, (z + warp * 0.7) / size);
  const wet = clamp(smoothstep(-0.16, 0.3, fbm(noise, x * 0.055 + 3, z * 0.028, 4)) + (id - 0.5) * 0.5 * keep);
  const lit = clamp(0.7 - slopeX * 0.8 + slopeZ * 0.5, 0.05, 1.2);
  const white = mixRgb(tone("#a596b4"), tone("#fff3e6"), lit);
  const murk = clamp(0.5 + 0.6 * fbm(noise, x * 1.3, z * 1.3, 3) + (id - 0.5) * 0.5);
  const deep = smoothstep(0.1, 0.55, edge) * keep;
  const rose = mixRgb(
    mixRgb(tone("#e3968f"), tone("#f0b9ad"), murk),
    mixRgb(tone("#b14f63"), tone("#d98583"), murk),
    deep,
  );
  // Brine is a mirror at a low angle: farther off it shows the sky near the horizon, at one's feet the sky above.
  const brine = mixRgb(rose, sky(clamp(1.1 / z, 0, 0.34)), 0.25 + 0.3 * smoothstep(2, 14, z));
  const rim = mix(0.34, smoothstep(0.26, 0.1, edge + 0.06 * noise(x * 7, z * 7)), keep);
  const crystals = (1 - wet) * (0.5 + 0.6 * fbm(noise, x * 2.6, z * 2.6, 4));
  const own = mixRgb(brine, white, clamp(rim + crystals));
  return mixRgb(own, tone("#f6dccf"), 1 - Math.exp(-z / 420));
};

export const lakePictures: readonly Picture[] = [
  { name: "chott-salt", ...LANDSCAPE, oversample: 1.15, grain: 2, paint: paintChott },
  { name: "ichkeul-flamingos", ...LANDSCAPE, oversample: 1, grain: 2, paint: paintIchkeul },
];
