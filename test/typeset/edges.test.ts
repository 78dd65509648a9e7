import { describe, expect, it } from "vitest";
import { breakParagraph, breakVariants, type ParagraphCopy, type Tools } from "../../src/typeset/index.js";
import { justified, monoMeasure, plain, ragged, readLines } from "./type.js";

const none: Tools = { measure: monoMeasure, hyphenate: () => [] };
const everywhere: Tools = {
  measure: monoMeasure,
  hyphenate: (word) => [...word].map((_, at) => at).slice(3, -2),
};
const read = (text: string, settings: Parameters<typeof breakParagraph>[1], tools = none): string[] =>
  readLines(plain(text), breakParagraph(plain(text), settings, tools));

describe("paragraphs at the edge", () => {
  it.each(["", " ", "   \n  ", "\n"])("sets nothing of %j", (text) => {
    expect(breakParagraph(plain(text), justified(100), none)).toEqual([]);
    expect(breakVariants(plain(text), justified(100), none).natural.lines).toEqual([]);
  });

  it("sets no runs, and empty runs", () => {
    expect(breakParagraph({ runs: [] }, justified(100), none)).toEqual([]);
    const runs = ["", "word", "", " and", ""].map((text, style) => ({ text, style, hyphenate: true }));
    expect(readLines({ runs }, breakParagraph({ runs }, justified(100), none))).toEqual(["word and"]);
  });

  it("sets one letter", () => {
    expect(breakParagraph(plain("I"), justified(100), none)).toEqual([
      {
        start: 0,
        end: 1,
        hyphen: false,
        letterSpacingPx: 0,
        wordSpacingPx: 0,
        widthPx: 10,
        spaceRatio: 1,
        ragged: false,
        hangLeftPx: 0,
        hangRightPx: 0,
        overfull: false,
      },
    ]);
  });

  it("marks a word that nothing can break, and goes on", () => {
    const long = "x".repeat(200);
    const lines = breakParagraph(plain(`a word ${long} and more`), justified(300), none);
    expect(lines.map((line) => line.overfull)).toEqual([false, true, false]);
    expect(readLines(plain(`a word ${long} and more`), lines)[1]).toBe(long);
    expect(breakParagraph(plain(long), ragged(300), none)).toMatchObject([{ overfull: true, widthPx: 2000 }]);
  });

  it("breaks a long word at hyphens, even more than two in a row, before it lets it stand out", () => {
    const lines = breakParagraph(plain(`${"x".repeat(200)} end`), justified(300), everywhere);
    expect(lines.every((line) => !line.overfull && line.widthPx <= 300)).toBe(true);
    expect(lines.length).toBe(7);
  });

  it("never breaks at no-break spaces and word joiners", () => {
    const text = "10\u00a0km\u202fto\u00a0the\u00a0sea no\u2060break";
    expect(read(text, ragged(120))).toEqual(["10\u00a0km\u202fto\u00a0the\u00a0sea", "no\u2060break"]);
  });

  it("widens the no-break space with the others", () => {
    const [line] = breakParagraph(plain("a\u00a0bc def gh ij kl mn"), justified(150), none);
    expect(line!.end).toBe("a\u00a0bc def gh ij".length);
    expect(line!.letterSpacingPx + line!.wordSpacingPx).toBeLessThanOrEqual(0);
  });

  it("breaks at line feeds and leaves their lines unjustified", () => {
    const lines = breakParagraph(plain("first line \n second\n\nlast"), justified(200), none);
    expect(readLines(plain("first line \n second\n\nlast"), lines)).toEqual(["first line", "second", "", "last"]);
    expect(lines.every((line) => line.spaceRatio === 1)).toBe(true);
  });

  it("sets narrower than any word", () => {
    const lines = breakParagraph(plain("some words here"), justified(5), none);
    expect(lines.map((line) => line.overfull)).toEqual([true, true, true]);
  });

  it("sets lines of one word without a space to stretch", () => {
    const lines = breakParagraph(plain("wonderful wonderful wonderful"), justified(110), none);
    expect(lines.map((line) => line.spaceRatio)).toEqual([1, 1, 1]);
    expect(lines.every((line) => line.widthPx <= 110)).toBe(true);
  });

  it("joins runs that no space parts, and hyphenates across them", () => {
    const copy: ParagraphCopy = {
      runs: [
        { text: "an extra", style: 0, hyphenate: true },
        { text: "ordinary", style: 1, hyphenate: true },
        { text: " day", style: 0, hyphenate: true },
      ],
    };
    const asked: string[] = [];
    const tools: Tools = {
      measure: (text, style) => text.length * (style === 1 ? 8 : 10),
      hyphenate: (word) => {
        asked.push(word);
        return [5, 10];
      },
    };
    const lines = breakParagraph(copy, { ...ragged(130), hyphenation: true }, tools);
    expect(asked).toEqual(["extraordinary"]);
    expect(readLines(copy, lines)).toEqual(["an extraordin-", "ary day"]);
    expect(lines[0]!.widthPx).toBe(80 + 5 * 8 + 8);
  });

  it("tracks no joined script, and breaks ideographs anywhere but before their points", () => {
    const arabic = "وصلت القافلة إلى المدينة القديمة قبل غروب الشمس بقليل ثم دخلت السوق";
    const lines = breakParagraph(plain(arabic), justified(160), none);
    expect(lines.every((line) => line.letterSpacingPx === 0)).toBe(true);
    expect(read("風が砂を運ぶ。海まで、遠い。", ragged(75))).toEqual(["風が砂を運ぶ。", "海まで、遠い。"]);
    expect(read("🐪".repeat(30), justified(100))).toHaveLength(1);
  });
});

describe("where a line may end inside a word", () => {
  const narrow = ragged(5);
  it.each([
    ["camel-driver", ["camel-", "driver"]],
    ["-option --long", ["-option", "--long"]],
    ["(Franco-)Tunisian", ["(Franco-)Tunisian"]],
    ["Morocco–Algeria", ["Morocco–", "Algeria"]],
    ["one—“two”—three", ["one—", "“two”—", "three"]],
    ["—dijo", ["—dijo"]],
    ["and/or", ["and/", "or"]],
    ["non\u2011breaking", ["non\u2011breaking"]],
    ["zero\u200bwidth", ["zero\u200b", "width"]],
    ["www.example.org/long/way", ["www.", "example.", "org/", "long/", "way"]],
    ["https://example.org/?a=b&cd=e.", ["https://", "example.", "org/?", "a=b&", "cd=e."]],
  ])("%s", (text, lines) => {
    expect(read(text, narrow)).toEqual(lines);
  });

  it("keeps numbers and single letters together while there is room", () => {
    expect(read("in 1990–95 or", ragged(80))).toEqual(["in", "1990–95", "or"]);
    expect(read("an e-mail", ragged(65))).toEqual(["an", "e-mail"]);
  });

  it("breaks no word of a run that is to stay whole, but its address", () => {
    const run = (text: string) => ({ runs: [{ text, style: 0, hyphenate: false }] });
    expect(readLines(run("a-file-name x"), breakParagraph(run("a-file-name x"), ragged(50), everywhere))).toEqual([
      "a-file-name",
      "x",
    ]);
    expect(breakParagraph(run("www.example.org"), ragged(125), everywhere).length).toBe(2);
  });

  it("hyphenates a compound at its own hyphen, and a name only in need", () => {
    const settings = { ...ragged(145), hyphenation: true };
    expect(read("the camelback-drivers go", settings, everywhere)[0]).toBe("the camelback-");
    const tools: Tools = { measure: monoMeasure, hyphenate: (word) => (word.length > 8 ? [5] : []) };
    const text = "we saw in Marrakech that wonderful big old thing again";
    expect(read(text, { ...ragged(170), hyphenation: true }, tools).join("|")).not.toMatch(/Marra-/);
  });

  it("never starts a line with a dash", () => {
    expect(read("some words – and others", ragged(110))).toEqual(["some", "words –", "and others"]);
  });
});

describe("headlines", () => {
  it("take the fewest lines, evenly", () => {
    expect(read("Salt roads across the sea of sand", ragged(280, true))).toEqual([
      "Salt roads across",
      "the sea of sand",
    ]);
  });
  it("leave no word alone on the last line", () => {
    expect(read("Seven ways to cook lentils", ragged(190, true))).toEqual(["Seven ways", "to cook lentils"]);
  });
  it("do not end a line with a short function word", () => {
    expect(read("Life along the dry bed of rivers", ragged(190, true)).some((line) => / (the|of)$/.test(line))).toBe(
      false,
    );
  });
});
