/** The tile-cutter's bench: the construction on paper, and the cut pieces. */
import { photograph } from "./camera.js";
import { flecks, paper } from "./paper.js";
import { chance, colour, type Frame, fbm, heightFor, light, mix, mixRgb, noise, type Rgb, random } from "./relief.js";
import { place } from "./still.js";
import type { Picture } from "./studio.js";
import { area, centre, chords, depthIn, faces, type Polygon, regular, type Segment } from "./tiling.js";
import { circle, INK, lettering, lineD, type Point, paint, path, rect } from "./vector.js";
import { blank, GLAZE } from "./zellige.js";

const onCircle = ([x, y]: Point, r: number, a: number): Point => [x + r * Math.cos(a), y + r * Math.sin(a)];

/** A star of twelve points under construction: circles, rays, the star, one sector coloured. */
function construction(at: Point, r: number): string {
  const fine = { stroke: "#5a4630", width: 2, opacity: 0.6 };
  let body = "";
  for (const k of [1, 0.8660254, 0.5176, 0.268, 1.16]) body += circle(at, r * k, fine);
  for (let i = 0; i < 24; i++)
    body += path(
      lineD([onCircle(at, i % 2 ? r * 1.04 : 0, (i * Math.PI) / 12), onCircle(at, r * 1.2, (i * Math.PI) / 12)]),
      { ...fine, opacity: i % 2 ? 0.4 : 0.6 },
    );
  for (let i = 0; i < 12; i++)
    body += circle(onCircle(at, r, (i * Math.PI) / 6), r * 0.5176, { ...fine, width: 1.6, opacity: 0.34 });
  const twelve = regular(12, at, r * 0.96, Math.PI / 12);
  body += path(lineD(twelve, true), fine);
  const lines: Segment[] = [...chords(twelve, 5), ...chords(twelve, 4)];
  const sector = (p: Point): boolean => {
    const a = (Math.atan2(p[1] - at[1], p[0] - at[0]) * 180) / Math.PI;
    return a > -105.1 && a < -14.9;
  };
  const coat = [INK.ochre, INK.teal, INK.madder, INK.indigo, INK.terracotta] as const;
  for (const shape of faces(lines)) {
    const middle = centre(shape);
    if (!sector(middle)) continue;
    const k = Math.hypot(middle[0] - at[0], middle[1] - at[1]) / r;
    const which =
      k < 0.27 ? 0 : k < 0.36 ? 2 : k < 0.5 ? 1 : k < 0.66 ? 3 : k < 0.8 ? 0 : area(shape) > r * r * 0.01 ? 1 : 4;
    body += path(lineD(shape, true), { fill: coat[which], opacity: 0.86 });
  }
  for (const s of lines) body += path(lineD(s), { stroke: INK.line, width: 4.4 });
  for (let i = 0; i < 12; i++) body += circle(onCircle(at, r, (i * Math.PI) / 6), 6, { fill: INK.line });
  return body + circle(at, 7, { fill: INK.madder });
}

async function compass(width: number): Promise<Frame> {
  const height = heightFor(width);
  const unit = width / 2600;
  const sheet = paper(width, height, { seed: 601, tint: colour("#f1e6cd"), age: 0.4, swell: 7 });
  const star = construction([1060, 890], 650);
  let ticks = "";
  await paint(sheet, flecks(160, 1733, 603) + star, 0.5);
  // The ruler lies along the lower right, marked in fingers.
  const wood = (x: number, y: number): Rgb => {
    const [u, v] = [x * 0.94 + y * 0.34, -x * 0.34 + y * 0.94];
    return mixRgb(
      colour("#b07a3c"),
      colour("#7d4d22"),
      0.5 + 0.5 * Math.sin(v / 5 + 5 * fbm(u / 420, v / 30, 3, 605)) * 0.6 + 0.2 * noise(u / 30, v / 2, 606),
    );
  };
  const turned = (body: string, angle: number, [x, y]: Point): string =>
    `<g transform="translate(${x} ${y}) rotate(${angle})">${body}</g>`;
  const ruler: Point = [1960, 1330];
  await place(sheet, turned(rect(-760, -64, 1520, 128, { fill: "#000" }), -20, ruler), {
    thick: 17,
    round: 12,
    colour: wood,
    gloss: 0.25,
  });
  for (let i = 0; i <= 72; i++)
    ticks += path(`M${-730 + i * 20} -62v${i % 10 === 0 ? 46 : i % 5 === 0 ? 34 : 20}`, { stroke: INK.line, width: 3 });
  for (let i = 0; i <= 7; i++) ticks += lettering(String(i), { at: [-722 + i * 200, 18], size: 40, face: "serif" });
  await paint(sheet, turned(ticks, -20, ruler), 0.2);
  // Brass compasses: hinge at the head, one leg with a point, one with the pen.
  const brass = (x: number, y: number): Rgb =>
    mixRgb(colour("#c79a45"), colour("#8a6325"), 0.5 + 0.6 * fbm(x / 40, y / 40, 3, 607));
  const leg = (a: Point, b: Point, wide: number): string => {
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [nx, ny] = [(b[1] - a[1]) / long, -(b[0] - a[0]) / long];
    return path(
      `M${a[0] + nx * wide} ${a[1] + ny * wide}L${a[0] - nx * wide} ${a[1] - ny * wide}L${b[0] - nx * 2.6} ${b[1] - ny * 2.6}L${b[0] + nx * 2.6} ${b[1] + ny * 2.6}Z`,
      { fill: "#000" },
    );
  };
  const hinge: Point = [2240, 300];
  const [point, nib]: [Point, Point] = [
    [1722, 960],
    [2060, 1120],
  ];
  const part = (a: Point, b: Point, t: number): Point => [mix(a[0], b[0], t), mix(a[1], b[1], t)];
  const steel = colour("#8f9499");
  for (const end of [point, nib]) {
    await place(sheet, leg(part(hinge, end, 0.62), end, 11), { thick: 15, round: 9, lift: 8, colour: steel, gloss: 1 });
  }
  for (const end of [point, nib]) {
    const stop = part(hinge, end, 0.66);
    const long = Math.hypot(stop[0] - hinge[0], stop[1] - hinge[1]);
    const [nx, ny] = [(stop[1] - hinge[1]) / long, -(stop[0] - hinge[0]) / long];
    const arm = path(
      `M${hinge[0] + nx * 32} ${hinge[1] + ny * 32}L${hinge[0] - nx * 32} ${hinge[1] - ny * 32}L${stop[0] - nx * 15} ${stop[1] - ny * 15}L${stop[0] + nx * 15} ${stop[1] + ny * 15}Z`,
      { fill: "#000" },
    );
    await place(sheet, arm, { thick: 30, round: 26, lift: 8, colour: brass, gloss: 1 });
    await place(sheet, circle(stop, 25, { fill: "#000" }), { thick: 36, round: 20, lift: 8, colour: brass, gloss: 1 });
  }
  await place(sheet, circle(hinge, 62, { fill: "#000" }), { thick: 40, round: 34, lift: 14, colour: brass, gloss: 1 });
  await place(sheet, circle(hinge, 30, { fill: "#000" }), { thick: 50, round: 20, lift: 20, colour: brass, gloss: 1 });
  await place(sheet, turned(rect(-20, -150, 40, 110, { fill: "#000" }), 24, hinge), {
    thick: 34,
    round: 18,
    lift: 10,
    colour: brass,
    gloss: 1,
  });
  const lit = light(sheet, {
    from: 318,
    elevation: 36,
    reach: 80 * unit,
    soft: 0.35,
    hollows: [10 * unit, 36 * unit],
    hollowness: 0.9,
    falloff: 0.3,
    shine: 1.3,
    sun: [1.1, 1.02, 0.9],
    sky: [0.32, 0.34, 0.38],
  });
  return photograph(lit, { width, height, pitch: 13, yaw: 4, roll: 3, part: 0.94, away: 1.7, aperture: 2, focus: 0.5 });
}

/** Shapes a tile-cutter makes, round the origin, half a size of about one. */
const CUTS: readonly Polygon[] = [
  Array.from({ length: 16 }, (_, i): Point => onCircle([0, 0], i % 2 ? 0.77 : 1, (i * Math.PI) / 8)),
  [
    [0, -1],
    [0.42, 0.1],
    [0, 0.5],
    [-0.42, 0.1],
  ],
  [
    [-0.38, -0.8],
    [0.38, -0.8],
    [0.7, 0.1],
    [0, 0.86],
    [-0.7, 0.1],
  ],
  [
    [0, -0.95],
    [0.36, -0.36],
    [0.95, 0],
    [0.36, 0.36],
    [0, 0.95],
    [-0.36, 0.36],
    [-0.95, 0],
    [-0.36, -0.36],
  ],
  [
    [-0.7, 0.5],
    [0, -0.8],
    [0.7, 0.5],
  ],
  [
    [-0.55, -0.55],
    [0.55, -0.55],
    [0.55, 0.55],
    [-0.55, 0.55],
  ],
  [
    [-0.3, -0.9],
    [0.3, -0.9],
    [0.62, -0.3],
    [0.62, 0.3],
    [0.3, 0.9],
    [-0.3, 0.9],
    [-0.62, 0.3],
    [-0.62, -0.3],
  ],
];

/** Cut pieces thrown on a sheet of felt, waiting for the wall. */
function pieces(width: number): Frame {
  const height = heightFor(width);
  const unit = width / 2600;
  const relief = blank(Math.round(width * 1.16), Math.round(height * 1.2));
  const { z, albedo, gloss } = relief;
  const board = colour("#b79468");
  for (let y = 0, i = 0; y < relief.height; y++) {
    for (let x = 0; x < relief.width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const dusty = fbm(u / 300, v / 300, 4, 621);
      z[i] = (fbm(u / 5, v / 5, 3, 622) * 1.5 + noise(u / 160, v / 160, 623) * 5) * unit;
      for (let c = 0; c < 3; c++)
        albedo[i * 3 + c] = (board[c] as number) * (0.82 + 0.3 * dusty + 0.14 * noise(u / 3, v / 3, 624));
    }
  }
  const next = random(631);
  const glazes = Object.values(GLAZE);
  const put: { at: Point; r: number }[] = [];
  for (let tries = 0; tries < 9000 && put.length < 190; tries++) {
    const kind = Math.floor(next() * CUTS.length);
    const r = (kind === 0 ? 150 : 88 + next() * 42) * unit;
    const at: Point = [next() * relief.width, next() * relief.height];
    const hug = next() < 0.16 ? 0.62 : 0.86;
    if (put.some((p) => Math.hypot(p.at[0] - at[0], p.at[1] - at[1]) < (p.r + r) * hug)) continue;
    put.push({ at, r });
    const turn = next() * 6.3;
    const over = put.slice(0, -1).some((p) => Math.hypot(p.at[0] - at[0], p.at[1] - at[1]) < (p.r + r) * 0.8);
    const shape = (CUTS[kind] as Polygon).map(
      ([x, y]): Point => [
        at[0] + (x * Math.cos(turn) - y * Math.sin(turn)) * r,
        at[1] + (x * Math.sin(turn) + y * Math.cos(turn)) * r,
      ],
    );
    layPiece(relief, shape, {
      glaze: glazes[Math.floor(next() * glazes.length)] as Rgb,
      at,
      unit,
      seed: put.length,
      lift: over ? 44 * unit : 0,
      tilt: over ? 0.24 : 0.05,
      face: next() < 0.1,
    });
  }
  for (let n = 0; n < 900; n++) {
    // Crumbs of glaze and clay from the hammer.
    const [x, y, s] = [next() * relief.width, next() * relief.height, (2 + next() ** 3 * 11) * unit];
    const shape = regular(3 + Math.floor(next() * 3), [x, y], s, next() * 6);
    const tone = next() < 0.5 ? colour("#b98a63") : (glazes[Math.floor(next() * glazes.length)] as Rgb);
    for (let py = Math.floor(y - s); py <= y + s; py++) {
      for (let px = Math.floor(x - s); px <= x + s; px++) {
        if (px < 0 || py < 0 || px >= relief.width || py >= relief.height || depthIn(shape, px, py) < 0) continue;
        const i = py * relief.width + px;
        if ((z[i] as number) > 14 * unit) continue;
        z[i] = s * 0.7 + (px - x) * 0.3;
        gloss[i] = 0.4;
        albedo.set(tone, i * 3);
      }
    }
  }
  const lit = light(relief, {
    from: 308,
    elevation: 30,
    reach: 120 * unit,
    soft: 0.5,
    hollows: [12 * unit, 40 * unit],
    hollowness: 1.1,
    falloff: 0.34,
    shine: 1.25,
    sun: [1.2, 1.1, 0.95],
    sky: [0.32, 0.35, 0.4],
  });
  return photograph(lit, {
    width,
    height,
    pitch: 22,
    yaw: -6,
    roll: 5,
    part: 0.74,
    away: 1.6,
    aperture: 2.6,
    focus: 0.42,
  });
}

interface Piece {
  readonly glaze: Rgb;
  readonly at: Point;
  readonly unit: number;
  readonly seed: number;
  readonly lift: number;
  readonly tilt: number;
  /** Lies face down, showing its clay. */
  readonly face: boolean;
}

function layPiece(relief: ReturnType<typeof blank>, shape: Polygon, piece: Piece): void {
  const { width, height, z, albedo, gloss } = relief;
  const { unit, seed } = piece;
  const reach = 170 * unit;
  const [cx, cy] = piece.at;
  const lean: Point = [(chance(seed, 1, 9) - 0.5) * 2 * piece.tilt, (chance(seed, 2, 9) - 0.5) * 2 * piece.tilt];
  const clay = colour("#b88960");
  const tone = 0.85 + 0.3 * chance(seed, 3, 9);
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
      const [u, v] = [x / unit, y / unit];
      const d = depthIn(shape, x, y) / unit + 1.8 * noise(u / 9, v / 9, 641);
      if (d < 0) continue;
      const nibble = noise(u / 15, v / 15, 642 + seed) + 0.5 * noise(u / 5, v / 5, 643);
      const bare = piece.face || d < 5 + 9 * Math.max(0, nibble);
      const i = y * width + x;
      const edge = Math.min(1, d / 7);
      const top =
        (46 * Math.sqrt(1 - (1 - edge) ** 2) +
          (bare ? -2.5 + 2.4 * fbm(u / 6, v / 6, 2, 644) : 1.5 * fbm(u / 70, v / 70, 2, 645 + seed))) *
          unit +
        piece.lift +
        lean[0] * (x - cx) +
        lean[1] * (y - cy);
      if (top < (z[i] as number)) continue;
      z[i] = top;
      gloss[i] = bare ? 0 : 1;
      const mottle = tone * (1 + (bare ? 0.22 : 0.16) * fbm(u / (bare ? 8 : 34), v / (bare ? 8 : 34), 3, 646 + seed));
      const of = bare ? clay : piece.glaze;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = (of[c] as number) * mottle;
    }
  }
}

const pictures: Record<string, Picture> = {
  "zellige-compass": { render: compass },
  "zellige-pieces": { render: pieces },
};
export default pictures;
