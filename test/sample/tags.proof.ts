import { describe, expect, it } from "vitest";
import type { Article, Block, Figure } from "../../src/article/index.js";
import { plainText } from "../../src/layout/index.js";
import { type DescribedTag, elementsOfType, textOfElement } from "../../src/pdf/index.js";
import { drawnText, isDrawnHyphen } from "./drawn.js";
import type { Printed } from "./magazine.js";
import { housePrinted, WEEK } from "./other-words.js";
import { elementsWithin } from "./tree.js";
import { Words, wordsOf } from "./words.js";

/** Structure types of ISO 32000-1, 14.8.4. */
const STANDARD = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table
  TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form`.split(
    /\s+/,
  ),
);

const MOST_COLUMNS = 3;

/** A cell of a table may have no words. */
const MAY_BE_EMPTY = new Set(["TH", "TD"]);

/** Every block of a kind, also in boxes, quotations and lists. */
export const blocksOf = <Kind extends Block["kind"]>(
  blocks: readonly Block[],
  kind: Kind,
): Extract<Block, { kind: Kind }>[] =>
  blocks.flatMap((block) => [
    ...(block.kind === kind ? [block as Extract<Block, { kind: Kind }>] : []),
    ...("blocks" in block ? blocksOf(block.blocks, kind) : []),
    ...(block.kind === "list" ? block.items.flatMap((item) => blocksOf(item, kind)) : []),
  ]);

/** An article's pictures, its author's portrait and its hero first. */
export const picturesOf = ({ portrait, hero, body }: Article): Figure[] => [
  ...(portrait === undefined ? [] : [portrait]),
  ...(hero === undefined ? [] : [hero]),
  ...blocksOf(body, "figure"),
  ...blocksOf(body, "gallery").flatMap(({ figures }) => figures),
];

const spaced = (text: string): string => wordsOf(text).join(" ");

const typesOf = (tag: DescribedTag): string[] => tag.kids.flatMap((kid) => ("kids" in kid ? [kid.type] : ["content"]));

export const proveTags = (sample: () => Printed): void => {
  describe("the tag tree", () => {
    it("has standard types, or types with a role", () => {
      const strange = elementsWithin(sample().seen.tags!).filter(({ type, role }) => !STANDARD.has(role ?? type));
      expect(strange.map(({ type }) => type)).toEqual([]);
    });

    it("has no element that holds nothing", () => {
      const empty = elementsWithin(sample().seen.tags!).filter(({ kids }) => kids.length === 0);
      expect(empty.map(({ type }) => type).filter((type) => !MAY_BE_EMPTY.has(type))).toEqual([]);
    });

    it("has one H1 for each article", () => {
      const { seen, articles } = sample();
      expect(elementsOfType(seen.tags, "H1").map((headline) => spaced(textOfElement(headline)))).toEqual(
        articles.map(({ article }) => spaced(plainText(article.headline))),
      );
      for (const { article, element } of articles) expect(elementsOfType(element, "H1"), article.slug).toHaveLength(1);
    });

    it("has one Figure with alternative text for each picture, the cover's first", () => {
      const { seen, articles, issue, flatplan } = sample();
      const figures = elementsOfType(seen.tags, "Figure");
      expect(figures.filter(({ alt }) => alt === undefined || alt.trim() === "")).toEqual([]);
      const openers = issue.sections.map(({ opener }) => opener?.picture);
      const others = [issue.cover.picture, issue.magazine.backCover?.picture, ...openers];
      const covers = others.flatMap((picture) => picture?.alt ?? []);
      const inArticles = articles.flatMap(({ article }) => picturesOf(article).map(({ picture }) => picture.alt));
      if (issue.cover.picture !== undefined) expect(figures[0]!.alt).toBe(issue.cover.picture.alt);
      const house = housePrinted(issue.house, flatplan).flatMap(({ picture }) => picture?.alt ?? []);
      expect(figures.map(({ alt }) => alt).sort()).toEqual([...covers, ...inArticles, ...house].sort());
      for (const { article, element } of articles)
        expect(
          elementsOfType(element, "Figure")
            .map(({ alt }) => alt)
            .sort(),
          article.slug,
        ).toEqual(
          picturesOf(article)
            .map(({ picture }) => picture.alt)
            .sort(),
        );
      expect(figures.filter((figure) => elementsWithin(figure).length > 1)).toEqual([]);
    });

    it("has one P for each paragraph, however many columns it stands in", () => {
      for (const { article, element } of sample().articles) {
        const paragraphs = elementsOfType(element, "P").map((tag) => spaced(textOfElement(tag)));
        for (const { content } of blocksOf(article.body, "paragraph")) {
          const text = spaced(plainText(content));
          expect(
            paragraphs.filter((set) => set === text || set === text.replace(/\n/g, " ")),
            text,
          ).toHaveLength(1);
        }
      }
    });

    it("has lists of items with bodies, and numbers as labels", () => {
      for (const { article, element } of sample().articles) {
        const lists = blocksOf(article.body, "list");
        const set = elementsOfType(element, "L");
        expect(set, article.slug).toHaveLength(lists.length);
        expect(elementsOfType(element, "LI"), article.slug).toHaveLength(
          lists.reduce((count, { items }) => count + items.length, 0),
        );
        lists.forEach(({ ordered, items, start }, index) => {
          for (const kid of typesOf(set[index]!)) expect(kid).toBe("LI");
          const wanted = ordered ? ["Lbl", "LBody"] : ["LBody"];
          const own = set[index]!.kids.filter((kid): kid is DescribedTag => "kids" in kid);
          expect(own.map(typesOf), article.slug).toEqual(items.map(() => wanted));
          if (ordered)
            expect(own.map((item) => textOfElement(item.kids[0] as DescribedTag).trim())).toEqual(
              items.map((_, at) => `${start + at}.`),
            );
        });
      }
    });

    it("has tables with heads and as many cells as were written", () => {
      for (const { article, element } of sample().articles) {
        const tables = blocksOf(article.body, "table");
        const set = elementsOfType(element, "Table");
        expect(set, article.slug).toHaveLength(tables.length);
        tables.forEach(({ head, rows }, index) => {
          const cells = [...head, ...rows].flat();
          const heads = elementsOfType(set[index], "TH");
          expect(heads).toHaveLength(cells.filter(({ header }) => header).length);
          expect(heads.length).toBeGreaterThan(0);
          expect(heads.filter(({ attributes }) => attributes.Scope === undefined)).toEqual([]);
          expect(elementsOfType(set[index], "TD")).toHaveLength(cells.filter(({ header }) => !header).length);
        });
      }
    });
  });

  describe("decoration", () => {
    it("is marked as such: every drawn word is in the tag tree or an artifact", () => {
      for (const { runs, label } of sample().seen.pages)
        expect(
          runs.filter(({ standing }) => standing === "unmarked"),
          `page ${label}`,
        ).toEqual([]);
    });

    it("is folios, running heads, the foot of the page and drawn hyphens, and nothing else", () => {
      const { seen, issue, articles, flatplan } = sample();
      for (const { runs, label, index } of seen.pages) {
        const { articles: slugs, section } = flatplan[index]!;
        const own = articles.filter(({ article }) => slugs.includes(article.slug)).map(({ article }) => article);
        const furniture = [
          ...[label, issue.magazine.name, WEEK, section],
          ...own.map(({ headline }) => plainText(headline)),
          // A table that goes on repeats its head, in each column.
          ...own.flatMap(({ body }) =>
            blocksOf(body, "table").flatMap(({ head }) =>
              head.flat().flatMap(({ content }) => new Array<string>(MOST_COLUMNS).fill(plainText(content))),
            ),
          ),
        ];
        const drawn = drawnText(runs.filter((run) => run.standing === "artifact" && !isDrawnHyphen(run)));
        const known = new Words(wordsOf(...furniture));
        expect(known.takeEach(wordsOf(drawn)), `page ${label}`).toEqual([]);
      }
    });
  });
};
