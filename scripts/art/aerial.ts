/** Dunes from the air: crescents, a star and long parallel ridges, drawn in slanting parallel projection. */
import {
  clamp,
  createNoise,
  createRandom,
  fbm,
  hash2,
  LANDSCAPE,
  mix,
  mixRgb,
  type Picture,
  type Raster,
  type Rgb,
  setPixel,
  smoothstep,
  tone,
} from "./raster.js";
import {
  createWaves,
  duneProfile,
  type Grid,
  type Height,
  lightSand,
  readGrid,
  type SandLight,
  sampleGrid,
  smoothMax,
  sunAt,
  sweepShadows,
} from "./terrain.js";

/** A view from the air. Its ground is `widthM` across; x runs right and z up the picture from its bottom-left. */
interface AirView {
  readonly widthM: number;
  /** How steeply one looks down, in degrees; 90 is straight down. */
  readonly tilt: number;
  readonly height: Height;
  readonly light: SandLight;
  /** The ground's own colour, given its height in m and its steepness (a tangent). */
  readonly ground: (x: number, z: number, height: number, steep: number) => Rgb;
  readonly haze: Rgb;
  /** How much of the haze lies over the foot and over the head of the picture, 0 to 1. */
  readonly hazeFoot: number;
  readonly hazeHead: number;
}

/** Where each pixel meets the ground: z in m, found column by column from the foot of the picture upward. */
const scanGrid = (raster: Raster, grid: Grid, pixelM: number, tilt: number): Float32Array => {
  const sin = Math.sin(tilt);
  const cos = Math.cos(tilt);
  const hits = new Float32Array(raster.width * raster.height);
  for (let column = 0; column < raster.width; column++) {
    const x = (column + 0.5) * pixelM;
    let beforeZ = grid.z0;
    let beforeY = raster.height - (beforeZ * sin + readGrid(grid, x, beforeZ) * cos) / pixelM;
    let edge = raster.height;
    for (let step = 1; edge > 0 && step < grid.rows * 2; step++) {
      const z = grid.z0 + (step * grid.cellM) / 2;
      const y = raster.height - (z * sin + readGrid(grid, x, z) * cos) / pixelM;
      if (y < edge) {
        for (let row = Math.min(raster.height - 1, Math.ceil(edge - 0.5) - 1); row >= 0 && row + 0.5 >= y; row--) {
          hits[row * raster.width + column] = mix(beforeZ, z, clamp((beforeY - row - 0.5) / (beforeY - y)));
        }
        edge = y;
      }
      beforeY = y;
      beforeZ = z;
    }
  }
  return hits;
};

const paintFromAir = (raster: Raster, view: AirView): void => {
  const pixelM = view.widthM / raster.width;
  const tilt = (view.tilt * Math.PI) / 180;
  const deep = (raster.height * pixelM) / Math.sin(tilt);
  const margin = view.widthM * 0.09;
  const box = [-margin, -margin, view.widthM + margin, deep + margin] as const;
  const grid = sampleGrid(box, pixelM, view.height);
  const shadows = sweepShadows(grid, view.light.sun, 0.014);
  const hits = scanGrid(raster, grid, pixelM, tilt);
  for (let row = 0; row < raster.height; row++) {
    for (let column = 0; column < raster.width; column++) {
      const z = hits[row * raster.width + column]!;
      const x = (column + 0.5) * pixelM;
      const slopeX = (readGrid(grid, x + pixelM, z) - readGrid(grid, x - pixelM, z)) / (2 * pixelM);
      const slopeZ = (readGrid(grid, x, z + pixelM) - readGrid(grid, x, z - pixelM)) / (2 * pixelM);
      const nudge = pixelM * 1.4;
      const seen = readGrid(shadows, x + view.light.sun.x * nudge, z + view.light.sun.z * nudge);
      const light = lightSand(view.light, slopeX, slopeZ, seen);
      const own = view.ground(x, z, readGrid(grid, x, z), Math.hypot(slopeX, slopeZ));
      const sparkle = 1 + (hash2(column, row, 6) - 0.5) * 0.05;
      const air = mix(view.hazeHead, view.hazeFoot, row / raster.height);
      setPixel(raster, column, row, [
        mix(own[0] * light[0] * sparkle, view.haze[0], air),
        mix(own[1] * light[1] * sparkle, view.haze[1], air),
        mix(own[2] * light[2] * sparkle, view.haze[2], air),
      ]);
    }
  }
};

/** One crescent dune: where its middle lies, its half-length, its height and the lean of its horns. */
interface Crescent {
  readonly x: number;
  readonly z: number;
  readonly half: number;
  readonly tall: number;
  readonly lean: number;
}

/** Height of a crescent at (u downwind, v across), both in half-lengths. */
const crescentHeight = ({ half, tall, lean }: Crescent, u: number, v: number): number => {
  if (v <= -1 || v >= 1 || u < -1.3 || u > 1.4) return 0;
  const bow = v * v;
  const horn = 1 + lean * v;
  const toe = -1.1 + 1.83 * Math.abs(v) ** 2.5 * horn;
  const brink = -0.12 + 0.85 * bow * horn;
  if (u <= toe) return 0;
  const top = tall * (1 - bow) ** 1.25;
  if (u <= brink) {
    const s = (u - toe) / (brink - toe);
    return top * smoothstep(0, 1.12, s) * 1.02;
  }
  const fall = top - ((u - brink) * half * 0.62) / Math.sqrt(1 + 2.2 * bow);
  return Math.max(0, smoothMax(fall, 0, tall * 0.1) - tall * 0.025);
};

/** Crescents scattered over a plain, none on another; the wind blows along `wind` (radians from x). */
const scatterCrescents = (widthM: number, deepM: number, wind: number): Crescent[] => {
  const random = createRandom(404);
  const dunes: Crescent[] = [
    { x: widthM * 0.36, z: deepM * 0.4, half: 128, tall: 27, lean: 0.12 },
    { x: widthM * 0.73, z: deepM * 0.63, half: 96, tall: 20, lean: -0.15 },
  ];
  for (let tries = 0; tries < 4000 && dunes.length < 46; tries++) {
    const half = 22 + 62 * random() ** 2.4;
    const dune = {
      x: (random() * 1.2 - 0.1) * widthM,
      z: (random() * 1.2 - 0.1) * deepM,
      half,
      tall: half * 0.2,
      lean: (random() - 0.5) * 0.5,
    };
    const free = dunes.every((other) => {
      const dx = dune.x - other.x;
      const dz = dune.z - other.z;
      const along = dx * Math.cos(wind) + dz * Math.sin(wind);
      const across = -dx * Math.sin(wind) + dz * Math.cos(wind);
      return Math.hypot(along / 1.55, across / 1.2) > dune.half + other.half;
    });
    if (free) dunes.push(dune);
  }
  return dunes;
};

/** Crescent dunes on a stony plain, evening light, long shadows. */
const paintBarchans = (raster: Raster): void => {
  const widthM = 900;
  const tilt = 52;
  const wind = -0.32;
  const dunes = scatterCrescents(widthM, widthM / 1.5 / Math.sin((tilt * Math.PI) / 180), wind);
  const noise = createNoise(91);
  const ripples = createWaves(93);
  const cos = Math.cos(wind);
  const sin = Math.sin(wind);
  const sandAt: Height = (x, z) => {
    const wx = x + 7 * noise(x * 0.011, z * 0.011);
    const wz = z + 7 * noise(x * 0.011 + 9, z * 0.011 - 4);
    let sum = 0;
    for (const dune of dunes) {
      const dx = (wx - dune.x) / dune.half;
      const dz = (wz - dune.z) / dune.half;
      if (dx * dx + dz * dz > 4) continue;
      sum = Math.max(sum, crescentHeight(dune, dx * cos + dz * sin, -dx * sin + dz * cos));
    }
    return sum;
  };
  const height: Height = (x, z) => {
    const sand = sandAt(x, z);
    const along = (x * cos + z * sin) / 5.2 + 0.8 * noise(x * 0.03, z * 0.03);
    const wave = ripples(along, x * 0.02, z * 0.02);
    const ripple = duneProfile(wave.phase, 0.6) * wave.strength * 0.16;
    const plain = 0.5 * noise(x * 0.02, z * 0.02) + 0.1 * noise(x * 0.3, z * 0.3);
    return sand + ripple * (sand > 0.4 ? 1 : 0.45) + plain * smoothstep(2, 0, sand);
  };
  const stone = tone("#8a6a5c");
  const sheet = tone("#b08a70");
  paintFromAir(raster, {
    widthM,
    tilt,
    height,
    light: {
      sun: sunAt(-118, 17),
      sunColour: [2.7, 1.55, 0.85],
      zenith: [0.17, 0.24, 0.45],
      glow: [0.12, 0.08, 0.07],
      bounce: [0.3, 0.16, 0.09],
    },
    ground: (x, z, tall) => {
      const along = x * cos + z * sin;
      const across = -x * sin + z * cos;
      const streak = smoothstep(-0.25, 0.45, fbm(noise, along * 0.006, across * 0.03, 4));
      const pebble = 0.86 + 0.28 * hash2(Math.floor(x * 1.6), Math.floor(z * 1.6), 3);
      const floor = mixRgb(stone, sheet, streak * 0.8);
      const dune = mixRgb([0.6, 0.32, 0.17], [0.66, 0.38, 0.2], 0.5 + 0.5 * noise(x * 0.04, z * 0.04));
      const bare = smoothstep(1.6, 0.3, tall);
      const plain: Rgb = [floor[0] * 0.62 * pebble, floor[1] * 0.62 * pebble, floor[2] * 0.62 * pebble];
      return mixRgb(dune, plain, bare);
    },
    haze: tone("#e3bfa2"),
    hazeFoot: 0,
    hazeHead: 0.22,
  });
};

/** One arm of a star dune: its bearing at the summit, how it bends outward, how long and how high it starts. */
interface Arm {
  readonly bearing: number;
  readonly bend: number;
  readonly long: number;
  readonly tall: number;
}

/** A star dune: arms of sharp sand that meet in one summit, each with a steep and a gentler side. */
const starHeight = (arms: readonly Arm[], x: number, z: number, wobble: number): number => {
  const r = Math.hypot(x, z);
  const angle = Math.atan2(z, x);
  let sum = 0;
  for (const arm of arms) {
    const t = r / arm.long;
    const toward = arm.bearing + arm.bend * t + wobble * 0.2 * Math.min(1, t * 3);
    const turn = angle - toward - Math.round((angle - toward) / (Math.PI * 2)) * Math.PI * 2;
    const lateral = r * (Math.abs(turn) > 1.4 ? 1 : Math.sin(Math.abs(turn)));
    const crest = arm.tall * (1 - smoothstep(0, 1.15, t) * 0.86 - 0.14 * t);
    const slope = turn * arm.bend > 0 ? 0.62 : 0.5;
    const q = (lateral * slope) / Math.max(6, crest);
    sum = Math.max(sum, crest / (1 + q + 0.75 * q * q));
  }
  return sum;
};

/** A star dune from the air, its arms half in light, smaller dunes about its feet. */
const paintStar = (raster: Raster): void => {
  const widthM = 1500;
  const tilt = 58;
  const deepM = widthM / 1.5 / Math.sin((tilt * Math.PI) / 180);
  const noise = createNoise(101);
  const small = createWaves(103);
  const fine = createWaves(105);
  const great: readonly Arm[] = [
    { bearing: 0.35, bend: 0.5, long: 520, tall: 116 },
    { bearing: 1.75, bend: -0.45, long: 430, tall: 116 },
    { bearing: 2.85, bend: 0.55, long: 560, tall: 116 },
    { bearing: 4.15, bend: 0.4, long: 430, tall: 116 },
    { bearing: 5.3, bend: -0.5, long: 500, tall: 116 },
  ];
  const lesser: readonly Arm[] = [
    { bearing: 0.9, bend: 0.6, long: 230, tall: 48 },
    { bearing: 2.7, bend: -0.5, long: 260, tall: 48 },
    { bearing: 4.6, bend: 0.7, long: 250, tall: 48 },
  ];
  const height: Height = (x, z) => {
    const wobble = noise(x * 0.0042, z * 0.0042) + 0.25 * noise(x * 0.011, z * 0.011);
    const star = starHeight(great, x - widthM * 0.53, z - deepM * 0.47, wobble);
    const left = starHeight(lesser, x - widthM * 0.06, z - deepM * 0.93, wobble);
    const right = starHeight(lesser, widthM * 0.99 - x, z - deepM * 0.06, wobble);
    const warp = noise(x * 0.003, z * 0.003) * 0.7 + noise(x * 0.009, z * 0.009) * 0.2;
    const wave = small((x * 0.85 + z * 0.5) / 78 + warp, x / 190, z / 190);
    const low = duneProfile(wave.phase, 0.66) * wave.strength * 11;
    const ripple = fine((x * 0.6 - z * 0.8) / 9 + warp * 4, x / 40, z / 40);
    const body = Math.max(star, left, right);
    const sand = body + low * (1 - 0.72 * smoothstep(4, 40, body));
    return sand + duneProfile(ripple.phase, 0.6) * ripple.strength * 0.28;
  };
  paintFromAir(raster, {
    widthM,
    tilt,
    height,
    light: {
      sun: sunAt(-58, 24),
      sunColour: [2.6, 1.4, 0.7],
      zenith: [0.15, 0.2, 0.4],
      glow: [0.12, 0.07, 0.06],
      bounce: [0.4, 0.19, 0.1],
    },
    ground: (x, z, tall) =>
      mixRgb(
        [0.43, 0.2, 0.13],
        [0.62, 0.32, 0.15],
        clamp(tall / 46 + 0.3 * noise(x * 0.01, z * 0.01) + 0.15 * noise(x * 0.09, z * 0.09)),
      ),
    haze: tone("#eabf98"),
    hazeFoot: 0,
    hazeHead: 0.2,
  });
};

/** Long parallel ridges from very high, as a satellite would see them: orange sand, rose and pale corridors. */
const paintLinear = (raster: Raster): void => {
  const widthM = 11000;
  const noise = createNoise(111);
  const ridges = createWaves(113);
  const riders = createWaves(115);
  const bearing = 0.42;
  const cos = Math.cos(bearing);
  const sin = Math.sin(bearing);
  const bodyAt = (x: number, z: number): number => {
    const along = x * cos + z * sin;
    const across = -x * sin + z * cos;
    const warp = 0.4 * noise(along / 2600, across / 1300) + 0.1 * noise(along / 600, across / 420);
    const wave = ridges(across / 600 + warp, along / 4600, across / 1500);
    const t = wave.phase - Math.floor(wave.phase);
    const flank = clamp(t < 0.58 ? (t - 0.22) / 0.36 : (0.86 - t) / 0.28);
    return flank * (0.3 + 0.7 * wave.strength);
  };
  const height: Height = (x, z) => {
    const body = bodyAt(x, z);
    const along = x * cos + z * sin;
    const across = -x * sin + z * cos;
    const rider = riders((along + across * 0.6) / 150 + noise(x / 420, z / 420) * 0.7, along / 420, across / 300);
    const fine = 0.8 * noise(along / 60, across / 30) + 0.4 * noise(x / 22, z / 22);
    return body * 70 + duneProfile(rider.phase, 0.6) * rider.strength * 6 * smoothstep(0.02, 0.4, body) + fine;
  };
  paintFromAir(raster, {
    widthM,
    tilt: 78,
    height,
    light: {
      sun: sunAt(150, 23),
      sunColour: [2.15, 1.3, 0.84],
      zenith: [0.18, 0.2, 0.34],
      glow: [0.1, 0.06, 0.06],
      bounce: [0.3, 0.13, 0.07],
    },
    ground: (x, z) => {
      const body = bodyAt(x, z);
      const along = x * cos + z * sin;
      const across = -x * sin + z * cos;
      const pan = smoothstep(0, 0.55, fbm(noise, along / 1700 + 40, across / 420, 5));
      const floor = mixRgb([0.5, 0.235, 0.16], [0.6, 0.4, 0.32], pan);
      const tint = clamp(0.5 + 0.6 * noise(x / 1600, z / 1600) + 0.2 * noise(along / 120, across / 60));
      const sand = mixRgb([0.46, 0.15, 0.07], [0.55, 0.21, 0.09], tint);
      return mixRgb(floor, sand, smoothstep(0.01, 0.16, body));
    },
    haze: tone("#e9c3ae"),
    hazeFoot: 0.03,
    hazeHead: 0.06,
  });
};

export const aerialPictures: readonly Picture[] = [
  { name: "dunes-barchan", ...LANDSCAPE, oversample: 1.2, grain: 2, paint: paintBarchans },
  { name: "dunes-star", ...LANDSCAPE, oversample: 1.2, grain: 2, paint: paintStar },
  { name: "dunes-linear", ...LANDSCAPE, oversample: 1.2, grain: 2, paint: paintLinear },
];
