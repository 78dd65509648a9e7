/** Leafing through the issue in the real page: keys, buttons, fields, scrolling. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Driven, drive, until } from "./driven.js";

let driven: Driven;
let last: number;

beforeAll(async () => {
  driven = await drive();
  last = (await driven.whole()).pages.length;
});
afterAll(() => driven.end());

/** Each test begins at the cover, as spreads as wide as the window. */
beforeEach(async () => {
  await driven.leaveFields();
  await driven.press("1", "w", "Home");
  await driven.standsAt(1);
});
afterEach(() => driven.expectNoFaults());

/** Folios that are seen from head to foot, or nearly so. */
const shownWhole = async (): Promise<readonly number[]> =>
  (await driven.inView()).filter(({ share }) => share > 0.5).map(({ folio }) => folio);

describe("the first pages", () => {
  it("are all there, with the issue's name above and no sign of work", async () => {
    expect(last).toBeGreaterThanOrEqual(10);
    expect(
      await driven.pages.$$eval("body > .page", (pages) => pages.map((page) => page.getAttribute("data-page"))),
    ).toEqual(Array.from({ length: last }, (_, index) => String(index + 1)));
    expect(await driven.page.$eval("h1", ({ textContent }) => textContent)).toContain("Sirocco");
    expect(await driven.page.title()).toContain("Sirocco");
    expect(await driven.page.$eval(".standing", ({ textContent }) => textContent)).toBe("");
  });

  it("are set in the magazine's own fonts", async () => {
    const loaded = await driven.pages.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family.replaceAll('"', "")),
    );
    expect(loaded).toEqual(expect.arrayContaining(["Source Serif 4", "Libre Franklin"]));
  });
});

describe("leafing", () => {
  it("goes by spreads with the arrow keys, and stops at either end", async () => {
    await driven.press("ArrowRight");
    await driven.standsAt(2);
    expect(await shownWhole()).toEqual([2, 3]);
    await driven.press("ArrowRight");
    await driven.standsAt(4);
    await driven.press("ArrowLeft", "ArrowLeft", "ArrowLeft");
    await driven.standsAt(1);
    await driven.press("End");
    await driven.standsAt(last);
    await driven.press("PageDown");
    await driven.standsAt(last);
  });

  it("goes page by page when pages are single", async () => {
    await driven.press("s", "f", "j");
    await driven.standsAt(2);
    await driven.press("j");
    await driven.standsAt(3);
    expect(await shownWhole()).toEqual([3]);
    await driven.press("s");
    await driven.standsAt(3);
    await until(shownWhole, (folios) => folios.join() === "2,3");
  });

  it("goes with the buttons, and they say when there is no further page", async () => {
    expect(
      await driven.page.$eval("[aria-label='Previous spread']", (button) => (button as HTMLButtonElement).disabled),
    ).toBe(true);
    await driven.click("Next spread");
    await driven.standsAt(2);
    await driven.click("Next spread");
    await driven.standsAt(4);
    await driven.click("Previous spread");
    await driven.standsAt(2);
  });

  it("goes to the folio that is typed into the field, and no further than the last", async () => {
    const field = await driven.page.$(".pages-folio input");
    await field!.click();
    await driven.page.keyboard.type("7");
    await driven.press("Enter");
    await driven.standsAt(7);
    await field!.click();
    await driven.page.keyboard.type("900");
    await driven.press("Enter");
    await driven.standsAt(last);
  });

  it("goes to an article by some letters of its headline", async () => {
    const { articles } = await driven.whole();
    await driven.press("g");
    await driven.page.waitForSelector("dialog.go-to[open]");
    await driven.page.keyboard.type("a light");
    await until(
      () => driven.page.$$eval(".go-to-goal", (goals) => goals.length),
      (goals) => goals === 1,
    );
    await driven.press("Enter");
    await driven.standsAt(articles.find(({ slug }) => slug === "lamp")!.folio!);
    expect(await driven.page.$("dialog.go-to")).toBeNull();
  });

  it("goes where the contents point, by a click on the page itself", async () => {
    const { articles } = await driven.whole();
    await driven.press("ArrowRight");
    await driven.standsAt(2);
    await (await driven.pages.$('a[href="#judge"]'))!.click();
    await driven.standsAt(articles.find(({ slug }) => slug === "judge")!.folio!);
  });
});

describe("scrolling", () => {
  /** How far is left to scroll, px. */
  const left = (): Promise<number> =>
    driven.pages.evaluate(() => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      return scrollHeight - clientHeight - scrollTop;
    });

  it("tells the folio that is in view, to the very last", async () => {
    const told = new Set([await driven.folio()]);
    await driven.page.mouse.move(700, 450);
    for (let before = await left(); before > 1; ) {
      await driven.page.mouse.wheel({ deltaY: 500 });
      before = await until(left, (now) => now < before);
      const look = async () => ({ field: await driven.folio(), seen: await driven.inView() });
      const { field } = await until(look, ({ field, seen }) => seen.some(({ folio }) => folio === field));
      told.add(field);
    }
    // The first page of each spread, in order.
    expect([...told]).toEqual([1, ...Array.from({ length: Math.floor(last / 2) }, (_, index) => 2 * index + 2)]);
  });

  it("goes on with the arrow and space keys where the keyboard is in no field", async () => {
    const top = async (): Promise<number> => driven.pages.evaluate(() => document.documentElement.scrollTop);
    const start = await top();
    await driven.press("ArrowDown");
    const little = await until(top, (now) => now > start);
    await driven.press("Space");
    await until(top, (now) => now > little + 300);
  });
});

describe("size", () => {
  const scale = (): Promise<number> =>
    driven.pages.$eval(
      "body > .page",
      (page) => page.getBoundingClientRect().width / (page as HTMLElement).offsetWidth,
    );

  it("is what was asked for, and keeps the page in view", async () => {
    await driven.press("ArrowRight", "ArrowRight");
    await driven.standsAt(4);
    await driven.press("0");
    await until(scale, (now) => now === 1);
    expect(await driven.folio()).toBe(4);
    await driven.press("f");
    await until(shownWhole, (folios) => folios.join() === "4,5");
    const fitted = await scale();
    await driven.press("+");
    await until(scale, (now) => now > fitted);
    await driven.page.select("select[aria-label='Size of the pages']", "0.5");
    await until(scale, (now) => now === 0.5);
    expect(await driven.folio()).toBe(4);
  });

  it.each(["w", "f", "0"] as const)("of the window may change, and the page stays in view (%s)", async (zoom) => {
    await driven.press(zoom, "ArrowRight", "ArrowRight", "ArrowRight");
    await driven.standsAt(6);
    for (const [width, height] of [
      [900, 700],
      [700, 1200],
      [1400, 2600],
      [500, 400],
      [1400, 41],
      [1400, 900],
    ] as const) {
      await driven.page.setViewport({ width, height });
      // Until the page has been painted in it.
      await driven.pages.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      await until(
        () => driven.pages.evaluate(() => innerHeight),
        (now) => now < height && now >= height - 130,
      );
      expect(await driven.folio()).toBe(6);
    }
    await driven.standsAt(6);
  });

  it("leaves the pages' own layout alone", async () => {
    const boxes = (): Promise<unknown> =>
      driven.pages.$$eval("body > .page [data-lines]", (blocks) =>
        blocks.map((block) => [(block as HTMLElement).offsetHeight, (block as HTMLElement).offsetTop]),
      );
    await driven.press("0");
    await until(scale, (now) => now === 1);
    const atFullSize = await boxes();
    await driven.press("f");
    await until(scale, (now) => now !== 1);
    expect(await boxes()).toEqual(atFullSize);
  });
});
