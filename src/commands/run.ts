import { constants } from "node:os";
import { clockOf } from "../clock.js";
import { EXIT } from "../exit.js";
import { Interruption, type LogFormat, makeLog, parseTarget, type Ran, runIssue, tellFailure } from "../run/index.js";
import { givenDate, type RoadFlags, roadOf } from "./working.js";

export interface RunFlags extends RoadFlags {
  readonly week: string;
  readonly issues: string;
  readonly out: string;
  readonly force?: boolean;
  readonly allowMissing?: boolean;
  readonly log: LogFormat;
  readonly onFailure?: string;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** After a signal, whoever sent it waits: service managers for a minute or so, containers for ten seconds after ten more. */
const HURRIED_MS = 10_000;
/** Longer delays make Node's timers fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const refuse = (message: string): void => {
  process.stderr.write(`error: ${message}\n`);
  process.exitCode = EXIT.usage;
};

/** Ends with the deadline or the first signal; a second one finds the tidying up under way. */
const endingOf = (timeout: number): { readonly signal: AbortSignal; release(): void } => {
  const working = new AbortController();
  for (const name of SIGNALS)
    process.on(name, () => working.abort(new Interruption(name, 128 + constants.signals[name])));
  const deadline = setTimeout(
    () => working.abort(new DOMException("the time limit was reached", "TimeoutError")),
    Math.min(timeout * 1000, LONGEST_TIMER_MS),
  );
  return { signal: working.signal, release: () => clearTimeout(deadline) };
};

/** What a run has for stdout, where scripts read it. */
const result = ({ report }: Ran, json: boolean): string => {
  if (json) return `${JSON.stringify(report)}\n`;
  const place = report.exit === EXIT.done ? (report.published?.path ?? report.pdf) : undefined;
  return place === undefined ? "" : `${place}\n`;
};

/** `pressday run`: an issue from its first file to its readers, with nobody watching. */
export const run = async (flags: RunFlags): Promise<void> => {
  const environment = process.env;
  const clock = clockOf(environment);
  if (clock === undefined) return refuse("PRESSDAY_NOW takes a moment such as 2027-01-04T06:00+01:00");
  const target = flags.onFailure === undefined ? undefined : parseTarget(flags.onFailure);
  if (flags.onFailure !== undefined && target === undefined)
    return refuse(
      "--on-failure takes a command, or an address that begins with https:// (http:// on this machine alone)",
    );
  // A log that cannot be written (a full disk, a reader that has gone) is no reason to bring no magazine out.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const log = makeLog(flags.log, { clock, write: (text) => process.stderr.write(text) });
  const { signal, release } = endingOf(flags.timeout);
  const documentDate = givenDate(environment.SOURCE_DATE_EPOCH);
  const ran = await runIssue({
    ...roadOf(flags),
    week: flags.week,
    issues: flags.issues,
    cwd: process.cwd(),
    out: flags.out,
    ...(flags.cache === undefined ? {} : { cache: flags.cache }),
    force: flags.force === true,
    allowMissing: flags.allowMissing === true,
    environment,
    clock,
    ...(documentDate === undefined ? {} : { documentDate }),
    signal,
    log,
  });
  release();
  const { report, file, fault, stuck } = ran;
  log.write({ event: "ended", text: report.text, facts: { exit: report.exit, status: report.status } });
  if (fault instanceof Error)
    process.stderr.write(`${fault.stack}\nThis is a fault of Pressday's own; please report it with the text above.\n`);
  // The run that is at work tells its own failure.
  const isLockedOut = report.exit === EXIT.locked && file === undefined;
  if (file === undefined && !isLockedOut) process.stderr.write(`${JSON.stringify(report)}\n`);
  if (report.exit !== EXIT.done && !isLockedOut && target !== undefined) {
    const hurried = signal.reason instanceof Interruption ? { limitMs: HURRIED_MS } : {};
    await tellFailure(target, { report, ...(file === undefined ? {} : { file }), environment, ...hurried, log });
  }
  process.stdout.write(result(ran, flags.json === true));
  process.exitCode = report.exit;
  // What did not heed its signal would keep the process for as long as it likes.
  if (stuck) process.exit();
};
