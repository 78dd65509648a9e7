import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import type PDFDocument from "pdfkit";
import type { PdfImage } from "pdfkit";
import { standInFor } from "../../figures/index.js";
import type { Tag } from "../tags.js";
import type { Canvas } from "./canvas.js";
import { short } from "./document.js";
import type { Box, PlacedPicture } from "./types.js";

/** What stands before the scans of a JPEG seldom takes more; where it does, the whole file is read. */
const HEAD_BYTES = 1 << 14;

const readHead = (path: string): Buffer => {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
};

/** The whole picture's box such that it covers `box` with its focal point as near the middle as it can be: as the browser has it. */
export const coverBox = (picture: PlacedPicture, box: Box): Box => {
  const scale = Math.max(box.width / picture.widthPx, box.height / picture.heightPx);
  const width = picture.widthPx * scale;
  const height = picture.heightPx * scale;
  const shift = (room: number, size: number, percent: number): number =>
    Math.min(0, Math.max(room - size, room / 2 - (percent / 100) * size));
  return {
    x: box.x + shift(box.width, width, picture.focusXPercent),
    y: box.y + shift(box.height, height, picture.focusYPercent),
    width,
    height,
  };
};

/** The pictures of a file, each embedded once: JPEGs as stand-ins that finishing replaces, others whole. */
export class Pictures {
  /** The JPEG files whose stand-ins were printed, by name. */
  readonly files = new Map<string, string>();
  private readonly known = new Map<string, PdfImage>();

  constructor(private readonly document: PDFDocument) {}

  /** Throws when the file cannot be read, or is neither JPEG nor PNG. */
  paint(canvas: Canvas, picture: PlacedPicture, box: Box, tag: Tag | undefined): void {
    const { label, obj } = this.imageOf(picture);
    canvas.page.xobjects[label] = obj!;
    const whole = coverBox(picture, box);
    canvas.endText();
    if (tag !== undefined) canvas.openMark(tag);
    // A picture's own square has its foot at 0.
    const matrix = [whole.width, 0, 0, -whole.height, whole.x, whole.y + whole.height].map(short).join(" ");
    const clip = [box.x, box.y, box.width, box.height].map(short).join(" ");
    canvas.write(`q\n${clip} re W n\n${matrix} cm\n/${label} Do\nQ\n`);
    if (tag !== undefined) canvas.write("EMC\n");
  }

  private imageOf({ name, path }: PlacedPicture): PdfImage {
    let image = this.known.get(name);
    if (image === undefined) {
      image = this.open(name, path);
      image.embed(this.document);
      this.known.set(name, image);
    }
    return image;
  }

  private open(name: string, path: string): PdfImage {
    const head = readHead(path);
    const isJpeg = head.length > 2 && head.readUInt16BE(0) === 0xffd8;
    const standIn = isJpeg ? (standInFor(head, name) ?? standInFor(readFileSync(path), name)) : undefined;
    if (standIn === undefined) return this.document.openImage(readFileSync(path));
    this.files.set(name, path);
    return this.document.openImage(standIn);
  }
}
