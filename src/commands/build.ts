import path from "node:path";
import { type BuildReport, buildIssue } from "../build.js";
import { CacheFault, findCache } from "../cache.js";
import { EXIT } from "../exit.js";
import { makeProgress } from "../progress.js";
import { formatProblem, showProblems } from "./show.js";

export interface BuildFlags {
  readonly out: string;
  readonly layout?: string;
  readonly keep?: string;
  readonly json?: boolean;
  readonly browser?: string;
  readonly browserUrl?: string;
  readonly sandbox: boolean;
  readonly cache?: string;
  readonly timeout: number;
}

/** Ends with the status that a shell gives a command ended by this signal: 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Longer delays make Node's timers fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The PDF's date: `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org) where it is set. */
const documentDate = (epoch: string | undefined): Date => {
  const seconds = epoch === undefined || epoch === "" ? Number.NaN : Number(epoch);
  return Number.isFinite(seconds) ? new Date(seconds * 1000) : new Date();
};

/** Only folders that are issues: `issues/*` may well name `magazine.yaml` and schemas too. */
const issuesAmong = async (names: readonly string[], cwd: string): Promise<string[]> => {
  if (names.length === 1) return [...names];
  const { existsSync, statSync } = await import("node:fs");
  const isIssue = (name: string): boolean => {
    const full = path.resolve(cwd, name);
    if (!existsSync(full)) return true;
    return statSync(full).isDirectory()
      ? existsSync(path.join(full, "issue.yaml"))
      : path.basename(full) === "issue.yaml";
  };
  return names.filter(isIssue);
};

const report = (built: BuildReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = built;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
  } else {
    showProblems(built.problems);
    if (built.pdf !== undefined) process.stdout.write(`${built.pdf}\n`);
  }
};

/** `pressday build`: each issue in turn; the worst status counts. */
export const build = async (names: readonly string[], flags: BuildFlags): Promise<void> => {
  const cwd = process.cwd();
  const issues = await issuesAmong(names, cwd);
  if (issues.length === 0) {
    process.stderr.write(
      "No issue among these: an issue is a folder with an issue.yaml.\n→ pressday init writes a first one.\n",
    );
    process.exitCode = EXIT.usage;
    return;
  }
  // One signal an issue, aborted by hand: a timeout inside `AbortSignal.any` may be collected before it fires
  // (nodejs/node#57736). Can go when the oldest Node that we admit has it mended.
  let building = new AbortController();
  let interrupted: number | undefined;
  // Stays for a second signal (npm passes a terminal's own on once more): the first one's tidying up goes on to its end.
  for (const [signal, status] of Object.entries(SIGNALS) as [keyof typeof SIGNALS, number][])
    process.on(signal, () => {
      interrupted ??= status;
      building.abort(new Error(`stopped by ${signal}`));
    });
  let cache: Awaited<ReturnType<typeof findCache>>;
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
      const progress = makeProgress(issue, { quiet: flags.json === true && process.stderr.isTTY !== true });
      building = new AbortController();
      const { signal } = building;
      const deadline = setTimeout(
        () => building.abort(new DOMException("the time limit was reached", "TimeoutError")),
        Math.min(flags.timeout * 1000, LONGEST_TIMER_MS),
      );
      try {
        const built = await buildIssue({
          issue,
          cwd,
          out: flags.out,
          cache: cache.path,
          signal,
          progress,
          date: documentDate(process.env.SOURCE_DATE_EPOCH),
          noSandbox: !flags.sandbox,
          ...(flags.layout === undefined ? {} : { layout: flags.layout }),
          ...(flags.keep === undefined ? {} : { keep: flags.keep }),
          ...(flags.browser === undefined ? {} : { browser: flags.browser }),
          ...(flags.browserUrl === undefined ? {} : { browserUrl: flags.browserUrl }),
        });
        progress.end();
        report({ ...built, problems: [...cache.problems, ...built.problems] }, flags.json === true);
        worst = Math.max(worst, built.exit);
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
