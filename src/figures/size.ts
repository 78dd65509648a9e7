import type { Problem } from "../problem.js";
import type { PictureUse } from "./types.js";

const PT_PER_INCH = 72;

/** Below this a photograph looks soft in print. */
const LOW_PPI = 150;

/** JPEG ends at 65,535 pixels a side; browsers and readers give up long before. Only strips and panoramas come near. */
const MAX_SIDE_PX = 16_000;

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

/** All uses of one original. */
export interface Demand {
  readonly path: string;
  readonly uses: readonly PictureUse[];
  /** The boxes in px at the edition's ppi, without those that a larger one includes; in a fixed order. */
  readonly boxesPx: readonly SizePx[];
}

const includes = (a: SizePx, b: SizePx): boolean => a.width >= b.width && a.height >= b.height;

/** Groups uses by original, in the order in which the originals are first used. */
export const gatherDemands = (uses: readonly PictureUse[], ppi: number): readonly Demand[] => {
  const byPath = new Map<string, PictureUse[]>();
  for (const use of uses) byPath.set(use.picture.path, [...(byPath.get(use.picture.path) ?? []), use]);
  return [...byPath].map(([path, own]) => {
    const boxes = own
      .map(({ boxPt }) => ({
        width: Math.ceil((boxPt.width * ppi) / PT_PER_INCH),
        height: Math.ceil((boxPt.height * ppi) / PT_PER_INCH),
      }))
      .sort((a, b) => b.width - a.width || b.height - a.height);
    const largest = boxes.filter((box, index) => !boxes.slice(0, index).some((larger) => includes(larger, box)));
    return { path, uses: own, boxesPx: largest };
  });
};

/** The size to resample to: it covers every box at the edition's ppi, keeps its proportions, and is never enlarged. */
export const printedSize = (original: SizePx, boxesPx: readonly SizePx[]): SizePx => {
  const needed = Math.max(...boxesPx.map((box) => Math.max(box.width / original.width, box.height / original.height)));
  const scale = Math.min(1, needed, MAX_SIDE_PX / Math.max(original.width, original.height));
  // A hair is taken off before rounding up, so that 1000 / 3 * 3 stays 1000.
  const scaled = (px: number): number => Math.max(1, Math.min(px, Math.ceil(px * scale - 1e-6)));
  return { width: scaled(original.width), height: scaled(original.height) };
};

/** Warns once for the use that needs the most pixels. Problems: PICTURE_RESOLUTION_LOW. */
export const checkResolution = (uses: readonly PictureUse[], original: SizePx): readonly Problem[] => {
  const seen = uses.map(({ picture, boxPt }) => {
    const ptPerPx = Math.max(boxPt.width / original.width, boxPt.height / original.height);
    return { picture, boxPt, ptPerPx, ppi: PT_PER_INCH / ptPerPx };
  });
  const worst = seen.reduce((a, b) => (b.ppi < a.ppi ? b : a));
  if (worst.ppi >= LOW_PPI) return [];
  const enough = (px: number): number => Math.ceil((px * LOW_PPI) / worst.ppi);
  return [
    {
      code: "PICTURE_RESOLUTION_LOW",
      severity: "warning",
      place: worst.picture.place,
      message: `The picture “${worst.picture.name}” has ${original.width} × ${original.height} pixels and prints at ${Math.floor(worst.ppi)} pixels to the inch where it is largest.`,
      remedy: `Use an original of at least ${enough(original.width)} × ${enough(original.height)} pixels, or print it smaller.`,
    },
  ];
};
