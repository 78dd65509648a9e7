import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { holdLock, issueLock, LockFault } from "../src/lock.js";
import { processMark } from "../src/processes.js";
import { OutputFault } from "../src/write-whole.js";
import { temporaryFolder } from "./support/publisher.js";

const CONTENDER = path.join(import.meta.dirname, "run/programs/contender.ts");

/** A process of its own that takes locks. */
const contender = (...args: readonly (string | number)[]) => {
  const child = spawn(process.execPath, ["--import", "tsx", CONTENDER, ...args.map(String)], { stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([exit]) => ({ exit, stdout, stderr }));
  return { child, ended };
};

/** A contender that has the lock. */
const holding = async (file: string) => {
  const { child, ended } = contender("hold", file);
  await once(child.stderr, "data");
  return { child, ended };
};

const DEAD = { ...processMark(), pid: 4_999_999, start: "1" };
const holder = (mark: object, more: object = {}): string =>
  `${JSON.stringify({ ...mark, host: hostname(), id: "00112233", taken: "2026-11-27T05:00:00.000Z", ...more })}\n`;

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const fault = (taking: Promise<unknown>): Promise<LockFault> =>
  taking.then(
    () => Promise.reject(new Error("It was taken.")),
    (thrown) => thrown,
  );

describe("a lock", () => {
  it("is one holder's at a time, says whose, and leaves nothing behind", async () => {
    const folder = await temporaryFolder();
    const file = issueLock(folder, "2026-W48");
    const lock = await holdLock(file, { subject: "The issue 2026-W48" });
    const { problem } = await fault(holdLock(file, { subject: "The issue 2026-W48" }));
    expect(problem).toMatchObject({ code: "ISSUE_LOCKED", severity: "error" });
    expect(problem.message).toMatch(
      new RegExp(`^The issue 2026-W48 .* process ${process.pid} on ${hostname()}, since 20\\d\\d-`),
    );
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await holdLock(file)).release();
  });

  it("is waited for as long as was said, and no longer than the signal", async () => {
    const file = issueLock(await temporaryFolder(), "2026-W48");
    const lock = await holdLock(file);
    const began = performance.now();
    expect(await fault(holdLock(file, { wait: 300 }))).toBeInstanceOf(LockFault);
    expect(performance.now() - began).toBeGreaterThanOrEqual(300);
    const stop = new AbortController();
    const waiting = fault(holdLock(file, { wait: 60_000, signal: stop.signal }));
    stop.abort(new Error("enough"));
    expect(await waiting).not.toBeInstanceOf(LockFault);
    const second = holdLock(file, { wait: 60_000 });
    await lock.release();
    await (await second).release();
  });

  it("of a process that was killed is taken over at once, whatever it was ended by", async () => {
    for (const signal of ["SIGKILL", "SIGTERM", "SIGSEGV"] as const) {
      const file = issueLock(await temporaryFolder(), "2026-W48");
      const { child, ended } = await holding(file);
      expect((await fault(holdLock(file))).problem.message).toContain(`process ${child.pid} `);
      child.kill(signal);
      await ended;
      await (await holdLock(file)).release();
    }
  });

  it("goes with a process that exits", async () => {
    const file = issueLock(await temporaryFolder(), "2026-W48");
    const { child, ended } = await holding(file);
    expect(await isThere(file)).toBe(true);
    child.stdin.end();
    await ended;
    expect(await isThere(file)).toBe(false);
  });

  it("is not believed of a later process with the same number", async () => {
    const file = path.join(await temporaryFolder(), "a.lock");
    await writeFile(file, holder({ ...processMark(), start: "1" }));
    await (await holdLock(file)).release();
    await writeFile(file, holder(processMark()));
    expect(await fault(holdLock(file))).toBeInstanceOf(LockFault);
  });

  it.each([
    ["another machine", holder(DEAD, { host: "elsewhere" })],
    ["another container", holder({ ...DEAD, space: "elsewhere" })],
    ["somebody unreadable", "\0\0\0"],
  ])("of %s is believed while its holder is heard of", async (_, words) => {
    const file = path.join(await temporaryFolder(), "a.lock");
    await writeFile(file, words);
    expect(await fault(holdLock(file))).toBeInstanceOf(LockFault);
    const silent = new Date(Date.now() - 121_000);
    await utimes(file, silent, silent);
    await (await holdLock(file)).release();
  });

  it("sweeps what those left who died over it", async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, "a.lock");
    await writeFile(file, holder(DEAD));
    // One was about to replace it, another had done so with an earlier one.
    await writeFile(`${file}.00112233`, holder(DEAD, { id: "44556677" }));
    await writeFile(`${file}.8899aabb`, holder(DEAD, { id: "ccddeeff" }));
    await writeFile(path.join(folder, `.a.lock.${hostname().replace(/[^A-Za-z0-9-]/g, "-")}.4999999.abcd`), "");
    const lock = await holdLock(file);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid });
    expect(await readdir(folder)).toEqual(["a.lock"]);
    await lock.release();
  });

  it("that cannot be written is said to be so", async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, ".locks"), "in the way");
    const thrown = await fault(holdLock(issueLock(folder, "2026-W48")));
    expect(thrown).toBeInstanceOf(OutputFault);
    expect(thrown.problem).toMatchObject({ code: "OUTPUT_NOT_WRITABLE" });
    expect(thrown.problem.remedy).not.toContain("--out");
  });
});

describe("processes at once", () => {
  it("get a stale lock one alone, time and again", async () => {
    const folder = await temporaryFolder();
    const rounds = 12;
    for (let round = 0; round < rounds; round++) await writeFile(path.join(folder, `${round}.lock`), holder(DEAD));
    const all = Array.from({ length: 6 }, () => contender("race", folder, rounds, 150));
    await Promise.all(all.map(({ child }) => once(child.stderr, "data")));
    const at = Date.now() + 200;
    const done = Promise.all(all.map(({ child }) => once(child.stderr, "data")));
    for (const { child } of all) child.stdin.write(String(at));
    await done;
    for (const { child } of all) child.stdin.end();
    const ended = await Promise.all(all.map((one) => one.ended));
    expect(ended.map(({ exit, stderr }) => [exit, stderr])).toEqual(ended.map(() => [0, "ready\ndone\n"]));
    const won = ended.flatMap(({ stdout }) => stdout.split("\n").filter(Boolean).map(Number));
    expect(won.toSorted((one, other) => one - other)).toEqual(Array.from({ length: rounds }, (_, round) => round));
  });

  it("are never inside together", async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, ".locks"));
    await writeFile(path.join(folder, ".locks/one.lock"), holder(DEAD));
    const ended = await Promise.all(Array.from({ length: 4 }, () => contender("turns", folder, 8).ended));
    expect(ended.map(({ exit, stderr }) => [exit, stderr])).toEqual(ended.map(() => [0, ""]));
    expect(await readdir(folder)).toEqual([]);
  });
});
