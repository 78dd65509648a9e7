import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentKeys, houseKeys } from "../../scripts/pagecheck/tags.js";
import type { FlatplanPage } from "../../src/compose/index.js";
import { type DescribedTag, elementsOfType } from "../../src/pdf/index.js";
import { type Built, build, type Magazine, newMagazine, type Read, read } from "./magazine.js";
import { expectNothingLost, expectNoWhiteHoles } from "./proofs.js";

const MOST_HOUSE = 0.08;

const pagesWithHouse = (flatplan: readonly FlatplanPage[]): FlatplanPage[] =>
  flatplan.filter(({ house = [] }) => house.length > 0);

/** Asides that stand in no article, by the label of their page. */
const asidesByPage = ({ seen }: Read): Map<string, DescribedTag[]> => {
  const own = houseKeys(seen);
  const byPage = new Map<string, DescribedTag[]>();
  for (const aside of elementsOfType(seen.tags, "Aside")) {
    const keys = contentKeys(aside).filter((key) => own.has(key));
    const page = keys[0]?.split(" ")[0];
    if (page === undefined) continue;
    const { label } = seen.pages[Number(page)]!;
    byPage.set(label, [...(byPage.get(label) ?? []), aside]);
  }
  return byPage;
};

describe("house matter", () => {
  let [on, off]: Magazine[] = [];
  let [filled, again, bare]: Built[] = [];
  let [withHouse, without]: Read[] = [];
  beforeAll(async () => {
    [on, off] = [await newMagazine(), await newMagazine("house: off")];
    [filled, bare] = await Promise.all([build(on), build(off)]);
    [withHouse, without] = [await read(on, filled), await read(off, bare)];
    again = await build(on);
  });
  afterAll(() => Promise.all([on, off].map((magazine) => magazine?.remove())));

  it("fills what articles leave of their pages", () => {
    expect(pagesWithHouse(withHouse!.flatplan).length).toBeGreaterThan(0);
    expectNoWhiteHoles(withHouse!);
    expectNothingLost(withHouse!);
  });

  it("takes little of the pages' area", () => {
    const { share, untold } = withHouse!.figures.house;
    expect(untold).toEqual([]);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(MOST_HOUSE);
  });

  it("stands aside of every article in the tag tree, where the flatplan has it", () => {
    const parts = pagesWithHouse(withHouse!.flatplan).filter(({ articles }) => articles.length > 0);
    const asides = asidesByPage(withHouse!);
    expect([...asides.keys()]).toEqual(parts.map(({ folio }) => String(folio)));
    for (const [page, found] of asides) expect(found, `page ${page}`).toHaveLength(1);
  });

  it("does not come where the issue says off, and no word is lost without it", () => {
    expect(pagesWithHouse(without!.flatplan)).toEqual([]);
    expect(asidesByPage(without!).size).toBe(0);
    expect(without!.figures.house.share).toBe(0);
    expectNothingLost(without!);
  });

  it("is the same at the next build, to the byte", () => {
    expect(Buffer.compare(again!.pdf!, filled!.pdf!)).toBe(0);
  });
});
