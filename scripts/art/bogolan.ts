/** Mud-cloth. */
import {
  blur,
  chance,
  clamp,
  colour,
  type Frame,
  fbm,
  ground,
  light,
  mix,
  mixRgb,
  noise,
  type Rgb,
  ramp,
  random,
} from "./relief.js";
import type { Picture } from "./studio.js";
import { WOOL } from "./textiles.js";
import { circle, curveD, lineD, mask, type Point, path } from "./vector.js";

/** The mud-cloth's panels: natural cotton left bare between areas of fermented mud. `d` of strokes by breadth. */
function mudStrokes(): string {
  const next = random(83);
  const hand = (points: readonly Point[]): Point[] =>
    points.map(([x, y]): Point => [x + (next() - 0.5) * 9, y + (next() - 0.5) * 9]);
  const stroke = (points: readonly Point[], width: number): string =>
    path(curveD(hand(points)), { stroke: "#fff", width });
  const dense = (a: Point, b: Point): Point[] =>
    Array.from({ length: 9 }, (_, i): Point => [mix(a[0], b[0], i / 8), mix(a[1], b[1], i / 8)]);
  const straight = (a: Point, b: Point, width: number): string => stroke(dense(a, b), width);
  const zigzag = (x0: number, x1: number, y: number, rise: number, teeth: number, width: number): string => {
    const stops = Array.from(
      { length: teeth * 2 + 1 },
      (_, i): Point => [mix(x0, x1, i / (teeth * 2)), y + (i % 2 ? -rise : rise)],
    );
    return path(
      `M${hand(stops.flatMap((p, i) => (i === 0 ? [p] : dense(stops[i - 1] as Point, p))))
        .map((p) => p.join(" "))
        .join("L")}`,
      { stroke: "#fff", width },
    );
  };
  const lozenge = ([x, y]: Point, w: number, h: number, width: number): string => {
    const corners: readonly Point[] = [
      [x - w, y],
      [x, y - h],
      [x + w, y],
      [x, y + h],
      [x - w, y],
    ];
    const points = corners.flatMap((p, i) => (i === 0 ? [p] : dense(corners[i - 1] as Point, p)));
    return path(lineD(hand(points)), { stroke: "#fff", width });
  };
  const dots = (x0: number, x1: number, y: number, count: number, r: number): string =>
    Array.from({ length: count }, (_, i) =>
      circle([mix(x0, x1, (i + 0.5) / count) + (next() - 0.5) * 8, y + (next() - 0.5) * 8], r * (0.85 + 0.3 * next()), {
        fill: "#fff",
      }),
    ).join("");
  let body = "";
  // Frame of lines and dots.
  for (const inset of [60, 190]) {
    const far = 2600 - inset;
    body +=
      straight([inset, inset], [far, inset], 17) +
      straight([far, inset], [far, far], 17) +
      straight([far, far], [inset, far], 17) +
      straight([inset, far], [inset, inset], 17);
  }
  for (let i = 0; i < 17; i++) {
    const t = 200 + i * 137.5;
    body += lozenge([t, 126], 48, 40, 13) + lozenge([t, 2474], 48, 40, 13);
    if (i > 0 && i < 16) body += lozenge([126, t], 40, 48, 13) + lozenge([2474, t], 40, 48, 13);
  }
  // Rows of the field, from the top.
  body += zigzag(215, 2385, 300, 56, 14, 17) + dots(215, 2385, 262, 14, 13) + straight([210, 400], [2390, 400], 15);
  for (let i = 0; i < 4; i++) {
    const x = 210 + 272.5 + i * 545;
    for (let ring = 0; ring < 4; ring++) body += lozenge([x, 660], 235 - ring * 62, 225 - ring * 60, 18);
    body += circle([x, 660], 16, { fill: "#fff" });
    if (i < 3)
      for (const y of [465, 660, 855])
        body += straight([x + 250, y - 26], [x + 296, y + 26], 15) + straight([x + 296, y - 26], [x + 250, y + 26], 15);
  }
  body += straight([210, 920], [2390, 920], 15) + straight([210, 962], [2390, 962], 15);
  for (let i = 0; i < 9; i++) {
    const x = 230 + i * 242;
    for (let k = 0; k < 4; k++)
      body += path(
        `M${hand([
          ...dense([x, 1020 + k * 66], [x + 106, 1076 + k * 66]),
          ...dense([x + 106, 1076 + k * 66], [x + 212, 1020 + k * 66]),
        ])
          .map((p) => p.join(" "))
          .join("L")}`,
        { stroke: "#fff", width: 17 },
      );
  }
  body +=
    straight([210, 1330], [2390, 1330], 15) + dots(210, 2390, 1376, 30, 12) + straight([210, 1422], [2390, 1422], 15);
  for (let i = 0; i < 5; i++) {
    const x = 210 + 218 + i * 436;
    body += path(
      curveD(
        hand(
          Array.from(
            { length: 13 },
            (_, k): Point => [x + 150 * Math.cos((k * Math.PI) / 6), 1640 + 150 * Math.sin((k * Math.PI) / 6)],
          ),
        ),
        true,
      ),
      { stroke: "#fff", width: 17 },
    );
    for (let k = 0; k < 8; k++) {
      const a = (k * Math.PI) / 4;
      body += straight(
        [x + 44 * Math.cos(a), 1640 + 44 * Math.sin(a)],
        [x + 112 * Math.cos(a), 1640 + 112 * Math.sin(a)],
        15,
      );
    }
    if (i < 4) body += zigzagDown(x + 218, 1470, 1810, hand);
  }
  body += straight([210, 1858], [2390, 1858], 15) + straight([210, 1900], [2390, 1900], 15);
  for (let row = 0; row < 3; row++) {
    for (let i = 0; i < 15; i++) {
      const x = 282 + i * 145.5;
      const y = 1972 + row * 108;
      if ((i + row) % 2) body += straight([x - 42, y], [x + 42, y], 16) + straight([x, y - 36], [x, y + 36], 16);
      else body += lozenge([x, y], 46, 36, 14);
    }
  }
  body += straight([210, 2252], [2390, 2252], 15) + zigzag(215, 2385, 2326, 46, 14, 17);
  return body;
}

function zigzagDown(x: number, top: number, foot: number, hand: (points: readonly Point[]) => Point[]): string {
  const stops = Array.from({ length: 9 }, (_, i): Point => [x + (i % 2 ? -26 : 26), mix(top, foot, i / 8)]);
  return path(
    `M${hand(stops)
      .map((p) => p.join(" "))
      .join("L")}`,
    { stroke: "#fff", width: 15 },
  );
}

/** Mud-cloth of hand-woven cotton strips, square. */
async function bogolan(fullWidth: number): Promise<Frame> {
  const width = Math.round((fullWidth * 2200) / 2600);
  const unit = width / 2600;
  const bare = blur(await mask(mudStrokes(), width, width), width, width, 4 * unit);
  const relief = ground(width, width, WOOL.cream);
  const { z, albedo } = relief;
  const mud: Rgb = colour("#2a1a12");
  const rust: Rgb = colour("#7a4a22");
  const cotton: Rgb = colour("#dcc9a0");
  const strip = 2600 / 7;
  for (let y = 0, i = 0; y < width; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const sway = noise(u / 190, v / 260, 91) * 9;
      const [a, b] = [(u + sway) / 9.4, (v + noise(u / 240, v / 170, 92) * 9) / 9.4];
      const over = (Math.floor(a) + Math.floor(b)) % 2 === 0;
      const [fu, fv] = [a - Math.floor(a) - 0.5, b - Math.floor(b) - 0.5];
      const slub = 1 + 0.35 * noise(Math.floor(over ? a : b) * 7.3, (over ? v : u) / 130, 93);
      const bump = over
        ? Math.sqrt(Math.max(0, 1 - (fu * 2) ** 2)) * Math.cos(fv * 2.4)
        : Math.sqrt(Math.max(0, 1 - (fv * 2) ** 2)) * Math.cos(fu * 2.4);
      const seam = Math.abs(((((u + sway) % strip) + strip) % strip) - strip / 2) > strip / 2 - 5 ? 1 : 0;
      z[i] = (bump * 3.4 * slub - seam * 6 + noise(u / 2, v / 2, 94) * 0.9 + fbm(u / 420, v / 420, 2, 95) * 34) * unit;
      const soak = 0.5 + 0.24 * (fbm(u / 7, v / 7, 2, 96) + bump - 0.5);
      const shown = ramp(soak - 0.2, soak + 0.22, bare[i] as number);
      const washed =
        ramp(-0.1, 0.65, fbm(u / 330, v / 330, 4, 97)) * 0.62 + 0.12 * chance(Math.floor(a), Math.floor(b), 98);
      const dark = mixRgb(mud, rust, clamp(washed));
      const light = mixRgb(cotton, rust, clamp(0.1 + 0.28 * fbm(u / 90, v / 90, 3, 99)));
      const shade = (0.62 + 0.38 * bump) * (seam ? 0.6 : 1);
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = mix(dark[c] as number, light[c] as number, shown) * shade;
    }
  }
  return light(relief, {
    from: 315,
    elevation: 40,
    reach: 12 * unit,
    soft: 0.6,
    hollows: [5 * unit, 30 * unit],
    hollowness: 0.7,
    falloff: 0.28,
    shine: 0,
    sun: [1.5, 1.4, 1.2],
    sky: [0.36, 0.38, 0.42],
  });
}

const pictures: Record<string, Picture> = { bogolan: { render: bogolan } };
export default pictures;
