/** What is saved on disk is seen in the page, without a restart: style sheets, articles, templates, pictures, the manifest. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { jpeg } from "../print/helpers.js";
import { DUNES, ISSUE, MANIFEST } from "../support/publisher.js";
import { articleFile, type Driven, drive, inLayout, manifest, prose, type Seen, SLUGS, until } from "./driven.js";
import { isWhole } from "./preview.js";

const SHEET = inLayout("masters.css");
const OPENER = inLayout("masters/opener.hbs");

let driven: Driven;

beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.end());
beforeEach(async () => {
  await driven.leaveFields();
  await driven.press("w", "Home");
  await driven.standsAt(1);
});
afterEach(async () => {
  await driven.putBack();
  driven.expectNoFaults();
});

/** Brings an article's first page into view, and not from its head: somewhere down the page. */
const lookAt = async (slug: string): Promise<Seen> => {
  const folio = (await driven.whole()).articles.find((article) => article.slug === slug)!.folio!;
  await driven.press("g");
  await driven.page.waitForSelector("dialog.go-to[open]");
  await driven.page.keyboard.type(String(folio));
  await driven.press("Enter");
  await driven.standsAt(folio);
  const place = async () => (await driven.inView()).find((page) => page.folio === folio)!;
  const { top } = await place();
  await driven.page.mouse.move(700, 450);
  await driven.page.mouse.wheel({ deltaY: 180 });
  return until(place, (seen) => Math.abs(seen.top - (top - 180)) < 1);
};

/** The page stands where it did. */
const stays = async ({ folio, left, top }: Seen): Promise<void> => {
  const now = (await driven.inView()).find((page) => page.folio === folio);
  expect(now?.left).toBeCloseTo(left, 0);
  expect(now?.top).toBeCloseTo(top, 0);
  expect(await driven.folio()).toBe(folio);
};

/** Words of the page with this folio. */
const wordsOn = (folio: number): Promise<string> =>
  driven.pages.$eval(`body > .page:nth-of-type(${folio})`, ({ textContent }) => textContent ?? "");

/** Writes down in the page, from now on, each revision that it shows, and whether these words stand on its pages then. */
const watchStages = (words: string): Promise<void> =>
  driven.page.evaluate((wanted) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      const { stage, stale } = document.documentElement.dataset;
      const text = document.querySelector("iframe")!.contentDocument!.body.textContent ?? "";
      seen.push(
        [stage, stale === "true" ? "stale" : "", text.includes(wanted) ? "new" : "old"].filter(Boolean).join(" "),
      );
    };
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-revision"] });
  }, words);
const seenStages = (): Promise<string[]> => driven.page.evaluate(() => (window as unknown as { seen: string[] }).seen);

const faultText = (): Promise<string> =>
  driven.page.$$eval(".fault", (all) => all.map((fault) => (fault as HTMLElement).innerText).join("\n"));

describe("a style sheet", () => {
  it("shows its new colour, and the page stays where it was", async () => {
    const before = await lookAt("judge");
    const colour = (): Promise<string> => driven.pages.$eval(".headline", (head) => getComputedStyle(head).color);
    expect(await colour()).not.toBe("rgb(0, 90, 160)");
    await driven.after(() => driven.edit(SHEET, (css) => `${css}\n.headline { color: rgb(0 90 160); }\n`));
    await until(colour, (now) => now === "rgb(0, 90, 160)");
    await stays(before);
  });
});

describe("the layout's grid", () => {
  it("moves pages when it has fewer lines, and the article in view stays in view", async () => {
    const { pages } = await driven.whole();
    const before = await lookAt("wells");
    const after = await driven.after(
      () => driven.edit(inLayout("layout.yaml"), (yaml) => yaml.replace("lines: 53", "lines: 30")),
      (state) => isWhole(state) && state.pages.length > pages.length,
    );
    const wells = after.articles.find(({ slug }) => slug === "wells")!;
    expect(wells.folio).toBeGreaterThan(before.folio);
    await driven.standsAt(wells.folio!);
  });
});

describe("an article", () => {
  it("shows its new words at once, and the whole issue after", async () => {
    const before = await lookAt("dunes");
    await watchStages("A sickle dune is");
    await driven.after(() => driven.edit(DUNES, (text) => text.replace("A barchan is", "A sickle dune is")));
    const stages = await until(seenStages, (all) => all.includes("whole new"));
    expect(stages.filter((stage) => stage.endsWith("new")).slice(0, 2)).toEqual(["part new", "whole new"]);
    expect(await wordsOn(before.folio)).toContain("A sickle dune is");
    await stays(before);
  });

  it("that grows by a page moves all that follow, in the contents and at the foot of the pages", async () => {
    const was = await driven.whole();
    const folioOf = (slug: string): number => was.articles.find((article) => article.slug === slug)!.folio!;
    const told = (slug: string): Promise<number> =>
      driven.pages.$eval(`.page.contents [data-folio-of="${slug}"]`, ({ textContent }) => Number(textContent));
    expect(await told("judge")).toBe(folioOf("judge"));
    const more = await prose(24);
    const now = await driven.after(
      () => driven.edit(articleFile("wells"), (text) => `${text}\n${more}\n`),
      (state) => isWhole(state) && state.pages.length > was.pages.length,
    );
    const grown = now.pages.length - was.pages.length;
    for (const slug of ["judge", "lamp"]) expect(await told(slug)).toBe(folioOf(slug) + grown);
    expect(await told("wells")).toBe(folioOf("wells"));
    const feet = await driven.pages.$$eval("body > .page", (pages) =>
      pages.map((page, index) => [index + 1, Number(page.querySelector(".folio")?.textContent ?? index + 1)]),
    );
    for (const [folio, printed] of feet) expect(printed).toBe(folio);
    expect(await driven.page.$eval(".pages-of", ({ textContent }) => textContent)).toBe(`of ${now.pages.length}`);
    expect(await wordsOn(folioOf("judge") + grown)).toContain("The Judge of Everywhere");
  });

  it("in view keeps its place when an earlier one grows", async () => {
    const before = await lookAt("judge");
    const more = await prose(24);
    const { pages } = await driven.whole();
    const now = await driven.after(
      () => driven.edit(articleFile("tiles"), (text) => `${text}\n${more}\n`),
      (state) => isWhole(state) && state.pages.length > pages.length,
    );
    const { folio } = now.articles.find(({ slug }) => slug === "judge")!;
    expect(folio).toBeGreaterThan(before.folio);
    await driven.standsAt(folio!);
    const place = (await driven.inView()).find((page) => page.folio === folio)!;
    expect(place.top).toBeCloseTo(before.top, 0);
  });
});

describe("a template", () => {
  it("shows what it says now", async () => {
    await driven.after(() =>
      driven.edit(OPENER, (hbs) => hbs.replace("</header>", '<p class="byline">Set in sand</p></header>')),
    );
    const { folio } = (await driven.whole()).articles.find(({ slug }) => slug === "dunes")!;
    await until(
      () => wordsOn(folio!),
      (words) => words.includes("Set in sand"),
    );
  });

  it("that is broken says where and what to do, over the last good pages, until it is mended", async () => {
    const before = await lookAt("dunes");
    const good = await driven.pages.$$eval("body > .page", (pages) => pages.map((page) => page.outerHTML));
    const broken = (hbs: string): string => hbs.replace("{{#if hero}}", "{{#iff hero}}");
    const line = (await driven.read(OPENER)).split("\n").findIndex((text) => text.includes("{{#if hero}}")) + 1;
    const { problems } = await driven.after(
      () => driven.edit(OPENER, broken),
      ({ stale }) => stale,
    );
    const { message, remedy } = problems.find(({ code }) => code === "TEMPLATE_ERROR")!;
    const told = await until(faultText);
    for (const words of [message, remedy, `${OPENER}:${line}`, "{{#iff hero}}"]) expect(told).toContain(words);
    expect(await driven.page.$eval(".standing", ({ textContent }) => textContent)).toBe("Older than the files");
    expect(await driven.pages.$$eval("body > .page", (pages) => pages.map((page) => page.outerHTML))).toEqual(good);
    await stays(before);
    await driven.putBack();
    await until(faultText, (text) => text === "");
    expect(await driven.pages.$$eval("body > .page", (pages) => pages.map((page) => page.outerHTML))).toEqual(good);
    await stays(before);
  });
});

describe("a picture", () => {
  const picture = `${ISSUE}/pictures/dune.jpg`;
  const heroes = (): Promise<string[]> =>
    driven.pages.$$eval(".page.opener .hero img", (all) =>
      all.map((image) => `${(image as HTMLImageElement).complete} ${(image as HTMLImageElement).naturalWidth > 0}`),
    );

  it("that goes is told of with its place, and is seen again when it is back", async () => {
    await lookAt("dunes");
    await until(heroes, (all) => all.join() === "true true");
    const bytes = await readFile(driven.publisher.at(picture));
    await driven.after(
      () => rm(driven.publisher.at(picture)),
      ({ stale }) => stale,
    );
    const told = await until(faultText);
    expect(told).toContain("PICTURE_MISSING");
    expect(told).toContain(`${DUNES}:5`);
    await driven.press("p");
    await driven.page.waitForSelector(".panel.problems");
    expect(await driven.page.$eval(".panel.problems", ({ textContent }) => textContent)).toContain("PICTURE_MISSING");
    await driven.after(() => writeFile(driven.publisher.at(picture), bytes));
    await driven.rest();
    await until(faultText, (text) => text === "");
    expect(await driven.page.$eval(".panel.problems", ({ textContent }) => textContent)).not.toContain(
      "PICTURE_MISSING",
    );
    await driven.press("Escape");
    await until(async () => (await driven.page.$(".panel.problems")) === null);
    await until(heroes, (all) => all.join() === "true true");
  });

  it("that is new is seen", async () => {
    await driven.publisher.write({ [`${ISSUE}/pictures/comb.jpg`]: await jpeg(1200, 800) });
    const state = await driven.after(
      () => driven.edit(articleFile("wells"), (text) => `${text}\n![A comb of stone.](comb.jpg "A comb for water")\n`),
      (now) => isWhole(now) && Object.values(now.pictures).some(({ name }) => name.endsWith("comb.jpg")),
    );
    const [address] = Object.entries(state.pictures).find(([, { name }]) => name.endsWith("comb.jpg"))!;
    const shown = (): Promise<number> =>
      driven.pages.$eval(`img[src="${address}"]`, (image) => {
        image.scrollIntoView();
        return (image as HTMLImageElement).naturalWidth;
      });
    await until(shown, (width) => width > 0);
  });
});

describe("the manifest", () => {
  it("puts articles into another order", async () => {
    const order = (): Promise<string[]> =>
      driven.pages.$$eval(".page h1[id]", (heads) => heads.map(({ id }) => id).filter((id) => id !== ""));
    expect((await order()).filter((id) => SLUGS.some((slug) => slug === id))).toEqual(SLUGS);
    const turned = SLUGS.toReversed();
    await driven.after(() => driven.edit(MANIFEST, () => manifest(...turned)));
    const slugs = async () => (await order()).filter((id) => SLUGS.some((slug) => slug === id));
    await until(slugs, (now) => now.join() === turned.join());
  });
});
