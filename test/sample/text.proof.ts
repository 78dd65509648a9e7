import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { type Article, articleTexts, type Block } from "../../src/article/index.js";
import { type DescribedTag, textOfElement } from "../../src/pdf/index.js";
import type { SetArticle } from "./copy.js";
import { drawnText } from "./drawn.js";
import type { Printed } from "./magazine.js";
import { houseWords, type OtherWords, otherWords } from "./other-words.js";
import { Words, wordsOf } from "./words.js";

/** Blocks that layouts may set a little off their place. */
const FLOATING = new Set<Block["kind"]>(["figure", "gallery", "table", "aside"]);

const textsOf = (article: Article, body: readonly Block[]): string[] =>
  articleTexts({
    slug: article.slug,
    path: article.path,
    name: article.name,
    headline: [],
    sources: [],
    language: article.language,
    body,
  }).map(({ text }) => text);

/** The article's texts as the layout sets them: sources with semicolons between, since some have commas within. */
const allTexts = (article: Article): string[] => [
  ...articleTexts({ ...article, sources: [] }).map(({ text }) => text),
  article.sources.join("; "),
];

/** Labels that layouts put beside an article's own words. */
const labelWords = ({ article, section, design }: SetArticle): string[] => {
  const numbers = (blocks: readonly Block[]): string[] =>
    blocks.flatMap((block) => {
      if (block.kind !== "list") return "blocks" in block ? numbers(block.blocks) : [];
      const inner = block.items.flatMap((item) => numbers(item));
      return block.ordered ? [...block.items.map((_, index) => `${block.start + index}.`), ...inner] : inner;
    });
  return [
    ...(article.byline !== undefined && design !== "briefs" ? ["By"] : []),
    ...(article.sources.length === 0 ? [] : [article.sources.length === 1 ? "Source:" : "Sources:"]),
    ...(design === "feature" ? wordsOf(section) : []),
    ...numbers(article.body),
  ];
};

interface Reading {
  readonly lost: readonly string[];
  readonly rest: readonly string[];
}

/** Takes an article's texts out of its element's words: those in the flow one after the other, the rest wherever they stand whole. */
const readArticleElement = (set: SetArticle): Reading => {
  const { article, element } = set;
  const words = new Words(wordsOf(textOfElement(element)));
  const lost: string[] = [];
  const flowing = textsOf(
    article,
    article.body.filter(({ kind }) => !FLOATING.has(kind)),
  );
  let from = 0;
  for (const text of flowing) {
    const stretch = wordsOf(text);
    const at = words.take(stretch, from);
    if (at < 0) lost.push(text);
    else from = at + stretch.length;
  }
  const left = [...flowing];
  const others = allTexts(article).filter((text) => {
    const known = left.indexOf(text);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
  // Long texts first, so that a cell of one word takes none out of a sentence.
  for (const text of others.sort((one, other) => other.length - one.length))
    if (words.take(wordsOf(text)) < 0) lost.push(text);
  words.takeEach(labelWords(set));
  return { lost, rest: words.rest };
};

/** Words, those with a hyphen of their own in parts: a line may end at the hyphen. */
export const partsOf = (text: string): string[] => wordsOf(text.replaceAll("-", " "));

/** Words of an article that stand on none of its pages. */
export const wordsNotDrawn = (article: Article, { seen, flatplan }: Pick<Printed, "seen" | "flatplan">): string[] => {
  const has = (index: number): boolean => flatplan[index]?.articles.includes(article.slug) === true;
  // A spread's picture and its caption stand on the page before its words.
  const leads = (index: number): boolean => flatplan[index]!.master.endsWith("-spread") && has(index + 1);
  const pages = seen.pages.filter((_, index) => has(index) || leads(index));
  const runs = pages.flatMap((page) => page.runs.filter(({ standing, text }) => standing === "tagged" || text === "-"));
  const drawn = new Words(partsOf(drawnText(runs)));
  return drawn.takeEach(allTexts(article).flatMap(partsOf));
};

/** Words of an article that its element in the tag tree has not. */
export const wordsNotTagged = ({ article, element }: SetArticle): string[] =>
  new Words(partsOf(textOfElement(element))).takeEach(allTexts(article).flatMap(partsOf));

/** `others`: the words that a layout prints outside the articles. */
export const proveText = (sample: () => Printed, others: OtherWords = otherWords): void => {
  describe("text by the tag tree", () => {
    it("holds every text of every article whole, those in the flow in order", () => {
      for (const set of sample().articles) expect(readArticleElement(set).lost, set.article.slug).toEqual([]);
    });

    it("has nothing in an article but its words and their labels", () => {
      for (const set of sample().articles) expect(readArticleElement(set).rest, set.article.slug).toEqual([]);
    });

    it("has nothing outside the articles but cover, contents, section heads and back cover", () => {
      const { issue, articles, seen, flatplan } = sample();
      const elements = new Set(articles.map(({ element }) => element));
      const outside = new Words(wordsOf(...textsOutside(seen.tags!, elements)));
      expect(outside.takeEach(others(issue, articles, flatplan))).toEqual([]);
      outside.takeEach(houseWords(issue, flatplan));
      expect(outside.rest).toEqual([]);
    });
  });

  describe("text as drawn", () => {
    it("holds every word of every article on the article's pages", () => {
      for (const { article } of sample().articles) expect(wordsNotDrawn(article, sample()), article.slug).toEqual([]);
    });

    it("has no soft hyphen, no invisible space, no ligature and no private character", async () => {
      const pages = await charactersOf(sample().pdf);
      expect(pages).toHaveLength(sample().seen.pages.length);
      pages.forEach((text, index) => {
        expect(text, `page ${index + 1}`).not.toMatch(/[\u00ad\u200b\ufb00-\ufb06]|\p{Co}/u);
      });
    });
  });
};

/** The characters of each page as the fonts' maps have them: pdf.js would spell ligatures out. */
const charactersOf = async (pdf: Uint8Array): Promise<string[]> => {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS, disableFontFace: true });
  const reader = await task.promise;
  const pages: string[] = [];
  for (let page = 1; page <= reader.numPages; page++) {
    const { items } = await (await reader.getPage(page)).getTextContent({ disableNormalization: true });
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  await task.destroy();
  return pages;
};

/** Texts of everything but these elements. */
const textsOutside = (tag: DescribedTag, elements: ReadonlySet<DescribedTag>): string[] =>
  elements.has(tag)
    ? []
    : tag.kids.some((kid) => "kids" in kid && holdsAny(kid, elements))
      ? tag.kids.flatMap((kid) => ("kids" in kid ? textsOutside(kid, elements) : [kid.text]))
      : [textOfElement(tag)];

const holdsAny = (tag: DescribedTag, elements: ReadonlySet<DescribedTag>): boolean =>
  elements.has(tag) || tag.kids.some((kid) => "kids" in kid && holdsAny(kid, elements));
