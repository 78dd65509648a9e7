import { describe, expect, it } from "vitest";
import {
  fittedScale,
  folioInView,
  leafed,
  rowStart,
  sameFolio,
  steppedScale,
  tableWidth,
  visibleFolios,
} from "../../src/preview/page/geometry.js";
import type { PageFacts } from "../../src/preview/types.js";

const table = { widthPx: 794, heightPx: 1123, pages: 40, spreads: true };
const single = { ...table, spreads: false };

const page = (folio: number, story: string, key = `${story}-${folio}`): PageFacts => ({
  key,
  folio,
  master: "feature",
  stories: [story],
  articles: [story],
  colour: "#000",
  fill: 1,
  house: [],
  faults: [],
});

describe("spreads", () => {
  it("have the cover alone, then two pages each", () => {
    expect([1, 2, 3, 4, 5, 40].map((folio) => rowStart(folio, true))).toEqual([1, 2, 2, 4, 4, 40]);
    expect([1, 2, 3].map((folio) => rowStart(folio, false))).toEqual([1, 2, 3]);
  });

  it("are leafed a spread at a time, and no further than the covers", () => {
    expect(leafed(1, 1, table)).toBe(2);
    expect(leafed(3, 1, table)).toBe(4);
    expect(leafed(5, -1, table)).toBe(2);
    expect(leafed(2, -1, table)).toBe(1);
    expect(leafed(1, -1, table)).toBe(1);
    expect(leafed(40, 1, table)).toBe(40);
    expect(leafed(3, 1, single)).toBe(4);
    expect(leafed(40, 1, single)).toBe(40);
  });
});

describe("the scale", () => {
  it("fits a spread to the window", () => {
    const scale = fittedScale(table, "width", { width: 1400, height: 900 });
    expect(scale * tableWidth(table)).toBeLessThanOrEqual(1400);
    expect(scale * tableWidth(table)).toBeGreaterThan(1399);
    expect(fittedScale(table, "page", { width: 1400, height: 900 }) * (1123 + 64)).toBeLessThanOrEqual(900);
  });

  it("goes by steps, and stops at the last", () => {
    expect(steppedScale(0.8474, 1)).toBe(0.9);
    expect(steppedScale(1, 1)).toBe(1.1);
    expect(steppedScale(1, -1)).toBe(0.9);
    expect(steppedScale(4, 1)).toBe(4);
    expect(steppedScale(0.1, -1)).toBe(0.1);
  });
});

describe("what is in view", () => {
  const at = (top: number, scale = 0.5) => ({ top, width: 1400, height: 600, scale });

  it("begins with the cover and ends with the last page", () => {
    expect(folioInView(at(0, 0.1), table, 1)).toBe(1);
    const foot = (64 + 21 * 1123 + 20 * 40) * 0.1 - 600;
    expect(folioInView(at(foot, 0.1), table, 1)).toBe(40);
  });

  it("keeps the page of a spread that was in view", () => {
    const top = (32 + 1163) * 0.5;
    expect(folioInView(at(top), table, 3)).toBe(3);
    expect(folioInView(at(top), table, 1)).toBe(2);
  });

  it("names all pages that can be seen", () => {
    expect(visibleFolios(at(0), table)).toEqual([1, 2, 3]);
    expect(visibleFolios(at(0), single)).toEqual([1, 2]);
    expect(visibleFolios(at(0), { ...table, pages: 0 })).toEqual([]);
  });
});

describe("the page in view, after an exchange", () => {
  const before = [page(1, "cover"), page(2, "contents"), page(3, "wells"), page(4, "wells"), page(5, "end")];

  it("is the same page wherever it stands now", () => {
    const after = [page(1, "cover"), page(2, "new"), page(3, "contents"), { ...page(4, "wells"), key: "wells-3" }];
    expect(sameFolio(before, after, 3)).toBe(4);
  });

  it("is the same one of its story", () => {
    const after = [page(1, "cover"), page(2, "new"), page(3, "contents"), page(4, "wells", "a"), page(5, "wells", "b")];
    expect(sameFolio(before, after, 4)).toBe(5);
    expect(sameFolio(before, after.slice(0, 4), 4)).toBe(4);
  });

  it("is the one in its place when its story is gone", () => {
    expect(sameFolio(before, before.slice(0, 3), 5)).toBe(3);
    expect(sameFolio([], before, 9)).toBe(5);
  });
});
