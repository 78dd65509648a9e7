import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { DUNES, type Files, ISSUE, newPublisher, PDF, WELLS } from "../support/publisher.js";

const article = (body: string, headline = "The Walking Dunes"): string => `---\nheadline: ${headline}\n---\n${body}\n`;

/** Builds an issue that must print; what was told and what stands on the pages. */
const printed = async (files: Files): Promise<{ told: readonly string[]; seen: PdfDescription }> => {
  const { root, at } = await newPublisher(files);
  const ended = await pressday(["build", ISSUE, "--json"], { cwd: root });
  const { problems } = toldBy(ended);
  expect(ended.exit, JSON.stringify(problems)).toBe(0);
  return { told: codesAndPlaces(problems), seen: await describePdf(await readFile(at(PDF))) };
};

/** A table of so many columns, each cell a word of so many letters with its place in it. */
const table = (columns: number, letters: number): { markdown: string; words: readonly string[] } => {
  const cell = (row: number, column: number): string => `r${row}c${column}`.padEnd(letters, "x");
  const across = Array.from({ length: columns }, (_, column) => column);
  const line = (row: number): string => `| ${across.map((column) => cell(row, column)).join(" | ")} |`;
  const words = [0, 1, 2].flatMap((row) => across.map((column) => cell(row, column)));
  return { markdown: [line(0), `|${" --- |".repeat(columns)}`, line(1), line(2)].join("\n"), words };
};

const textOf = (seen: PdfDescription): string => seen.pages.map((page) => page.text).join("\n");
const sizeOf = (seen: PdfDescription, word: string): number =>
  seen.pages.flatMap((page) => page.runs).find((run) => run.text.includes(word))!.sizePt;

describe("a table", () => {
  it("that would be wider than its place is set smaller, whole, and not told of", async () => {
    const narrow = table(3, 8);
    const wide = table(8, 15);
    const { told, seen } = await printed({
      [DUNES]: article(`Sand moves.\n\n${narrow.markdown}`),
      [WELLS]: article(`Water runs.\n\n${wide.markdown}`, "How a Town Drank"),
    });
    expect(told).toEqual([]);
    for (const word of [...narrow.words, ...wide.words]) expect(textOf(seen)).toContain(word);
    expect(sizeOf(seen, wide.words[0]!)).toBeLessThan(sizeOf(seen, narrow.words[0]!));
  });

  it("that is wider than the page even so is told of and printed with its words broken", async () => {
    const { markdown, words } = table(12, 24);
    const { told, seen } = await printed({ [DUNES]: article(`Sand moves.\n\n${markdown}`) });
    expect(told).toEqual([`warning TABLE_TOO_WIDE ${DUNES}:6`]);
    const letters = textOf(seen).replace(/\s/g, "");
    for (const word of words) expect(letters).toContain(word);
    for (const page of seen.pages)
      for (const { text, x, width } of page.runs) expect(x + width, text).toBeLessThan((page.trimMm[0] / 25.4) * 72);
  });
});

it("two articles with the same headline are two articles", async () => {
  const { told, seen } = await printed({
    [DUNES]: article("The first of the two."),
    [WELLS]: article("The second of the two."),
  });
  expect(told).toEqual([`warning HEADLINE_REPEATED ${WELLS}:2:11`]);
  const entries = seen.outline.flatMap(({ children }) => children);
  expect(entries.map(({ title }) => title)).toEqual(["The Walking Dunes", "The Walking Dunes"]);
  // Short as they are, they may share a page.
  for (const [index, words] of ["The first of the two.", "The second of the two."].entries())
    expect(seen.pages[entries[index]!.pageIndex!]!.text).toContain(words);
});

it("HTML that has no place on the page is told of, and its words stay", async () => {
  const { told, seen } = await printed({
    [DUNES]: article("Sand <u>underlined</u> moves.\n\n<script>alert(1)</script>\n\n<blink>Grain by grain.</blink>"),
  });
  expect(told).toEqual([
    `info HTML_UNWRAPPED ${DUNES}:4:6`,
    `warning HTML_REMOVED ${DUNES}:6:1`,
    `warning HTML_UNWRAPPED ${DUNES}:8:1`,
  ]);
  for (const words of ["Sand underlined moves.", "Grain by grain."]) expect(textOf(seen)).toContain(words);
  expect(textOf(seen)).not.toContain("alert");
});

it("a list of four levels, a long address and a headline of 200 characters are all set", async () => {
  const headline = `${"Sand ".repeat(39)}walks`;
  const address = `https://example.org/${"dunes/".repeat(40)}`;
  const { told, seen } = await printed({
    [DUNES]: article(`- one\n  - two\n    - three\n      - four\n\nSee ${address} for more.`, headline),
  });
  expect(told).toEqual([`warning HEADLINE_CROWDED ${DUNES}:2`]);
  for (const words of ["one", "two", "three", "four"]) expect(textOf(seen)).toContain(words);
  expect(textOf(seen).replace(/\s/g, "")).toContain(address);
  expect(seen.outline[1]!.children[0]!.title).toBe(headline);
});
