import { readFileSync } from "node:fs";
import { join } from "node:path";
// @ts-expect-error The package has no types of its own.
import { create } from "fontkit";
import type { FontkitFont } from "pdfkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { FontFace } from "../../../src/fonts/index.js";
import { nearestFace } from "../../../src/print/pdfkit/faces.js";
import { letterStyle, openSheet, readFaces, type Sheet } from "./sheet.js";

const root = join(import.meta.dirname, "../../..");

let faces: readonly FontFace[];
let sheet: Sheet;

beforeAll(async () => {
  faces = await readFaces();
});

const fresh = (): Sheet => {
  sheet = openSheet(faces);
  return sheet;
};

const width = (text: string, changes: Parameters<typeof letterStyle>[0] = {}): number =>
  sheet.letters.measure(text, sheet.letters.indexOf(letterStyle(changes)));

/** Px at a size of 100. */
const shapedWidth = (font: FontkitFont, line: string, features: Readonly<Record<string, boolean>>): number =>
  (font.layout(line, features).positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / font.unitsPerEm) * 100;

/** Paragraphs of the sample issue. */
const paragraphs = (): string[] =>
  ["foggara.md", "deglet-nour.md"]
    .flatMap((file) => readFileSync(join(root, "issues/2026-W47/articles", file), "utf8").split(/\n+/))
    .filter((line) => line.length > 100);

describe("the face for a style", () => {
  const pick = (family: string, weight: number, italic = false): string | undefined => {
    const face = nearestFace(faces, { family, weight, italic });
    return face && `${face.weight}${face.italic ? " italic" : ""}`;
  };

  it("has the nearest weight, as CSS has it", () => {
    expect(pick("Libre Franklin", 500)).toBe("500");
    expect(pick("Libre Franklin", 300)).toBe("400");
    expect(pick("Libre Franklin", 900)).toBe("800");
    expect(pick("Libre Franklin", 650)).toBe("700");
    expect(pick("Source Serif 4", 500)).toBe("400");
    expect(pick("Source Serif 4", 450)).toBe("400");
    expect(pick("Source Serif 4", 800)).toBe("700");
    expect(pick("Instrument Serif", 700)).toBe("400");
  });

  it("is slanted where the family has such", () => {
    expect(pick("Source Serif 4", 700, true)).toBe("600 italic");
    expect(pick("Source Serif 4", 400, true)).toBe("400 italic");
    expect(pick("Libre Franklin", 700, true)).toBe("700 italic");
    expect(pick("Libre Franklin", 500, true)).toBe("400 italic");
    expect(pick("Nobody's", 400)).toBeUndefined();
  });

  it("must be there", () => {
    expect(() => fresh().letters.indexOf(letterStyle({ family: "Nobody's" }))).toThrow(/Nobody's/);
  });
});

describe("widths", () => {
  const features = { liga: false, clig: false, dlig: false, calt: false };

  it("are those that a shaper gives to whole lines, kerning and all", () => {
    fresh();
    const lines = [
      ...paragraphs(),
      "AVATAR, “Tomorrow” — W. Yeats; ‘To’ 1,117 (P.T.O.) Łódź, Ñandú, naïve œuvre: 50 % of £3.50 → L’Été",
    ];
    expect(lines.length).toBeGreaterThan(5);
    for (const [family, weight, italic] of [
      ["Source Serif 4", 400, false],
      ["Source Serif 4", 400, true],
      ["Source Serif 4", 600, false],
      ["Libre Franklin", 700, false],
      ["Instrument Serif", 400, false],
    ] as const) {
      const face = nearestFace(faces, { family, weight, italic })!;
      const font = create(readFileSync(face.path)) as FontkitFont;
      for (const line of lines) {
        // What the face lacks is borrowed, and not the matter here.
        const plain = Array.from(line, (letter) =>
          font.hasGlyphForCodePoint(letter.codePointAt(0)!) ? letter : "",
        ).join("");
        expect(width(plain, { family, weight, italic })).toBeCloseTo(shapedWidth(font, plain, features), 2);
      }
    }
  });

  it("are the same whether a text was read beforehand or is met letter by letter", () => {
    const line = "Waves of Tuareg caravans: “Avoid Taghaza,” they wrote in 1352.";
    fresh();
    const met = width(line);
    fresh();
    sheet.letters.prepare(line, sheet.letters.indexOf(letterStyle()));
    expect(width(line)).toBe(met);
  });

  it("are proportional to the size, and tracking comes to every letter", () => {
    fresh();
    expect(width("Waves", { sizePx: 13.6 })).toBeCloseTo(width("Waves") * 0.136, 6);
    expect(width("Waves", { trackingEm: 0.02 })).toBeCloseTo(width("Waves") + 5 * 2, 6);
    expect(width("x\u0301x", { trackingEm: 0.02 })).toBeCloseTo(width("x\u0301x") + 2 * 2, 6);
  });

  it("follow the kind of figures", () => {
    fresh();
    const digits = [..."0123456789"];
    expect(new Set(digits.map((digit) => width(digit, { figures: "tabular" }))).size).toBe(1);
    expect(new Set(digits.map((digit) => width(digit, { figures: "oldstyle" }))).size).toBeGreaterThan(3);
    expect(width("1117", { figures: "oldstyle" })).toBeLessThan(width("1117", { figures: "tabular" }));
  });

  it("of small capitals are smaller, where the font has them", () => {
    fresh();
    expect(width("UNESCO", { capitals: true })).toBeLessThan(width("UNESCO") * 0.95);
    expect(width("UNESCO", { capitals: true, italic: true })).toBe(width("UNESCO", { italic: true }));
    expect(width("UNESCO", { capitals: true, family: "Libre Franklin" })).toBe(
      width("UNESCO", { family: "Libre Franklin" }),
    );
  });

  it("of a style without letters are as told", () => {
    const { letters } = fresh();
    const mark = letters.fixed(13);
    expect(letters.measure("\u25a0", mark)).toBe(13);
    expect(letters.measure("", mark)).toBe(0);
  });
});

describe("characters that a face lacks", () => {
  it("are borrowed from the other families, in their weight", () => {
    fresh();
    const face = nearestFace(faces, { family: "Source Serif 4", weight: 700, italic: false })!;
    const font = create(readFileSync(face.path)) as FontkitFont;
    const greek = shapedWidth(font, "λόγος", {});
    expect(font.hasGlyphForCodePoint(0x3bb)).toBe(true);
    expect(width("λόγος", { family: "Instrument Serif", weight: 700 })).toBeCloseTo(greek, 3);
    expect(sheet.missing).toEqual([]);
  });

  it("are put together from letter and mark, and drawn by those that stand in for them", () => {
    fresh();
    expect(width("x\u0301")).toBeCloseTo(width("x"), 6);
    expect(width("re\u2011do")).toBeCloseTo(width("re") + width("-") + width("do"), 6);
    expect(width("\u2003", { family: "Instrument Serif" })).toBeGreaterThan(0);
    expect(width("a\u200db\ufe0f")).toBeCloseTo(width("ab"), 6);
  });

  it("are told once where no face has them, and take no room", () => {
    const { letters, missing } = fresh();
    const style = letters.indexOf(letterStyle());
    letters.prepare("The word ⵣ stands for the free people; ⵣ again, and 水 too.\u200b\u2060 Nothing else.", style);
    letters.prepare("Once more ⵣ.", style);
    expect(missing.map(([character, family]) => [character, family])).toEqual([
      ["ⵣ", "Source Serif 4"],
      ["水", "Source Serif 4"],
    ]);
    expect(missing[0]![2]).toMatch(/^The word ⵣ stands/);
    expect(missing[1]![2]).toContain("and 水 too.");
    expect(letters.measure("ⵣ", style)).toBe(0);
    expect(letters.measure("aⵣ", style)).toBe(letters.measure("a", style));
  });
});

describe("heights", () => {
  it("place the baseline where Chromium 143 places it", () => {
    const { letters } = fresh();
    const cases = [
      ["Source Serif 4", 400, 13.6, 18, 13],
      ["Source Serif 4", 600, 43, 45, 37],
      ["Source Serif 4", 400, 18, 25, 18],
      ["Source Serif 4", 600, 67, 54, 49],
      ["Source Serif 4", 400, 12, 16, 11],
      ["Libre Franklin", 400, 10.6, 14, 10],
      ["Libre Franklin", 400, 9.2, 14, 9],
      ["Libre Franklin", 800, 150, 134, 121],
      ["Instrument Serif", 400, 29, 32, 26],
    ] as const;
    for (const [family, weight, sizePx, linePx, baseline] of cases)
      expect([
        family,
        sizePx,
        letters.baselinePx(letters.indexOf(letterStyle({ family, weight, sizePx })), linePx),
      ]).toEqual([family, sizePx, baseline]);
  });

  it("of capitals are the font's", () => {
    const { letters } = fresh();
    expect(letters.capHeightPx(letters.indexOf(letterStyle()))).toBeCloseTo(67, 6);
    expect(letters.capHeightPx(letters.indexOf(letterStyle({ family: "Libre Franklin" })))).toBeCloseTo(74.2, 6);
  });
});
