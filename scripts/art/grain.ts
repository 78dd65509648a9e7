/** Semolina, very near. */
import { photograph } from "./camera.js";
import { chance, clamp, colour, type Frame, fbm, heightFor, light, mixRgb, noise, random } from "./relief.js";
import { drop } from "./still.js";
import type { Picture } from "./studio.js";
import { blank } from "./zellige.js";

/** Semolina, very near, under a low light. */
function grain(width: number): Frame {
  const height = heightFor(width);
  const relief = blank(Math.round(width * 1.35), Math.round(height * 1.35));
  const unit = width / 2600;
  relief.albedo.fill(0.2);
  relief.z.fill(-400 * unit);
  const next = random(761);
  const lie = (x: number, y: number): number => {
    const [u, v] = [x / unit, y / unit];
    const ridge = 1 - Math.abs(noise(u / 1500 + 0.35, v / 1100 + 0.1, 762)) * 2.4;
    return (Math.max(0, ridge) ** 1.4 * 300 + 70 * fbm(u / 520, v / 520, 3, 763)) * unit;
  };
  for (let n = 0; n < 44000; n++) {
    const [x, y] = [next() * relief.width, next() * relief.height];
    const s = (11 + next() ** 2 * 13) * unit;
    const seed = chance(n, 1, 764) * 90;
    const amber = next();
    const tone = mixRgb(mixRgb(colour("#eecb7e"), colour("#fbe6b0"), amber), colour("#b9803a"), next() ** 4 * 0.8);
    drop(relief, {
      x,
      y,
      z: lie(x, y) + (next() - 0.6) * 26 * unit,
      a: s * (1.05 + 0.3 * next()),
      b: s * (0.8 + 0.2 * next()),
      c: s * 0.92,
      turn: next() * 6.3,
      colour: tone,
      gloss: 0.4 + 0.4 * next(),
      lumps: (u, v) => 0.42 * noise(u * 1.7 + seed, v * 1.7, 765) + 0.1 * noise(u * 6 + seed, v * 6, 766),
    });
  }
  const lit = light(relief, {
    from: 300,
    elevation: 27,
    reach: 120 * unit,
    soft: 0.7,
    hollows: [9 * unit, 40 * unit],
    hollowness: 0.85,
    falloff: 0.3,
    shine: 0.8,
    sun: [1.55, 1.36, 1.02],
    sky: [0.34, 0.33, 0.34],
  });
  glowThrough(lit);
  return photograph(lit, {
    width,
    height,
    pitch: 38,
    yaw: -6,
    roll: 4,
    part: 0.62,
    away: 1.5,
    aperture: 4.6,
    focus: 0.38,
  });
}

/** Hard wheat lets some light through: shadows between grains turn to honey. */
function glowThrough({ rgb }: Frame): void {
  for (let i = 0; i < rgb.length / 3; i++) {
    const dark = 1 - clamp((rgb[i * 3 + 1] as number) / 0.35);
    rgb[i * 3] = (rgb[i * 3] as number) + 0.085 * dark;
    rgb[i * 3 + 1] = (rgb[i * 3 + 1] as number) + 0.042 * dark;
    rgb[i * 3 + 2] = (rgb[i * 3 + 2] as number) + 0.01 * dark;
  }
}

const pictures: Record<string, Picture> = { grain: { render: grain } };
export default pictures;
