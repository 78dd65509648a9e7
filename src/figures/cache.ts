import { readFile } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "./identify.js";
import type { Resampled } from "./resample.js";
import type { SizePx } from "./size.js";
import type { PreparedPicture } from "./types.js";
import { writeWhole } from "./write.js";

/** Raised with every change to what a picture looks like when prepared, so that older entries are passed over. */
const VERSION = 1;

/** A prepared picture without the name of its original: the same photograph under two names is kept once. */
export type Prepared = Omit<PreparedPicture, "path" | "preparedPath">;

interface Facts extends Prepared {
  /** SHA-256 of the prepared file. */
  readonly sha256: string;
}

/** The name of an entry: the original's content, what it is for, and how we prepare pictures. */
export const cacheKey = (contentHash: string, boxesPx: readonly SizePx[]): string =>
  sha256(JSON.stringify([VERSION, contentHash, boxesPx.map((box) => [box.width, box.height])])).slice(0, 32);

const isFacts = (facts: Partial<Facts> | null, key: string): facts is Facts =>
  (facts?.name === `${key}.jpg` || facts?.name === `${key}.png`) &&
  [facts.widthPx, facts.heightPx, facts.originalWidthPx, facts.originalHeightPx].every(
    (px) => Number.isInteger(px) && px! > 0,
  ) &&
  Array.isArray(facts.luminance) &&
  facts.luminance.every((value) => typeof value === "number");

/** A finished entry, or undefined when there is none or it is damaged: then it is made anew. */
export const readEntry = async (folder: string, key: string): Promise<Prepared | undefined> => {
  try {
    const stored = JSON.parse(await readFile(path.join(folder, `${key}.json`), "utf8")) as Partial<Facts> | null;
    if (!isFacts(stored, key)) return undefined;
    const { sha256: expected, ...prepared } = stored;
    return sha256(await readFile(path.join(folder, prepared.name))) === expected ? prepared : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps a prepared picture. The facts are written last: an entry without them does not exist. */
export const writeEntry = async (folder: string, key: string, original: SizePx, made: Resampled): Promise<Prepared> => {
  const prepared: Prepared = {
    name: `${key}.${made.extension}`,
    widthPx: made.widthPx,
    heightPx: made.heightPx,
    originalWidthPx: original.width,
    originalHeightPx: original.height,
    luminance: made.luminance,
  };
  await writeWhole(path.join(folder, prepared.name), made.bytes);
  await writeWhole(path.join(folder, `${key}.json`), JSON.stringify({ ...prepared, sha256: sha256(made.bytes) }));
  return prepared;
};
