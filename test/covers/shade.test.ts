import { describe, expect, it } from "vitest";
import {
  darkenShade,
  type Ink,
  isReadable,
  MOST_SHADE,
  neededOpacity,
  opacityAt,
  parseShade,
} from "../../src/compose/shade.js";
import { contrastOf, luminanceOf, type Rgb } from "../../src/light.js";

const WHITE: Ink = { rgb: [255, 255, 255], alpha: 1 };
const TINT: Rgb = [20, 14, 12];

const under = (picture: Rgb, opacity: number): Rgb => {
  const part = (at: 0 | 1 | 2): number => Math.round(picture[at] + (TINT[at] - picture[at]) * opacity);
  return [part(0), part(1), part(2)];
};

/** The darkest grey of at least this luminance: what the composer knows of a colour. */
const greyOf = (luminance: number): number => {
  for (let level = 0; level < 255; level++) if (luminanceOf([level, level, level]) >= luminance) return level;
  return 255;
};

describe("a tint", () => {
  it("makes white readable on every colour, and is no darker on greys than it must be", () => {
    for (let red = 0; red < 256; red += 17)
      for (let green = 0; green < 256; green += 17)
        for (let blue = 0; blue < 256; blue += 17) {
          const opacity = neededOpacity(greyOf(luminanceOf([red, green, blue])), WHITE, TINT)!;
          expect(isReadable(WHITE, under([red, green, blue], opacity)), `${red} ${green} ${blue}`).toBe(true);
        }
    const white = neededOpacity(255, WHITE, TINT)!;
    expect(contrastOf(1, luminanceOf(under([255, 255, 255], white - 0.03)))).toBeLessThan(4.5);
    expect(neededOpacity(60, WHITE, TINT)).toBe(0);
  });

  it("is no help to dark words, nor to words that would need a board", () => {
    expect(neededOpacity(255, { rgb: [40, 40, 40], alpha: 1 }, TINT)).toBeUndefined();
    expect(neededOpacity(0, { rgb: [40, 40, 40], alpha: 1 }, TINT)).toBeUndefined();
    expect(neededOpacity(255, { rgb: [150, 150, 150], alpha: 1 }, TINT)).toBeUndefined();
    expect(neededOpacity(255, { ...WHITE, alpha: 0.8 }, TINT)!).toBeGreaterThan(neededOpacity(255, WHITE, TINT)!);
    expect(neededOpacity(255, WHITE, [180, 180, 180])).toBeUndefined();
  });
});

describe("the tint of a page", () => {
  const OWN = parseShade("0 0.5, 0.34 0, 0.53 0, 0.82 0.62, 1 0.73");

  it("is the layout's own where that is enough", () => {
    expect(OWN).toHaveLength(5);
    expect(opacityAt(OWN, 0.17)).toBeCloseTo(0.25);
    expect(darkenShade(OWN, [{ from: 0.9, to: 0.95, opacity: 0.57 }])).toBe(OWN);
    expect(parseShade("")).toEqual([]);
    expect(opacityAt([], 0.3)).toBe(0);
  });

  it("reaches what words need over all of their height, fades out beside them, and is never lighter than the layout's", () => {
    const needs = [
      { from: 0.203, to: 0.217, opacity: 0.57 },
      { from: 0.61, to: 0.64, opacity: 0.4 },
    ];
    const stops = darkenShade(OWN, needs);
    for (const { from, to, opacity } of needs)
      for (let at = from; at <= to; at += 0.0005) expect(opacityAt(stops, at)).toBeGreaterThanOrEqual(opacity);
    for (let at = 0; at <= 1; at += 0.001)
      expect(opacityAt(stops, at)).toBeGreaterThanOrEqual(opacityAt(OWN, at) - 0.02);
    expect(opacityAt(stops, 0.43)).toBeLessThan(0.1);
    expect(Math.max(...stops.map((stop) => stop.opacity))).toBeLessThanOrEqual(MOST_SHADE);
    // No edge is seen: no two stops lie far apart in darkness.
    stops.slice(1).forEach((stop, index) => {
      expect(Math.abs(stop.opacity - stops[index]!.opacity)).toBeLessThan(0.12);
    });
    expect([stops[0]!.at, stops.at(-1)!.at]).toEqual([0, 1]);
  });
});
