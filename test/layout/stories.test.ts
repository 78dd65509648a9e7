import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Article, Block, Inline } from "../../src/article/index.js";
import { contentsView } from "../../src/layout/contents.js";
import { checkDesigns, type Layout, pictureUses, readLayout, renderDocument } from "../../src/layout/index.js";
import { storiesOf } from "../../src/layout/stories.js";
import { articleView, inlineHtml, type Pictures } from "../../src/layout/view.js";
import type { HouseItem, Issue, PictureRef, Section } from "../../src/manifest/index.js";

let layout: Layout;
beforeAll(async () => {
  layout = (await readLayout("classic", [join(import.meta.dirname, "../../layouts")])).layout!;
});

const place = { file: "issue.yaml", line: 1 };

const picture = (name: string): PictureRef => ({
  path: `/issue/pictures/${name}.jpg`,
  name: `${name}.jpg`,
  alt: `A picture of ${name}`,
  focus: { xPercent: 50, yPercent: 50 },
  place,
});

/** Pictures as prepared, 3 by 2. */
const prepared = (...names: string[]): Pictures =>
  new Map(
    names.map((name) => [
      picture(name).path,
      {
        path: picture(name).path,
        preparedPath: `/cache/${name}.jpg`,
        name: `${name}.jpg`,
        widthPx: 1500,
        heightPx: 1000,
      },
    ]),
  ) as unknown as Pictures;

const text = (words: string): Inline => ({ kind: "text", text: words });
const paragraph = (...content: Inline[]): Block => ({ kind: "paragraph", place, content });
const bold = (words: string): Inline => ({ kind: "strong", content: [text(words)] });

const article = (slug: string, more: Partial<Article> = {}): Article => ({
  slug,
  path: `/issue/articles/${slug}.md`,
  name: `articles/${slug}.md`,
  headline: [text(`The ${slug}`)],
  sources: [],
  language: "en-GB",
  body: [paragraph(text("Copy."))],
  words: 12,
  ...more,
});

const withHero = (slug: string, whole = false, more: Partial<Article> = {}): Article =>
  article(slug, {
    hero: { kind: "figure", place, picture: picture(slug), ...(whole ? { whole } : {}) },
    ...more,
  });

const section = (name: string, articles: readonly Article[], more: Partial<Section> = {}): Section => ({
  name,
  slug: name.toLowerCase(),
  place,
  articles: articles.map(({ slug, path, name: file }) => ({ slug, path, name: file, place })),
  ...more,
});

const issueOf = (sections: readonly Section[], more: Partial<Issue> = {}): Issue => ({
  magazine: {
    name: "Weekly",
    slug: "weekly",
    publisher: "Press",
    languages: ["en-GB"],
    timeZone: "UTC",
    weekStartsOn: 1,
    collecting: { cutOff: { hours: 0, minutes: 0 }, sections: [], sources: [], allowPrivate: [] },
    layout: "classic",
    colours: {},
    masthead: [],
    checks: {},
  },
  folder: "/issue",
  publisherFolder: "/",
  manifestPath: "/issue/issue.yaml",
  week: { label: "2026-W47", year: 2026, week: 47, startDate: "2026-11-16", endDate: "2026-11-22" },
  layout: "classic",
  language: "en-GB",
  house: [],
  cover: { headline: "Cover", lines: [] },
  sources: [],
  sections,
  ...more,
});

const copyOf = (articles: readonly Article[], issue: Issue) => ({
  issue,
  articles: new Map(articles.map((one) => [one.slug, one])),
});

const mastersOf = (one: Article, pictures: Pictures): string[] => {
  const copy = copyOf([one], issueOf([section("News", [one])]));
  const story = storiesOf(layout, copy, pictures).find(({ plan }) => plan.id === one.slug)!;
  return story.plan.openers.map(({ master }) => master);
};

describe("openers", () => {
  it("leaves out those made for a picture where there is none, or one that may not be cropped", () => {
    expect(mastersOf(withHero("dunes", false, { design: "feature" }), prepared("dunes"))).toEqual([
      "feature",
      "feature-spread",
      "run-on",
    ]);
    expect(mastersOf(article("dunes", { design: "feature" }), prepared())).toEqual(["feature"]);
    expect(mastersOf(withHero("dunes", true, { design: "feature" }), prepared("dunes"))).toEqual(["feature"]);
    expect(mastersOf(withHero("dunes"), prepared("dunes"))).toEqual(["opener", "report-side", "run-on"]);
    expect(mastersOf(withHero("dunes", true), prepared("dunes"))).toEqual(["opener"]);
    expect(mastersOf(article("dunes"), prepared())).toEqual(["text-opener", "text-band", "run-on"]);
  });

  it("gives a hero over some columns the width of those columns", () => {
    const one = withHero("dunes");
    const copy = copyOf([one], issueOf([section("News", [one])]));
    const [whole, side] = storiesOf(layout, copy, prepared("dunes")).find(({ plan }) => plan.id === "dunes")!.plan
      .openers;
    const { columnGutterPx } = layout.grid;
    expect(side!.hero!.widthPx).toBeCloseTo((whole.hero!.widthPx - 2 * columnGutterPx) * (2 / 3) + columnGutterPx);
  });

  it("asks for a picture as tall as the type area where a spread may show it", () => {
    const one = withHero("dunes", false, { design: "feature" });
    const boxes = pictureUses(layout, copyOf([one], issueOf([section("News", [one])])))
      .filter(({ picture: used }) => used.name === "dunes.jpg")
      .map(({ boxPt }) => boxPt.height);
    const { marginsPx, lines, leadingPx } = layout.grid;
    expect(Math.max(...boxes)).toBe(Math.round((marginsPx.top + lines * leadingPx) * 0.75));
  });
});

describe("sections", () => {
  it("begin with a page of their own where the editor wants one", () => {
    const articles = [article("one"), article("two")];
    const sections = [
      section("News", articles.slice(0, 1)),
      section("Places", articles.slice(1), { opener: { text: "Near & far.", picture: picture("map") } }),
    ];
    const copy = copyOf(articles, issueOf(sections));
    const { html, plan } = renderDocument(layout, copy, prepared("map"), [], "a week");
    expect(plan.stories.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      "cover single",
      "contents flow",
      "one flow",
      "opener-places single",
      "two flow",
      "back-cover single",
    ]);
    expect(plan.stories[3]).toMatchObject({ section: "Places", articles: [] });
    const page = html.slice(html.indexOf('data-story="opener-places"'), html.indexOf('data-story="two"'));
    expect(page).toContain("Near &amp; far.");
    expect(page).toContain('data-folio-of="two"');
    expect(page).toContain('src="/pictures/map.jpg"');
    expect(pictureUses(layout, copy).map(({ picture: used }) => used.name)).toContain("map.jpg");
  });

  it("cannot, in a layout without a master for it", () => {
    const { section: _, ...masterSources } = layout.masterSources;
    const sections = [section("News", [article("one")], { opener: {} })];
    expect(checkDesigns({ ...layout, masterSources }, sections)).toMatchObject([{ code: "MANIFEST_INVALID", place }]);
    expect(checkDesigns(layout, sections)).toEqual([]);
  });
});

describe("blocks", () => {
  const settings = { pictures: prepared(), span: 2, columns: 3 };

  it("marks a paragraph that is bold throughout as a question, and sets its answer flush", () => {
    const one = article("talk", {
      body: [
        paragraph(text("An introduction.")),
        paragraph(bold("Why wool?"), text(" ")),
        paragraph(text("It was there.")),
        paragraph(text("And "), bold("warm"), text(".")),
      ],
    });
    const { body } = articleView(one, settings, true) as { body: Record<string, unknown>[] };
    expect(body.map(({ question = false, flush = false, opening = false }) => ({ question, flush, opening }))).toEqual([
      { question: false, flush: true, opening: true },
      { question: true, flush: false, opening: false },
      { question: false, flush: true, opening: false },
      { question: false, flush: false, opening: false },
    ]);
  });

  it("marks capitals in running text, however deep, but no part of a word or of a number, nor the first word", () => {
    const written = "NATO and a list of UNESCO’s, book VIII; the BBCs, an EU rule, B12X and A1ABC.";
    const one = article("talk", { body: [paragraph(text(written), bold("The OECD "), text("and ÉCOLE"))] });
    const { body } = articleView(one, settings, true) as { body: { content: never }[] };
    const html = inlineHtml(body[0]!.content);
    expect([...html.matchAll(/<span class="capitals">(.*?)<\/span>/g)].map(([, marked]) => marked)).toEqual([
      "UNESCO",
      "VIII",
      "OECD",
      "ÉCOLE",
    ]);
    expect(html.replace(/<[^>]*>/g, "")).toBe(`${written}The OECD and ÉCOLE`);
  });

  it("gives no question a drop cap", () => {
    const one = article("talk", { body: [paragraph(bold("Why wool?"))] });
    const { body } = articleView(one, settings, true) as { body: Record<string, unknown>[] };
    expect(body[0]).not.toHaveProperty("opening");
  });

  it("takes the first table into the head of a page of figures, unless it is long", () => {
    const row = [{ content: [text("1")], header: false }];
    const table = (rows: number): Block => ({
      kind: "table",
      place,
      head: [],
      rows: Array.from({ length: rows }, () => row),
    });
    const view = (wideTables: boolean, rows: number) =>
      articleView(
        article("figures", { body: [paragraph(text("Copy.")), table(rows), table(2)] }),
        { ...settings, wideTables },
        true,
      ) as {
        leadTable?: { rows: unknown[] };
        body: { kind: string; span?: number }[];
      };
    expect(view(true, 12).leadTable!.rows).toHaveLength(12);
    expect(view(true, 12).body.map(({ kind, span }) => [kind, span])).toEqual([
      ["paragraph", undefined],
      ["table", 3],
    ]);
    expect(view(true, 40).leadTable).toBeUndefined();
    expect(view(true, 40).body).toHaveLength(3);
    expect(view(false, 12).leadTable).toBeUndefined();
    expect(view(false, 12).body[1]!.span).toBeUndefined();
  });

  it("sets a long piece among briefs larger", () => {
    const articles = [article("short", { words: 350 }), article("long", { words: 351 })];
    const copy = copyOf(articles, issueOf([section("Notes", articles, { design: "briefs" })]));
    const { html } = renderDocument(layout, copy, prepared(), [], "a week");
    const heads = [...html.matchAll(/class="(brief-head[^"]*)"[^>]*>.*?id="(\w+)"/g)].map(([, names, id]) => [
      id,
      names,
    ]);
    expect(heads).toEqual([
      ["short", "brief-head"],
      ["long", "brief-head brief-long"],
    ]);
  });
});

describe("contents with pictures", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const articles = names.map((name) => (name === "b" ? article(name) : withHero(name)));
  const sections = [
    section("One", articles.slice(0, 3)),
    section("Two", articles.slice(3, 5)),
    section("Three", articles.slice(5)),
  ];
  const chosen = (more: Partial<Issue>): string[] => {
    const issue = issueOf(sections, { contents: "pictures", ...more });
    const { lead, others } = contentsView(layout, copyOf(articles, issue), prepared("a", "c", "d", "e", "f")) as {
      lead?: Article;
      others: Article[];
    };
    return [lead, ...others].flatMap((one) => one?.slug ?? []);
  };

  it("shows the cover story first, then one of each section, up to four", () => {
    expect(chosen({ cover: { headline: "", lines: [], article: "e" } })).toEqual(["e", "a", "c", "f"]);
    expect(chosen({})).toEqual(["a", "c", "d", "f"]);
    expect(chosen({ cover: { headline: "", lines: [], article: "b" } })).toEqual(["a", "c", "d", "f"]);
  });

  it("has a design of its own, and none where the issue says plain", () => {
    expect(chosen({ contents: "plain" })).toEqual([]);
    const design = (contents: Issue["contents"]) =>
      storiesOf(layout, copyOf(articles, issueOf(sections, { contents })), prepared())[1]!.plan.design;
    expect(design("pictures")).toBe("contents-pictures");
    expect(design("plain")).toBe("contents");
    expect(design(undefined)).toBe("contents");
  });
});

describe("house matter", () => {
  const item = (name: string, more: Partial<HouseItem>): HouseItem => ({
    name,
    kind: "advertisement",
    headline: "Two can read",
    sizes: ["whole", "half", "quarter"],
    place,
    ...more,
  });
  const house = [
    item("ad", { text: "Fish & chips", link: "mailto:desk@example.org" }),
    item("saying", { kind: "quotation", text: "Slowly.", sizes: ["quarter"] }),
    item("look", { kind: "picture", picture: { ...picture("map"), caption: "A map" }, sizes: ["whole"] }),
  ];
  const issue = () => issueOf([section("News", [article("one")])], { house });

  it("is rendered after the stories, as pages and as parts, for the sizes it may have", () => {
    const { html, plan } = renderDocument(layout, copyOf([article("one")], issue()), prepared("map"), [], "a week");
    const stock = html.slice(html.indexOf("<div data-house-stock>"));
    expect(html.indexOf('data-story="back-cover"')).toBeLessThan(html.indexOf("<div data-house-stock>"));
    expect([...stock.matchAll(/data-house-(page|part)="(\w+)"/g)].map(([, kind, name]) => `${name} ${kind}`)).toEqual([
      "ad page",
      "ad part",
      "saying part",
      "look page",
    ]);
    expect(stock).toContain("Fish &amp; chips");
    expect(stock).toContain('<a href="mailto:desk@example.org">desk@example.org</a>');
    expect(stock).toContain('src="/pictures/map.jpg"');
    expect(stock).toMatch(/<aside class="house house-quotation">/);
    expect(plan.stories.map(({ id }) => id)).not.toContain("house-ad");
  });

  it("is left out without stock, and by a layout without a design for it", () => {
    const none = copyOf([article("one")], issueOf([section("News", [article("one")])]));
    expect(renderDocument(layout, none, prepared(), [], "a week").html).not.toContain("data-house");
    const { house: _, ...without } = layout;
    const copy = copyOf([article("one")], issue());
    expect(renderDocument(without, copy, prepared("map"), [], "a week").html).not.toContain("data-house");
    expect(pictureUses(without, copy).map(({ picture: used }) => used.name)).not.toContain("map.jpg");
  });

  it("asks for its pictures at the page's width", () => {
    const use = pictureUses(layout, copyOf([article("one")], issue())).find(
      ({ picture: used }) => used.name === "map.jpg",
    );
    expect(use!.boxPt.width).toBe(Math.round(794 * 0.75));
  });
});
