/** Looks a world over after a run: what was told, what is left, and whether the next run does as if nothing had been. */
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import type { Problem, ProblemCode } from "../../src/problem.js";
import { pause } from "../print/helpers.js";
import type { Ended } from "../support/command.js";
import { living } from "./processes.js";
import { lastWeekIn, namesIn, PDF, type RunOptions, undisturbed, WEEK, type World } from "./world.js";

export const REPORT = `out/${WEEK}/report.json`;

/** What `report.json` holds, as far as the drill looks at it. */
interface Told {
  readonly exit: number;
  readonly problems: readonly Problem[];
}

/** A run's own temporary files are hidden; the record of a build is no such thing, and a folder of locks may stay empty. */
const LAWFUL = new Set([".pressday.json"]);

/** What is half-written or forgotten: hidden files of the publisher's and the cache's, anything in the temporary folder. */
const strays = async ({ press, tmp, cache }: World): Promise<readonly string[]> => {
  const hidden = async (folder: string): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter(
      (name) => path.basename(name).startsWith(".") && !LAWFUL.has(path.basename(name)),
    );
  return [...(await hidden(press)), ...(await hidden(cache)), ...(await readdir(tmp))];
};

/** Time that the kernel may take to bury a browser's processes, which are all killed by then. ms */
const BURIAL_MS = 1000;
/** Issue 7: after SIGKILL, nobody is there any more who could end the browser; it has to notice. ms */
export const NOTICE_MS = 3000;

export const expectNobody = async (world: World, known: Set<number>, withinMs = BURIAL_MS): Promise<void> => {
  const until = performance.now() + withinMs;
  while (living(world.root, known).length > 0 && performance.now() < until) await pause(20);
  expect(living(world.root, known)).toEqual([]);
};

/** No process, no temporary file, and last week's issue as it was. */
export const expectTidy = async (world: World, known: Set<number> = new Set()): Promise<void> => {
  await expectNobody(world, known);
  expect(await strays(world)).toEqual([]);
  await expectLastWeek(world);
};

export const expectLastWeek = async (world: World): Promise<void> => {
  const { lastWeek } = await undisturbed(world);
  expect(lastWeek.length).toBeGreaterThan(10);
  expect(await lastWeekIn(world.press)).toEqual(lastWeek);
};

const STACK_LINE = /^\s+at .+:\d+:\d+\)?$/m;

/** The fault is told once and for all: by the exit status, on stderr and, where one could be written, in the report. */
export const expectTold = async (
  ended: Ended,
  { exit, code, report }: { readonly exit: number; readonly code: ProblemCode; readonly report?: string },
): Promise<void> => {
  expect([ended.exit, ended.signal], ended.stderr).toEqual([exit, null]);
  expect(ended.stderr).not.toMatch(STACK_LINE);
  expect(ended.stderr).not.toContain("fault of Pressday's own");
  expect(ended.stderr).toContain(code);
  if (report === undefined) return;
  const told = JSON.parse(await readFile(report, "utf8")) as Told;
  expect(told.exit).toBe(exit);
  const problem = told.problems.find((one) => one.code === code);
  expect(problem).toMatchObject({ severity: "error" });
  expect(problem!.remedy.length).toBeGreaterThan(10);
  expect(ended.stderr).toContain(problem!.message);
};

const OUT = path.join(import.meta.dirname, "../out/drill");

/**
 * The same file; what was expected and what came can be looked at where it is not. A picture that is used twice, as the cover's is here,
 * comes into the file once or, where the browser had to drop and decode it again in between, twice: then pages, words, places, links and
 * tags are held against each other in place of the bytes.
 */
export const expectSame = async (actual: Buffer, expected: Buffer): Promise<void> => {
  if (actual.equals(expected)) return;
  await mkdir(OUT, { recursive: true });
  await writeFile(path.join(OUT, "actual.pdf"), actual);
  await writeFile(path.join(OUT, "expected.pdf"), expected);
  const [seen, wanted] = await Promise.all([actual, expected].map((pdf) => describePdf(new Uint8Array(pdf))));
  expect(seen, "test/out/drill/actual.pdf is not expected.pdf").toEqual(wanted);
};

/** The next run ends as one that was never disturbed: the same bytes, the same files, and nothing else. */
export const expectRecovered = async (world: World, options: RunOptions = {}): Promise<void> => {
  const ended = await world.run([], options);
  expect([ended.exit, ended.signal], ended.stderr).toEqual([0, null]);
  const { pdf, names } = await undisturbed(world);
  await expectSame(await readFile(world.at(PDF)), pdf);
  expect(await namesIn(world.press)).toEqual(names);
  await expectTidy(world);
};

/** Whatever of this week's stands under its final name is whole: the pages open, the data can be read. */
export const expectWhole = async (world: World): Promise<void> => {
  for (const name of await namesIn(world.press)) {
    const file = world.at(name);
    if (path.basename(name).startsWith(".") && !LAWFUL.has(path.basename(name))) continue;
    expect((await stat(file)).size, name).toBeGreaterThan(0);
    if (name.endsWith(".json")) JSON.parse(await readFile(file, "utf8"));
    if (name.endsWith(".pdf")) await describePdf(new Uint8Array(await readFile(file)));
    if (/\.(html|xml)$/.test(name)) expect((await readFile(file, "utf8")).trimEnd()).toMatch(/<\/(html|rss)>$/);
  }
};
