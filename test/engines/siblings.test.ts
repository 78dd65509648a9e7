import { beforeAll, describe, expect, it } from "vitest";
import type { Inline } from "../../src/article/index.js";
import { plainText } from "../../src/layout/index.js";
import { type DescribedTag, elementsOfType, textOfElement } from "../../src/pdf/index.js";
import { drawnText } from "../sample/drawn.js";
import { buildSample, type Sample } from "../sample/magazine.js";
import { openingPage, proveCommand, proveNavigation } from "../sample/navigation.proof.js";
import { backCoverWords } from "../sample/other-words.js";
import { proveBytes, proveFontsAndBoxes } from "../sample/pages.proof.js";
import { blocksOf, picturesOf, proveTags } from "../sample/tags.proof.js";
import { partsOf, proveText } from "../sample/text.proof.js";
import { contentsOfTag } from "../sample/tree.js";
import { Words, wordsOf } from "../sample/words.js";
import { ENGINES, type Engine, simplyBy } from "./engine.js";
import { simpleCoverWords, simpleWords } from "./words.js";

const samples: Partial<Record<Engine, Sample>> = {};
beforeAll(async () => {
  for (const engine of ENGINES) samples[engine] = await buildSample(`test/out/engines/${engine}`, simplyBy(engine));
});

/** Words with what is between them evened out. */
const spaced = (text: string): string => wordsOf(text).join(" ");

type LinkInline = Extract<Inline, { kind: "link" }>;

const linksIn = (content: readonly Inline[]): LinkInline[] =>
  content.flatMap((inline) => (inline.kind === "link" ? [inline] : "content" in inline ? linksIn(inline.content) : []));

/** The words of each cell, row by row. */
const cellsOf = (table: DescribedTag): string[][] =>
  elementsOfType(table, "TR").map((row) =>
    row.kids.flatMap((kid) => ("kids" in kid && /^T[HD]$/.test(kid.type) ? [spaced(textOfElement(kid))] : [])),
  );

describe.each(ENGINES)("the sample in the simple layout, set by %s", (engine) => {
  const sample = (): Sample => samples[engine]!;
  proveCommand(sample);
  proveNavigation(sample);
  proveText(sample, simpleWords);
  proveTags(sample);
  proveFontsAndBoxes(sample);
  proveBytes(sample);

  it("has every word of the covers drawn on them", () => {
    const { seen, issue, flatplan } = sample();
    const drawn = (pageIndex: number): Words => new Words(partsOf(drawnText(seen.pages.at(pageIndex)!.runs)));
    expect(drawn(0).takeEach(simpleCoverWords(issue, flatplan).flatMap(partsOf))).toEqual([]);
    expect(drawn(-1).takeEach(backCoverWords(issue).flatMap(partsOf))).toEqual([]);
  });

  it("has a picture on the page for each Figure", () => {
    const { seen, articles } = sample();
    const figures = elementsOfType(seen.tags, "Figure");
    expect(figures.length).toBeGreaterThan(articles.flatMap(({ article }) => picturesOf(article)).length);
    const unseen = figures.filter(
      (figure) =>
        !contentsOfTag(figure).some(({ pageIndex, mcid }) =>
          seen.pages[pageIndex!]!.pictures.some((picture) => picture.mcid === mcid),
        ),
    );
    expect(unseen.map(({ alt }) => alt)).toEqual([]);
  });

  it("has every table cell for cell as it was written", () => {
    let tables = 0;
    for (const { article, element } of sample().articles) {
      const written = blocksOf(article.body, "table").map(({ head, rows }) =>
        [...head, ...rows].map((row) => row.map(({ content }) => spaced(plainText(content)))),
      );
      tables += written.length;
      expect(elementsOfType(element, "Table").map(cellsOf), article.slug).toEqual(written);
    }
    expect(tables).toBeGreaterThan(0);
  });

  it("has every link of the articles, and it leads where it was written to lead", () => {
    const { articles, seen } = sample();
    let count = 0;
    for (const { article, element } of articles) {
      const written = blocksOf(article.body, "paragraph").flatMap(({ content }) => linksIn(content));
      const words = elementsOfType(element, "Link").map((link) => spaced(textOfElement(link)));
      for (const { href, content } of written) {
        count++;
        const text = spaced(plainText(content));
        expect(words, article.slug).toContain(text);
        const target = href.startsWith("#")
          ? { targetPageIndex: openingPage(sample(), href.slice(1)) }
          : { uri: expect.stringContaining(href) };
        expect(seen.links, `${article.slug}: ${text}`).toContainEqual(
          expect.objectContaining({ contents: text, ...target }),
        );
      }
    }
    expect(count).toBeGreaterThanOrEqual(7);
  });
});

describe("the two engines", () => {
  const both = <Result>(read: (sample: Sample) => Result): [Result, Result] => [
    read(samples.pdfkit!),
    read(samples.chromium!),
  ];

  it("print the same words of each article", () => {
    const [pdfkit, chromium] = both(({ articles }) =>
      articles.map(({ article, element }) => [article.slug, wordsOf(textOfElement(element)).sort()]),
    );
    expect(pdfkit).toEqual(chromium);
  });

  it("link to the same articles and addresses, but for house matter", () => {
    const [pdfkit, chromium] = both(({ seen, issue, articles, ...rest }) => {
      const house = new Set(issue.house.map(({ link }) => link));
      const opening = new Map(
        articles.map(({ article }) => [openingPage({ seen, issue, articles, ...rest }, article.slug), article.slug]),
      );
      const targets = seen.links.flatMap(({ uri, targetPageIndex }) =>
        uri === undefined ? [opening.get(targetPageIndex!) ?? "nowhere"] : house.has(uri) ? [] : [uri],
      );
      return [...new Set(targets)].sort();
    });
    expect(pdfkit).toEqual(chromium);
    expect(pdfkit).not.toContain("nowhere");
  });

  it("tell the same of the file, but by whom it was printed", () => {
    const [pdfkit, chromium] = both(({ seen: { info, xmp, language, viewer, version, marked } }) => {
      const { Producer, ...told } = info;
      const { "pdf:Producer": printed, ...packet } = xmp;
      expect(Producer).toBe(printed);
      return { told, packet, language, viewer, version, marked };
    });
    expect(pdfkit).toEqual(chromium);
    expect(pdfkit).toMatchObject({ language: "en-GB", marked: true, viewer: { displayDocTitle: true } });
    expect(pdfkit.told).toMatchObject({
      Title: "Rihla 2026-W47: The Sand Issue",
      CreationDate: "D:20261118120000Z",
      Author: expect.stringContaining("Wided Chebbi"),
    });
  });

  it("give every element the same language", () => {
    const [pdfkit, chromium] = both(({ seen, articles }) =>
      articles.map(({ article, element }) => [article.slug, element.language ?? seen.language, languagesIn(element)]),
    );
    expect(pdfkit).toEqual(chromium);
  });
});

/** The words of an element that are in another language than what is round them. */
const languagesIn = (element: DescribedTag): string[] =>
  element.kids.flatMap((kid) => {
    if (!("kids" in kid)) return [];
    const inner = languagesIn(kid);
    return kid.language === undefined ? inner : [`${kid.language}: ${spaced(textOfElement(kid))}`, ...inner];
  });
