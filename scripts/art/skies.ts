/** Night skies: the Milky Way over dunes, the stars' paths about the pole, a lighthouse on its cape. */
import { paintPalm } from "./plants.js";
import {
  addLight,
  clamp,
  createNoise,
  createRandom,
  fbm,
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
import { type Camera, createWaves, duneProfile, type Height, lightSand, scanGround, sunAt } from "./terrain.js";

/** A star's colour by its temperature, 0 warm to 1 blue; mostly near white. */
const starColour = (heat: number): Rgb =>
  heat < 0.3
    ? mixRgb([1, 0.68, 0.42], [1, 0.9, 0.76], heat / 0.3)
    : mixRgb([1, 0.96, 0.92], [0.72, 0.83, 1], (heat - 0.3) / 0.7);

/** Adds a round point of light; `radius` in px is where it has fallen to a third. */
const addStar = (raster: Raster, x: number, y: number, radius: number, colour: Rgb, strength: number): void => {
  const reach = Math.ceil(radius * 3.2);
  for (let py = Math.floor(y) - reach; py <= y + reach; py++) {
    for (let px = Math.floor(x) - reach; px <= x + reach; px++) {
      const r2 = ((px + 0.5 - x) ** 2 + (py + 0.5 - y) ** 2) / (radius * radius);
      if (r2 < 10) addLight(raster, px, py, colour, strength * Math.exp(-r2));
    }
  }
};

/** Scatters stars of a power-law brightness; `keep` is the chance that one at (u, v) is shown. */
const scatterStars = (
  raster: Raster,
  options: { count: number; seed: number; below: number; keep: (u: number, v: number) => number; gain: number },
): void => {
  const random = createRandom(options.seed);
  const unit = raster.width / 2600;
  for (let i = 0; i < options.count; i++) {
    const u = random();
    const v = random() * options.below;
    const bright = Math.min(60, 0.16 / (random() + 0.0008) ** 0.78);
    const heat = random();
    if (random() > options.keep(u, v)) continue;
    const fade = smoothstep(options.below, options.below - 0.25, v);
    const radius = unit * (0.75 + 0.16 * Math.sqrt(bright));
    const strength = options.gain * bright * (0.25 + 0.75 * fade) * 0.35;
    addStar(raster, u * raster.width, v * raster.height, radius, starColour(heat), strength / (radius / unit));
    if (bright > 9) addStar(raster, u * raster.width, v * raster.height, radius * 4, starColour(heat), strength * 0.03);
  }
};

/** The Milky Way's light at a place: its glow and the dust before it. Units of the picture's height. */
const createGalaxy = (): ((x: number, y: number) => { glow: number; dust: number; core: number; along: number }) => {
  const noise = createNoise(201);
  const bearing = -1.02;
  const cos = Math.cos(bearing);
  const sin = Math.sin(bearing);
  return (x, y) => {
    const dx = x - 0.86;
    const dy = y - 0.52;
    const along = dx * cos + dy * sin;
    const across = -dx * sin + dy * cos + 0.035 * noise(along * 2.2, 4.2);
    const core = Math.exp(-(((along + 0.12) / 0.34) ** 2));
    const width = 0.062 + 0.066 * core;
    const cloud = fbm(noise, x * 5.2 + 3, y * 5.2, 6, 0.6);
    const body = Math.exp(-((across / width) ** 2)) + 0.22 * Math.exp(-((across / (width * 2.3)) ** 2));
    const glow = body * (0.36 + 0.8 * core) * clamp(0.66 + 1.25 * cloud, 0.08, 1.9);
    const wx = x + 0.05 * noise(x * 6, y * 6);
    const wy = y + 0.05 * noise(x * 6 + 40, y * 6);
    const lane = fbm(noise, wx * 5.2 + 50, wy * 5.2 + 20, 7, 0.66);
    const rift = Math.exp(-(((across - 0.014) / (width * 0.4)) ** 2));
    const wisps = smoothstep(0.02, 0.34, lane) * body;
    const dust = clamp(rift * smoothstep(-0.4, 0.24, lane) * 1.1 + 0.75 * wisps);
    return { glow, dust, core, along };
  };
};

/** The Milky Way standing over a dune. */
const paintNight = (raster: Raster): void => {
  const aspect = raster.width / raster.height;
  const air = palette([
    [0, "#060b1c"],
    [0.3, "#0a142b"],
    [0.55, "#12243f"],
    [0.72, "#233c52"],
    [0.82, "#47564f"],
    [0.9, "#6e6247"],
  ]);
  const galaxy = createGalaxy();
  const noise = createNoise(205);
  for (let y = 0; y < raster.height; y++) {
    const v = y / raster.height;
    for (let x = 0; x < raster.width; x++) {
      const u = x / raster.width;
      const night = air(v + 0.035 * fbm(noise, u * 3, v * 6, 3) - 0.06 * (0.5 - u));
      const { glow, dust, core } = galaxy(u * aspect, v);
      const fade = smoothstep(0.95, 0.55, v);
      const light = glow * (1 - 0.9 * dust) * fade * 0.31 * (0.72 + 1.3 * hash2(x, y, 3) ** 4);
      const warm = core * (0.35 + 0.65 * dust);
      setPixel(raster, x, y, [
        night[0] + light * mix(0.7, 1.2, warm),
        night[1] + light * mix(0.78, 0.84, warm),
        night[2] + light * mix(1.05, 0.66, warm),
      ]);
    }
  }
  const dusty = (u: number, v: number): { glow: number; dust: number } => galaxy(u * aspect, v);
  scatterStars(raster, { count: 9000, seed: 211, below: 0.92, gain: 0.75, keep: () => 1 });
  scatterStars(raster, {
    count: 320000,
    seed: 212,
    below: 0.9,
    gain: 0.15,
    keep: (u, v) => {
      const { glow, dust } = dusty(u, v);
      return glow * (1 - 0.9 * dust);
    },
  });
  paintNightDunes(raster);
};

/** The dunes under the night sky, lit by nothing but the sky. */
const paintNightDunes = (raster: Raster): void => {
  const camera: Camera = { focal: 0.95, horizon: 0.86, axis: 0.5, nearM: 12, farM: 6000 };
  const waves = createWaves(221);
  const noise = createNoise(223);
  const height: Height = (x, z) => {
    const warp = noise(x * 0.004, z * 0.004) * 0.5;
    const wave = waves((x * 0.62 + z * 0.75) / 150 + 0.1 + warp * 1.5, x / 420, z / 420);
    return -14 + duneProfile(wave.phase, 0.66) * wave.strength * mix(9, 40, smoothstep(20, 260, z));
  };
  const depths = scanGround(raster, camera, height);
  const focalPx = camera.focal * raster.width;
  const light = {
    sun: sunAt(-70, 12),
    sunColour: [0.22, 0.24, 0.3] as Rgb,
    zenith: [0.022, 0.032, 0.06] as Rgb,
    glow: [0.01, 0.01, 0.012] as Rgb,
    bounce: [0, 0, 0] as Rgb,
  };
  for (let row = 0; row < raster.height; row++) {
    for (let column = 0; column < raster.width; column++) {
      const z = depths[row * raster.width + column]!;
      if (z === 0) continue;
      const x = ((column + 0.5 - camera.axis * raster.width) / focalPx) * z;
      const step = Math.max(0.05, z / focalPx);
      const slopeX = (height(x + step, z) - height(x - step, z)) / (2 * step);
      const slopeZ = (height(x, z + step) - height(x, z - step)) / (2 * step);
      const lit = lightSand(light, slopeX, slopeZ, 1);
      const haze = 1 - Math.exp(-z / 3600);
      const far = tone("#3c4040");
      setPixel(raster, column, row, [
        mix(lit[0] * 0.5, far[0], haze),
        mix(lit[1] * 0.42, far[1], haze),
        mix(lit[2] * 0.38, far[2], haze),
      ]);
    }
  }
};

/** Half an hour of stars turning about the pole, above palms and a rock. */
const paintTrails = (raster: Raster): void => {
  const air = palette([
    [0, "#0a1a38"],
    [0.35, "#12305a"],
    [0.62, "#2b5578"],
    [0.8, "#7d8188"],
    [0.9, "#c79a78"],
    [1, "#dba877"],
  ]);
  const noise = createNoise(231);
  for (let y = 0; y < raster.height; y++) {
    const v = y / raster.height;
    for (let x = 0; x < raster.width; x++) setPixel(raster, x, y, air(v + 0.02 * noise((x / raster.width) * 2, v * 5)));
  }
  const unit = raster.width / 2600;
  const poleX = raster.width * 0.4;
  const poleY = raster.height * 0.4;
  const random = createRandom(233);
  for (let i = 0; i < 2400; i++) {
    const radius = (random() ** 0.62 * 2350 + 6) * unit;
    const start = random() * Math.PI * 2;
    const turn = 0.62;
    const bright = Math.min(2.6, 0.12 / (random() + 0.02) ** 0.62);
    const colour = starColour(random());
    const width = unit * mix(0.8, 1.5, Math.min(1, bright / 1.6));
    const steps = Math.ceil((radius * turn) / (width * 0.7));
    for (let k = 0; k <= steps; k++) {
      const angle = start + (turn * k) / steps;
      const x = poleX + Math.cos(angle) * radius;
      const y = poleY + Math.sin(angle) * radius;
      if (x < -4 || y < -4 || x > raster.width + 4 || y > raster.height * 0.97) continue;
      const ends = smoothstep(0, 0.06, k / steps) * smoothstep(1, 0.94, k / steps);
      const fade = smoothstep(0.97, 0.6, y / raster.height);
      addStar(raster, x, y, width, colour, bright * 0.16 * ends * (0.12 + 0.88 * fade));
    }
  }
  paintTrailGround(raster);
};

/** Blocks of an outcrop: middle, half-width, height; parts of the picture. */
const OUTCROP = [
  [0.84, 0.19, 0.055],
  [0.76, 0.06, 0.12],
  [0.815, 0.052, 0.235],
  [0.865, 0.034, 0.17],
  [0.905, 0.05, 0.1],
] as const;

/** A dark outcrop, a plain and three palms along the foot of the picture. */
const paintTrailGround = (raster: Raster): void => {
  const noise = createNoise(237);
  const dark = tone("#0a0c14");
  const near = tone("#0e1018");
  const hills = tone("#4a4650");
  const ground = (x: number): { far: number; edge: number } => {
    const u = x / raster.width;
    const far = 0.915 - 0.022 * fbm(noise, u * 5, 1.5, 4) - 0.012;
    const jag = 0.006 * fbm(noise, u * 70, 9, 4);
    let crag = 0;
    for (const [middle, half, tall] of OUTCROP) {
      const s = Math.abs((u + jag - middle) / half);
      if (s < 1)
        crag = Math.max(crag, tall * (1 - s ** 3) ** 0.45 * (1 + 0.09 * fbm(noise, u * 24 + middle * 90, 4, 4)));
    }
    return { far, edge: 0.945 - crag - 0.008 * fbm(noise, u * 9, 6, 5) };
  };
  for (let x = 0; x < raster.width; x++) {
    const { far, edge } = ground(x);
    for (let y = Math.floor(raster.height * 0.6); y < raster.height; y++) {
      const v = (y + 0.5) / raster.height;
      const px = raster.height;
      const onHills = clamp((v - far) * px);
      const onRock = clamp((v - edge) * px);
      if (onHills <= 0 && onRock <= 0) continue;
      const at = (y * raster.width + x) * 3;
      const sky: Rgb = [raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!];
      const grit = 0.8 + 0.4 * hash2(x, y, 9);
      const stone = scaleRgb(mixRgb(dark, near, 0.5 + 0.5 * noise(x * 0.01, y * 0.02)), grit);
      setPixel(raster, x, y, mixRgb(mixRgb(sky, hills, onHills * 0.9), stone, onRock));
    }
  }
  const foliage = {
    wood: tone("#0b0c13"),
    shade: tone("#090b12"),
    light: tone("#1b2130"),
    glint: tone("#3a3d4a"),
    from: 1,
  };
  for (const [u, tall, seed] of [
    [0.155, 0.36, 3],
    [0.205, 0.27, 8],
    [0.095, 0.22, 5],
  ] as const) {
    const x = u * raster.width;
    paintPalm(raster, { x, y: (ground(x).edge + 0.01) * raster.height, tall: tall * raster.height, seed }, foliage);
  }
};

export const skyPictures: readonly Picture[] = [
  { name: "night-sky", ...LANDSCAPE, oversample: 1.2, grain: 1.6, paint: paintNight },
  { name: "star-trails", ...LANDSCAPE, oversample: 1, grain: 1.6, paint: paintTrails },
];
