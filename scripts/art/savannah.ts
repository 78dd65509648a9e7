/** Acacia country: the shore of a lake when the Sahara was green, and the dust of the harmattan. */
import { hillLine, paintBelow, paintClouds, paintGlow, paintMirror } from "./air.js";
import { bow, paintCurve, paintDab } from "./brush.js";
import { type Foliage, paintAcacia, paintGrass } from "./plants.js";
import {
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
  scaleRgb,
  smoothstep,
  tone,
} from "./raster.js";

/** The pale sun of the harmattan over acacias that the dust takes one after another. */
const paintHarmattan = (raster: Raster): void => {
  const dust = palette([
    [0, "#b9a78d"],
    [0.3, "#cdb896"],
    [0.6, "#dcc49c"],
    [0.78, "#d3b78d"],
    [1, "#b99a72"],
  ]);
  const noise = createNoise(301);
  fill(raster, (u, v) => dust(v + 0.05 * fbm(noise, u * 2.2, v * 4, 4) + 0.03 * (u - 0.6) ** 2));
  paintGlow(raster, { u: 0.64, v: 0.33, radius: 0.12, colour: [1, 0.86, 0.6], strength: 0.55, fade: 1.7 });
  const disc = 0.031 * raster.width;
  paintDab(
    raster,
    { x: 0.64 * raster.width, y: 0.33 * raster.height, a: disc, b: disc, angle: 0, soft: 0.06 },
    tone("#fff6df"),
    0.96,
  );
  const layers = [
    { base: 0.735, tall: 0.012, colour: "#c9ae87", trees: 17, size: 0.075 },
    { base: 0.765, tall: 0.014, colour: "#b89a72", trees: 10, size: 0.125 },
    { base: 0.805, tall: 0.014, colour: "#97785a", trees: 6, size: 0.2 },
    { base: 0.87, tall: 0.016, colour: "#5e4636", trees: 0, size: 0 },
  ];
  const random = createRandom(303);
  layers.forEach(({ base, tall, colour, trees, size }, index) => {
    const line = hillLine(noise, base, tall, 3, index + 1);
    const ink = tone(colour);
    const lit = mixRgb(ink, tone("#ecd7ae"), 0.3 - index * 0.04);
    for (let i = 0; i < trees; i++) {
      const u = (i + 0.15 + random() * 0.7) / trees;
      const place = { x: u * raster.width, y: (line(u) + 0.006) * raster.height, seed: 40 + index * 20 + i };
      const height = size * mix(0.7, 1.2, random()) * raster.height;
      paintAcacia(raster, { ...place, tall: height }, { wood: ink, shade: ink, light: lit, glint: lit, from: 0.6 });
    }
    const foot = layers[index + 1] ? tone(layers[index + 1]!.colour) : tone("#3f2e26");
    paintBelow(raster, line, (u, v, below) => {
      const grit = 1 + 0.06 * fbm(noise, u * 60, v * 160, 3);
      return scaleRgb(mixRgb(ink, index < 3 ? mixRgb(ink, tone("#dcc49c"), 0.35) : foot, clamp(below * 11)), grit);
    });
  });
  const near = {
    wood: tone("#33251f"),
    shade: tone("#3a2b22"),
    light: tone("#7b6044"),
    glint: tone("#a58661"),
    from: 0.6,
  };
  const front = hillLine(noise, 0.87, 0.016, 3, 4);
  paintAcacia(
    raster,
    { x: 0.27 * raster.width, y: (front(0.27) + 0.01) * raster.height, tall: 0.53 * raster.height, seed: 77 },
    near,
  );
  paintAcacia(
    raster,
    { x: 0.87 * raster.width, y: (front(0.87) + 0.01) * raster.height, tall: 0.3 * raster.height, seed: 83 },
    near,
  );
  const blades = { tall: 0.045, blades: 6500, seed: 311, bend: 0.4 };
  paintGrass(raster, { ...blades, line: (u) => front(u) + 0.01, colours: [tone("#4a3729"), tone("#8d6f4c")] });
  paintGrass(raster, {
    ...blades,
    tall: 0.09,
    blades: 4200,
    seed: 312,
    line: () => 0.955,
    colours: [tone("#2a1e19"), tone("#654b36")],
  });
};

/** The Sahara as it was when it rained: a lake, acacias and grass in warm light. */
const paintSavannah = (raster: Raster): void => {
  const noise = createNoise(341);
  const sky = palette([
    [0, "#5f93b3"],
    [0.2, "#93b6bb"],
    [0.36, "#d9cfae"],
    [0.46, "#f6dda6"],
  ]);
  fill(raster, (u, v) => sky(v - 0.04 * (u - 0.3)));
  paintClouds(raster, {
    noise: createNoise(343),
    top: -0.15,
    bottom: 0.44,
    cover: 0.5,
    size: 0.22,
    flat: 2.3,
    light: tone("#fff0cf"),
    shade: tone("#9fa9a8"),
    from: -0.8,
  });
  paintGlow(raster, { u: 0.16, v: 0.4, radius: 0.1, colour: [1, 0.8, 0.42], strength: 0.6, fade: 1.7 });
  const hills = [
    { base: 0.45, tall: 0.06, many: 2, top: "#a3ab98", foot: "#d3c69c" },
    { base: 0.475, tall: 0.045, many: 2.6, top: "#7f8f6c", foot: "#b9b47e" },
  ];
  hills.forEach(({ base, tall, many, top, foot }, index) => {
    paintBelow(raster, hillLine(noise, base, tall, many, index + 3), (u, v, below) =>
      scaleRgb(mixRgb(tone(top), tone(foot), clamp(below * 12)), 1 + 0.08 * fbm(noise, u * 40, v * 90, 4)),
    );
  });
  const shore = 0.535;
  const random = createRandom(347);
  for (let row = 0; row < 4; row++) {
    const near = row / 3;
    const line = (u: number): number => 0.487 + near * 0.034 + 0.004 * fbm(noise, u * 7, row + 4, 3);
    const ground = mixRgb(tone("#a9aa6d"), tone("#6d7a35"), near);
    paintBelow(raster, line, (u, v) => scaleRgb(ground, 1 + 0.22 * fbm(noise, u * 50, v * 240, 4)));
    const many = [46, 26, 13, 7][row]!;
    for (let i = 0; i < many; i++) {
      const u = (i + random() * 0.95) / many;
      if (row > 1 && u > 0.3 && u < 0.5) continue;
      const tall = mix(0.045, 0.2, near ** 1.2) * mix(0.7, 1.2, random()) * raster.height;
      const foliage: Foliage = {
        wood: mixRgb(tone("#8c7f5c"), tone("#43321f"), near),
        shade: mixRgb(tone("#74845a"), tone("#2b3d1a"), near),
        light: mixRgb(tone("#c0bf7c"), tone("#b3ae4a"), near),
        glint: tone("#e2d28a"),
        from: -1,
      };
      paintAcacia(
        raster,
        { x: u * raster.width, y: (line(u) + 0.004) * raster.height, tall, seed: 500 + row * 60 + i },
        foliage,
      );
    }
  }
  paintGrass(raster, {
    line: () => 0.527,
    tall: 0.016,
    blades: 9000,
    colours: [tone("#5b6b2c"), tone("#c5b95f")],
    seed: 349,
    bend: 0.15,
  });
  paintMirror(raster, {
    noise,
    from: shore,
    to: 0.9,
    ripple: 0.006,
    reach: 1,
    tint: tone("#3f6b72"),
    tintFar: 0.12,
    tintNear: 0.5,
  });
  paintWaders(raster);
  const bank = (u: number): number =>
    0.885 - 0.06 * smoothstep(0.35, 1, u) - 0.045 * smoothstep(0.3, 0, u) + 0.012 * noise(u * 5, 3);
  paintBelow(raster, bank, (u, v, below) =>
    scaleRgb(mixRgb(tone("#8f8c48"), tone("#2f3d17"), clamp(below * 9)), 1 + 0.3 * fbm(noise, u * 60, v * 120, 4)),
  );
  paintGrass(raster, {
    line: bank,
    tall: 0.05,
    blades: 12000,
    colours: [tone("#3f5220"), tone("#cfc25f")],
    seed: 351,
    bend: 0.25,
  });
  const near: Foliage = {
    wood: tone("#3a2a1b"),
    shade: tone("#1f2f13"),
    light: tone("#a9a341"),
    glint: tone("#e2d28a"),
    from: -1,
  };
  paintAcacia(raster, { x: 0.845 * raster.width, y: 0.9 * raster.height, tall: 0.66 * raster.height, seed: 612 }, near);
  paintGrass(raster, {
    line: (u) => bank(u) + 0.06,
    tall: 0.11,
    blades: 6500,
    colours: [tone("#1f2c12"), tone("#9b9a3f")],
    seed: 353,
    bend: 0.3,
  });
};

/** A few tall white birds standing in the shallows, and a flight of others. */
const paintWaders = (raster: Raster): void => {
  const random = createRandom(357);
  const unit = raster.height;
  for (let i = 0; i < 9; i++) {
    const x = (0.3 + random() * 0.3) * raster.width;
    const y = mix(0.6, 0.74, random()) * raster.height;
    const tall = unit * mix(0.016, 0.05, (y / raster.height - 0.58) / 0.16);
    const side = random() < 0.5 ? -1 : 1;
    for (const flip of [1, -1]) {
      const white = flip > 0 ? tone("#fff4dd") : tone("#9fb0a4");
      const at = (dx: number, dy: number): readonly [number, number] => [x + side * dx * tall, y - flip * dy * tall];
      const cover = flip > 0 ? 1 : 0.4;
      paintCurve(raster, [at(0, 0), at(0.02, 0.5)], tall * 0.035, tall * 0.035, tone("#5c4a33"), cover);
      const [bx, by] = at(-0.05, 0.58);
      paintDab(
        raster,
        { x: bx, y: by, a: tall * 0.23, b: tall * 0.1, angle: flip * side * 0.35, soft: 0.3 },
        white,
        cover,
      );
      paintCurve(raster, bow(at(0.1, 0.64), at(0.3, 0.72), at(0.16, 0.92), 8), tall * 0.06, tall * 0.04, white, cover);
      paintCurve(raster, [at(0.15, 0.93), at(0.32, 0.9)], tall * 0.05, tall * 0.012, tone("#c79a4a"), cover);
    }
  }
  for (let i = 0; i < 13; i++) {
    const x = (0.46 + i * 0.013 + 0.008 * random()) * raster.width;
    const y = (0.2 + Math.abs(i - 6) * 0.011 + 0.008 * random()) * raster.height;
    const span = unit * 0.013;
    for (const side of [-1, 1]) {
      const tip: readonly [number, number] = [x + side * span, y - span * mix(0.1, 0.5, random())];
      paintCurve(
        raster,
        bow([x, y], [x + side * span * 0.5, y - span * 0.55], tip, 5),
        span * 0.16,
        span * 0.05,
        tone("#5a6468"),
      );
    }
  }
};

export const savannahPictures: readonly Picture[] = [
  { name: "green-savannah", ...LANDSCAPE, oversample: 1, grain: 2, paint: paintSavannah },
  { name: "harmattan-haze", ...LANDSCAPE, oversample: 1, grain: 2.4, paint: paintHarmattan },
];
