import { describe, expect, it } from "vitest";
import { parsePage } from "../../../src/collect/html.js";
import { NoArticle, readPage } from "../../../src/collect/sources/page.js";
import { collect, type Half, mean, SETS, savedPages, score } from "./scoring.js";

/** Of tokens: what we promise of a page of any make, and of the worst. */
const LEAST_MEAN_F1 = 0.97;
const LEAST_F1 = 0.9;

describe.each<Half>([...SETS])("pages, %s", (half) => {
  const pages = savedPages(half);

  it("are there", () => {
    expect(pages.length).toBeGreaterThanOrEqual(half === "fresh" ? 6 : 10);
  });

  it.each(pages)("reads $slug", (page) => {
    const read = collect(page);
    const { f1, extra, missing } = score(page, read);
    expect(f1, `extra: ${extra.join(" ")}; missing: ${missing.join(" ")}`).toBeGreaterThanOrEqual(LEAST_F1);
    expect(read.story.headline.replace(/<[^>]+>/g, "").replaceAll("&amp;", "&")).toBe(page.marked.headline);
  });

  it("are read nearly word for word", () => {
    expect(mean(pages.map((page) => score(page, collect(page)).f1))).toBeGreaterThanOrEqual(LEAST_MEAN_F1);
  });
});

it("costs no more than twenty times what parsing costs", () => {
  const pages = savedPages("tuned");
  const timed = (work: (page: (typeof pages)[number]) => unknown): number =>
    Math.min(
      ...Array.from({ length: 9 }, () => {
        const start = performance.now();
        for (const page of pages) work(page);
        return performance.now() - start;
      }),
    );
  const parsing = timed(({ html, marked }) => parsePage(html, marked.base));
  expect(timed(collect)).toBeLessThan(parsing * 20);
});

describe("pages without an article", () => {
  const page = (body: string): string =>
    `<!DOCTYPE html><html lang="en"><head><title>Site</title></head><body>${body}</body></html>`;
  it.each([
    ["an empty page", ""],
    [
      "a page that scripts fill",
      '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>',
    ],
    [
      "a list of articles",
      `<main>${"<article><h2><a href='/a'>A story about a town by the sea</a></h2></article>".repeat(12)}</main>`,
    ],
    ["a page that was not found", "<h1>Not found</h1><p>The page you asked for is not here.</p>"],
    ["no HTML", ""],
  ])("%s", (_, body) => {
    expect(() => readPage(page(body), "https://site.example/x")).toThrow(NoArticle);
  });
});
