import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PictureUse, type PreparedPictures, preparePictures } from "../../src/figures/index.js";
import { BLUE, grain, halves, hollowPng, pixel, RED, use } from "./pictures.js";

let folder: string;
const at = (name: string): string => path.join(folder, name);
const prepare = (uses: readonly PictureUse[], ppi = 200): Promise<PreparedPictures> =>
  preparePictures(uses, { cacheDir: at("cache"), ppi });
const codes = (result: PreparedPictures): readonly string[] => result.problems.map((problem) => problem.code);
const near = (seen: readonly number[], wanted: { r: number; g: number; b: number }, tolerance = 6): void => {
  expect(seen).toHaveLength(3);
  for (const [index, value] of [wanted.r, wanted.g, wanted.b].entries())
    expect(Math.abs(seen[index]! - value), `${seen} for ${Object.values(wanted)}`).toBeLessThanOrEqual(tolerance);
};
const cacheFiles = async (): Promise<readonly string[]> =>
  (await readdir(at("cache/pictures"))).filter((name) => /\.(?:jpg|png|json)$/.test(name)).sort();
/** Makes a file's dates old enough to be trusted. The change time cannot be set: it is waited for. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2100));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pressday-figures-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("size", () => {
  it("covers the box at the edition's resolution and keeps the proportions", async () => {
    await halves(3000, 2000).jpeg({ quality: 95 }).toFile(at("a.jpg"));
    const { pictures, problems } = await prepare([use(at("a.jpg"), 360, 144)]);
    expect(problems).toEqual([]);
    const prepared = pictures.get(at("a.jpg"))!;
    expect(prepared).toMatchObject({ widthPx: 1000, heightPx: 667, originalWidthPx: 3000, originalHeightPx: 2000 });
    expect(await sharp(prepared.preparedPath).metadata()).toMatchObject({
      format: "jpeg",
      width: 1000,
      height: 667,
      space: "srgb",
      channels: 3,
    });
    expect(path.basename(prepared.preparedPath)).toBe(prepared.name);
    near(await pixel(prepared.preparedPath, 250, 300), RED);
    near(await pixel(prepared.preparedPath, 750, 300), BLUE);
  });

  it("serves the largest of several boxes with one picture", async () => {
    await halves(2400, 1600).jpeg().toFile(at("a.jpg"));
    const uses = [use(at("a.jpg"), 72, 72), use(at("a.jpg"), 360, 72), use(at("a.jpg"), 72, 360)];
    const { pictures, stats } = await prepare(uses);
    expect(stats).toMatchObject({ prepared: 1, cached: 0, read: 1 });
    expect(pictures.get(at("a.jpg"))).toMatchObject({ widthPx: 1500, heightPx: 1000 });
  });

  it("never enlarges, and warns below 150 pixels to the inch", async () => {
    await halves(300, 200).jpeg().toFile(at("small.jpg"));
    const result = await prepare([use(at("small.jpg"), 72, 48, 4), use(at("small.jpg"), 288, 192, 9)]);
    expect(result.pictures.get(at("small.jpg"))).toMatchObject({ widthPx: 300, heightPx: 200 });
    expect(result.problems).toMatchObject([
      { code: "PICTURE_RESOLUTION_LOW", severity: "warning", place: { file: "issue.yaml", line: 9, col: 3 } },
    ]);
    expect(codes(await prepare([use(at("small.jpg"), 144, 96)]))).toEqual([]); // 150 exactly
  });
});

describe("what cameras and programs write", () => {
  it("turns pictures upright by EXIF", async () => {
    // Orientation 6: shown a quarter turn clockwise, so the red left half comes to stand at the top.
    await halves(400, 200).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toFile(at("turned.jpg"));
    const prepared = (await prepare([use(at("turned.jpg"), 72, 144)])).pictures.get(at("turned.jpg"))!;
    expect(prepared).toMatchObject({ originalWidthPx: 200, originalHeightPx: 400, widthPx: 200, heightPx: 400 });
    near(await pixel(prepared.preparedPath, 100, 100), RED);
    near(await pixel(prepared.preparedPath, 100, 300), BLUE);
    expect((await sharp(prepared.preparedPath).metadata()).orientation).toBeUndefined();
  });

  it("converts wide-gamut pictures by their profile, then drops profile and metadata", async () => {
    await halves(400, 200)
      .withIccProfile("p3")
      .withExif({ IFD0: { Copyright: "x".repeat(400) } })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toFile(at("p3.jpg"));
    const stored = await sharp(at("p3.jpg"), { ignoreIcc: true })
      .extract({ left: 50, top: 50, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(stored[0]).toBeLessThan(RED.r - 8); // the same red has other numbers in Display P3
    const prepared = (await prepare([use(at("p3.jpg"), 144, 72)])).pictures.get(at("p3.jpg"))!;
    near(await pixel(prepared.preparedPath, 50, 50), RED);
    const metadata = await sharp(prepared.preparedPath).metadata();
    expect([metadata.icc, metadata.exif, metadata.xmp]).toEqual([undefined, undefined, undefined]);
  });

  it("converts CMYK to sRGB", async () => {
    await halves(400, 200).toColourspace("cmyk").jpeg({ quality: 95 }).toFile(at("cmyk.jpg"));
    expect((await sharp(at("cmyk.jpg")).metadata()).space).toBe("cmyk");
    const prepared = (await prepare([use(at("cmyk.jpg"), 144, 72)])).pictures.get(at("cmyk.jpg"))!;
    expect(await sharp(prepared.preparedPath).metadata()).toMatchObject({ space: "srgb", channels: 3 });
    const [red, green, blue] = await pixel(prepared.preparedPath, 50, 50);
    expect(red! - Math.max(green!, blue!)).toBeGreaterThan(90);
  });

  it.each([
    [
      "8-bit grey",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .toColourspace("b-w")
          .png()
          .toFile(file),
    ],
    [
      "16-bit grey",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .toColourspace("grey16")
          .png()
          .toFile(file),
    ],
    [
      "16-bit colour",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .toColourspace("rgb16")
          .png()
          .toFile(file),
    ],
    [
      "grey with opaque alpha",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 4, background: "#808080" } })
          .toColourspace("b-w")
          .png()
          .toFile(file),
    ],
    [
      "palette",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .png({ palette: true })
          .toFile(file),
    ],
    [
      "WebP",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .webp({ lossless: true })
          .toFile(file),
    ],
    [
      "AVIF",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .avif({ effort: 0 })
          .toFile(file),
    ],
    [
      "TIFF",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .tiff()
          .toFile(file),
    ],
    [
      "GIF",
      (file: string) =>
        sharp({ create: { width: 200, height: 100, channels: 3, background: "#808080" } })
          .gif()
          .toFile(file),
    ],
  ])("makes an sRGB JPEG of %s", async (_, write) => {
    await write(at("original"));
    const result = await prepare([use(at("original"), 36, 18)]);
    expect(result.problems).toEqual([]);
    const prepared = result.pictures.get(at("original"))!;
    expect(prepared.name).toMatch(/^[0-9a-f]{32}\.jpg$/);
    expect(await sharp(prepared.preparedPath).metadata()).toMatchObject({
      format: "jpeg",
      space: "srgb",
      channels: 3,
      depth: "uchar",
      width: 100,
    });
    near(await pixel(prepared.preparedPath, 50, 25), { r: 128, g: 128, b: 128 });
    expect(prepared.luminance).toHaveLength(256);
    for (const value of prepared.luminance) expect(Math.abs(value - 0.216)).toBeLessThan(0.02);
  });

  it("takes the first frame of an animation", async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer();
    await sharp([await frame("#c81e14"), await frame("#000")], { join: { animated: true } })
      .gif()
      .toFile(at("moving.gif"));
    expect((await sharp(at("moving.gif")).metadata()).pages).toBe(2);
    const prepared = (await prepare([use(at("moving.gif"), 21.6, 14.4)])).pictures.get(at("moving.gif"))!;
    expect(prepared).toMatchObject({ originalWidthPx: 60, originalHeightPx: 40 });
    near(await pixel(prepared.preparedPath, 30, 20), RED, 10);
  });

  it("keeps PNG only where the page shows through", async () => {
    const square = (alpha: number) =>
      sharp({ create: { width: 200, height: 200, channels: 4, background: { ...RED, alpha } } });
    await square(1).png().toFile(at("opaque.png"));
    await square(0.5).png().toFile(at("glass.png"));
    const { pictures } = await prepare([use(at("opaque.png"), 36, 36), use(at("glass.png"), 36, 36)]);
    const opaque = pictures.get(at("opaque.png"))!;
    const glass = pictures.get(at("glass.png"))!;
    expect(opaque.name).toMatch(/\.jpg$/);
    near(await pixel(opaque.preparedPath, 50, 50), RED);
    expect(glass.name).toMatch(/\.png$/);
    expect(await sharp(glass.preparedPath).metadata()).toMatchObject({ format: "png", hasAlpha: true, width: 100 });
    // What shows through is white paper.
    expect(glass.luminance[0]!).toBeGreaterThan(opaque.luminance[0]! + 0.1);
  });

  it("keeps the transparency of grey and palette pictures", async () => {
    const glass = () =>
      sharp({ create: { width: 200, height: 200, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } } });
    await glass().toColourspace("b-w").png().toFile(at("grey.png"));
    await glass().png({ palette: true }).toFile(at("palette.png"));
    expect((await sharp(at("grey.png")).metadata()).channels).toBe(2);
    const { pictures } = await prepare([use(at("grey.png"), 36, 36), use(at("palette.png"), 36, 36)]);
    for (const picture of pictures.values()) {
      expect(picture.name).toMatch(/\.png$/);
      const [red, , , alpha] = await pixel(picture.preparedPath, 50, 50);
      expect([Math.abs(red! - 9) < 3, Math.abs(alpha! - 128) < 3]).toEqual([true, true]);
    }
    expect(pictures.size).toBe(2);
  });

  it("tells where a picture is light and where it is dark", async () => {
    await sharp({ create: { width: 320, height: 160, channels: 3, background: "#000" } })
      .composite([
        { input: { create: { width: 160, height: 80, channels: 3, background: "#fff" } }, left: 160, top: 0 },
      ])
      .png()
      .toFile(at("corner.png"));
    const { luminance } = (await prepare([use(at("corner.png"), 72, 36)])).pictures.get(at("corner.png"))!;
    const cell = (row: number, column: number): number => luminance[row * 16 + column]!;
    expect([cell(2, 2), cell(2, 13), cell(13, 2), cell(13, 13)]).toEqual([0, 1, 0, 0]);
  });
});

describe("what cannot be printed", () => {
  const refused = async (name: string, bytes: Uint8Array | string): Promise<PreparedPictures> => {
    await writeFile(at(name), bytes);
    await halves(200, 100).jpeg().toFile(at("good.jpg"));
    const result = await prepare([use(at(name), 36, 18, 7), use(at("good.jpg"), 36, 18)]);
    expect([...result.pictures.keys()]).toEqual([at("good.jpg")]); // the others go on
    expect(result.problems).toMatchObject([{ severity: "error", place: { file: "issue.yaml", line: 7, col: 3 } }]);
    return result;
  };

  it("refuses 300 megapixels by the head alone", async () => {
    const png = hollowPng(20_000, 15_000);
    expect(png.length).toBeLessThan(200);
    const before = process.memoryUsage().rss;
    expect(codes(await refused("huge.png", png))).toEqual(["PICTURE_TOO_LARGE"]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6); // decoded it has 900 MB
  });

  it("refuses files of more than 60 MB unread", async () => {
    await writeFile(at("long.jpg"), "");
    await truncate(at("long.jpg"), 61 * 1024 * 1024);
    const result = await prepare([use(at("long.jpg"), 36, 18)]);
    expect(codes(result)).toEqual(["PICTURE_TOO_LARGE"]);
    expect(result.stats.read).toBe(0);
  });

  it.each([
    ["truncated JPEG", async () => (await grain(600, 400).jpeg().toBuffer()).subarray(0, 40_000)],
    ["truncated PNG", async () => (await grain(300, 200).png().toBuffer()).subarray(0, 90_000)],
    ["JPEG cut in its head", async () => (await grain(600, 400).jpeg().toBuffer()).subarray(0, 300)],
    ["a PNG without its pixels", async () => hollowPng(400, 300)],
    ["an empty file", async () => Buffer.alloc(0)],
    ["a web page under a picture's name", async () => Buffer.from("<!doctype html><title>404</title>")],
  ])("reports %s as corrupt", async (_, bytes) => {
    expect(codes(await refused("broken.jpg", await bytes()))).toEqual(["PICTURE_CORRUPT"]);
  });

  it.each([
    ["SVG", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["PDF", "%PDF-1.7\n"],
    ["BMP", "BM\x36\0\0\0"],
  ])("does not take %s", async (_, text) => {
    expect(codes(await refused("drawing.jpg", Buffer.from(text, "latin1")))).toEqual(["PICTURE_FORMAT"]);
  });

  it("reports a picture that has gone", async () => {
    expect(codes(await prepare([use(at("gone.jpg"), 36, 18)]))).toEqual(["PICTURE_MISSING"]);
  });
});

describe("cache", () => {
  const three = async (): Promise<readonly PictureUse[]> => {
    await halves(400, 200).jpeg().toFile(at("a.jpg"));
    await grain(400, 200).png().toFile(at("b.png"));
    await halves(400, 200).webp().toFile(at("c.webp"));
    return ["a.jpg", "b.png", "c.webp"].map((name) => use(at(name), 72, 36));
  };

  it("does no picture work a second time, nor reads the originals", async () => {
    const uses = await three();
    await settle();
    const first = await prepare(uses);
    expect(first.stats).toMatchObject({ prepared: 3, cached: 0, read: 3 });
    const second = await prepare(uses);
    expect(second.stats).toMatchObject({ prepared: 0, cached: 3, read: 0 });
    expect(second.pictures).toEqual(first.pictures);
    expect(second.problems).toEqual(first.problems);
  });

  it("gives the same bytes in another cache", async () => {
    const uses = await three();
    const [one, other] = [
      await preparePictures(uses, { cacheDir: at("one"), ppi: 200 }),
      await preparePictures(uses, { cacheDir: at("other"), ppi: 200 }),
    ];
    for (const [key, picture] of one.pictures) {
      const twin = other.pictures.get(key)!;
      expect(twin.name).toBe(picture.name);
      expect((await readFile(twin.preparedPath)).equals(await readFile(picture.preparedPath))).toBe(true);
    }
  });

  it("notices a changed original that kept its size and date", async () => {
    const [first] = await three();
    const file = at("b.png");
    await settle();
    await prepare([use(file, 72, 36)]);
    const info = await stat(file);
    const changed = await readFile(file);
    await writeFile(file, Buffer.concat([changed.subarray(0, -1), Buffer.from([changed.at(-1)! ^ 1])]));
    await utimes(file, info.atime, info.mtime);
    const again = await prepare([use(file, 72, 36), first!]);
    expect(again.stats.read).toBe(2);
  });

  it("does not trust dates of files touched a moment ago", async () => {
    const uses = await three();
    await prepare(uses);
    expect((await prepare(uses)).stats).toMatchObject({ prepared: 0, cached: 3, read: 3 });
  });

  it.each([
    ["cut short", (file: string) => truncate(file, 500)],
    [
      "altered",
      async (file: string) =>
        writeFile(
          file,
          (await readFile(file)).map((byte, index) => (index === 400 ? byte ^ 255 : byte)),
        ),
    ],
    ["gone", (file: string) => rm(file)],
    ["without facts", (file: string) => writeFile(file.replace(/\.jpg$/, ".json"), "{")],
  ])("makes an entry anew that is %s", async (_, damage) => {
    await halves(400, 200).jpeg().toFile(at("a.jpg"));
    const whole = (await prepare([use(at("a.jpg"), 72, 36)])).pictures.get(at("a.jpg"))!;
    const bytes = await readFile(whole.preparedPath);
    await damage(whole.preparedPath);
    const again = await prepare([use(at("a.jpg"), 72, 36)]);
    expect(again.stats).toMatchObject({ prepared: 1, cached: 0 });
    expect((await readFile(whole.preparedPath)).equals(bytes)).toBe(true);
  });

  it("keeps sizes apart and leaves nothing half-written", async () => {
    const uses = await three();
    await Promise.all([prepare(uses), prepare(uses), prepare(uses, 100)]);
    expect(await cacheFiles()).toHaveLength(12);
    expect(
      (await readdir(at("cache/pictures"), { recursive: true })).filter((name) => name.includes(".writing.")),
    ).toEqual([]);
  });

  it("reports progress and stops when told to", async () => {
    const uses = await three();
    const seen: string[] = [];
    await preparePictures(uses, {
      cacheDir: at("cache"),
      ppi: 200,
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(["1/3", "2/3", "3/3"]);
    const stop = new AbortController();
    const running = preparePictures(uses, {
      cacheDir: at("fresh"),
      ppi: 200,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(running).rejects.toThrow("enough");
  });

  it("fails loudly when the cache cannot be written", async () => {
    const [first] = await three();
    await writeFile(at("cache"), "a file where the folder should be");
    await expect(prepare([first!])).rejects.toThrow();
  });
});
