import type { PictureRef } from "../manifest/index.js";

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
