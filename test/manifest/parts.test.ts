import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { codeFrame } from "../../src/frame.js";
import { isoWeekOf, nearest, parseFocus, resolvePicture, slugify, weekDates } from "../../src/manifest/index.js";
import { editDistance } from "../../src/manifest/nearest.js";
import { jsonSchemas } from "../../src/manifest/shape.js";
import { asciiSlug } from "../../src/manifest/slug.js";
import { publisher } from "./folder.js";

describe("code frame", () => {
  it("shows the line with a caret under the fault", () => {
    expect(codeFrame("a: 1\r\nbb: 2\r\n", 2, 5)).toBe("2 | bb: 2\n  |     ^");
    expect(codeFrame("a\n".repeat(120), 110, 2)).toBe("110 | a\n    |  ^");
    expect(codeFrame("a", 9, 1)).toBe("");
  });

  it("cuts long lines around the fault", () => {
    const [line, caret] = codeFrame(`${"x".repeat(5000)}!${"y".repeat(5000)}`, 1, 5001).split("\n");
    expect(line!.length).toBeLessThan(110);
    expect(line![caret!.indexOf("^")]).toBe("!");
    expect(line).toMatch(/…x+!y+…$/);
  });

  it("keeps tabs, escapes and accents from moving the caret", () => {
    const [line, caret] = codeFrame("\t\u001b[31me\u0301!", 1, 9).split("\n");
    expect(line).not.toMatch(/\p{Cc}/u);
    expect([...line!].filter((character) => character !== "\u0301").indexOf("!")).toBe(caret!.indexOf("^"));
  });
});

describe("did you mean", () => {
  it("counts letters added, dropped, changed and swapped", () => {
    expect([
      editDistance("week", "week"),
      editDistance("wek", "week"),
      editDistance("weke", "week"),
      editDistance("", "abc"),
    ]).toEqual([0, 1, 1, 3]);
  });

  it("offers what is close and nothing else", () => {
    const keys = ["headline", "standfirst", "timeZone", "pages"];
    expect(nearest("haedline", keys)).toBe("headline");
    expect(nearest("time_zone", keys)).toBe("timeZone");
    expect(nearest("Standfrist", keys)).toBe("standfirst");
    expect(nearest("colour", keys)).toBeUndefined();
    expect(nearest("x".repeat(100_000), keys)).toBeUndefined();
  });
});

describe("weeks", () => {
  it.each([
    ["2020-W53", "2020-12-28", "2021-01-03"],
    ["2021-W01", "2021-01-04", "2021-01-10"],
    ["2024-W01", "2024-01-01", "2024-01-07"],
    ["2026-W7", "2026-02-09", "2026-02-15"],
    ["2026-W13", "2026-03-23", "2026-03-29"], // clocks change on the Sunday in Europe
  ])("%s runs from %s to %s", (label, startDate, endDate) => {
    expect(weekDates(label)).toMatchObject({ startDate, endDate });
  });

  it.each(["2021-W53", "2026-W00", "2026-47", "26-W47", "0026-W47", "week"])("%s is none", (label) => {
    expect(weekDates(label)).toBeUndefined();
  });

  it("changes at midnight where the publisher lives", () => {
    const sundayNight = new Date("2026-11-22T23:30:00Z");
    expect(isoWeekOf(sundayNight, "UTC")).toBe("2026-W47");
    expect(isoWeekOf(sundayNight, "Africa/Tunis")).toBe("2026-W48");
    expect(isoWeekOf(new Date("2027-01-01T12:00:00Z"), "Africa/Tunis")).toBe("2026-W53");
  });
});

it("makes short names", () => {
  expect(slugify("L’Été à Cœur: 2e partie!")).toBe("lete-a-coeur-2e-partie");
  expect(slugify("الصحراء الكبرى")).toBe("الصحراء-الكبرى");
  expect(asciiSlug("الصحراء", "magazine")).toBe("magazine");
});

it.each([
  ["60% 40%", { xPercent: 60, yPercent: 40 }],
  ["centre", { xPercent: 50, yPercent: 50 }],
  ["top left", { xPercent: 0, yPercent: 0 }],
  ["left top", { xPercent: 0, yPercent: 0 }],
  ["bottom", { xPercent: 50, yPercent: 100 }],
  ["right", { xPercent: 100, yPercent: 50 }],
  ["20%", { xPercent: 20, yPercent: 50 }],
  ["top 20%", { xPercent: 20, yPercent: 0 }],
  ["30% top", { xPercent: 30, yPercent: 0 }],
  ["centre right", { xPercent: 100, yPercent: 50 }],
  ["160% 40%", undefined],
  ["left right", undefined],
  ["top bottom", undefined],
  ["", undefined],
  ["1 2 3", undefined],
])("reads the focus %j", (text, expected) => {
  expect(parseFocus(text)).toEqual(expected);
});

describe("pictures named in articles", () => {
  const { at, write } = publisher();
  const find = (name: string) =>
    resolvePicture({ name, issueFolder: at("issue"), place: { file: "a.md", line: 3, col: 1 } });

  it("finds them by every way that people write them", async () => {
    await write({ "issue/pictures/salt road.jpg": "x", "issue/map.png": "x" });
    for (const name of [
      "pictures/salt road.jpg",
      "salt road.jpg",
      "pictures/salt%20road.jpg",
      "../pictures/salt%20road.jpg",
      "./pictures/salt road.jpg",
    ])
      expect(find(name), name).toMatchObject({ path: expect.stringMatching(/issue\/pictures\/salt road\.jpg$/) });
    expect(find("map.png")).toMatchObject({ path: expect.stringMatching(/issue\/map\.png$/) });
  });

  it.each([
    ["http://example.org/a.jpg", "PICTURE_REMOTE"],
    ["//example.org/a.jpg", "PICTURE_REMOTE"],
    ["data:image/png;base64,AAAA", "PICTURE_REMOTE"],
    ["FILE:///etc/hostname", "PATH_OUTSIDE_ISSUE"],
    ["/etc/hostname", "PATH_OUTSIDE_ISSUE"],
    ["..%2f..%2fsecret.jpg", "PATH_OUTSIDE_ISSUE"],
    ["../secret.jpg", "PATH_OUTSIDE_ISSUE"],
    ["a\0.jpg", "PICTURE_MISSING"],
    ["pictures", "PICTURE_MISSING"],
    ["%E0%A4%A", "PICTURE_MISSING"],
  ])("does not take %s", async (name, code) => {
    await write({ "issue/pictures/a.jpg": "x", "secret.jpg": "x" });
    expect(find(name)).toMatchObject({ code, severity: "error", place: { file: "a.md", line: 3, col: 1 } });
  });
});

it("has written the JSON Schemas of today's manifest (npx tsx scripts/schema.ts)", async () => {
  for (const [name, text] of Object.entries(jsonSchemas()))
    expect(await readFile(new URL(`../../issues/${name}`, import.meta.url), "utf8"), name).toBe(text);
});
