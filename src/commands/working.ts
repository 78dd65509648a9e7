import { type Cache, CacheFault, findCache } from "../cache.js";
import { EXIT } from "../exit.js";
import { inTurns } from "../in-turns.js";
import type { EngineChoice } from "../print/index.js";
import type { Problem } from "../problem.js";
import { BUILD_PHASES, makeProgress, type Phase, type Progress } from "../progress.js";
import type { RoadOptions } from "../road.js";
import { progressOfSeveral } from "./several.js";
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
  /** Issues worked on at once; one after the other when left out. */
  readonly jobs?: number;
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

/** The date that `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org) gives, where it is set. */
export const givenDate = (epoch: string | undefined): Date | undefined => {
  const seconds = epoch === undefined || epoch === "" ? Number.NaN : Number(epoch);
  return Number.isFinite(seconds) ? new Date(seconds * 1000) : undefined;
};

/** The PDF's date: that one, else now. */
export const documentDate = (epoch: string | undefined): Date => givenDate(epoch) ?? new Date();

/** What the work on one issue is given. */
export interface Work {
  readonly cache: string;
  /** Problems of the cache itself. */
  readonly problems: readonly Problem[];
  /** Ends with the time limit or the user's interruption. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** What is to be told of the issue once its work has ended, and those before it in the list have been told. */
  readonly tell: (told: () => void) => void;
}

type DoWork = (issue: string, tools: Work) => Promise<number>;

/** All work that is under way, and the end that a signal puts to it. */
class Desk {
  /** The status to leave with, once a signal has come. */
  interrupted: number | undefined;
  private readonly atWork = new Set<AbortController>();

  /** Listens for good: a second signal (npm passes a terminal's own on once more) lets the first one's tidying up go on to its end. */
  constructor() {
    for (const [signal, status] of Object.entries(SIGNALS) as [keyof typeof SIGNALS, number][])
      process.on(signal, () => {
        this.interrupted ??= status;
        for (const working of this.atWork) working.abort(new Error(`stopped by ${signal}`));
      });
  }

  /** Works with a signal that ends with the time limit, in seconds, or with the user's interruption. */
  async at(limit: number, work: (signal: AbortSignal) => Promise<number>): Promise<number> {
    // One signal an issue, aborted by hand: a timeout inside `AbortSignal.any` may be collected before it fires
    // (nodejs/node#57736). Can go when the oldest Node that we admit has it mended.
    const working = new AbortController();
    const deadline = setTimeout(
      () => working.abort(new DOMException("the time limit was reached", "TimeoutError")),
      Math.min(limit * 1000, LONGEST_TIMER_MS),
    );
    this.atWork.add(working);
    try {
      return await work(working.signal);
    } finally {
      clearTimeout(deadline);
      this.atWork.delete(working);
    }
  }
}

/** Lets results be told in the order of the list, whichever comes first; each as soon as all before it have been told. */
const inOrder = (): ((index: number, told: () => void) => void) => {
  const waiting = new Map<number, () => void>();
  let next = 0;
  return (index, told) => {
    waiting.set(index, told);
    for (let turn = waiting.get(next); turn !== undefined; turn = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      turn();
    }
  };
};

/** The cache, or its fault told. */
const openCache = async (flags: WorkFlags): Promise<Cache | undefined> => {
  try {
    return await findCache(flags.cache === undefined ? {} : { flag: flags.cache });
  } catch (fault) {
    if (!(fault instanceof CacheFault)) throw fault;
    if (flags.json) process.stdout.write(`${JSON.stringify({ problems: [fault.problem] })}\n`);
    else process.stderr.write(`${formatProblem(fault.problem)}\n`);
    return undefined;
  }
};

/**
 * Works on the issues in turn, or on several at once, with a cache, an ear for signals, and a time limit for each; the worst status
 * counts, and is left with.
 */
export const workOn = async (
  issues: readonly string[],
  flags: WorkFlags,
  work: DoWork,
  phases: readonly Phase[] = BUILD_PHASES,
): Promise<void> => {
  const { jobs = 1, timeout } = flags;
  const desk = new Desk();
  const cache = await openCache(flags);
  if (cache === undefined) {
    process.exitCode = EXIT.machine;
    return;
  }
  const quiet = flags.json === true && process.stderr.isTTY !== true;
  const progressOf = jobs > 1 ? progressOfSeveral(issues.length, { quiet, phases }) : undefined;
  const turn = inOrder();
  const workOnOne = async ({ issue, index }: { issue: string; index: number }): Promise<number> => {
    if (desk.interrupted !== undefined) return EXIT.done;
    const progress = progressOf?.(issue) ?? makeProgress(issue, { quiet, phases });
    let telling = () => {};
    const tell = (told: () => void): void => {
      telling = told;
    };
    const tools = { cache: cache.path, problems: cache.problems, progress, tell };
    try {
      return await desk.at(timeout, (signal) => work(issue, { ...tools, signal }));
    } catch (fault) {
      if (desk.interrupted === undefined) throw fault;
      return EXIT.done;
    } finally {
      progress.end();
      turn(index, telling);
    }
  };
  try {
    const numbered = issues.map((issue, index) => ({ issue, index }));
    const worst = Math.max(EXIT.done, ...(await inTurns(numbered, jobs, workOnOne)));
    process.exitCode = desk.interrupted ?? worst;
  } finally {
    await cache.release();
  }
};
