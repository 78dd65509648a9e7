import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CacheFault, findCache } from "../cache.js";
import { exitFor } from "../composing.js";
import { EXIT } from "../exit.js";
import { holdLock, issueLock, type Lock, LockFault } from "../lock.js";
import { readMagazine, weekNamed } from "../manifest/index.js";
import { hasErrors, type Problem } from "../problem.js";
import { version } from "../version.js";
import { OutputFault } from "../write-whole.js";
import { begin } from "./begin.js";
import { build } from "./build.js";
import { check } from "./check.js";
import { collect } from "./collect.js";
import { logProblems } from "./log.js";
import { publish } from "./publish.js";
import { readReport, reportFile, statusOf, writeReport } from "./report.js";
import { type Desk, issueFolder, type Known, type Step, type StepResult, shownFrom } from "./step.js";
import {
  Interruption,
  type RunOptions,
  type RunProblem,
  type RunReport,
  STEPS,
  type StepName,
  type StepReport,
} from "./types.js";

const WORK: Readonly<Record<StepName, Step>> = { new: begin, collect, build, check, publish };

/** How long a step that is told to end may take over it. Then it is left to itself, and the process ends under it. */
const GRACE_MS = 10_000;

/** What is known of a run, as it goes on. */
interface Course {
  readonly started: Date;
  readonly steps: StepReport[];
  readonly problems: RunProblem[];
  known: Known;
  magazine?: string;
  week?: string;
  issue?: string;
  exit: number;
  /** A step did not end when it was told to: it may keep the process from ending by itself. */
  stuck: boolean;
  /** A fault of our own, with its trace. */
  fault?: unknown;
}

const timeLimit: Problem = {
  code: "TIME_LIMIT",
  severity: "error",
  message: "The time limit of the run was reached.",
  remedy: "Run it again: it goes on from what is there. Or give it more time with --timeout SECONDS.",
};

/** Work that is given up when it does not heed the signal. */
const heeded = async <Result>(work: Promise<Result>, signal: AbortSignal, course: Course): Promise<Result> => {
  const done = new AbortController();
  const limit = async (): Promise<never> => {
    if (!signal.aborted)
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true, signal: done.signal });
        done.signal.addEventListener("abort", () => resolve(), { once: true });
      });
    await pause(GRACE_MS, undefined, { signal: done.signal });
    course.stuck = true;
    throw signal.reason;
  };
  try {
    return await Promise.race([work, limit()]);
  } finally {
    done.abort();
  }
};

/** A fault that ends a step or the run, as a problem and a status. Our own are noted with their trace. */
const faultResult = (fault: unknown, signal: AbortSignal, course: Course): StepResult => {
  const failed = (reason: string, exit: number, problems: readonly Problem[] = []): StepResult => ({
    state: "failed",
    reason,
    problems,
    exit,
  });
  if (signal.aborted && signal.reason instanceof Interruption)
    return failed(signal.reason.message, signal.reason.status);
  if (signal.aborted) return failed(timeLimit.message, EXIT.timeLimit, [timeLimit]);
  if (fault instanceof LockFault) return failed(fault.problem.message, EXIT.locked, [fault.problem]);
  if (fault instanceof OutputFault || fault instanceof CacheFault)
    return failed(fault.problem.message, EXIT.machine, [fault.problem]);
  course.fault = fault;
  return failed(`a fault of Pressday's own: ${fault instanceof Error ? fault.message : String(fault)}`, EXIT.fault);
};

/** Steps read the same files again: what one has told need not be told by the next, unless that one stops over it. */
const isTold = ({ code, severity, place, message }: Problem, { problems }: Course): boolean =>
  severity !== "error" &&
  problems.some(
    (told) =>
      told.code === code &&
      told.message === message &&
      told.place?.file === place?.file &&
      told.place?.line === place?.line,
  );

/** One step, timed and told. */
const take = async (name: StepName, desk: Desk, course: Course): Promise<boolean> => {
  const { log, signal } = desk.options;
  const began = performance.now();
  const result = await heeded(
    (async () => {
      signal.throwIfAborted();
      return WORK[name](desk, course.known);
    })(),
    signal,
    course,
  ).catch((fault: unknown) => faultResult(fault, signal, course));
  // A stage that was interrupted says what it could not do; that it was interrupted is why.
  const interrupted = result.state === "failed" && signal.aborted && signal.reason instanceof Interruption;
  const { state, reason, facts, text, problems, exit, known } = interrupted
    ? faultResult(undefined, signal, course)
    : result;
  const seconds = Math.round(performance.now() - began) / 1000;
  const unheard = problems.filter((problem) => !isTold(problem, course));
  logProblems(unheard, name, log);
  course.problems.push(...unheard.map((problem) => ({ ...problem, step: name })));
  course.steps.push({ name, state, ...(reason && { reason }), seconds, ...(facts && { facts }) });
  course.known = { ...course.known, ...known };
  const told = state === "done" ? `done in ${seconds.toFixed(1)} s` : state;
  const more = text ?? reason;
  log.write({ step: name, event: state, text: `${told}${more ? `: ${more}` : ""}`, facts: { ...facts, seconds } });
  if (state === "failed") course.exit = exit;
  return state !== "failed";
};

type Title = Pick<Desk, "magazine" | "week" | "issuesFolder">;

const weekInvalid = (name: string): Problem => ({
  code: "WEEK_INVALID",
  severity: "error",
  message: `“${name}” is no week.`,
  remedy: "Write --week 2026-W48, or --week last, current or next.",
});

/** The title and the week; undefined where something stands against them, which is noted. */
const readTitle = async (options: RunOptions, course: Course): Promise<Title | undefined> => {
  const { cwd, clock, log } = options;
  const issuesFolder = path.resolve(cwd, options.issues);
  const { magazine, problems } = await readMagazine(issuesFolder, { cwd });
  // Without a title there is no time zone; a week that is named needs none.
  const week = weekNamed(options.week, clock(), magazine?.timeZone ?? "UTC");
  const isNamed = /\d/.test(options.week);
  if (week !== undefined && (magazine !== undefined || isNamed)) {
    course.week = week.label;
    course.issue = shownFrom(cwd, issueFolder({ issuesFolder, week }));
    log.about(week.label);
  }
  course.problems.push(...problems);
  logProblems(problems, undefined, log);
  if (magazine !== undefined) course.magazine = magazine.name;
  if (week === undefined) {
    course.exit = EXIT.usage;
    course.problems.push(weekInvalid(options.week));
    logProblems([weekInvalid(options.week)], undefined, log);
    return undefined;
  }
  if (magazine === undefined || hasErrors(problems)) {
    course.exit = exitFor(problems);
    return undefined;
  }
  return { magazine, week, issuesFolder };
};

const takeSteps = async (title: Title, options: RunOptions, course: Course): Promise<void> => {
  const { log, cwd, out } = options;
  const cache = await findCache(options.cache === undefined ? {} : { flag: options.cache });
  try {
    course.problems.push(...cache.problems);
    logProblems(cache.problems, undefined, log);
    const earlier = await readReport(path.resolve(cwd, reportFile(out, title.week.label)));
    const desk: Desk = { ...title, options, cache: cache.path, ...(earlier && { earlier }) };
    for (const step of STEPS) if (!(await take(step, desk, course))) break;
  } finally {
    await cache.release();
  }
};

/** Notes a fault that no step has met. */
const note = (fault: unknown, { signal, log }: RunOptions, course: Course): void => {
  const { problems, reason, exit } = faultResult(fault, signal, course);
  course.problems.push(...problems);
  logProblems(problems, undefined, log);
  if (problems.length === 0) log.write({ event: "failed", text: reason ?? "failed" });
  course.exit = exit;
};

const reasonOf = ({ steps, problems }: Course): string =>
  steps.find(({ state }) => state === "failed")?.reason ??
  problems.find(({ severity }) => severity === "error")?.message ??
  "it was ended before its first step";

/** The report in a line: "Rihla 2026-W48 is out: https://…". */
const textOf = (course: Course): string => {
  const { magazine, week, exit, known } = course;
  const name = [magazine ?? "The magazine", week].filter(Boolean).join(" ");
  if (exit === EXIT.done) return `${name} is out: ${known.published?.url ?? known.published?.path ?? known.pdf}`;
  return `${name} did not come out (exit ${exit}, ${statusOf(exit)}): ${reasonOf(course)}`;
};

const reportOf = (course: Course, { clock }: RunOptions): RunReport => {
  const { magazine, week, issue, started, exit, known } = course;
  const reached = new Set(course.steps.map(({ name }) => name));
  const rest = STEPS.filter((name) => !reached.has(name));
  return {
    version: 1,
    pressday: version,
    text: textOf(course),
    ...(magazine !== undefined && { magazine }),
    ...(week !== undefined && { week }),
    ...(issue !== undefined && { issue }),
    started: started.toISOString(),
    ended: clock().toISOString(),
    exit,
    status: statusOf(exit),
    steps: [...course.steps, ...rest.map((name) => ({ name, state: "not reached", seconds: 0 }) as const)],
    problems: course.problems,
    ...(known.pdf !== undefined && { pdf: known.pdf }),
    ...(known.published !== undefined && { published: known.published }),
    host: hostname(),
    pid: process.pid,
  };
};

/** How a run ended. */
export interface Ran {
  readonly report: RunReport;
  /** Where the report stands, absolute; missing where it could not be written, or another run's stands there. */
  readonly file?: string;
  /** A step has not ended, and may keep the process alive. */
  readonly stuck: boolean;
  /** A fault of our own. */
  readonly fault?: unknown;
}

/** Writes the report, which says so itself where it cannot be written. */
const settle = async (options: RunOptions, course: Course): Promise<Ran> => {
  const file = path.resolve(options.cwd, reportFile(options.out, course.week));
  const more = { stuck: course.stuck, ...(course.fault !== undefined && { fault: course.fault }) };
  const report = reportOf(course, options);
  try {
    await writeReport(file, report);
    return { report, file, ...more };
  } catch (fault) {
    if (!(fault instanceof OutputFault)) throw fault;
    course.problems.push(fault.problem);
    logProblems([fault.problem], undefined, options.log);
    if (course.exit === EXIT.done) course.exit = EXIT.machine;
    return { report: reportOf(course, options), ...more };
  }
};

/** See `runIssue` in `index.ts`. */
export const run = async (options: RunOptions): Promise<Ran> => {
  const { clock, signal } = options;
  const course: Course = { started: clock(), steps: [], problems: [], known: {}, exit: EXIT.done, stuck: false };
  let lock: Lock | undefined;
  try {
    const title = await readTitle(options, course);
    if (title !== undefined) {
      const { label } = title.week;
      lock = await holdLock(issueLock(title.issuesFolder, label), { signal, subject: `The issue ${label}` });
      await takeSteps(title, options, course);
    }
  } catch (fault) {
    note(fault, options, course);
  }
  try {
    // The report that stands there, or will, is that of the run that is at work.
    if (course.exit === EXIT.locked && lock === undefined) return { report: reportOf(course, options), stuck: false };
    return await settle(options, course);
  } finally {
    if (!course.stuck) await lock?.release();
  }
};
