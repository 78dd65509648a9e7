/** Dunes from the ground: the cover, a sea of sand at dawn, a knife edge, ripples. */
import {
  createNoise,
  fbm,
  LANDSCAPE,
  mixRgb,
  type Picture,
  palette,
  type Raster,
  type Rgb,
  setPixel,
  smoothstep,
  tone,
} from "./raster.js";
import { paintSand, ridge } from "./sand.js";
import { type Camera, createWaves, duneProfile, type Height, sunAt } from "./terrain.js";

/** Fills the raster with a sky that changes from top to horizon, warmer on one side, breathing a little. */
const paintSky = (raster: Raster, sky: (at: number) => Rgb, lean: number, seed: number): void => {
  const breath = createNoise(seed);
  for (let y = 0; y < raster.height; y++) {
    const v = (y + 0.5) / raster.height;
    for (let x = 0; x < raster.width; x++) {
      const u = (x + 0.5) / raster.width;
      setPixel(raster, x, y, sky(v + lean * (0.5 - u) + 0.01 * fbm(breath, u * 1.8, v * 11, 3)));
    }
  }
};

const COVER = { width: 2480, height: 3508 } as const;

/** The cover: a great ridge winding up to its summit in the last light, the sky left free for the nameplate. */
const paintCover = (raster: Raster): void => {
  const aspect = raster.width / raster.height;
  const camera: Camera = { focal: 1.37, horizon: 0.475, axis: 0.5, nearM: 7, farM: 9000 };
  const sky = palette([
    [0, "#14294a"],
    [0.13, "#22426a"],
    [0.26, "#4a6482"],
    [0.35, "#8a8189"],
    [0.43, "#d99f7c"],
    [0.5, "#f3c993"],
  ]);
  paintSky(raster, sky, 0.03, 2);
  const swellNoise = createNoise(3);
  const far = createWaves(51);
  const base: Height = (x, z) => {
    const low = -17 + 3 * swellNoise(x * 0.012, z * 0.012) - 14 * smoothstep(60, 400, z);
    if (z < 180) return low;
    const warp = swellNoise(x * 0.002, z * 0.002) * 0.5;
    const wave = far(x / 340 + z / 900 + warp, x / 800, z / 800);
    const dunes = duneProfile(wave.phase, 0.72) * wave.strength * 30;
    return low + dunes * smoothstep(180, 620, z);
  };
  const great = ridge(
    camera,
    aspect,
    [
      [6, -0.32, 1.3],
      [12, 0.12, 1.08],
      [20, 0.52, 0.87],
      [34, 0.68, 0.725],
      [60, 0.5, 0.625],
      [105, 0.27, 0.552],
      [190, 0.4, 0.468],
      [300, 0.62, 0.388],
      [370, 0.705, 0.362],
      [430, 0.755, 0.381],
      [560, 0.85, 0.42],
      [900, 0.97, 0.455],
      [2000, 1.2, 0.485],
    ],
    { windward: 0.36, lee: 0.64, base, swell: 3.4 },
  );
  const sun = sunAt(-66, 11);
  const edge = createNoise(5);
  paintSand(raster, camera, great, {
    light: {
      sun,
      sunColour: [5.9, 2.8, 1.12],
      zenith: [0.15, 0.23, 0.5],
      glow: [0.16, 0.09, 0.08],
      bounce: [0.55, 0.22, 0.1],
    },
    sand: [0.52, 0.3, 0.165],
    sandDeep: [0.46, 0.245, 0.125],
    haze: (u) => mixRgb(tone("#f0c291"), tone("#d9a287"), u),
    hazeM: 2600,
    shadowBox: [-420, 6, 520, 1600],
    shadowCellM: 0.8,
    veil: (x, z) => 0.06 + 0.94 * smoothstep(0, 3.4, z - 27 + x * 0.25 + edge(x * 0.16, z * 0.16) * 2.2),
    ripples: 1,
    rippleBearing: 1.25,
    rippleSlope: 0.56,
    streaks: 0.9,
  });
};

/** A sea of sand at dawn: ridge behind ridge, each paler than the one before. */
const paintDawn = (raster: Raster): void => {
  const camera: Camera = { focal: 2.3, horizon: 0.3, axis: 0.5, nearM: 90, farM: 30000 };
  paintSky(
    raster,
    palette([
      [0, "#7d93ad"],
      [0.1, "#a9a9b3"],
      [0.2, "#dcb7a8"],
      [0.27, "#f3c9a4"],
      [0.34, "#fbdcb0"],
    ]),
    -0.06,
    2,
  );
  const great = createWaves(61);
  const small = createWaves(64);
  const noise = createNoise(67);
  const height: Height = (x, z) => {
    const warp = noise(x * 0.0016, z * 0.0016) * 0.55 + noise(x * 0.005, z * 0.005) * 0.12;
    const wave = great(z / 460 - x / 1500 + warp, x / 900, z / 700);
    const tall = 30 + 16 * noise(x * 0.0011, z * 0.0013);
    const body = duneProfile(wave.phase, 0.66) * wave.strength;
    const phase = wave.phase;
    const on = phase - Math.floor(phase);
    let sum = body * tall;
    const rider = smoothstep(0.04, 0.2, on) * smoothstep(0.66, 0.5, on);
    if (rider > 0) {
      const second = small(x / 130 + z / 170 + warp * 2, x / 260, z / 260);
      sum += duneProfile(second.phase, 0.7) * second.strength * 6 * rider;
    }
    return -88 + sum;
  };
  paintSand(raster, camera, height, {
    light: {
      sun: sunAt(52, 9),
      sunColour: [4.9, 2.5, 1.2],
      zenith: [0.2, 0.27, 0.46],
      glow: [0.26, 0.16, 0.12],
      bounce: [0.4, 0.2, 0.1],
    },
    sand: [0.56, 0.31, 0.17],
    sandDeep: [0.5, 0.26, 0.14],
    haze: (u) => mixRgb(tone("#e6bda4"), tone("#fad3a0"), smoothstep(0, 0.9, u)),
    hazeM: 2900,
    shadowBox: [-1500, 60, 1900, 6500],
    shadowCellM: 2.2,
    ripples: 0.8,
    rippleBearing: 0.2,
    rippleSlope: 0.56,
    streaks: 0,
  });
};

/** A knife edge of sand, half in the sun. */
const paintRidge = (raster: Raster): void => {
  const aspect = raster.width / raster.height;
  const camera: Camera = { focal: 1.15, horizon: 0.36, axis: 0.5, nearM: 3, farM: 9000 };
  paintSky(
    raster,
    palette([
      [0, "#2f6f9f"],
      [0.15, "#5d95b5"],
      [0.28, "#a9c0c2"],
      [0.4, "#ead9bd"],
    ]),
    0.05,
    12,
  );
  const noise = createNoise(73);
  const far = createWaves(75);
  const base: Height = (x, z) => {
    const low = -24 + 2.5 * noise(x * 0.014, z * 0.014);
    if (z < 150) return low;
    const wave = far(z / 300 + x / 700 + noise(x * 0.002, z * 0.002) * 0.5, x / 600, z / 600);
    return low + duneProfile(wave.phase, 0.7) * wave.strength * 34 * smoothstep(150, 600, z);
  };
  const edge = ridge(
    camera,
    aspect,
    [
      [2.4, 0.02, 1.2],
      [5, 0.3, 0.98],
      [9, 0.47, 0.8],
      [16, 0.5, 0.64],
      [28, 0.42, 0.52],
      [50, 0.4, 0.43],
      [90, 0.52, 0.345],
      [150, 0.68, 0.262],
      [190, 0.74, 0.24],
      [250, 0.82, 0.27],
      [420, 0.98, 0.31],
      [1200, 1.3, 0.37],
    ],
    { windward: 0.5, lee: 0.56, base, swell: 4 },
  );
  paintSand(raster, camera, edge, {
    light: {
      sun: sunAt(104, 14),
      sunColour: [3.2, 1.4, 0.54],
      zenith: [0.16, 0.26, 0.56],
      glow: [0.14, 0.09, 0.08],
      bounce: [0.5, 0.24, 0.1],
    },
    sand: [0.58, 0.3, 0.15],
    sandDeep: [0.5, 0.24, 0.11],
    haze: () => tone("#dccfb8"),
    hazeM: 3000,
    shadowBox: [-420, 3, 420, 1300],
    shadowCellM: 0.7,
    ripples: 0.85,
    rippleBearing: 0.5,
    rippleSlope: 0.8,
    streaks: 0.7,
  });
};

/** Wind ripples at one's feet, the light raking over them. */
const paintRipples = (raster: Raster): void => {
  const camera: Camera = { focal: 1.5, horizon: -0.42, axis: 0.5, nearM: 0.9, farM: 60 };
  const waves = createWaves(81);
  const noise = createNoise(87);
  const height: Height = (x, z) => {
    const bend = noise(x * 0.5, z * 0.35) * 0.55 + noise(x * 1.4, z * 1.1) * 0.12;
    const wave = waves((z * 0.93 + x * 0.36) / 0.17 + bend, x * 0.5, z * 0.9);
    const ripple = duneProfile(wave.phase, 0.62) * (0.3 + 0.7 * wave.strength) * 0.027;
    const swell = 0.05 * noise(x * 0.6, z * 0.6) + 0.004 * noise(x * 5, z * 7);
    return -1.05 + ripple + swell + 0.00025 * noise(x * 90, z * 90);
  };
  paintSand(raster, camera, height, {
    light: {
      sun: sunAt(-28, 13),
      sunColour: [4.4, 2.1, 0.85],
      zenith: [0.16, 0.22, 0.46],
      glow: [0.18, 0.1, 0.07],
      bounce: [0.4, 0.2, 0.1],
    },
    sand: [0.6, 0.33, 0.18],
    sandDeep: [0.52, 0.26, 0.13],
    haze: () => tone("#e9bd8d"),
    hazeM: 26,
    shadowBox: [-6, 0.9, 6, 14],
    shadowCellM: 0.008,
    ripples: 0,
    rippleBearing: 0,
    rippleSlope: 0.56,
    streaks: 0,
  });
};

export const dunePictures: readonly Picture[] = [
  { name: "dunes-cover", ...COVER, oversample: 1.25, grain: 2.2, paint: paintCover },
  { name: "dunes-dawn", ...LANDSCAPE, oversample: 1.3, grain: 2.2, paint: paintDawn },
  { name: "dunes-ridge", ...LANDSCAPE, oversample: 1.3, grain: 2.2, paint: paintRidge },
  { name: "dunes-ripples", ...LANDSCAPE, oversample: 1.2, grain: 2.2, paint: paintRipples },
];
