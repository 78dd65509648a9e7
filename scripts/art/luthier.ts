import { clamp, colour, fbm, mixRgb, noise, type Relief, type Rgb, ramp } from "./relief.js";
import { place } from "./still.js";
import { circle, curveD, lineD, type Point, path, rect } from "./vector.js";

export const BLACK = { fill: "#000" } as const;

/** Wood whose grain runs downwards. */
export const wood =
  (pale: string, dark: string, seed: number) =>
  (x: number, y: number): Rgb => {
    const v = x + 14 * fbm(x / 60, y / 460, 3, seed);
    const ring = 0.5 + 0.5 * Math.sin(v / 5.2 + 2 * noise(x / 50, y / 500, seed + 1));
    return mixRgb(
      mixRgb(colour(pale), colour(dark), 0.25 + 0.5 * ring),
      colour(dark),
      ramp(0.25, 0.55, noise(x / 2.6, y / 60, seed + 2)) * 0.6,
    );
  };

/** Hide stretched and dried: pale, mottled, darker where it is bent over the edge. */
export const hide =
  (pale: string, dark: string, seed: number) =>
  (x: number, y: number, depth: number): Rgb =>
    mixRgb(
      colour(pale),
      colour(dark),
      clamp(
        0.24 +
          0.5 * fbm(x / 130, y / 130, 4, seed) +
          0.18 * noise(x / 7, y / 7, seed + 1) +
          0.55 * Math.exp(-depth / 26),
      ),
    );

export const leather = (x: number, y: number): Rgb =>
  mixRgb(colour("#5a2d1a"), colour("#8a4a26"), 0.5 + 0.5 * noise(x / 5, y / 5, 905));
export const string = colour("#d9c79c");

export const strung = (relief: Relief, from: Point, to: Point, lift: number, width = 4.2): Promise<void> =>
  place(relief, path(lineD([from, to]), { stroke: "#000", width, cap: "butt" }), {
    thick: width * 0.8,
    round: width / 2,
    lift,
    colour: string,
    gloss: 0.5,
  });

export const stick = (x: number, top: number, foot: number, wide: number, narrow = wide): string =>
  path(
    `M${x - narrow} ${top}Q${x} ${top - narrow * 0.8} ${x + narrow} ${top}L${x + wide} ${foot}Q${x} ${foot + wide * 0.8} ${x - wide} ${foot}Z`,
    BLACK,
  );

/** Thongs wound round a neck, by which the strings are tuned. */
export async function thongs(
  relief: Relief,
  x: number,
  heights: readonly number[],
  wide: number,
  lift: number,
): Promise<void> {
  for (const y of heights) {
    for (let k = -1; k <= 1; k++) {
      await place(relief, rect(x - wide, y + k * 13 - 6, wide * 2, 12.6, BLACK), {
        thick: 30,
        round: 11,
        lift,
        colour: leather,
        gloss: 0.25,
        grain: (u, v) => 3 * Math.sqrt(Math.max(0, 1 - ((u - x) / wide) ** 2)) * 6 + noise(u / 4, v / 3, 907),
      });
    }
    await place(
      relief,
      path(
        curveD([
          [x + wide - 6, y + 4],
          [x + wide + 26, y + 34],
          [x + wide + 18, y + 76],
        ]),
        { stroke: "#000", width: 9 },
      ),
      { thick: 9, round: 5, lift: 4, colour: leather },
    );
  }
}

/** Lacing along the two edges of a skin. */
export async function laces(
  relief: Relief,
  left: readonly [Point, Point],
  right: readonly [Point, Point],
  count: number,
): Promise<void> {
  let body = "";
  for (const [[a, b], out] of [
    [left, -1],
    [right, 1],
  ] as const) {
    for (let k = 0; k <= count; k++) {
      const t = k / count;
      const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      body += path(`M${x - out * 16} ${y}L${x + out * 12} ${y + 16}`, { stroke: "#000", width: 8 });
    }
  }
  await place(relief, body, { thick: 10, round: 5, lift: 0, follow: true, colour: leather, gloss: 0.2 });
}

/** A lozenge of dots and lines painted on a skin with henna. */
export function henna([x, y]: Point, r: number): string {
  const ink = { stroke: "#7a2f18", width: 7 } as const;
  let body =
    path(
      lineD(
        [
          [x, y - r],
          [x + r, y],
          [x, y + r],
          [x - r, y],
        ],
        true,
      ),
      ink,
    ) +
    path(
      lineD(
        [
          [x, y - r * 0.5],
          [x + r * 0.5, y],
          [x, y + r * 0.5],
          [x - r * 0.5, y],
        ],
        true,
      ),
      { fill: "#7a2f18" },
    );
  for (let k = 0; k < 4; k++) {
    const a = (k * Math.PI) / 2 + Math.PI / 4;
    body += circle([x + Math.cos(a) * r * 0.92, y + Math.sin(a) * r * 0.92], 7, { fill: "#7a2f18" });
  }
  return body;
}
