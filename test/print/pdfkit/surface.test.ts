import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import type { FontFace } from "../../../src/fonts/index.js";
import type { InlineView } from "../../../src/layout/index.js";
import {
  type DescribedWord,
  describePdf,
  describeWithWords,
  elementsOfType,
  type PdfDescription,
  textOfElement,
} from "../../../src/pdf/index.js";
import { richText } from "../../../src/print/pdfkit/richText.js";
import { setText, setVariants } from "../../../src/print/pdfkit/setText.js";
import type { SetText } from "../../../src/print/pdfkit/types.js";
import { finishSheet, headline, openSheet, outlineOf, pagePt, readFaces, type Sheet, sans, text } from "./sheet.js";

const folder = join(import.meta.dirname, "../../out/pdfkit");
const PT_PER_PX = 0.75;

const words = (own: string): InlineView => ({ kind: "text", text: own });
/** A paragraph with all that running text can hold. */
const copy: readonly InlineView[] = [
  words("When UNESCO listed the extraordinary irrigation of Timimoun in 1985, "),
  { kind: "emphasis", content: [words("foggara")] },
  words(" builders at “AVATAR” were counting 12,345 metres of "),
  { kind: "capitals", text: "NASA" },
  words(" and "),
  { kind: "strong", content: [words("wholly "), { kind: "emphasis", content: [words("underground")] }] },
  words(" galleries; see "),
  {
    kind: "link",
    href: "https://example.org/é?a=(b)",
    content: [words("the association’s register of all its galleries")],
  },
  words(", "),
  { kind: "link", href: "#later", content: [words("the next page")] },
  words(" or "),
  { kind: "link", href: "#never", content: [words("nowhere")] },
  words(". Water at 3\u202fm² costs 40\u00a0€ → cheap; a non\u2011stop "),
  { kind: "code", content: [words("npm run build")] },
  words(" of H"),
  { kind: "sub", content: [words("2")] },
  words("O. Disproportionately representative institutional responsibilities notwithstanding, incomprehensibly"),
  words(" administrative considerations nevertheless characterised the Sahara’s communities throughout this century."),
];
const written = (inlines: readonly InlineView[]): string =>
  inlines
    .map((inline) => ("content" in inline ? written(inline.content) : "text" in inline ? inline.text : " "))
    .join("");

const paintAll = (sheet: Sheet, set: SetText, at: { x: number; y: number }, type = "P"): void =>
  sheet.surface.paintLines(set, { from: 0, to: set.lines.length }, at, sheet.surface.newTag(sheet.surface.root, type));

/** Words by line, from the top; lines of one column. */
const linesOf = (found: readonly DescribedWord[]): DescribedWord[][] => {
  const lines = new Map<number, DescribedWord[]>();
  for (const word of found) lines.set(word.baseline, [...(lines.get(word.baseline) ?? []), word]);
  return [...lines].sort(([one], [other]) => one - other).map(([, line]) => line);
};

let faces: readonly FontFace[];
let picture: string;

beforeAll(async () => {
  faces = await readFaces();
  await mkdir(folder, { recursive: true });
  picture = join(folder, "dunes.jpg");
  await writeFile(
    picture,
    await sharp({ create: { width: 1000, height: 600, channels: 3, background: "#b5651d" } })
      .jpeg()
      .toBuffer(),
  );
});

const open = (): Sheet => {
  const sheet = openSheet(faces);
  sheet.surface.addPage();
  return sheet;
};

describe("lines", () => {
  it("of justified text end exactly at the measure, the last one where its words do", async () => {
    const sheet = open();
    const { set } = setVariants(richText(copy, text, sheet.setting), text, [285, 300], [15], sheet.setting);
    paintAll(sheet, set, { x: 60, y: 90 });
    const found = await describeWithWords(await finishSheet(sheet));
    const lines = linesOf(found.words[0]!.filter(({ sizePt }) => sizePt > 7));
    expect(lines).toHaveLength(set.lines.length);
    lines.forEach((line, index) => {
      const { hangLeftPx, hangRightPx } = set.lines[index]!;
      const left = (60 + (index === 0 ? 15 : 0) - hangLeftPx) * PT_PER_PX;
      expect(line[0]!.left).toBeCloseTo(left, 1);
      const right = (360 + hangRightPx) * PT_PER_PX;
      if (index < set.lines.length - 1) expect(Math.abs(line.at(-1)!.right - right)).toBeLessThan(0.04);
      else expect(line.at(-1)!.right).toBeLessThan(right - 5);
      expect(line[0]!.baseline).toBeCloseTo((90 + 18 * index + 13) * PT_PER_PX, 2);
    });
  });

  it("are as wide as they were measured", async () => {
    const sheet = open();
    const copies = [
      "AVATAR, “To Wake” L’Été 1,117 — Yes.",
      "Tomorrow: re\u2011do, λόγος → x\u0301y ½",
      "ŁÓDŹ & Søn (V.A.T.)",
    ];
    const styles = [
      text,
      headline,
      sans,
      { ...text, font: "Instrument Serif", trackingEm: 0.05, sizePx: 29, linePx: 32 },
    ];
    const wanted: number[] = [];
    let y = 0;
    for (const style of styles)
      for (const one of copies) {
        const set = setText(one, { ...style, align: "left" }, 2000, sheet.setting);
        const last = set.lines[0]!;
        // Tracking after the last letter is white.
        wanted.push(last.widthPx - style.trackingEm * style.sizePx);
        paintAll(sheet, set, { x: 10, y: y++ * 46 });
      }
    const found = await describeWithWords(await finishSheet(sheet));
    const lines = linesOf(found.words[0]!);
    expect(sheet.missing).toEqual([]);
    const painted = lines.map((line) => Math.max(...line.map(({ right }) => right)) / PT_PER_PX - 10);
    painted.forEach((width, index) => {
      expect(Math.abs(width - wanted[index]!)).toBeLessThan(0.05);
    });
    expect(painted).toHaveLength(12);
  });

  it("stand left, right and in the middle", async () => {
    const sheet = open();
    const aligned = (["left", "center", "right"] as const).map((align) => {
      const set = setText("Waves of sand", { ...sans, align, trackingEm: 0.1 }, 300, sheet.setting);
      paintAll(sheet, set, { x: 40, y: align === "left" ? 100 : align === "center" ? 200 : 300 });
      return set.lines[0]!.widthPx - 1.24;
    });
    const [left, middle, right] = linesOf((await describeWithWords(await finishSheet(sheet))).words[0]!);
    expect(left![0]!.left).toBeCloseTo(40 * PT_PER_PX, 1);
    expect(middle![0]!.left).toBeCloseTo((190 - aligned[1]! / 2) * PT_PER_PX, 1);
    expect(right!.at(-1)!.right).toBeCloseTo(340 * PT_PER_PX, 1);
  });

  it("go on in another frame and on another page as one element, justified to the last line before", async () => {
    const sheet = open();
    const { surface, setting } = sheet;
    const long = [{ kind: "emphasis", content: [words(`${written(copy)} ${written(copy)}`)] }] as const;
    const { set } = setVariants(richText(long, text, setting), text, [300], [], setting);
    const paragraph = surface.newTag(surface.root, "P");
    surface.paintLines(set, { from: 0, to: 5 }, { x: 60, y: 90 }, paragraph);
    surface.addPage();
    surface.paintLines(set, { from: 5, to: set.lines.length }, { x: 60, y: 90 }, paragraph);
    const { seen, words: found } = await describeWithWords(await finishSheet(sheet));
    const right = (360 + set.lines[4]!.hangRightPx) * PT_PER_PX;
    expect(linesOf(found[0]!)[4]!.at(-1)!.right).toBeCloseTo(right, 1);
    const [only, ...others] = elementsOfType(seen.tags, "P");
    expect(others).toEqual([]);
    expect(elementsOfType(only, "Em")).toHaveLength(1);
    expect(elementsOfType(only, "Em")[0]!.pageIndexes).toEqual([0, 1]);
    expect(textOfElement(only!)).toBe(written(long));
  });
});

describe("words", () => {
  let seen: PdfDescription;
  let sheet: Sheet;

  beforeAll(async () => {
    sheet = open();
    const { surface, setting } = sheet;
    surface.story = "well";
    const article = surface.newTag(surface.root, "Art", { language: "fr" });
    const title = setText(
      [words("The well and the garden: a "), { kind: "together", text: "long story" }],
      headline,
      400,
      setting,
    );
    surface.paintLines(title, { from: 0, to: title.lines.length }, { x: 60, y: 60 }, surface.newTag(article, "H1"));
    const { set } = setVariants(richText(copy, text, setting), text, [300], [], setting);
    surface.paintLines(set, { from: 0, to: set.lines.length }, { x: 60, y: 260 }, surface.newTag(article, "P"));
    surface.paintPicture(
      placed(),
      { x: 60, y: 700, width: 200, height: 300 },
      surface.newTag(article, "Figure", { alt: "Dunes" }),
    );
    surface.story = undefined;
    surface.addPage();
    surface.anchor("later", 100);
    paintAll(sheet, setText("Later.", text, 300, setting), { x: 60, y: 100 });
    const folio = setText("2", sans, 300, setting);
    surface.paintLines(folio, { from: 0, to: 1 }, { x: 60, y: 1064 }, undefined);
    seen = await describePdf(await finishSheet(sheet, { outline: [{ title: "Later", pageIndex: 1 }] }));
  });

  it("come out as they went in, hyphens of the setting left out", () => {
    expect(textOfElement(elementsOfType(seen.tags, "P")[0]!)).toBe(written(copy));
    expect(
      seen.pages[0]!.runs.filter(({ text: own, standing }) => own === "-" && standing === "artifact").length,
    ).toBeGreaterThan(0);
    expect(textOfElement(elementsOfType(seen.tags, "H1")[0]!)).toBe("The well and the garden: a long story");
    expect(seen.pages.flatMap(({ runs }) => runs).filter(({ standing }) => standing === "unmarked")).toEqual([]);
  });

  it("are remembered by story", () => {
    const { surface } = sheet;
    expect(surface.charactersOf("well")).toBe(
      `The well and the garden: a long story${written(copy)}`.replace(/\s/g, ""),
    );
    expect(surface.charactersOf("nothing")).toBe("");
  });

  it("stand in their elements", () => {
    const paragraph = elementsOfType(seen.tags, "P")[0]!;
    expect(elementsOfType(seen.tags, "Art")[0]!.language).toBe("fr");
    expect(outlineOf(elementsOfType(paragraph, "Strong")[0]!)).toEqual(["Strong", "wholly ", ["Em", "underground"]]);
    expect(elementsOfType(paragraph, "Code").map(textOfElement)).toEqual(["npm run build"]);
    expect(elementsOfType(paragraph, "Em")[0]!.role).toBe("Span");
    expect(elementsOfType(seen.tags, "Figure")[0]!.alt).toBe("Dunes");
  });

  it("look as their elements want", () => {
    const { runs } = seen.pages[0]!;
    const fontOf = (own: string): string | undefined => runs.find(({ text: all }) => all.includes(own))?.font;
    expect(fontOf("foggara")).toBe("SourceSerif4-Italic");
    expect(fontOf("wholly")).toBe("SourceSerif4-SemiBold");
    expect(fontOf("underground")).toBe("SourceSerif4-SemiBoldItalic");
    expect(fontOf("npm")).toBe("LibreFranklin-Regular");
    const two = runs.findIndex(({ sizePt }) => Math.abs(sizePt - 13.6 * 0.68 * PT_PER_PX) < 0.01);
    expect(runs[two]!.baseline - runs[two - 1]!.baseline).toBeCloseTo(0.18 * 13.6 * 0.68 * PT_PER_PX, 1);
  });

  it("of links lead where they should, and those that lead nowhere are words", () => {
    const paragraph = elementsOfType(seen.tags, "P")[0]!;
    const uri = "https://example.org/%C3%A9?a=(b)";
    const out = seen.links.filter((link) => link.uri === uri);
    expect(out.length).toBeGreaterThan(0);
    expect(out[0]!.contents).toBe("the association’s register of all its galleries");
    const inward = seen.links.filter((link) => link.targetPageIndex === 1);
    expect(inward[0]).toMatchObject({ pageIndex: 0, targetY: 75, contents: "the next page", tagged: true });
    expect(seen.links).toHaveLength(out.length + inward.length);
    expect(elementsOfType(paragraph, "Link").map(textOfElement)).toEqual([out[0]!.contents, "the next page"]);
    // Each covers its words on the page.
    const run = seen.pages[0]!.runs.find(({ text: own }) => own.includes("the next page"))!;
    const { area } = inward[0]!;
    expect(area.y).toBeLessThan(run.baseline - 6);
    expect(area.y + area.height).toBeGreaterThan(run.baseline);
  });

  it("of links are underlined in the section's colour", () => {
    const run = seen.pages[0]!.runs.find(({ text: own }) => own.includes("the next page"))!;
    const rules = seen.pages[0]!.grounds.filter(({ colour }) => colour === "#1b6a72");
    expect(rules.length).toBeGreaterThanOrEqual(3);
    const own = rules.find(({ area }) => Math.abs(area.y - run.baseline - 2 * PT_PER_PX) < 0.01)!;
    expect(own.area.height).toBeCloseTo(0.5 * PT_PER_PX, 1);
    expect(own.area.x + own.area.width).toBeLessThanOrEqual(run.x + run.width + 1);
  });

  it("beside the tree are decoration", () => {
    const folio = seen.pages[1]!.runs.find(({ text: own }) => own === "2")!;
    expect(folio.standing).toBe("artifact");
    expect(seen.pages[1]!.text).toBe("Later.");
  });
});

describe("the end mark", () => {
  it("is a square on the last baseline behind the last word, and no text", async () => {
    const sheet = open();
    const { text: own, runs, segments } = richText("The end.", sans, sheet.setting);
    const style = sheet.letters.fixed(13);
    const start = own.length;
    const mark = { sizePx: 6, colour: "#1b6a72" };
    const rich = {
      text: `${own}\u25a0`,
      runs: [...runs, { text: "\u25a0", style, hyphenate: false }],
      segments: [...segments, { start, end: start + 1, style, elements: [], mark }],
    };
    const { set } = setVariants(rich, sans, [300], [], sheet.setting);
    sheet.surface.story = "end";
    paintAll(sheet, set, { x: 60, y: 60 });
    const { pages, tags } = await describePdf(await finishSheet(sheet));
    expect(textOfElement(tags!)).toBe("The end.");
    expect(sheet.surface.charactersOf("end")).toBe("Theend.");
    const [run] = pages[0]!.runs;
    const [square] = pages[0]!.grounds;
    expect(square!.area.width).toBeCloseTo(4.5, 2);
    expect(square!.area.y + square!.area.height).toBeCloseTo(run!.baseline, 1);
    expect(square!.area.x - run!.x - run!.width).toBeCloseTo(7 * PT_PER_PX, 1);
  });
});

describe("lists and tables", () => {
  it("have their numbering, heads and spans", async () => {
    const sheet = open();
    const { surface, setting } = sheet;
    const put = (own: string, y: number, tag: ReturnType<typeof surface.newTag>): void =>
      surface.paintLines(setText(own, sans, 300, setting), { from: 0, to: 1 }, { x: 60, y }, tag);
    const list = surface.newTag(surface.root, "L");
    ["1.", "2."].forEach((label, index) => {
      const item = surface.newTag(list, "LI");
      put(label, 60 + 18 * index, surface.newTag(item, "Lbl"));
      put(`Item ${label}`, 60 + 18 * index, surface.newTag(surface.newTag(item, "LBody"), "P"));
    });
    const row = surface.newTag(surface.newTag(surface.root, "Table"), "TR");
    put("Well", 200, surface.newTag(row, "TH", { table: { scope: "Row", colSpan: 2 } }));
    put("12", 200, surface.newTag(row, "TD"));
    const { tags } = await describePdf(await finishSheet(sheet));
    expect(outlineOf(tags!)).toEqual([
      "Document",
      ["L", ["LI", ["Lbl", "1."], ["LBody", ["P", "Item 1."]]], ["LI", ["Lbl", "2."], ["LBody", ["P", "Item 2."]]]],
      ["Table", ["TR", ["TH", "Well"], ["TD", "12"]]],
    ]);
    expect(elementsOfType(tags, "L")[0]!.attributes).toEqual({ ListNumbering: "Decimal" });
    expect(elementsOfType(tags, "TH")[0]!.attributes).toEqual({ Scope: "Row", ColSpan: "2" });
  });
});

describe("letters in the file", () => {
  it("are embedded subsets, each with its characters", async () => {
    const sheet = open();
    paintAll(sheet, setText(copy, text, 300, sheet.setting), { x: 60, y: 60 });
    const bytes = await finishSheet(sheet);
    const { fonts } = await describePdf(bytes);
    expect(fonts.map(({ name }) => name.slice(7))).toEqual([
      "SourceSerif4-Regular",
      "SourceSerif4-Italic",
      "SourceSerif4-SemiBold",
      "SourceSerif4-SemiBoldItalic",
      "LibreFranklin-Regular",
    ]);
    for (const font of fonts)
      expect(font).toMatchObject({ type: "CIDFontType2", embedded: true, subset: true, toUnicode: true });
    expect(bytes.length).toBeLessThan(60_000);
  });

  it("that look alike are told apart by who copies them", async () => {
    const sheet = open();
    // Small capitals of large and small letters, spaces that break and do not, hyphens likewise.
    const mixed = "a b\u00a0c d-e\u2011f µ μ";
    paintAll(sheet, setText(mixed, { ...text, align: "left" }, 500, sheet.setting), { x: 60, y: 60 });
    const { letters, surface } = sheet;
    const rich = setText("Unesco UNESCO", { ...text, align: "left" }, 500, sheet.setting);
    const style = letters.indexOf({ ...letters.styles[rich.segments[0]!.style]!, capitals: true });
    const small = { ...rich, segments: rich.segments.map((segment) => ({ ...segment, style })) };
    surface.paintLines(small, { from: 0, to: 1 }, { x: 60, y: 90 }, surface.newTag(surface.root, "P"));
    const { tags } = await describePdf(await finishSheet(sheet));
    expect(elementsOfType(tags, "P").map(textOfElement)).toEqual([mixed, "Unesco UNESCO"]);
  });

  it("that no font has are told, and leave the others whole", async () => {
    const sheet = open();
    paintAll(sheet, setText("One ⵣ two", text, 300, sheet.setting), { x: 60, y: 60 });
    expect(sheet.missing).toEqual([["ⵣ", "Source Serif 4", "One ⵣ two"]]);
    const { tags } = await describePdf(await finishSheet(sheet));
    expect(textOfElement(tags!)).toBe("One  two");
  });
});

const placed = () => ({
  name: "dunes.jpg",
  path: picture,
  widthPx: 1000,
  heightPx: 600,
  focusXPercent: 80,
  focusYPercent: 50,
});

describe("pictures", () => {
  it("cover their box, cropped to the focus, and are in the file once and whole", async () => {
    const sheet = open();
    const { surface } = sheet;
    surface.paintPicture(
      placed(),
      { x: 100, y: 200, width: 300, height: 300 },
      surface.newTag(surface.root, "Figure", { alt: "Dunes" }),
    );
    surface.paintPicture(placed(), { x: 100, y: 600, width: 300, height: 60 }, undefined);
    const bytes = await finishSheet(sheet);
    const { pages, tags } = await describePdf(bytes);
    const [first, second] = pages[0]!.pictures;
    expect(first!.area).toEqual({ x: 75, y: 150, width: 225, height: 225 });
    // 500 px wide, and moved as far as it goes: the focus at 400 of 500 px would stand in the middle only with white on the right.
    expect(first!.wholeArea).toEqual({ x: 75 - 150, y: 150, width: 375, height: 225 });
    expect(second!.area).toEqual({ x: 75, y: 450, width: 225, height: 45 });
    expect(second!.wholeArea).toMatchObject({ width: 225, height: 135, y: 450 - 45 });
    expect(first!.ppi).toBe(192);
    expect(first!.mcid).toBeDefined();
    expect(second!.mcid).toBeUndefined();
    expect(elementsOfType(tags, "Figure")).toHaveLength(1);
    expect(elementsOfType(tags, "Figure")[0]!.attributes.BBox).toBe("[ 75 466.89 300 691.89 ]");
    const file = await PDFDocument.load(bytes);
    const images = file.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream && object.dict.get(PDFName.of("Subtype")) === PDFName.of("Image")
          ? [object]
          : [],
      );
    expect(images).toHaveLength(1);
    expect((await sharp(images[0]!.contents).stats()).dominant).toMatchObject({ r: 184, g: 104 });
  });

  it("with transparent parts keep them", async () => {
    const sheet = open();
    const path = join(folder, "seal.png");
    await sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } })
      .png()
      .toFile(path);
    const { surface } = sheet;
    const seal = { ...placed(), name: "seal.png", path, widthPx: 40, heightPx: 40 };
    surface.paintPicture(
      seal,
      { x: 0, y: 0, width: 80, height: 80 },
      surface.newTag(surface.root, "Figure", { alt: "Seal" }),
    );
    const bytes = await finishSheet(sheet);
    expect((await describePdf(bytes)).pages[0]!.pictures[0]!.pixels).toEqual({ width: 40, height: 40 });
    expect(bytes.includes("/SMask")).toBe(true);
  });
});

describe("the file", () => {
  const paintSample = async (): Promise<Buffer> => {
    const sheet = open();
    const { surface } = sheet;
    surface.fill({ x: 0, y: 0, width: 200, height: 10 }, "#1b6a72");
    paintAll(sheet, setText(copy, text, 300, sheet.setting), { x: 60, y: 60 });
    surface.paintPicture(placed(), { x: 60, y: 700, width: 200, height: 300 }, undefined);
    return finishSheet(sheet);
  };

  it("is the same, byte for byte, of the same copy", async () => {
    const first = await paintSample();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(Buffer.compare(first, await paintSample())).toBe(0);
  });

  it("has pages of the trim, and nothing of pdfkit's that no reader needs", async () => {
    const bytes = await paintSample();
    const { pages, info, marked, version } = await describePdf(bytes);
    expect(version).toBe("1.7");
    expect(pages[0]!.mediaPt).toEqual([0, 0, pagePt.width, pagePt.height]);
    expect(pages[0]!.grounds[0]).toEqual({ area: { x: 0, y: 0, width: 150, height: 7.5 }, colour: "#1b6a72" });
    expect(marked).toBe(true);
    expect(info).toMatchObject({ Producer: "PDFKit", Creator: "pressday 0.1.0", CreationDate: "D:20261120060000Z" });
    const file = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(
      file.catalog
        .keys()
        .map((key) => key.decodeText())
        .sort(),
    ).toEqual([
      "Lang",
      "MarkInfo",
      "Metadata",
      "PageLabels",
      "PageLayout",
      "Pages",
      "StructTreeRoot",
      "Type",
      "ViewerPreferences",
    ]);
    expect(file.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict).has(PDFName.of("RoleMap"))).toBe(true);
  });

  it("cannot be painted in before its first page", () => {
    expect(() => openSheet(faces).surface.fill({ x: 0, y: 0, width: 1, height: 1 }, "#000000")).toThrow(/first page/);
  });
});
