import { readFile } from "node:fs/promises";
import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { seeded } from "../../scripts/bench/random.js";
import type { RunReport } from "../../src/run/index.js";
import { pause } from "../print/helpers.js";
import type { Ended } from "../support/command.js";
import { WHOLE_DRILL } from "../support/drill.js";
import { expectLastWeek, expectNobody, expectRecovered, expectTidy, expectWhole, NOTICE_MS, REPORT } from "./look.js";
import { living } from "./processes.js";
import { builtWorld, newWorld, undisturbed, type World, weekly } from "./world.js";

type Signal = "SIGTERM" | "SIGINT" | "SIGKILL";
const SIGNALS: readonly Signal[] = ["SIGTERM", "SIGINT", "SIGKILL"];

/** A longer drill has `DRILL_TIMES` as many moments. */
const TIMES = Number(process.env.DRILL_TIMES ?? 1);
/** `npm run drill` has all moments, `npm test` less than half of them, each signal in both parts. */
const momentsIn = ({ whole, short }: Part["moments"]): number => TIMES * (WHOLE_DRILL ? whole : short);

/** ms that the last step of a run takes, and all there is before and after it. */
const publishingMs = async (): Promise<number> => {
  const { world, ms } = await undisturbed({ publishes: true });
  const { steps } = JSON.parse(await readFile(world.at(REPORT), "utf8")) as RunReport;
  return ms - 1000 * steps.reduce((sum, { name, seconds }) => sum + (name === "publish" ? 0 : seconds), 0);
};

/** A part of a run: where it begins, and about how long it takes. */
interface Part {
  readonly what: string;
  readonly moments: { readonly whole: number; readonly short: number };
  readonly world: () => Promise<World>;
  readonly ms: () => Promise<number>;
}

/** Twenty moments in all, in the whole drill. A run in two parts, so that no moment pays for both. */
const parts: readonly Part[] = [
  {
    what: "collects, builds and checks",
    moments: { whole: 14, short: 5 },
    world: () => newWorld({ cache: "browser" }),
    ms: async () => (await undisturbed({ publishes: false })).ms,
  },
  { what: "publishes what is built", moments: { whole: 6, short: 3 }, world: builtWorld, ms: publishingMs },
];

const random = seeded(47);
/** One in each of so many equal parts of the time, and each signal in early parts and in late ones. */
const momentsOf = (count: number): readonly { readonly signal: Signal; readonly share: number }[] =>
  Array.from({ length: count }, (_, nth) => ({
    signal: SIGNALS[nth % SIGNALS.length]!,
    share: (nth + random()) / count,
  }));

interface Met {
  readonly world: World;
  /** Groups of processes that were at work. */
  readonly groups: Set<number>;
  readonly ended: Ended;
}

const MOST_TRIES = 6;

/** A run that met its signal. One that was done before its moment came, on a machine that is faster now, is begun anew. */
const meet = async (part: Part, signal: Signal, share: number): Promise<Met> => {
  let ms = (await part.ms()) * share;
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const world = await part.world();
    const began = performance.now();
    const running = world.start(weekly());
    await Promise.race([pause(ms), running.ended]);
    const groups = new Set<number>();
    living(world.root, groups);
    running.child.kill(signal);
    const ended = await running.ended;
    if (ended.exit !== 0) return { world, groups, ended };
    ms = Math.min(ms, performance.now() - began) * 0.8;
  }
  throw new Error(`${signal} came too late ${MOST_TRIES} times.`);
};

/** The status as shells have it. Before the first line of its log, a run has nothing to tidy up, and the signal itself ends it. */
const statusOf = ({ exit, signal, stderr }: Ended): number | null =>
  signal !== null && (signal === "SIGKILL" || stderr === "") ? 128 + constants.signals[signal] : exit;

describe.each(parts)("a run that $what", (part) => {
  it.each(momentsOf(momentsIn(part.moments)))(
    "ends cleanly by $signal at $share of its time, and the next ends well",
    async ({ signal, share }) => {
      const { world, groups, ended } = await meet(part, signal, share);
      expect(statusOf(ended), ended.stderr).toBe(128 + constants.signals[signal]);
      if (signal === "SIGKILL") {
        await expectNobody(world, groups, NOTICE_MS);
        await expectLastWeek(world);
      } else await expectTidy(world, groups);
      await expectWhole(world);
      await expectRecovered(world);
    },
  );
});
