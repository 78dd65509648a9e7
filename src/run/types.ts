/** What an unattended run is asked for, and what it tells of itself (`report.json`). */
import type { EngineChoice } from "../print/index.js";
import type { Problem } from "../problem.js";
import type { RunLog } from "./log.js";

/** In the order in which they are taken. */
export const STEPS = ["new", "collect", "build", "check", "publish"] as const;
export type StepName = (typeof STEPS)[number];

/** `skipped`: its result was there and current, or nothing was asked of it. `not reached`: the run ended before. */
export type StepState = "done" | "skipped" | "failed" | "not reached";

/** What a step has to tell for itself, and for the next run, which looks here whether its result is current. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface StepReport {
  readonly name: StepName;
  readonly state: StepState;
  /** Why it was skipped or failed. */
  readonly reason?: string;
  readonly seconds: number;
  readonly facts?: Facts;
}

/** How a run ended, in a word for each exit status. */
export type RunStatus =
  | "done"
  | "material"
  | "usage"
  | "source"
  | "time limit"
  | "machine"
  | "locked"
  | "fault"
  | "interrupted";

/** `out/2026-W48/report.json`. */
export interface RunReport {
  readonly version: 1;
  /** Of Pressday. */
  readonly pressday: string;
  /** For people, in a line; chat programs show a field of this name. */
  readonly text: string;
  readonly magazine?: string;
  /** Missing where the run ended before it was known. */
  readonly week?: string;
  /** The issue's folder as shown. */
  readonly issue?: string;
  /** ISO. */
  readonly started: string;
  readonly ended: string;
  readonly exit: number;
  readonly status: RunStatus;
  readonly steps: readonly StepReport[];
  readonly problems: readonly RunProblem[];
  /** The PDF as shown, where it is that of the issue as it stands. */
  readonly pdf?: string;
  /** Where readers find the issue: the folder as shown, and its address where it has one. */
  readonly published?: { readonly path: string; readonly url?: string };
  readonly host: string;
  readonly pid: number;
}

/** A problem and the step that met it; none: before the first, or between two. */
export type RunProblem = Problem & { readonly step?: StepName };

export interface RunOptions {
  /** `last`, `current`, `next` or a week such as `2026-W48`. */
  readonly week: string;
  /** The folder that holds `magazine.yaml`. */
  readonly issues: string;
  readonly cwd: string;
  readonly out: string;
  readonly layout?: string;
  readonly engine: EngineChoice;
  readonly browser?: string;
  readonly browserUrl?: string;
  readonly noSandbox?: boolean;
  /** `--cache`. */
  readonly cache?: string;
  /** Every step is taken, whatever is there. */
  readonly force: boolean;
  /** A source that fails does not keep the issue from coming out. */
  readonly allowMissing: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** The PDF's date, where somebody set it; else it is the clock's. */
  readonly documentDate?: Date;
  /** Its end ends the run: the deadline, or an `Interruption`. */
  readonly signal: AbortSignal;
  readonly log: RunLog;
}

/** Somebody ended the run: the reason of its signal. `status`: 128 and the signal's number, as shells have it. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  constructor(
    signal: string,
    readonly status: number,
  ) {
    super(`stopped by ${signal}`);
  }
}
