import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build, errorCodes, type Magazine, newMagazine, type Read, read } from "./magazine.js";
import { expectNothingLost, expectNoWhiteHoles, expectRightContents } from "./proofs.js";

const MULTIPLE = 4;

describe("a page budget that can be met", () => {
  const magazines: Magazine[] = [];
  const magazineWith = async (...lines: readonly string[]): Promise<Magazine> => {
    const magazine = await newMagazine(...lines);
    magazines.push(magazine);
    return magazine;
  };
  let natural = 0;
  let below: Built & { wanted: number; read: Read; again: Built };
  let above: Built & { wanted: number; read: Read };

  beforeAll(async () => {
    natural = (await build(await magazineWith())).told.pages;
    const within = async (wanted: number) => {
      const magazine = await magazineWith(`pages: ${wanted}`);
      const built = await build(magazine);
      return { ...built, wanted, magazine, read: await read(magazine, built) };
    };
    const fewer = within(MULTIPLE * Math.floor((natural - 1) / MULTIPLE));
    const more = within(MULTIPLE * Math.ceil((natural + 1) / MULTIPLE));
    below = { ...(await fewer), again: await build((await fewer).magazine) };
    above = await more;
  });
  afterAll(() => Promise.all(magazines.map(({ remove }) => remove())));

  it("gives exactly so many pages, fewer or more than the issue has of itself", () => {
    expect(below.wanted).toBeLessThan(natural);
    expect(above.wanted).toBeGreaterThan(natural);
    for (const { wanted, told, exit, read } of [below, above]) {
      expect(exit).toBe(0);
      expect(told).toMatchObject({ pages: wanted, articles: read.articles.length });
      expect(read.seen.pages).toHaveLength(wanted);
      expect(errorCodes({ told, exit })).toEqual([]);
    }
  });

  it("loses no word of any article", () => {
    expectNothingLost(below.read);
    expectNothingLost(above.read);
  });

  it("sets the contents' numbers anew", () => {
    expectRightContents(below.read);
    expectRightContents(above.read);
  });

  it("leaves no white holes", () => {
    expectNoWhiteHoles(below.read);
    expectNoWhiteHoles(above.read);
  });

  it("fills up with little house matter", () => {
    for (const { read } of [below, above]) {
      expect(read.figures.house.untold).toEqual([]);
      expect(read.figures.house.share).toBeLessThanOrEqual(0.08);
    }
  });

  it("gives the same bytes again", () => {
    expect(Buffer.compare(below.again.pdf!, below.pdf!)).toBe(0);
  });

  it("may be any multiple of a number", async () => {
    const { exit, told } = await build(await magazineWith(`multipleOf: ${MULTIPLE}`));
    expect(exit).toBe(0);
    expect(told.pages % MULTIPLE).toBe(0);
    expect([below.wanted, natural, above.wanted]).toContain(told.pages);
  });
});
