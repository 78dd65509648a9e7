import { readFile } from "node:fs/promises";
import path from "node:path";
import { inTurns } from "../in-turns.js";
import type { Problem } from "../problem.js";
import { OutputFault } from "../write-whole.js";
import { cacheKey, type Prepared, readEntry, writeEntry } from "./cache.js";
import { PICTURES_AT_ONCE } from "./decoder.js";
import { PictureFault } from "./fault.js";
import { identifyPicture, sha256 } from "./identify.js";
import { probePicture } from "./probe.js";
import { resamplePicture } from "./resample.js";
import { checkResolution, type Demand, gatherDemands, printedSize } from "./size.js";
import type { PictureUse, PreparedPicture, PreparedPictures, PrepareOptions } from "./types.js";
import { sweepHalfWritten } from "./write.js";

interface Outcome {
  readonly picture?: PreparedPicture;
  readonly problems: readonly Problem[];
  readonly cached: boolean;
  readonly read: boolean;
}

const make = async (demand: Demand, folder: string, key: string, bytes: Uint8Array): Promise<Prepared> => {
  const probe = await probePicture(bytes);
  const original = { width: probe.widthPx, height: probe.heightPx };
  const made = await resamplePicture(bytes, probe, printedSize(original, demand.boxesPx));
  return writeEntry(folder, key, original, made);
};

/** One original on its way: which picture it is, from the cache if it is there, else decoded and resampled. */
const prepareOne = async (demand: Demand, folder: string): Promise<Outcome> => {
  let read = false;
  try {
    const { contentHash, bytes } = await identifyPicture(demand.path, folder);
    read = bytes !== undefined;
    const key = cacheKey(contentHash, demand.boxesPx);
    const kept = await readEntry(folder, key);
    let prepared = kept;
    if (!prepared) {
      const original = bytes ?? (await readFile(demand.path));
      read = true;
      // Read again after the index was asked, the file may have become another one.
      const sure = bytes ? key : cacheKey(sha256(original), demand.boxesPx);
      prepared = await make(demand, folder, sure, original);
    }
    const size = { width: prepared.originalWidthPx, height: prepared.originalHeightPx };
    return {
      picture: { ...prepared, path: demand.path, preparedPath: path.join(folder, prepared.name) },
      problems: checkResolution(demand.uses, size),
      cached: kept !== undefined,
      read,
    };
  } catch (error) {
    if (error instanceof OutputFault) throw error;
    if (!(error instanceof PictureFault)) throw new Error(`Preparing the picture ${demand.path}`, { cause: error });
    return { problems: [error.problemFor(demand.uses[0]!.picture)], cached: false, read };
  }
};

/**
 * Makes every picture ready for the page: upright, sRGB, at the size of its largest box. Originals are never changed;
 * results are kept under `<cacheDir>/pictures`. Throws the signal's reason when aborted, and `OutputFault` when the cache cannot be
 * written. Problems: PICTURE_MISSING, PICTURE_CORRUPT, PICTURE_TOO_LARGE, PICTURE_FORMAT, PICTURE_RESOLUTION_LOW.
 */
export const preparePictures = async (
  uses: readonly PictureUse[],
  options: PrepareOptions,
): Promise<PreparedPictures> => {
  const started = performance.now();
  const folder = path.join(options.cacheDir, "pictures");
  await sweepHalfWritten(folder, path.join(folder, "originals"));
  const demands = gatherDemands(uses, options.ppi);
  let done = 0;
  const outcomes = await inTurns(demands, PICTURES_AT_ONCE, async (demand) => {
    options.signal?.throwIfAborted();
    const outcome = await prepareOne(demand, folder);
    done += 1;
    options.onProgress?.(done, demands.length);
    return outcome;
  });
  options.signal?.throwIfAborted();
  const pictures = outcomes.flatMap(({ picture }) => (picture ? [picture] : []));
  const cached = outcomes.filter((outcome) => outcome.cached).length;
  return {
    pictures: new Map(pictures.map((picture) => [picture.path, picture])),
    problems: outcomes.flatMap((outcome) => outcome.problems),
    stats: {
      prepared: pictures.length - cached,
      cached,
      read: outcomes.filter((outcome) => outcome.read).length,
      ms: performance.now() - started,
    },
  };
};
