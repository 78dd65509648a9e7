import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { measurePages } from "../../scripts/pagecheck/figures.js";
import { type DescribedRun, describePdf, elementsOfType, textOfElement } from "../../src/pdf/index.js";
import { readCopy } from "../sample/copy.js";
import { drawnText } from "../sample/drawn.js";
import type { Printed } from "../sample/magazine.js";
import { proveNavigation } from "../sample/navigation.proof.js";
import { proveFontsAndBoxes } from "../sample/pages.proof.js";
import { proveTags } from "../sample/tags.proof.js";
import { proveText } from "../sample/text.proof.js";
import { contentsOfTag } from "../sample/tree.js";
import { wordsOf } from "../sample/words.js";
import { codesAndPlaces, pressday, type Told, toldBy } from "../support/command.js";
import { ISSUE, newPublisher } from "../support/publisher.js";
import { simplyBy } from "./engine.js";
import { everything } from "./everything.js";
import { simpleWords } from "./words.js";

interface Built extends Printed {
  readonly told: Told;
}

/** Builds the issue without a browser, and reads it back. */
const buildEverything = async (): Promise<Built> => {
  const { root, at, remove } = await newPublisher(await everything(), { keep: true });
  try {
    const told = toldBy(await pressday(["build", ISSUE, "--json", ...simplyBy("pdfkit")], { cwd: root }));
    if (told.pdf === undefined) throw new Error(`It was not built: ${JSON.stringify(told.problems)}`);
    const pdf = await readFile(at(told.pdf));
    const seen = await describePdf(pdf);
    const { issue, articles } = await readCopy(seen, root);
    return { told, pdf, seen, issue, articles, flatplan: told.flatplan };
  } finally {
    await remove();
  }
};

describe("an issue of every kind of piece, set by pdfkit", () => {
  let built: Built;
  beforeAll(async () => {
    built = await buildEverything();
  });
  const printed = (): Printed => built;
  const elementOf = (slug: string) => built.articles.find(({ article }) => article.slug === slug)!.element;

  it("has nothing to complain about", () => {
    expect(codesAndPlaces(built.told.problems)).toEqual([]);
    expect(built.told).toMatchObject({ articles: built.articles.length, pages: built.seen.pages.length });
  });

  proveText(printed, simpleWords);
  proveTags(printed);
  proveNavigation(printed, ["cover", "back-cover", "section"]);
  proveFontsAndBoxes(printed);

  it("keeps paragraphs, headings and pictures with their text, and sets nothing over anything else", () => {
    const { ends, collisions, pictures } = measurePages(built.seen);
    expect(collisions).toEqual([]);
    expect(ends).toMatchObject({ widows: [], orphans: [] });
    // A headline may stand far above a text that is too short for its page.
    const headlines = elementsOfType(built.seen.tags, "H1").map(textOfElement).join(" ");
    expect(ends.stranded.filter(({ text }) => !headlines.includes(text.trim()))).toEqual([]);
    expect(pictures).toMatchObject({ apart: [], early: [] });
    expect(pictures.pictures).toBeGreaterThanOrEqual(7);
  });

  it("repeats a long table's heads in each column as decoration, and has it once in the tag tree", () => {
    const [stations] = elementsOfType(elementOf("stations"), "Table");
    const pages = new Set(contentsOfTag(stations!).map(({ pageIndex }) => pageIndex));
    expect(pages.size).toBeGreaterThan(1);
    expect(elementsOfType(stations, "TR")).toHaveLength(151);
    const heads = (standing: DescribedRun["standing"]): string[] =>
      [...pages]
        .flatMap((index) =>
          wordsOf(drawnText(built.seen.pages[index!]!.runs.filter((run) => run.standing === standing))),
        )
        .filter((word) => word === "Height");
    expect(heads("tagged")).toHaveLength(1);
    expect(heads("artifact").length).toBeGreaterThanOrEqual(3);
  });

  it("nests lists, and goes on with the numbers that they were given", () => {
    const [rope, sight] = elementsOfType(elementOf("everything"), "L").filter(
      (list) => !/Carry|Begin early/.test(textOfElement(list)) && /rope|Sight/.test(textOfElement(list)),
    );
    expect(elementsOfType(rope, "L").map((list) => elementsOfType(list, "LI").length)).toEqual([7, 4, 2]);
    expect(elementsOfType(sight, "Lbl").map((label) => textOfElement(label).trim())).toEqual(["7.", "8.", "9."]);
  });

  it("shows the author of an opinion, beside the name", () => {
    const element = elementOf("wells");
    expect(elementsOfType(element, "Figure").map(({ alt }) => alt)).toEqual(["Omar Tazi before a dune."]);
    expect(textOfElement(element)).toMatch(/By Omar Tazi\s*Photograph by a neighbour/);
    const page = built.seen.pages.find(({ runs }) => runs.some(({ text }) => text.includes("Photograph by")))!;
    const [portrait] = page.pictures;
    expect([portrait!.area.width, portrait!.area.height].map(Math.round)).toEqual([68, 81]);
    const name = page.runs.find(({ text }) => text.startsWith("By Omar"))!;
    expect(name.x).toBeGreaterThan(portrait!.area.x + portrait!.area.width);
    expect(name.baseline).toBeLessThan(portrait!.area.y + portrait!.area.height);
  });

  it("tells the language of a piece that is in another", () => {
    expect(elementOf("oasis").language).toBe("fr");
    expect(textOfElement(elementOf("oasis"))).toContain("l’eau l’était aussi\u202f;");
  });

  it("raises and lowers what is written so, on the line's own leading", () => {
    const runs = built.seen.pages.flatMap((page) => page.runs);
    const at = runs.findIndex(({ text, sizePt }) => text.trim() === "2" && sizePt < 9);
    expect(at).toBeGreaterThan(0);
    expect(runs[at]!.baseline).toBeGreaterThan(runs[at - 1]!.baseline);
  });

  it("breaks a word of many syllables, and no word is set over the edge of its column", () => {
    const { bodyLines, area } = measurePages(built.seen);
    const over = bodyLines.filter(({ pageIndex, right }) => right > area.sides[pageIndex % 2]!.right + 3);
    expect(over.map(({ text }) => text)).toEqual([]);
    const words = wordsOf(textOfElement(elementOf("words")));
    expect(words.filter((word) => word === "pneumonoultramicroscopicsilicovolcanoconiosis")).toHaveLength(8);
  });
});
