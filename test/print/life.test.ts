import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { BrowserDied, PrintFault, startBrowser, withBrowser } from "../../src/print/index.js";
import { browsersOf, processes, profilesOf, sharedCache, until } from "./helpers.js";

const cache = sharedCache();
const EMPTY = { html: "<p>x", files: new Map() };
const FOREVER = "() => new Promise(() => {})";
const nothingIsLeft = () => browsersOf(process.pid).length === 0 && profilesOf(process.pid).length === 0;
const groupOf = (pid: number) => browsersOf(pid)[0]!.group;
const livingIn = (group: number) => processes().filter((process) => process.group === group).length;

describe("the end of a browser", () => {
  it("comes with close, for the whole group and the profile, and close may be called twice", async () => {
    const browser = await startBrowser({ cache });
    const group = groupOf(process.pid);
    expect(group).not.toBe(process.pid);
    await Promise.all([browser.close(), browser.close()]);
    await browser.close();
    await until(() => livingIn(group) === 0);
    expect(nothingIsLeft()).toBe(true);
  });

  it("comes with an exception in the work", async () => {
    const failing = withBrowser({ cache }, async (session) => {
      await (await session()).open(EMPTY);
      throw new Error("a fault of ours");
    });
    await expect(failing).rejects.toThrow("a fault of ours");
    expect(nothingIsLeft()).toBe(true);
  });

  it("comes at once with the deadline, even from an endless loop in the page", async () => {
    const browser = await startBrowser({ cache, signal: AbortSignal.timeout(1500) });
    await browser.open(EMPTY);
    const group = groupOf(process.pid);
    const fault = await browser.run("() => { for (;;); }", null).catch((reason: unknown) => reason);
    expect((fault as PrintFault).problem.code).toBe("TIME_LIMIT");
    expect(fault).not.toBeInstanceOf(BrowserDied);
    await until(() => livingIn(group) === 0);
    await browser.close();
    expect(nothingIsLeft()).toBe(true);
  });

  it("comes with a deadline that ends while the browser starts, or that is over before", async () => {
    const stop = new AbortController();
    const starting = startBrowser({ cache, signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    await expect(starting).rejects.toMatchObject({ problem: { code: "TIME_LIMIT" } });
    await expect(startBrowser({ cache, signal: AbortSignal.abort() })).rejects.toBeInstanceOf(PrintFault);
    await until(nothingIsLeft);
  });

  it("tells the reason that the one who stopped it gave", async () => {
    const stop = new AbortController();
    const browser = await startBrowser({ cache, signal: stop.signal });
    await browser.open(EMPTY);
    const held = browser.run(FOREVER, null);
    stop.abort(new RangeError("interrupted by the user"));
    await expect(held).rejects.toBeInstanceOf(RangeError);
    await browser.close();
  });

  it.each([
    ["the browser", ""],
    ["the page's process", "--type=renderer"],
  ])("is told as BrowserDied when %s dies at its work, and the next one starts", async (_, kind) => {
    const browser = await startBrowser({ cache });
    await browser.open(EMPTY);
    const group = groupOf(process.pid);
    const held = browser.run(FOREVER, null);
    for (const { pid, command } of processes().filter((process) => process.group === group)) {
      if (kind === "" ? pid === group : command.includes(kind)) process.kill(pid, "SIGKILL");
    }
    await expect(held).rejects.toBeInstanceOf(BrowserDied);
    await expect(browser.print({ widthPx: 100, heightPx: 100 })).rejects.toBeInstanceOf(BrowserDied);
    await browser.close();
    await until(() => livingIn(group) === 0);
    await withBrowser({ cache }, async (session) => (await session()).open(EMPTY));
    expect(nothingIsLeft()).toBe(true);
  });
});

describe("when our own process ends", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  /** Runs a program of ours that holds a browser, until it says that it does. */
  async function holding(how = ""): Promise<{ child: ChildProcess; pid: number; ended: Promise<unknown[]> }> {
    const program = join(import.meta.dirname, "programs/hold-browser.ts");
    const child = spawn(process.execPath, ["--import", "tsx", program, cache, how], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    children.push(child);
    const ended = new Promise<unknown[]>((resolve) => child.once("exit", (...how) => resolve(how)));
    await new Promise((resolve, reject) => {
      child.stdout!.once("data", resolve);
      child.once("exit", () => reject(new Error("It ended before it held a browser.")));
    });
    return { child, pid: child.pid!, ended };
  }

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "by %s, nothing stays and the signal does its work",
    async (signal) => {
      const { child, pid, ended } = await holding();
      const group = groupOf(pid);
      child.kill(signal);
      expect(await ended).toEqual([null, signal]);
      await until(() => livingIn(group) === 0);
      expect(profilesOf(pid)).toEqual([]);
    },
  );

  it("by an exception, nothing stays", async () => {
    const { pid, ended } = await holding("throw");
    const [code] = await ended;
    expect(code).not.toBe(0);
    await until(() => browsersOf(pid).length === 0);
    expect(profilesOf(pid)).toEqual([]);
  });

  it("by a signal that the command handles itself, the command decides how", async () => {
    const { child, pid, ended } = await holding("handle");
    child.kill("SIGTERM");
    expect((await ended)[0]).not.toBe(0);
    await until(() => browsersOf(pid).length === 0);
    expect(profilesOf(pid)).toEqual([]);
  });

  it("by SIGKILL, the browser dies with its pipe, and the next start sweeps its profile away", async () => {
    const { child, pid, ended } = await holding();
    const group = groupOf(pid);
    expect(livingIn(group)).toBeGreaterThan(1);
    expect(profilesOf(pid)).toHaveLength(1);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    await until(() => livingIn(group) === 0);
    // Any start sweeps, another test's as well as this one.
    await (await startBrowser({ cache })).close();
    expect(profilesOf(pid)).toEqual([]);
  });
});
