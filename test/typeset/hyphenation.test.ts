import { createRequire } from "node:module";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import {
  breakParagraph,
  hyphenateFrom,
  hyphenationDictionary,
  makeHyphenator,
  paragraphWords,
  readPatterns,
} from "../../src/typeset/index.js";
import { justified, plain, readProse, serifMeasure } from "./type.js";

const require = createRequire(import.meta.url);
const words = paragraphWords(readProse().join("\n"));

/** Offsets as the package itself finds them. */
const packageOffsets = (language: string): ((word: string) => number[]) => {
  const hyphenate = require("hyphen")(require(`hyphen/patterns/${language}.js`), { hyphenChar: "-", minWordLength: 1 });
  return (word) => {
    const offsets: number[] = [];
    let at = 0;
    for (const part of (hyphenate(word) as string).split("-").slice(0, -1)) {
      at += part.length;
      offsets.push(at);
    }
    return offsets.filter((offset) => offset >= 3 && offset <= word.length - 3);
  };
};

describe("hyphenation", () => {
  it.each(["en-gb", "en-us", "fr", "es"])("agrees with the package's own in %s", async (language) => {
    const hyphenate = makeHyphenator(await readPatterns(language));
    const reference = packageOffsets(language);
    for (const word of words) expect({ word, at: hyphenate(word) }).toEqual({ word, at: reference(word) });
  });

  it("knows a language by its tag, and finds nothing in one it has no patterns for", async () => {
    expect(await readPatterns("en")).toBe(await readPatterns("en-GB"));
    expect(await readPatterns("fr-TN")).toBe(await readPatterns("fr"));
    expect(await readPatterns("en-US")).not.toBe(await readPatterns("en-GB"));
    expect(makeHyphenator(await readPatterns("ar"))("الصحراء")).toEqual([]);
    expect(makeHyphenator(await readPatterns("en"))("constructor")).toEqual(packageOffsets("en-gb")("constructor"));
  });

  it("is the same from the table", async () => {
    const hyphenate = makeHyphenator(await readPatterns("en-GB"));
    const table = JSON.parse(JSON.stringify(await hyphenationDictionary(words, "en-GB")));
    const fromTable = hyphenateFrom(table);
    for (const word of [...words, "constructor", "toString"]) {
      if (words.includes(word)) expect(fromTable(word)).toEqual(hyphenate(word));
      else expect(fromTable(word)).toEqual([]);
    }
  });

  it("foretells the words that breaking asks about", () => {
    const asked = new Set<string>();
    const hyphenate = (word: string) => {
      asked.add(word);
      return [];
    };
    const tools = { measure: serifMeasure(12.5), hyphenate };
    for (const text of readProse()) breakParagraph(plain(text), justified(320), tools);
    expect([...asked].sort()).toEqual([...words].sort());
  });

  it("takes words out of their punctuation, and leaves capitals, numbers and addresses alone", () => {
    expect(
      paragraphWords("“Travellers’ l’histoire, government’s UNESCO’s covid19x www.example.org (camel-drivers) short"),
    ).toEqual(["Travellers", "histoire", "government", "drivers"]);
  });

  it("brings no patterns into the page's script", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: 'export { breakParagraph, hyphenateFrom } from "./src/typeset/index.ts";',
        resolveDir: process.cwd(),
      },
      bundle: true,
      format: "iife",
      platform: "browser",
      minify: true,
      write: false,
    });
    expect(outputFiles[0]!.contents.length).toBeLessThan(25_000);
  });
});
