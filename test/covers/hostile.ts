/** Covers' pictures at their worst for words: each 1700 × 2404, of A4's proportions, so that nothing is cropped. */
import sharp from "sharp";

const SIZE = { width: 1700, height: 2404 };
/** Pixels of the picture in a px of the page. */
const SCALE = SIZE.width / 794;

type Colour = readonly [number, number, number];

const drawn = (colourAt: (x: number, y: number) => Colour): Promise<Buffer> => {
  const data = Buffer.alloc(SIZE.width * SIZE.height * 3);
  let at = 0;
  for (let y = 0; y < SIZE.height; y++)
    for (let x = 0; x < SIZE.width; x++)
      for (const part of colourAt(x / SCALE, y / SCALE)) {
        data[at] = part;
        at += 1;
      }
  return sharp(data, { raw: { ...SIZE, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
};

/** Even noise, the same every time. */
const makeNoise = (): (() => number) => {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  };
};

export const HOSTILE = {
  white: () => drawn(() => [255, 255, 255]),
  black: () => drawn(() => [0, 0, 0]),
  checkerboard: () => drawn((x, y) => ((Math.floor(x / 40) + Math.floor(y / 40)) % 2 ? [255, 255, 255] : [0, 0, 0])),
  "bright sky": () => drawn((_, y) => (y < 560 ? [235 - y / 15, 240 - y / 20, 255 - y / 40] : [60, 48, 34])),
  noise: () => {
    const next = makeNoise();
    return drawn(() => [next(), next(), next()]);
  },
};
