/** The masters of the simple layout, painted with the sample's copy and read back from the finished file. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Article } from "../../../src/article/index.js";
import { plainText } from "../../../src/layout/index.js";
import { type DescribedPage, type DescribedTag, elementsOfType, textOfElement } from "../../../src/pdf/index.js";
import { textBlock } from "../../../src/print/pdfkit/boxes.js";
import { contentsEntries, coverPage, headOf, housePart } from "../../../src/print/pdfkit/masters/index.js";
import {
  AREA,
  finish,
  HERO_LINES,
  open,
  type Painted,
  PT_PER_PX,
  paintAll,
  readSample,
  type Sample,
  TRIM_PT,
  WEEK,
} from "./masters.js";

/** What is printed of the cover, px; the nameplate's first letter has white on its left. */
const COVER = { x: 42, y: 40, width: 704, height: 1123 - 88 };

let sample: Sample;
let painted: Painted;
beforeAll(async () => {
  sample = await readSample();
  painted = await paintAll(sample);
});

const page = (name: string): DescribedPage => painted.seen.pages[painted.pageOf.get(name)!]!;

/** Words in the order of the tag tree, spaces as they come. */
const words = (name: string): string => page(name).text.replace(/\s+/g, " ");

const decoration = (name: string): string =>
  page(name)
    .runs.filter(({ standing }) => standing === "artifact")
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");

/** Texts that stand on the page in this order. */
const expectInOrder = (name: string, texts: readonly (string | undefined)[]): void => {
  let from = 0;
  for (const text of texts) {
    const at = words(name).indexOf(text!, from);
    expect(at, `${text} on ${name}: ${words(name)}`).toBeGreaterThanOrEqual(from);
    from = at + text!.length;
  }
};

describe("pages that are made up by themselves", () => {
  it("have room for the sample's words, in fonts that have all of its letters", () => {
    expect(painted.roomy).toEqual(Object.fromEntries(Object.keys(painted.roomy).map((name) => [name, true])));
    expect(painted.missing).toEqual([]);
  });

  it("shows on the cover what the issue says of it", () => {
    const { cover, magazine } = sample.issue;
    expectInOrder("cover", [
      magazine.tagline,
      WEEK,
      "No. 12",
      magazine.name,
      "Cover: Rihla Studio",
      cover.kicker,
      cover.headline,
    ]);
    expectInOrder("cover", [
      cover.headline,
      cover.standfirst,
      ...cover.lines.flatMap(({ headline, text }) => [headline, text]),
    ]);
  });

  it("ends the magazine with how to have the next one, the colophon and the address", () => {
    const { backCover: back, colophon, publisher } = sample.issue.magazine;
    expectInOrder("back-cover", [
      back!.headline,
      back!.text,
      "rihla.example/subscribe",
      colophon,
      publisher,
      "rihla.example",
    ]);
    expect(page("back-cover").grounds[0]!.area).toMatchObject({ x: 0, y: 0 });
    expect(page("back-cover").grounds[0]!.area.width).toBeGreaterThanOrEqual(TRIM_PT.width);
    expect(page("back-cover").grounds[0]!.area.height).toBeGreaterThanOrEqual(TRIM_PT.height);
  });

  it("opens a section with its name, its picture and its articles", () => {
    const section = sample.issue.sections[1]!;
    const headlines = section.articles.map(({ slug }) => plainText(sample.articles.get(slug)!.headline));
    const id = `opener-${section.slug}`;
    expectInOrder(id, [
      section.name,
      section.opener!.text,
      section.opener!.picture!.caption,
      "Rihla Studio",
      ...headlines,
    ]);
    expect(page(id).pictures).toHaveLength(1);
  });

  it("gives house matter a page with all of its words", () => {
    for (const { name, kind, kicker, headline, text, cite, picture } of sample.issue.house) {
      const inOrder =
        kind === "picture" ? [headline, picture?.caption, picture?.credit] : [kicker, headline, text, cite];
      expectInOrder(
        name,
        inOrder.filter((one) => one !== undefined),
      );
    }
    expect(words("write")).toContain("desk@rihla.example");
  });

  it("sets a cover's words smaller, and its name, until they have room", async () => {
    const long = "The long and winding roads over which the caravans of the Sahara carried salt, gold and books";
    const magazine = { ...sample.issue.magazine, name: "The Maghreb and Sahel Quarterly of Letters" };
    const cover = {
      ...sample.issue.cover,
      headline: long,
      lines: sample.issue.cover.lines.concat(sample.issue.cover.lines),
    };
    const changed = { ...sample, issue: { ...sample.issue, magazine, cover } };
    const { surface, context } = open(changed, new Map(cover.lines.map(({ article }) => [article!, 100])));
    surface.addPage();
    expect(coverPage(surface, surface.newTag(surface.root, "Sect"), context)).toBe(true);
    const seen = await finish(surface, changed);
    expectWithin(seen.pages[0]!, COVER);
    expect(seen.pages[0]!.text.replace(/\s+/g, " ")).toContain(long);
  });

  it("tells of a cover whose words have no room at any size", () => {
    const cover = { ...sample.issue.cover, standfirst: sample.issue.note!.repeat(4) };
    const { surface, context } = open(
      { ...sample, issue: { ...sample.issue, cover } },
      new Map(cover.lines.map(({ article }) => [article!, 1])),
    );
    surface.addPage();
    expect(coverPage(surface, surface.newTag(surface.root, "Sect"), context)).toBe(false);
  });
});

/** All words and pictures of a page stand in this box, px. */
const expectWithin = (
  { runs, pictures }: DescribedPage,
  box: { x: number; y: number; width: number; height: number },
): void => {
  const shown = [
    ...runs
      .filter(({ text }) => text.trim() !== "")
      .map(({ x, baseline, width }) => ({ x, y: baseline, width, height: 0 })),
    ...pictures.map(({ area }) => area),
  ];
  for (const { x, y, width, height } of shown) {
    expect(x / PT_PER_PX).toBeGreaterThan(box.x - 1.5);
    expect((x + width) / PT_PER_PX).toBeLessThan(box.x + box.width + 1.5);
    expect(y / PT_PER_PX).toBeGreaterThan(box.y - 0.5);
    expect((y + height) / PT_PER_PX).toBeLessThan(box.y + box.height + 0.5);
  }
};

describe("places on the page", () => {
  it("keeps the type area, but on the cover and for the furniture", () => {
    for (const described of painted.seen.pages.slice(1)) {
      const runs = described.runs.filter(({ standing }) => standing === "tagged");
      expectWithin({ ...described, runs }, AREA);
    }
    expectWithin(page("cover"), COVER);
  });

  it("gives a head the height that was measured", () => {
    for (const [id, head] of painted.heads) {
      if (id === "contents") continue;
      const { runs, pictures } = page(id);
      const lines = pictures.length > 0 ? HERO_LINES : 0;
      const lowest = Math.max(
        ...runs.filter(({ standing }) => standing === "tagged").map(({ baseline }) => baseline / PT_PER_PX),
      );
      const foot = AREA.y + head.heightPx + lines * 18;
      expect(lowest).toBeLessThan(foot - 14);
      // Below the last baseline stand its descent, the white of its style and that of the head.
      expect(lowest).toBeGreaterThan(foot - 45);
    }
  });

  it("makes the hero as tall as it was chosen", () => {
    const { width, height } = page("sea-of-sand").pictures[0]!.area;
    expect(width / PT_PER_PX).toBeCloseTo(AREA.width, 1);
    expect(height / PT_PER_PX).toBeCloseTo(HERO_LINES * 18, 1);
  });

  it("stands the folio at the outside edge, and lets the title run where there is one", () => {
    const edges = (name: string) => {
      const { label, runs } = page(name);
      const folio = runs.find(({ text, standing }) => standing === "artifact" && text.trim() === label)!;
      return { left: folio.x / PT_PER_PX, right: (folio.x + folio.width) / PT_PER_PX };
    };
    const numbers = [...painted.heads.keys()].map((id) => [id, painted.pageOf.get(id)! + 1] as const);
    const verso = numbers.find(([, folio]) => folio % 2 === 0)![0];
    const recto = numbers.find(([, folio]) => folio % 2 === 1)![0];
    expect(edges(verso).left).toBeCloseTo(AREA.x, 0);
    expect(edges(recto).right).toBeCloseTo(AREA.x + AREA.width, 0);
    expect(decoration("sea-of-sand")).toBe(
      `Land and Sky The Title that Runs ${page("sea-of-sand").label} Rihla ${WEEK}`,
    );
  });

  it("shows the picture of a part of a page beside its words, or above them where there is height", async () => {
    const { surface, context } = open(sample, new Map());
    const part = housePart(sample.issue.house.find(({ name }) => name === "subscribe")!, context);
    for (const height of [200, 500]) {
      surface.addPage();
      part.paint(surface, { ...AREA, height }, surface.newTag(surface.root, "Sect"));
    }
    const { pages } = await finish(surface, sample);
    const [low, tall] = pages.map(({ pictures }) => pictures[0]!.area);
    expect(low!.height / PT_PER_PX).toBeCloseTo(200, 1);
    expect(low!.width).toBeLessThan(tall!.width / 2);
    expect(tall!.width / PT_PER_PX).toBeCloseTo(AREA.width, 1);
    for (const [index, height] of [200, 500].entries()) expectWithin(pages[index]!, { ...AREA, height });
  });

  it("needs as many lines for a part of a page as its words take", () => {
    const { surface, context } = open(sample, new Map());
    const item = sample.issue.house.find(({ name }) => name === "subscribe")!;
    const few = housePart({ ...item, picture: undefined, text: "Free." }, context);
    const many = housePart({ ...item, picture: undefined, text: item.text!.repeat(4) }, context);
    expect(few.leastLines).toBeGreaterThanOrEqual(9);
    expect(many.leastLines).toBeGreaterThan(few.leastLines);
    expect(surface.pageCount).toBe(0);
  });
});

describe("heads", () => {
  it("begins an article with kicker, headline, standfirst, byline and the caption of its picture", () => {
    for (const { plan, articles } of painted.stories.filter(
      ({ plan, articles }) => plan.kind === "flow" && articles.length === 1,
    )) {
      const [{ kicker, headline, standfirst, byline, hero }] = articles as [Article];
      const parts = [kicker, plainText(headline), standfirst && plainText(standfirst), byline && `By ${byline}`];
      const below = page(plan.id).pictures.length === 0 ? [] : [hero?.caption && plainText(hero.caption), hero?.credit];
      expectInOrder(
        plan.id,
        [...parts, ...below].filter((text) => text !== undefined),
      );
    }
  });

  it("tells when a word is wider than its line", () => {
    const { context } = open(sample, new Map());
    const story = painted.stories.find(({ plan }) => plan.id === "sea-of-sand")!;
    const [opener] = story.plan.openers;
    const word = [{ kind: "text" as const, text: "Donaudampfschifffahrtsgesellschaftskapitänsmütze" }];
    const wide = { ...story, articles: [{ ...story.articles[0]!, headline: word }] };
    expect(headOf(story, opener, context)!.fits).toBe(true);
    expect(headOf(wide, opener, context)!.fits).toBe(false);
  });

  it("has no head for a master that is no simple layout's", () => {
    const { context } = open(sample, new Map());
    const story = painted.stories.find(({ plan }) => plan.id === "sea-of-sand")!;
    expect(headOf(story, { ...story.plan.openers[0], master: "feature-spread" }, context)).toBeUndefined();
  });
});

/** The share of the tag tree that stands on a page. */
const elementsOn = (name: string, type: string): DescribedTag[] =>
  elementsOfType(painted.seen.tags, type).filter((tag) => pagesOf(tag).includes(painted.pageOf.get(name)!));

const pagesOf = (tag: DescribedTag): number[] => [
  ...tag.pageIndexes,
  ...tag.kids.flatMap((kid) => ("kids" in kid ? pagesOf(kid) : [])),
];

describe("what a reader hears", () => {
  it("has a headline of the first level for each article with a head, and one of the second for other titles", () => {
    const heard = elementsOfType(painted.seen.tags, "H1").map(textOfElement);
    const single = painted.stories.filter(({ plan, articles }) => plan.kind === "flow" && articles.length === 1);
    expect(heard).toEqual(single.map(({ articles }) => plainText(articles[0]!.headline)));
    expect(elementsOfType(painted.seen.tags, "H2").map(textOfElement)).toEqual([
      "The Sand Issue",
      "Waypoints",
      "Land and Sky",
    ]);
  });

  it("tells of every picture that is not ornament", () => {
    const alts = elementsOfType(painted.seen.tags, "Figure").map(({ alt }) => alt);
    expect(elementsOn("cover", "Figure").map(({ alt }) => alt)).toEqual([sample.issue.cover.picture!.alt]);
    expect(elementsOn("back-cover", "Figure")).toEqual([]);
    expect(page("back-cover").pictures).toHaveLength(1);
    expect(alts.every((alt) => alt !== undefined && alt !== "")).toBe(true);
    expect(alts).toHaveLength(painted.seen.pages.flatMap(({ pictures }) => pictures).length - 1);
  });

  it("lists the articles of each section, with their folios", () => {
    const lists = elementsOfType(painted.seen.tags, "TOC");
    expect(lists).toHaveLength(sample.issue.sections.length);
    for (const [index, { articles }] of sample.issue.sections.entries()) {
      const items = elementsOfType(lists[index], "TOCI");
      const folio = (slug: string) =>
        painted.seen.links.find(({ contents }) => contents?.includes(plainText(sample.articles.get(slug)!.headline)))!;
      expect(items.map((item) => textOfElement(elementsOfType(item, "Link")[0]!).trim())).toEqual(
        articles.map(
          ({ slug }) => `${folio(slug).targetPageIndex! + 1} ${plainText(sample.articles.get(slug)!.headline)}`,
        ),
      );
      for (const item of items) expect(item.kids[0]).toMatchObject({ type: "Reference" });
    }
  });

  it("announces articles with their standfirsts, but for briefs", async () => {
    const plain = { ...sample, issue: { ...sample.issue, contents: "plain" as const } };
    const slugs = [...sample.articles.keys()];
    const { surface, context } = open(plain, new Map(slugs.map((slug) => [slug, 1])));
    surface.addPage();
    for (const slug of slugs) surface.anchor(slug, 0);
    const [, brief, ...others] = contentsEntries(context, 319);
    const list = surface.newTag(surface.root, "Sect");
    const entries = [brief!, others.find(({ drawn }) => drawn.heightPx > 60)!];
    for (const { drawn } of entries) drawn.paint(surface, AREA, list);
    const seen = await finish(surface, plain);
    const [short, long] = elementsOfType(seen.tags, "TOCI");
    expect(textOfElement(short!)).toBe(`1 ${plainText(sample.articles.get(slugs[0]!)!.headline)}`);
    const { headline, standfirst } = [...sample.articles.values()].find(({ headline }) =>
      textOfElement(long!).includes(plainText(headline)),
    )!;
    expect(textOfElement(long!).replace(/\s+/g, " ")).toBe(`1 ${plainText(headline)} ${plainText(standfirst!)}`);
    expect(elementsOfType(seen.tags, "TOC")).toHaveLength(2);
  });

  it("names who makes the magazine", () => {
    const { masthead, publisher } = sample.issue.magazine;
    expectInOrder("contents", [WEEK, "No. 12", "The Sand Issue", sample.issue.note]);
    expectInOrder("contents", [
      ...masthead.map(({ role, names }) => `${role} ${names.join(", ")}`),
      `Published by ${publisher}`,
    ]);
  });

  it("has each word in the tree or marked as decoration", () => {
    const stray = painted.seen.pages.flatMap(({ runs }) => runs.filter(({ standing }) => standing === "unmarked"));
    expect(stray).toEqual([]);
  });
});

describe("links", () => {
  const from = (name: string) => painted.seen.links.filter(({ pageIndex }) => pageIndex === painted.pageOf.get(name));
  const targets = (name: string): (number | undefined)[] => [
    ...new Set(from(name).map(({ targetPageIndex }) => targetPageIndex)),
  ];

  it("lead from cover, contents and section page to the articles", () => {
    const { cover, sections } = sample.issue;
    const pageFor = (slug: string) =>
      painted.pageOf.get(painted.stories.find(({ plan }) => plan.articles.includes(slug))!.plan.id);
    expect(targets("cover")).toEqual([cover.article!, ...cover.lines.map(({ article }) => article!)].map(pageFor));
    const listed = sections.flatMap(({ articles }) => articles.map(({ slug }) => pageFor(slug)));
    expect(targets("contents")).toEqual([...new Set(listed)]);
    expect(targets(`opener-${sections[1]!.slug}`)).toEqual(sections[1]!.articles.map(({ slug }) => pageFor(slug)));
  });

  it("lead to the top of the headline", () => {
    const link = from("cover")[0]!;
    const headline = page("sea-of-sand").runs.find(({ sizePt }) => sizePt > 30)!;
    expect(headline.baseline - link.targetY!).toBeGreaterThan(20);
    expect(headline.baseline - link.targetY!).toBeLessThan(45);
  });

  it("lead to the magazine's addresses, and are in the tree", () => {
    const uris = from("back-cover").map(({ uri }) => uri);
    expect(uris).toEqual(["https://rihla.example/subscribe", "https://rihla.example/"]);
    expect(from("subscribe").map(({ uri }) => uri)).toEqual(["https://rihla.example/subscribe"]);
    expect(from("write").map(({ uri }) => uri)).toEqual(["mailto:desk@rihla.example"]);
    expect(painted.seen.links.every(({ tagged }) => tagged)).toBe(true);
  });

  it("take folio and headline into one element", () => {
    const item = elementsOfType(painted.seen.tags, "TOCI")[0]!;
    expect(elementsOfType(item, "Link")).toHaveLength(1);
  });
});

describe("boxes", () => {
  it("are as tall as their lines, their white and their rules", () => {
    const { context } = open(sample, new Map());
    const setting = context.settingFor("en-GB", sample.issue.sections[0]);
    const style = context.tokens.type["contents-section"];
    const one = textBlock("One line", "contents-section", 300, setting, { tag: "P" })!;
    expect(one.heightPx).toBe(3 + style.padPx[0] + 16 + style.padPx[1]);
    expect(textBlock("", "contents-section", 300, setting, { tag: "P" })).toBeUndefined();
    expect(textBlock(undefined, "contents-section", 300, setting, { tag: "P" })).toBeUndefined();
  });
});
