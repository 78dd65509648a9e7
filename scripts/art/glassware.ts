/** Vessels, the room they stand in, and the camera before them. */

import { photograph } from "./camera.js";
import { AIR, type Ball, GLASS, type Medium, type Scene, type Turned, type Vessel } from "./lathe.js";
import { portray } from "./portray.js";
import { chance, clamp, colour, type Frame, heightFor, mix, mixRgb, type Rgb, ramp } from "./relief.js";

/** A room at evening, far out of focus: warm plaster, a lattice window behind on the left, a second window in front. */
export function room(wall: Rgb, dark: Rgb): Scene["sky"] {
  const bright = colour("#fff0d2");
  /** Sparks of the lattice within the window, spread to discs by the lens. */
  const sparks = (across: number, up: number): number => {
    const row = Math.round(up * 15);
    const slide = (Math.abs(row) % 2) * 0.5;
    const column = Math.round(across * 15 + slide);
    const [atAcross, atUp] = [(column - slide) / 15, row / 15];
    if (Math.abs(atAcross + 0.2) > 0.22 || atUp < -0.15 || atUp > 0.3) return 0;
    const d = Math.hypot(across - atAcross, up - atUp) * 15;
    return ramp(0.5, 0.42, d) * ramp(0.35, 1, chance(column, row, 803)) * 0.62;
  };
  return (x, y, z) => {
    const across = Math.atan2(x, Math.abs(y) + 1e-6);
    const up = Math.asin(clamp(z, -1, 1));
    if (y > 0) {
      const glow = Math.exp(-(((across + 0.12) / 0.42) ** 2) - ((up + 0.06) / 0.3) ** 2);
      const out = mixRgb(dark, wall, 0.1 + 0.9 * glow);
      const pane = sparks(across, up);
      return [
        mix(out[0], bright[0] * 1.5, pane * 0.85),
        mix(out[1], bright[1] * 1.4, pane * 0.85),
        mix(out[2], bright[2] * 1.2, pane * 0.85),
      ];
    }
    const pane = ramp(0.34, 0.2, Math.abs(across + 0.7)) * ramp(0.46, 0.3, Math.abs(up - 0.5));
    const out = mixRgb(dark, wall, 0.3 + 0.3 * clamp(up + 0.3));
    return [mix(out[0], bright[0] * 2, pane), mix(out[1], bright[1] * 2, pane), mix(out[2], bright[2] * 2, pane)];
  };
}

export type Profile = [number, number][];

/** Points of a smooth wall: radius by share of height. */
const wallOf = (low: number, high: number, radius: (t: number) => number, steps = 22): Profile =>
  Array.from({ length: steps + 1 }, (_, i): [number, number] => [radius(i / steps), mix(low, high, i / steps)]);

/** Glass with its filling; `radius` is the outer one by share of height. */
export function vessel(
  at: readonly [number, number],
  tall: number,
  radius: (t: number) => number,
  wallThick: number,
  floor: number,
  fill: number,
  filling: Medium,
  paint?: Turned["paint"],
): Vessel {
  const outer = wallOf(0.02, tall, radius);
  const inner = (z: number): number => radius((z - 0.02) / (tall - 0.02)) - wallThick;
  const rim: Profile = [
    [radius(1), tall],
    [radius(1) - wallThick * 0.25, tall + 0.018],
    [radius(1) - wallThick * 0.75, tall + 0.018],
    [radius(1) - wallThick, tall],
  ];
  const dry = wallOf(tall, fill, (t) => inner(mix(tall, fill, t)), 8);
  const wet = wallOf(fill, floor, (t) => inner(mix(fill, floor, t)), 16);
  const edge = inner(fill);
  const surfaces: Turned[] = [
    { profile: [[0, 0.02], [radius(0) * 0.96, 0.02], ...outer.slice(1)], inside: GLASS, outside: AIR, paint },
    { profile: rim, inside: GLASS, outside: AIR },
    { profile: dry, inside: GLASS, outside: AIR },
    { profile: [...wet, [inner(floor) * 0.7, floor - 0.03], [0, floor - 0.04]], inside: GLASS, outside: filling },
    {
      profile: [
        [edge, fill],
        [edge - 0.03, fill - 0.014],
        [0, fill - 0.016],
      ],
      inside: filling,
      outside: AIR,
    },
  ];
  return { x: at[0], y: at[1], radius: Math.max(...outer.map((p) => p[0])) + 0.01, top: tall + 0.1, surfaces };
}

export function ball(at: Rgb, half: Rgb, turn: readonly [number, number], of: Ball["colour"], gloss: number): Ball {
  const [a, b] = turn;
  const x: Rgb = [Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)];
  const y: Rgb = [-Math.sin(a), Math.cos(a), 0];
  const z: Rgb = [-Math.cos(a) * Math.sin(b), -Math.sin(a) * Math.sin(b), Math.cos(b)];
  return { at, axes: [x, y, z], half, colour: of, gloss };
}

/** Share of the printed width at which rays are traced; the lens of the picture is soft enough to hide it. */
const TRACED = 0.8;

export const portrait = (scene: Scene, width: number): Frame => {
  const traced = Math.round(width * TRACED);
  return photograph(portray(scene, traced, heightFor(traced)), { width, height: heightFor(width) });
};
