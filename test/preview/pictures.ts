/** The preview's pages as pictures of the screen, against the printed pages as PDFium, the reader in most browsers, draws them. */
import { PDFDocument } from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import pixelmatch from "pixelmatch";
import type { Frame, Page } from "puppeteer-core";
import sharp from "sharp";
import type { BoxPx } from "./drawn.js";
import { pagesFrame } from "./preview.js";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha. */
  readonly data: Uint8Array;
}

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

const PX_PER_PT = 96 / 72;
/** White round a page on the screen, px. */
const WHITE = 32;

/** Makes the window of the size in which one page at full size stands whole and at whole px, and shows single pages so. */
export const showFullSize = async (page: Page, { widthPx, heightPx }: SizePx): Promise<Frame> => {
  const frame = await pagesFrame(page);
  const room = await frame.evaluate(() => [innerWidth - document.documentElement.clientWidth, innerHeight] as const);
  const viewport = page.viewport()!;
  const head = viewport.height - room[1];
  const width = widthPx + 2 * WHITE + room[0];
  await page.setViewport({ ...viewport, width, height: head + heightPx + 2 * WHITE });
  await page.keyboard.press("s");
  await page.keyboard.press("0");
  await frame.waitForFunction(
    (width: number) => {
      const pages = [...document.querySelectorAll("body > .page")].map((one) => one.getBoundingClientRect());
      return pages.every((one) => one.width === width && one.left === pages[0]!.left);
    },
    {},
    widthPx,
  );
  return frame;
};

/** Where the page stands in the window; it must stand whole, at whole px. */
const standing = (frame: Frame, pageIndex: number): Promise<{ left: number; top: number; whole: boolean }> =>
  frame.evaluate((index) => {
    const { left, top, right, bottom } = document.querySelectorAll("body > .page")[index]!.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return { left, top, whole: inside && left % 1 === 0 && top % 1 === 0 };
  }, pageIndex);

/** Leafs through all pages with the keyboard and takes a picture of each. */
export async function* shootPages(page: Page, { widthPx, heightPx }: SizePx, count: number): AsyncGenerator<Pixels> {
  const frame = await pagesFrame(page);
  const element = (await page.$("iframe.pages-frame"))!;
  const room = (await element.boundingBox())!;
  await page.keyboard.press("Home");
  for (let pageIndex = 0; pageIndex < count; pageIndex++) {
    if (pageIndex > 0) await page.keyboard.press("j");
    let at = await standing(frame, pageIndex);
    for (const until = performance.now() + 5000; !at.whole && performance.now() < until; )
      at = await standing(frame, pageIndex);
    if (!at.whole) throw new Error(`Page ${pageIndex + 1} does not stand whole and at whole px: ${JSON.stringify(at)}`);
    const clip = { x: room.x + at.left, y: room.y + at.top, width: widthPx, height: heightPx };
    const png = await page.screenshot({ clip, captureBeyondViewport: false, optimizeForSpeed: true });
    yield pixelsOf(png);
  }
}

const pixelsOf = async (png: Uint8Array): Promise<Pixels> => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
};

/**
 * How many times as wide pages are drawn as they are compared. At their own size PDFium sets each small letter at a whole px across,
 * up to half a px beside its place in the file; the browser at quarters of a px. Drawn wider, PDFium takes the letters' outlines, and
 * what it draws stands where the file says.
 */
const WIDER = 4;

/** Makes the mean of so many px across one px. Alpha, which white paper has none of, is left full. */
const narrowed = (wide: Uint8Array, { widthPx, heightPx }: SizePx): Pixels => {
  const data = new Uint8Array(4 * widthPx * heightPx);
  for (let at = 0; at < data.length; at += 4) {
    let [red, green, blue] = [0, 0, 0];
    for (let from = at * WIDER; from < (at + 4) * WIDER; from += 4) {
      red += wide[from]!;
      green += wide[from + 1]!;
      blue += wide[from + 2]!;
    }
    data[at] = red / WIDER;
    data[at + 1] = green / WIDER;
    data[at + 2] = blue / WIDER;
    data[at + 3] = 255;
  }
  return { width: widthPx, height: heightPx, data };
};

/** A printed file whose pages can be drawn. */
export interface PrintedPages {
  draw(pageIndex: number): Promise<Pixels>;
  close(): void;
}

/** Draws printed pages at 96 dpi, each the size of the page box: the trim, and the fraction of a px that the box is larger. */
export const openPrinted = async (pdf: Uint8Array, { widthPx, heightPx }: SizePx): Promise<PrintedPages> => {
  const boxed = await PDFDocument.load(pdf, { updateMetadata: false });
  const [width, height] = [widthPx / PX_PER_PT, heightPx / PX_PER_PT];
  for (const page of boxed.getPages()) {
    const trim = page.getTrimBox();
    page.setMediaBox(trim.x, trim.y + trim.height - height, width, height);
    page.setCropBox(trim.x, trim.y + trim.height - height, width, height);
  }
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await boxed.save({ useObjectStreams: false }));
  return {
    draw: async (pageIndex) => {
      const page = document.getPage(pageIndex);
      const { data } = await page.render({ width: widthPx * WIDER, height: heightPx, render: "bitmap" });
      return narrowed(data, { widthPx, heightPx });
    },
    close: () => {
      document.destroy();
      library.destroy();
    },
  };
};

/** Whether photographs leave nothing of a page to compare. */
export const isCovered = (photographs: readonly BoxPx[], { widthPx, heightPx }: SizePx): boolean =>
  photographs.some(({ left, top, right, bottom }) => left <= 0 && top <= 0 && right >= widthPx && bottom >= heightPx);

/** Colours apart by more than this, on pixelmatch's scale from 0 to 1, differ. */
const THRESHOLD = 0.2;

export interface PixelDifference {
  /** Of the pixels outside photographs, 0–1. */
  readonly share: number;
  /** What differs in red on a faint picture of the screen. */
  readonly png: () => Promise<Buffer>;
}

/** Compares a page's two pictures outside photographs; pixels that only smooth an edge do not count. */
export const comparePixels = (shown: Pixels, printed: Pixels, photographs: readonly BoxPx[]): PixelDifference => {
  const { width, height } = shown;
  if (printed.width !== width || printed.height !== height)
    throw new Error(`${width} × ${height} px on the screen, ${printed.width} × ${printed.height} printed`);
  const one = Uint8Array.from(shown.data);
  const other = Uint8Array.from(printed.data);
  const masked = new Uint8Array(width * height);
  for (const { left, top, right, bottom } of photographs)
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++)
      masked.fill(1, y * width + Math.max(0, Math.floor(left)), y * width + Math.min(width, Math.ceil(right)));
  let compared = 0;
  for (let at = 0; at < masked.length; at++) {
    if (masked[at] === 0) compared++;
    else for (const pixels of [one, other]) pixels.fill(255, 4 * at, 4 * at + 4);
  }
  const difference = new Uint8Array(one.length);
  const differing = pixelmatch(one, other, difference, width, height, { threshold: THRESHOLD });
  return {
    share: compared === 0 ? 0 : differing / compared,
    png: () =>
      sharp(difference, { raw: { width, height, channels: 4 } })
        .png()
        .toBuffer(),
  };
};
