import { describe, expect, it } from "vitest";
import { openerLines, tableSpan, wholeIn } from "../../src/copyfit/index.js";

const GRID = { leadingPx: 10, lines: 50 };

/** An opener's hero 200 px wide, with words of so many lines above the columns. */
const heroUnder = (headLines: number, { aspect = 2, whole = false }: { aspect?: number; whole?: boolean } = {}) =>
  openerLines(
    {
      master: "opener",
      sinkLines: 0,
      spread: false,
      runsOn: false,
      hero: { minLines: 12, maxLines: 30, widthPx: 200, aspect, whole },
    },
    { headPx: headLines * GRID.leadingPx, leadPages: 0, bleedPx: 0 },
    GRID,
  ).hero;

describe("an opener's hero", () => {
  it("is as tall as its picture, within what the opener and the page allow", () => {
    expect(heroUnder(10)).toEqual({ minLines: 12, natural: 12, maxLines: 30 });
    expect(heroUnder(20, { aspect: 0.5 })).toEqual({ minLines: 12, natural: 22, maxLines: 22 });
  });

  it("keeps its least lines under a tall head, and the copy begins on the next page", () => {
    expect(heroUnder(34)).toEqual({ minLines: 12, natural: 12, maxLines: 12 });
    expect(heroUnder(37)).toEqual({ minLines: 12, natural: 12, maxLines: 12 });
    expect(heroUnder(40)).toEqual({ minLines: 10, natural: 10, maxLines: 10 });
    expect(heroUnder(60)).toEqual({ minLines: 0, natural: 0, maxLines: 0 });
  });

  it("has whole lines for a whole picture", () => {
    expect(heroUnder(10, { aspect: 200 / 143, whole: true })).toEqual({ minLines: 15, natural: 15, maxLines: 15 });
    expect(heroUnder(10, { aspect: 0.2, whole: true })).toEqual({ minLines: 32, natural: 32, maxLines: 32 });
  });
});

it("A whole picture is as wide as its box, or as tall", () => {
  expect(wholeIn({ widthPx: 200, heightPx: 150 }, 2)).toEqual({ widthPx: 200, heightPx: 100 });
  expect(wholeIn({ widthPx: 200, heightPx: 150 }, 0.4)).toEqual({ widthPx: 60, heightPx: 150 });
});

it("A table of many columns goes over several of the page's, a table of few where these are narrow", () => {
  expect([2, 3, 5, 6, 8].map((columns) => tableSpan(200, columns))).toEqual([1, 2, 2, 3, 3]);
  expect([2, 3, 5, 6, 8].map((columns) => tableSpan(300, columns))).toEqual([1, 1, 1, 2, 2]);
});
