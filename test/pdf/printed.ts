import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { type FinishOptions, finishPdf } from "../../src/pdf/index.js";
import { type ServedFiles, withBrowser } from "../../src/print/index.js";

type ServedFile = ServedFiles extends ReadonlyMap<string, infer File> ? File : never;

const root = join(import.meta.dirname, "../..");

/** The sheet is a few px larger than the page boxes of 794 × 1123. */
const SHEET = { widthPx: 800, heightPx: 1130 };

/** Prints one of this folder's pages with the real browser. */
export const printFixture = async (name: string): Promise<Uint8Array> => {
  const html = await readFile(join(import.meta.dirname, name), "utf8");
  const files = new Map<string, ServedFile>();
  for (const style of ["Regular", "Italic", "Bold"]) {
    const file = `SourceSerif4-${style}.ttf`;
    files.set(`/fonts/${file}`, { path: join(root, "fonts/source-serif-4", file), type: "font/ttf" });
  }
  files.set("/pictures/dunes.jpg", { body: await dunes(), type: "image/jpeg" });
  return withBrowser({ cache: join(root, "test/out/cache") }, async (session) => {
    const browser = await session();
    await browser.open({ html, files });
    return browser.print(SHEET);
  });
};

/** A picture of 1000 × 600 px. */
const dunes = (): Promise<Buffer> =>
  sharp({ create: { width: 1000, height: 600, channels: 3, background: "#b5651d" } })
    .jpeg()
    .toBuffer();

/** A finished file's parts as one. */
export const finishWhole = async (bytes: Uint8Array, options: FinishOptions): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of await finishPdf(bytes, options)) parts.push(part);
  return Buffer.concat(parts);
};

/** A4. */
export const options: FinishOptions = {
  trimPt: { width: 595.276, height: 841.89 },
  bleedPt: 0,
  title: "The Quiet Press — “47”",
  authors: ["Amina Saïd", "Brahim O’Neil"],
  subject: "Wells & gardens",
  keywords: ["wells", "stars"],
  language: "en-GB",
  creator: "pressday 0.1.0",
  date: new Date("2026-11-20T06:00:00Z"),
  outline: [
    { title: "Crafts", pageIndex: 1, children: [{ title: "The well and the garden", pageIndex: 1 }] },
    { title: "Science — العلوم", pageIndex: 2, children: [{ title: "A star chart", pageIndex: 2 }] },
  ],
  pageLabels: ["Cover", "2", "3"],
  spreads: true,
};
