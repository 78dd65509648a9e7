/** Coasts: a headland in the morning, a lighthouse at night. */
import { paintClouds, paintGlow } from "./air.js";
import { bow, paintCurve, paintDab, paintStroke } from "./brush.js";
import {
  addLight,
  clamp,
  createNoise,
  createRandom,
  fbm,
  fill,
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
import { paintCape, paintReflection, paintSea } from "./sea.js";

/** A headland in the morning, fishing boats going out. */
const paintHarbour = (raster: Raster): void => {
  const sky = palette([
    [0, "#5b93b8"],
    [0.18, "#8fb5c4"],
    [0.32, "#cfd3c2"],
    [0.42, "#f7dfb2"],
  ]);
  const horizon = 0.43;
  const noise = createNoise(501);
  fill(raster, (u, v) => sky(v - 0.07 * (u - 0.75) + 0.008 * fbm(noise, u * 2, v * 9, 3)));
  paintClouds(raster, {
    noise: createNoise(503),
    top: -0.1,
    bottom: 0.4,
    cover: 0.42,
    size: 0.3,
    flat: 5.5,
    light: tone("#fff1d6"),
    shade: tone("#a9bac2"),
    from: 0.8,
  });
  paintGlow(raster, { u: 0.8, v: 0.36, radius: 0.07, colour: [1, 0.8, 0.48], strength: 0.8, fade: 1.8 });
  const mirrored = palette([
    [0, "#f7dfb2"],
    [0.25, "#c3d0c6"],
    [0.6, "#7eacc2"],
    [1, "#4f88b0"],
  ]);
  paintSea(
    raster,
    {
      horizon,
      eyeM: 16,
      waveM: 13,
      focal: 1.1,
      rough: 0.17,
      sky: mirrored,
      deep: tone("#0f4f63"),
      lamp: { u: 0.8, elevation: 0.1, colour: [1, 0.78, 0.45], strength: 1.7 },
    },
    505,
  );
  const haze = tone("#e7d9bd");
  const capes = [
    { tall: 0.055, from: 0.62, to: -0.2, air: 0.78, drop: 0 },
    { tall: 0.115, from: 0.46, to: -0.2, air: 0.5, drop: 0.004 },
    { tall: 0.245, from: 0.315, to: -0.2, air: 0.12, drop: 0.016 },
  ];
  capes.forEach(({ tall, from, air, drop }, index) => {
    const outline = (u: number): number => {
      const inland = (from - u + 0.012 * fbm(noise, u * 30, index * 3.7, 4)) / (0.1 + tall * 0.55);
      const cliff = smoothstep(0, 0.3, inland) * 0.62 + 0.38 * smoothstep(0.2, 1.9, inland);
      return tall * cliff * (1 + 0.22 * fbm(noise, u * 7 + index * 9, 2, 5)) - 0.002;
    };
    paintCape(raster, {
      waterline: horizon + 0.002 + drop,
      outline,
      noise,
      light: tone("#d9ab7c"),
      shade: tone("#4a4a4f"),
      haze,
      air,
      from: 1,
    });
    // A cape lies darkly on the water before it.
    paintReflection(raster, horizon + 0.002 + drop, outline, tone("#21434d"), 0.55 * (1 - air));
  });
  for (const [u, v, size, way] of [
    [0.53, 0.56, 0.032, 1],
    [0.645, 0.505, 0.018, 1],
    [0.42, 0.487, 0.012, -1],
    [0.9, 0.475, 0.009, 1],
  ] as const) {
    paintBoat(raster, { x: u * raster.width, y: v * raster.height, long: size * raster.width * 1.5, way });
  }
  paintGulls(raster, 509);
};

/** A small wooden fishing boat with one person in it, and its broken image in the water. */
const paintBoat = (raster: Raster, boat: { x: number; y: number; long: number; way: number }): void => {
  const { x, y, long, way } = boat;
  const at = (dx: number, dy: number): readonly [number, number] => [x + way * dx * long, y - dy * long];
  const hull = tone("#2f4a63");
  const line = (a: readonly [number, number], b: readonly [number, number], w: number, colour: Rgb, cover = 1): void =>
    paintStroke(raster, { x0: a[0], y0: a[1], w0: w * long, x1: b[0], y1: b[1], w1: w * long }, colour, cover);
  for (let i = 0; i < 7; i++) {
    const dy = -0.05 - i * 0.035;
    line(at(-0.4 + i * 0.03, dy), at(0.42 - i * 0.04, dy), 0.022, tone("#173440"), 0.6 - i * 0.07);
  }
  for (let i = 0; i <= 10; i++) {
    const t = i / 10;
    const sheer = 0.13 + 0.1 * (t * 2 - 1) ** 2 * (1 + t * 0.6);
    line(at(mix(-0.4, 0.36, t), 0), at(mix(-0.47, 0.54, t), sheer), 0.1, mixRgb(tone("#18242f"), hull, t));
  }
  paintCurve(
    raster,
    [at(-0.48, 0.25), at(-0.2, 0.17), at(0.1, 0.16), at(0.36, 0.22), at(0.58, 0.34)],
    long * 0.03,
    long * 0.024,
    tone("#e7cfa4"),
  );
  line(at(-0.16, 0.16), at(-0.15, 0.4), 0.1, tone("#7c3a2b"));
  line(at(-0.145, 0.47), at(-0.145, 0.48), 0.085, tone("#2c1b17"));
  line(at(-0.13, 0.36), at(0.12, 0.2), 0.03, tone("#5b2b22"));
};

const paintGulls = (raster: Raster, seed: number): void => {
  const random = createRandom(seed);
  for (let i = 0; i < 9; i++) {
    const x = mix(0.36, 0.7, random()) * raster.width;
    const y = mix(0.17, 0.36, random()) * raster.height;
    const span = mix(0.004, 0.011, random()) * raster.width;
    for (const side of [-1, 1]) {
      const bend: readonly [number, number] = [x + side * span * 0.5, y - span * mix(0.3, 0.6, random())];
      paintCurve(
        raster,
        bow([x, y], bend, [x + side * span, y - span * 0.1], 6),
        span * 0.16,
        span * 0.04,
        tone("#6d7a80"),
      );
    }
  }
};

/** A lighthouse on its cape at night, its beams in the sea air. */
const paintSpartel = (raster: Raster): void => {
  const sky = palette([
    [0, "#081428"],
    [0.3, "#0e2442"],
    [0.5, "#1d4263"],
    [0.6, "#3b6379"],
  ]);
  const horizon = 0.6;
  const noise = createNoise(521);
  fill(raster, (u, v) => sky(v + 0.02 * fbm(noise, u * 2, v * 6, 3) - 0.05 * (u - 0.3)));
  const random = createRandom(523);
  const unit = raster.width / 2600;
  for (let i = 0; i < 1500; i++) {
    const x = random() * raster.width;
    const y = random() ** 1.15 * horizon * raster.height;
    const bright = 0.05 / (random() + 0.03) ** 0.8;
    const fade = smoothstep(horizon, horizon - 0.3, y / raster.height);
    const radius = unit * (1 + 0.5 * bright);
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const r2 = (dx * dx + dy * dy) / (radius * radius);
        addLight(raster, Math.floor(x) + dx, Math.floor(y) + dy, [0.9, 0.95, 1], bright * fade * 0.9 * Math.exp(-r2));
      }
    }
  }
  const lamp = { u: 0.735, v: 0.262 };
  paintBeams(raster, lamp);
  const mirrored = palette([
    [0, "#3b6379"],
    [0.3, "#1c3f5e"],
    [1, "#0a1a33"],
  ]);
  paintSea(
    raster,
    {
      horizon,
      eyeM: 22,
      waveM: 16,
      focal: 1.1,
      rough: 0.17,
      sky: mirrored,
      deep: tone("#05202e"),
      lamp: { u: 0.44, elevation: 0.12, colour: [0.75, 0.86, 1], strength: 0.16 },
    },
    525,
  );
  const outline = (u: number): number => {
    const inland = (u - 0.5 + 0.012 * fbm(noise, u * 34, 3, 4)) / 0.24;
    const cliff = smoothstep(0, 0.35, inland) * 0.5 + 0.5 * smoothstep(0.2, 1.3, inland);
    return 0.17 * cliff * (1 + 0.16 * fbm(noise, u * 8, 2, 5)) - 0.002;
  };
  paintReflection(raster, horizon + 0.012, outline, tone("#03101c"), 0.8);
  paintCape(raster, {
    waterline: horizon + 0.012,
    outline,
    noise,
    light: tone("#2c4052"),
    shade: tone("#060d16"),
    haze: tone("#1b3a52"),
    air: 0.06,
    from: -1,
  });
  paintTower(raster, lamp, horizon + 0.012 - outline(lamp.u) + 0.008);
  paintLampPath(raster, lamp.u, horizon + 0.012 + 0.02);
};

/** Two opposite beams that widen and fade, brighter toward the viewer's side. */
const paintBeams = (raster: Raster, lamp: { u: number; v: number }): void => {
  const cx = lamp.u * raster.width;
  const cy = lamp.v * raster.height;
  const noise = createNoise(531);
  for (let row = 0; row < raster.height * 0.72; row++) {
    for (let column = 0; column < raster.width; column++) {
      const dx = column + 0.5 - cx;
      const dy = row + 0.5 - cy;
      const r = Math.hypot(dx, dy) / raster.width;
      const angle = Math.atan2(dy, dx);
      let light = 0.012 / (r * 6 + 0.03) ** 1.6;
      for (const [toward, spread, strength] of [
        [Math.PI - 0.13, 0.045, 0.62],
        [-0.13, 0.034, 0.34],
        [Math.PI + 0.5, 0.02, 0.1],
      ] as const) {
        const turn = Math.atan2(Math.sin(angle - toward), Math.cos(angle - toward));
        const mist = 0.8 + 0.35 * noise((column / raster.width) * 7, (row / raster.width) * 14);
        light += (strength * mist * Math.exp(-((turn / spread) ** 2))) / (1 + r * 3.2);
      }
      addLight(raster, column, row, [1, 0.86, 0.56], light * 0.42);
    }
  }
};

/** The lighthouse: a square tower with a crenellated gallery and its lantern, a low house at its foot. */
const paintTower = (raster: Raster, lamp: { u: number; v: number }, foot: number): void => {
  const px = raster.height;
  const cx = lamp.u * raster.width;
  const noise = createNoise(535);
  const box = (x0: number, x1: number, y0: number, y1: number, colour: Rgb, edge: Rgb): void => {
    for (let y = Math.floor(y0 * px); y < y1 * px; y++) {
      for (let x = Math.floor(cx + x0 * px); x < cx + x1 * px; x++) {
        const t = clamp((x - cx - x0 * px) / ((x1 - x0) * px));
        const rough = 1 + 0.14 * fbm(noise, (x / px) * 60, (y / px) * 60, 4);
        if (y >= 0 && x < raster.width)
          setPixel(raster, x, y, scaleRgb(mixRgb(colour, edge, smoothstep(0.35, 0.6, t)), rough));
      }
    }
  };
  const lit = tone("#6f7d7c");
  const shade = tone("#1b2836");
  const v = lamp.v;
  box(-0.12, 0.15, foot - 0.055, foot + 0.03, tone("#47565e"), shade);
  box(-0.128, 0.158, foot - 0.062, foot - 0.055, lit, shade);
  for (const x of [-0.09, -0.06, 0.075, 0.115])
    box(x, x + 0.011, foot - 0.036, foot - 0.014, tone("#e9b566"), tone("#c98f47"));
  box(-0.03, 0.03, v + 0.05, foot + 0.02, lit, shade);
  for (const y of [0.1, 0.16, 0.215]) box(-0.007, 0.003, v + y, v + y + 0.018, tone("#0d1520"), tone("#0d1520"));
  box(-0.037, 0.037, v + 0.036, v + 0.052, lit, shade);
  for (let i = 0; i < 5; i++) box(-0.037 + i * 0.0158, -0.037 + i * 0.0158 + 0.0105, v + 0.024, v + 0.037, lit, shade);
  box(-0.014, 0.014, v - 0.018, v + 0.03, tone("#fff3cf"), tone("#ffe0a0"));
  for (const x of [-0.015, -0.0055, 0.0035, 0.013])
    box(x, x + 0.002, v - 0.018, v + 0.03, tone("#2b2a2c"), tone("#2b2a2c"));
  for (let i = 0; i < 14; i++) {
    const half = 0.018 * Math.sqrt(1 - (i / 14) ** 2);
    box(-half, half, v - 0.018 - (i + 1) * 0.0012, v - 0.018 - i * 0.0012, tone("#3f4f57"), tone("#141d28"));
  }
  const centre = { u: lamp.u, v: v + 0.004, colour: [1, 0.85, 0.55] as Rgb };
  paintGlow(raster, { ...centre, radius: 0.012, strength: 1.6, fade: 2.6 });
  paintGlow(raster, { ...centre, radius: 0.05, strength: 0.09, fade: 1.8 });
};

/** The lamp's broken path on the water below the cape. */
const paintLampPath = (raster: Raster, u: number, from: number): void => {
  const random = createRandom(541);
  for (let i = 0; i < 900; i++) {
    const deep = random() ** 1.3;
    const y = (from + deep * (1 - from)) * raster.height;
    const spread = (0.006 + deep * 0.035) * raster.width;
    const x = u * raster.width + (random() + random() + random() - 1.5) * spread;
    const long = mix(0.003, 0.014, deep) * raster.width * mix(0.5, 1.3, random());
    paintDab(
      raster,
      { x, y, a: long, b: long * 0.1, angle: (random() - 0.5) * 0.08, soft: 0.8 },
      [0.9, 0.72, 0.42],
      0.22 * (1 - deep * 0.6),
    );
  }
};

export const coastPictures: readonly Picture[] = [
  { name: "harbour-sea", ...LANDSCAPE, oversample: 1.15, grain: 2, paint: paintHarbour },
  { name: "spartel-night", ...LANDSCAPE, oversample: 1.15, grain: 1.8, paint: paintSpartel },
];
