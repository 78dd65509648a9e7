import sharp from "sharp";

let bytes: Promise<Buffer> | undefined;

/** A real picture of a few pixels. */
export function dummyPicture(): Promise<Buffer> {
  bytes ??= sharp({ create: { width: 8, height: 6, channels: 3, background: "#c96" } })
    .png()
    .toBuffer();
  return bytes;
}
