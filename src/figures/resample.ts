import { luminanceOfGrey } from "../light.js";
import { loadDecoder, READING } from "./decoder.js";
import { corrupt, tooLarge } from "./fault.js";
import type { Probe } from "./probe.js";
import type { SizePx } from "./size.js";

/**
 * mozjpeg's quantisation and trellis at 76: chosen by eye on skies, sand and drawn lines at 2.5 times. Below 72 skies show
 * blocks; above 80 files grow with nothing to see. Baseline, not progressive: 2 % larger, twice as quick, and read by
 * every printer's RIP. Chromium puts the bytes into the PDF as they are.
 */
export const JPEG = {
  quality: 76,
  chromaSubsampling: "4:2:0",
  trellisQuantisation: true,
  overshootDeringing: true,
  quantisationTable: 3,
} as const;

/** A picture that takes longer to decode than this was made to. */
const DECODE_SECONDS = 60;

/** Side of the luminance raster, in cells. */
const RASTER = 16;

export interface Resampled {
  readonly bytes: Buffer;
  readonly extension: "jpg" | "png";
  readonly widthPx: number;
  readonly heightPx: number;
  readonly luminance: readonly number[];
}

const LINEAR = Array.from({ length: 256 }, (_, level) => luminanceOfGrey(level));

/** Relative luminance (ITU-R BT.709) of each pixel of an RGB raster, to three places. */
const luminanceOf = (rgb: Uint8Array): readonly number[] =>
  Array.from({ length: rgb.length / 3 }, (_, cell) => {
    const [red, green, blue] = [0, 1, 2].map((channel) => LINEAR[rgb[cell * 3 + channel]!]!);
    return Math.round((0.2126 * red! + 0.7152 * green! + 0.0722 * blue!) * 1000) / 1000;
  });

/** Whether any pixel of an RGBA raster lets the page through. */
const isTransparent = (rgba: Uint8Array): boolean => {
  for (let index = 3; index < rgba.length; index += 4) if (rgba[index] !== 255) return true;
  return false;
};

/**
 * Decodes, turns upright, converts to 8-bit sRGB without profile or metadata, and resamples. PNG only where the page
 * shows through. Throws `PictureFault`: PICTURE_CORRUPT, PICTURE_TOO_LARGE.
 */
export const resamplePicture = async (bytes: Uint8Array, probe: Probe, size: SizePx): Promise<Resampled> => {
  const open = await loadDecoder();
  const { data, info } = await open(bytes, READING)
    .timeout({ seconds: DECODE_SECONDS })
    .resize({ width: size.width, height: size.height, fit: "fill" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      if (/timeout/i.test(error.message))
        throw tooLarge(`takes longer than ${DECODE_SECONDS} s to decode`, "Save it again as JPEG.");
      throw corrupt(error.message.split("\n", 1)[0]!, error);
    });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const transparent = probe.hasAlpha && info.channels === 4 && isTransparent(data);
  const onWhite = () => (info.channels === 4 ? open(data, raw).flatten({ background: "#fff" }) : open(data, raw));
  const raster = await onWhite()
    .resize({ width: RASTER, height: RASTER, fit: "fill", kernel: "cubic" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  const encoded = transparent
    ? await open(data, raw).png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer()
    : await onWhite().toColourspace("srgb").jpeg(JPEG).toBuffer();
  return {
    bytes: encoded,
    extension: transparent ? "png" : "jpg",
    widthPx: info.width,
    heightPx: info.height,
    luminance: luminanceOf(raster),
  };
};
