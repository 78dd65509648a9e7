import { expect, it } from "vitest";
import type { Article, Figure } from "../../src/article/index.js";
import { completeCover } from "../../src/layout/index.js";
import type { Cover, Issue } from "../../src/manifest/index.js";

const place = { file: "a.md", line: 1 };
const figure = (name: string, whole?: true): Figure => ({
  kind: "figure",
  place,
  picture: { path: `/${name}`, name, alt: name, focus: { xPercent: 50, yPercent: 50 }, place },
  ...(whole && { whole }),
});
const article = (slug: string, words: number, more: Partial<Article> = {}): Article => ({
  slug,
  path: `/${slug}.md`,
  name: `${slug}.md`,
  headline: [{ kind: "emphasis", content: [{ kind: "text", text: `On ${slug}` }] }],
  sources: [],
  language: "en-GB",
  body: [],
  words,
  ...more,
});

const ARTICLES = [
  article("wells", 900, { standfirst: [{ kind: "text", text: "Water." }] }),
  article("dunes", 2000, { hero: figure("dunes.jpg") }),
  article("salt", 300),
  article("looms", 400),
  article("letters", 1200),
  article("maps", 1100, { hero: figure("map.png", true) }),
];
const SECTIONS = [
  ["wells", "dunes"],
  ["salt", "letters"],
  ["looms", "maps"],
];

const complete = (said: Partial<Cover>): Cover => {
  const cover: Cover = { headline: "", article: "wells", lines: [], ...said };
  const sections = SECTIONS.map((slugs) => ({ articles: slugs.map((slug) => ({ slug })) }));
  return completeCover({ cover, sections } as unknown as Issue, new Map(ARTICLES.map((one) => [one.slug, one])));
};

it("makes a cover of the issue where the editor says nothing", () => {
  const cover = complete({});
  expect(cover).toMatchObject({ headline: "On wells", standfirst: "Water.", picture: { name: "dunes.jpg" } });
  // The other sections' leads, then the longest.
  expect(cover.lines).toEqual(
    ["salt", "looms", "dunes", "letters"].map((slug) => ({ headline: `On ${slug}`, article: slug })),
  );
});

it("takes its story's hero, but none that must be shown whole", () => {
  expect(complete({ article: "dunes", headline: "Sand" })).toMatchObject({
    headline: "Sand",
    picture: { name: "dunes.jpg" },
  });
  expect(complete({ article: "maps", headline: "Lines" }).picture).toBeUndefined();
});

it("adds no words to a cover that the editor wrote", () => {
  const own = { headline: "Sand", article: "salt", lines: [{ headline: "One line" }] };
  expect(complete(own)).toEqual(own);
});
