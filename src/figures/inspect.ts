import { loadDecoder, READING } from "./decoder.js";
import { corrupt } from "./fault.js";
import { type Probe, probePicture } from "./probe.js";
import { type PictureFormat, sniffFormat } from "./sniff.js";

/** Pixels of the thumbnail that a picture is decoded to, to see that it can be: JPEGs then decode an eighth of themselves. */
const THUMBNAIL_PX = 8;

export interface Inspection extends Probe {
  readonly format: PictureFormat;
}

/**
 * Reads a picture to its end, so that a damaged one is found while its source can still be asked. Throws `PictureFault`:
 * PICTURE_FORMAT, PICTURE_CORRUPT, PICTURE_TOO_LARGE.
 */
export const inspectPicture = async (bytes: Uint8Array): Promise<Inspection> => {
  const probe = await probePicture(bytes);
  const open = await loadDecoder();
  await open(bytes, READING)
    .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: "fill" })
    .raw()
    .toBuffer()
    .catch((error: Error) => {
      throw corrupt(error.message.split("\n", 1)[0]!, error);
    });
  return { ...probe, format: sniffFormat(bytes) };
};
