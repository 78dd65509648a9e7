import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlannedArticle } from "../../src/plan/index.js";
import { type Magazine, newMagazine, plan } from "./magazine.js";

type Plan = Awaited<ReturnType<typeof plan>>;

/** Articles that share none of their pages. */
const alone = ({ articles, flatplan }: Plan): PlannedArticle[] =>
  articles.filter(({ slug }) => flatplan.every((page) => !page.articles.includes(slug) || page.articles.length === 1));

const changesPictures = ({ fits }: PlannedArticle): boolean => fits.some((fit) => /^(hero|picture)/.test(fit));

const errorsOf = ({ problems }: Plan) => problems.filter(({ severity }) => severity === "error");

const article = ({ articles }: Plan, slug: string): PlannedArticle => articles.find((one) => one.slug === slug)!;

describe("what an editor says about one article", () => {
  const magazines: Magazine[] = [];
  const planWith = async (...entries: readonly (readonly [slug: string, keys: string])[]): Promise<Plan> => {
    const magazine = await newMagazine();
    magazines.push(magazine);
    for (const [slug, keys] of entries) await magazine.sayOf(slug, keys);
    return plan(magazine);
  };
  let usual: Plan;
  let own: PlannedArticle[];
  beforeAll(async () => {
    usual = await planWith();
    own = alone(usual);
  });
  afterAll(() => Promise.all(magazines.map(({ remove }) => remove())));

  it("`fit: off` leaves its hero and its pictures as they are, and the others are fitted", async () => {
    const fitted = own.filter(changesPictures);
    expect(fitted.length).toBeGreaterThan(3);
    const { slug } = fitted[0]!;
    const unfitted = await planWith([slug, "fit: off"]);
    expect(article(unfitted, slug).fits).toEqual([]);
    expect(alone(unfitted).filter(changesPictures).length).toBeGreaterThanOrEqual(fitted.length - 2);
    expect(errorsOf(unfitted)).toEqual([]);
  });

  it("`pages` gives it so many pages, one more than it would have", async () => {
    const { slug, pages } = own.find((one) => one.pages === 2 && changesPictures(one))!;
    const longer = await planWith([slug, `pages: ${pages + 1}`]);
    expect(longer.exit).toBe(0);
    expect(article(longer, slug)).toMatchObject({ pages: pages + 1, budget: pages + 1, faults: [] });
  });

  it.each([1, 2])(
    "`pages: %i`, of which it has more, is met or refused: then it is named with its words",
    async (wanted) => {
      const { slug } = own
        .filter(({ pages }) => pages === wanted + 1)
        .sort((one, other) => other.words - one.words)[0]!;
      const shorter = await planWith([slug, `pages: ${wanted}`]);
      if (article(shorter, slug).pages === wanted) return expect(errorsOf(shorter)).toEqual([]);
      expect(shorter.exit).toBe(1);
      const [problem, ...others] = errorsOf(shorter);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ code: "BUDGET_EXCEEDED", message: expect.not.stringContaining("undefined") });
      expect(problem!.remedy).toMatch(new RegExp(`/${slug}\\.md by \\d+ words`));
    },
  );

  it("`pages` that its copy cannot fill are refused", async () => {
    const { slug, pages } = own.find((one) => one.pages === 2)!;
    const longer = await planWith([slug, `pages: ${pages + 4}`]);
    expect(errorsOf(longer)).toMatchObject([
      { code: "BUDGET_NOT_REACHED", message: expect.not.stringContaining("undefined") },
    ]);
    expect(longer.exit).toBe(1);
  });
});
