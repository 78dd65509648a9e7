import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import {
  articleTexts,
  describePdf,
  elementsOfType,
  formatPdf,
  type PdfDescription,
  textOfElement,
} from "../../src/pdf/index.js";
import { finishWhole, options, printFixture } from "./printed.js";

let printed: Uint8Array;
let finished: Uint8Array;
let seen: PdfDescription;

beforeAll(async () => {
  printed = await printFixture("magazine.html");
  finished = await finishWhole(printed, options);
  seen = await describePdf(finished);
});

const texts = (type: string): string[] => elementsOfType(seen.tags, type).map(textOfElement);

describe("pages", () => {
  it("are cut to the trim from the sheet's top-left corner", () => {
    for (const page of seen.pages) {
      const [left, foot, right, top] = page.mediaPt;
      expect([left, right, top - foot]).toEqual([0, 595.276, expect.closeTo(841.89, 3)]);
      expect(page.trimPt).toEqual(page.mediaPt);
      expect(page.trimMm).toEqual([210, 297]);
    }
    // 34 px from the top of the page box, the ascent of a 13.5 px line with it, and no part of the larger sheet.
    const head = seen.pages[1]!.runs.find(({ text }) => text.startsWith("Running head"))!;
    expect(head.x).toBeCloseTo(40 * 0.75, 1);
    expect(head.baseline).toBeGreaterThan(34 * 0.75);
    expect(head.baseline).toBeLessThan(51 * 0.75);
  });

  it("are cut to trim and bleed, with the trim within", async () => {
    const bleedPt = 5;
    const trimPt = { width: 585.276, height: 831.89 };
    const { pages } = await describePdf(await finishWhole(printed, { ...options, trimPt, bleedPt }));
    const { mediaPt, bleedPt: bleed, trimPt: trim } = pages[0]!;
    expect(bleed).toEqual(mediaPt);
    expect(trim.map((edge, index) => edge - mediaPt[index]!)).toEqual(
      [5, 5, -5, -5].map((edge) => expect.closeTo(edge, 3)),
    );
    const folio = (page: { runs: readonly { text: string; x: number }[] }) =>
      page.runs.find(({ text }) => text === "2")!.x;
    expect(folio(pages[1]!)).toBeCloseTo(folio(seen.pages[1]!) - bleedPt, 1);
  });

  it("cannot be cut from a sheet that is too small", async () => {
    const trimPt = { width: 595.276, height: 900 };
    await expect(finishWhole(printed, { ...options, trimPt })).rejects.toThrow(/smaller than the page/);
  });

  it("carry their folios as labels", async () => {
    expect(seen.pages.map(({ label }) => label)).toEqual(["Cover", "2", "3"]);
    for (const pageLabels of [
      ["i", "ii", "1"],
      ["1", "3", "4"],
      ["A-1", "A-2", "07"],
      ["", "", "2"],
    ]) {
      const { pages } = await describePdf(await finishWhole(printed, { ...options, pageLabels }));
      expect(pages.map(({ label }) => label)).toEqual(pageLabels);
    }
  });

  it("must have one label each", async () => {
    await expect(finishWhole(printed, { ...options, pageLabels: ["1"] })).rejects.toThrow(/labels/);
  });
});

describe("the document", () => {
  it("says who made it, in the information and in XMP alike", () => {
    expect(seen.info).toMatchObject({
      Title: options.title,
      Author: "Amina Saïd, Brahim O’Neil",
      Subject: "Wells & gardens",
    });
    expect(seen.info).toMatchObject({
      Creator: "pressday 0.1.0",
      CreationDate: "D:20261120060000Z",
      ModDate: "D:20261120060000Z",
    });
    expect(seen.xmp).toMatchObject({
      "dc:title": options.title,
      "dc:creator": "Amina Saïd; Brahim O’Neil",
      "dc:description": "Wells & gardens",
      "dc:language": "en-GB",
      "xmp:CreateDate": "2026-11-20T06:00:00Z",
      "xmp:CreatorTool": "pressday 0.1.0",
      "pdf:Producer": seen.info.Producer,
      "pdfuaid:part": "1",
    });
    expect(seen).toMatchObject({ language: "en-GB", marked: true });
    expect(seen.viewer).toEqual({ displayDocTitle: true, pageLayout: "TwoPageRight", pageMode: "UseOutlines" });
  });

  it("has an outline of sections and articles", () => {
    const [crafts, science] = seen.outline;
    expect(crafts).toMatchObject({
      title: "Crafts",
      pageLabel: "2",
      children: [{ title: "The well and the garden", pageLabel: "2" }],
    });
    expect(science).toMatchObject({
      title: "Science — العلوم",
      pageIndex: 2,
      children: [{ title: "A star chart", pageIndex: 2 }],
    });
  });

  it("is the same, byte for byte, for the same content", async () => {
    const again = await printFixture("magazine.html");
    expect(Buffer.from(await finishWhole(again, options)).equals(finished)).toBe(true);
    const other = await finishWhole(again, { ...options, title: "Another" });
    expect(Buffer.from(other).equals(finished)).toBe(false);
    expect(Buffer.from(other).toString("latin1")).not.toContain(identityOf(finished));
  });

  it("keeps the browser's pictures as they are", async () => {
    const jpegs = async (bytes: Uint8Array) => {
      const doc = await PDFDocument.load(bytes, { updateMetadata: false });
      return doc.context
        .enumerateIndirectObjects()
        .map(([, object]) => object as never as { dict?: { get(name: PDFName): unknown }; contents?: Uint8Array })
        .filter(({ dict }) => dict?.get(PDFName.of("Filter")) === PDFName.of("DCTDecode"))
        .map(({ contents }) => Buffer.from(contents!).toString("base64"));
    };
    expect(await jpegs(finished)).toEqual(await jpegs(printed));
    expect(await jpegs(finished)).toHaveLength(1);
  });

  it("embeds subsets of TrueType fonts that map back to characters", () => {
    expect(seen.fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of seen.fonts)
      expect(font).toMatchObject({ type: "CIDFontType2", embedded: true, subset: true, toUnicode: true });
  });
});

const identityOf = (bytes: Uint8Array): string =>
  /\/ID \[ ?<([0-9a-f]{32})>/.exec(Buffer.from(bytes).toString("latin1"))![1]!;

describe("the tag tree", () => {
  it("stands as it was when it was last looked at", async () => {
    const facts = formatPdf(seen)
      .split("== Page 1")[0]!
      .replace(/Skia\/PDF m\d+/g, "Skia/PDF");
    await expect(facts).toMatchFileSnapshot("magazine.txt");
  });

  it("makes one paragraph of a paragraph cut between pages", () => {
    const paragraph = elementsOfType(seen.tags, "P").find((tag) => textOfElement(tag).startsWith("A paragraph cut"))!;
    expect(textOfElement(paragraph)).toBe(
      "A paragraph cut between pages that begins here and continues on the next page.",
    );
    expect(paragraph.pageIndexes).toEqual([1, 2]);
  });

  it("makes one list and one table of their parts, and drops the repeated head", () => {
    expect(elementsOfType(seen.tags, "L")).toHaveLength(1);
    expect(texts("LI").map((text) => text.replace("\n", ""))).toEqual([
      "1. Item one",
      "2. Item two goes on overleaf",
      "3. Item three",
    ]);
    expect(elementsOfType(seen.tags, "Table")).toHaveLength(1);
    expect(texts("TR")).toEqual(["Place\nDepth", "Adrar\n12 m", "Ghadamis\n40 m"]);
    expect(elementsOfType(seen.tags, "TH").map(({ attributes }) => attributes.Scope)).toEqual([
      "Column",
      "Column",
      "Row",
      "Row",
    ]);
  });

  it("makes one article of its pages, with one headline", () => {
    const articles = articleTexts(seen);
    expect(articles.map(({ headline }) => headline)).toEqual(["The well and the garden", "A star chart"]);
    expect(articles[0]!.text).toContain(
      "is set in several lines, the second of which ends within an office and H2O in it.",
    );
    expect(articles[0]!.text.endsWith("Une phrase en français.")).toBe(true);
    expect(articles[0]!.text).not.toMatch(/Running head|pull quote|\u00ad/);
  });

  it("has one Figure for each picture, with alternative text and the place of what shows", () => {
    const figures = elementsOfType(seen.tags, "Figure");
    expect(figures.map(({ alt }) => alt)).toEqual(["A dune field — at dusk", "Dunes"]);
    const [, foot, , head] = seen.pages[0]!.mediaPt;
    expect(figures[0]!.attributes.BBox).toBe(`[ 0 ${foot} 595.276 ${head} ]`);
    // The crop stands at 415 px from the left and 136 px from the top, 340 by 170 px less the frame's rule.
    const [left, bottom, right, top] = figures[1]!.attributes.BBox!.match(/[\d.]+/g)!.map(Number);
    expect([left, head - top!, right! - left!, top! - bottom!].map(Math.round)).toEqual([311, 102, 255, 128]);
    expect(texts("Caption")).toEqual(["Wells and depths", "Dunes at dusk. Picture: Someone"]);
  });

  it("explains the types that are not standard ones, and leaves no mark behind", () => {
    for (const tag of elementsOfType(seen.tags, "Em")) expect(tag.role).toBe("Span");
    expect(formatPdf(seen)).not.toMatch(/-x-|NonStruct/);
    expect(
      elementsOfType(seen.tags, "P")
        .filter(({ language }) => language === "fr")
        .map(textOfElement),
    ).toEqual(["Une phrase en français."]);
  });

  it("holds everything that is drawn, or calls it an artifact", () => {
    const runs = seen.pages.flatMap((page) => page.runs);
    expect(runs.filter(({ standing }) => standing === "unmarked")).toEqual([]);
    const artifacts = runs.filter(({ standing }) => standing === "artifact").map(({ text }) => text.trim());
    expect(artifacts).toEqual([
      "Running head, verso",
      "-",
      "-",
      "A pull quote taken from the text",
      "2",
      "Running head, recto",
      "Place",
      "Depth",
      "•",
      "3",
    ]);
  });

  it("reads text that was printed through a layer", () => {
    expect(texts("P")).toContain("Printed through a layer.");
  });
});

describe("links", () => {
  it("lead where they led, stand in Link elements and say what they are", () => {
    expect(seen.links.every(({ tagged }) => tagged)).toBe(true);
    expect(seen.links.map(({ contents }) => contents)).toEqual([
      "The well and the garden",
      "The well and the garden, 2",
      "A star chart",
      "about wells",
      "A star chart, 2",
    ]);
    expect(seen.links[3]).toMatchObject({ uri: "https://example.org/wells" });
    const headline = seen.pages[2]!.runs.find(({ text }) => text === "A star chart")!;
    expect(seen.links[2]!.targetPageIndex).toBe(2);
    expect(headline.baseline - seen.links[2]!.targetY!).toBeGreaterThan(0);
    expect(headline.baseline - seen.links[2]!.targetY!).toBeLessThan(17 * 0.75);
  });

  it("cover their words after the cut", () => {
    const { area } = seen.links[2]!;
    const words = seen.pages[1]!.runs.find(({ text }) => text === "A star chart")!;
    expect(words.baseline).toBeGreaterThan(area.y);
    expect(words.baseline).toBeLessThan(area.y + area.height);
    expect(area.x).toBeCloseTo(words.x, 0);
  });
});
