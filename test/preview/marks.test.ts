/** What is drawn over the pages and told of them: overlays, their legend, and where a block comes from. */
import { existsSync } from "node:fs";
import type { ElementHandle } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DUNES } from "../support/publisher.js";
import { articleFile, type Driven, drive, inLayout, until } from "./driven.js";

let driven: Driven;

beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.end());
beforeEach(async () => {
  await driven.leaveFields();
  await driven.press("1", "f", "Home");
  await driven.standsAt(1);
});
afterEach(() => driven.expectNoFaults());

const goTo = async (folio: number): Promise<void> => {
  await driven.press("g");
  await driven.page.waitForSelector("dialog.go-to[open]");
  await driven.page.keyboard.type(String(folio));
  await driven.press("Enter");
  await driven.standsAt(folio);
};

/** What can be seen of the overlays' layer: shapes and labels, all or of one look. Far from the window it is cleared when it comes near. */
const drawn = (look = ""): Promise<{ shapes: number; labels: string[] }> =>
  driven.pages.evaluate((name) => {
    const root = document.querySelector("[data-preview-layer]")!.shadowRoot!;
    const of = (selector: string): Element[] =>
      [...root.querySelectorAll(selector)].filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight && (name === "" || element.classList.contains(name));
      });
    return {
      shapes: of("svg > *").length,
      labels: of(".label").map(({ textContent }) => textContent ?? ""),
    };
  }, look);

describe("overlays", () => {
  it.each([
    { key: "b", look: "grid", shapes: 2, label: /^53$/ },
    { key: "c", look: "columns", shapes: 4, label: /^[\d.]+ mm$/ },
    { key: "r", look: "frames", shapes: 3, label: /\d+ lines/ },
    { key: "t", look: "trim", shapes: 2, label: /^Trim 210 × 297 mm$/ },
    { key: "m", look: "", shapes: 1, label: /^\d+ ppi/ },
  ] as const)(
    "of the key $key are drawn on the pages, and gone with the next stroke",
    async ({ key, look, shapes, label }) => {
      await goTo(5);
      expect((await drawn()).shapes).toBe(0);
      await driven.press(key);
      const now = await until(
        () => drawn(look),
        (all) => all.shapes >= shapes && all.labels.some((text) => label.test(text)),
      );
      expect(now.labels.length).toBeGreaterThan(0);
      await driven.page.waitForSelector(".legend");
      await driven.press(key);
      await until(drawn, (all) => all.shapes === 0 && all.labels.length === 0);
      await until(async () => (await driven.page.$(".legend")) === null);
    },
  );

  it("of lines find what is loose, count it, and lead from page to page", async () => {
    // In a narrow measure no line of such words can be well spaced.
    const words =
      "Unmistakably counterintuitive misrepresentations notwithstanding characteristically incomprehensible. ";
    await driven.after(() => driven.edit(articleFile("judge"), (text) => `${text}\n${words.repeat(20)}\n`));
    await driven.press("l");
    const button = await driven.page.waitForSelector(".legend button");
    await until(
      () => driven.page.$$eval(".legend-busy", ({ length }) => length),
      (busy) => busy === 0,
    );
    await button!.click();
    const folio = await driven.folio();
    await driven.standsAt(folio);
    await until(drawn, (all) => all.shapes > 0 && all.labels.length > 0);
    // Round again, from the last page that has it to the first.
    const all = Number(await driven.page.$eval(".legend-count", ({ textContent }) => textContent));
    for (let turn = 0; turn < all; turn++) await button!.click();
    await driven.standsAt(await driven.folio());
    await until(drawn, ({ shapes }) => shapes > 0);
    await driven.press("l");
    await until(drawn, (all) => all.shapes === 0);
    await driven.putBack();
  });

  it("are chosen from a menu too, by mouse and keyboard, and stay while pages are exchanged", async () => {
    await driven.click("Overlays");
    await driven.page.waitForSelector(".pages-overlays input:focus");
    await driven.press("Space");
    await until(
      () => drawn("grid"),
      ({ shapes }) => shapes > 0,
    );
    await driven.press("Escape");
    await until(async () => (await driven.page.$(".pages-overlays")) === null);
    await driven.after(() => driven.edit(DUNES, (text) => text.replace("A barchan", "A crescent")));
    await until(
      () => drawn("grid"),
      ({ shapes }) => shapes > 0,
    );
    await driven.press("b");
    await until(drawn, ({ shapes }) => shapes === 0);
    await driven.putBack();
  });
});

/** Clicks the middle of an element's first line, as the mouse does, with Alt held down. */
const altClick = async (element: ElementHandle<Element>): Promise<void> => {
  const box = (await element.boundingBox())!;
  await driven.page.keyboard.down("Alt");
  await driven.page.mouse.click(box.x + box.width / 2, box.y + Math.min(box.height, 8) / 2);
  await driven.page.keyboard.up("Alt");
};

interface Told {
  /** `p.text.opening`. */
  readonly block: string;
  /** Facts by their names. */
  readonly facts: Readonly<Record<string, string[]>>;
  readonly rules: readonly { readonly selector: string; readonly place: string }[];
}

const told = (): Promise<Told> =>
  driven.page.$eval(".where", (panel) => {
    const facts: Record<string, string[]> = {};
    let name = "";
    for (const part of panel.querySelectorAll(".where-facts > *")) {
      if (part.localName === "dt") name = part.textContent ?? "";
      else {
        facts[name] ??= [];
        facts[name].push(part.querySelector(".place-open")?.textContent ?? part.textContent ?? "");
      }
    }
    return {
      block: panel.querySelector(".where-block")?.textContent ?? "",
      facts,
      rules: [...panel.querySelectorAll(".where-rules > li")].map((rule) => ({
        selector: rule.querySelector(".where-selector")?.textContent ?? "",
        place: rule.querySelector(".place-open")?.textContent ?? "",
      })),
    };
  });

/** Line of a file on disk, by a place such as `layouts/plain/copy.css:12`. */
const lineAt = async (place: string): Promise<string> => {
  const [, file, line] = /^(.*):(\d+)$/.exec(place)!;
  return (await driven.read(file!)).split("\n")[Number(line) - 1]!;
};

const close = async (): Promise<void> => {
  await driven.press("Escape");
  await until(async () => (await driven.page.$(".where")) === null);
};

describe("a block that is clicked with Alt", () => {
  it("tells its article's file and line, and rules that stand where they are said to", async () => {
    const { articles } = await driven.whole();
    await goTo(articles.find(({ slug }) => slug === "judge")!.folio!);
    const paragraph = (await driven.pages.$$('[data-article="judge"] p.text[data-at]'))[1]!;
    const words = await paragraph.evaluate(({ textContent }) => textContent!.slice(0, 12));
    await altClick(paragraph);
    const where = await until(told, ({ rules }) => rules.length > 0 && rules.every(({ place }) => place !== ""));
    expect(where.block).toContain("p.text");
    const place = where.facts.Article![0]!;
    expect(place).toMatch(new RegExp(`^${articleFile("judge")}:\\d+$`));
    expect(await lineAt(place)).toContain(words);
    expect(where.rules.length).toBeGreaterThan(0);
    for (const rule of where.rules) {
      expect(rule.place).toMatch(/^layouts\/plain\/[\w-]+\.css:\d+$/);
      // The browser writes `.a > p` as the file does, or the file has a list of selectors that begins there.
      expect(await lineAt(rule.place)).toContain(rule.selector.split(",")[0]!.split(" ")[0]);
    }
    await close();
  });

  it("tells master and partial of a headline, files that hold its markup", async () => {
    await goTo((await driven.whole()).articles.find(({ slug }) => slug === "dunes")!.folio!);
    await altClick((await driven.pages.$('h1[id="dunes"]'))!);
    const where = await until(told, ({ rules }) => rules.length > 0);
    expect(where.block).toContain("h1.headline");
    expect(where.facts.Article).toEqual([`${DUNES}:1`]);
    expect(where.facts.Master).toEqual([inLayout("masters/opener.hbs")]);
    expect(where.facts.Partial).toEqual([inLayout("partials/words.hbs")]);
    for (const file of [where.facts.Master![0]!, where.facts.Partial![0]!])
      expect(existsSync(driven.publisher.at(file))).toBe(true);
    expect(await driven.read(where.facts.Partial![0]!)).toContain('class="headline"');
    expect(await driven.read(where.facts.Master![0]!)).toContain("{{> words}}");
    await close();
  });

  it("is outlined, kept while its page is exchanged, and left with Esc", async () => {
    await goTo((await driven.whole()).articles.find(({ slug }) => slug === "dunes")!.folio!);
    await altClick((await driven.pages.$('[data-article="dunes"] p.text'))!);
    await until(
      () => drawn("block"),
      ({ shapes }) => shapes > 0,
    );
    await driven.after(() => driven.edit(DUNES, (text) => text.replace("A barchan", "A crescent")));
    await until(
      () => drawn("block"),
      ({ shapes }) => shapes > 0,
    );
    expect((await told()).facts.Article![0]).toContain(DUNES);
    await close();
    await until(
      () => drawn("block"),
      ({ shapes }) => shapes === 0,
    );
    await driven.putBack();
  });

  it("is found with the keyboard alone", async () => {
    await goTo((await driven.whole()).articles.find(({ slug }) => slug === "dunes")!.folio!);
    await driven.press("i");
    // The keyboard is on “Next block”.
    await driven.page.waitForSelector(".where-steps button:focus");
    const first = (await told()).block;
    await driven.press("Enter");
    await until(told, ({ block }) => block !== first);
    await close();
  });
});
