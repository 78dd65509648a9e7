import { beforeAll, describe, expect, it } from "vitest";
import { breakParagraph, type Line, type ParagraphSettings, type Tools } from "../../src/typeset/index.js";
import { setLines } from "../../src/typeset/lines.js";
import { buildMaterial } from "../../src/typeset/material.js";
import { elasticOf, justifiedRules } from "../../src/typeset/rules.js";
import { search } from "../../src/typeset/search.js";
import { englishTools, justified, plain, readProse } from "./type.js";

const prose = readProse();
let tools: Tools;

beforeAll(async () => {
  tools = await englishTools();
});

/** Columns of 30 to 60 letters. */
const MEASURES_PX = [190, 200, 212, 225, 240, 260, 280, 300, 320, 340, 360];

/** The best lines by all rules but that against rivers. */
const withRivers = (text: string, settings: ParagraphSettings): Line[] => {
  const material = buildMaterial(plain(text), settings, tools);
  const elastic = elasticOf(settings.fontSizePx, material.spacePx, material.trackable);
  const rules = justifiedRules(settings, elastic, false);
  const paths = search(material, { measuresPx: settings.measuresPx, rules, everyCount: false, emergency: false });
  return paths.length === 0 ? [] : setLines(material, paths[0]!.breaks, { settings, elastic });
};

/** Left and right edge of every space of a line as it is drawn, px from the measure's left. */
const spacesOf = (text: string, line: Line): (readonly [number, number])[] => {
  const words = text.slice(line.start, line.end).split(" ");
  const spacePx = tools.measure(" ", 0);
  const drawn = spacePx * Math.max(line.spaceRatio, 1) + line.wordSpacingPx + line.letterSpacingPx;
  let x = -line.hangLeftPx;
  return words.slice(0, -1).map((word) => {
    const left = x + tools.measure(word, 0) + word.length * line.letterSpacingPx;
    x = left + drawn;
    return [left, x] as const;
  });
};

/** Lines of rivers: where four spaces or more stand one below the other, none further from the next than half of the narrower. */
const riverLinesIn = (text: string, lines: readonly Line[]): number => {
  const spaces = lines.map((line) => spacesOf(text, line));
  const follows = (one: readonly [number, number], other: readonly [number, number]): boolean =>
    Math.abs(one[0] + one[1] - other[0] - other[1]) / 2 <= 0.5 * Math.min(one[1] - one[0], other[1] - other[0]);
  const depth = (line: number, space: readonly [number, number]): number =>
    1 +
    Math.max(
      0,
      ...(spaces[line + 1] ?? []).filter((below) => follows(space, below)).map((below) => depth(line + 1, below)),
    );
  const inRiver = new Set<number>();
  spaces.forEach((line, index) => {
    const deepest = Math.max(0, ...line.map((space) => depth(index, space)));
    if (deepest >= 4) for (let at = index; at < index + deepest; at++) inRiver.add(at);
  });
  return inRiver.size;
};

describe("rivers", () => {
  it("are at most half as many as without their price, over all measures that magazines have", () => {
    const count = (set: (text: string, settings: ParagraphSettings) => readonly Line[]): number =>
      MEASURES_PX.flatMap((measure) =>
        prose.map((text) => riverLinesIn(text, set(text, justified(measure - 12.5, measure)))),
      ).reduce((sum, lines) => sum + lines, 0);
    const before = count(withRivers);
    const after = count((text, settings) => breakParagraph(plain(text), settings, tools));
    expect(before).toBeGreaterThan(40);
    expect(after).toBeLessThanOrEqual(before / 2);
  });
});
