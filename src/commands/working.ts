import { type Cache, CacheFault, findCache } from "../cache.js";
import { EXIT } from "../exit.js";
import type { EngineChoice } from "../print/index.js";
import type { Problem } from "../problem.js";
import { BUILD_PHASES, makeProgress, type Phase, type Progress } from "../progress.js";
import type { RoadOptions } from "../road.js";
import { formatProblem } from "./show.js";

/** Ends with the status that a shell gives a command ended by this signal: 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Longer delays make Node's timers fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface WorkFlags {
  readonly json?: boolean;
  readonly cache?: string;
  /** Seconds for each issue. */
  readonly timeout: number;
}

/** Flags of commands that compose pages. */
export interface RoadFlags extends WorkFlags {
  readonly layout?: string;
  readonly engine: EngineChoice;
  readonly browser?: string;
  readonly browserUrl?: string;
  readonly sandbox: boolean;
}

/** What the flags say of the way to composed pages. */
export const roadOf = ({
  layout,
  engine,
  browser,
  browserUrl,
  sandbox,
}: RoadFlags): Pick<RoadOptions, "layout" | "engine" | "browser" | "browserUrl" | "noSandbox"> => ({
  engine,
  noSandbox: !sandbox,
  ...(layout === undefined ? {} : { layout }),
  ...(browser === undefined ? {} : { browser }),
  ...(browserUrl === undefined ? {} : { browserUrl }),
});

/** The PDF's date: `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org) where it is set. */
export const documentDate = (epoch: string | undefined): Date => {
  const seconds = epoch === undefined || epoch === "" ? Number.NaN : Number(epoch);
  return Number.isFinite(seconds) ? new Date(seconds * 1000) : new Date();
};

/** What the work on one issue is given. */
export interface Work {
  readonly cache: string;
  /** Problems of the cache itself. */
  readonly problems: readonly Problem[];
  /** Ends with the time limit or the user's interruption. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Works on each issue in turn, with a cache, a time limit and an ear for signals; the worst status counts, and is left with. */
export const workOn = async (
  issues: readonly string[],
  flags: WorkFlags,
  work: (issue: string, tools: Work) => Promise<number>,
  phases: readonly Phase[] = BUILD_PHASES,
): Promise<void> => {
  // One signal an issue, aborted by hand: a timeout inside `AbortSignal.any` may be collected before it fires
  // (nodejs/node#57736). Can go when the oldest Node that we admit has it mended.
  let working = new AbortController();
  let interrupted: number | undefined;
  // Stays for a second signal (npm passes a terminal's own on once more): the first one's tidying up goes on to its end.
  for (const [signal, status] of Object.entries(SIGNALS) as [keyof typeof SIGNALS, number][])
    process.on(signal, () => {
      interrupted ??= status;
      working.abort(new Error(`stopped by ${signal}`));
    });
  let cache: Cache;
  try {
    cache = await findCache(flags.cache === undefined ? {} : { flag: flags.cache });
  } catch (fault) {
    if (!(fault instanceof CacheFault)) throw fault;
    if (flags.json) process.stdout.write(`${JSON.stringify({ problems: [fault.problem] })}\n`);
    else process.stderr.write(`${formatProblem(fault.problem)}\n`);
    process.exitCode = EXIT.machine;
    return;
  }
  let worst: number = EXIT.done;
  try {
    for (const issue of issues) {
      const progress = makeProgress(issue, { quiet: flags.json === true && process.stderr.isTTY !== true, phases });
      working = new AbortController();
      const { signal } = working;
      const deadline = setTimeout(
        () => working.abort(new DOMException("the time limit was reached", "TimeoutError")),
        Math.min(flags.timeout * 1000, LONGEST_TIMER_MS),
      );
      try {
        const status = await work(issue, { cache: cache.path, problems: cache.problems, signal, progress });
        worst = Math.max(worst, status);
      } catch (fault) {
        progress.end();
        if (interrupted === undefined) throw fault;
      } finally {
        clearTimeout(deadline);
      }
      if (interrupted !== undefined) break;
    }
  } finally {
    await cache.release();
  }
  process.exitCode = interrupted ?? worst;
};
