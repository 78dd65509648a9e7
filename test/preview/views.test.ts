/** The six views of the real page, each doing what it is for. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../print/helpers.js";
import { articleFile, type Driven, drive, LAYOUT, SLUGS, until } from "./driven.js";
import { isWhole } from "./preview.js";

let driven: Driven;
/** Where the editor program of this file writes down how it was called. */
const told = path.join(temporaryFolder(), "told.txt");

/** An editor program that is none. */
const editorScript = async (): Promise<string> => {
  const script = path.join(temporaryFolder(), "editor");
  await writeFile(script, `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.part' && mv '${told}.part' '${told}'\n`);
  await chmod(script, 0o755);
  return script;
};

beforeAll(async () => {
  driven = await drive({ env: { LAUNCH_EDITOR: await editorScript() } });
});
afterAll(() => driven.end());
beforeEach(async () => {
  await driven.leaveFields();
  await driven.press("1", "w", "Home");
  await driven.standsAt(1);
});
afterEach(() => driven.expectNoFaults());

const currentView = (): Promise<string> =>
  driven.page.$eval("nav.views [aria-current=page]", ({ textContent }) => textContent ?? "");

const pagesAreShown = (): Promise<boolean> =>
  driven.page.$eval("iframe.pages-frame", (frame) => getComputedStyle(frame).visibility === "visible");

describe("views", () => {
  it("are changed with the keys 1 to 6, and with the mouse", async () => {
    const names = ["Pages", "Flatplan", "Articles", "Layouts", "PDF", "Specimen"] as const;
    for (const [index, name] of names.entries()) {
      await driven.press(String(index + 1) as "1");
      expect(await currentView()).toBe(name);
    }
    for (const name of names.slice(0, 5)) {
      await driven.click(name);
      expect(await currentView()).toBe(name);
      await until(pagesAreShown, (shown) => shown === (name === "Pages"));
    }
    await driven.press("1");
    await driven.state((state) => state.source === "issue" && isWhole(state));
  });
});

describe("the flatplan", () => {
  const leaves = () =>
    driven.page.$$eval(".flatplan-paper", (papers) =>
      papers.map((paper) => ({
        folio: Number((paper as HTMLElement).dataset.folio),
        shapes: paper.querySelectorAll("svg path, svg rect").length,
        words: paper.closest("figure")!.textContent ?? "",
      })),
    );

  it("draws every page, with its fill and what begins there", async () => {
    const { pages, articles } = await driven.whole();
    await driven.press("2");
    const drawn = await until(leaves, (all) => all.length === pages.length && all.every(({ shapes }) => shapes > 1));
    for (const { headline, folio } of articles) expect(drawn[folio! - 1]!.words).toContain(headline);
    const bars = await driven.page.$$eval(".flatplan-bar i", (all) =>
      all.map((bar) => bar.getBoundingClientRect().width),
    );
    expect(bars.length).toBe(pages.filter((page) => page.articles.length > 0).length);
    expect(Math.min(...bars)).toBeGreaterThan(0);
  });

  it("leads to a page by a click, and by the arrow keys and Enter", async () => {
    await driven.press("2");
    await (await driven.page.waitForSelector('.flatplan-paper[data-folio="7"]'))!.click();
    expect(await currentView()).toBe("Pages");
    await driven.standsAt(7);
    await driven.press("2");
    await (await driven.page.waitForSelector('.flatplan-paper[data-folio="7"]'))!.focus();
    await driven.press("ArrowRight", "ArrowRight", "Enter");
    await driven.standsAt(9);
  });
});

describe("the table of articles", () => {
  const rows = (): Promise<string[]> =>
    driven.page.$$eval(".articles-table tbody .articles-headline", (cells) =>
      cells.map((cell) => cell.textContent ?? ""),
    );

  it("is sorted by its headings, either way", async () => {
    const { articles } = await driven.whole();
    await driven.press("3");
    await driven.page.waitForSelector(".articles-table");
    expect(await rows()).toEqual(articles.map(({ headline }) => headline));
    const byWords = articles.toSorted((one, other) => other.words - one.words).map(({ headline }) => headline);
    await driven.click("Words");
    await until(rows, (now) => now.join() === byWords.join());
    await driven.click("Words");
    await until(rows, (now) => now.join() === byWords.toReversed().join());
    expect(await driven.page.$eval(".articles-words[aria-sort]", (cell) => cell.ariaSort)).toBe("ascending");
  });

  it("is filtered by words, and leads to the page of what is left", async () => {
    const { articles } = await driven.whole();
    await driven.press("3");
    await (await driven.page.waitForSelector(".articles-head input"))!.click();
    await driven.page.keyboard.type("judge every");
    await until(rows, (now) => now.join() === "The Judge of Everywhere");
    expect(await driven.page.$eval(".articles-count", ({ textContent }) => textContent)).toBe(
      `1 of ${SLUGS.length} articles`,
    );
    await driven.click("The Judge of Everywhere");
    await driven.standsAt(articles.find(({ slug }) => slug === "judge")!.folio!);
  });

  it("opens an article's file in the editor program, at its line", async () => {
    await driven.press("3");
    await driven.click("wells.md");
    const called = await until(
      () => readFile(told, "utf8").catch(() => ""),
      (text) => text.endsWith("\n"),
    );
    expect(called.split("\n")).toEqual([driven.publisher.at(articleFile("wells")), "1", "1", ""]);
    await until(
      () => driven.page.$$eval(".place-outcome", (all) => all.map(({ textContent }) => textContent).join("")),
      (text) => text === "Opened",
    );
  });
});

describe("layouts", () => {
  const shownLayout = (): Promise<string | null> => driven.page.$eval(".head-layout", ({ textContent }) => textContent);
  const showsIn = async (name: string): Promise<string> => {
    await driven.press("4");
    await driven.click(`Show the issue in it: ${name}`);
    await driven.state((state) => state.layout === name && isWhole(state));
    await until(shownLayout, (now) => now === name);
    expect(await currentView()).toBe("Pages");
    await until(pagesAreShown);
    return driven.pages.$eval("body", (body) => getComputedStyle(body.querySelector(".headline")!).fontFamily);
  };

  it("are shown with one click, and the first one is with another", async () => {
    const before = await driven.whole();
    const names = before.layouts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["atlas", "bulletin", "classic", LAYOUT]));
    const css = (): Promise<string> =>
      driven.pages.$$eval("style[data-sheet]", (sheets) => sheets.map(({ textContent }) => textContent).join(""));
    const own = await css();
    await showsIn("classic");
    expect(await css()).not.toBe(own);
    await showsIn(LAYOUT);
    expect(await css()).toBe(own);
    expect((await driven.whole()).pages).toEqual(before.pages);
    // The files are as they were.
    expect(await driven.read("issues/magazine.yaml")).toContain(`layout: ${LAYOUT}\n`);
  });
});

describe("the printed file", () => {
  /** Mean lightness of a picture, 0–255, and how far its pixels lie apart. */
  const lightness = async (bytes: Uint8Array) => {
    const [channel] = (await sharp(bytes).flatten({ background: "#fff" }).greyscale().stats()).channels;
    return { mean: channel!.mean, deviation: channel!.stdev };
  };

  /** What can be seen of the first page. */
  const look = async () => lightness(await (await driven.page.$(".pdf-page"))!.screenshot());

  /** All canvases in view have letters on them, whatever is seen below. */
  const inked = async (): Promise<boolean> => {
    const drawn = await driven.page.$$eval(".pdf-page canvas", (all) =>
      all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL().split(",")[1]!),
    );
    const seen = await Promise.all(drawn.map((base64) => lightness(Buffer.from(base64, "base64"))));
    return seen.length > 0 && seen.every(({ mean, deviation }) => mean > 150 && deviation > 15);
  };

  it("is printed, drawn page by page, and laid over the composed pages", async () => {
    await driven.press("ArrowRight", "ArrowRight", "f", "5");
    await until(inked);
    const size = await driven.page.$eval(".pdf-size", ({ textContent }) => textContent);
    expect(size).toMatch(/^\d+ pages, [\d.]+ (?:kB|MB), printed in/);
    expect(Number.parseInt(size!, 10)).toBe((await driven.whole()).pages.length);
    const printed = await look();
    await driven.press("x");
    await driven.page.waitForSelector(".pdf-page.composed");
    await until(look, ({ mean, deviation }) => deviation > 15 && Math.abs(mean - printed.mean) < 6);
    await driven.page.click(".pdf-looks label:last-of-type");
    // What is the same in both is black; letters leave a faint edge.
    await until(look, ({ mean }) => mean < 12);
    await driven.press("1");
    await driven.standsAt(4);
  });

  it("tells that it is older than the pages, and is printed again when it is asked for", async () => {
    const note = (): Promise<string> => driven.page.$eval(".pdf-note", ({ textContent }) => textContent ?? "");
    await driven.press("5");
    await until(inked);
    await until(note, (text) => text === "");
    await driven.after(() => driven.edit(articleFile("lamp"), (text) => text.replace("a small sun", "a small moon")));
    await until(note, (text) => text.includes("have changed"));
    await driven.click("Print again");
    await until(note, (text) => text === "");
    await driven.press("1");
    await driven.putBack();
  });
});

describe("the specimen", () => {
  it("is composed when it is asked for, and the issue stands as before when that is", async () => {
    const before = await driven.whole();
    await driven.press("6");
    const { pages } = await driven.state((state) => state.source === "specimen" && isWhole(state));
    expect(pages.length).toBeGreaterThan(10);
    await until(pagesAreShown);
    expect(await driven.pages.$$eval("body > .page", ({ length }) => length)).toBe(pages.length);
    await driven.press("ArrowRight");
    await driven.standsAt(2);
    await driven.press("1");
    const after = await driven.state((state) => state.source === "issue" && isWhole(state));
    expect(after.pages).toEqual(before.pages);
    await driven.standsAt(1);
  });
});
