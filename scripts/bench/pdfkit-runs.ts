/** Runs builds in the bulletin layout and bare scripts as processes of their own, and tells what each took. */
import path from "node:path";
import { build as bundle } from "esbuild";
import type { BuildReport } from "../../src/build.js";
import type { EngineName } from "../../src/print/engines.js";
import { ROOT, runNode } from "./measure.js";
import type { JobSource } from "./pdfkit-job.js";
import type { Preparation } from "./pdfkit-prepare.js";

/** The layout that both engines set. */
const LAYOUT = "bulletin";

/** Phases of a build by pdfkit, in order. */
export const PDFKIT_PHASES = [
  "start",
  "read",
  "pictures",
  "load",
  "lines",
  "makeup",
  "paint",
  "write",
  "finish",
  "end",
] as const;
export type PdfkitPhase = (typeof PDFKIT_PHASES)[number];

/** One process; ms and MB. */
export interface Run {
  readonly whole: number;
  readonly peakMb: number;
  readonly cpuMs: number;
}

export interface EngineRun extends Run {
  readonly phases: Readonly<Record<PdfkitPhase, number>>;
  readonly pages: number;
  readonly pdf: string;
}

export interface EngineJob {
  readonly issue: string;
  readonly engine: EngineName;
  readonly cache: string;
  readonly out: string;
  readonly keep?: string;
}

/** From the report's own phases to ours. pdfkit counts its modules as composing, and painting as printing. */
const phasesOf = ({ timings }: BuildReport, startMs: number, wallMs: number): Readonly<Record<PdfkitPhase, number>> => {
  const { read = 0, pictures = 0, compose = 0, print = 0, finish = 0, whole = 0, composing } = timings;
  const { lines = 0, makeup = 0, build = 0, verify = 0 } = composing ?? {};
  return {
    start: startMs,
    read,
    pictures,
    load: compose - lines - makeup,
    lines,
    makeup,
    paint: build + verify,
    write: print - build - verify,
    finish,
    end: wallMs - startMs - whole,
  };
};

/** The whole command, from its start to its end. Phases have a meaning for pdfkit only. */
export const runEngine = async ({ issue, engine, cache, out, keep }: EngineJob): Promise<EngineRun> => {
  const options = ["--force", "--layout", LAYOUT, "--engine", engine, "--json", "--cache", cache, "--out", out];
  const kept = keep === undefined ? [] : ["--keep", keep];
  const { stdout, wallMs, bootMs, usage } = await runNode(path.join(ROOT, "dist/cli.js"), [
    "build",
    issue,
    ...options,
    ...kept,
    "--timeout",
    "900",
  ]);
  const report = JSON.parse(stdout) as BuildReport;
  const { pdf, pages } = report;
  if (pdf === undefined) throw new Error(`${issue} was not printed`);
  const phases = phasesOf(report, bootMs + (usage.buildAtMs ?? 0), wallMs);
  return { whole: wallMs, peakMb: usage.peakMb, cpuMs: usage.cpuMs, phases, pages, pdf };
};

const SCRIPTS = {
  bare: path.join(ROOT, "out/bench/pdfkit-floor.mjs"),
  prepare: path.join(ROOT, "out/bench/pdfkit-prepare.mjs"),
};

/** Bundles the scripts, so that they start without a compiler in their way. pdfkit stays outside, as in the command. */
export const bundleScripts = async (): Promise<void> => {
  await bundle({
    entryPoints: Object.values(SCRIPTS).map((script) =>
      path.join(ROOT, "scripts/bench", `${path.parse(script).name}.ts`),
    ),
    outdir: path.dirname(SCRIPTS.bare),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
};

/** One run of the bare script. */
export const runBare = async (jobFile: string): Promise<Run> => {
  const { wallMs, usage } = await runNode(SCRIPTS.bare, [jobFile]);
  return { whole: wallMs, peakMb: usage.peakMb, cpuMs: usage.cpuMs };
};

const prepare = async (wanted: Preparation): Promise<string> =>
  (await runNode(SCRIPTS.prepare, [JSON.stringify(wanted)])).stdout;

/** Makes the bare script's job of a build. Throws unless its letters and pictures come out in the same places. */
export const prepareBare = async (make: JobSource): Promise<{ readonly jobFile: string; readonly lines: number }> => {
  const jobFile = `${make.out}.json`;
  const lines = Number(await prepare({ make, jobFile }));
  await runBare(jobFile);
  await prepare({ check: { pdf: make.pdf, bare: make.out } });
  return { jobFile, lines };
};
