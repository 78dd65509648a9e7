import { describe, expect, it } from "vitest";
import type { ProblemCode } from "../../src/problem.js";
import { installBrowserless } from "../commands/browserless.js";
import { temporaryFolder } from "../support/publisher.js";
import { hungry, type Mischief, mute, troubled } from "./browsers.js";
import { expectRecovered, expectTidy, expectTold, REPORT } from "./look.js";
import { newWorld, type World, weekly } from "./world.js";

const PRINTING = "Page.printToPDF";
const COMPOSING = "Runtime.callFunctionOn";

/** Enough for everything but a browser that does not answer. */
const SHORT = ["--timeout", "6"];

interface Fault {
  readonly what: string;
  readonly exit: number;
  readonly code: ProblemCode;
  readonly browser: (world: World) => Promise<string>;
  readonly args?: readonly string[];
}

const troubling =
  (mischief: Mischief): Fault["browser"] =>
  (world) =>
    troubled(world, mischief);

const cannot = { exit: 5, code: "BROWSER_FAILED" } as const;
const tooLate = { exit: 4, code: "TIME_LIMIT", args: SHORT } as const;

const faults: readonly Fault[] = [
  { what: "is not there", exit: 5, code: "BROWSER_MISSING", browser: async (world) => world.at("nowhere/chromium") },
  { what: "is killed whenever it prints", ...cannot, browser: troubling({ at: PRINTING, does: "die" }) },
  {
    what: "loses the page's process when it composes",
    ...cannot,
    browser: troubling({ at: COMPOSING, does: "crash" }),
  },
  { what: "runs out of memory", ...cannot, browser: hungry },
  { what: "never answers", ...tooLate, browser: mute },
  { what: "freezes while it prints", ...tooLate, browser: troubling({ at: PRINTING, does: "stop" }) },
];

describe("a browser that", () => {
  it.each(faults)("$what ends the run with status $exit and $code", async ({ exit, code, browser, args = [] }) => {
    const world = await newWorld();
    const ended = await world.run(["--browser", await browser(world), ...args]);
    await expectTold(ended, { exit, code, report: world.at(REPORT) });
    await expectTidy(world);
    await expectRecovered(world);
  });

  it("nobody has ends the run with status 5", async () => {
    const world = await newWorld();
    const run = await installBrowserless(await temporaryFolder());
    const ended = await run(weekly(), world.press, { cache: world.cache, env: { TMPDIR: world.tmp } });
    await expectTold(ended, { exit: 5, code: "BROWSER_MISSING", report: world.at(REPORT) });
    await expectTidy(world);
    await expectRecovered(world);
  });

  it.each([
    ["is killed while it prints", { at: PRINTING, does: "die" }],
    ["loses the page's process", { at: PRINTING, does: "crash" }],
  ] satisfies [string, Mischief][])("%s once is started again, and nobody need know", async (_, mischief) => {
    const world = await newWorld();
    const ended = await world.run(["--browser", await troubled(world, { ...mischief, times: 1 })]);
    expect(ended.exit, ended.stderr).toBe(0);
    await expectTidy(world);
    await expectRecovered(world);
  });
});
