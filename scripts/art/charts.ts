/** The chart of the northern sky. */

import { paper } from "./paper.js";
import { colour, type Frame, fbm, heightFor, light, mix, noise, ramp, random } from "./relief.js";
import type { Picture } from "./studio.js";
import { circle, lettering, type Point, paint, path, rect } from "./vector.js";

/** A star: right ascension in hours, declination in degrees, magnitude. Epoch J2000, rounded. */
type Star = readonly [hours: number, degrees: number, magnitude: number];

const STARS: Readonly<Record<string, Star>> = {
  polaris: [2.53, 89.26, 2.0],
  yildun: [17.54, 86.59, 4.4],
  epsUmi: [16.77, 82.04, 4.2],
  zetUmi: [15.73, 77.79, 4.3],
  etaUmi: [16.29, 75.76, 5.0],
  kochab: [14.85, 74.16, 2.1],
  pherkad: [15.35, 71.83, 3.0],
  dubhe: [11.06, 61.75, 1.8],
  merak: [11.03, 56.38, 2.4],
  phecda: [11.9, 53.69, 2.4],
  megrez: [12.26, 57.03, 3.3],
  alioth: [12.9, 55.96, 1.8],
  mizar: [13.4, 54.93, 2.2],
  alkaid: [13.79, 49.31, 1.9],
  muscida: [8.5, 60.72, 3.4],
  upsUma: [9.85, 59.04, 3.8],
  theUma: [9.55, 51.68, 3.2],
  talitha: [8.99, 48.04, 3.1],
  psiUma: [11.16, 44.5, 3.0],
  hUma: [9.53, 63.06, 3.7],
  chiUma: [11.77, 47.78, 3.7],
  caph: [0.15, 59.15, 2.3],
  schedar: [0.68, 56.54, 2.2],
  navi: [0.95, 60.72, 2.2],
  ruchbah: [1.43, 60.24, 2.7],
  segin: [1.91, 63.67, 3.4],
  alderamin: [21.31, 62.59, 2.5],
  alfirk: [21.48, 70.56, 3.2],
  errai: [23.66, 77.63, 3.2],
  iotCep: [22.83, 66.2, 3.5],
  zetCep: [22.18, 58.2, 3.4],
  thuban: [14.07, 64.38, 3.7],
  iotDra: [15.42, 58.97, 3.3],
  theDra: [16.03, 58.57, 4.0],
  etaDra: [16.4, 61.51, 2.7],
  zetDra: [17.15, 65.71, 3.2],
  chiDra: [18.35, 72.73, 3.6],
  epsDra: [19.8, 70.27, 3.8],
  delDra: [19.21, 67.66, 3.1],
  xiDra: [17.89, 56.87, 3.7],
  nuDra: [17.54, 55.18, 4.1],
  rastaban: [17.51, 52.3, 2.8],
  eltanin: [17.94, 51.49, 2.2],
  kapDra: [12.56, 69.79, 3.9],
  giausar: [11.52, 69.33, 3.8],
  mirfak: [3.41, 49.86, 1.8],
  algol: [3.14, 40.96, 2.1],
  gamPer: [3.08, 53.51, 2.9],
  delPer: [3.72, 47.79, 3.0],
  epsPer: [3.96, 40.01, 2.9],
  etaPer: [2.84, 55.9, 3.8],
  capella: [5.28, 46.0, 0.1],
  menkalinan: [5.99, 44.95, 1.9],
  epsAur: [5.03, 43.82, 3.0],
  delAur: [5.99, 54.28, 3.7],
  deneb: [20.69, 45.28, 1.25],
  delCyg: [19.75, 45.13, 2.9],
  kapCyg: [19.29, 53.37, 3.8],
  sadr: [20.37, 40.26, 2.2],
  vega: [18.62, 38.78, 0.0],
  almach: [2.07, 42.33, 2.1],
  alpCam: [4.9, 66.34, 4.3],
  betCam: [5.06, 60.44, 4.0],
  cs: [3.48, 59.94, 4.2],
  alpLyn: [9.35, 34.39, 3.1],
  corCaroli: [12.93, 38.32, 2.9],
  seginus: [14.53, 38.31, 3.0],
  nekkar: [15.03, 40.39, 3.5],
  lamBoo: [14.27, 46.09, 4.2],
  etaHer: [16.71, 38.92, 3.5],
  tauHer: [16.33, 46.31, 3.9],
  iotHer: [17.66, 46.01, 3.8],
  alpLac: [22.52, 50.28, 3.8],
  betLac: [22.39, 52.23, 4.4],
  thetAur: [5.99, 37.21, 2.6],
  castor: [7.58, 31.89, 1.6],
  lamAnd: [23.63, 46.46, 3.8],
};

/** Figures as chains of stars; the first three are drawn strongly. */
const FIGURES: readonly (readonly string[])[] = [
  ["alkaid", "mizar", "alioth", "megrez", "dubhe", "merak", "phecda", "megrez"],
  ["caph", "schedar", "navi", "ruchbah", "segin"],
  ["polaris", "yildun", "epsUmi", "zetUmi", "kochab", "pherkad", "etaUmi", "zetUmi"],
  ["alderamin", "alfirk", "errai", "iotCep", "zetCep", "alderamin"],
  ["alfirk", "iotCep"],
  [
    "giausar",
    "kapDra",
    "thuban",
    "iotDra",
    "theDra",
    "etaDra",
    "zetDra",
    "chiDra",
    "epsDra",
    "delDra",
    "xiDra",
    "nuDra",
    "rastaban",
    "eltanin",
    "xiDra",
  ],
  ["etaPer", "gamPer", "mirfak", "delPer", "epsPer"],
  ["mirfak", "algol"],
  ["capella", "menkalinan", "delAur", "capella"],
  ["capella", "epsAur"],
  ["deneb", "sadr"],
  ["deneb", "delCyg", "kapCyg"],
  ["dubhe", "hUma", "muscida", "upsUma", "phecda"],
  ["upsUma", "theUma", "talitha"],
  ["phecda", "chiUma", "psiUma"],
  ["betLac", "alpLac"],
  ["nekkar", "lamBoo", "seginus", "nekkar"],
  ["etaHer", "tauHer", "iotHer"],
];

const POLE: Point = [1300, 866];
const PX_PER_DEGREE = 21.2;
/** The hour that culminates at the head of the chart: the Plough climbs on the right, Cassiopeia sinks on the left. */
const HEAD_HOURS = 6.4;

/** Seen from inside, facing north: hours run clockwise about the pole from the head of the chart. */
function place(hours: number, degrees: number): Point {
  const a = ((hours - HEAD_HOURS) * Math.PI) / 12;
  const r = (90 - degrees) * PX_PER_DEGREE;
  return [POLE[0] + r * Math.sin(a), POLE[1] - r * Math.cos(a)];
}

/** Galactic latitude and longitude in degrees of a place on the chart, from the J2000 galactic pole (192.86°, 27.13°). */
function galactic(x: number, y: number): { latitude: number; longitude: number } {
  const r = Math.hypot(x - POLE[0], y - POLE[1]) / PX_PER_DEGREE;
  const dec = ((90 - r) * Math.PI) / 180;
  const ra = Math.atan2(x - POLE[0], POLE[1] - y) + (HEAD_HOURS * Math.PI) / 12;
  const [poleRa, poleDec] = [(192.86 * Math.PI) / 180, (27.13 * Math.PI) / 180];
  const sinB = Math.sin(poleDec) * Math.sin(dec) + Math.cos(poleDec) * Math.cos(dec) * Math.cos(ra - poleRa);
  const l = Math.atan2(
    Math.cos(dec) * Math.sin(ra - poleRa),
    Math.cos(poleDec) * Math.sin(dec) - Math.sin(poleDec) * Math.cos(dec) * Math.cos(ra - poleRa),
  );
  return { latitude: (Math.asin(sinB) * 180) / Math.PI, longitude: 122.93 - (l * 180) / Math.PI };
}

function graticule(): string {
  let body = "";
  const fine = { stroke: "#8fb0c9", width: 1.8, opacity: 0.3 };
  for (const degrees of [80, 70, 60, 50, 40, 30, 20]) body += circle(POLE, (90 - degrees) * PX_PER_DEGREE, fine);
  for (let hour = 0; hour < 24; hour++) {
    const near = place(hour, hour % 6 === 0 ? 90 : 80);
    const far = place(hour, 0);
    body += path(`M${near[0]} ${near[1]}L${far[0]} ${far[1]}`, { ...fine, opacity: hour % 6 === 0 ? 0.36 : 0.22 });
    const spot = place(hour, hour % 12 === 6 || hour % 12 === 7 ? 52.2 : 47.8);
    if (spot[1] > 110 && spot[1] < 1640)
      body += lettering(`${hour}h`, {
        at: [spot[0] + 8, spot[1] - 8],
        size: 36,
        face: "regular",
        fill: "#9fbdd0",
        opacity: 0.6,
      });
  }
  return body;
}

function starInk(): string {
  let body = "";
  FIGURES.forEach((figure, i) => {
    const strong = i < 3;
    const points = figure.map((name) => {
      const [hours, degrees] = STARS[name] as Star;
      return place(hours, degrees);
    });
    for (let k = 1; k < points.length; k++) {
      const [a, b] = [points[k - 1] as Point, points[k] as Point];
      const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const trim = Math.min(20, long * 0.25) / long;
      const at = (t: number): string => `${a[0] + (b[0] - a[0]) * t} ${a[1] + (b[1] - a[1]) * t}`;
      body += path(`M${at(trim)}L${at(1 - trim)}`, {
        stroke: strong ? "#e0b25a" : "#7fa3b8",
        width: strong ? 4.2 : 2.2,
        opacity: strong ? 0.95 : 0.6,
      });
    }
  });
  for (const [hours, degrees, magnitude] of Object.values(STARS)) {
    const at = place(hours, degrees);
    const r = 4 + Math.max(0, 4.8 - magnitude) * 3.1;
    body +=
      circle(at, r * 2.6, { fill: "#9cc3ee", opacity: 0.1 }) +
      circle(at, r * 1.6, { fill: "#bcd8f5", opacity: 0.18 }) +
      circle(at, r, { fill: "#fff6e2" });
  }
  return body;
}

function names(): string {
  const name = (
    text: string,
    hours: number,
    degrees: number,
    size: number,
    face: "serifItalic" | "medium" = "serifItalic",
    fill = "#f0d9a4",
  ): string =>
    lettering(text, {
      at: place(hours, degrees),
      size,
      face,
      anchor: "middle",
      fill,
      tracking: face === "medium" ? 0 : 0.06,
      halo: undefined,
    } as Parameters<typeof lettering>[1]);
  const star = (
    text: string,
    key: string,
    dx: number,
    dy: number,
    anchor: "start" | "end" | "middle" = "start",
  ): string => {
    const [hours, degrees] = STARS[key] as Star;
    const [x, y] = place(hours, degrees);
    return lettering(text, { at: [x + dx, y + dy], size: 40, face: "regular", fill: "#e9eef2", anchor });
  };
  return (
    name("The Plough", 12.35, 44.2, 74) +
    name("Cassiopeia", 3.0, 71.5, 74) +
    name("Little Dipper", 13.2, 75, 58) +
    name("Cepheus", 22.2, 67.4, 48, "serifItalic", "#a9c3d2") +
    name("Draco", 17.1, 70.2, 52, "serifItalic", "#a9c3d2") +
    name("Perseus", 3.9, 53, 48, "serifItalic", "#a9c3d2") +
    star("Polaris", "polaris", 30, -18) +
    star("Kochab", "kochab", 30, 14) +
    star("Dubhe", "dubhe", -30, -22, "end") +
    star("Merak", "merak", -4, -30, "middle") +
    star("Mizar", "mizar", -30, 14, "end") +
    star("Alkaid", "alkaid", -30, 14, "end") +
    star("Schedar", "schedar", -28, 14, "end") +
    star("Caph", "caph", 26, 34) +
    star("Capella", "capella", 28, 14) +
    star("Thuban", "thuban", 24, 26)
  );
}

async function sky(width: number): Promise<Frame> {
  const height = heightFor(width);
  const unit = width / 2600;
  const sheet = paper(width, height, { tint: colour("#122347"), stain: colour("#0b1630"), age: 0.5, seed: 411 });
  const { albedo } = sheet;
  const glow = colour("#5d83a8");
  const next = random(421);
  const band = (x: number, y: number): number => {
    const { latitude, longitude } = galactic(x / unit, y / unit);
    const cloud = fbm(x / unit / 190, y / unit / 190, 5, 413);
    const rift =
      Math.exp(-(((latitude - 1.5 - 4 * noise(longitude / 14, 3, 415)) / 2.6) ** 2)) *
      ramp(-0.2, 0.4, noise(x / unit / 260, y / unit / 260, 416));
    return Math.max(
      0,
      Math.exp(-((latitude / (8.5 + 4 * noise(longitude / 20, 7, 414))) ** 2)) * (0.62 + 0.9 * cloud) - 0.42 * rift,
    );
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const share = band(x, y) * 0.34;
      for (let c = 0; c < 3; c++) albedo[i * 3 + c] = mix(albedo[i * 3 + c] as number, glow[c] as number, share);
    }
  }
  let dust = "";
  for (let n = 0; n < 9000; n++) {
    const [x, y, keep] = [next() * 2600, next() * 1733, next()];
    if (keep > 0.09 + 1.2 * band(x * unit, y * unit)) continue;
    dust += circle([x, y], 0.8 + next() ** 3 * 2.2, { fill: "#dfeaf5", opacity: 0.25 + 0.5 * next() });
  }
  const frame =
    rect(34, 34, 2532, 1665, { stroke: "#c9a25a", width: 3 }) +
    rect(48, 48, 2504, 1637, { stroke: "#c9a25a", width: 1.4 });
  const clip = `<clipPath id="chart"><rect x="49" y="49" width="2502" height="1635"/></clipPath><g clip-path="url(#chart)">${dust}${graticule()}${starInk()}${names()}</g>`;
  const pointers = path(`M${place(11.06, 63.4).join(" ")}L${place(11.06, 87).join(" ")}`, {
    stroke: "#e0b25a",
    width: 3,
    dash: "4 14",
  });
  await paint(sheet, pointers + clip + frame);
  return light(sheet, {
    from: 312,
    elevation: 52,
    reach: 0,
    hollows: [6 * unit],
    hollowness: 0.4,
    falloff: 0.12,
    shine: 0,
    sun: [0.95, 0.95, 0.95],
    sky: [0.34, 0.36, 0.4],
  });
}

const pictures: Record<string, Picture> = { "sky-map": { render: sky } };
export default pictures;
