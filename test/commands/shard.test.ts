import { describe, expect, it } from "vitest";
import { parseShard, shardOf } from "../../src/commands/issues.js";
import { pressday } from "../support/command.js";
import { MANIFEST } from "../support/publisher.js";
import { pdfOf, publisherOf, weeksFrom } from "./archive.js";

const SIMPLE = ["--layout", "bulletin", "--engine", "pdfkit"];
const lines = (text: string): readonly string[] => text.split("\n").filter(Boolean);

describe("a shard", () => {
  const issues = weeksFrom(1, 23).map((week) => `issues/${week}`);

  it.each([1, 2, 3, 5, 23, 40])("of %i has its own issues, and all together have all of them, each once", (count) => {
    const shards = Array.from({ length: count }, (_, index) => shardOf(issues, { index: index + 1, count }));
    expect(shards.flat().toSorted()).toEqual(issues);
    const sizes = shards.map((shard) => shard.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it("is the same whatever the order of the list, and keeps its issues when a new one comes", () => {
    const shard = { index: 2, count: 4 };
    expect(shardOf(issues.toReversed(), shard)).toEqual(shardOf(issues, shard));
    const later = shardOf([...issues, "issues/2026-W24"], shard);
    for (const issue of shardOf(issues, shard)) expect(later).toContain(issue);
  });

  it.each(["0/3", "4/3", "x", "1", "1/0", "-1/3", "1/3/5", "1.5/3", ""])("is not %j", (text) => {
    expect(parseShard(text)).toBeUndefined();
  });
});

describe("pressday build --shard", () => {
  it("builds its part of what a pattern names, and together the shards build all", async () => {
    const weeks = weeksFrom(43, 5);
    const publisher = await publisherOf(weeks);
    const shards = ["1/3", "2/3", "3/3"];
    const ended = [];
    for (const shard of shards)
      ended.push(await pressday(["build", "issues/*", "--shard", shard, ...SIMPLE], { cwd: publisher.root }));
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    const printed = ended.map(({ stdout }) => lines(stdout));
    expect(printed.map((paths) => paths.length)).toEqual([2, 2, 1]);
    expect(printed.flat().toSorted()).toEqual(weeks.map(pdfOf));
  });

  it("is done where there are more shards than issues, and says so", async () => {
    const publisher = await publisherOf([]);
    const ended = await pressday(["build", "issues/*", "--shard", "2/2", ...SIMPLE], { cwd: publisher.root });
    expect(ended).toMatchObject({ exit: 0, stdout: "" });
    expect(ended.stderr).toContain("1 issue");
  });

  it.each(["0/3", "4/3", "x"])("is wrong usage as %s", async (shard) => {
    const publisher = await publisherOf([]);
    const ended = await pressday(["build", MANIFEST, "--shard", shard], { cwd: publisher.root });
    expect(ended).toMatchObject({ exit: 2, stdout: "" });
    expect(ended.stderr).toContain("--shard");
  });
});
