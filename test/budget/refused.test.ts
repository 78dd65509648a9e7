import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../src/problem.js";
import { ISSUE } from "../sample/copy.js";
import { paragraphsOf, shortened, writtenAnew } from "./editing.js";
import { type Built, build, type Magazine, newMagazine, read } from "./magazine.js";
import { expectNothingLost, expectNoWhiteHoles } from "./proofs.js";

const MULTIPLE = 4;

const onlyError = (built: Built): Problem => {
  const errors = errorsOf(built);
  expect(errors.map(({ code }) => code)).toHaveLength(1);
  return errors[0]!;
};

/** Words that an editor is told to take out, by article; throws when the total is another. */
const wordsOver = ({ message, remedy }: Problem): Map<string, number> => {
  const articles = new Map(
    [...remedy.matchAll(/(\S+\.md) by (\d+) words/g)].map(([, name, words]) => [name!, Number(words)] as const),
  );
  const total = Number(/about (\d+) words too long/.exec(message)![1]);
  expect([...articles.values()].reduce((sum, words) => sum + words, 0)).toBe(total);
  return articles;
};

const errorsOf = ({ told }: Built): readonly Problem[] => told.problems.filter(({ severity }) => severity === "error");

/** Adds articles of so many words together to the last section. */
const addArticles = async (magazine: Magazine, words: number): Promise<void> => {
  const articles = path.join(magazine.root, ISSUE, "articles");
  const paragraphs = paragraphsOf(await readFile(path.join(articles, "sea-of-sand.md"), "utf8"));
  for (const [index, text] of writtenAnew(paragraphs, words, 1000).entries()) {
    await writeFile(path.join(articles, `more-${index + 1}.md`), text);
    await magazine.edit(`${ISSUE}/issue.yaml`, (manifest) =>
      manifest.replace("      - strings.md\n", `      - strings.md\n      - more-${index + 1}.md\n`),
    );
  }
};

describe("a page budget that cannot be met", () => {
  const magazines: Magazine[] = [];
  const magazineWith = async (...lines: readonly string[]): Promise<Magazine> => {
    const magazine = await newMagazine(...lines);
    magazines.push(magazine);
    return magazine;
  };
  let natural = 0;
  beforeAll(async () => {
    natural = (await build(await magazineWith())).told.pages;
  });
  afterAll(() => Promise.all(magazines.map(({ remove }) => remove())));

  it("says which articles are too long and by how many words, and those are enough", async () => {
    const wanted = MULTIPLE * (Math.floor((natural - 1) / MULTIPLE) - 1);
    const magazine = await magazineWith(`pages: ${wanted}`);
    const refused = await build(magazine);
    expect(refused.exit).toBe(1);
    expect(refused.pdf).toBeUndefined();
    const problem = onlyError(refused);
    expect(problem.code).toBe("BUDGET_EXCEEDED");
    expect(problem.message).toContain(`${wanted} pages`);
    const over = wordsOver(problem);
    expect(over.size).toBeGreaterThan(0);
    for (const [name, words] of over) await magazine.edit(name, (text) => shortened(text, words));
    const mended = await build(magazine);
    expect(errorsOf(mended)).toEqual([]);
    expect(mended.told.pages).toBe(wanted);
    expectNothingLost(await read(magazine, mended));
  });

  it("says how many words are missing, and those are enough", async () => {
    const wanted = MULTIPLE * (Math.ceil((natural + 1) / MULTIPLE) + 2);
    const magazine = await magazineWith(`pages: ${wanted}`);
    const first = await build(magazine);
    if (first.exit !== 0) {
      expect([first.exit, first.pdf]).toEqual([1, undefined]);
      const problem = onlyError(first);
      expect(problem.code).toBe("BUDGET_NOT_REACHED");
      const words = Number(/about (\d+) words/.exec(problem.message)![1]);
      await addArticles(magazine, words);
    }
    const mended = await build(magazine);
    expect(errorsOf(mended)).toEqual([]);
    expect(mended.told.pages).toBe(wanted);
    const pages = await read(magazine, mended);
    expectNothingLost(pages);
    expectNoWhiteHoles(pages);
  });

  it.each([
    ["pages: 3", "BUDGET_EXCEEDED"],
    ["pages: 80", "BUDGET_NOT_REACHED"],
    ["multipleOf: 50", "BUDGET_NOT_REACHED"],
  ])("is refused however far away it is: %s", async (line, code) => {
    const built = await build(await magazineWith(line));
    expect(built.exit).toBe(1);
    expect(built.pdf).toBeUndefined();
    expect(onlyError(built).code).toBe(code);
  });
});
