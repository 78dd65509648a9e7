import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "../../src/layout/index.js";
import { wordsNotTagged } from "../sample/text.proof.js";
import { shortened } from "./editing.js";
import { type Built, build, errorCodes, type Magazine, newMagazine, plan, type Read, read } from "./magazine.js";

const SLUG = "sea-of-sand";
const FILE = `issues/2026-W47/articles/${SLUG}.md`;
const PAGES = 2;
/** Words that come out of the article: without its pictures it then fits its pages, with them it has some 80 too many. */
const WORDS_OUT = 260;

/** Pictures of the text, each on a line of its own, may be left out. */
const optional = (text: string): string =>
  text.replaceAll(
    /^(!\[.*\]\([^)]*\))(?:\{(.*)\})?$/gm,
    (_, picture, settings = "") => `${picture}{${settings} optional=yes}`,
  );

describe("pictures that may be left out", () => {
  const magazines: Magazine[] = [];
  const withArticle = async (change: (text: string) => string): Promise<Magazine> => {
    const magazine = await newMagazine();
    magazines.push(magazine);
    await magazine.sayOf(SLUG, `pages: ${PAGES}`);
    await magazine.edit(FILE, (text) => change(shortened(text, WORDS_OUT)));
    return magazine;
  };
  let allowed: Magazine;
  let built: Built;
  let seen: Read;
  beforeAll(async () => {
    allowed = await withArticle(optional);
    built = await build(allowed);
    seen = await read(allowed, built);
  });
  afterAll(() => Promise.all(magazines.map(({ remove }) => remove())));

  it("go where the article has too much for its pages, which is refused with them", async () => {
    const refused = await build(await withArticle((text) => text));
    expect(errorCodes(refused)).toEqual(["BUDGET_EXCEEDED"]);
    expect(errorCodes(built)).toEqual([]);
    const { articles } = await plan(allowed);
    const own = articles.find(({ slug }) => slug === SLUG)!;
    expect(own.pages).toBe(PAGES);
    expect(own.fits[0]).toMatch(/^(optional picture( \d)?|\d optional pictures) left out$/);
  });

  it("take their captions with them, and not a word else", () => {
    for (const set of seen.articles) {
      const missing = wordsNotTagged(set);
      if (set.article.slug !== SLUG) expect(missing, set.article.slug).toEqual([]);
      else {
        const captions = set.article.body.flatMap((block) =>
          block.kind === "figure" && block.optional ? [plainText(block.caption ?? []), block.credit ?? ""] : [],
        );
        expect(missing.length).toBeGreaterThan(0);
        for (const word of missing) expect(captions.join(" ")).toContain(word);
      }
    }
  });
});
