import { describe, expect, it } from "vitest";
import { parseToUnicode } from "../../src/pdf/glyphText.js";

const parse = (map: string): [number, string][] => [...parseToUnicode(Buffer.from(map))];

describe("a ToUnicode map", () => {
  it("names glyphs one by one", () => {
    expect(parse("2 beginbfchar\n<0003> <0041>\n<0004> <D83DDE00>\nendbfchar")).toEqual([
      [3, "A"],
      [4, "\u{1f600}"],
    ]);
  });

  it("names ranges by their first", () => {
    expect(parse("1 beginbfrange\n<0003> <0005> <0041>\nendbfrange")).toEqual([
      [3, "A"],
      [4, "B"],
      [5, "C"],
    ]);
  });

  it("names ranges one by one, as pdfkit writes it, with spaces between units", () => {
    const map =
      "2 beginbfrange\n<0000> <0003> [<fffd> <0041> <0065 0301> <d83d de00>]\n<0100> <0101> <0061>\nendbfrange";
    expect(parse(map)).toEqual([
      [0, "\ufffd"],
      [1, "A"],
      [2, "e\u0301"],
      [3, "\u{1f600}"],
      [256, "a"],
      [257, "b"],
    ]);
  });
});
