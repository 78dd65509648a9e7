/** Lines, shapes and outlined lettering as SVG, and the way from SVG into a picture's pixels. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { clamp, type Frame, type Relief } from "./relief.js";

export type Point = readonly [number, number];

/** The magazine's colours, shared by every map and drawing. */
export const INK = {
  cream: "#f2e6cc",
  sand: "#e3cda2",
  ochre: "#c98a2b",
  terracotta: "#b4552d",
  madder: "#8e2a23",
  teal: "#12595e",
  indigo: "#1f2f5c",
  night: "#0e1a33",
  olive: "#6f7136",
  line: "#2c2118",
} as const;

interface Glyph {
  readonly path: { toSVG(): string };
  readonly advanceWidth: number;
}
interface Face {
  readonly unitsPerEm: number;
  layout(text: string): {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
  };
}

const require = createRequire(import.meta.url);
// fontkit ships without types; this is all that is asked of it.
const fontkit = require("fontkit") as { create(bytes: Buffer): Face };

const FACES = {
  regular: "libre-franklin/400Regular/LibreFranklin_400Regular.ttf",
  medium: "libre-franklin/500Medium/LibreFranklin_500Medium.ttf",
  bold: "libre-franklin/700Bold/LibreFranklin_700Bold.ttf",
  italic: "libre-franklin/400Regular_Italic/LibreFranklin_400Regular_Italic.ttf",
  serif: "instrument-serif/400Regular/InstrumentSerif_400Regular.ttf",
  serifItalic: "instrument-serif/400Regular_Italic/InstrumentSerif_400Regular_Italic.ttf",
} as const;
const opened = new Map<string, Face>();

function faceOf(name: keyof typeof FACES): Face {
  const known = opened.get(name);
  if (known) return known;
  const face = fontkit.create(readFileSync(require.resolve(`@expo-google-fonts/${FACES[name]}`)));
  opened.set(name, face);
  return face;
}

export interface Lettering {
  readonly at: Point;
  /** px per em. */
  readonly size: number;
  readonly face?: keyof typeof FACES;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  /** Extra space between letters, in ems. */
  readonly tracking?: number;
  /** Degrees clockwise about `at`. */
  readonly turn?: number;
  /** Colour of a soft edge around the letters that keeps lines off them. */
  readonly halo?: string;
  readonly opacity?: number;
}

/** Width of a line of lettering in px. */
export function letteringWidth(text: string, style: Pick<Lettering, "size" | "face" | "tracking">): number {
  const face = faceOf(style.face ?? "medium");
  let units = 0;
  for (const p of face.layout(text).positions) units += p.xAdvance + (style.tracking ?? 0) * face.unitsPerEm;
  return (units * style.size) / face.unitsPerEm;
}

/** Lettering as outlines, so that no font of the machine is ever asked for. */
export function lettering(text: string, style: Lettering): string {
  const face = faceOf(style.face ?? "medium");
  const scale = style.size / face.unitsPerEm;
  const run = face.layout(text);
  const width = letteringWidth(text, style) - (style.tracking ?? 0) * style.size;
  const shift = style.anchor === "middle" ? -width / 2 : style.anchor === "end" ? -width : 0;
  let pen = 0;
  let body = "";
  run.glyphs.forEach((glyph, i) => {
    const place = run.positions[i];
    if (!place) return;
    body += `<path transform="translate(${pen + place.xOffset} ${place.yOffset})" d="${glyph.path.toSVG()}"/>`;
    pen += place.xAdvance + (style.tracking ?? 0) * face.unitsPerEm;
  });
  const [x, y] = style.at;
  const frame = `transform="translate(${x} ${y}) rotate(${style.turn ?? 0}) translate(${shift} 0) scale(${scale} ${-scale})"`;
  const halo = style.halo
    ? `<g ${frame} fill="none" stroke="${style.halo}" stroke-width="${(style.size * 0.22) / scale}" stroke-linejoin="round" opacity="0.9">${body}</g>`
    : "";
  return `${halo}<g ${frame} fill="${style.fill ?? INK.line}" opacity="${style.opacity ?? 1}">${body}</g>`;
}

const n = (v: number): string => v.toFixed(2);

/** `d` of straight lines through the points. */
export function lineD(points: readonly Point[], closed = false): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}${closed ? "Z" : ""}`;
}

/** `d` of a smooth curve through the points (Catmull–Rom). */
export function curveD(points: readonly Point[], closed = false): string {
  const count = points.length;
  const at = (i: number): Point =>
    (closed ? points[(i + count) % count] : points[Math.max(0, Math.min(count - 1, i))]) as Point;
  let d = `M${n(at(0)[0])} ${n(at(0)[1])}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    d += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (e[0] - b[0]) / 6)} ${n(c[1] - (e[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`;
  }
  return closed ? `${d}Z` : d;
}

export interface Pen {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
  readonly cap?: "round" | "butt";
}

const pen = (p: Pen): string =>
  `fill="${p.fill ?? "none"}" stroke="${p.stroke ?? "none"}" stroke-width="${p.width ?? 1}" stroke-linejoin="round" stroke-linecap="${p.cap ?? "round"}"` +
  (p.dash ? ` stroke-dasharray="${p.dash}"` : "") +
  (p.opacity === undefined ? "" : ` opacity="${p.opacity}"`);

export const path = (d: string, p: Pen): string => `<path d="${d}" ${pen(p)}/>`;
export const circle = ([x, y]: Point, r: number, p: Pen): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${pen(p)}/>`;
export const rect = (x: number, y: number, w: number, h: number, p: Pen): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" ${pen(p)}/>`;
export const group = (body: string, attributes = ""): string => `<g ${attributes}>${body}</g>`;

/** The pixels of an SVG body: straight RGBA, 0–255. All SVG of a picture is drawn on a sheet 2600 units wide. */
export async function pixels(body: string, width: number, height: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 2600 ${(2600 * height) / width}">${body}</svg>`;
  return sharp(Buffer.from(svg), { unlimited: true }).ensureAlpha().raw().toBuffer();
}

/** How much of an SVG body covers each pixel, 0–1. */
export async function mask(body: string, width: number, height: number): Promise<Float32Array> {
  const drawn = await pixels(body, width, height);
  const cover = new Float32Array(width * height);
  for (let i = 0; i < cover.length; i++) cover[i] = (drawn[i * 4 + 3] as number) / 255;
  return cover;
}

const LINEAR = Float32Array.from({ length: 256 }, (_, i) => {
  const c = i / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

/** Paints an SVG body into a surface's colours; `sink` lets the paper show through the paint (0 = opaque, 1 = stain). */
export async function paint(
  relief: Pick<Relief, "width" | "height" | "albedo">,
  body: string,
  sink = 0,
): Promise<void> {
  const { width, height, albedo } = relief;
  const drawn = await pixels(body, width, height);
  for (let i = 0; i < width * height; i++) {
    const cover = (drawn[i * 4 + 3] as number) / 255;
    if (cover === 0) continue;
    for (let c = 0; c < 3; c++) {
      const k = i * 3 + c;
      const under = albedo[k] as number;
      const over = LINEAR[drawn[i * 4 + c] as number] as number;
      albedo[k] = under + cover * (over * (1 - sink + sink * Math.min(1, under * 1.25)) - under);
    }
  }
}

/** How a picture leaves the darkroom. `grain` in 8-bit steps, `vignette` 0–1. */
export interface Development {
  readonly exposure?: number;
  readonly contrast?: number;
  readonly vignette?: number;
  readonly grain?: number;
}

/** A picture in linear light as 8-bit sRGB: soft shoulder for the highlights, a little grain against banding. */
export function develop(frame: Frame, how: Development = {}): Buffer {
  const { width, height, rgb } = frame;
  const exposure = how.exposure ?? 1;
  const contrast = how.contrast ?? 0.25;
  const grain = how.grain ?? 2.2;
  const out = Buffer.allocUnsafe(width * height * 3);
  let state = 0x2545f491;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3;
      const away = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2;
      const level = exposure * (1 - (how.vignette ?? 0.18) * away * away * 2);
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const speck = ((state >>> 8) / 16777216 + (state & 0xff) / 256 - 1) * grain;
      for (let c = 0; c < 3; c++) {
        let v = Math.max(0, (rgb[i + c] as number) * level);
        v = v < 0.7 ? v : 0.7 + 0.3 * (1 - Math.exp(-(v - 0.7) / 0.3));
        let s = v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055;
        s += contrast * (s - 0.5) * s * (1 - s) * 2;
        out[i + c] = clamp(Math.round(s * 255 + speck), 0, 255);
      }
    }
  }
  return out;
}
