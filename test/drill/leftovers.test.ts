import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expectRecovered, expectWhole, REPORT } from "./look.js";
import { LAST_WEEK, newWorld, PDF, WEEK, type World } from "./world.js";

/** An issue that is out: each test spoils something of it, and the next run mends it. */
let world: World;
beforeAll(async () => {
  world = await newWorld({ cache: "browser", keep: true, publishes: true });
  await expectRecovered(world);
});

const halve = async (name: string): Promise<void> => {
  const file = world.at(name);
  await truncate(file, Math.floor((await stat(file)).size / 2));
};

/** The number of a process that is no more. */
const deadPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

/** What runs of this machine call their temporary files (`ownedName` in src/cache.ts). */
const ownedBy = (pid: number, prefix: string): string =>
  `${prefix}${hostname().replace(/[^A-Za-z0-9-]/g, "-")}.${pid}.a1b2c3`;

const leaveBehind = async (): Promise<void> => {
  const pid = deadPid();
  for (const folder of [
    path.join(world.tmp, ownedBy(pid, "pressday-browser.")),
    path.join(world.cache, "browser", ownedBy(pid, ".unpacking.")),
    world.at(`public/${ownedBy(pid, ".publishing.")}`),
  ]) {
    await mkdir(folder);
    await writeFile(path.join(folder, "part"), "half a ");
  }
  for (const name of [`${PDF.replace("sirocco", ".sirocco")}.`, `out/${WEEK}/.report.json.`, "public/.feed.xml."])
    await writeFile(world.at(ownedBy(pid, name)), "half a ");
  // What stood there is to be made anew, for then the folder of the half-written is looked at.
  await rm(world.at(PDF));
};

const PUBLISHED = `public/${WEEK}`;

const damages: readonly (readonly [what: string, spoil: () => Promise<void>])[] = [
  ["half a PDF", () => halve(PDF)],
  ["half a record of the build", () => halve(`out/${WEEK}/.pressday.json`)],
  ["half a report", () => halve(REPORT)],
  ["an empty report, as after a power cut", () => truncate(world.at(REPORT))],
  ["half a published PDF", () => halve(`${PUBLISHED}/sirocco-${WEEK}.pdf`)],
  ["half a record of what was published", () => halve(`${PUBLISHED}/record.json`)],
  ["half a published folder", () => rm(world.at(`${PUBLISHED}/index.html`))],
  ["half a list of issues", () => halve("public/issues.json")],
  ["half a feed", () => halve("public/feed.xml")],
  ["temporary files of dead runs", leaveBehind],
];

describe("a run that finds", () => {
  it.each(damages)("%s makes it whole again", async (_, spoil) => {
    await spoil();
    await expectRecovered(world);
    await expectWhole(world);
    const feed = await readFile(world.at("public/feed.xml"), "utf8");
    for (const week of [LAST_WEEK, WEEK]) expect(feed).toContain(week);
  });

  it("half a picture in the cache makes it anew", async () => {
    const folder = path.join(world.cache, "pictures");
    for (const name of (await readdir(folder)).filter((one) => one.endsWith(".jpg"))) {
      const file = path.join(folder, name);
      await truncate(file, Math.floor((await stat(file)).size / 2));
    }
    await rm(world.at(PDF));
    await expectRecovered(world);
  });

  it("a lock without a word in it, as after a power cut, takes it over when it is old", async () => {
    const lock = `issues/.locks/${WEEK}.lock`;
    await world.write({ [lock]: "" });
    const before = new Date(Date.now() - 10 * 60_000);
    await utimes(world.at(lock), before, before);
    await expectRecovered(world);
  });
});
