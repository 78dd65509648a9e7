import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { findBrowser } from "../../src/print/find.js";
import { BrowserDied, type OpenBrowser, SharedBrowser } from "../../src/print/index.js";
import { browsersOf, pause, processes, profilesOf, sharedCache, startRemote, until } from "./helpers.js";

const cache = sharedCache();
const FOREVER = "() => new Promise(() => {})";
const SPIN = "() => { for (;;); }";
const SHEET = { widthPx: 400, heightPx: 500 };
const page = (text: string) => ({ html: `<title>${text}</title><p>${text}`, files: new Map() });
const title = (browser: OpenBrowser): Promise<string> => browser.run("() => document.title", null);

let shared: SharedBrowser;
const share = (): SharedBrowser => {
  shared = new SharedBrowser();
  return shared;
};
afterEach(async () => {
  await shared.end();
  expect(browsersOf(process.pid)).toEqual([]);
  expect(profilesOf(process.pid)).toEqual([]);
});

const leader = (): number => browsersOf(process.pid)[0]!.pid;
const renderers = (): readonly number[] =>
  processes()
    .filter(({ group, command }) => group === leader() && command.includes("--type=renderer"))
    .map(({ pid }) => pid);

/** Hundredths of a second that a process has worked. */
const worked = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
};

/** The process of the page that is spinning. */
const busiest = async (): Promise<number> => {
  const before = new Map(renderers().map((pid) => [pid, worked(pid)]));
  await pause(500);
  const gained = [...before].map(([pid, ticks]) => ({ pid, ticks: worked(pid) - ticks }));
  return gained.toSorted((one, other) => other.ticks - one.ticks)[0]!.pid;
};

describe("a shared browser", () => {
  it("is one process for all sessions, and each has its own page", async () => {
    const { open } = share();
    const [one, other] = await Promise.all([open({ cache }), open({ cache })]);
    expect(browsersOf(process.pid)).toHaveLength(1);
    await Promise.all([one.open(page("One")), other.open(page("Other"))]);
    await one.run("() => { document.cookie = 'seen=1'; globalThis.name = 'one'; }", null).catch(() => {});
    expect([await title(one), await title(other)]).toEqual(["One", "Other"]);
    expect(await other.run("() => globalThis.name + document.cookie", null)).toBe("");

    await one.close();
    await one.close();
    expect((await other.print(SHEET)).subarray(0, 5).toString()).toBe("%PDF-");
    const third = await open({ cache });
    await third.open(page("Third"));
    expect(browsersOf(process.pid)).toHaveLength(1);
    await Promise.all([other.close(), third.close()]);
    // It waits for the next issue.
    expect(browsersOf(process.pid)).toHaveLength(1);
  });

  it("gives way to a new one after 25 sessions, and ends when the last of its own has closed", async () => {
    const { open } = share();
    const first = await open({ cache });
    await first.open(page("First"));
    const old = leader();
    for (let count = 2; count <= 25; count++) await (await open({ cache })).close();
    expect(browsersOf(process.pid).map(({ pid }) => pid)).toEqual([old]);
    const late = await open({ cache });
    expect(browsersOf(process.pid)).toHaveLength(2);
    expect(await title(first)).toBe("First");
    await first.close();
    expect(browsersOf(process.pid).map(({ pid }) => pid)).not.toContain(old);
    await late.close();
  });

  it("lets the others work on when a deadline ends one, even in an endless loop", async () => {
    const { open } = share();
    const stop = new AbortController();
    const [doomed, other] = await Promise.all([open({ cache, signal: stop.signal }), open({ cache })]);
    await Promise.all([doomed.open(page("Doomed")), other.open(page("Other"))]);
    const spinning = doomed.run(SPIN, null);
    const pid = await busiest();
    stop.abort(new DOMException("the time limit was reached", "TimeoutError"));
    await expect(spinning).rejects.toMatchObject({ problem: { code: "TIME_LIMIT" } });
    await doomed.close();
    await until(() => !renderers().includes(pid));
    expect(await title(other)).toBe("Other");
    await expect(open({ cache, signal: stop.signal })).rejects.toMatchObject({ problem: { code: "TIME_LIMIT" } });
    await other.close();
  });

  it("lets the others work on when one's page crashes, which is told as BrowserDied", async () => {
    const { open } = share();
    const [doomed, other] = await Promise.all([open({ cache }), open({ cache })]);
    await Promise.all([doomed.open(page("Doomed")), other.open(page("Other"))]);
    const spinning = doomed.run(SPIN, null);
    process.kill(await busiest(), "SIGKILL");
    await expect(spinning).rejects.toBeInstanceOf(BrowserDied);
    await doomed.close();
    expect(await title(other)).toBe("Other");
    await other.close();
    expect(browsersOf(process.pid)).toHaveLength(1);
  });

  it("takes all sessions along when it dies, and the next one has a new browser", async () => {
    const { open } = share();
    const sessions = await Promise.all([open({ cache }), open({ cache })]);
    await Promise.all(sessions.map((session) => session.open(page("Doomed"))));
    const held = sessions.map((session) => session.run(FOREVER, null));
    process.kill(leader(), "SIGKILL");
    for (const fault of await Promise.allSettled(held))
      expect((fault as PromiseRejectedResult).reason).toBeInstanceOf(BrowserDied);
    const next = await open({ cache });
    await Promise.all(sessions.map((session) => session.close()));
    await next.open(page("Next"));
    expect(await title(next)).toBe("Next");
    await next.close();
  });

  it("is killed when it does not even close a page, so that the others begin again elsewhere", async () => {
    const { open } = share();
    const stop = new AbortController();
    const [doomed, other] = await Promise.all([open({ cache, signal: stop.signal }), open({ cache })]);
    await Promise.all([doomed.open(page("Doomed")), other.open(page("Other"))]);
    const held = [doomed.run(FOREVER, null), other.run(FOREVER, null)] as const;
    process.kill(leader(), "SIGSTOP");
    stop.abort(new DOMException("the time limit was reached", "TimeoutError"));
    await expect(held[0]).rejects.toMatchObject({ problem: { code: "TIME_LIMIT" } });
    await expect(held[1]).rejects.toBeInstanceOf(BrowserDied);
    await Promise.all([doomed.close(), other.close()]);
  });

  it("that cannot be had is missing for each session, and was never there to be ended", async () => {
    const { open } = share();
    for (let count = 0; count < 2; count++)
      await expect(open({ cache, browser: "/nonexistent" })).rejects.toMatchObject({
        problem: { code: "BROWSER_MISSING" },
      });
  });

  it("that runs elsewhere has one connection, keeps running, and keeps no page of ours", async () => {
    const { open } = share();
    await (await open({ cache })).close();
    const remote = await startRemote((await findBrowser({ cache })).location);
    onTestFinished(remote.end);
    const options = { cache, browserUrl: remote.address };
    const there = new SharedBrowser();
    const sessions = await Promise.all([there.open(options), there.open(options)]);
    await Promise.all(sessions.map((session, index) => session.open(page(String(index)))));
    await sessions[0]!.close();
    expect(await title(sessions[1]!)).toBe("1");
    await sessions[1]!.close();
    const targets = (await (await fetch(`${remote.address}/json/list`)).json()) as { url: string }[];
    expect(targets.filter(({ url }) => url.includes("pressday"))).toEqual([]);
    await there.end();
    expect(remote.child.exitCode).toBeNull();
  });
});
