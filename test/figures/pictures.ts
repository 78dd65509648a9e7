import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import type { PictureUse } from "../../src/figures/index.js";

/** A use of the picture at `path` in a box of so many points. */
export const use = (path: string, width: number, height: number, line = 1): PictureUse => ({
  picture: {
    path,
    name: path.split("/").at(-1)!,
    alt: "",
    focus: { xPercent: 50, yPercent: 50 },
    place: { file: "issue.yaml", line, col: 3 },
  },
  boxPt: { width, height },
});

export const RED = { r: 200, g: 30, b: 20 };
export const BLUE = { r: 20, g: 60, b: 180 };

/** A picture whose left half is red and whose right half is blue. */
export const halves = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: BLUE } }).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: RED } }, left: 0, top: 0 },
  ]);

/** A picture with detail everywhere, repeatable. */
export const grain = (width: number, height: number): Sharp => {
  const data = Buffer.alloc(width * height * 3);
  let state = 7;
  for (let index = 0; index < data.length; index += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    data[index] = state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
};

/** A PNG that claims `width` × `height` pixels and holds next to none. */
export const hollowPng = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(64))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

/** The colour of one pixel. */
export const pixel = async (file: string, left: number, top: number): Promise<readonly number[]> => [
  ...(await sharp(file).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];
