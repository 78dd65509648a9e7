import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../src/article/index.js";
import {
  articleCopy,
  checkGlyphs,
  checkScripts,
  type FontFace,
  missingGlyphs,
  readFontFaces,
} from "../../src/fonts/index.js";

const FONTS = fileURLToPath(new URL("../../fonts", import.meta.url));

let faces: readonly FontFace[];
let scratch: string;
beforeAll(async () => {
  const read = await readFontFaces([FONTS]);
  expect(read.problems).toEqual([]);
  faces = read.faces;
  scratch = await mkdtemp(join(tmpdir(), "pressday-fonts-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const ofFamily = (family: string): FontFace[] => faces.filter((face) => face.family === family);

describe("the fonts that are shipped", () => {
  it("have the families, weights and slopes that layouts count on", () => {
    const styles = (family: string): string[] =>
      ofFamily(family)
        .map(({ weight, italic }) => `${weight}${italic ? "i" : ""}`)
        .sort();
    expect(styles("Source Serif 4")).toEqual(["400", "400i", "600", "600i", "700"]);
    expect(styles("Libre Franklin")).toEqual(["400", "400i", "500", "600", "700", "700i", "800"]);
    expect(styles("Instrument Serif")).toEqual(["400", "400i"]);
  });

  it("carry a licence in each folder and a line in the README", async () => {
    const readme = await readFile(join(FONTS, "README.md"), "utf8");
    for (const face of faces) {
      const licence = await readFile(join(face.path, "..", "OFL.txt"), "utf8");
      expect(licence).toContain("SIL OPEN FONT LICENSE Version 1.1");
      expect(readme).toContain(face.family);
    }
  });

  it("have the letters of French, Spanish and transliterated Arabic in the text family, in every style", () => {
    for (const face of ofFamily("Source Serif 4"))
      expect(missingGlyphs("ḥṣṭḍẓāīūʿʾǧčžšġḡḏṯẖḫçñœæ«»“”‘’–—…½²³′″€°\u00a0\u202f", [face])).toEqual([]);
  });

  it("do not have Arabic, Tifinagh and some letters of Berber yet", () => {
    expect(missingGlyphs("aⵣbعɣɛ", faces)).toEqual(["ⵣ", "ع", "ɣ", "ɛ"]);
  });
});

describe("readFontFaces", () => {
  it("gives the same list whatever the order on disk, and lets the first folder win", async () => {
    const mine = join(scratch, "mine");
    await mkdir(mine);
    await cp(join(FONTS, "libre-franklin/LibreFranklin-ExtraBold.ttf"), join(mine, "Own.ttf"));
    const { faces: both } = await readFontFaces([mine, FONTS]);
    expect(both.length).toBe(faces.length);
    expect(both.find(({ family, weight }) => family === "Libre Franklin" && weight === 800)?.fileName).toBe("Own.ttf");
  });

  it("takes a folder that is not there as one without fonts", async () => {
    expect(await readFontFaces([join(scratch, "nowhere")])).toEqual({ faces: [], problems: [] });
  });

  it("refuses variable fonts and files that are none", async () => {
    const folder = join(scratch, "bad");
    await mkdir(folder);
    const font = await readFile(join(FONTS, "libre-franklin/LibreFranklin-ExtraBold.ttf"));
    await writeFile(join(folder, "a-cut.ttf"), font.subarray(0, 300));
    await writeFile(join(folder, "b-text.ttf"), "<html>not found</html>");
    await writeFile(join(folder, "c-empty.otf"), "");
    await writeFile(join(folder, "d-variable.ttf"), withTableNamed(font, "OS/2", "fvar"));
    await writeFile(join(folder, "notes.txt"), "not looked at");
    const read = await readFontFaces([folder]);
    expect(read.faces).toEqual([]);
    expect(read.problems.map(({ code, place }) => [code, place?.file.split(/[\\/]/).at(-1)])).toEqual([
      ["FONT_UNREADABLE", "a-cut.ttf"],
      ["FONT_UNREADABLE", "b-text.ttf"],
      ["FONT_UNREADABLE", "c-empty.otf"],
      ["FONT_VARIABLE", "d-variable.ttf"],
    ]);
  });
});

/** The font with one more table in its directory, which shares the bytes of another: enough to look variable. */
function withTableNamed(font: Buffer, tag: string, added: string): Buffer {
  const count = font.readUInt16BE(4);
  const directory = font.subarray(12, 12 + 16 * count);
  const at = [...Array(count).keys()].find((i) => directory.toString("latin1", 16 * i, 16 * i + 4) === tag)!;
  const record = Buffer.from(directory.subarray(16 * at, 16 * at + 16));
  record.write(added, 0, "latin1");
  const shifted = Buffer.from(directory);
  const head = Buffer.from(font.subarray(0, 12));
  head.writeUInt16BE(count + 1, 4);
  const all = [shifted, record];
  for (const part of all)
    for (let i = 0; i < part.length; i += 16) part.writeUInt32BE(part.readUInt32BE(i + 8) + 16, i + 8);
  return Buffer.concat([head, ...all, font.subarray(12 + 16 * count)]);
}

describe("missingGlyphs", () => {
  it("puts letter and mark together, and wants no glyph for what shows nothing", () => {
    const instrument = ofFamily("Instrument Serif");
    expect(missingGlyphs("ǧ", instrument)).toEqual([]);
    expect(missingGlyphs("ḥ", instrument)).toEqual(["ḥ"]);
    expect(missingGlyphs("a\u200d\u200c\ufe0f\u00a0\u2009\u202f\n\tb", instrument)).toEqual([]);
    expect(missingGlyphs("\ue000😀", faces)).toEqual(["\ue000", "😀"]);
  });
});

describe("checkGlyphs", () => {
  it("tells each character once, where it first stands", () => {
    const place = (line: number) => ({ file: "articles/wells.md", line });
    const article: Article = {
      slug: "wells",
      path: "/issue/articles/wells.md",
      name: "articles/wells.md",
      headline: [{ kind: "text", text: "The quiet wells" }],
      byline: "ⵣ",
      places: { byline: place(3) },
      sources: [],
      language: "en-GB",
      body: [
        {
          kind: "paragraph",
          place: place(7),
          content: [{ kind: "strong", content: [{ kind: "text", text: "ماء ⵣ" }] }],
        },
        { kind: "paragraph", place: place(9), content: [{ kind: "text", text: "ماء" }] },
      ],
      words: 6,
    };
    const problems = checkGlyphs([articleCopy(article)], faces);
    expect(problems.map(({ code, severity, place }) => [code, severity, place?.line])).toEqual([
      ["GLYPH_MISSING", "error", 3],
      ["GLYPH_MISSING", "error", 7],
      ["GLYPH_MISSING", "error", 7],
      ["GLYPH_MISSING", "error", 7],
    ]);
    expect(problems[0]!.message).toMatch(/U\+2D63, Tifinagh.*articles\/wells\.md/);
    for (const family of ["Source Serif 4", "Libre Franklin", "Instrument Serif"])
      expect(problems[0]!.message).toContain(family);
  });
});

describe("checkScripts", () => {
  const scriptsIn = (...texts: readonly string[]): readonly string[] => {
    const words = texts.map((text, index) => ({ text, place: { file: "wells.md", line: index + 1 } }));
    return checkScripts([{ name: "wells.md", words }]).map(
      ({ code, place, message }) => `${code} ${place?.line} ${/browser (.+?) cannot/.exec(message)?.[1]}`,
    );
  };

  it("tells each script whose letters join, change places or run from right to left once, where it first stands", () => {
    expect(scriptsIn("The water", "of مَاء and water", "مَاءٌ، or מים")).toEqual([
      "SCRIPT_NEEDS_BROWSER 2 Arabic",
      "SCRIPT_NEEDS_BROWSER 3 Hebrew",
    ]);
  });

  it.each([
    ["Arabic", "ﻻ"],
    ["Arabic", "؟"],
    ["Syriac", "ܡܝܐ"],
    ["Thaana", "ފެން"],
    ["N'Ko", "ߖߌ"],
    ["Adlam", "𞤲𞤣𞤭𞤴𞤢𞤥"],
    ["Devanagari", "पानी"],
    ["Tamil", "நீர்"],
    ["Thai", "น้ำ"],
    ["a script that joins letters or runs from right to left", "𐤌𐤌"],
    ["a script that joins letters or runs from right to left", "𑀚𑀮"],
  ])("knows %s in %s", (name, text) => {
    expect(scriptsIn(text)).toEqual([`SCRIPT_NEEDS_BROWSER 1 ${name}`]);
  });

  it("lets pass what is set letter by letter, and marks, signs and pictograms", () => {
    const latin = "ḥṣṭḍẓāīūʿʾǧ h\u0323 čžš çñœæ «“½ 20\u202f000\u00a0€ ฿ ₹ a\u200db \ufeff 😀 ﬁ";
    expect(scriptsIn(latin, "Ύδωρ вода ⴰⵎⴰⵏ ውሃ 水 みず 물 ᏗᎹ ꭰ წყალი")).toEqual([]);
  });
});
