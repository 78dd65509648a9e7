import { describe, expect, it } from "vitest";
import { HouseStock } from "../../src/copyfit/index.js";

const part = (name: string, leastLines: number, mostLines?: number) => ({
  name,
  matter: name,
  leastLines,
  ...(mostLines === undefined ? {} : { mostLines }),
});

/** The pieces that places of these heights get, in turn. */
const taken = (stock: HouseStock<string>, ...lines: number[]): string[] =>
  lines.map((count) => stock.takePart(count).matter);

describe("parts of pages", () => {
  it("are filled by each piece once before any comes again, the one that needs most first", () => {
    const stock = new HouseStock([part("quote", 9), part("share", 11), part("stars", 14)], []);
    expect(taken(stock, 20, 20, 20, 20)).toEqual(["stars", "share", "quote", "stars"]);
    expect(taken(stock, 10)).toEqual(["quote"]);
  });

  it("that are tall go to a piece that they do not leave hollow, unless it would come too often", () => {
    const stock = new HouseStock([part("quote", 9, 24), part("share", 11, 24), part("stars", 14)], []);
    expect(taken(stock, 40, 40, 40)).toEqual(["stars", "stars", "share"]);
    expect(taken(stock, 20)).toEqual(["quote"]);
  });

  it("that are tall go to any piece where all would be hollow", () => {
    expect(taken(new HouseStock([part("quote", 9, 24)], []), 40)).toEqual(["quote"]);
  });
});
