/** Cloth in the making and cloth that is dyed: the loom, indigo. */
import {
  blur,
  clamp,
  colour,
  type Frame,
  fbm,
  ground,
  heightFor,
  light,
  mix,
  mixRgb,
  noise,
  type Relief,
  type Rgb,
  ramp,
  random,
} from "./relief.js";
import type { Picture } from "./studio.js";
import { WOOL } from "./textiles.js";

/** Indigo cloth gathered beyond the corner and fanned out in folds, with the coppery sheen of beaten dye. */
function indigo(width: number): Frame {
  const unit = width / 2600;
  const height = heightFor(width);
  const relief = ground(width, height, colour("#182554"));
  const { z, albedo } = relief;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = [x / unit + 900, y / unit + 560];
      const far = Math.hypot(u, v);
      const bend = 0.1 * noise(u / 1300, v / 1300, 71) + 0.035 * noise(u / 520, v / 520, 72);
      const angle = Math.atan2(v, u) + bend;
      const spread = ramp(500, 2600, far);
      const crest = (a: number): number => {
        const s = 0.5 + 0.5 * Math.cos(a);
        return s * s * (1.6 - 0.6 * s);
      };
      const big = crest(angle * 27 + 1.8 * noise(angle * 3, far / 2600, 73));
      const half =
        crest(angle * 51 + 3 * noise(angle * 5, far / 1700, 74)) * ramp(-0.15, 0.35, noise(angle * 4, far / 900, 75));
      const fine =
        crest(angle * 118 + 5 * noise(angle * 7, far / 900, 76)) * ramp(0, 0.4, noise(angle * 9, far / 700, 77));
      const pull = crest(far / 210 + 5 * noise(u / 500, v / 500, 78)) * ramp(0.12, 0.45, noise(u / 480, v / 480, 79));
      const thread = Math.sin(u * 1.05 + big * 12) * Math.sin(v * 1.05 - big * 12);
      z[i] =
        (big * (70 + 130 * spread) +
          half * (24 + 46 * spread) +
          fine * 9 +
          pull * 7 +
          thread * 0.9 +
          noise(u / 2.2, v / 2.2, 70) * 0.8) *
        unit;
      const dyed = 0.8 + 0.3 * fbm(u / 300, v / 300, 3, 69) + 0.4 * ramp(0.7, 1, big) + 0.14 * thread;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (albedo[i * 3 + c] as number) * dyed;
    }
  }
  const frame = light(relief, {
    from: 30,
    elevation: 36,
    reach: 150 * unit,
    soft: 0.6,
    hollows: [40 * unit, 110 * unit],
    hollowness: 0.9,
    falloff: 0.4,
    shine: 0,
    sun: [1.7, 1.62, 1.5],
    sky: [0.5, 0.56, 0.72],
  });
  sheen(frame, relief, unit);
  return frame;
}

/** Beaten indigo throws light back off its slopes: blue where it faces the lamp, coppery where it turns away. */
function sheen(frame: Frame, relief: Relief, unit: number): void {
  const { width, height, z } = relief;
  const smooth = blur(z, width, height, 7 * unit);
  const blue = colour("#93a8ee");
  const copper = colour("#c46a44");
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const mid = clamp(y, 1, height - 2) * width + clamp(x, 1, width - 2);
      const gx = ((smooth[mid + 1] as number) - (smooth[mid - 1] as number)) / 2;
      const gy = ((smooth[mid + width] as number) - (smooth[mid - width] as number)) / 2;
      const facing = (-gx * 0.5 + gy * 0.87) / Math.sqrt(1 + gx * gx + gy * gy);
      const lit = clamp((frame.rgb[i * 3 + 2] as number) * 5);
      const nap = 0.7 + 0.9 * noise(x / unit / 2.6, y / unit / 2.6, 68) + 0.3 * noise(x / unit / 90, y / unit / 90, 67);
      const a = ramp(0.4, 0.78, facing) ** 2 * 0.3 * nap;
      const b = Math.exp(-(((facing + 0.5) / 0.22) ** 2)) * 0.03 * nap;
      for (let c = 0; c < 3; c++) {
        frame.rgb[i * 3 + c] =
          (frame.rgb[i * 3 + c] as number) + lit * a * (blue[c] as number) + b * (copper[c] as number) * (0.3 + lit);
      }
    }
  }
}

interface Thread {
  readonly z: number;
  readonly upper: boolean;
  readonly dye: Rgb;
  readonly seed: number;
}

/** The open shed of a loom from the side: warp in two sheets, the cloth growing at the left. */
function loom(width: number): Frame {
  const unit = width / 2600;
  const height = heightFor(width);
  const rgb = new Float32Array(width * height * 3);
  const dusk = colour("#1b1512");
  const glow = colour("#b06f3a");
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const warm = Math.exp(-(((x / width - 0.92) / 0.5) ** 2) - ((y / height - 0.02) / 0.42) ** 2);
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = mix(dusk[c] as number, glow[c] as number, warm * 0.85);
    }
  }
  const sheets: Thread[] = [];
  const count = 62;
  for (let k = 0; k < count; k++) {
    const z = 1 - k / (count - 1);
    const stripe = k % 14;
    const dye =
      stripe < 3 ? WOOL.indigo : stripe === 3 || stripe === 13 ? WOOL.ochre : stripe > 8 ? WOOL.red : WOOL.cream;
    sheets.push({ z, upper: k % 2 === 0, dye, seed: k });
  }
  const picks = [WOOL.madder, WOOL.madder, WOOL.cream, WOOL.ochre, WOOL.madder, WOOL.indigo, WOOL.indigo] as const;
  for (const thread of sheets) {
    const near = 1 / (0.52 + thread.z * 1.5);
    const blurPx = (0.8 + 46 * Math.max(0, Math.abs(thread.z - 0.36) - 0.05)) * unit;
    const radius = 15.5 * near * unit;
    const base = (1480 - 1260 * thread.z ** 0.72) * unit;
    const fell = (430 + 300 * (1 - thread.z)) * unit;
    for (let x = 0; x < width; x++) {
      const open = Math.max(0, x - fell);
      const easing = (open * open) / (open + 120 * unit);
      const sag = Math.sin((x / width) * 5 + thread.seed) * 2 * unit;
      const middle = base + sag + (thread.upper ? -1 : 0.62) * easing * 0.2 * near;
      const woven = x < fell;
      const pickAt = (x - fell) / (13 * near * unit);
      const pick = Math.floor(pickAt);
      const pickIn = pickAt - pick - 0.5;
      const shows = woven && (pick + thread.seed) % 2 !== 0;
      const dye = shows ? (picks[(((pick >> 2) % 7) + 7) % 7] as Rgb) : thread.dye;
      const r = woven
        ? radius * (shows ? 1.25 : 1.0)
        : radius * (1 + 0.12 * noise(x / unit / 60, thread.seed * 3.7, 101));
      const reach = r + blurPx;
      const bulge = woven ? Math.sqrt(Math.max(0, 1 - (pickIn * 1.9) ** 2)) : 1;
      for (let y = Math.max(0, Math.floor(middle - reach)); y <= Math.min(height - 1, Math.ceil(middle + reach)); y++) {
        const d = (y - middle) / r;
        const cover = clamp((reach - Math.abs(y - middle)) / (2 * blurPx + 1)) * Math.min(1, r / (blurPx * 0.7 + 1));
        if (cover <= 0) continue;
        const inside = clamp(Math.abs(d));
        const facing = Math.sqrt(1 - inside * inside * 0.92);
        const ply = Math.sin((x / (near * unit)) * (shows ? 0.02 : 0.115) + d * 2.3 + thread.seed) * 0.5 + 0.5;
        const fibre = noise(x / (5 * near * unit), (y + x * 0.45) / (1.7 * near * unit), thread.seed);
        const side = clamp(0.62 - 0.5 * d);
        const lamp = 0.5 + 0.9 * (x / width) ** 1.2;
        const shade =
          (0.14 + 1.35 * side * facing * lamp) * (0.72 + 0.36 * ply ** 0.6) * (1 + 0.3 * fibre) * (0.45 + 0.55 * bulge);
        const k = (y * width + x) * 3;
        for (let c = 0; c < 3; c++) {
          const warm = c === 0 ? 1.12 : c === 1 ? 1 : 0.86;
          const rim = 0.05 * clamp(-d - 0.3) * lamp;
          rgb[k + c] = mix(rgb[k + c] as number, (dye[c] as number) * shade * warm + rim, cover);
        }
      }
    }
    if (Math.abs(thread.z - 0.36) < 0.3) hairs(rgb, width, height, thread, { base, near, fell, unit, blurPx });
  }
  return { width, height, rgb };
}

/** Loose fibres that stand off a thread and catch the light. */
function hairs(
  rgb: Float32Array,
  width: number,
  height: number,
  thread: Thread,
  at: { base: number; near: number; fell: number; unit: number; blurPx: number },
): void {
  const next = random(200 + thread.seed);
  for (let n = 0; n < 70; n++) {
    const x0 = at.fell + next() * (width - at.fell);
    const open = x0 - at.fell;
    const y0 =
      at.base +
      (thread.upper ? -1 : 0.62) * ((open * open) / (open + 120 * at.unit)) * 0.2 * at.near +
      (next() - 0.5) * 20 * at.unit * at.near;
    const angle = (next() < 0.7 ? -1 : 1) * (0.3 + next() * 1.1) + (next() < 0.5 ? 0 : Math.PI);
    const length = (20 + next() * 46) * at.unit * at.near;
    const bend = (next() - 0.5) * 2.4;
    const strength = 0.34 / (1 + at.blurPx / at.unit / 2);
    const dye = mixRgb(thread.dye, WOOL.cream, 0.5);
    for (let s = 0; s < length; s += 0.7) {
      const t = s / length;
      const px = Math.round(x0 + Math.cos(angle + bend * t) * s);
      const py = Math.round(y0 + Math.sin(angle + bend * t) * s);
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const k = (py * width + px) * 3;
      for (let c = 0; c < 3; c++)
        rgb[k + c] = mix(
          rgb[k + c] as number,
          (dye[c] as number) * (0.5 + 0.8 * (px / width)),
          strength * (1 - t * 0.8),
        );
    }
  }
}

const pictures: Record<string, Picture> = { "indigo-cloth": { render: indigo }, "loom-threads": { render: loom } };
export default pictures;
