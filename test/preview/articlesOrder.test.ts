import { expect, it } from "vitest";
import { filtered, rowsOf, sorted } from "../../src/preview/page/views/articlesOrder.js";
import type { ArticleFacts, PageFacts, PreviewState } from "../../src/preview/types.js";
import type { Problem } from "../../src/problem.js";

const article = (slug: string, facts: Partial<ArticleFacts>): ArticleFacts => ({
  slug,
  headline: slug,
  section: "Makers",
  words: 100,
  pages: 1,
  fits: [],
  faults: [],
  file: `articles/${slug}.md`,
  language: "en",
  ...facts,
});

const page = (folio: number, ...articles: string[]): PageFacts => ({
  key: String(folio),
  folio,
  master: "continuation",
  stories: [],
  articles,
  section: "Makers",
  colour: "#123456",
  fill: 1,
  house: [],
  faults: [],
});

const problem: Problem = {
  code: "PICTURE_MISSING",
  severity: "error",
  place: { file: "articles/loom.md", line: 3 },
  message: "",
  remedy: "",
};

const rows = rowsOf({
  articles: [
    article("loom", { folio: 4, words: 90, headline: "Élan" }),
    article("salt", { folio: 2, words: 1200, headline: "Salt" }),
    article("lost", { words: 90, headline: "Lost" }),
  ],
  pages: [page(2, "salt"), page(3, "salt"), page(4, "salt", "loom")],
  problems: [problem],
} as unknown as PreviewState);
const slugs = (found: typeof rows): string[] => found.map(({ article: { slug } }) => slug);

it("tells an article's pages, its section's colour and the problems of its file", () => {
  expect(rows.map(({ folios }) => folios)).toEqual([[4], [2, 3, 4], []]);
  expect(rows[0]).toMatchObject({ colour: "#123456", problems: [problem] });
});

it("puts an article without a page last, and keeps the issue's order among equals", () => {
  expect(slugs(sorted(rows, { by: "folio", direction: "ascending" }, "en"))).toEqual(["salt", "loom", "lost"]);
  expect(slugs(sorted(rows, { by: "words", direction: "descending" }, "en"))).toEqual(["salt", "loom", "lost"]);
  expect(slugs(sorted(rows, { by: "headline", direction: "ascending" }, "en"))).toEqual(["loom", "lost", "salt"]);
});

it("finds all words typed, whatever their case and accents", () => {
  expect(slugs(filtered(rows, "ELAN makers"))).toEqual(["loom"]);
  expect(slugs(filtered(rows, " "))).toHaveLength(3);
  expect(filtered(rows, "elan salt")).toEqual([]);
});
