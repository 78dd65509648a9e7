/** The map-maker's kit: tinted sheets, coasts, hills, towns, roses, keys. */
import { createRequire } from "node:module";
import { type GeoProjection, geoGraticule, geoMercator, geoPath } from "d3-geo";
import type { Geometry, MultiPoint } from "geojson";
import { feature } from "topojson-client";
import type { GeometryObject, Topology } from "topojson-specification";
import { flecks, paper } from "./paper.js";
import { MOUNTAINS, RIVERS } from "./places.js";
import { colour, distance, heightFor, mix, noise, type Relief, ramp, random } from "./relief.js";
import {
  circle,
  curveD,
  group,
  INK,
  type Lettering,
  lettering,
  letteringWidth,
  mask,
  type Point,
  path,
  rect,
} from "./vector.js";

const require = createRequire(import.meta.url);
export const HALO = "#efe0bf";
/** Width of the sheet's border and height of the sheet, in sheet units (2600 wide). */
export const BORDER = 74;
export const HIGH = 1733;

function land(): Geometry {
  const atlas = require("world-atlas/land-50m.json") as Topology<{ land: GeometryObject }>;
  const found = feature(atlas, atlas.objects.land);
  return found.type === "FeatureCollection"
    ? { type: "GeometryCollection", geometries: found.features.map((f) => f.geometry) }
    : found.geometry;
}

export interface Ground {
  readonly sheet: Relief;
  readonly at: (place: Point) => Point;
  /** `d` of a geometry on the sheet. */
  readonly d: (shape: Geometry) => string;
  readonly ink: string;
}

/** The sheet of a map between two corners (degrees): land and sea tinted, coast lined, graticule, border with degrees. */
export async function mapGround(
  width: number,
  corners: readonly [Point, Point],
  seed: number,
  step: number,
): Promise<Ground> {
  const height = heightFor(width);
  const [[west, south], [east, north]] = corners;
  const span: MultiPoint = {
    type: "MultiPoint",
    coordinates: [
      [west, south],
      [east, north],
    ],
  };
  const projection: GeoProjection = geoMercator().fitExtent(
    [
      [BORDER, BORDER],
      [2600 - BORDER, HIGH - BORDER],
    ],
    span,
  );
  projection.clipExtent([
    [BORDER, BORDER],
    [2600 - BORDER, HIGH - BORDER],
  ]);
  const draw = geoPath(projection);
  const d = (shape: Geometry): string => draw(shape) ?? "";
  const at = (place: Point): Point => projection([place[0], place[1]]) as [number, number];
  const coast = d(land());
  const sheet = paper(width, height, { seed, foldsX: [0.25, 0.5, 0.75], foldsY: [0.5] });
  await tint(sheet, coast, seed);
  const grid = d(geoGraticule().step([step, step])());
  const ink =
    flecks(160, HIGH, seed) +
    path(grid, { stroke: INK.line, width: 1.6, opacity: 0.22 }) +
    path(coast, { stroke: INK.line, width: 3 }) +
    border(projection, corners, step);
  return { sheet, at, d, ink };
}

/** Colours land and sea, and lines the water along the coast as engravers do. */
async function tint(sheet: Relief, coast: string, seed: number): Promise<void> {
  const { width, height, albedo } = sheet;
  const unit = width / 2600;
  const cover = await mask(path(coast, { fill: "#000" }), width, height);
  const inside = Uint8Array.from(cover, (c) => (c > 0.5 ? 1 : 0));
  const toSea = distance(inside, width, height);
  const toLand = distance(
    Uint8Array.from(inside, (v) => 1 - v),
    width,
    height,
  );
  const sand = colour("#ecc98a");
  const shore = colour("#c47a3e");
  const sea = colour("#9dbcb4");
  const line = colour("#14555c");
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const framed = x > BORDER * unit && x < width - BORDER * unit && y > BORDER * unit && y < height - BORDER * unit;
      if (!framed) continue;
      const wash =
        0.86 +
        0.28 * noise(x / unit / 210, y / unit / 210, seed + 30) +
        0.1 * noise(x / unit / 24, y / unit / 24, seed + 31);
      const onLand = cover[i] as number;
      const dry = (toSea[i] as number) / unit;
      const wet = (toLand[i] as number) / unit;
      let lining = 0;
      for (let k = 1, reach = 9; k <= 8; k++) {
        lining += Math.exp(-(((wet - reach) / 1.5) ** 2)) * (1 - k / 9.5);
        reach += 8 + k * 2.4;
      }
      const deep = 0.62 + 0.25 * Math.exp(-wet / 60);
      for (let c = 0; c < 3; c++) {
        const k = i * 3 + c;
        const base = albedo[k] as number;
        const earth = mix(
          base * mix(1, (sand[c] as number) * 1.2, 0.62 * wash),
          base * (shore[c] as number) * 1.5,
          0.55 * Math.exp(-dry / 26) * wash,
        );
        const water = mix(
          base * mix(1, (sea[c] as number) * 1.25, deep * wash),
          (line[c] as number) * 0.9,
          0.55 * lining * ramp(0, 2, wet),
        );
        albedo[k] = mix(water, earth, onLand);
      }
    }
  }
}

/** A border of alternating degrees. */
function border(
  projection: GeoProjection,
  [[west, south], [east, north]]: readonly [Point, Point],
  step: number,
): string {
  const [left, right, top, foot] = [BORDER, 2600 - BORDER, BORDER, HIGH - BORDER];
  let body =
    rect(left, top, right - left, foot - top, { stroke: INK.line, width: 4 }) +
    rect(left - 26, top - 26, right - left + 52, foot - top + 52, { stroke: INK.line, width: 3 });
  const dark = { fill: INK.line, opacity: 0.82 };
  const x = (lon: number): number =>
    Math.min(right, Math.max(left, (projection([lon, (south + north) / 2]) as Point)[0]));
  const y = (lat: number): number => Math.min(foot, Math.max(top, (projection([(west + east) / 2, lat]) as Point)[1]));
  const half = step / 2;
  for (let lon = Math.floor(west / step) * step - 4 * step; lon < east + 4 * step; lon += step) {
    const [a, b] = [x(lon), x(lon + half)];
    if (b > a) body += rect(a, top - 20, b - a, 14, dark) + rect(a, foot + 6, b - a, 14, dark);
  }
  for (let lat = Math.floor(south / step) * step - 4 * step; lat < Math.min(80, north + 4 * step); lat += step) {
    const [a, b] = [y(lat + half), y(lat)];
    if (b > a) body += rect(left - 20, a, 14, b - a, dark) + rect(right + 6, a, 14, b - a, dark);
  }
  return body;
}

export const spread = (at: Point, name: string, size: number, style: Partial<Lettering> = {}): string =>
  lettering(name, {
    at,
    size,
    face: "serifItalic",
    anchor: "middle",
    tracking: 0.14,
    fill: INK.teal,
    halo: undefined,
    ...style,
  } as Lettering);

/** Small hills in ink, lit from the left. */
export function hills(at: Ground["at"], seed: number, size = 1, within: readonly Point[] = []): string {
  const next = random(seed);
  let body = "";
  for (const range of MOUNTAINS) {
    if (within.length && !within.some(([a, b]) => a === range.at[0] && b === range.at[1])) continue;
    const spots = Array.from({ length: range.hills }, (_, i): Point => {
      const t = (i + 0.5) / range.hills - 0.5;
      return at([range.at[0] + range.spread[0] * 2 * t, range.at[1] + (next() - 0.5) * 1.6 * range.spread[1]]);
    }).sort((a, b) => a[1] - b[1]);
    for (const [x, y] of spots) {
      const w = (24 + next() * 14) * size;
      const h = (26 + next() * 16) * size;
      body += path(
        `M${x - w} ${y}Q${x - w * 0.4} ${y - h * 0.7} ${x} ${y - h}Q${x + w * 0.5} ${y - h * 0.6} ${x + w} ${y}`,
        { stroke: INK.line, width: 2.6, fill: "#e6c48a" },
      );
      let strokes = "";
      for (let k = 0; k < 5; k++)
        strokes += `M${x + w * (0.04 + k * 0.15)} ${y - h * (0.88 - k * 0.16)}l${-w * 0.06 + k * 1.2} ${h * (0.62 - k * 0.1)}`;
      body += path(strokes, { stroke: INK.line, width: 2, opacity: 0.75 });
    }
  }
  return body;
}

export interface Town {
  readonly name: string;
  readonly at: Point;
  /** Side of the dot on which the name stands. */
  readonly side?: "e" | "w" | "n" | "s";
}

export function towns(at: Ground["at"], list: readonly Town[], size = 46): string {
  return list
    .map(({ name, at: place, side = "e" }) => {
      const [x, y] = at(place);
      const gap = 22;
      const spot: Point =
        side === "e"
          ? [x + gap, y + size * 0.34]
          : side === "w"
            ? [x - gap, y + size * 0.34]
            : side === "n"
              ? [x, y - gap]
              : [x, y + gap + size * 0.72];
      const anchor = side === "e" ? "start" : side === "w" ? "end" : "middle";
      return (
        circle([x, y], 11, { fill: INK.cream, stroke: INK.line, width: 4 }) +
        circle([x, y], 4, { fill: INK.madder }) +
        lettering(name, { at: spot, size, face: "medium", anchor, halo: HALO })
      );
    })
    .join("");
}

export const rivers = (at: Ground["at"], names: readonly string[], width = 4): string =>
  names.map((name) => path(curveD((RIVERS[name] as readonly Point[]).map(at)), { stroke: "#1c6068", width })).join("");

/** A rose of sixteen winds. */
export function rose([x, y]: Point, r: number): string {
  let body =
    circle([x, y], r * 0.72, { stroke: INK.line, width: 2.4 }) +
    circle([x, y], r * 0.66, { stroke: INK.line, width: 1.4 });
  for (const [count, turn, reach, waist] of [
    [8, Math.PI / 8, 0.62, 0.12],
    [4, Math.PI / 4, 0.8, 0.17],
    [4, 0, 1, 0.2],
  ] as const) {
    for (let k = 0; k < count; k++) {
      const a = turn + (k * 2 * Math.PI) / count - Math.PI / 2;
      const tip = `${x + Math.cos(a) * r * reach} ${y + Math.sin(a) * r * reach}`;
      for (const [side, fill] of [
        [-1, INK.madder],
        [1, INK.cream],
      ] as const) {
        const b = a + side * 0.55;
        body += path(`M${x} ${y}L${x + Math.cos(b) * r * waist} ${y + Math.sin(b) * r * waist}L${tip}Z`, {
          fill,
          stroke: INK.line,
          width: 1.6,
        });
      }
    }
  }
  return body + lettering("N", { at: [x, y - r * 1.08], size: r * 0.36, face: "serif", anchor: "middle" });
}

/** A framed title with the key below it. */
export function cartouche(
  [x, y]: Point,
  title: string,
  rows: readonly { readonly mark: string; readonly text: string }[],
): string {
  const wide =
    Math.max(
      letteringWidth(title, { size: 66, face: "serif" }),
      ...rows.map((r) => 130 + letteringWidth(r.text, { size: 42 })),
    ) + 84;
  const high = 122 + rows.length * 64;
  let body =
    rect(x, y, wide, high, { fill: "#f0e2c2", stroke: INK.line, width: 4 }) +
    rect(x + 12, y + 12, wide - 24, high - 24, { stroke: INK.line, width: 1.8 });
  body += lettering(title, { at: [x + wide / 2, y + 84], size: 66, face: "serif", anchor: "middle", fill: INK.madder });
  rows.forEach((row, i) => {
    const base = y + 152 + i * 64;
    body += group(row.mark, `transform="translate(${x + 42} ${base - 15})"`);
    body += lettering(row.text, { at: [x + 158, base], size: 42, face: "regular" });
  });
  return body;
}

export const key = (stroke: string, width: number, dash?: string): string =>
  path("M0 0H92", { stroke, width, dash, cap: "butt" });

/** A bar of kilometres, true at the given latitude. */
export function scaleBar(at: Ground["at"], [x, y]: Point, latitude: number, kilometres: number): string {
  const perDegree = at([1, latitude])[0] - at([0, latitude])[0];
  const long = (kilometres / (111.32 * Math.cos((latitude * Math.PI) / 180))) * perDegree;
  let body = rect(x, y, long, 12, { fill: INK.cream, stroke: INK.line, width: 2.4 });
  for (const k of [0, 2]) body += rect(x + (long * k) / 4, y, long / 4, 12, { fill: INK.line });
  return body + lettering(`${kilometres} km`, { at: [x + long + 18, y + 20], size: 40, face: "regular", halo: HALO });
}

/** Keeps a body within the border. */
export const framed = (body: string): string =>
  `<clipPath id="frame"><rect x="${BORDER}" y="${BORDER}" width="${2600 - 2 * BORDER}" height="${HIGH - 2 * BORDER}"/></clipPath>${group(body, 'clip-path="url(#frame)"')}`;
