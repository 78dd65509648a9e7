/** Tea glasses on their tray: light through amber. */

import { ball, portrait, room, vessel } from "./glassware.js";
import { type Ball, type Medium, type Scene, type Turned, unit } from "./lathe.js";
import { clamp, colour, type Frame, fbm, mixRgb, noise, type Rgb, ramp, random } from "./relief.js";
import type { Picture } from "./studio.js";

const TEA: Medium = { index: 1.335, absorb: [0.2, 0.78, 3.1] };

/** Gold bands, arches and dots, and a coloured field, as on the glasses of the tea table. */
function enamel(field: Rgb): NonNullable<Turned["paint"]> {
  const gold = colour("#d8a53f");
  return (z, a) => {
    const turn = (a / (2 * Math.PI)) * 12;
    const [u, w] = [turn - Math.floor(turn) - 0.5, z];
    if (w > 1.72 && w < 1.765) return gold;
    if (w > 1.46 && w < 1.485) return gold;
    if (w > 1.485 && w < 1.72) {
      const d = Math.abs(u) * 0.34 + Math.abs(w - 1.6) * 0.9;
      if (d < 0.045) return gold;
      if (d > 0.075 && d < 0.1) return gold;
      return d >= 0.1 && Math.abs(u) < 0.46 ? field : Math.abs(u) >= 0.46 ? gold : undefined;
    }
    if (w > 0.16 && w < 0.62) {
      const arch = 0.5 - 0.55 * Math.abs(u) ** 1.8 * 4;
      const top = 0.2 + arch * 0.72;
      if (Math.abs(w - top) < 0.016) return gold;
      if (Math.hypot(u * 0.3, w - 0.3) < 0.035) return gold;
      if (w > 0.16 && w < 0.185) return gold;
    }
    const dot = Math.hypot((Math.abs(u) - 0.5) * 0.3, w - 0.78);
    return dot < 0.026 ? gold : undefined;
  };
}

/** A sprig of mint standing in a glass. */
function mint([x, y]: readonly [number, number], level: number, seed: number): Ball[] {
  const next = random(seed);
  const leaf = (u: number, v: number): Rgb => {
    const vein =
      Math.exp(-((v / 0.07) ** 2)) + 0.5 * Math.exp(-((((Math.abs(v) * 1.2 + u * 2.4 + 9) % 0.5) / 0.06) ** 2));
    return mixRgb(
      mixRgb(colour("#2f6a24"), colour("#5f9a36"), clamp(0.5 + u * 0.4 + 0.5 * noise(u * 4, v * 4, seed))),
      colour("#a7c66a"),
      clamp(vein) * 0.5,
    );
  };
  const leaves: Ball[] = [];
  for (let k = 0; k < 13; k++) {
    const a = k * 2.4 + next() * 0.6;
    const high = level + 0.02 + (k / 13) * 0.62 + next() * 0.05;
    const r = 0.1 + next() * 0.16 + (k > 8 ? 0.04 : 0.1);
    leaves.push(
      ball(
        [x + 0.1 + Math.cos(a) * r, y + Math.sin(a) * r * 0.8, high],
        [0.21 + next() * 0.07, 0.115 + next() * 0.03, 0.017],
        [a, 0.25 + next() * 0.75],
        leaf,
        0.7,
      ),
    );
  }
  for (let k = 0; k < 5; k++) {
    const a = next() * 6.3;
    leaves.push(
      ball(
        [x + Math.cos(a) * 0.2, y + Math.sin(a) * 0.2, 0.5 + next() * 0.7],
        [0.2, 0.11, 0.016],
        [a, next() * 2 - 1],
        leaf,
        0.3,
      ),
    );
  }
  leaves.push(ball([x + 0.1, y, level + 0.16], [0.62, 0.025, 0.025], [0.6, 1.36], () => colour("#4b6b2a"), 0.3));
  return leaves;
}

/** Radius of the tray, scene units. */
const TRAY = 3.15;

/** The tray: brass, chased with rings and a star. */
const tray: Scene["table"] = (x, y) => {
  const r = Math.hypot(x, y) / TRAY;
  const a = Math.atan2(y, x);
  if (r > 1.02) {
    const weave = 0.86 + 0.14 * noise(x * 34, y * 34, 3);
    const band = Math.abs(((x * 1.1 + y * 0.5 + 40) % 1.7) - 0.85) < 0.16 ? colour("#8a2f22") : colour("#1d3d4a");
    return { colour: [band[0] * weave, band[1] * weave, band[2] * weave], mirror: 0 };
  }
  const ring = (at: number, wide: number): number => Math.exp(-(((r - at) / wide) ** 2));
  const star = Math.cos(a * 16) * 0.5 + 0.5;
  const chased =
    ring(0.93, 0.006) +
    ring(0.88, 0.006) +
    ring(0.6, 0.005) +
    (r > 0.88 && r < 0.93 ? ramp(0.55, 0.7, Math.abs(Math.sin(a * 60))) * 0.7 : 0) +
    (r > 0.62 && r < 0.86 ? ramp(0.12, 0.04, Math.abs((r - 0.62) / 0.24 - star)) : 0) +
    (r < 0.58 ? 0.7 * ramp(0.1, 0.03, Math.abs(((r * 9 + Math.cos(a * 8) * 0.6) % 1) - 0.5)) : 0);
  const worn = 0.5 + 0.5 * fbm(x * 1.4, y * 1.4, 4, 5);
  const metal = mixRgb(colour("#b98436"), colour("#8a5a22"), clamp(worn * 0.8 + 0.7 * chased));
  const lip = r > 0.97 ? (r - 0.97) * 10 : 0;
  return {
    colour: [metal[0] * 0.72, metal[1] * 0.72, metal[2] * 0.72],
    mirror: 0.42 * (1 - 0.5 * clamp(chased)),
    tilt: [0.012 * noise(x * 9, y * 9, 6) - (lip * x) / TRAY, 0.012 * noise(x * 9, y * 9, 7) - (lip * y) / TRAY],
  };
};

function tea(width: number): Frame {
  const radius = (t: number): number =>
    0.43 + 0.2 * t ** 1.5 + 0.035 * Math.exp(-(((t - 0.04) / 0.06) ** 2)) + 0.02 * Math.sin(t * Math.PI);
  const places = [
    [-1.75, 0.12],
    [0, -0.12],
    [1.75, 0.1],
  ] as const;
  const fields = [colour("#12595e"), colour("#8e2a23"), colour("#1f2f7c")];
  const vessels = places.map((at, i) =>
    vessel(at, 1.86, radius, 0.045, 0.14, 1.4 - 0.03 * i, TEA, enamel(fields[i] as Rgb)),
  );
  const balls = places.flatMap((at, i) => mint(at, 1.4 - 0.03 * i, 811 + i));
  return portrait(
    {
      vessels,
      balls,
      table: tray,
      sky: room(colour("#cf8f48"), colour("#122e33")),
      lamp: { to: unit([-0.62, 0.95, 0.92]), colour: [2.2, 1.95, 1.55], spread: 0.2 },
      back: 3.4,
      eye: [0.5, -8.6, 2.05],
      aim: [0.02, 0, 1.0],
      view: 6.1,
    },
    width,
  );
}

const pictures: Record<string, Picture> = { "tea-glasses": { render: tea } };
export default pictures;
