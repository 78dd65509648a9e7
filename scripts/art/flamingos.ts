/** Flamingos standing in still water. */
import { bow, paintCurve, paintDab } from "./brush.js";
import { type Raster, type Rgb, scaleRgb, tone } from "./raster.js";

/** A flamingo: where its feet stand, how tall, which way it looks, and what it does. */
export interface Flamingo {
  readonly x: number;
  readonly y: number;
  readonly tall: number;
  readonly way: number;
  readonly pose: "stand" | "feed" | "preen";
}

type Point = readonly [number, number];
type Bow = readonly [Point, Point, Point];

const ROSE = tone("#f2aaa6");
const PALE = tone("#fde3d8");
const SHADE = tone("#cf7f88");
const LEG = tone("#d9808a");

/** The neck in each pose: two curves from the breast to the head, in parts of the bird's height. */
const NECKS: Record<Flamingo["pose"], readonly Bow[]> = {
  feed: [
    [
      [0.11, 0.58],
      [0.3, 0.72],
      [0.27, 0.4],
    ],
    [
      [0.27, 0.4],
      [0.25, 0.2],
      [0.2, 0.07],
    ],
  ],
  preen: [
    [
      [0.11, 0.6],
      [0.26, 0.74],
      [0.16, 0.86],
    ],
    [
      [0.16, 0.86],
      [0.05, 0.93],
      [-0.01, 0.74],
    ],
  ],
  stand: [
    [
      [0.11, 0.58],
      [0.29, 0.62],
      [0.2, 0.79],
    ],
    [
      [0.2, 0.79],
      [0.12, 0.93],
      [0.2, 0.97],
    ],
  ],
};

/** Paints a flamingo; `flip` -1 paints its image in the water. */
export const paintFlamingo = (raster: Raster, bird: Flamingo, flip: 1 | -1): void => {
  const { tall, way, pose } = bird;
  const at = (dx: number, dy: number): Point => [bird.x + way * dx * tall, bird.y - flip * dy * tall];
  const cover = flip > 0 ? 1 : 0.5;
  const tilt = -flip * way * 0.16;
  const dab = (place: Point, a: number, b: number, soft: number, colour: Rgb, strength = 1): void =>
    paintDab(
      raster,
      { x: place[0], y: place[1], a: a * tall, b: b * tall, angle: tilt, soft },
      colour,
      strength * cover,
    );
  const line = (points: readonly Point[], w0: number, w1: number, colour: Rgb, strength = 1): void =>
    paintCurve(raster, points, w0 * tall, w1 * tall, colour, strength * cover);
  if (pose !== "preen") line([at(-0.07, 0), at(-0.085, 0.24), at(-0.035, 0.5)], 0.013, 0.018, scaleRgb(LEG, 0.7));
  line([at(0.01, 0), at(0.022, 0.24), at(-0.01, 0.5)], 0.013, 0.019, LEG);
  dab(at(0.02, 0.24), 0.016, 0.016, 0.3, LEG);
  for (const [dy, colour] of [
    [0.462, tone("#4b2f3a")],
    [0.478, tone("#a8525e")],
    [0.496, tone("#d97f82")],
  ] as const) {
    line(bow(at(-0.08, 0.535), at(-0.16, 0.535), at(-0.228, dy), 6), 0.05, 0.004, colour);
  }
  line([at(0.03, 0.57), at(0.115, 0.582)], 0.13, 0.06, ROSE);
  dab(at(-0.03, 0.553), 0.182, 0.094, 0.09, SHADE);
  dab(at(-0.028, 0.563), 0.178, 0.084, 0.4, ROSE);
  dab(at(-0.015, 0.597), 0.135, 0.04, 0.7, PALE, 0.9);
  for (let i = 0; i < 7; i++) {
    const down = i * 0.0125;
    const tip = at(-0.17 - 0.006 * i, 0.55 - down * 0.75);
    line(
      bow(at(0.075 - i * 0.012, 0.612 - down), at(-0.06, 0.612 - down), tip, 7),
      0.013,
      0.003,
      i % 2 ? SHADE : PALE,
      0.42,
    );
  }
  const neck = NECKS[pose].flatMap(([a, b, c]) => bow(at(...a), at(...b), at(...c), 10));
  line(neck, 0.058, 0.034, ROSE);
  line(
    neck.map(([x, y]): Point => [x - way * tall * 0.007, y - flip * tall * 0.005]),
    0.02,
    0.012,
    PALE,
    0.8,
  );
  const [ex, ey] = neck[neck.length - 1]!;
  const beak = pose === "stand" ? way : -way;
  const head: Point = [ex + beak * tall * 0.012, ey];
  dab(head, 0.037, 0.029, 0.2, ROSE);
  dab([head[0] + beak * tall * 0.006, head[1] - flip * tall * 0.007], 0.0055, 0.0055, 0.3, tone("#3a2226"));
  const bend: Point = [head[0] + beak * tall * 0.05, head[1] + flip * tall * (pose === "stand" ? 0.014 : 0.022)];
  line([head, bend], 0.036, 0.029, PALE);
  line([bend, [bend[0] + beak * tall * 0.012, bend[1] + flip * tall * 0.038]], 0.029, 0.008, tone("#2a1c20"));
};
