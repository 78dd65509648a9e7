import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateSync } from "node:zlib";
import { PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standInNames } from "../../src/figures/index.js";
import { type ServedFiles, withBrowser } from "../../src/print/index.js";
import { finishWhole, options } from "./printed.js";

const NAMES = ["dunes", "stars", "wells"];
const address = (name: string): string => `/pictures/${name}.jpg`;

let folder: string;
let files: Map<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pressday-pictures-"));
  files = new Map();
  for (const [index, name] of NAMES.entries()) {
    const file = path.join(folder, `${name}.jpg`);
    await sharp({
      create: { width: 900 + index, height: 600, channels: 3, background: { r: 80 * index, g: 99, b: 60 } },
    })
      .jpeg({ mozjpeg: true })
      .toFile(file);
    files.set(address(name), file);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const print = (body: string): Promise<Uint8Array> => {
  const served: ServedFiles = new Map(
    [...files].map(([at, file]) => [at, { path: file, type: "image/jpeg", standIn: true }] as const),
  );
  const html = `<!doctype html><html lang="en"><head><title>Test</title><style>
    body{margin:0}.page{width:794px;height:1123px;contain:size;overflow:clip;break-after:page}.page:last-child{break-after:auto}
    </style></head><body>${body}</body></html>`;
  return withBrowser({ cache: path.join(import.meta.dirname, "../out/cache") }, async (session) => {
    const browser = await session();
    await browser.open({ html, files: served });
    return browser.print({ widthPx: 800, heightPx: 1130 });
  });
};

const img = (name: string, style: string): string => `<img src="${address(name)}" alt="${name}" style="${style}">`;
const PAGE = `<div class="page">${img("dunes", "width:300px")}${img("stars", "width:90px;opacity:.5;border-radius:9px")}${img("dunes", "width:60px")}</div>`;

/** What the file's pictures hold, as they are packed. */
const picturesOf = async (pdf: Uint8Array): Promise<Buffer[]> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of("Subtype")) !== PDFName.of("Image")) return [];
    return object.dict.get(PDFName.of("Filter")) === PDFName.of("DCTDecode") ? [Buffer.from(object.contents)] : [];
  });
};

/** The middle pixel of every picture that is packed pixel by pixel. */
const rasters = async (pdf: Uint8Array): Promise<Buffer[]> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of("Subtype")) !== PDFName.of("Image")) return [];
    if (object.dict.get(PDFName.of("ColorSpace")) === PDFName.of("DeviceGray")) return [];
    if (object.dict.get(PDFName.of("Filter")) !== PDFName.of("FlateDecode")) return [];
    const pixels = inflateSync(object.contents);
    const middle = Math.floor(pixels.length / 6) * 3;
    return [pixels.subarray(middle, middle + 3)];
  });
};

const single = { ...options, pageLabels: ["1"], outline: [] };

describe("pictures", () => {
  it("are printed as stand-ins, and come into the finished file byte by byte", async () => {
    const printed = await print(PAGE);
    expect(standInNames(Buffer.from(printed))).toEqual(new Set([address("dunes"), address("stars")]));
    expect(printed.length).toBeLessThan(20_000);
    const found = await picturesOf(await finishWhole(printed, { ...single, pictures: files }));
    const wanted = await Promise.all(["dunes", "stars"].map((name) => readFile(files.get(address(name))!)));
    expect(found.map((bytes) => wanted.findIndex((file) => file.equals(bytes))).sort()).toEqual([0, 1]);
  });

  it("are sent whole where the browser draws them anew", async () => {
    const printed = await print(
      `<div class="page">${img("dunes", "width:300px")}${img("wells", "filter:blur(2px)")}</div>`,
    );
    // The browser now has the picture itself: what it drew is no longer a stand-in's empty grey.
    expect([...standInNames(Buffer.from(printed))]).toEqual([address("dunes")]);
    const drawn = await sharp((await rasters(printed))[0]!, { raw: { width: 1, height: 1, channels: 3 } })
      .raw()
      .toBuffer();
    for (const [channel, value] of [160, 99, 60].entries()) expect(Math.abs(drawn[channel]! - value)).toBeLessThan(8);
  });

  it("must be known to the issue", async () => {
    const printed = await print(PAGE);
    await expect(finishWhole(printed, { ...single, pictures: new Map() })).rejects.toThrow(
      /stand-in for \/pictures\/(?:dunes|stars)\.jpg/,
    );
  });
});
