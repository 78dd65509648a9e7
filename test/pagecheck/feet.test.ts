import { describe, expect, it } from "vitest";
import { footGapsOf } from "../../scripts/pagecheck/feet.js";
import { findTypeArea } from "../../scripts/pagecheck/grid.js";
import { type HouseOnPage, houseFigures } from "../../scripts/pagecheck/house.js";
import type { SetLine } from "../../scripts/pagecheck/lines.js";
import type { DescribedPage, DescribedTag } from "../../src/pdf/index.js";
import {
  BODY,
  columnLeft,
  columnLines,
  content,
  LEADING,
  LINES,
  MEASURE,
  newArea,
  newDescription,
  newPage,
  newTag,
  TOP,
} from "./page.js";

/** A full page, so that the type area is known, before the page that is looked at. */
const full = [0, 1, 2].flatMap((column) => columnLines(0, column, 0, LINES));

const measure = (
  lines: readonly SetLine[],
  parts: Partial<DescribedPage> = {},
  beside: readonly DescribedTag[] = [],
  planned: readonly HouseOnPage[] = [],
) => {
  const byPage = [full, lines];
  const seen = newDescription([newPage(0), newPage(1, parts)], beside);
  const body = byPage.flat().filter(({ style }) => style === BODY);
  const area = findTypeArea(body, LEADING);
  return {
    gaps: footGapsOf(seen, { byPage, bodyStyles: new Set([BODY]), area }),
    house: houseFigures(seen, { byPage, area, planned }).share,
    untold: houseFigures(seen, { byPage, area, planned }).untold,
  };
};

const looked = (lines: readonly SetLine[], parts: Partial<DescribedPage> = {}) => measure(lines, parts).gaps.at(-1)!;

describe("white at the foot", () => {
  it("is none on a full page", () => {
    expect(measure(full.map((line) => ({ ...line, pageIndex: 1 }))).gaps.map(({ share }) => share)).toEqual([0, 0]);
  });

  it("is a third of what one column of three leaves, and that column's share is told", () => {
    const half = [...columnLines(1, 0, 0, LINES), ...columnLines(1, 1, 0, LINES), ...columnLines(1, 2, 0, LINES / 2)];
    expect(looked(half).columns.map((gap) => Number(gap.toFixed(3)))).toEqual([0, 0, 0.5]);
    expect(looked(half).share).toBeCloseTo(1 / 6, 3);
  });

  it("counts columns that hold nothing at all", () => {
    expect(looked(columnLines(1, 0, 0, LINES)).share).toBeCloseTo(2 / 3, 3);
  });

  it("ends under a picture, and under the ground of a box", () => {
    const lines = [...columnLines(1, 0, 0, LINES), ...columnLines(1, 1, 0, LINES), ...columnLines(1, 2, 0, 10)];
    const foot = TOP + LINES * LEADING;
    const below = newArea(columnLeft(2), 300, MEASURE, foot - 300);
    const picture = { area: below, wholeArea: below, pixels: { width: 100, height: 100 }, ppi: 200 };
    expect(looked(lines, { pictures: [picture] }).share).toBe(0);
    expect(looked(lines, { grounds: [{ area: below, colour: "#f4ede1" }] }).share).toBe(0);
    const shorter = { ...below, height: below.height - 60 };
    expect(looked(lines, { grounds: [{ area: shorter, colour: "#f4ede1" }] }).columns[2]).toBeCloseTo(0.1, 3);
  });

  it("is not hidden by a ground under the whole page, by a rule, or by the folio under the columns", () => {
    const lines = [...columnLines(1, 0, 0, LINES), ...columnLines(1, 1, 0, LINES), ...columnLines(1, 2, 0, 25)];
    const folio = { ...columnLines(1, 2, LINES + 2, LINES + 3)[0]!, style: "Sans 7", mcids: new Set([99]) };
    const grounds = [
      { area: newArea(0, 0, 600, 800), colour: "#eeeeee" },
      { area: newArea(columnLeft(2), 650, MEASURE, 0.5), colour: "#000000" },
    ];
    expect(looked([...lines, folio], { grounds }).columns[2]).toBeCloseTo(0.5, 3);
  });

  it("ends under house matter that takes most of the page below the end of an article", () => {
    const lines = [0, 1, 2].flatMap((column) => columnLines(1, column, 0, 6));
    const ground = newArea(columnLeft(0), 150, 520, TOP + LINES * LEADING - 150);
    expect(looked(lines, { grounds: [{ area: ground, colour: "#f4ede1" }] }).share).toBe(0);
    const underAll = newArea(columnLeft(0), TOP, 520, LINES * LEADING);
    expect(looked(lines, { grounds: [{ area: underAll, colour: "#f4ede1" }] }).share).toBeGreaterThan(0.8);
  });

  it("is not asked of pages without an article's body", () => {
    expect(measure([]).gaps).toHaveLength(1);
    const caption = { ...columnLines(1, 0, 0, 1)[0]!, style: "Sans 6" };
    expect(measure([caption]).gaps).toHaveLength(1);
  });
});

describe("house matter", () => {
  const aside = newTag("Aside", [newTag("P", [content(1, 50)])]);
  const line = (baseline: number): SetLine => ({
    ...columnLines(1, 0, 0, 1)[0]!,
    baseline,
    style: "Sans 10",
    mcids: new Set([50]),
  });

  it("is the whole of a page that nothing else stands on", () => {
    expect(measure([line(300)], {}, [aside]).house).toBe(0.5);
  });

  it("is the foot of a page under an article, with its ground", () => {
    const lines = [0, 1, 2].flatMap((column) => columnLines(1, column, 0, 25));
    const ground = { area: newArea(columnLeft(0), 500, 520, 160), colour: "#dddddd" };
    const share = (520 * (TOP + LINES * LEADING - 500)) / (600 * 800);
    expect(measure([...lines, line(520)], { grounds: [ground] }, [aside]).house).toBeCloseTo(share / 2, 3);
    expect(measure([...lines, line(520)], { grounds: [ground] }, [aside]).gaps.at(-1)!.share).toBe(0);
  });

  it("is no box of an article", () => {
    const inArticle = newTag("Art", [aside]);
    expect(measure([line(300)], {}, [inArticle]).house).toBe(0);
  });

  it("has whole pages that only the flatplan knows, and parts that must be tagged", () => {
    expect(measure([], {}, [], [undefined, "whole"]).house).toBe(0.5);
    const lines = [0, 1, 2].flatMap((column) => columnLines(1, column, 0, 25));
    expect(measure(lines, {}, [], [undefined, "part"]).untold).toEqual(["2"]);
    expect(measure([...lines, line(520)], {}, [aside], [undefined, "part"]).untold).toEqual([]);
  });
});
