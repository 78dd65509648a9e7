/** Sand in low light: ridges drawn by their crests, wind ripples, and the painting of what a camera sees. */
import {
  clamp,
  createNoise,
  curve,
  fbm,
  hash2,
  mix,
  mixRgb,
  type Raster,
  type Rgb,
  setPixel,
  smoothstep,
} from "./raster.js";
import {
  type Camera,
  createWaves,
  type Height,
  lightSand,
  readGrid,
  type SandLight,
  sampleGrid,
  scanGround,
  smoothMax,
  sweepShadows,
} from "./terrain.js";

/** A point of a crest: distance in m, and where it stands in the picture (parts of width and height). */
type CrestPoint = readonly [depthM: number, across: number, down: number];

/** How a ridge looks on either side of its crest; slopes are tangents. */
interface RidgeShape {
  readonly windward: number;
  readonly lee: number;
  /** Height of the ground that the ridge stands on, in m from the eye, at a place. */
  readonly base: Height;
  /** Gentle swelling of the faces, in m. */
  readonly swell: number;
}

/** A ridge drawn by where its crest runs in the picture. The windward side is the left one. */
export const ridge = (camera: Camera, aspect: number, crest: readonly CrestPoint[], shape: RidgeShape): Height => {
  const across = curve(crest.map(([z, u]) => [Math.log(z), u]));
  const down = curve(crest.map(([z, , v]) => [Math.log(z), v]));
  const noise = createNoise(21);
  const size = 1 << 15;
  const first = Math.log(camera.nearM * 0.5);
  const span = Math.log(camera.farM) - first;
  const crestX = new Float64Array(size + 2);
  const crestY = new Float64Array(size + 2);
  for (let i = 0; i < size + 2; i++) {
    const at = first + (span * i) / size;
    const z = Math.exp(at);
    crestX[i] = ((across(at) - camera.axis) / camera.focal) * z + noise(z * 0.02, 3.3) * Math.min(1.2, z * 0.004);
    crestY[i] = ((camera.horizon - down(at)) / camera.focal / aspect) * z;
  }
  return (x, z) => {
    const place = clamp(((Math.log(z) - first) / span) * size, 0, size);
    const i = Math.floor(place);
    const cx = mix(crestX[i]!, crestX[i + 1]!, place - i);
    const top = mix(crestY[i]!, crestY[i + 1]!, place - i);
    const lean = ((crestX[i + 1]! - crestX[i]!) * size) / span / z;
    const away = (x - cx) / Math.sqrt(1 + lean * lean);
    const base = shape.base(x, z);
    const tall = Math.max(0.1, top - base);
    const swell = shape.swell * noise(x * 0.023, z * 0.016 + 7) * smoothstep(0, 30, Math.abs(away));
    if (away < 0) {
      const q = (-away * shape.windward) / tall;
      return base + tall / (1 + q + 0.8 * q * q) + swell;
    }
    return smoothMax(top - away * shape.lee, base, tall * 0.22) + swell * 0.3;
  };
};

/** How a view of sand is lit, coloured and lost in the distance. */
interface SandLook {
  readonly light: SandLight;
  readonly sand: Rgb;
  readonly sandDeep: Rgb;
  /** Colour of the air at the horizon for a part of the width, and the distance in m at which it takes over. */
  readonly haze: (across: number) => Rgb;
  readonly hazeM: number;
  /** Box of the shadow grid `[x0, z0, x1, z1]` in m, and its cell. */
  readonly shadowBox: readonly [number, number, number, number];
  readonly shadowCellM: number;
  /** Extra shade on the ground, 0 dark to 1 none. */
  readonly veil?: (x: number, z: number) => number;
  /** Strength of the ripples and the bearing their crests run along (radians from the x axis). */
  readonly ripples: number;
  readonly rippleBearing: number;
  /** The slope (a tangent) on which sand slides and keeps no ripples. */
  readonly rippleSlope: number;
  /** How plainly sand that slid has left streaks on slopes that fall to the right; 0 for none. */
  readonly streaks: number;
}

/** Height of the wind ripples in m, three sizes, each leaving when its wavelength nears `footprintM`. */
const createRipples = (bearing: number): ((x: number, z: number, footprintM: number) => number) => {
  const waves = createWaves(31);
  const warp = createNoise(33);
  const sin = Math.sin(bearing);
  const cos = Math.cos(bearing);
  const sizes = [
    { length: 0.34, tall: 0.026 },
    { length: 1.5, tall: 0.055 },
    { length: 6.5, tall: 0.14 },
  ];
  return (x, z, footprintM) => {
    let sum = 0;
    for (const { length, tall } of sizes) {
      const keep = smoothstep(0.5, 0.16, footprintM / length);
      if (keep <= 0) continue;
      const u = (x * cos + z * sin) / length;
      const v = (-x * sin + z * cos) / length;
      const bend = warp(u * 0.05, v * 0.07) * 0.9;
      const wave = waves(v + bend, u * 0.045, v * 0.11);
      const t = wave.phase - Math.floor(wave.phase);
      const shape = t < 0.68 ? smoothstep(0, 0.68, t) : smoothstep(1, 0.68, t);
      sum += keep * tall * wave.strength * shape;
    }
    return sum;
  };
};

/** Paints the sand that a camera sees over a sky already in the raster. */
export const paintSand = (raster: Raster, camera: Camera, height: Height, look: SandLook): void => {
  const depths = scanGround(raster, camera, height);
  const shadows = sweepShadows(sampleGrid(look.shadowBox, look.shadowCellM, height), look.light.sun);
  const ripples = createRipples(look.rippleBearing);
  const grainNoise = createNoise(41);
  const focalPx = camera.focal * raster.width;
  const horizonPx = camera.horizon * raster.height;
  const nudgeX = look.light.sun.x * look.shadowCellM * 1.3;
  const nudgeZ = look.light.sun.z * look.shadowCellM * 1.3;
  for (let row = 0; row < raster.height; row++) {
    for (let column = 0; column < raster.width; column++) {
      const z = depths[row * raster.width + column]!;
      if (z === 0) continue;
      const slant = (column + 0.5 - camera.axis * raster.width) / focalPx;
      const x = slant * z;
      const pixelM = z / focalPx;
      const step = Math.max(0.012, pixelM * 0.75);
      const here = ((horizonPx - row - 0.5) * z) / focalPx;
      let slopeX = (height(x + step, z) - height(x - step, z)) / (2 * step);
      let slopeZ = (height(x, z + step) - height(x, z - step)) / (2 * step);
      const steep = Math.hypot(slopeX, slopeZ);
      // How much ground one pixel covers along the line of sight, from the angle at which the ground is met.
      const facing = Math.abs(-here / z + slopeZ) + 0.02;
      const footprint = pixelM / Math.min(1, facing);
      const rough = look.ripples * smoothstep(look.rippleSlope, look.rippleSlope - 0.16, steep);
      if (rough > 0.01) {
        const fine = Math.max(0.02, pixelM);
        const level = ripples(x, z, footprint);
        slopeX += (rough * (ripples(x + fine, z, footprint) - level)) / fine;
        slopeZ += (rough * (ripples(x, z + fine, footprint) - level)) / fine;
      }
      const veil = look.veil ? look.veil(x, z) : 1;
      // Read a cell nearer to the sun: a crest must not shade its own lit side through the grid's coarseness.
      const seen = readGrid(shadows, x + nudgeX, z + nudgeZ) * veil;
      const light = lightSand(look.light, slopeX, slopeZ, seen);
      const mottle = 0.5 + 0.5 * fbm(grainNoise, x * 0.11, z * 0.05, 2);
      const sparkle = 1 + (hash2(column, row, 5) - 0.5) * 0.1 * smoothstep(60, 8, z);
      const slid = look.streaks * smoothstep(0.36, 0.56, steep);
      const streak =
        slid > 0 ? 1 + 0.1 * slid * fbm(grainNoise, z * 0.6 + 2 * grainNoise(x * 0.05, z * 0.05), x * 0.028, 3) : 1;
      const sand = mixRgb(look.sandDeep, look.sand, clamp(0.25 + 0.75 * mottle));
      const air = 1 - Math.exp(-((z / look.hazeM) ** 1.35));
      const haze = look.haze((column + 0.5) / raster.width);
      const ambient = (0.82 + 0.18 * veil) * streak;
      setPixel(raster, column, row, [
        mix(sand[0] * light[0] * sparkle * ambient, haze[0], air),
        mix(sand[1] * light[1] * sparkle * ambient, haze[1], air),
        mix(sand[2] * light[2] * sparkle * ambient, haze[2], air),
      ]);
    }
  }
};
