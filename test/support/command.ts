import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { BuildReport } from "../../src/build.js";
import { formatPlace, type Problem } from "../../src/problem.js";
import { sharedCache } from "../print/helpers.js";

/** The bundled command, as users run it. */
export const COMMAND = path.resolve(import.meta.dirname, "../../dist/cli.js");

export interface RunOptions {
  readonly cwd: string;
  /** Cache folder; the shared one when left out. */
  readonly cache?: string;
  /** Added to the environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a command ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles when the command has written `text` to stderr; rejects when it ends without. */
  says(text: string): Promise<void>;
}

const environment = ({ cache, env = {} }: RunOptions): NodeJS.ProcessEnv => {
  const { NO_COLOR: _, FORCE_COLOR: __, SOURCE_DATE_EPOCH: ___, ...own } = process.env;
  const joined = { ...own, PRESSDAY_CACHE: cache ?? sharedCache(), ...env };
  return Object.fromEntries(Object.entries(joined).filter(([, value]) => value !== undefined));
};

/** Starts a program with pipes in place of a terminal and gathers what it writes. */
export const start = (program: string, args: readonly string[], options: RunOptions): Running => {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: environment(options),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]!.setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit, signal) => resolve({ ...written, exit, signal }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (written.stderr.includes(text)) resolve();
      };
      look();
      child.stderr!.on("data", look);
      void ended.then(() => reject(new Error(`It ended without saying “${text}”:\n${written.stderr}`)));
    });
  return { child, ended, says };
};

/** Starts `pressday …`. */
export const startPressday = (args: readonly string[], options: RunOptions): Running =>
  start(process.execPath, [COMMAND, ...args], options);

/** Runs `pressday …` to its end. */
export const pressday = (args: readonly string[], options: RunOptions): Promise<Ended> =>
  startPressday(args, options).ended;

/** What `--json` tells of a build. */
export type Told = Omit<BuildReport, "exit">;

/** The one JSON object on stdout. Shows stderr where there is none. */
export const toldBy = ({ stdout, stderr }: Ended): Told => {
  if (stdout.trim() === "") throw new Error(`Nothing on stdout; stderr says:\n${stderr}`);
  return JSON.parse(stdout) as Told;
};

/** Problems as `severity CODE file:line:col`, without what the machine adds (root has no sandbox). */
export const codesAndPlaces = (problems: readonly Problem[]): readonly string[] =>
  problems
    .filter(({ code }) => code !== "BROWSER_UNSANDBOXED")
    .map(({ severity, code, place }) => `${severity} ${code}${place ? ` ${formatPlace(place)}` : ""}`);
