import { access, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describePdf, elementsOfType, textOfElement } from "../../src/pdf/index.js";
import { codesAndPlaces, pressday, type Told, toldBy } from "../support/command.js";
import {
  DUNES,
  type Files,
  ISSUE,
  MANIFEST,
  manifestOf,
  newPublisher,
  PDF,
  type Publisher,
  WEEK,
  WELLS,
} from "../support/publisher.js";
import { ENGINES, type Engine, simplyBy } from "./engine.js";

const buildBy = async (engine: Engine, files: Files): Promise<{ told: Told; publisher: Publisher }> => {
  const publisher = await newPublisher(files);
  const told = toldBy(await pressday(["build", ISSUE, "--json", ...simplyBy(engine)], { cwd: publisher.root }));
  return { told, publisher };
};

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** No hyphen may stand in it, and it is wider than a column. */
const UNBROKEN = "0123456789".repeat(6);

const article = (headline: string, body: string): string => `---\nheadline: ${headline}\n---\n${body}\n`;

const COVER = (words: string): string =>
  `week: ${WEEK}\ncover:\n  headline: ${words}\nsections:\n  - name: Desert\n    articles: [dunes.md, wells.md]\n`;

describe.each(ENGINES)("what does not fit, set by %s", (engine) => {
  it("is told where a word of an article is wider than its column", async () => {
    const files = { [WELLS]: article("Wells", `They are numbered.\n\nThe last is ${UNBROKEN} here.`) };
    const { told, publisher } = await buildBy(engine, files);
    expect(codesAndPlaces(told.problems)).toEqual([`error LINE_TOO_WIDE ${WELLS}:6`]);
    expect(told.problems[0]!.message).toContain("0123456789");
    expect(await isThere(publisher.at(PDF))).toBe(false);
  });

  it("is told where a word of a headline is wider than the page", async () => {
    const { told, publisher } = await buildBy(engine, { [WELLS]: article(UNBROKEN, "They are numbered.") });
    const errors = told.problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
    expect(errors).toContain("LINE_TOO_WIDE");
    expect(await isThere(publisher.at(PDF))).toBe(false);
  });

  it("is told where the cover has more words than room", async () => {
    const words = "A headline of very many words that goes on and on ".repeat(40).trim();
    const { told, publisher } = await buildBy(engine, { [MANIFEST]: COVER(words) });
    expect(told.problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "COPY_OVERFLOWS",
    ]);
    expect(told.problems.find(({ code }) => code === "COPY_OVERFLOWS")!.remedy).toMatch(/cover/);
    expect(await isThere(publisher.at(PDF))).toBe(false);
  });

  it("is told where a table is wider than the page, and its words are broken but all there", async () => {
    const names = Array.from({ length: 14 }, (_, index) => `Thermodynamically${index}`);
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    const table = [line(names), line(names.map(() => "--")), line(names)].join("\n");
    const { told, publisher } = await buildBy(engine, { [DUNES]: article("Tables", `A table.\n\n${table}`) });
    expect(codesAndPlaces(told.problems)).toEqual([`warning TABLE_TOO_WIDE ${DUNES}:6`]);
    const seen = await describePdf(await readFile(publisher.at(PDF)));
    const cells = elementsOfType(seen.tags, "Table").flatMap((found) =>
      [...elementsOfType(found, "TH"), ...elementsOfType(found, "TD")].map(textOfElement),
    );
    expect(cells.map((cell) => cell.trim())).toEqual([...names, ...names]);
  });

  it("is made small where a cover's headline is long", async () => {
    const words = "A headline of rather many words that would never fit in its usual size";
    const { told, publisher } = await buildBy(engine, { [MANIFEST]: COVER(words) });
    expect(codesAndPlaces(told.problems)).toEqual([]);
    const seen = await describePdf(await readFile(publisher.at(PDF)));
    expect(seen.pages[0]!.text).toContain(words);
  });
});

it("an issue of nothing but one line is a magazine all the same", async () => {
  const { told, publisher } = await buildBy("pdfkit", {
    [MANIFEST]: manifestOf("wells.md"),
    [WELLS]: article("Wells", "Dry."),
  });
  expect(codesAndPlaces(told.problems)).toEqual([]);
  const seen = await describePdf(await readFile(publisher.at(PDF)));
  expect(elementsOfType(seen.tags, "H1").map(textOfElement)).toEqual(["Wells"]);
  expect(elementsOfType(seen.tags, "Art").map(textOfElement).join(" ")).toContain("Dry.");
});
