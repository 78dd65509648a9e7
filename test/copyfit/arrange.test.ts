import { describe, expect, it } from "vitest";
import { arrangementsOf, barestCopy } from "../../src/copyfit/arrange.js";
import type { MeasuredCopy, Unit } from "../../src/copyfit/units.js";

const base = {
  wrappers: [],
  article: "dunes",
  language: "en",
  before: 0,
  after: 0,
  keep: false,
  keepAbove: false,
  movable: false,
  optional: false,
};

const paragraph = (text: string, more: object = {}): Unit =>
  ({ ...base, kind: "paragraph", words: () => text, dropLines: 0, set: { text }, ...more }) as unknown as Unit;
const quote = (text: string): Unit =>
  ({ ...base, kind: "solid", words: () => text, movable: true, lines: 3, stretch: 2 }) as unknown as Unit;
const picture = (caption: string, optional = false): Unit =>
  ({ ...base, kind: "figure", words: () => caption, optional, sizes: [] }) as unknown as Unit;

const copyOf = (...units: Unit[]): MeasuredCopy =>
  ({
    units,
    characters: units.map((unit) => unit.words().replace(/\s+/g, "")).join(""),
  }) as unknown as MeasuredCopy;

const made = (copy: MeasuredCopy): string[] =>
  arrangementsOf(copy).map(({ make }) => {
    const { units, rearranged } = make();
    return `${rearranged}: ${units.map((unit) => unit.words()).join(" ")}`;
  });

describe("other arrangements of a story's copy", () => {
  it("have a pull quote a paragraph lower or higher, between two paragraphs of text", () => {
    const [one, two, three, four] = ["One", "Two", "Three", "Four"].map((text) => paragraph(text));
    expect(made(copyOf(one!, two!, quote("Sand!"), three!, four!))).toEqual([
      "pull quote a paragraph lower: One Two Three Sand! Four",
      "pull quote a paragraph higher: One Sand! Two Three Four",
    ]);
    expect(made(copyOf(one!, quote("Sand!"), two!))).toEqual([]);
  });

  it("do not part a question from its answer, an opening letter from its page, or a box from what is in it", () => {
    const bound = [{ keep: true }, { dropLines: 3 }, { wrappers: [{}] }, { article: "wells" }, { keepAbove: true }];
    for (const how of bound) {
      const copy = copyOf(paragraph("One", how), paragraph("Two", how), quote("Sand!"), paragraph("Three", how));
      expect(made(copy)).toEqual([]);
    }
  });

  it("leave out a pull quote only where the text has its words", () => {
    const text = "They say that “sand remembers”, and so it does.";
    expect(made(copyOf(paragraph(text), quote("‘Sand remembers’")))).toEqual([]);
    const copy = copyOf(paragraph(text), quote("“sand remembers…”"));
    expect(made(copy)).toEqual([`pull quote left out: ${text}`]);
    expect(arrangementsOf(copy)[0]!.make().characters).toBe(text.replace(/\s+/g, ""));
  });

  it("leave out pictures only where the editor allows it, each by itself and all at once", () => {
    const copy = copyOf(picture("Dune"), picture("Well", true), paragraph("One"), picture("Map", true));
    expect(made(copy)).toEqual([
      "optional picture 1 left out: Dune One Map",
      "optional picture 2 left out: Dune Well One",
    ]);
    expect(barestCopy(copy)!.copy).toMatchObject({ characters: "DuneOne", rearranged: "2 optional pictures left out" });
    expect(barestCopy(copyOf(picture("Dune")))).toBeUndefined();
  });
});
