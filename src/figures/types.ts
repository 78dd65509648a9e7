import type { PictureRef } from "../manifest/index.js";
import type { Problem } from "../problem.js";

/** What a picture will be used for: decides the size it is resampled to. */
export interface PictureUse {
  readonly picture: PictureRef;
  /** The largest box any master can print it in, in pt. The picture must cover it at `ppi`. */
  readonly boxPt: { readonly width: number; readonly height: number };
}

/** A picture ready for the page: JPEG (or PNG where it has transparency), sRGB, upright, no profile. */
export interface PreparedPicture {
  /** Absolute path of the original: the key. */
  readonly path: string;
  /** File in the cache that the printer serves. */
  readonly preparedPath: string;
  /** Name under which the document refers to it: `<hash>.jpg`. */
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the original after EXIF rotation. */
  readonly originalWidthPx: number;
  readonly originalHeightPx: number;
  /** Mean luminance 0–1 of a 16 × 16 raster, row by row from the top-left, for type laid over it. */
  readonly luminance: readonly number[];
}

/** How bright a picture is, cell by cell from the top-left, row by row. */
export interface LuminanceGrid {
  readonly columns: number;
  readonly rows: number;
  /** The grey (sRGB, 0–255) that is as bright as a cell's brightest parts: all but a hundredth of it is darker. */
  readonly levels: readonly number[];
}

export interface PrepareOptions {
  /** Absolute path of a private folder; pictures are kept in `pictures/` below it. */
  readonly cacheDir: string;
  /** Pixels to the inch in print: 200 for the screen edition. */
  readonly ppi: number;
  readonly signal?: AbortSignal;
  /** Called after each picture, prepared or found in the cache. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PictureStats {
  /** Pictures decoded and resampled in this run. */
  readonly prepared: number;
  /** Pictures taken from the cache as they were. */
  readonly cached: number;
  /** Originals whose bytes had to be read in full: 0 in a second run over unchanged files. */
  readonly read: number;
  readonly ms: number;
}

export interface PreparedPictures {
  /** By the original's absolute path; pictures with errors are missing. */
  readonly pictures: ReadonlyMap<string, PreparedPicture>;
  readonly problems: readonly Problem[];
  readonly stats: PictureStats;
}
