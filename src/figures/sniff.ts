import { corrupt, PictureFault } from "./fault.js";

export type PictureFormat = "jpeg" | "png" | "webp" | "gif" | "tiff" | "avif";

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString("latin1");

/** Brands of the HEIF family (ISO/IEC 23008-12) that hold AV1 pictures. */
const isAvif = (bytes: Uint8Array): boolean => ascii(bytes, 4, 8) === "ftyp" && /avi[fs]/.test(ascii(bytes, 8, 40));

const SIGNS: readonly [PictureFormat, (bytes: Uint8Array) => boolean][] = [
  ["jpeg", (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ["png", (bytes) => ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n"],
  ["webp", (bytes) => ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP"],
  ["gif", (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6))],
  ["tiff", (bytes) => ["II*\0", "MM\0*", "II+\0", "MM\0+"].includes(ascii(bytes, 0, 4))],
  ["avif", isAvif],
];

/** Formats that people do put into a pictures folder and that no page can take. */
const REFUSED: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ["HEIC", (bytes) => ascii(bytes, 4, 8) === "ftyp"],
  ["SVG", (bytes) => /<svg[\s>]/i.test(ascii(bytes, 0, 4096))],
  ["PDF", (bytes) => ascii(bytes, 0, 5) === "%PDF-"],
  ["Photoshop", (bytes) => ascii(bytes, 0, 4) === "8BPS"],
  ["BMP", (bytes) => ascii(bytes, 0, 2) === "BM"],
  ["JPEG XL", (bytes) => (bytes[0] === 0xff && bytes[1] === 0x0a) || ascii(bytes, 4, 8) === "JXL "],
  ["JPEG 2000", (bytes) => ascii(bytes, 4, 8) === "jP  "],
];

/**
 * The format by the file's first bytes, never by its name, so that no decoder is asked but those listed here.
 * Throws `PictureFault`: PICTURE_FORMAT, PICTURE_CORRUPT.
 */
export const sniffFormat = (bytes: Uint8Array): PictureFormat => {
  const known = SIGNS.find(([, matches]) => matches(bytes));
  if (known) return known[0];
  if (bytes.length === 0) throw corrupt("the file is empty");
  const refused = REFUSED.find(([, matches]) => matches(bytes));
  if (!refused) throw corrupt("it is no JPEG, PNG, WebP, AVIF, TIFF or GIF");
  throw new PictureFault({
    code: "PICTURE_FORMAT",
    message: `is a ${refused[0]} file, which cannot be printed`,
    remedy:
      refused[0] === "SVG"
        ? "Export the drawing as PNG, at least 1700 pixels wide for a full page's width."
        : "Save it as JPEG (photographs) or PNG (drawings) and name that file.",
  });
};
