/** An illuminated leaf. */
import { flecks, paper } from "./paper.js";
import { colour, type Frame, fbm, heightFor, light, mix, noise, ramp } from "./relief.js";
import type { Picture } from "./studio.js";
import { area, centre, chords, faces, hankin, octagonFloor, type Polygon, regular, type Segment } from "./tiling.js";
import { circle, curveD, group, INK, lineD, mask, type Point, paint, path, rect } from "./vector.js";

const HIGH = 1733;
const onCircle = ([x, y]: Point, r: number, degrees: number): Point => [
  x + r * Math.cos((degrees * Math.PI) / 180),
  y + r * Math.sin((degrees * Math.PI) / 180),
];

const edgesOf = (p: Polygon): Segment[] => p.map((a, i): Segment => [a, p[(i + 1) % p.length] as Point]);

/** A leaf of pure geometry in gold, lapis and vermilion. */
async function manuscript(width: number): Promise<Frame> {
  const height = heightFor(width);
  const unit = width / 2600;
  const sheet = paper(width, height, { seed: 541, age: 0.8, tint: colour("#ead7ae"), stain: colour("#8f6230") });
  const [x0, y0, x1, y1] = [250, 210, 2150, 1523];
  const { octagons, squares } = octagonFloor(2600, HIGH, 220);
  const shift = (p: Polygon): Polygon =>
    p.map(([x, y]): Point => [x + 1200 - 2 * 220 * (1 + Math.SQRT2), y + 866.5 - 2 * 220 * (1 + Math.SQRT2)]);
  const lines = [
    ...octagons.map(shift).flatMap((o) => [...chords(o, 3), ...chords(regular(8, centre(o), 92, 0), 3)]),
    ...squares
      .map(shift)
      .flatMap((s) => [...hankin(s, (3 * Math.PI) / 8), ...edgesOf(regular(4, centre(s), 40, Math.PI / 4))]),
  ];
  let pigment = rect(x0, y0, x1 - x0, y1 - y0, { fill: "#1d3f8f" });
  let gilt = "";
  for (const shape of faces(lines)) {
    const size = area(shape) / 220 ** 2;
    const d = lineD(shape, true);
    if (shape.length > 30 || size > 2) continue;
    if (size > 0.3) gilt += sprig(centre(shape), size > 0.6 ? 58 : 44);
    if (size < 0.035) pigment += path(d, { fill: INK.cream });
    else if (size < 0.09) pigment += path(d, { fill: "#b8381f" });
    else if (shape.length === 3) gilt += path(d, { fill: "#000" });
    else if (shape.length === 4 || shape.length === 5) pigment += path(d, { fill: size > 0.3 ? "#1b4a8f" : "#b8381f" });
    else if (shape.length === 8 && size < 0.5) pigment += path(d, { fill: "#14655e" });
    else pigment += path(d, { fill: "#1d3f8f" });
  }
  const strap = lines.map((s) => path(lineD(s), { stroke: "#000", width: 13 })).join("");
  const stars = octagons
    .map(shift)
    .map((o) => circle(centre(o), 20, { fill: "#000" }))
    .join("");
  const panel = (body: string): string =>
    `<clipPath id="panel"><rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}"/></clipPath>${group(body, 'clip-path="url(#panel)"')}`;
  let braid = "";
  for (let i = 0; i < 2; i++) {
    const wave = (a: Point, b: Point, count: number): string => {
      const points = Array.from({ length: count * 8 + 1 }, (_, k): Point => {
        const t = k / (count * 8);
        const s = Math.sin(t * count * Math.PI + i * Math.PI) * 24;
        const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
        return [mix(a[0], b[0], t) - ((b[1] - a[1]) / long) * s, mix(a[1], b[1], t) + ((b[0] - a[0]) / long) * s];
      });
      return path(curveD(points), { stroke: "#000", width: 10 });
    };
    braid +=
      wave([x0 - 50, y0 - 50], [x1 + 50, y0 - 50], 40) +
      wave([x0 - 50, y1 + 50], [x1 + 50, y1 + 50], 40) +
      wave([x0 - 50, y0 - 50], [x0 - 50, y1 + 50], 28) +
      wave([x1 + 50, y0 - 50], [x1 + 50, y1 + 50], 28);
  }
  const ring = (grow: number, width_: number): string =>
    rect(x0 - grow, y0 - grow, x1 - x0 + 2 * grow, y1 - y0 + 2 * grow, { stroke: "#000", width: width_ });
  const medal: Point = [2400, 866];
  const boss = (k: number): string =>
    path(
      lineD(
        Array.from({ length: 32 }, (_, i): Point => onCircle(medal, (i % 2 ? 92 : 118) * k, i * 11.25)),
        true,
      ),
      { stroke: "#000", width: 22 },
    );
  const gold = await mask(
    panel(gilt + strap + stars) +
      braid +
      ring(10, 12) +
      ring(90, 8) +
      boss(1) +
      path(`M2400 740V560M2400 992V1172`, { stroke: "#000", width: 7 }),
    width,
    height,
  );
  await paint(
    sheet,
    flecks(240, HIGH, 547) + rect(x0 - 86, y0 - 86, x1 - x0 + 172, y1 - y0 + 172, { fill: "#7c1f1a" }) + panel(pigment),
    0.35,
  );
  gild(sheet, gold, unit);
  await paint(
    sheet,
    circle(medal, 74, { fill: "#1d3f8f" }) +
      circle(medal, 34, { fill: "#b8381f" }) +
      panel(lines.map((s) => path(lineD(s), { stroke: "#3a1d10", width: 1.6, opacity: 0.6 })).join("")),
    0.2,
  );
  return light(sheet, {
    from: 318,
    elevation: 42,
    reach: 8 * unit,
    soft: 0.5,
    hollows: [5 * unit],
    hollowness: 0.5,
    falloff: 0.3,
    shine: 1.1,
    sun: [1.05, 0.97, 0.82],
    sky: [0.3, 0.31, 0.33],
  });
}

/** A small gold star with eight dots, to enliven a plain field. */
function sprig(at: Point, r: number): string {
  const star = Array.from({ length: 16 }, (_, i): Point => onCircle(at, i % 2 ? r * 0.34 : r * 0.8, i * 22.5));
  const dots = Array.from({ length: 8 }, (_, i) =>
    circle(onCircle(at, r * 1.1, i * 45 + 22.5), 5.5, { fill: "#000" }),
  ).join("");
  return path(lineD(star, true), { fill: "#000" }) + dots;
}

/** Lays leaf gold where `gold` says: raised, burnished, rubbed through in places. */
function gild(
  sheet: {
    readonly width: number;
    readonly height: number;
    readonly z: Float32Array;
    readonly albedo: Float32Array;
    readonly gloss: Float32Array;
  },
  gold: Float32Array,
  unit: number,
): void {
  const leaf = colour("#c7922f");
  for (let y = 0, i = 0; y < sheet.height; y++) {
    for (let x = 0; x < sheet.width; x++, i++) {
      const [u, v] = [x / unit, y / unit];
      const rubbed = ramp(0.34, 0.62, fbm(u / 40, v / 40, 4, 551) + 0.35 * noise(u / 5, v / 5, 552));
      const share = (gold[i] as number) * (1 - 0.85 * rubbed);
      if (share <= 0) {
        const flake = 1 + 0.16 * fbm(u / 12, v / 12, 3, 553);
        for (let c = 0; c < 3; c++) sheet.albedo[i * 3 + c] = (sheet.albedo[i * 3 + c] as number) * flake;
        continue;
      }
      sheet.z[i] = (sheet.z[i] as number) + share * (3 + 2.4 * fbm(u / 26, v / 26, 3, 554)) * unit;
      sheet.gloss[i] = share * 0.85;
      const tone = 0.8 + 0.5 * noise(u / 150, v / 150, 555);
      for (let c = 0; c < 3; c++)
        sheet.albedo[i * 3 + c] = mix(sheet.albedo[i * 3 + c] as number, (leaf[c] as number) * tone, share);
    }
  }
}

const pictures: Record<string, Picture> = { "manuscript-leaf": { render: manuscript } };
export default pictures;
