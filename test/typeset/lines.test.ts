import { beforeAll, describe, expect, it } from "vitest";
import { breakParagraph, type Line, type ParagraphSettings, type Tools } from "../../src/typeset/index.js";
import { greedySpaces, lineSpaces, percentile } from "./greedy.js";
import { englishTools, justified, plain, ragged, readLines, readProse } from "./type.js";

const prose = readProse();
let tools: Tools;

beforeAll(async () => {
  tools = await englishTools();
});

/** Two columns, three columns, a drop cap of three lines, and ragged. */
const SETTINGS: Record<string, ParagraphSettings> = {
  "two columns": justified(307.5, 320),
  "three columns": justified(199.5, 212),
  "drop cap": justified(250, 250, 250, 320),
  ragged: ragged(212),
  "ragged with hyphens": { ...ragged(150), hyphenation: true },
  balanced: ragged(320, true),
};

const measureOf = (settings: ParagraphSettings, index: number): number =>
  settings.measuresPx[Math.min(index, settings.measuresPx.length - 1)]!;

describe.each(Object.entries(SETTINGS))("prose set in %s", (_, settings) => {
  let pages: { text: string; lines: Line[] }[];
  beforeAll(() => {
    pages = prose.map((text) => ({ text, lines: breakParagraph(plain(text), settings, tools) }));
  });

  it("holds every character once and in order, but for the spaces that breaks swallow", () => {
    for (const { text, lines } of pages) {
      let at = 0;
      for (const line of lines) {
        expect(text.slice(at, line.start).trim()).toBe("");
        at = line.end;
      }
      expect(at).toBe(text.length);
    }
  });

  it("keeps every line within its measure, at the width the measurer gives", () => {
    for (const { text, lines } of pages) {
      lines.forEach((line, index) => {
        const characters = text.slice(line.start, line.end) + (line.hyphen ? "-" : "");
        const spaces = characters.split(" ").length - 1;
        const natural = tools.measure(characters, 0);
        const tracked = natural + characters.length * line.letterSpacingPx + spaces * line.wordSpacingPx;
        expect(line.widthPx).toBeCloseTo(tracked, 3);
        expect(line.overfull).toBe(false);
        expect(line.widthPx).toBeLessThanOrEqual(measureOf(settings, index) - 0.04);
      });
    }
  });

  it("ends at most two lines in a row with a hyphen, and hyphenates no last word", () => {
    for (const { text, lines } of pages) {
      const read = readLines(plain(text), lines);
      read.forEach((_line, index) => {
        expect(read.slice(index, index + 3).filter((line) => line.endsWith("-")).length).toBeLessThan(3);
      });
      expect(text.slice(lines.at(-1)!.start - 1, lines.at(-1)!.start)).toMatch(/^[\s-]?$|^\p{L}$/u);
      const lastWord = text.split(" ").at(-1)!;
      expect(lines.some((line) => line.hyphen && line.end > text.length - lastWord.length)).toBe(false);
    }
  });

  it("leaves at least three letters of a word on both sides of a hyphen", () => {
    for (const { text, lines } of pages) {
      for (const { end } of lines.filter((line) => line.hyphen)) {
        expect(text.slice(end - 3, end + 3)).toMatch(/^\p{L}{6}$/u);
      }
    }
  });

  it("tracks within two hundredths of an em, and takes from spaces only what it must", () => {
    for (const { lines } of pages) {
      for (const line of lines) {
        expect(Math.abs(line.letterSpacingPx)).toBeLessThanOrEqual(0.02 * settings.fontSizePx);
        expect(line.wordSpacingPx).toBeLessThanOrEqual(0);
        expect(line.spaceRatio).toBeGreaterThan(0.77);
        if (!settings.justified) expect(line).toMatchObject({ letterSpacingPx: 0, wordSpacingPx: 0, spaceRatio: 1 });
      }
      expect(lines.at(-1)!.spaceRatio).toBeLessThanOrEqual(1);
    }
  });
});

describe("the grey of justified text", () => {
  it.each([
    { columns: 2, measurePx: 320, goal: 0.7 },
    { columns: 3, measurePx: 212, goal: 0.75 },
  ])("is evener than first-fit breaking's in $columns columns", ({ measurePx, goal }) => {
    const settings = justified(measurePx - 12.5, measurePx);
    const ours = prose.flatMap((text) => lineSpaces(text, breakParagraph(plain(text), settings, tools)));
    const theirs = prose.flatMap((text) => greedySpaces(plain(text), settings, tools));
    expect(percentile(ours, 0.95) / percentile(theirs, 0.95)).toBeLessThanOrEqual(goal);
    expect(percentile(ours, 0.95)).toBeLessThanOrEqual(measurePx === 320 ? 1.85 : 2.8);
  });

  it("hyphenates few lines, and names hardly ever", () => {
    const settings = justified(307.5, 320);
    const lines = prose.flatMap((text) => readLines(plain(text), breakParagraph(plain(text), settings, tools)));
    const hyphenated = lines.filter((line) => line.endsWith("-"));
    expect(hyphenated.length / lines.length).toBeLessThan(0.15);
    expect(hyphenated.filter((line) => /\p{Lu}\p{L}*-$/u.test(line)).length).toBeLessThan(hyphenated.length / 10);
  });

  it("avoids last lines that look lost", () => {
    const settings = justified(307.5, 320);
    const lasts = prose.map((text) => breakParagraph(plain(text), settings, tools).at(-1)!);
    expect(lasts.filter((line) => line.widthPx < 25)).toEqual([]);
  });
});
