/** Jars of oil and butter on a board. */

import { ball, portrait, room, vessel } from "./glassware.js";
import { AIR, type Ball, type Medium, type Scene, type Turned, unit, type Vessel } from "./lathe.js";
import { clamp, colour, type Frame, fbm, mix, mixRgb, noise, type Rgb, ramp, random } from "./relief.js";
import type { Picture } from "./studio.js";

const OLIVE: Medium = { index: 1.47, absorb: [0.52, 0.34, 3.2] };
const ARGAN: Medium = { index: 1.47, absorb: [0.14, 0.62, 2.6] };
const SHEA: Medium = { index: 1.4, absorb: [0, 0, 0], solid: colour("#f5e8bd") };
const CORK: Medium = { index: 1.4, absorb: [0, 0, 0], solid: colour("#a9783f") };

/** A board of olive wood. */
const board: Scene["table"] = (x, y) => {
  const bend = 0.24 * fbm(x * 0.4, y * 0.9, 3, 821);
  const rings = Math.sin((y + bend + 0.05 * noise(x * 0.8, y * 5, 822)) * 26) * 0.5 + 0.5;
  const pores = ramp(0.25, 0.5, noise(x * 3, y * 70, 823));
  const of = mixRgb(
    mixRgb(colour("#b98450"), colour("#7c4c26"), rings * 0.7 + 0.16 * noise(x * 0.5, y * 3, 824)),
    colour("#4a2a14"),
    pores * 0.6,
  );
  return { colour: of, mirror: 0.06, tilt: [0, 0.03 * noise(x * 3, y * 60, 825)] };
};

function jars(width: number): Frame {
  const radius = (t: number): number => {
    const shoulder = ramp(0.7, 0.9, t);
    return mix(0.74 - 0.05 * Math.exp(-t * 24), 0.5, shoulder) + 0.035 * Math.exp(-(((t - 0.985) / 0.022) ** 2));
  };
  const places = [
    [-1.95, 0.1],
    [0, -0.1],
    [1.95, 0.12],
  ] as const;
  const fillings = [OLIVE, ARGAN, SHEA];
  const vessels = places.map((at, i): Vessel => {
    const jar = vessel(at, 2.05, radius, 0.05, 0.12, i === 2 ? 1.34 : 1.5, fillings[i] as Medium);
    if (i === 2)
      return {
        ...jar,
        surfaces: [
          ...jar.surfaces,
          {
            profile: [
              [0.6, 1.33],
              [0.46, 1.4],
              [0.34, 1.36],
              [0.22, 1.46],
              [0.1, 1.44],
              [0, 1.5],
            ],
            inside: SHEA,
            outside: AIR,
          },
        ],
      };
    const cork: Turned = {
      profile: [
        [0, 1.86],
        [0.43, 1.86],
        [0.47, 2.1],
        [0.5, 2.22],
        [0.49, 2.27],
        [0.4, 2.29],
        [0, 2.29],
      ],
      inside: CORK,
      outside: AIR,
    };
    return { ...jar, top: 2.4, surfaces: [...jar.surfaces, cork] };
  });
  const balls = nuts();
  return portrait(
    {
      vessels,
      balls,
      table: board,
      sky: room(colour("#c9a266"), colour("#14373a")),
      lamp: { to: unit([-0.7, 0.9, 0.86]), colour: [2.1, 1.9, 1.55], spread: 0.22 },
      back: 2.2,
      eye: [0.3, -9, 2.15],
      aim: [0.02, 0, 0.98],
      view: 6.9,
    },
    width,
  );
}

/** Olives, argan kernels and shea nuts before their jars. */
function nuts(): Ball[] {
  const next = random(831);
  const balls: Ball[] = [];
  const heaps: readonly {
    at: readonly [number, number];
    half: Rgb;
    tones: readonly [string, string];
    gloss: number;
    count: number;
    stripe: number;
  }[] = [
    { at: [-1.9, -1.55], half: [0.19, 0.14, 0.14], tones: ["#4d5a22", "#7b8436"], gloss: 0.9, count: 8, stripe: 0 },
    { at: [0.06, -1.7], half: [0.17, 0.12, 0.11], tones: ["#8a5527", "#c08a4a"], gloss: 0.35, count: 9, stripe: 1 },
    { at: [1.95, -1.55], half: [0.2, 0.16, 0.16], tones: ["#3f2114", "#7a4626"], gloss: 0.8, count: 7, stripe: 0 },
  ];
  for (const heap of heaps) {
    const put: [number, number][] = [];
    for (let tries = 0; tries < 400 && put.length < heap.count; tries++) {
      const [x, y] = [heap.at[0] + (next() - 0.5) * 1.5, heap.at[1] + (next() - 0.5) * 0.75];
      if (put.some(([a, b]) => Math.hypot(a - x, b - y) < 0.33)) continue;
      put.push([x, y]);
      const [low, high] = [colour(heap.tones[0]), colour(heap.tones[1])];
      const own = next();
      balls.push(
        ball(
          [x, y, heap.half[2]],
          heap.half,
          [next() * 6.3, 0],
          (u, v) =>
            mixRgb(
              low,
              high,
              clamp(
                own * 0.5 + 0.35 + 0.5 * noise(u * 3 + own * 40, v * 3, 832) + heap.stripe * 0.4 * Math.sin(v * 14 + u),
              ),
            ),
          heap.gloss,
        ),
      );
    }
  }
  return balls;
}

const pictures: Record<string, Picture> = { "fats-jars": { render: jars } };
export default pictures;
