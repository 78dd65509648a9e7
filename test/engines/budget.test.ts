import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build, errorCodes, type Magazine, newMagazine, type Read, read } from "../budget/magazine.js";
import { expectNothingLost, expectRightContents } from "../budget/proofs.js";
import { simplyBy } from "./engine.js";

/** The sample has 39 pages of itself in the simple layout. */
const MORE = 40;
const FAR_TOO_FEW = 30;

describe("a page budget, set by pdfkit", () => {
  const magazines: Magazine[] = [];
  let met: Built;
  let found: Read;
  const buildWith = async (pages: number): Promise<Built> => {
    const magazine = await newMagazine(`pages: ${pages}`);
    magazines.push(magazine);
    return build(magazine, ...simplyBy("pdfkit"));
  };
  beforeAll(async () => {
    met = await buildWith(MORE);
    found = await read(magazines[0]!, met);
  });
  afterAll(() => Promise.all(magazines.map(({ remove }) => remove())));

  it("gives exactly so many pages", () => {
    expect([met.exit, errorCodes(met)]).toEqual([0, []]);
    expect(found.seen.pages).toHaveLength(MORE);
    expect(found.flatplan).toHaveLength(MORE);
  });

  it("loses no word of any article, and tells where each begins", () => {
    expectNothingLost(found);
    expectRightContents(found);
  });

  it("that the copy cannot meet is refused, and nothing is printed", async () => {
    const refused = await buildWith(FAR_TOO_FEW);
    expect([refused.exit, errorCodes(refused), refused.pdf]).toEqual([1, ["BUDGET_EXCEEDED"], undefined]);
  });
});
