import { mkdir, readdir, realpath, stat } from "node:fs/promises";
import type { WriteStream } from "node:tty";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressOfSeveral } from "../../src/commands/several.js";
import { BUILD_PHASES } from "../../src/progress.js";
import { browsersOf, processes, until } from "../print/helpers.js";
import { type Ended, pressday, startPressday, type Told } from "../support/command.js";
import type { Publisher } from "../support/publisher.js";
import { pdfOf, publisherOf, weeksFrom } from "./archive.js";

const WEEKS = weeksFrom(40, 8);
const PDFS = WEEKS.map(pdfOf);
const lines = (text: string): readonly string[] => text.split("\n").filter(Boolean);
const told = ({ stdout }: Ended): readonly Told[] => lines(stdout).map((line) => JSON.parse(line) as Told);

const timed = async <Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> => {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
};

describe("several issues at once", () => {
  let publisher: Publisher;
  const inOne = (...more: string[]) => pressday(["build", "issues/*", "--jobs", "2", ...more], { cwd: publisher.root });
  beforeAll(async () => {
    publisher = await publisherOf(WEEKS, { keep: true });
    // Pictures into the cache.
    await pressday(["build", `issues/${WEEKS[0]}`, "--out", "warm"], { cwd: publisher.root });
  });
  afterAll(() => publisher.remove());

  it("take much less than one after the other, come in the order of the list, and cost next to nothing unchanged", async () => {
    const together = await timed(() => inOne());
    const singly = await timed(async () => {
      const ended: Ended[] = [];
      for (const week of WEEKS)
        ended.push(await pressday(["build", `issues/${week}`, "--force"], { cwd: publisher.root }));
      return ended;
    });
    const again = await timed(() => inOne("--force"));
    expect(together.result).toMatchObject({ exit: 0, stdout: `${PDFS.join("\n")}\n` });
    expect(again.result).toMatchObject({ exit: 0, stdout: `${PDFS.join("\n")}\n` });
    expect(singly.result.map(({ exit }) => exit)).toEqual(WEEKS.map(() => 0));
    // Before and after: the machine may be busier with something else for a while.
    expect((together.ms + again.ms) / 2).toBeLessThan(0.85 * singly.ms);

    const unchanged = await timed(() => inOne("--json"));
    expect(told(unchanged.result).map(({ pdf, current }) => [pdf, current])).toEqual(PDFS.map((pdf) => [pdf, true]));
    expect(unchanged.ms).toBeLessThan(together.ms / 4);
  });

  it("share one browser, which is replaced when it dies under them", async () => {
    const running = startPressday(["build", "issues/*", "--jobs", "3", "--force"], { cwd: publisher.root });
    await running.says(`issues/${WEEKS[2]}: composing\n`);
    const browsers = browsersOf(running.child.pid!);
    expect(browsers).toHaveLength(1);
    process.kill(browsers[0]!.pid, "SIGKILL");
    const ended = await running.ended;
    expect(ended, ended.stderr).toMatchObject({ exit: 0, stdout: `${PDFS.join("\n")}\n` });
    expect(browsersOf(running.child.pid!)).toEqual([]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("end with %s, all of them, and leave nothing behind", async (signal, status) => {
    await mkdir(publisher.at("tmp"), { recursive: true });
    const TMPDIR = await realpath(publisher.at("tmp"));
    const running = startPressday(["build", "issues/*", "--jobs", "2", "--out", "stopped", "--force"], {
      cwd: publisher.root,
      env: { TMPDIR },
    });
    await running.says(`issues/${WEEKS[1]}: composing\n`);
    const groups = processes()
      .filter(({ command }) => command.includes(TMPDIR))
      .map(({ group }) => group);
    running.child.kill(signal);
    expect(await running.ended).toMatchObject({ exit: status, signal: null });
    await until(() => processes().every(({ group }) => !groups.includes(group)));
    expect(await readdir(TMPDIR)).toEqual([]);
    expect(
      (await readdir(publisher.at("."), { recursive: true })).filter((name) => /\/\.(?!pressday\.json)/.test(name)),
    ).toEqual([]);
  });

  it("have a time limit each", async () => {
    const ended = await inOne("--timeout", "0.3", "--out", "late", "--json");
    expect(ended.exit).toBe(4);
    expect(told(ended)).toHaveLength(WEEKS.length);
  });
});

describe("among several issues", () => {
  it("a faulty one keeps its place in the list, and the others are printed", async () => {
    const weeks = weeksFrom(45, 3);
    const publisher = await publisherOf(weeks);
    await publisher.write({ [`issues/${weeks[0]}/articles/dunes.md`]: "---\nheadline: [\n---\nSand.\n" });
    const args = ["build", "issues/*", "--jobs", "3", "--json", "--layout", "bulletin", "--engine", "pdfkit"];
    const ended = await pressday(args, { cwd: publisher.root });
    expect(ended.exit).toBe(1);
    expect(told(ended).map(({ pdf }) => pdf)).toEqual([undefined, ...weeks.slice(1).map(pdfOf)]);
    expect(told(ended)[0]!.problems[0]!.place!.file).toContain(weeks[0]);
    await expect(stat(publisher.at(pdfOf(weeks[0]!)))).rejects.toThrow();
  });

  it.each(["0", "-1", "1.5", "many"])("--jobs %s is wrong usage", async (jobs) => {
    const publisher = await publisherOf([]);
    expect(await pressday(["build", "issues/*", "--jobs", jobs], { cwd: publisher.root })).toMatchObject({ exit: 2 });
  });

  it("a pattern that names none is wrong usage", async () => {
    const publisher = await publisherOf([]);
    expect(await pressday(["build", "issues/2025-*"], { cwd: publisher.root })).toMatchObject({ exit: 2, stdout: "" });
  });

  it("a terminal has one line for all that are at work", () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 60, write: (text: string) => written.push(text) };
    const progressOf = progressOfSeveral(3, {
      quiet: false,
      phases: BUILD_PHASES,
      stream: stream as unknown as WriteStream,
    });
    const [one, other] = [progressOf("issues/2026-W01"), progressOf("issues/2026-W02/issue.yaml")];
    one.phase("Reading");
    other.phase("Composing");
    expect(written.at(-1)).toBe("\r\u001b[2K0 of 3  2026-W01 reading  2026-W02 composing");
    one.end();
    other.phase("Printing");
    expect(written.at(-1)).toBe("\r\u001b[2K1 of 3  2026-W02 printing");
    expect(written.join("")).not.toContain("\n");
  });
});
