/** What a step is: it looks whether its result is current, works if not, and tells what came of it. */
import path from "node:path";
import type { IssueWeek, Magazine } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import type { Facts, RunOptions, RunReport, StepName, StepReport } from "./types.js";

/** Where a run works. */
export interface Desk {
  readonly options: RunOptions;
  readonly magazine: Magazine;
  readonly week: IssueWeek;
  /** Absolute path of the folder that holds `magazine.yaml`. */
  readonly issuesFolder: string;
  /** Cache folder (`findCache`). */
  readonly cache: string;
  /** What the run before told of the same issue. */
  readonly earlier?: RunReport;
}

/** What earlier steps of the same run have found, for later ones. */
export interface Known {
  /** The issue was begun in this run. */
  readonly begun?: true;
  readonly pdf?: string;
  readonly pages?: number;
  readonly published?: { readonly path: string; readonly url?: string };
}

export interface StepResult extends Pick<StepReport, "reason" | "facts"> {
  readonly state: "done" | "skipped" | "failed";
  /** What was done, for the log. */
  readonly text?: string;
  readonly problems: readonly Problem[];
  /** The status to leave with, where the step failed. */
  readonly exit: number;
  readonly known?: Known;
}

export type Step = (desk: Desk, known: Known) => Promise<StepResult>;

export const issueFolder = ({ issuesFolder, week }: Pick<Desk, "issuesFolder" | "week">): string =>
  path.join(issuesFolder, week.label);

/** A path as editors see it from where the command runs. */
export const shownFrom = (cwd: string, file: string): string => path.relative(cwd, file) || ".";

/** What a step told the last time that it ended well; none where everything is to be done again. */
export const earlierFacts = ({ options, earlier }: Desk, step: StepName): Facts => {
  const found = earlier?.steps.find(({ name, state }) => name === step && (state === "done" || state === "skipped"));
  return options.force ? {} : (found?.facts ?? {});
};

export const skipped = (reason: string, more: Partial<StepResult> = {}): StepResult => ({
  state: "skipped",
  reason,
  problems: [],
  exit: 0,
  ...more,
});
