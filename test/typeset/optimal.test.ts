import { describe, expect, it } from "vitest";
import { breakParagraph, breakVariants, type ParagraphSettings, type Tools } from "../../src/typeset/index.js";
import { buildMaterial, lineWidth, type Material } from "../../src/typeset/material.js";
import { elasticOf, justifiedRules, type Rules, raggedRules, type Verdict } from "../../src/typeset/rules.js";
import { justified, monoMeasure, plain, ragged } from "./type.js";

const tools: Tools = {
  measure: monoMeasure,
  // Every word of ten letters and more breaks in the middle, and after its first four letters.
  hyphenate: (word) => (word.length >= 10 ? [4, Math.trunc(word.length / 2) + 1] : []),
};

const rulesFor = (material: Material, settings: ParagraphSettings): Rules =>
  settings.justified
    ? justifiedRules(settings, elasticOf(settings.fontSizePx, material.spacePx, material.trackable), false)
    : raggedRules(settings);

const lettersOf = (part: string): string => part.toLowerCase().replace(/[^a-z]/g, "");

/** Whether two breaks show the same word, or part of one, before them or after them. */
const stackedEdges = ({ text, endAt, startAt }: Material, one: number, other: number, last: number): number => {
  const before = (at: number): string => lettersOf(text.slice(0, endAt[at]).split(" ").at(-1)!);
  const after = (at: number): string => lettersOf(text.slice(startAt[at]).split(" ")[0]!);
  const alike = (left: string, right: string): boolean => left === right && left.length >= 3;
  if (other === last) return 0;
  return (one > 0 && alike(before(one), before(other)) ? 1 : 0) + (alike(after(one), after(other)) ? 1 : 0);
};

/** The least cost of all the ways to break, by trying every one of them; the costs added up here on their own. */
const leastCosts = (text: string, settings: ParagraphSettings): Map<number, number> => {
  const material = buildMaterial(plain(text), settings, tools);
  const rules = rulesFor(material, settings);
  const last = material.count - 1;
  const least = new Map<number, number>();
  const follow = (from: number, line: number, state: { cost: number; fitness: number; hyphens: number }): void => {
    if (from === last) {
      least.set(line, Math.min(least.get(line) ?? Number.POSITIVE_INFINITY, state.cost));
      return;
    }
    for (let to = from + 1; to <= last; to++) {
      const verdict: Verdict = { cost: 0, fitness: 1, tooWide: false };
      const matter = {
        widthPx: lineWidth(material, from, to),
        letters: material.endLetters[to]! - material.startLetters[from]!,
        spaces: material.endSpaces[to]! - material.startSpaces[from]!,
        measurePx: settings.measuresPx[Math.min(line, settings.measuresPx.length - 1)]!,
        ends: to === last,
      };
      rules.judge(matter, verdict);
      const hyphens = material.hyphenated[to] === 1 ? state.hyphens + 1 : 0;
      if (verdict.tooWide || verdict.cost === Number.POSITIVE_INFINITY || hyphens > 2) continue;
      let cost = state.cost + verdict.cost + (to === last ? 0 : rules.breakCosts[material.kind[to]!]!);
      cost += rules.stacked * stackedEdges(material, from, to, last);
      if (hyphens === 2) cost += rules.secondHyphen;
      if (to === last && state.hyphens > 0) cost += rules.hyphenBeforeLast;
      if (Math.abs(verdict.fitness - state.fitness) > 1) cost += rules.fitnessJump;
      follow(to, line + 1, { cost, fitness: verdict.fitness, hyphens });
    }
  };
  follow(0, 0, { cost: 0, fitness: 1, hyphens: 0 });
  return least;
};

const SENTENCES = [
  "The wind that carries Saharan dust reaches the coast before the rainclouds do.",
  "Internationalisation notwithstanding, a well-considered bookbinding survives its bookbinders.",
  "He said the camel-driver, who was patient, would wait until the morning star had risen.",
  "Considerations of manufacturing and distribution, perhaps unfortunately, determine everything.",
  "The place was the place where the reader had to place the placename, and replacement was the rule.",
  "A, b, c: three short letters and then a characteristically extraordinary conclusion follows it.",
];
const WIDTHS = [170, 210, 260, 330];

describe("the search", () => {
  it.each(SENTENCES)("finds the least cost of all: %s", (text) => {
    let compared = 0;
    for (const width of WIDTHS) {
      for (const settings of [justified(width), justified(width - 40, width), ragged(width), ragged(width, true)]) {
        const least = leastCosts(text, settings);
        if (least.size === 0) continue;
        compared++;
        const best = Math.min(...least.values());
        const { natural } = breakVariants(plain(text), settings, tools);
        expect(natural.cost).toBeCloseTo(best, 6);
        expect(least.get(natural.lines.length)).toBeCloseTo(best, 6);
        expect(breakParagraph(plain(text), settings, tools)).toHaveLength(natural.lines.length);
      }
    }
    expect(compared).toBeGreaterThan(8);
  });

  it("gives a line more or less at the least cost of that count", () => {
    let found = 0;
    for (const text of SENTENCES) {
      for (let width = 150; width < 400; width += 7) {
        const settings = justified(width);
        const { natural, shorter, longer } = breakVariants(plain(text), settings, tools);
        const least = leastCosts(text, settings);
        for (const [variant, by] of [
          [shorter, -1],
          [longer, 1],
        ] as const) {
          if (variant === undefined) continue;
          found++;
          expect(variant.lines).toHaveLength(natural.lines.length + by);
          expect(variant.cost).toBeCloseTo(least.get(variant.lines.length)!, 6);
        }
      }
    }
    expect(found).toBeGreaterThan(2);
  });
});
