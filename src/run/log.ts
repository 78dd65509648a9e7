/** What a run says while it works: a dated line for each event, for people or for machines. Never a bar, never a colour. */
import { formatPlace, type Problem } from "../problem.js";
import type { Progress } from "../progress.js";
import type { Facts, StepName } from "./types.js";

export const LOG_FORMATS = ["plain", "json"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LogEntry {
  /** None: the run as a whole. */
  readonly step?: StepName;
  readonly event: "phase" | "note" | "problem" | "done" | "skipped" | "failed" | "ended";
  /** For people; stands behind the step's name. */
  readonly text: string;
  /** For machines, beside the text. */
  readonly facts?: Facts;
}

export interface RunLog {
  write(entry: LogEntry): void;
  /** From now on lines name the week. */
  about(week: string): void;
}

export interface LogOptions {
  readonly clock: () => Date;
  readonly write: (text: string) => void;
}

/** A line is a line, whatever a source or a system has to say. */
const onOneLine = (text: string): string => text.replaceAll(/\s*[\p{Cc}\u2028\u2029]+\s*/gu, " ").trim();

/** `2026-11-27T05:00:03.120Z 2026-W48 collect done in 3.2 s: 12 new articles`, or the same as an object. */
export const makeLog = (format: LogFormat, { clock, write }: LogOptions): RunLog => {
  let week: string | undefined;
  const plain = ({ step, text }: LogEntry, time: string): string =>
    [time, week ?? "-", step ?? "run", onOneLine(text)].join(" ");
  const json = ({ step, event, text, facts }: LogEntry, time: string): string =>
    JSON.stringify({ time, week, step: step ?? "run", event, text: onOneLine(text), ...facts });
  const line = format === "json" ? json : plain;
  return {
    write: (entry) => write(`${line(entry, clock().toISOString())}\n`),
    about: (label) => {
      week = label;
    },
  };
};

/** A stage's progress as lines of its step. */
export const progressOf = (step: StepName, log: RunLog): Progress => ({
  phase: (phase) => log.write({ step, event: "phase", text: phase.toLowerCase() }),
  step: () => {},
  note: (text) => log.write({ step, event: "note", text }),
  end: () => {},
});

/** Errors and warnings, one a line; what is worth knowing and no more stands in the report. */
export const logProblems = (problems: readonly Problem[], step: StepName | undefined, log: RunLog): void => {
  for (const { code, severity, place, message, remedy } of problems) {
    if (severity === "info") continue;
    const at = place === undefined ? "" : ` ${formatPlace(place)}`;
    log.write({
      ...(step && { step }),
      event: "problem",
      text: `${severity} ${code}${at}: ${message} → ${remedy}`,
      facts: { code, severity, ...(place && { place: formatPlace(place) }), message, remedy },
    });
  }
};
