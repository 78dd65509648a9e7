import { readFile } from "node:fs/promises";
import { LUMINANCE_PARTS, luminanceOfGrey } from "../light.js";
import { loadDecoder, READING } from "./decoder.js";
import type { LuminanceGrid, PreparedPicture } from "./types.js";
import { writeWhole } from "./write.js";

/** Raised with every change to what a grid holds. */
const VERSION = 1;

/** Cells that an A4 page gets across and down when the picture fills it: about 17 px a side, less than a line of type. */
const PAGE_CELLS = { across: 48, down: 68 };
/** Strips and panoramas would have thousands. */
const MAX_CELLS_A_SIDE = 200;

/** All of a cell but this share is darker than what the grid tells of it: small lights count, single specks do not. */
const BRIGHTEST = 0.01;

/** Brightness is counted in so many whole steps. */
const STEPS = 1023;

interface BrightnessTables {
  /** Steps that each level of red, green and blue adds. */
  readonly parts: readonly Float64Array[];
  /** The darkest grey that is at least as bright as each step. */
  readonly levels: Uint8Array;
}

let tables: BrightnessTables | undefined;
/** Worked out when the first grid is: most runs find theirs in the cache. */
const brightnessTables = (): BrightnessTables => {
  if (tables !== undefined) return tables;
  const greys = Float64Array.from({ length: 256 }, (_, level) => luminanceOfGrey(level) * STEPS);
  tables = {
    parts: LUMINANCE_PARTS.map((weight) => greys.map((steps) => weight * steps)),
    levels: Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
      const level = greys.findIndex((steps) => steps >= step);
      return level < 0 ? 255 : level;
    }),
  };
  return tables;
};

/** An RGB raster, row by row. */
interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const sizeOf = ({ width, height }: Raster): { columns: number; rows: number } => {
  const side = Math.min(width / PAGE_CELLS.across, height / PAGE_CELLS.down);
  const cells = (px: number): number => Math.min(px, MAX_CELLS_A_SIDE, Math.max(1, Math.round(px / side)));
  return { columns: cells(width), rows: cells(height) };
};

/** The brightest step of a cell when a hundredth of its pixels, the brightest, are passed over. */
const brightest = (counts: Uint32Array, pixels: number): number => {
  let over = Math.floor(pixels * BRIGHTEST);
  for (let step = STEPS; step > 0; step--) {
    over -= counts[step]!;
    if (over < 0) return step;
  }
  return 0;
};

/** Reads a raster cell by cell. */
export const gridOf = (raster: Raster): LuminanceGrid => {
  const { data, width, height } = raster;
  const { columns, rows } = sizeOf(raster);
  const {
    parts: [red, green, blue],
    levels: greyOf,
  } = brightnessTables();
  const levels: number[] = [];
  const counts = new Uint32Array(STEPS + 1);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [row, row + 1].map((edge) => Math.floor((edge * height) / rows));
    for (let column = 0; column < columns; column++) {
      const [left, right] = [column, column + 1].map((edge) => Math.floor((edge * width) / columns));
      counts.fill(0);
      for (let y = top!; y < bottom!; y++) {
        for (let at = (y * width + left!) * 3, end = (y * width + right!) * 3; at < end; at += 3)
          counts[Math.ceil(red![data[at]!]! + green![data[at + 1]!]! + blue![data[at + 2]!]! - 1e-6)]!++;
      }
      levels.push(greyOf[brightest(counts, (bottom! - top!) * (right! - left!))]!);
    }
  }
  return { columns, rows, levels };
};

const isGrid = (grid: Partial<LuminanceGrid> | null): grid is LuminanceGrid =>
  Number.isInteger(grid?.columns) &&
  Array.isArray(grid?.levels) &&
  grid.levels.length === grid.columns! * grid.rows! &&
  grid.levels.every((level) => level >= 0 && level <= 255);

/** How bright a prepared picture is. Kept beside it: a second build decodes nothing. */
export const readLuminance = async ({
  preparedPath,
}: Pick<PreparedPicture, "preparedPath">): Promise<LuminanceGrid> => {
  const entry = `${preparedPath}.light-${VERSION}.json`;
  try {
    const kept = JSON.parse(await readFile(entry, "utf8")) as Partial<LuminanceGrid> | null;
    if (isGrid(kept)) return kept;
  } catch {
    // There is none, or it is damaged: it is made anew.
  }
  const open = await loadDecoder();
  const { data, info } = await open(await readFile(preparedPath), READING)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const grid = gridOf({ data, width: info.width, height: info.height });
  await writeWhole(entry, JSON.stringify(grid));
  return grid;
};
