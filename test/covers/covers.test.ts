import { rm } from "node:fs/promises";
import { PDFDict, PDFDocument, PDFName, PDFNumber } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contrastOf, type Rgb } from "../../src/light.js";
import type { DescribedRun } from "../../src/pdf/index.js";
import { findEdgeFaults, renderEdges } from "../sample/edges.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { MANIFEST, type Publisher } from "../support/publisher.js";
import {
  brightest,
  COVER_WORDS,
  coloursUnder,
  coverPublisher,
  darkest,
  ownLayout,
  printCover,
  readableShare,
  renderCover,
} from "./covers.js";
import { HOSTILE } from "./hostile.js";

const WHITE: Rgb = [255, 255, 255];
/** Words are printed without ink, so that their ground can be measured; their colour stays what the composer measures. */
const INKLESS = ".cover p{-webkit-text-fill-color:transparent}.cover i{visibility:hidden}";

describe("a full cover", () => {
  let publisher: Publisher;
  let runs: readonly DescribedRun[];
  let onWhite: Uint8Array;

  beforeAll(async () => {
    publisher = await coverPublisher(await HOSTILE.white(), "full", { keep: true });
    await ownLayout(publisher, "inkless", INKLESS);
    await ownLayout(publisher, "untinted", INKLESS, (master) => master.replaceAll(" data-contrast", ""));
    const { page, bytes } = await printCover(publisher);
    runs = page.runs;
    onWhite = bytes;
    const words = runs.map(({ text }) => text).join("\n");
    for (const line of COVER_WORDS) expect(words).toContain(line);
  });
  afterAll(() => rm(publisher.root, { recursive: true, force: true }));

  /** The worst of the cover's lines: which one, and the share of its ground on which white can be read. */
  const worstLine = async (layout: string): Promise<{ readonly text: string; readonly share: number }> => {
    const { bytes, problems } = await printCover(publisher, layout);
    expect(problems).toEqual([]);
    const raster = await renderCover(bytes);
    const lines = runs.map((run) => ({ text: run.text, share: readableShare(WHITE, coloursUnder(raster, run)) }));
    return lines.reduce((worst, line) => (line.share < worst.share ? line : worst));
  };

  for (const [name, draw] of Object.entries(HOSTILE)) {
    it(`can be read on ${name}`, async () => {
      await publisher.write({ "issues/2026-W47/pictures/cover.png": await draw() });
      const worst = await worstLine("inkless");
      expect(worst.share, worst.text).toBeGreaterThanOrEqual(0.99);
    });
  }

  it("is tinted to its very edges", async () => {
    expect(findEdgeFaults(await renderEdges(onWhite, 0, 600))).toEqual([]);
  });

  it("is tinted by shadings that every reader can paint, of type 2", async () => {
    const types: number[] = [];
    const look = (value: unknown): void => {
      if (!(value instanceof PDFDict)) return;
      const type = value.get(PDFName.of("ShadingType"));
      if (type instanceof PDFNumber) types.push(type.asNumber());
      for (const part of value.values()) look(part);
    };
    const file = await PDFDocument.load(onWhite);
    for (const [, object] of file.context.enumerateIndirectObjects()) look(object);
    expect(types.length).toBeGreaterThan(0);
    expect(new Set(types)).toEqual(new Set([2]));
  });

  it("could not be read on white without the tint", async () => {
    await publisher.write({ "issues/2026-W47/pictures/cover.png": await HOSTILE.white() });
    expect((await worstLine("untinted")).share).toBeLessThan(0.5);
  });

  it("puts words on a plate where a tint is no help, and tells when even that cannot be read", async () => {
    await ownLayout(publisher, "dark", ".cover-full .cover-story p{color:#222}.cover-full .on-plate p{color:#fff}");
    const plated = await printCover(publisher, "dark");
    expect(plated.problems).toEqual([]);
    const headline = plated.page.runs.find(({ text }) => text.startsWith("The Walking"))!;
    const colours = coloursUnder(await renderCover(plated.bytes), headline);
    expect(darkest(colours)).toBeLessThan(0.01);
    expect(brightest(colours)).toBeGreaterThan(0.9);
    await ownLayout(publisher, "darker", ".cover-full .cover-story p{color:#222}");
    expect((await printCover(publisher, "darker")).problems).toEqual([
      "warning COVER_CONTRAST_LOW",
      "warning COVER_CONTRAST_LOW",
      "warning COVER_CONTRAST_LOW",
    ]);
  });
});

describe("a framed cover", () => {
  it("keeps its words on the paper, in ink where the accent cannot be read", async () => {
    const publisher = await coverPublisher(await HOSTILE.checkerboard(), "framed");
    await publisher.write({
      "issues/magazine.yaml": 'name: Sirocco\ntagline: A small test of sand\ncolours: { accent: "#ffd84d" }\n',
    });
    const { page, bytes, problems } = await printCover(publisher);
    expect(problems).toEqual([]);
    const [picture] = page.pictures;
    const { x, y, width, height } = picture!.area;
    expect(width * height).toBeGreaterThan(0.3 * 595 * 842);
    for (const run of page.runs) {
      const apart = run.baseline < y || run.baseline - run.sizePt > y + height || run.x > x + width;
      expect(apart, run.text).toBe(true);
    }
    const raster = await renderCover(bytes);
    for (const run of page.runs.filter(({ text }) => text === "Sirocco" || text.startsWith("The Walking"))) {
      const colours = coloursUnder(raster, run);
      expect(contrastOf(darkest(colours), brightest(colours)), run.text).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("is refused, with its place, by a layout that has none", async () => {
    const publisher = await coverPublisher(await HOSTILE.black(), "framd");
    const told = toldBy(await pressday(["build", "issues/2026-W47", "--json"], { cwd: publisher.root }));
    expect(codesAndPlaces(told.problems)).toEqual([`error MANIFEST_INVALID ${MANIFEST}:4:11`]);
    expect(told.problems.find(({ code }) => code === "MANIFEST_INVALID")!.remedy).toContain("Did you mean `framed`?");
  });
});
