import { beforeAll, describe, expect, it } from "vitest";
import {
  breakParagraph,
  breakVariants,
  type Line,
  type ParagraphSettings,
  type ParagraphVariants,
  type Tools,
} from "../../src/typeset/index.js";
import { englishTools, justified, plain, ragged, readLines, readProse } from "./type.js";

const prose = readProse();
let tools: Tools;
beforeAll(async () => {
  tools = await englishTools();
});

const SETTINGS: Record<string, ParagraphSettings> = {
  "two columns": { ...justified(307.5, 320), hanging: true },
  "three columns": justified(199.5, 212),
  "drop cap": justified(250, 250, 250, 320),
  ragged: ragged(212),
};

const measureOf = ({ measuresPx }: ParagraphSettings, index: number): number =>
  measuresPx[Math.min(index, measuresPx.length - 1)]!;
const loosest = (lines: readonly Line[]): number => Math.max(...lines.map((line) => line.spaceRatio));

describe.each(Object.entries(SETTINGS))("a line fewer or more in %s", (_, settings) => {
  let all: { text: string; variants: ParagraphVariants }[];
  beforeAll(() => {
    all = prose.map((text) => ({ text, variants: breakVariants(plain(text), settings, tools) }));
  });
  const others = () =>
    all.flatMap(({ text, variants: { natural, shorter, longer } }) =>
      [shorter, longer].flatMap((variant) => (variant === undefined ? [] : [{ text, natural, variant }])),
    );

  it("has the setting of breakParagraph as the natural one", () => {
    for (const { text, variants } of all)
      expect(variants.natural.lines).toEqual(breakParagraph(plain(text), settings, tools));
  });

  it("is offered for many paragraphs, a line away, and priced", () => {
    expect(others().length).toBeGreaterThan(prose.length / 5);
    for (const { variants } of all) {
      const count = variants.natural.lines.length;
      if (variants.shorter) expect(variants.shorter.lines).toHaveLength(count - 1);
      if (variants.longer) expect(variants.longer.lines).toHaveLength(count + 1);
    }
    const extras = others().map(({ variant }) => variant.extra);
    expect(Math.min(...extras)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...extras)).toBeGreaterThan(0.1);
    expect(Math.max(...extras)).toBeLessThan(1000);
  });

  it("keeps every rule", () => {
    for (const { text, natural, variant } of others()) {
      const { lines } = variant;
      const last = lines.at(-1)!;
      expect(last.widthPx).toBeGreaterThanOrEqual(2 * settings.fontSizePx);
      expect(last.widthPx).toBeGreaterThanOrEqual(0.12 * measureOf(settings, lines.length - 1));
      expect(loosest(lines)).toBeLessThanOrEqual(Math.max(2.2, loosest(natural.lines)));
      lines.forEach((line, index) => {
        expect(line.widthPx).toBeLessThanOrEqual(measureOf(settings, index));
        expect(line.overfull || line.ragged).toBe(false);
      });
      const hyphens = readLines(plain(text), lines).map((line) => line.endsWith("-"));
      expect(hyphens.some((hyphen, index) => hyphen && hyphens[index + 1] && hyphens[index + 2])).toBe(false);
      const words = readLines(plain(text), lines).map((line, index) =>
        lines[index]!.hyphen ? line.slice(0, -1) : `${line} `,
      );
      expect(words.join("").replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
    }
  });
});

it("counts bad lines: one whose spaces are half as wide again is one", () => {
  let priced = 0;
  for (const text of prose) {
    const { natural: best, longer: more } = breakVariants(plain(text), justified(320), tools);
    if (more === undefined) continue;
    const sum = (lines: readonly Line[]): number =>
      lines.reduce((all, line) => all + Math.max(0, (line.spaceRatio - 1) / 0.55) ** 6, 0);
    const hyphens = (lines: readonly Line[]): number => lines.filter((line) => line.hyphen).length;
    if (hyphens(more.lines) !== hyphens(best.lines)) continue;
    priced++;
    // Of badness cubed and squared the widest spaces are nearly all; the rest is neighbours that differ, and stacked words.
    expect(Math.abs(more.extra - (sum(more.lines) - sum(best.lines)))).toBeLessThan(3);
  }
  expect(priced).toBeGreaterThan(2);
});

it("keeps long paragraphs' counts few: twice the words, about twice the work", () => {
  const once = prose.join(" ");
  const settings = justified(212);
  const time = (text: string): number => {
    const from = process.cpuUsage();
    breakVariants(plain(text), settings, tools);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  };
  time(once);
  expect(time(`${once} ${once} ${once} ${once}`)).toBeLessThan(10 * Math.max(time(once), 20_000));
});

describe("a tracked paragraph", () => {
  it.each([-0.01, 0.005, 0.01])("by %d em has it in every line, and fits", (trackingEm) => {
    const settings: ParagraphSettings = { ...justified(320), trackingEm };
    const own = trackingEm * settings.fontSizePx;
    for (const text of prose.slice(0, 20)) {
      for (const line of breakParagraph(plain(text), settings, tools)) {
        expect(Math.abs(line.letterSpacingPx - own)).toBeLessThanOrEqual(0.02 * settings.fontSizePx + 1e-3);
        const characters = text.slice(line.start, line.end) + (line.hyphen ? "-" : "");
        const spaces = characters.split(" ").length - 1;
        const set =
          tools.measure(characters, 0) + characters.length * line.letterSpacingPx + spaces * line.wordSpacingPx;
        expect(line.widthPx).toBeCloseTo(set, 3);
        expect(line.widthPx).toBeLessThanOrEqual(320);
      }
      // A last line that is set naturally has the paragraph's tracking alone.
      const last = breakParagraph(plain(text), settings, tools).at(-1)!;
      if (last.widthPx < 300) expect(last.letterSpacingPx).toBeCloseTo(own, 3);
    }
  });

  it("takes more or fewer lines over an article, and no more than a hundredth of an em", () => {
    const lines = (trackingEm: number): number =>
      prose.reduce(
        (sum, text) => sum + breakParagraph(plain(text), { ...justified(320), trackingEm }, tools).length,
        0,
      );
    expect(lines(-0.01)).toBeLessThan(lines(0));
    expect(lines(0.01)).toBeGreaterThan(lines(0));
    expect(lines(0.5)).toBe(lines(0.01));
  });
});

describe("edges", () => {
  const settings: ParagraphSettings = { ...justified(320), hanging: true };
  it("let points, commas, hyphens and quotation marks hang out, and letters never", () => {
    let hung = 0;
    for (const text of prose) {
      const lines = breakParagraph(plain(text), settings, tools);
      lines.slice(0, -1).forEach((line, index) => {
        const mark = line.hyphen ? "-" : text[line.end - 1]!;
        if (/[-.,’”]/.test(mark)) {
          hung++;
          expect(line.hangRightPx).toBeGreaterThan(0.2 * tools.measure(mark, 0));
          expect(line.hangRightPx).toBeLessThan(0.7 * tools.measure(mark, 0));
        } else if (/\p{L}/u.test(mark)) expect(line.hangRightPx).toBe(0);
        const first = text[lines[index + 1]!.start]!;
        expect(lines[index + 1]!.hangLeftPx > 0).toBe(/[“‘"'«]/.test(first));
      });
      expect(lines.at(-1)!.hangRightPx).toBe(0);
      expect(lines[0]!.hangLeftPx).toBe(0);
    }
    expect(hung).toBeGreaterThan(50);
  });

  it("show the same word above itself less often than they would by chance", () => {
    const stacks = (lines: string[]): number => {
      const word = (line: string | undefined, at: number): string =>
        line?.split(" ").at(at)?.toLowerCase().replace(/\P{L}/gu, "") ?? "";
      return lines
        .slice(1, -1)
        .reduce(
          (sum, line, index) =>
            sum + [0, -1].filter((at) => word(line, at).length > 2 && word(line, at) === word(lines[index], at)).length,
          0,
        );
    };
    const of = (set: ParagraphSettings): number =>
      prose.reduce((sum, text) => sum + stacks(readLines(plain(text), breakParagraph(plain(text), set, tools))), 0);
    expect(of(justified(320)) + of(justified(212))).toBeLessThan(20);
  });
});

it("leaves a hopeless line ragged, its spaces natural", () => {
  const text = "aaaa bbbbbbbbbbbbbbbbbbbbbbbb cccc dddddddddddddddddddddddd eeee ffffffffffffffffffffffff ggg";
  const lines = breakParagraph(plain(text), { ...justified(380), hyphenation: false }, tools);
  const set = lines.filter((line) => line.ragged);
  expect(set.length).toBeGreaterThan(0);
  for (const line of set)
    expect(line).toMatchObject({ spaceRatio: 1, letterSpacingPx: 0, wordSpacingPx: 0, overfull: false });
  for (const line of lines) expect(line.spaceRatio).toBeLessThanOrEqual(6);
});
