import type { Chart } from "./chart.js";
import { chartSvg } from "./chart.js";
import { type Scenery, scenerySvg } from "./scenery.js";
import { sitterSvg } from "./sitter.js";

/**
 * Sizes are the smallest that layouts of A4 print without a word about resolution: 1240 × 1755 px fill a page at 150 to the inch,
 * and a hero that may come to stand on a page of its own is cropped from that height.
 */
const CHARTS: Readonly<Record<string, Chart>> = {
  "landscape.jpg": { name: "LANDSCAPE", widthPx: 1500, heightPx: 1000, ratio: "3:2", paper: "#eef1ec", ink: "#27403f" },
  "portrait.jpg": { name: "PORTRAIT", widthPx: 1350, heightPx: 1800, ratio: "3:4", paper: "#f5ede0", ink: "#4a3524" },
  "panorama.jpg": { name: "PANORAMA", widthPx: 3000, heightPx: 1000, ratio: "3:1", paper: "#e9eef4", ink: "#26374f" },
  "square.jpg": { name: "SQUARE", widthPx: 1300, heightPx: 1300, ratio: "1:1", paper: "#f4f1e6", ink: "#3d3a2a" },
  "tall.jpg": { name: "TALL", widthPx: 1240, heightPx: 3100, ratio: "2:5", paper: "#f3e9e6", ink: "#55302a" },
  "off-centre.jpg": {
    name: "OFF CENTRE",
    widthPx: 1500,
    heightPx: 1000,
    ratio: "3:2",
    paper: "#edeaf1",
    ink: "#3a3150",
    focus: [82, 28],
  },
};

const SCENERIES: Readonly<Record<string, Scenery>> = {
  "cover.jpg": {
    widthPx: 1300,
    heightPx: 1800,
    sky: ["#27577a", "#7fb0bd", "#f3dcb4"],
    ridges: ["#9db4b4", "#12262b"],
    sun: { x: 0.68, y: 0.36, glow: 0.62, colour: "#fff0cf" },
    horizon: 0.5,
    phase: 0.8,
  },
  "valley.jpg": {
    widthPx: 1920,
    heightPx: 1280,
    sky: ["#6f9fb6", "#c3d6d3", "#f4e4c6"],
    ridges: ["#a9bdb5", "#1f3a2c"],
    sun: { x: 0.3, y: 0.3, glow: 0.4, colour: "#fff7e2" },
    horizon: 0.46,
    phase: 3.1,
  },
  "dusk.jpg": {
    widthPx: 1500,
    heightPx: 1000,
    sky: ["#1d2540", "#6a4a68", "#ef9a62"],
    ridges: ["#7b4f62", "#0d0d16"],
    sun: { x: 0.62, y: 0.5, glow: 0.46, colour: "#ffcf8a" },
    horizon: 0.55,
    phase: 5.2,
  },
  "night.jpg": {
    widthPx: 1300,
    heightPx: 1800,
    sky: ["#0c1522", "#1f3346", "#4a6475"],
    ridges: ["#3a5260", "#05090d"],
    sun: { x: 0.36, y: 0.26, glow: 0.5, colour: "#e8eef2" },
    horizon: 0.5,
    phase: 4.1,
  },
  "morning.jpg": {
    widthPx: 1300,
    heightPx: 1800,
    sky: ["#a9c0c9", "#e6d3c4", "#f7d9bd"],
    ridges: ["#d3a99a", "#4a2530"],
    sun: { x: 0.5, y: 0.4, glow: 0.55, colour: "#fff4e4" },
    horizon: 0.5,
    phase: 2.6,
  },
  // Hardly a tone darker than paper: words in white on it, and the edges of a picture without a rule, are put to the test.
  "snow.jpg": {
    widthPx: 1500,
    heightPx: 1000,
    sky: ["#e3ebf0", "#f1f4f4", "#fdfaf4"],
    ridges: ["#e6edef", "#a9bcc6"],
    sun: { x: 0.75, y: 0.26, glow: 0.36, colour: "#ffffff" },
    horizon: 0.48,
    phase: 1.9,
  },
};

/** Edge of the author's picture, px. */
const SITTER_PX = 1240;

/** The specimen's pictures as SVG, by the file names that articles give them. */
export const drawings = (): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(CHARTS).map(([file, chart]) => [file, chartSvg(chart)] as const),
    ...Object.entries(SCENERIES).map(([file, scenery]) => [file, scenerySvg(scenery)] as const),
    ["author.jpg", sitterSvg(SITTER_PX)],
  ]);

const JPEG = { quality: 86, chromaSubsampling: "4:4:4" } as const;

/** A drawing as a JPEG file. sharp is loaded when there is something to draw, and not before. */
export const renderDrawing = async (svg: string): Promise<Buffer> => {
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(svg)).flatten({ background: "#ffffff" }).jpeg(JPEG).toBuffer();
};
