import { mkdir, readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PdfDescription } from "../../src/pdf/index.js";
import { COMMAND, codesAndPlaces, type Ended, pressday, start, toldBy } from "../support/command.js";
import { ISSUE, newPublisher, PDF, type Publisher, temporaryFolder } from "../support/publisher.js";

const removals: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(removals.map((remove) => remove())));

describe("pressday init", () => {
  let root: string;
  let started: Ended;
  beforeAll(async () => {
    const publisher = await newPublisher({}, { keep: true });
    removals.push(publisher.remove);
    root = publisher.at("new");
    await mkdir(root);
    started = await pressday(["init"], { cwd: root });
  });

  it("writes a first issue of this week and prints its folder", () => {
    expect(started.exit).toBe(0);
    expect(started.stdout).toMatch(/^issues\/\d{4}-W\d\d\n$/);
  });

  it("writes one that prints without a word of complaint", async () => {
    const ended = await pressday(["build", started.stdout.trim(), "--json"], { cwd: root });
    const { problems, pages, articles } = toldBy(ended);
    expect(codesAndPlaces(problems)).toEqual([]);
    expect([ended.exit, articles]).toEqual([0, 4]);
    expect(pages).toBeGreaterThanOrEqual(5);
  });

  it("overwrites nothing", async () => {
    const manifest = `${root}/issues/magazine.yaml`;
    const before = [await readFile(manifest, "utf8"), await readdir(root, { recursive: true })];
    const again = await pressday(["init"], { cwd: root });
    expect(again).toMatchObject({ exit: 1, stdout: "" });
    expect(again.stderr).toContain("issues/magazine.yaml");
    expect([await readFile(manifest, "utf8"), await readdir(root, { recursive: true })]).toEqual(before);
  });

  it("starts a magazine in the folder that is named", async () => {
    const cwd = await temporaryFolder();
    const ended = await pressday(["init", "press/weekly"], { cwd });
    expect(ended.stdout).toMatch(/^press\/weekly\/issues\/\d{4}-W\d\d\n$/);
    expect(await readdir(`${cwd}/press/weekly/issues`)).toContain("magazine.yaml");
  });
});

describe("pressday inspect", () => {
  let publisher: Publisher;
  beforeAll(async () => {
    publisher = await newPublisher({}, { keep: true });
    removals.push(publisher.remove);
    await pressday(["build", ISSUE], { cwd: publisher.root });
  });

  it("prints a PDF as text, the same each time", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => pressday(["inspect", PDF], { cwd: publisher.root })));
    expect(one).toMatchObject({ exit: 0, stderr: "" });
    for (const words of ["The Walking Dunes", "How a Town Drank", "SourceSerif4"]) expect(one!.stdout).toContain(words);
    expect(other!.stdout).toBe(one!.stdout);
  });

  it("prints it as JSON for machines", async () => {
    const { stdout } = await pressday(["inspect", PDF, "--json"], { cwd: publisher.root });
    const seen = JSON.parse(stdout) as PdfDescription;
    expect(seen.pages.map(({ label }) => label)).toEqual(["1", "2", "3", "4"]);
    expect(seen.info.Title).toContain("Sirocco");
  });

  it.each(["gone.pdf", `${ISSUE}/issue.yaml`])("ends with 1 for %s", async (file) => {
    const { exit, stdout, stderr } = await pressday(["inspect", file], { cwd: publisher.root });
    expect([exit, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(file);
  });
});

describe("pressday doctor", () => {
  it("tells which browser would print, having started it", async () => {
    const cwd = await temporaryFolder();
    const plain = await pressday(["doctor"], { cwd });
    const json = await pressday(["doctor", "--json"], { cwd });
    const told = JSON.parse(json.stdout);
    expect([plain.exit, json.exit]).toEqual([0, 0]);
    expect(told.browsers.filter(({ used }: { used: boolean }) => used)).toHaveLength(1);
    expect(told.started.version).toMatch(/Chrom/);
    expect(plain.stdout).toContain(told.started.version);
  });

  it("ends with 5 where no browser can be used, and says why", async () => {
    const cwd = await temporaryFolder();
    const ended = await pressday(["doctor", "--json", "--browser", "/nonexistent"], { cwd });
    expect(ended.exit).toBe(5);
    expect(JSON.parse(ended.stdout).problems).toMatchObject([{ code: "BROWSER_MISSING" }]);
  });
});

describe("the command", () => {
  it("starts within three times of what Node itself needs", async () => {
    const cwd = await temporaryFolder();
    const timed = async (args: readonly string[]): Promise<number> => {
      const began = performance.now();
      await start(process.execPath, args, { cwd }).ended;
      return performance.now() - began;
    };
    const node: number[] = [];
    const command: number[] = [];
    // Turn and turn about, so that whatever else the machine does falls on both.
    for (let round = 0; round < 9; round += 1) {
      node.push(await timed(["-e", "0"]));
      command.push(await timed([COMMAND, "--version"]));
    }
    const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[4]!;
    expect(median(command) / median(node)).toBeLessThanOrEqual(3);
  });
});
