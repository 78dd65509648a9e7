import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build, errorCodes, type Magazine, newMagazine, type Read, read } from "./magazine.js";
import { expectNothingMissing, expectRightContents } from "./proofs.js";

describe("the sample in the layout atlas", () => {
  let magazine: Magazine;
  let first: Built;
  let again: Built;
  let pages: Read;
  beforeAll(async () => {
    magazine = await newMagazine();
    first = await build(magazine, "--layout", "atlas");
    again = await build(magazine, "--layout", "atlas");
    pages = await read(magazine, first);
  });
  afterAll(() => magazine.remove());

  it("is built without a word changed in it", () => {
    expect(first.exit).toBe(0);
    expect(errorCodes(first)).toEqual([]);
    expect(pages.seen.fonts.some(({ name }) => name.includes("SourceSerif4"))).toBe(false);
  });

  it("loses no word of any article", () => expectNothingMissing(pages));

  it("has the right numbers in its contents", () => expectRightContents(pages));

  it("is the same to the byte when it is built again", () => {
    expect(Buffer.compare(again.pdf!, first.pdf!)).toBe(0);
  });
});
