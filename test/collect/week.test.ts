import { describe, expect, it } from "vitest";
import { dayOf, earlier, windowOf } from "../../src/collect/week.js";
import { weekDates, weekNamed } from "../../src/manifest/index.js";

const window = (week: string, weekStartsOn: number, timeZone = "UTC", hours = 0, minutes = 0): readonly string[] => {
  const collecting = { cutOff: { hours, minutes }, sections: [], sources: [], allowPrivate: [] };
  const { from, to } = windowOf(weekDates(week)!, { weekStartsOn, timeZone, collecting });
  return [from.toISOString(), to.toISOString()];
};

describe("the week of collecting", () => {
  it("is the ISO week where weeks start on Monday", () => {
    expect(window("2026-W47", 1)).toEqual(["2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"]);
  });

  it.each([
    [2, "2026-11-17"],
    [4, "2026-11-19"],
    [5, "2026-11-13"],
    [6, "2026-11-14"],
    [7, "2026-11-15"],
  ])("starting on day %i holds the Thursday of the ISO week", (day, start) => {
    expect(window("2026-W47", day)[0]).toBe(`${start}T00:00:00.000Z`);
  });

  it("goes by the publisher's clock and cut-off hour", () => {
    expect(window("2026-W47", 5, "Africa/Tunis", 18, 30)).toEqual([
      "2026-11-13T17:30:00.000Z",
      "2026-11-20T17:30:00.000Z",
    ]);
  });

  it("keeps its hour over a change of the clock", () => {
    // Paris leaves summer time on 25 October 2026.
    expect(window("2026-W43", 1, "Europe/Paris")).toEqual(["2026-10-18T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
    // Morocco's clock goes back for Ramadan on 15 February 2026.
    expect(window("2026-W07", 1, "Africa/Casablanca")[0]).toBe("2026-02-08T23:00:00.000Z");
  });

  it("crosses the year where ISO weeks do", () => {
    expect(window("2026-W53", 7)).toEqual(["2026-12-27T00:00:00.000Z", "2027-01-03T00:00:00.000Z"]);
  });

  it("lies earlier by an embargo", () => {
    const { from } = earlier({ from: new Date("2026-11-16T00:00:00Z"), to: new Date("2026-11-23T00:00:00Z") }, 48);
    expect(from.toISOString()).toBe("2026-11-14T00:00:00.000Z");
  });

  it("gives a story the day of the publisher's calendar", () => {
    expect(dayOf(new Date("2026-11-17T23:30:00Z"), "Africa/Tunis")).toBe("2026-11-18");
  });
});

describe("weeks by name", () => {
  const monday = new Date("2026-11-23T00:30:00Z");
  it.each([
    ["last", "UTC", "2026-W47"],
    ["current", "UTC", "2026-W48"],
    ["Next", "UTC", "2026-W49"],
    ["current", "America/New_York", "2026-W47"],
    ["2026-w9", "UTC", "2026-W09"],
    ["issues/2026-W48/", "UTC", "2026-W48"],
  ])("%s in %s is %s", (name, zone, week) => {
    expect(weekNamed(name, monday, zone)?.label).toBe(week);
  });

  it("knows no others", () => {
    for (const name of ["2026-W54", "soon", "", "issues/magazine.yaml"])
      expect(weekNamed(name, monday, "UTC")).toBeUndefined();
  });
});
