/** The cover as pictures: the PDF's first page, for pages on the web, feeds and e-mail. */
import type { Sharp } from "sharp";
import { loadDecoder } from "../figures/index.js";
import type { CoverPicture } from "./types.js";

/** Widths, px. */
const WIDTHS = [600, 1200];
/** The page is painted at twice the largest, and drawn together: fine type and lines come out even. */
const PAINTED_WIDTH = 2400;
/** A cover in an e-mail, px and bytes. */
const MAIL_WIDTH = 600;
const MOST_MAIL_BYTES = 200_000;

const WEBP = { quality: 82, effort: 4, smartSubsample: true } as const;
/** In 256 colours: programmes that show a link's picture fetch none of a megabyte, and the dither is not seen. */
const PNG = { palette: true, compressionLevel: 9, effort: 4 } as const;
const MAIL_QUALITIES = [82, 72, 62, 50];

export interface CoverFile extends CoverPicture {
  readonly bytes: Uint8Array;
}

export interface Cover {
  /** From the smallest to the largest, each size in both formats. */
  readonly files: readonly CoverFile[];
  /** JPEG of at most 200 kB. */
  readonly mail: Uint8Array;
}

interface Raster {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and nothing, a byte each. */
  readonly data: Uint8Array;
}

/** The first page as PDFium paints it. */
const paintFirstPage = async (pdf: Uint8Array): Promise<Raster> => {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    try {
      const page = document.getPage(0);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      // By a scale alone it would paint the page on so many whole points.
      const size = { width: PAINTED_WIDTH, height: Math.round((PAINTED_WIDTH * originalHeight) / originalWidth) };
      const { width, height, data } = await page.render({ ...size, render: "bitmap" });
      return { width, height, data };
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
};

/** At the edge PDFium may leave out of a picture what is narrower than a pixel of its own. */
const EDGE_PX = 1;

/** Paints the first page of a PDF in all sizes. The same bytes give the same pictures. */
export const makeCover = async (pdf: Uint8Array): Promise<Cover> => {
  const [page, open] = await Promise.all([paintFirstPage(pdf), loadDecoder()]);
  const at = async (
    width: number,
  ): Promise<{ readonly width: number; readonly height: number; readonly picture: Sharp }> => {
    const height = Math.round((width * page.height) / page.width);
    const data = await open(page.data, { raw: { width: page.width, height: page.height, channels: 4 } })
      .extract({
        left: EDGE_PX,
        top: EDGE_PX,
        width: page.width - 2 * EDGE_PX,
        height: page.height - 2 * EDGE_PX,
      })
      .removeAlpha()
      .resize({ width, height, fit: "fill" })
      .raw()
      .toBuffer();
    return { width, height, picture: open(data, { raw: { width, height, channels: 3 } }) };
  };
  const files: CoverFile[] = [];
  for (const widthPx of WIDTHS) {
    const { picture, ...size } = await at(widthPx);
    const [webp, png] = await Promise.all([picture.clone().webp(WEBP).toBuffer(), picture.clone().png(PNG).toBuffer()]);
    files.push({ name: `cover-${widthPx}.webp`, type: "image/webp", ...size, bytes: webp });
    files.push({ name: `cover-${widthPx}.png`, type: "image/png", ...size, bytes: png });
  }
  return { files, mail: await mailCover((await at(MAIL_WIDTH)).picture) };
};

/** The best JPEG that is small enough for an e-mail. */
const mailCover = async (picture: Sharp): Promise<Uint8Array> => {
  let jpeg: Uint8Array = new Uint8Array();
  for (const quality of MAIL_QUALITIES) {
    jpeg = await picture.clone().jpeg({ quality, mozjpeg: true }).toBuffer();
    if (jpeg.length <= MOST_MAIL_BYTES) break;
  }
  return jpeg;
};
