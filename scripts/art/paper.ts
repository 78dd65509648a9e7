/** Aged paper, and ink printed on it: the common ground of maps, plans and drawings. */
import {
  chance,
  colour,
  type Frame,
  fbm,
  ground,
  light,
  mix,
  noise,
  type Relief,
  type Rgb,
  ramp,
  random,
} from "./relief.js";
import { paint } from "./vector.js";

export interface Stock {
  readonly tint?: Rgb;
  /** Second tint towards the edges and in stains. */
  readonly stain?: Rgb;
  /** Creases where the sheet was folded, as shares of its width and height. */
  readonly foldsX?: readonly number[];
  readonly foldsY?: readonly number[];
  readonly seed: number;
  /** Height in px of the sheet's slow swells, at 2600 px width. */
  readonly swell?: number;
  /** How strongly age has marked it, 0–1. */
  readonly age?: number;
}

/** A sheet of laid paper with fibres, stains and folds. */
export function paper(width: number, height: number, stock: Stock): Relief {
  const unit = width / 2600;
  const tint = stock.tint ?? colour("#efe0bf");
  const stain = stock.stain ?? colour("#b98d4f");
  const age = stock.age ?? 0.5;
  const { seed } = stock;
  const relief = ground(width, height, tint);
  const { z, albedo } = relief;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const edge = Math.min(u, v, 2600 - u, height / unit - v);
      const browned =
        age *
        (0.5 * Math.exp(-edge / 130) +
          0.24 * ramp(0.05, 0.7, fbm(u / 520, v / 520, 4, seed)) +
          0.12 * fbm(u / 60, v / 60, 3, seed + 1));
      const fibre =
        noise(u / 9 + 3 * noise(u / 40, v / 40, seed + 2), v / 2.6, seed + 3) + noise(u / 2.4, v / 8, seed + 4);
      let crease = 0;
      let worn = 0;
      for (const [at, along, all] of [
        ...(stock.foldsX ?? []).map((f) => [u - f * 2600, v, f] as const),
        ...(stock.foldsY ?? []).map((f) => [v - (f * height) / unit, u, f + 9] as const),
      ]) {
        const d = at + 3 * noise(along / 70, all * 31, seed + 5);
        crease += 4.5 * Math.exp(-Math.abs(d) / 5) + 16 * Math.exp(-Math.abs(d) / 150);
        worn += Math.exp(-((d / 2.6) ** 2)) * ramp(-0.35, 0.3, noise(along / 26, all * 17, seed + 6));
      }
      z[i] =
        (fibre * 0.34 +
          fbm(u / 5, v / 5, 2, seed + 7) * 0.5 +
          fbm(u / 600, v / 600, 2, seed + 8) * (stock.swell ?? 40) -
          crease) *
        unit;
      const speck = chance(x, y, seed) > 0.99988 ? 0.75 : 1;
      for (let c = 0; c < 3; c++) {
        const k = i * 3 + c;
        albedo[k] =
          mix(mix(albedo[k] as number, stain[c] as number, Math.max(0, browned)), 0.62, 0.5 * Math.min(1, worn)) *
          (1 + 0.045 * fibre) *
          speck;
      }
    }
  }
  return relief;
}

/** Small hairs and dust strewn in the pulp, as SVG. */
export function flecks(count: number, heightUnits: number, seed: number): string {
  const next = random(seed);
  let d = "";
  for (let i = 0; i < count; i++) {
    const [x, y, a, l] = [next() * 2600, next() * heightUnits, next() * 7, 6 + next() * 22];
    d += `M${x.toFixed(1)} ${y.toFixed(1)}q${(Math.cos(a) * l).toFixed(1)} ${(Math.sin(a) * l).toFixed(1)} ${(Math.cos(a + 0.8) * l * 1.6).toFixed(1)} ${(Math.sin(a + 0.8) * l * 1.6).toFixed(1)}`;
  }
  return `<path d="${d}" fill="none" stroke="#6d4d24" stroke-width="1.1" opacity="0.28"/>`;
}

/** Prints ink on paper and lights the sheet as on a reading table. */
export async function print(sheet: Relief, ink: string, sink = 0.55): Promise<Frame> {
  const unit = sheet.width / 2600;
  await paint(sheet, ink, sink);
  return light(sheet, {
    from: 312,
    elevation: 48,
    reach: 0,
    hollows: [6 * unit],
    hollowness: 0.5,
    falloff: 0.16,
    shine: 0,
    sun: [0.98, 0.93, 0.84],
    sky: [0.36, 0.38, 0.4],
  });
}
