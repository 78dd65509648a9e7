import { expect } from "vitest";
import { plainText } from "../../src/layout/index.js";
import { elementsOfType, textOfElement } from "../../src/pdf/index.js";
import { wordsNotDrawn, wordsNotTagged } from "../sample/text.proof.js";
import type { Read } from "./magazine.js";

/** White at the feet, as shares of the columns' height. */
const FOOT = { mean: 0.01, worst: 0.04 };

/** Every word of every article is in its element of the tag tree, and drawn on the article's pages. */
export const expectNothingLost = (read: Read): void => {
  for (const set of read.articles) {
    expect(wordsNotTagged(set), set.article.slug).toEqual([]);
    expect(wordsNotDrawn(set.article, read), set.article.slug).toEqual([]);
  }
};

/** No word of any article is missing from both, the tag tree and what is drawn on its pages. */
export const expectNothingMissing = (read: Read): void => {
  for (const set of read.articles) {
    const notDrawn = new Set(wordsNotDrawn(set.article, read));
    expect(
      wordsNotTagged(set).filter((word) => notDrawn.has(word)),
      set.article.slug,
    ).toEqual([]);
  }
};

/** The contents name each article with the number of the page that it begins on, as the flatplan has it. */
export const expectRightContents = ({ seen, articles, flatplan }: Read): void => {
  const entries = elementsOfType(seen.tags, "TOCI").map((entry) =>
    textOfElement(elementsOfType(entry, "Link")[0]!).replace(/\s+/g, " "),
  );
  const wanted = articles.map(({ article }) => {
    const folio = flatplan.find((page) => page.articles.includes(article.slug))?.folio;
    return `${folio} ${plainText(article.headline)}`;
  });
  expect(entries).toEqual(wanted);
  expect(seen.pages.map(({ label }) => label)).toEqual(flatplan.map(({ folio }) => String(folio)));
};

export const expectNoWhiteHoles = ({ figures }: Read): void => {
  const gaps = figures.footGaps.map(({ share }) => share);
  expect(gaps.length).toBeGreaterThan(20);
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThanOrEqual(FOOT.mean);
  expect(figures.footGaps.filter(({ share }) => share > FOOT.worst)).toEqual([]);
};
