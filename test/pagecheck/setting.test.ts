import { describe, expect, it } from "vitest";
import { browserSpaces, withSoftHyphens } from "../../scripts/pagecheck/chromium.js";
import { hyphenLadders } from "../../scripts/pagecheck/hyphens.js";
import type { SetLine } from "../../scripts/pagecheck/lines.js";
import { wordLines } from "../../scripts/pagecheck/paragraphs.js";
import { findPictureFaults } from "../../scripts/pagecheck/pictures.js";
import { percentile, spaceOf } from "../../scripts/pagecheck/spaces.js";
import { findWords } from "../../scripts/pagecheck/whole-words.js";
import { sharedCache } from "../print/helpers.js";
import { content, newArea, newDescription, newPage, newTag, wordsWithGaps } from "./page.js";

describe("word spaces", () => {
  it("are the gaps between a line's words, in spaces of the font", () => {
    expect(spaceOf({ words: wordsWithGaps([2, 2, 2]) })).toBe(1);
    expect(spaceOf({ words: wordsWithGaps([6, 6]) })).toBe(3);
    expect(spaceOf({ words: wordsWithGaps([]) })).toBeUndefined();
  });

  it("have a 95th percentile that a twentieth of them exceeds", () => {
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        0.95,
      ),
    ).toBe(95);
  });

  it("of the browser's own lines fill the measure, and are wider the narrower it is", async () => {
    const text = "The ferry crossed the harbour while photographers waited for the responsibility of the lighthouse. "
      .repeat(6)
      .trim();
    const at = (measurePt: number) => ({
      pieces: [{ text, font: "SourceSerif4-Regular" }],
      language: "en-GB",
      sizePt: 9,
      measurePt,
      indentPt: 0,
    });
    const [wide, narrow] = await browserSpaces([[at(400)], [at(110)]], { cache: sharedCache() });
    expect(wide!.length).toBeGreaterThan(4);
    expect(narrow!.length).toBeGreaterThan(2 * wide!.length);
    expect(Math.min(...wide!, ...narrow!)).toBeGreaterThan(0.95);
    expect(percentile(narrow!, 0.9)).toBeGreaterThan(1.2 * percentile(wide!, 0.9));
  });

  it("are compared over words that may be broken at the same places", () => {
    expect(withSoftHyphens("a harbour, again", (word) => (word === "harbour" ? [3] : []))).toBe(
      "a har\u00adbour, again",
    );
  });
});

describe("hyphens at line ends", () => {
  const paragraph = (...ends: string[]) => ({
    lines: wordLines(ends.map((text, line) => ({ ...wordsWithGaps([], 100 + 12 * line)[0]!, text, pageIndex: 3 }))),
  });

  it("are counted where more than two stand in a row", () => {
    expect(hyphenLadders([paragraph("one-", "two-", "whole", "three-", "end")], 2)).toEqual([]);
    expect(hyphenLadders([paragraph("one-", "two-", "three-", "four-", "end")], 2)).toEqual([
      { pageIndex: 3, rungs: 4, text: "four-" },
    ]);
  });

  it("are no dashes, and not the paragraph's last", () => {
    expect(hyphenLadders([paragraph("one-", "two-", "–", "end"), paragraph("one-", "two-", "three-")], 2)).toEqual([]);
  });
});

describe("whole words", () => {
  it("are found over line ends, with and without their own hyphens", () => {
    const lines = ["The photog-", "rapher took half-", "finished eighteenth-cen-", "tury maps."];
    const found = findWords(["The photographer took half-finished eighteenth-century maps."], lines);
    expect(found).toEqual({ words: 6, found: 6, missing: [] });
  });

  it("are missed when they are torn apart, or stand less often than they were written", () => {
    expect(findWords(["the sea the sea"], ["the sea the s ea"]).missing).toEqual(["sea"]);
    expect(findWords(["the sea the sea"], ["the sea"]).missing).toEqual(["the", "sea"]);
  });
});

describe("pictures", () => {
  const area = newArea(40, 100, 300, 200);
  const picture = { area, wholeArea: area, pixels: { width: 10, height: 10 }, ppi: 200, mcid: 7 };
  const line = (pageIndex: number, baseline: number, mcid: number, style: string): SetLine => ({
    pageIndex,
    left: 40,
    right: 200,
    baseline,
    style,
    text: "words",
    mcids: new Set([mcid]),
  });
  const article = newTag("Art", [
    newTag("H1", [content(2, 3)]),
    newTag("Figure", [content(2, 7)], { alt: "A harbour" }),
    newTag("P", [content(2, 8)]),
  ]);
  const check = (pageIndex: number, caption: SetLine) => {
    const tags =
      pageIndex === 2
        ? article
        : newTag("Art", [
            article.kids[0]!,
            newTag("Figure", [content(pageIndex, 7)], { alt: "A harbour" }),
            article.kids[2]!,
          ]);
    const pages = [0, 1, 2, 3].map((index) => newPage(index, index === pageIndex ? { pictures: [picture] } : {}));
    const byPage = pages.map(({ index }) =>
      [line(2, 60, 3, "Serif 30"), caption].filter((one) => one.pageIndex === index),
    );
    return findPictureFaults(newDescription(pages, [tags]), { byPage, leadingPt: 12, bodyPt: 9 });
  };

  it("have their captions near", () => {
    expect(check(2, line(2, 310, 8, "Sans 7"))).toEqual({ pictures: 1, apart: [], early: [] });
    expect(check(2, line(2, 400, 8, "Sans 7")).apart).toHaveLength(1);
    // What follows is no caption when it is set as body.
    expect(check(2, line(2, 400, 8, "Serif 9")).apart).toEqual([]);
  });

  it("stand on no page before their article's spread", () => {
    expect(check(1, line(2, 310, 8, "Serif 9")).early).toEqual([]);
    expect(check(0, line(2, 310, 8, "Serif 9")).early).toEqual([{ page: "1", text: "A harbour" }]);
  });
});
