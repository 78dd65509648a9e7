import { describe, expect, it } from "vitest";
import { readPieces } from "../../src/pdf/content.js";
import { parseToUnicode } from "../../src/pdf/glyphText.js";
import { joinParts } from "../../src/pdf/join.js";
import { parseMark } from "../../src/pdf/marks.js";
import { settleTags } from "../../src/pdf/settle.js";
import { latin1, readValue, textOf } from "../../src/pdf/syntax.js";
import { type Content, isTag, type Kid, type Tag } from "../../src/pdf/tags.js";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("parseMark", () => {
  it.each([
    ["en-GB", "en-GB", undefined, undefined],
    ["en-GB-x-k12", "en-GB", "k12", undefined],
    ["fr-x-k3-cap", "fr", "k3", "Caption"],
    ["x-lbl", undefined, undefined, "Lbl"],
    [undefined, undefined, undefined, undefined],
    ["en-x-unknown", "en", undefined, undefined],
  ])("reads %s", (lang, language, key, role) => {
    expect(parseMark(lang)).toEqual({ language, key, role });
  });
});

describe("readValue", () => {
  it("reads what Skia writes in its tag tree", () => {
    const value = readValue({
      bytes: bytes("<</S /P#20Q /K [1 12 0 R <</MCID 3>>] /Alt <FEFF00E9> /E (a\\)\\050\\n) /V -1.5 /N null>>"),
      at: 0,
    });
    const { S, K, Alt, E, V, N } = (value as never as { entries: Record<string, never> }).entries;
    expect(S).toEqual({ kind: "name", name: "P Q" });
    expect(K).toEqual([1, { kind: "ref", number: 12 }, { kind: "record", entries: { MCID: 3 } }]);
    expect(textOf((Alt as { bytes: Uint8Array }).bytes)).toBe("é");
    expect(latin1((E as { bytes: Uint8Array }).bytes)).toBe("a)(\n");
    expect([V, N]).toEqual([-1.5, null]);
  });
});

describe("readPieces", () => {
  const read = (content: string) =>
    readPieces(bytes(content), new Set(["F1"])).map(({ mcid, open, close, text, picture, path, forms }) => ({
      mcid,
      covers: content.slice(open[1], close[0]),
      wraps: content.slice(open[0], close[1]),
      paints: [text && "text", picture && "picture", path && "path", ...forms].filter(Boolean),
    }));

  it("tells marked content from what stands outside", () => {
    const pieces = read("q /P <</MCID 7 >>BDC BT (EMC) Tj ET EMC Q 0 0 5 5 re f 1 0 0 rg BT <0A> Tj ET q");
    expect(pieces).toMatchObject([
      { mcid: 7, covers: " BT (EMC) Tj ET ", paints: ["text"] },
      { mcid: undefined, wraps: "0 0 5 5 re f 1 0 0 rg BT <0A> Tj ET", paints: ["text", "path"] },
    ]);
  });

  it("passes over artifacts, clips and marks without numbers", () => {
    expect(read("/Artifact BMC BT (x) Tj ET EMC 0 0 1 1 re W n")).toEqual([]);
    expect(read("/P <</MCID 0>>BDC BT /Span <</ActualText (>> BDC)>> BDC (x) Tj EMC ET EMC")).toMatchObject([
      { mcid: 0, paints: ["text"] },
    ]);
  });

  it("lets a form stand alone, since it may hold marks of its own", () => {
    expect(read("0 0 1 1 re f /F1 Do /X2 Do")).toMatchObject([
      { wraps: "0 0 1 1 re f", paints: ["path"] },
      { wraps: "/F1 Do", paints: ["F1"] },
      { wraps: "/X2 Do", paints: ["picture"] },
    ]);
  });

  it("finds what shows of a picture", () => {
    const [piece] = readPieces(
      bytes("/Figure <</MCID 0>>BDC q 2 0 0 2 10 10 cm 0 0 20 20 re W n 100 0 0 100 -5 -5 cm /X Do Q EMC"),
      new Set(),
    );
    expect(piece!.box).toEqual([10, 10, 50, 50]);
  });

  it("skips the pixels of inline pictures", () => {
    expect(read("BI /W 1 ID \x00EMC BT EIx EI /P <</MCID 1>>BDC 0 0 1 1 re f EMC")).toMatchObject([
      { mcid: undefined, paints: ["picture"] },
      { mcid: 1, paints: ["path"] },
    ]);
  });
});

it("parseToUnicode reads lists and ranges", () => {
  const glyphs = parseToUnicode(
    bytes("1 beginbfchar\n<0001> <00660069>\nendbfchar 1 beginbfrange\n<0010> <0012> <0041>\nendbfrange"),
  );
  expect([1, 16, 17, 18, 19].map((glyph) => glyphs.get(glyph))).toEqual(["fi", "A", "B", "C", undefined]);
});

const tag = (type: string, kids: readonly Kid[], more: Partial<Tag> = {}): Tag => ({
  type,
  key: undefined,
  firm: false,
  language: undefined,
  alt: undefined,
  table: {},
  kids: [...kids],
  ...more,
});
const words = (mcid: number): Content => ({ type: "content", page: 1, mcid });
const line = (mcid: number): Tag => tag("NonStruct", [words(mcid)]);
const outline = (of: Kid): unknown =>
  isTag(of) ? [of.type, ...of.kids.map(outline)] : of.type === "content" ? of.mcid : "→";

describe("joinParts", () => {
  it("joins parts at every depth, wherever the first stands", () => {
    const root = tag("Document", [
      tag("Art", [tag("P", [line(1)], { key: "k2" }), tag("Figure", [words(2)])], { key: "k1" }),
      tag("Art", [tag("Div", [tag("P", [line(3)], { key: "k2" })]), tag("P", [line(4)])], { key: "k1" }),
      tag("P", [line(5)], { type: "skip" }),
    ]);
    joinParts(root);
    expect(outline(settleTags(root))).toEqual(["Document", ["Art", ["P", 1, 3], ["Figure", 2], ["P", 4]]]);
  });
});

describe("settleTags", () => {
  const settle = (kids: readonly Kid[]) => outline(settleTags(tag("Document", kids)));

  it("dissolves wrappers and puts bare text in paragraphs", () => {
    expect(
      settle([tag("NonStruct", [tag("Div", [line(1), tag("Em", [line(2)])]), tag("NonStruct", [line(3)])])]),
    ).toEqual(["Document", ["P", 1, ["Em", 2]], ["P", 3]]);
  });

  it("drops what is empty, but for cells", () => {
    expect(
      settle([tag("L", [tag("LI", [])]), tag("Table", [tag("TR", [tag("TD", []), tag("TD", [line(1)])])])]),
    ).toEqual(["Document", ["Table", ["TR", ["TD"], ["TD", 1]]]]);
  });

  it("gives list items label and body", () => {
    expect(settle([tag("L", [tag("LI", [tag("Lbl", [line(1)]), line(2), tag("L", [tag("LI", [line(3)])])])])])).toEqual(
      ["Document", ["L", ["LI", ["Lbl", 1], ["LBody", 2, ["L", ["LI", ["LBody", 3]]]]]]],
    );
  });

  it("makes a division of a figure with caption, and one Figure of the picture", () => {
    const figure = tag("Figure", [
      tag("Div", [tag("Figure", [words(1)], { alt: "x" })]),
      tag("NonStruct", [line(2), line(3)]),
    ]);
    expect(settle([figure])).toEqual(["Document", ["Div", ["Figure", 1], ["Caption", 2, 3]]]);
  });

  it("puts a table's caption first", () => {
    expect(settle([tag("Table", [tag("TR", [tag("TD", [line(1)])]), tag("Caption", [line(2)])])])).toEqual([
      "Document",
      ["Table", ["Caption", 2], ["TR", ["TD", 1]]],
    ]);
  });
});
