import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { serveFeed } from "../collect/sources/feed-server.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import { during } from "../collect/week.js";
import { expectTidy } from "./look.js";
import { newWorld, withSource } from "./world.js";

/** A week named by a word at some moment, and stories at its edges: those in `inside` belong to it. */
interface Moment {
  readonly what: string;
  readonly timeZone: string;
  readonly now: string;
  readonly week: "last" | "current" | "next";
  readonly label: string;
  readonly publishes?: boolean;
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

const moments: readonly Moment[] = [
  {
    what: "the 53rd week of a year, on a day of the next one",
    timeZone: "Africa/Algiers",
    now: "2027-01-03T23:59+01:00",
    week: "current",
    label: "2026-W53",
    publishes: true,
    // Monday 28 December to Sunday 3 January, by a clock that is an hour ahead of Greenwich.
    inside: ["2026-12-27T23:00:01", "2027-01-03T22:59:59"],
    outside: ["2026-12-27T22:59:59", "2027-01-03T23:00:00"],
  },
  {
    what: "the 53rd week, an hour after it",
    timeZone: "Africa/Algiers",
    now: "2027-01-04T01:00+01:00",
    week: "last",
    label: "2026-W53",
    inside: ["2026-12-27T23:00:01", "2027-01-03T22:59:59"],
    outside: ["2026-12-27T22:59:59", "2027-01-03T23:00:00"],
  },
  {
    what: "the week in which summer time begins, which is an hour short",
    timeZone: "Europe/Paris",
    now: "2027-03-28T22:30:00Z",
    week: "last",
    label: "2027-W12",
    inside: ["2027-03-21T23:00:01", "2027-03-28T21:59:59"],
    outside: ["2027-03-21T22:59:59", "2027-03-28T22:00:00"],
  },
  {
    what: "the week in which summer time ends, in the hour that comes twice",
    timeZone: "Europe/Paris",
    now: "2026-10-25T01:30:00+01:00",
    week: "current",
    label: "2026-W43",
    inside: ["2026-10-18T22:00:01", "2026-10-25T00:45:00"],
    outside: ["2026-10-18T21:59:59"],
  },
];

describe("by a clock in", () => {
  it.each(moments)("$what, a run makes $label of the stories that belong to it", async (moment) => {
    const { timeZone, now, week, label, publishes = false, inside, outside } = moment;
    const times = [...inside, ...outside];
    const posts = manyPosts(times.length, 0).map((post, index) => ({ ...post, gmt: times[index]! }));
    const site = await during(serveFeed({ posts }));
    const world = await newWorld({ publishes });
    const magazine = withSource(site.url, world)["issues/magazine.yaml"] as string;
    await world.write({ "issues/magazine.yaml": magazine.replace(/timeZone: .*/, `timeZone: ${timeZone}`) });
    const run = () => world.start(["run", "--week", week], { env: { PRESSDAY_NOW: now } }).ended;

    const first = await run();
    expect(first.exit, first.stderr).toBe(0);
    expect(first.stdout).toBe(`${publishes ? `public/${label}` : `out/${label}/sirocco-${label}.pdf`}\n`);
    expect(await readdir(world.at(`issues/${label}/articles`))).toHaveLength(inside.length);
    await expectTidy(world);
    const pdf = await readFile(world.at(`out/${label}/sirocco-${label}.pdf`));

    const second = await run();
    expect(second.exit, second.stderr).toBe(0);
    expect((await readFile(world.at(`out/${label}/sirocco-${label}.pdf`))).equals(pdf)).toBe(true);
    await expectTidy(world);
  });
});
