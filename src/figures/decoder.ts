import { availableParallelism } from "node:os";
import type { Sharp, SharpInput, SharpOptions } from "sharp";

/** Pictures worked on at once. Two keep two cores busy; more only take memory. */
export const PICTURES_AT_ONCE = 2;

/** Pixels decoded at most: 100 megapixels, more than any camera our readers own. */
export const MAX_PIXELS = 100_000_000;

/** How any original is opened: damaged files fail instead of coming out half grey; the first frame only; upright. */
export const READING: SharpOptions = { failOn: "error", limitInputPixels: MAX_PIXELS, pages: 1, autoOrient: true };

let opened: Promise<(input: SharpInput, options?: SharpOptions) => Sharp> | undefined;

/** Loads sharp when a picture has to be decoded, and not before: a build that finds all in its cache goes without. */
export const loadDecoder = (): Promise<(input: SharpInput, options?: SharpOptions) => Sharp> => {
  opened ??= import("sharp").then(({ default: sharp }) => {
    // One thread a picture for as many cores as there are pictures at once; libvips' own cache never sees one twice.
    sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / PICTURES_AT_ONCE)));
    sharp.cache(false);
    return sharp;
  });
  return opened;
};
