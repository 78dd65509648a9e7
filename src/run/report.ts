/** `report.json`: what a run tells of itself, for whoever looks after it and for the next run. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { EXIT } from "../exit.js";
import { PROBLEM_CODES } from "../problem.js";
import { writeWhole } from "../write-whole.js";
import { type RunReport, type RunStatus, STEPS } from "./types.js";

const problem = z.object({
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(["info", "warning", "error"]),
  place: z.object({ file: z.string(), line: z.number().optional(), col: z.number().optional() }).optional(),
  message: z.string(),
  remedy: z.string(),
  frame: z.string().optional(),
  step: z.enum(STEPS).optional(),
});

const step = z.object({
  name: z.enum(STEPS),
  state: z.enum(["done", "skipped", "failed", "not reached"]),
  reason: z.string().optional(),
  seconds: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});

const WORDS = {
  [EXIT.done]: "done",
  [EXIT.material]: "material",
  [EXIT.usage]: "usage",
  [EXIT.source]: "source",
  [EXIT.timeLimit]: "time limit",
  [EXIT.machine]: "machine",
  [EXIT.locked]: "locked",
  [EXIT.fault]: "fault",
} as const satisfies Record<number, RunStatus>;

/** The word for an exit status; those of signals are above 128. */
export const statusOf = (exit: number): RunStatus => (WORDS as Record<number, RunStatus>)[exit] ?? "interrupted";

export const reportSchema = z.object({
  version: z.literal(1),
  pressday: z.string(),
  text: z.string(),
  magazine: z.string().optional(),
  week: z.string().optional(),
  issue: z.string().optional(),
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
  exit: z.int(),
  status: z.enum([...Object.values(WORDS), "interrupted"]),
  steps: z.array(step),
  problems: z.array(problem),
  pdf: z.string().optional(),
  published: z.object({ path: z.string(), url: z.string().optional() }).optional(),
  host: z.string(),
  pid: z.int(),
});

/** Where the report of a week's run stands; that of a run whose week is not known stands beside the weeks. */
export const reportFile = (out: string, week: string | undefined): string =>
  path.join(out, ...(week === undefined ? [] : [week]), "report.json");

/** What the run before told; undefined where there is none, or no whole one. */
export const readReport = async (file: string): Promise<RunReport | undefined> => {
  try {
    const read = reportSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
    // The schema is the type but for keys that may be undefined, and no key of JSON is.
    return read.success ? (read.data as RunReport) : undefined;
  } catch {
    return undefined;
  }
};

/** Writes the report whole. Throws `OutputFault`. */
export const writeReport = async (file: string, report: RunReport): Promise<void> =>
  writeWhole(file, `${JSON.stringify(report, undefined, 2)}\n`);
