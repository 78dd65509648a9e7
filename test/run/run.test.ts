import { access, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunReport } from "../../src/run/index.js";
import { pressday } from "../support/command.js";
import { magazineOf, newOffice, newSite, type Office, PUBLISH, statesOf, WEEK } from "./week.js";

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** What only a run at work has. */
const strays = async (office: Office): Promise<readonly string[]> =>
  (await readdir(office.root, { recursive: true })).filter(
    (name) => path.basename(name).startsWith(".") && path.basename(name) !== ".pressday.json",
  );

describe("a run", () => {
  it("brings an issue out from a site to its readers, and the second finds everything done", async () => {
    const site = await newSite();
    const office = await newOffice(magazineOf(site, PUBLISH));
    const first = await office.run();
    expect([first.stderr, first.exit]).toEqual([expect.anything(), 0]);
    expect(first.stdout).toBe(`public/${WEEK}\n`);
    const report = await office.report();
    expect(statesOf(report)).toBe("new done, collect done, build done, check done, publish done");
    expect(report).toMatchObject({
      version: 1,
      text: `Sirocco ${WEEK} is out: https://example.org/magazine/${WEEK}/`,
      week: WEEK,
      issue: `issues/${WEEK}`,
      exit: 0,
      status: "done",
      pdf: `out/${WEEK}/sirocco-${WEEK}.pdf`,
      published: { path: `public/${WEEK}`, url: `https://example.org/magazine/${WEEK}/` },
    });
    expect(report.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(report.steps.find(({ name }) => name === "collect")?.facts).toMatchObject({ articles: 2, complete: true });
    expect(await isThere(office.at(`public/${WEEK}/sirocco-${WEEK}.pdf`))).toBe(true);
    expect(await strays(office)).toEqual([]);

    const before = await office.state();
    const asked = site.asked.length;
    const second = await office.run(["--week", "last", "--json"]);
    expect(second.exit).toBe(0);
    const told = JSON.parse(second.stdout) as RunReport;
    expect(statesOf(told)).toBe("new skipped, collect skipped, build skipped, check skipped, publish skipped");
    expect(told).toEqual(await office.report());
    expect(await office.state()).toEqual(before);
    expect(site.asked.length).toBe(asked);
    expect(await strays(office)).toEqual([]);
  });

  it("goes on where something is missing or has changed, and takes every step when forced", async () => {
    const site = await newSite();
    const office = await newOffice(magazineOf(site));
    expect((await office.run()).stdout).toBe(`out/${WEEK}/sirocco-${WEEK}.pdf\n`);

    await writeFile(office.at(`out/${WEEK}/sirocco-${WEEK}.pdf`), "%PDF-1.7 half");
    await office.run();
    expect(statesOf(await office.report())).toBe(
      "new skipped, collect skipped, build done, check skipped, publish skipped",
    );

    const manifest = office.at(`issues/${WEEK}/issue.yaml`);
    await writeFile(manifest, `${await readFile(manifest, "utf8")}title: The Second Look\n`);
    await office.run();
    expect(statesOf(await office.report())).toBe(
      "new skipped, collect skipped, build done, check done, publish skipped",
    );

    const { exit } = await office.run(["--force"]);
    expect([exit, statesOf(await office.report())]).toEqual([
      0,
      "new skipped, collect done, build done, check done, publish skipped",
    ]);
  });

  it("collects again while the week is not over, and where its sources are others", async () => {
    const site = await newSite();
    const office = await newOffice(magazineOf(site));
    const during = { PRESSDAY_NOW: "2026-11-20T05:00Z" };
    for (const _ of [1, 2]) {
      await office.run([], during);
      expect(statesOf(await office.report())).toContain("collect done");
    }
    // The first after the end of the week, though nothing is new.
    await office.run();
    expect(statesOf(await office.report())).toContain("collect done");
    await office.run();
    expect(statesOf(await office.report())).toContain("collect skipped");
    await office.write({ "issues/magazine.yaml": magazineOf(site).replace("section: Places", "limit: 1") });
    await office.run();
    expect(statesOf(await office.report())).toContain("collect done");
  });

  it("finishes what one that was killed has begun", async () => {
    const site = await newSite({ delayMs: 3000 });
    const office = await newOffice(magazineOf(site));
    const killed = office.start();
    await killed.says("collect asking");
    killed.child.kill("SIGKILL");
    expect((await killed.ended).signal).toBe("SIGKILL");
    expect(await readdir(office.at("issues/.locks"))).toEqual([`${WEEK}.lock`]);
    const { port } = new URL(site.url);
    await site.close();
    await newSite({}, Number(port));
    const { exit } = await office.run();
    expect([exit, statesOf(await office.report())]).toEqual([
      0,
      "new skipped, collect done, build done, check done, publish skipped",
    ]);
    expect(await strays(office)).toEqual([]);
  });

  it("keeps others out while it is at work: they end with 6, and leave its report alone", async () => {
    const site = await newSite({ delayMs: 1500 });
    const office = await newOffice(magazineOf(site));
    const hook = office.at("called");
    const first = office.start();
    await first.says("collect asking");
    const second = await office.run(["--json", "--on-failure", `touch ${hook}`]);
    expect(second.exit).toBe(6);
    expect(JSON.parse(second.stdout)).toMatchObject({
      exit: 6,
      status: "locked",
      problems: [{ code: "ISSUE_LOCKED", message: expect.stringContaining(`process ${first.child.pid} `) }],
    });
    const collected = await pressday(["collect", `issues/${WEEK}`, "--json"], { cwd: office.root });
    expect([collected.exit, JSON.parse(collected.stdout).problems[0].code]).toEqual([6, "ISSUE_LOCKED"]);
    expect((await first.ended).exit).toBe(0);
    expect((await office.report()).pid).toBe(first.child.pid);
    expect(await isThere(hook)).toBe(false);
    expect(await strays(office)).toEqual([]);
  });
});

describe("a week by name", () => {
  it.each([
    // 2026 has 53 weeks; its last ends on Sunday 3 January 2027.
    ["last", "2027-01-04T05:00Z", "Africa/Algiers", "2026-W53"],
    ["current", "2027-01-03T22:00Z", "Africa/Algiers", "2026-W53"],
    ["next", "2027-01-03T22:00Z", "Africa/Algiers", "2027-W01"],
    // Morocco's clock goes back an hour for Ramadan, on 15 February 2026: at 23:30 in Greenwich it is Sunday there too.
    ["current", "2026-02-15T23:30Z", "Africa/Casablanca", "2026-W07"],
    // And forward again on 22 March: at the same hour it is Monday.
    ["last", "2026-03-22T23:30Z", "Africa/Casablanca", "2026-W12"],
    // France has summer time from 29 March 2026: then Sunday ends at 22:00 in Greenwich.
    ["last", "2026-03-29T22:30Z", "Europe/Paris", "2026-W13"],
    ["current", "2026-10-25T22:30Z", "Europe/Paris", "2026-W43"],
  ])("%s at %s in %s is %s", async (week, now, timeZone, label) => {
    const office = await newOffice(magazineOf(undefined).replace("Africa/Algiers", timeZone));
    const { exit, stdout } = await office.run(["--week", week, "--json", "--engine", "pdfkit"], { PRESSDAY_NOW: now });
    const report = JSON.parse(stdout) as RunReport;
    // An issue is begun; it has no stories, so that nothing is printed.
    expect([exit, report.week, report.problems.at(-1)?.code]).toEqual([1, label, "ISSUE_EMPTY"]);
    expect(report.started.slice(0, 13)).toBe(new Date(now).toISOString().slice(0, 13));
    expect((await readdir(office.at("issues"))).filter((name) => name.startsWith("20"))).toEqual([label]);
  });

  it("that is none, and a clock that is none, are wrong usage", async () => {
    const office = await newOffice(magazineOf(undefined));
    const soon = await office.run(["--week", "soon", "--json"]);
    expect([soon.exit, JSON.parse(soon.stdout).problems[0].code]).toEqual([2, "WEEK_INVALID"]);
    const clock = await office.run([], { PRESSDAY_NOW: "tomorrow" });
    expect([clock.exit, clock.stdout]).toEqual([2, ""]);
    expect(clock.stderr).toContain("PRESSDAY_NOW");
  });
});
