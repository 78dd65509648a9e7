import { loadDecoder, MAX_PIXELS, READING } from "./decoder.js";
import { corrupt, tooLarge } from "./fault.js";
import { sniffFormat } from "./sniff.js";

/** Frames of an animation or pages of a TIFF. Only the first is printed, but decoders read through all their heads. */
const MAX_FRAMES = 500;

/** What a picture's head says. Pixels after EXIF rotation. */
export interface Probe {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly hasAlpha: boolean;
}

/**
 * Reads a picture's head, before any pixel is decoded. Throws `PictureFault`: PICTURE_FORMAT, PICTURE_CORRUPT,
 * PICTURE_TOO_LARGE.
 */
export const probePicture = async (bytes: Uint8Array): Promise<Probe> => {
  sniffFormat(bytes);
  const open = await loadDecoder();
  // Without the limit the head can be read, so that the size can be told; no pixel is decoded here.
  const head = await open(bytes, { ...READING, limitInputPixels: false })
    .metadata()
    .catch((error: Error) => {
      throw corrupt(error.message.split("\n", 1)[0]!, error);
    });
  const { width, height } = head.autoOrient;
  if (width * height > MAX_PIXELS) {
    const megapixels = Math.round((width * height) / 1e6);
    throw tooLarge(
      `has ${width} × ${height} pixels, ${megapixels} million; at most ${MAX_PIXELS / 1e6} million are read`,
      "Make it smaller; 5000 pixels on its longer side fill two facing pages.",
    );
  }
  if ((head.pages ?? 1) > MAX_FRAMES)
    throw tooLarge(
      `has ${head.pages} frames; at most ${MAX_FRAMES} are read`,
      "Save the frame to be printed as a JPEG.",
    );
  return { widthPx: width, heightPx: height, hasAlpha: head.hasAlpha };
};
