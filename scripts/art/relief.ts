/** A surface seen from straight above and the light that falls on it: heights, colours and gloss in typed arrays. */

export type Rgb = readonly [number, number, number];

/** A picture in linear light, three numbers a pixel, 1 = paper white. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
}

/** A surface: `z` in pixels above the ground, `albedo` in linear light (three a pixel), `gloss` 0 (matt) to 1 (glass). */
export interface Relief {
  readonly width: number;
  readonly height: number;
  readonly z: Float32Array;
  readonly albedo: Float32Array;
  readonly gloss: Float32Array;
}

/** How a surface is lit. `from` is the angle in degrees clockwise from the top at which the lamp stands, `elevation` in degrees. */
export interface Lamp {
  readonly from: number;
  readonly elevation: number;
  /** Length of the longest shadow, px; 0 for none. */
  readonly reach: number;
  /** Softness of a shadow's edge: 0.05 (hard) to 1. */
  readonly soft?: number;
  readonly sun?: Rgb;
  readonly sky?: Rgb;
  /** Radii in px of the hollows that lose light from the sky, and how much. */
  readonly hollows?: readonly number[];
  readonly hollowness?: number;
  /** Strength of the window mirrored in glossy places. */
  readonly shine?: number;
  /** 0–1: how far light falls off from the lamp's side of the picture to the other. */
  readonly falloff?: number;
}

/** Height of a 3:2 picture of this width, px. */
export const heightFor = (width: number): number => Math.round((width * 2) / 3);

/** A repeatable source of numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number in [0, 1) that belongs to a pair of whole numbers. */
export function chance(a: number, b: number, seed = 0): number {
  let h = Math.imul(a | 0, 0x27d4eb2d) ^ Math.imul(b | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const GRADIENTS = new Float32Array(512);
for (let i = 0; i < 256; i++) {
  GRADIENTS[i * 2] = Math.cos((i * Math.PI) / 128);
  GRADIENTS[i * 2 + 1] = Math.sin((i * Math.PI) / 128);
}

function corner(ix: number, iy: number, dx: number, dy: number, seed: number): number {
  let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  const g = ((h ^ (h >>> 14)) & 255) * 2;
  return (GRADIENTS[g] as number) * dx + (GRADIENTS[g + 1] as number) * dy;
}

/** Gradient noise, about −0.7 to 0.7, one feature a unit. */
export function noise(x: number, y: number, seed = 0): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const dx = x - ix;
  const dy = y - iy;
  const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
  const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
  const top = corner(ix, iy, dx, dy, seed);
  const low = corner(ix, iy + 1, dx, dy - 1, seed);
  const a = top + u * (corner(ix + 1, iy, dx - 1, dy, seed) - top);
  return a + v * (low + u * (corner(ix + 1, iy + 1, dx - 1, dy - 1, seed) - low) - a);
}

/** Noise of several octaves, each half as strong and twice as fine. */
export function fbm(x: number, y: number, octaves: number, seed = 0): number {
  let sum = 0;
  let gain = 1;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += gain * noise(x * scale + i * 17.3, y * scale - i * 9.1, seed + i);
    gain *= 0.5;
    scale *= 2;
  }
  return sum;
}

export const clamp = (v: number, low = 0, high = 1): number => (v < low ? low : Math.min(v, high));
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** 0 below `low`, 1 above `high`, an S-curve between. */
export function ramp(low: number, high: number, v: number): number {
  const t = clamp((v - low) / (high - low));
  return t * t * (3 - 2 * t);
}

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);

/** `#rrggbb` in linear light. */
export function colour(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [toLinear((n >> 16) / 255), toLinear(((n >> 8) & 255) / 255), toLinear((n & 255) / 255)];
}

export const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/** An empty surface of one colour. */
export function ground(width: number, height: number, of: Rgb, gloss = 0): Relief {
  const count = width * height;
  const albedo = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) albedo.set(of, i * 3);
  return { width, height, z: new Float32Array(count), albedo, gloss: new Float32Array(count).fill(gloss) };
}

function boxPass(from: Float32Array, to: Float32Array, width: number, height: number, radius: number): void {
  // Reads rows, writes columns: two passes turn the picture back.
  const scale = 1 / (2 * radius + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = -radius; x <= radius; x++) sum += from[row + (x < 0 ? 0 : x >= width ? width - 1 : x)] as number;
    for (let x = 0; x < width; x++) {
      to[x * height + y] = sum * scale;
      const gone = x - radius;
      const next = x + radius + 1;
      sum += (from[row + (next >= width ? width - 1 : next)] as number) - (from[row + Math.max(gone, 0)] as number);
    }
  }
}

/** Near-Gaussian blur of one plane, radius in px. */
export function blur(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const r = Math.max(0, Math.round(radius * 0.58));
  if (r === 0) return plane.slice();
  let a = plane;
  const b = new Float32Array(plane.length);
  const c = new Float32Array(plane.length);
  for (let i = 0; i < 3; i++) {
    boxPass(a, b, width, height, r);
    boxPass(b, c, height, width, r);
    a = c;
  }
  return a;
}

/** Distance in px from each pixel to the nearest pixel where `inside` is 0 (Felzenszwalb and Huttenlocher's parabolas). */
export function distance(inside: Uint8Array, width: number, height: number): Float32Array {
  const far = 1e12;
  const d = new Float32Array(inside.length);
  for (let i = 0; i < d.length; i++) d[i] = inside[i] ? far : 0;
  const longest = Math.max(width, height);
  const f = new Float64Array(longest);
  const v = new Int32Array(longest);
  const edges = new Float64Array(longest + 1);
  const line = (start: number, step: number, n: number): void => {
    for (let i = 0; i < n; i++) f[i] = d[start + i * step] as number;
    let k = 0;
    v[0] = 0;
    edges[0] = -far;
    edges[1] = far;
    for (let q = 1; q < n; q++) {
      let s = 0;
      for (;;) {
        const p = v[k] as number;
        s = ((f[q] as number) + q * q - (f[p] as number) - p * p) / (2 * (q - p));
        if (s > (edges[k] as number) || k === 0) break;
        k--;
      }
      if (s > (edges[k] as number)) k++;
      v[k] = q;
      edges[k] = k === 0 ? -far : s;
      edges[k + 1] = far;
    }
    k = 0;
    for (let q = 0; q < n; q++) {
      while ((edges[k + 1] as number) < q) k++;
      const p = v[k] as number;
      d[start + q * step] = Math.min(far, (q - p) * (q - p) + (f[p] as number));
    }
  };
  for (let x = 0; x < width; x++) line(x, width, height);
  for (let y = 0; y < height; y++) line(y * width, 1, width);
  for (let i = 0; i < d.length; i++) d[i] = Math.sqrt(d[i] as number);
  return d;
}

/** Share of the lamp's light that reaches each pixel past the heights in its way. */
function shadows(relief: Relief, lamp: Lamp, dx: number, dy: number): Float32Array {
  const { width, height, z } = relief;
  const lit = new Float32Array(z.length).fill(1);
  if (lamp.reach <= 0) return lit;
  const slope = Math.tan((lamp.elevation * Math.PI) / 180);
  const soft = lamp.soft ?? 0.25;
  const steps = Math.min(40, Math.max(8, Math.round(lamp.reach / 3)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const here = z[i] as number;
      let covered = 0;
      for (let s = 1; s <= steps; s++) {
        const t = lamp.reach * (s / steps) ** 1.5;
        const px = (x + dx * t) | 0;
        const py = (y + dy * t) | 0;
        if (px < 0 || py < 0 || px >= width || py >= height) break;
        const over = ((z[py * width + px] as number) - here - t * slope) / (t * soft + 0.8);
        if (over > covered) covered = over;
      }
      lit[i] = 1 - ramp(0, 1, covered);
    }
  }
  return lit;
}

/** Light from the sky lost in hollows, 0 (none lost) to 1. */
function hollows(relief: Relief, radii: readonly number[]): Float32Array {
  const lost = new Float32Array(relief.z.length);
  for (const radius of radii) {
    const mean = blur(relief.z, relief.width, relief.height, radius);
    for (let i = 0; i < lost.length; i++) {
      const depth = ((mean[i] as number) - (relief.z[i] as number)) / radius;
      lost[i] = clamp((lost[i] as number) + depth * 1.4);
    }
  }
  return lost;
}

/** Lights a surface with one lamp, a sky and a window that glossy places mirror. */
export function light(relief: Relief, lamp: Lamp): Frame {
  const { width, height, z, albedo, gloss } = relief;
  const turn = (lamp.from * Math.PI) / 180;
  const rise = (lamp.elevation * Math.PI) / 180;
  const dx = Math.sin(turn);
  const dy = -Math.cos(turn);
  const lx = dx * Math.cos(rise);
  const ly = dy * Math.cos(rise);
  const lz = Math.sin(rise);
  const sun = lamp.sun ?? [1.05, 0.98, 0.86];
  const sky = lamp.sky ?? [0.3, 0.34, 0.42];
  const shine = lamp.shine ?? 1;
  const falloff = lamp.falloff ?? 0;
  const lit = shadows(relief, lamp, dx, dy);
  const lost = hollows(relief, lamp.hollows ?? [4, 16]);
  const hollowness = lamp.hollowness ?? 1;
  const rgb = new Float32Array(width * height * 3);
  const span = Math.hypot(width, height) / 2;
  for (let y = 0; y < height; y++) {
    const up = y > 0 ? -width : 0;
    const down = y < height - 1 ? width : 0;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const gx = ((z[x < width - 1 ? i + 1 : i] as number) - (z[x > 0 ? i - 1 : i] as number)) / 2;
      const gy = ((z[i + down] as number) - (z[i + up] as number)) / 2;
      const inv = 1 / Math.sqrt(gx * gx + gy * gy + 1);
      const nx = -gx * inv;
      const ny = -gy * inv;
      const shadow = lit[i] as number;
      const open = 1 - hollowness * (lost[i] as number);
      const toLamp = ((x - width / 2) * dx + (y - height / 2) * dy) / span;
      const level = 1 + falloff * toLamp;
      const direct = Math.max(0, nx * lx + ny * ly + inv * lz) * shadow * level;
      const around = (0.75 + 0.25 * (nx * dx + ny * dy)) * Math.max(0, open) * (1 + 0.5 * falloff * toLamp);
      // The mirror ray of a view from straight above, against a tall soft window on the lamp's side.
      const rx = 2 * inv * nx;
      const ry = 2 * inv * ny;
      const rz = 2 * inv * inv - 1;
      const g = gloss[i] as number;
      let mirrored = 0;
      if (g > 0) {
        const along = rx * dx + ry * dy;
        const across = -rx * dy + ry * dx;
        const pane = ramp(0.05, 0.2, along) * (1 - ramp(0.75, 1, along)) * (1 - ramp(0.25, 0.5, Math.abs(across)));
        const half = Math.max(
          0,
          (nx * lx + ny * ly + inv * (lz + 1)) / Math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1)),
        );
        const edge = 0.05 + 0.6 * (1 - Math.max(0, inv)) ** 2;
        mirrored =
          g *
          shine *
          level *
          (edge * (0.35 + 5 * pane * Math.max(0.2, shadow)) + 0.9 * half ** 160 * shadow + 0.02 * Math.max(0, rz));
      }
      const warm = mirrored;
      for (let c = 0; c < 3; c++) {
        const k = i * 3 + c;
        rgb[k] = (albedo[k] as number) * ((sun[c] as number) * direct + (sky[c] as number) * around) + warm;
      }
    }
  }
  return { width, height, rgb };
}
