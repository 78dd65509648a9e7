/** The page without a mouse, to an assistive program, in the dark and in a narrow window. */
import axe from "axe-core";
import type { KeyInput } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { controlsCutOff, controlsWithoutFocus } from "./controls.js";
import { Driven, drive, inLayout, until } from "./driven.js";
import { isWhole, openWhole, pagesFrame } from "./preview.js";

const OPENER = inLayout("masters/opener.hbs");

let driven: Driven;

beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.end());
afterEach(() => driven.expectNoFaults());

/** Views and panels by the keys that open them, and what is there then. `leave`: the keys that close it. */
const ROOMS: readonly { name: string; keys: readonly KeyInput[]; shows: string; leave?: readonly KeyInput[] }[] = [
  { name: "pages", keys: ["1"], shows: ".pages-bar" },
  { name: "flatplan", keys: ["2"], shows: ".flatplan-paper svg" },
  { name: "articles", keys: ["3"], shows: ".articles-table" },
  { name: "layouts", keys: ["4"], shows: ".layouts-card" },
  { name: "PDF", keys: ["5"], shows: ".pdf-size" },
  { name: "problems", keys: ["1", "p"], shows: ".panel.problems", leave: ["Escape"] },
  { name: "help", keys: ["1", "?"], shows: "dialog.help[open]", leave: ["Escape"] },
  { name: "go to", keys: ["1", "g"], shows: "dialog.go-to[open]", leave: ["Escape"] },
  { name: "overlays", keys: ["1", "o"], shows: ".pages-overlays input:focus", leave: ["Escape"] },
  { name: "legend", keys: ["1", "b"], shows: ".legend", leave: ["b"] },
  { name: "where", keys: ["1", "i"], shows: ".where-steps button:focus", leave: ["Escape"] },
];

/** Opens a room, and leaves it when what is to be done there is done. */
const inRoom = async (
  on: Driven,
  { keys, shows, leave = [] }: Pick<(typeof ROOMS)[number], "keys" | "shows" | "leave">,
  work: () => Promise<void>,
): Promise<void> => {
  await on.leaveFields();
  await on.press(...keys);
  await on.page.waitForSelector(shows);
  try {
    await work();
  } finally {
    if (leave[0] !== "Escape") await on.leaveFields();
    await on.press(...leave);
    if (leave.length > 0) await until(async () => (await on.page.$(shows)) === null);
  }
};

/** The same with a template broken: the overlay that says so. */
const whileBroken = async (on: Driven, work: () => Promise<void>): Promise<void> => {
  await on.press("1");
  await on.after(
    () => on.edit(OPENER, (hbs) => hbs.replace("{{#if hero}}", "{{#iff hero}}")),
    ({ stale }) => stale,
  );
  await on.page.waitForSelector(".fault .problem-frame");
  try {
    await work();
  } finally {
    await on.putBack();
  }
};

describe("with the keyboard alone", () => {
  it.each(ROOMS)("everything in $name is reached, and seen to be", async (room) => {
    await inRoom(driven, room, async () => {
      expect(await controlsWithoutFocus(driven.page)).toEqual([]);
    });
  });

  it("what is told of a broken template is reached", async () => {
    await whileBroken(driven, async () => expect(await controlsWithoutFocus(driven.page, ".fault")).toEqual([]));
  });

  it.each([
    { name: "Help (?)", shows: "dialog.help[open]" },
    { name: "Go to a page or an article", shows: "dialog.go-to[open]" },
    { name: "Overlays", shows: ".pages-overlays" },
  ])("Esc closes what “$name” has opened, and the focus is there again", async ({ name, shows }) => {
    await driven.leaveFields();
    await driven.press("1");
    await (await driven.page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`))!.focus();
    await driven.press("Enter");
    await driven.page.waitForSelector(shows);
    await driven.press("Tab", "Escape");
    await until(async () => (await driven.page.$(shows)) === null);
    await until(
      () => driven.page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
      (label) => label === name,
    );
  });
});

/** Nothing is being done that the head would say, and fade in. */
const atRest = async (on: Driven): Promise<void> => {
  await until(
    () => on.page.$eval(".standing", ({ textContent }) => textContent),
    (text) => text === "" || text === "Older than the files",
  );
};

/** Serious faults as `rule: element`. */
const seriousFaults = async (on: Driven): Promise<readonly string[]> => {
  await on.page.evaluate(axe.source);
  // The pages are the magazine's: what they say is checked in the printed file.
  return on.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
      );
  });
};

const isDark = (on: Driven): Promise<boolean> =>
  on.page.evaluate(() => document.documentElement.dataset.theme === "dark");

/** Serious faults of what is shown, in light colours and in dark ones. */
const faultsInBothThemes = async (on: Driven): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const scheme of ["dark", "light"] as const) {
    await on.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await until(
      () => isDark(on),
      (dark) => dark === (scheme === "dark"),
    );
    await atRest(on);
    faults.push(...(await seriousFaults(on)).map((fault) => `${scheme}: ${fault}`));
  }
  return faults;
};

describe.each([
  { width: 1400, height: 900 },
  { width: 390, height: 780 },
])("$width px wide", (size) => {
  let on: Driven;
  beforeAll(async () => {
    const opened = await openWhole(driven.preview.url, size);
    on = new Driven(driven.publisher, driven.preview, opened, await pagesFrame(opened.page));
  });
  afterAll(() => on.close());
  afterEach(() => on.expectNoFaults());

  it.each(ROOMS)("$name has no serious fault, and lies within the window", async (room) => {
    await inRoom(on, room, async () => {
      expect(await faultsInBothThemes(on)).toEqual([]);
      expect(await controlsCutOff(on.page)).toEqual([]);
    });
  });

  it("what is told of a broken template has none either", async () => {
    await whileBroken(on, async () => {
      expect(await faultsInBothThemes(on)).toEqual([]);
      expect(await controlsCutOff(on.page)).toEqual([]);
    });
  });
});

describe("the specimen", () => {
  it("has no serious fault, wide or narrow", async () => {
    await driven.press("6");
    await driven.state((state) => state.source === "specimen" && isWhole(state));
    expect(await faultsInBothThemes(driven)).toEqual([]);
    await driven.page.setViewport({ width: 390, height: 780 });
    expect(await faultsInBothThemes(driven)).toEqual([]);
    expect(await controlsCutOff(driven.page)).toEqual([]);
    await driven.page.setViewport({ width: 1400, height: 900 });
    await driven.press("1");
    await driven.state((state) => state.source === "issue" && isWhole(state));
  });
});

it("the theme is changed with a key", async () => {
  const before = await isDark(driven);
  await driven.leaveFields();
  await driven.press("d");
  await until(
    () => isDark(driven),
    (dark) => dark !== before,
  );
});
