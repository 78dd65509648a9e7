import type { Ran } from "./run.js";
import type { RunOptions } from "./types.js";

export { type FailureTarget, parseTarget, tellFailure } from "./failure.js";
export { LOG_FORMATS, type LogFormat, makeLog, type RunLog } from "./log.js";
export type { Ran } from "./run.js";
export { Interruption, type RunOptions, type RunReport, type RunStatus, type StepReport } from "./types.js";

/**
 * Brings an issue out with nobody watching: begins it, collects, builds, checks and publishes it, whole or not at all, and writes a
 * report. Steps whose results are current are skipped. One run at a time: another finds the issue locked. Problems: those of the
 * steps, ISSUE_LOCKED, CACHE_*, WEEK_INVALID, TIME_LIMIT, OUTPUT_NOT_WRITABLE.
 */
export const runIssue = async (options: RunOptions): Promise<Ran> => (await import("./run.js")).run(options);
