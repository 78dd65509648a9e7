/** Runs whole builds and bare prints as processes of their own, and tells what each took. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import type { BuildReport } from "../../src/build.js";
import { listBrowsers } from "../../src/print/index.js";
import type { FloorJob, FloorTimes } from "./floor.js";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const USAGE_HOOK = path.join(ROOT, "scripts/bench/usage.cjs");

/** Phases of a build, in order. `start` is before the build begins, `end` after the file is written; launch is what was still waited for. */
export const PHASES = [
  "start",
  "read",
  "pictures",
  "render",
  "launch",
  "open",
  "compose",
  "print",
  "finish",
  "end",
] as const;
export type Phase = (typeof PHASES)[number];

/** One build, as seen from outside; ms and MB. */
export interface BuildRun {
  readonly whole: number;
  readonly phases: Readonly<Record<Phase, number>>;
  /** Peak and processor time of the Node process alone. */
  readonly peakMb: number;
  readonly cpuMs: number;
  readonly pages: number;
}

interface Ended {
  readonly stdout: string;
  readonly wallMs: number;
  /** From the start of the process to what it calls its own beginning, ms. */
  readonly bootMs: number;
  readonly usage: {
    readonly startedAt: number;
    readonly peakMb: number;
    readonly cpuMs: number;
    readonly buildAtMs: number | null;
  };
}

/** Runs a script to its end. Throws with what it said when it fails. */
export const runNode = (script: string, parameters: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const spawnedAt = performance.timeOrigin + performance.now();
    const child = spawn(process.execPath, ["--require", USAGE_HOOK, script, ...parameters], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const said = ["", "", "", ""];
    [1, 2, 3].forEach((stream) => {
      const pipe = child.stdio[stream] as NodeJS.ReadableStream;
      pipe.setEncoding("utf8").on("data", (text: string) => {
        said[stream] += text;
      });
    });
    let wallMs = 0;
    child.on("exit", () => {
      wallMs = performance.timeOrigin + performance.now() - spawnedAt;
    });
    child.on("error", reject);
    child.on("close", (status) => {
      if (status !== 0)
        return reject(new Error(`${path.basename(script)} ended with ${status}:\n${said[1]}${said[2]}`));
      const usage = JSON.parse(said[3]!) as Ended["usage"];
      resolve({ stdout: said[1]!, wallMs, bootMs: usage.startedAt - spawnedAt, usage });
    });
  });

export interface BuildJob {
  readonly issue: string;
  readonly cache: string;
  readonly out: string;
  readonly keep?: string;
}

/** The whole command, from its start to its end. */
export const runBuild = async ({ issue, cache, out, keep }: BuildJob): Promise<BuildRun> => {
  const options = [
    "--force",
    "--json",
    "--cache",
    cache,
    "--out",
    out,
    "--timeout",
    "900",
    ...(keep === undefined ? [] : ["--keep", keep]),
  ];
  const { stdout, wallMs, bootMs, usage } = await runNode(path.join(ROOT, "dist/cli.js"), ["build", issue, ...options]);
  const { timings, pages } = JSON.parse(stdout) as BuildReport;
  const start = bootMs + (usage.buildAtMs ?? 0);
  const inside = (phase: Exclude<Phase, "start" | "end">): number => timings[phase] ?? 0;
  const phases = {
    start,
    read: inside("read"),
    pictures: inside("pictures"),
    render: inside("render"),
    launch: inside("launch"),
    open: inside("open"),
    compose: inside("compose"),
    print: inside("print"),
    finish: inside("finish"),
    end: wallMs - start - (timings.whole ?? 0),
  };
  return { whole: wallMs, phases, peakMb: usage.peakMb, cpuMs: usage.cpuMs, pages };
};

export interface Floor extends FloorTimes {
  /** Launch, load and print, without starting Node and loading its modules. */
  readonly sum: number;
  /** The whole process. */
  readonly whole: number;
}

const FLOOR_SCRIPT = path.join(ROOT, "out/bench/floor.mjs");

/** Bundles the bare script, so that it starts without a compiler in its way. */
export const prepareFloor = async (): Promise<void> => {
  await bundle({
    entryPoints: [path.join(ROOT, "scripts/bench/floor.ts")],
    outfile: FLOOR_SCRIPT,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
};

/** CSS px in a point. */
const PX_PER_PT = 96 / 72;

/** The bare print's job, from what a build has kept. Throws when no browser of this machine can be started from its path. */
export const floorJob = async (keep: string, cache: string): Promise<FloorJob> => {
  const used = (await listBrowsers({ cache })).find((candidate) => candidate.used);
  if (used === undefined) throw new Error("There is no browser to measure the floor with; see `pressday doctor`.");
  const printed = await readFile(path.join(keep, "printed.pdf"), "latin1");
  const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(printed);
  if (box === null) throw new Error("printed.pdf has no sheet size");
  return {
    browser: used.location,
    sandbox: process.getuid?.() !== 0,
    html: path.join(keep, "composed.html"),
    sheetPx: [Number(box[1]) * PX_PER_PT, Number(box[2]) * PX_PER_PT],
    pdf: path.join(keep, "floor.pdf"),
  };
};

/** Pages of a PDF that the browser wrote: its page objects stand in the open. */
const countPages = async (file: string): Promise<number> =>
  (await readFile(file, "latin1")).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** One bare print. Throws when its pages are not those of the build: then it would be no floor. */
export const runFloor = async (job: FloorJob, pages: number): Promise<Floor> => {
  const { stdout, wallMs } = await runNode(FLOOR_SCRIPT, [JSON.stringify(job)]);
  const times = JSON.parse(stdout) as FloorTimes;
  const printed = await countPages(job.pdf);
  if (printed !== pages) throw new Error(`The bare print has ${printed} pages, the build ${pages}.`);
  return { ...times, sum: times.launch + times.load + times.print, whole: wallMs };
};
