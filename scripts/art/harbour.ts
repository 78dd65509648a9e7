/** The plan of Carthage's harbours. */
import { flecks, paper, print } from "./paper.js";
import { colour, distance, type Frame, heightFor, mix, noise, random } from "./relief.js";
import type { Picture } from "./studio.js";
import { centre, regular } from "./tiling.js";
import { circle, curveD, group, INK, lettering, lineD, mask, type Point, path, rect } from "./vector.js";

const HIGH = 1733;
const line = (width: number, opacity = 1) => ({ stroke: INK.line, width, opacity });

const onCircle = ([x, y]: Point, r: number, degrees: number): Point => [
  x + r * Math.cos((degrees * Math.PI) / 180),
  y + r * Math.sin((degrees * Math.PI) / 180),
];

/** Carthage: the merchants' long basin and the round one of the navy, with the admiral's island and its sheds. */
async function harbour(width: number): Promise<Frame> {
  const height = heightFor(width);
  const unit = width / 2600;
  const sheet = paper(width, height, { seed: 501, foldsX: [0.5], foldsY: [0.5] });
  const round: Point = [930, 700];
  const [outer, inner] = [372, 150];
  const basin: Point[] = [
    [1270, 940],
    [1390, 860],
    [2080, 1215],
    [2110, 1300],
    [2030, 1400],
    [1920, 1400],
    [1215, 1060],
  ];
  const channel: Point[] = [
    [1205, 922],
    [1264, 956],
    [1230, 1034],
    [1170, 990],
  ];
  const mouth: Point[] = [
    [2060, 1180],
    [2330, 1180],
    [2600, 1300],
    [2600, 1420],
    [2300, 1290],
    [2090, 1300],
  ];
  const shore: Point[] = [
    [1620, -60],
    [1700, 160],
    [1850, 330],
    [1950, 520],
    [2120, 700],
    [2230, 900],
    [2290, 1080],
    [2360, 1180],
    [2420, 1330],
    [2390, 1500],
    [2300, 1640],
    [2280, 1800],
  ];
  const openSea = `${curveD(shore)}L2700 1800L2700 -60Z`;
  const water =
    path(openSea, { fill: "#000" }) +
    circle(round, outer, { fill: "#000" }) +
    path(lineD(basin, true), { fill: "#000" }) +
    path(lineD(channel, true), { fill: "#000" }) +
    path(curveD(mouth, true), { fill: "#000" });
  const island = circle(round, inner, { fill: "#fff" });
  const wet = await mask(water, width, height);
  const dry = await mask(island, width, height);
  const cover = wet.map((w, i) => Math.max(0, w - (dry[i] as number)));
  const away = distance(
    Uint8Array.from(cover, (c) => (c > 0.5 ? 1 : 0)),
    width,
    height,
  );
  const sea = colour("#a9c4ba");
  const engraved = colour("#14555c");
  const earth = colour("#efd6a4");
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const d = (away[i] as number) / unit + 1.6 * noise(x / unit / 60, y / unit / 60, 503);
      const gap = 9 + d * 0.04;
      const lining = Math.exp(-(((((d % gap) + gap) % gap) - gap / 2) ** 2) / 3.4) * Math.exp(-d / 190);
      for (let c = 0; c < 3; c++) {
        const k = i * 3 + c;
        const base = albedo(sheet, k);
        const wetTone = mix(
          base * mix(1, (sea[c] as number) * 1.3, 0.75),
          (engraved[c] as number) * 0.9,
          0.62 * lining,
        );
        sheet.albedo[k] = mix(base * mix(1, (earth[c] as number) * 1.15, 0.55), wetTone, cover[i] as number);
      }
    }
  }
  let ink = flecks(160, HIGH, 507);
  ink += path(curveD(shore), line(5)) + path(lineD(basin, true), line(5));
  ink += circle(round, outer, line(5)) + circle(round, inner, { ...line(5), fill: "#f1dfb8" });
  ink +=
    path(lineD([channel[0] as Point, channel[1] as Point]), line(5)) +
    path(lineD([channel[2] as Point, channel[3] as Point]), line(5));
  ink += sheds(round, outer, inner);
  ink += quays(basin) + streets(round, basin);
  const label = (text: string, at: Point, size = 58, turn = 0, fill: string = INK.line): string =>
    lettering(text, { at, size, face: "serifItalic", anchor: "middle", turn, fill, tracking: 0.05, halo: "#eedfb9" });
  ink +=
    label("Merchant harbour", [1660, 1150], 66, 27, INK.night) +
    label("Naval harbour", [930, 470], 50, 0, INK.night) +
    label("Admiral’s island", [560, 1180], 50);
  ink +=
    path("M640 1130Q760 960 868 780", line(2.6)) +
    label("Ship sheds", [300, 330], 50) +
    path("M400 350Q500 400 588 470", line(2.6));
  ink +=
    label("Entrance", [2230, 1450], 50) +
    path("M2230 1400L2230 1290", line(2.6)) +
    lettering("Gulf of Tunis", {
      at: [2240, 520],
      size: 76,
      face: "serifItalic",
      anchor: "middle",
      turn: 60,
      fill: INK.teal,
      tracking: 0.12,
    });
  ink +=
    lettering("Carthage", { at: [150, 1480], size: 128, face: "serif", fill: INK.madder }) +
    lettering("The two harbours, second century BC", { at: [154, 1552], size: 50, face: "regular" });
  ink +=
    rect(154, 1594, 440, 14, { fill: INK.cream, ...line(2.4) }) +
    rect(154, 1594, 110, 14, { fill: INK.line }) +
    rect(374, 1594, 110, 14, { fill: INK.line }) +
    lettering("200 m", { at: [614, 1612], size: 42, face: "regular" });
  ink += group(
    path("M0 60L0 -90M-26 -40L0 -96L26 -40", line(5)) +
      lettering("N", { at: [0, -116], size: 62, face: "serif", anchor: "middle" }),
    'transform="translate(190 260) rotate(-8) translate(-10 20)"',
  );
  ink += rect(60, 60, 2480, 1613, line(4)) + rect(76, 76, 2448, 1581, line(1.8));
  return print(sheet, ink, 0.5);
}

const albedo = (sheet: { readonly albedo: Float32Array }, k: number): number => sheet.albedo[k] as number;

/** Ship sheds around the ring and on the island, each a narrow slip. */
function sheds(at: Point, outer: number, inner: number): string {
  let body = "";
  for (let a = 0; a < 360; a += 3.1) {
    if (a > 27 && a < 55) continue;
    const [p, q] = [onCircle(at, outer, a), onCircle(at, outer + 84, a)];
    const [r, s] = [onCircle(at, outer, a + 2.1), onCircle(at, outer + 84, a + 2.1)];
    body += path(lineD([p, q, s, r], true), { fill: "#d9a464", stroke: INK.line, width: 2.2 });
    body += path(lineD([onCircle(at, outer + 6, a + 1.05), onCircle(at, outer + 80, a + 1.05)]), line(1.4, 0.7));
  }
  body += circle(at, outer + 92, line(3)) + circle(at, outer + 116, line(2));
  for (let a = 0; a < 360; a += 12) {
    if (a > 345 || a < 15 || (a > 165 && a < 195)) continue;
    const wide = 4.6;
    body += path(
      lineD(
        [
          onCircle(at, 58, a - wide),
          onCircle(at, inner - 4, a - wide),
          onCircle(at, inner - 4, a + wide),
          onCircle(at, 58, a + wide),
        ],
        true,
      ),
      { fill: "#d9a464", stroke: INK.line, width: 2.2 },
    );
  }
  const hexagon = regular(6, at, 50, 0);
  return (
    body +
    path(lineD(hexagon, true), { fill: INK.terracotta, ...line(3) }) +
    circle(at, 20, { fill: INK.cream, ...line(2.4) })
  );
}

/** Hatched quays along the long basin. */
function quays(basin: readonly Point[]): string {
  let d = "";
  basin.forEach((a, i) => {
    const b = basin[(i + 1) % basin.length] as Point;
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [nx, ny] = [(b[1] - a[1]) / long, -(b[0] - a[0]) / long];
    for (let t = 6; t < long; t += 11) {
      const [x, y] = [a[0] + ((b[0] - a[0]) * t) / long, a[1] + ((b[1] - a[1]) * t) / long];
      d += `M${x} ${y}l${nx * 24} ${ny * 24}`;
    }
  });
  return path(d, line(1.8, 0.8));
}

/** Blocks of houses set out on the town's grid, thinning inland. */
function streets(round: Point, basin: readonly Point[]): string {
  const next = random(509);
  const [cos, sin] = [Math.cos(0.47), Math.sin(0.47)];
  const middle = centre(basin);
  let body = "";
  for (let i = -14; i < 26; i++) {
    for (let j = -16; j < 20; j++) {
      const [u, v] = [i * 92, j * 128];
      const [x, y] = [900 + u * cos - v * sin, 700 + u * sin + v * cos];
      if (x < 130 || y < 120 || y > 1620 || x > 2200) continue;
      const sea = 1560 + (y - 0) * 0.62 - 60;
      if (x > sea - 60 || Math.hypot(x - round[0], y - round[1]) < 540) continue;
      const [bx, by] = [x - middle[0], y - middle[1]];
      if (Math.abs(-bx * 0.46 + by * 0.89) < 225 && Math.abs(bx * 0.89 + by * 0.46) < 590) continue;
      if (x < 1120 && y > 1320) continue;
      if ((x < 460 && y < 430) || (x < 800 && y > 1080 && y < 1250) || (x > 2050 && y > 1350)) continue;
      if (next() < 0.07) continue;
      const [w, h] = [34 + next() * 6, 52 + next() * 6];
      let hatch = "";
      for (let t = -h + 8; t < h; t += 10) hatch += `M${-w} ${t}L${w} ${t}`;
      body += group(
        rect(-w, -h, 2 * w, 2 * h, { fill: "#e5c48c", ...line(2) }) + path(hatch, line(1, 0.5)),
        `transform="translate(${x} ${y}) rotate(27)"`,
      );
    }
  }
  return body;
}

const pictures: Record<string, Picture> = { "harbour-plan": { render: harbour } };
export default pictures;
