/** Planted land: a palm grove in the evening, olive hills. */
import { hillLine, paintBelow, paintClouds, paintGlow } from "./air.js";
import { paintDab } from "./brush.js";
import { type Foliage, paintGrass, paintOlive, paintPalm } from "./plants.js";
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
import {
  type Camera,
  type Height,
  lightSand,
  readGrid,
  sampleGrid,
  scanGround,
  sunAt,
  sweepShadows,
} from "./terrain.js";

/** A palm grove in the evening, hills behind hills. */
const paintOasis = (raster: Raster): void => {
  const noise = createNoise(321);
  const sky = palette([
    [0, "#3d4f7d"],
    [0.18, "#7a6f95"],
    [0.34, "#c68d8f"],
    [0.46, "#f0b183"],
    [0.56, "#fbd79a"],
  ]);
  fill(raster, (u, v) => sky(v + 0.02 * fbm(noise, u * 2, v * 9, 3) + 0.05 * (u - 0.7) ** 2));
  paintClouds(raster, {
    noise: createNoise(323),
    top: -0.1,
    bottom: 0.42,
    cover: 0.42,
    size: 0.3,
    flat: 5.5,
    light: tone("#ffc79a"),
    shade: tone("#8f7392"),
    from: 0.8,
  });
  paintGlow(raster, { u: 0.72, v: 0.47, radius: 0.07, colour: [1, 0.62, 0.3], strength: 0.9, fade: 1.9 });
  const hills = [
    { base: 0.5, tall: 0.075, many: 2.4, top: "#c98c83", foot: "#e9b18c" },
    { base: 0.555, tall: 0.085, many: 2.9, top: "#a26d75", foot: "#d2957f" },
    { base: 0.61, tall: 0.08, many: 2.2, top: "#7a5265", foot: "#b37a72" },
    { base: 0.655, tall: 0.05, many: 2.8, top: "#573c54", foot: "#8d5f62" },
  ];
  hills.forEach(({ base, tall, many, top, foot }, index) => {
    const line = hillLine(noise, base, tall, many, index + 2);
    paintBelow(raster, line, (u, v, below) => {
      const rock = 1 + 0.1 * fbm(noise, u * 22 + v * 8, v * 30 - u * 9, 5) * (0.4 + index * 0.3);
      return scaleRgb(mixRgb(tone(top), tone(foot), clamp(below * 8)), rock);
    });
  });
  const random = createRandom(327);
  const rows = 13;
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1);
    const line = (u: number): number => 0.672 + 0.3 * near ** 1.35 + 0.006 * fbm(noise, u * 6, row * 3, 3);
    const shade = mixRgb(tone("#604a5a"), tone("#10171b"), near ** 0.6);
    const light = mixRgb(tone("#a97b66"), tone("#6a6a35"), near ** 0.7);
    const ground = mixRgb(tone("#7d5b5c"), tone("#1b211c"), near ** 0.5);
    paintBelow(raster, line, (u, v) => scaleRgb(ground, 1 + 0.3 * fbm(noise, u * 60, v * 160, 4)));
    const many = Math.round(mix(80, 13, near ** 0.5));
    for (let i = 0; i < many; i++) {
      const u = (i + random() * 0.9) / many;
      const k = random();
      const seed = Math.floor(random() * 9999);
      const x = u * raster.width;
      const y = (line(u) + 0.012 * near) * raster.height;
      const tall = mix(0.045, 0.27, near ** 1.1) * mix(0.72, 1.2, k) * raster.height;
      const foliage: Foliage = {
        wood: mixRgb(shade, light, 0.15),
        shade,
        light,
        glint: mixRgb(light, tone("#ffb070"), 0.3),
        from: u < 0.72 ? 1 : -1,
      };
      paintShrub(raster, { x: x + tall * (random() - 0.5), y, tall: tall * 0.3, seed }, foliage);
      paintPalm(raster, { x, y, tall, seed }, foliage);
    }
    const mist = tone("#f2b58b");
    if (row < 7)
      paintBelow(
        raster,
        (u) => line(u) - 0.03,
        (u, v, below) => readMist(raster, u, v, mist, 0.13 * clamp(below * 30) * clamp(2 - below * 30)),
      );
  }
  const front: Foliage = {
    wood: tone("#171417"),
    shade: tone("#0b1013"),
    light: tone("#4d4c26"),
    glint: tone("#c98a4c"),
    from: 1,
  };
  for (const [u, tall, seed] of [
    [0.07, 0.84, 21],
    [0.185, 0.6, 29],
    [0.945, 0.72, 35],
  ] as const) {
    paintPalm(
      raster,
      { x: u * raster.width, y: raster.height * 1.02, tall: tall * raster.height, seed },
      { ...front, from: u < 0.7 ? 1 : -1 },
    );
  }
  paintGrass(raster, {
    line: () => 0.965,
    tall: 0.06,
    blades: 5200,
    colours: [tone("#0d1113"), tone("#3b3a26")],
    seed: 331,
    bend: 0.1,
  });
};

/** A low bush under the palms. */
const paintShrub = (
  raster: Raster,
  place: { x: number; y: number; tall: number; seed: number },
  foliage: Foliage,
): void => {
  const random = createRandom(place.seed + 1);
  for (let i = 0; i < 70; i++) {
    const angle = random() * Math.PI;
    const r = Math.sqrt(random());
    const lit = clamp(
      0.15 + 0.55 * Math.sin(angle) * r + 0.3 * Math.cos(angle) * r * foliage.from + (random() - 0.5) * 0.4,
    );
    const x = place.x + Math.cos(angle) * r * place.tall * 1.3;
    const y = place.y - Math.sin(angle) * r * place.tall;
    const a = place.tall * mix(0.08, 0.2, random());
    paintDab(
      raster,
      { x, y, a, b: a * 0.5, angle: random() * 3, soft: 0.5 },
      mixRgb(foliage.shade, foliage.light, lit * 0.8),
      0.85,
    );
  }
};

/** The pixel at a place with some mist laid over it. */
const readMist = (raster: Raster, u: number, v: number, mist: Rgb, amount: number): Rgb => {
  const at = (Math.floor(v * raster.height) * raster.width + Math.floor(u * raster.width)) * 3;
  return mixRgb([raster.rgb[at]!, raster.rgb[at + 1]!, raster.rgb[at + 2]!], mist, amount);
};

/** Olive trees in rows over rolling hills, the sun low. */
const paintOlives = (raster: Raster): void => {
  const camera: Camera = { focal: 1.25, horizon: 0.3, axis: 0.5, nearM: 14, farM: 9000 };
  const noise = createNoise(361);
  const sky = palette([
    [0, "#86aec4"],
    [0.16, "#b4c8c8"],
    [0.28, "#ecdfc0"],
    [0.34, "#f8e3b4"],
  ]);
  fill(raster, (u, v) => sky(v - 0.05 * (u - 0.4)));
  paintClouds(raster, {
    noise: createNoise(363),
    top: -0.12,
    bottom: 0.27,
    cover: 0.4,
    size: 0.26,
    flat: 4,
    light: tone("#fff3d8"),
    shade: tone("#b5bfc0"),
    from: -0.8,
  });
  const height: Height = (x, z) =>
    -21 +
    30 * noise(x / 330 + 3.3, z / 280 + 0.4) * smoothstep(20, 240, z) +
    7 * noise(x / 110, z / 120 + 8) +
    150 * smoothstep(500, 4200, z) * (0.5 + 0.7 * fbm(noise, x / 1300 + 5, z / 1500, 3));
  const depths = scanGround(raster, camera, height);
  const sun = sunAt(-72, 14);
  const shadows = sweepShadows(sampleGrid([-1500, 10, 1500, 3600], 4, height), sun);
  const focalPx = camera.focal * raster.width;
  const haze = tone("#ecd9b0");
  const light = {
    sun,
    sunColour: [3.4, 2.35, 1.3] as Rgb,
    zenith: [0.24, 0.3, 0.36] as Rgb,
    glow: [0.2, 0.16, 0.1] as Rgb,
    bounce: [0.2, 0.15, 0.08] as Rgb,
  };
  const lane = (x: number, z: number): number => (x * 0.82 + z * 0.57 + 5 * noise(x / 120, z / 120)) / ROW_M;
  for (let row = 0; row < raster.height; row++) {
    for (let column = 0; column < raster.width; column++) {
      const z = depths[row * raster.width + column]!;
      if (z === 0) continue;
      const x = ((column + 0.5 - camera.axis * raster.width) / focalPx) * z;
      const step = Math.max(0.3, z / focalPx);
      const lit = lightSand(
        light,
        (height(x + step, z) - height(x - step, z)) / (2 * step) +
          0.16 * noise(x * 1.9, z * 1.1) * smoothstep(260, 30, z),
        (height(x, z + step) - height(x, z - step)) / (2 * step),
        readGrid(shadows, x, z),
      );
      const tilled = 0.5 + 0.5 * Math.cos(lane(x, z) * Math.PI * 2);
      const lush = smoothstep(-0.25, 0.3, fbm(noise, x / 90, z / 90, 4));
      const soil = mixRgb([0.33, 0.17, 0.09], [0.4, 0.235, 0.125], fbm(noise, x / 5, z / 5, 3) + 0.5);
      const green = mixRgb([0.19, 0.23, 0.07], [0.34, 0.33, 0.11], 0.5 + 0.5 * fbm(noise, x / 3, z / 2, 3));
      const own = mixRgb(soil, green, clamp(lush * 0.8 + (1 - tilled) * 0.5 - 0.2));
      const speck = 0.86 + 0.28 * hash2(column, row, 4) * smoothstep(300, 20, z) + 0.14 * smoothstep(20, 300, z);
      const air = 1 - Math.exp(-z / 2300);
      setPixel(raster, column, row, [
        mix(own[0] * lit[0] * speck, haze[0], air),
        mix(own[1] * lit[1] * speck, haze[1], air),
        mix(own[2] * lit[2] * speck, haze[2], air),
      ]);
    }
  }
  plantOlives(raster, { camera, height, depths, haze });
};

/** Metres between the rows of an olive grove, and between the trees of a row. */
const ROW_M = 11;

/** Plants the grove: far trees first, each on its own shadow; those whose foot a hill hides are left out. */
const plantOlives = (
  raster: Raster,
  view: { camera: Camera; height: Height; depths: Float32Array; haze: Rgb },
): void => {
  const { camera, height, depths } = view;
  const focalPx = camera.focal * raster.width;
  const noise = createNoise(361);
  const trees: { x: number; z: number; seed: number }[] = [];
  for (let i = -260; i < 420; i++) {
    for (let k = -420; k < 260; k++) {
      const rough = i * ROW_M;
      const across = k * ROW_M;
      let x = rough * 0.82 - across * 0.57;
      let z = rough * 0.57 + across * 0.82;
      if (z < 22 || z > 2300 || Math.abs(x) > z * 0.46 + 12) continue;
      const bend = 5 * noise(x / 120, z / 120);
      x += -bend * 0.82 + (hash2(i, k, 1) - 0.5) * 1.6;
      z += -bend * 0.57 + (hash2(i, k, 2) - 0.5) * 1.6;
      const field = noise(x / 210 + 20, z / 210);
      if (hash2(i, k, 3) < 0.06 || field > 0.34 || z < 22) continue;
      trees.push({ x, z, seed: (i + 500) * 1000 + k + 500 });
    }
  }
  trees.sort((a, b) => b.z - a.z);
  for (const { x, z, seed } of trees) {
    const px = camera.axis * raster.width + (focalPx * x) / z;
    const py = camera.horizon * raster.height - (focalPx * height(x, z)) / z;
    const tall = (focalPx * (4.4 + 1.6 * hash2(seed, 1, 5))) / z;
    const column = Math.floor(px);
    const row = Math.floor(py);
    if (column > -tall && column < raster.width + tall && row < raster.height + tall) {
      const inside = column >= 0 && column < raster.width && row >= 0 && row < raster.height;
      const seen = inside ? depths[row * raster.width + column]! : z;
      if (seen !== 0 && seen < z * 0.96 - 2) continue;
      const air = 1 - Math.exp(-z / 2300);
      const foliage: Foliage = {
        wood: mixRgb(tone("#4a4037"), view.haze, air),
        shade: mixRgb(tone("#2b3823"), view.haze, air),
        light: mixRgb(tone("#b9bd86"), view.haze, air),
        glint: view.haze,
        from: -1,
      };
      const shadow = mixRgb(tone("#2b2419"), view.haze, air);
      paintDab(
        raster,
        { x: px + tall * 0.75, y: py - tall * 0.02, a: tall * 0.95, b: tall * 0.14, angle: 0, soft: 0.7 },
        shadow,
        0.7,
      );
      paintOlive(raster, { x: px, y: py, tall, seed }, foliage, Math.round(clamp(tall * tall * 0.14, 24, 3200)));
    }
  }
};

export const grovePictures: readonly Picture[] = [
  { name: "palms-oasis", ...LANDSCAPE, oversample: 1, grain: 2, paint: paintOasis },
  { name: "olive-grove", ...LANDSCAPE, oversample: 1, grain: 2, paint: paintOlives },
];
