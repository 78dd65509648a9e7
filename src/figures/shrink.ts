import { loadDecoder, READING } from "./decoder.js";
import { JPEG } from "./resample.js";
import type { SizePx } from "./size.js";

/** A JPEG of three channels at a smaller size, in the quality of all our pictures; undefined for any other file. Colours pass as they are. */
export const shrinkJpeg = async (bytes: Uint8Array, { width, height }: SizePx): Promise<Buffer | undefined> => {
  const open = await loadDecoder();
  const { data, info } = await open(Buffer.from(bytes), READING)
    .resize({ width, height, fit: "fill" })
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) return undefined;
  return open(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg(JPEG)
    .toBuffer();
};
