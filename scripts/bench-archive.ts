/** `npm run bench:archive`: what rebuilding an archive takes, in one command and issue by issue. See docs/bench.md. */
import { mkdir, rm } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Archive, writeArchive } from "./bench/archive.js";
import { ROOT } from "./bench/measure.js";
import { columns } from "./bench/table.js";
import { type Watched, watch } from "./bench/watched.js";

const WORK = path.join(ROOT, "out/bench");
const COMMAND = path.join(ROOT, "dist/cli.js");
/** The issue whose memory the last one's is held against: by then everything has been loaded. */
const SETTLED_ISSUE = 5;

const { values } = parseArgs({
  options: {
    issues: { type: "string", default: "50" },
    jobs: { type: "string", default: "2" },
    runs: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const tell = (text: string): void => {
  process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[2K" : ""}${text}${process.stderr.isTTY ? "" : "\n"}`);
};

const build = ({ folder }: Archive, issues: readonly string[], ...flags: readonly string[]): Promise<Watched> => {
  const options = ["--cache", path.join(WORK, "cache"), "--out", path.join(WORK, "archive-out")];
  return watch([COMMAND, "build", ...issues, ...options, ...flags], folder);
};

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const sumOf = (runs: readonly Cost[]): Cost => ({
  wallMs: runs.reduce((sum, { wallMs }) => sum + wallMs, 0),
  cpuMs: runs.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
});

const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** One command for each issue, one after the other. */
const buildSingly = async (archive: Archive): Promise<Cost> => {
  const runs: Watched[] = [];
  for (const issue of archive.issues) {
    tell(`${issue} by itself`);
    runs.push(await build(archive, [issue], "--force"));
  }
  return sumOf(runs);
};

/** The most memory that the command and the browser had while each issue was worked on, in MB. */
const peaksOf = ({ memory, stdout, stderr, wallMs }: Watched, { issues }: Archive): readonly number[] =>
  issues.map((issue, index) => {
    const from = stderr.find(({ text }) => text.startsWith(`${issue}: `))?.atMs ?? 0;
    const to = stdout[index]?.atMs ?? wallMs;
    return Math.max(0, ...memory.filter(({ atMs }) => atMs >= from && atMs <= to).map(({ mb }) => mb));
  });

interface Round {
  readonly singly: Cost;
  readonly together: Cost;
  readonly peaks: readonly number[];
  readonly unchanged: Cost;
}

/** Before the single commands and after them: the machine may be busier with something else for a while. */
const measure = async (archive: Archive): Promise<Round> => {
  const inOne = () => build(archive, ["issues/*"], "--jobs", values.jobs, "--force");
  const before = await inOne();
  const singly = await buildSingly(archive);
  tell("all in one command again");
  const together = await inOne();
  tell("nothing changed");
  const unchanged = await build(archive, ["issues/*"], "--jobs", values.jobs);
  if (unchanged.stderr.some(({ text }) => text.endsWith(": reading"))) throw new Error("Issues were built again.");
  const both = sumOf([before, together]);
  const mean = { wallMs: both.wallMs / 2, cpuMs: both.cpuMs / 2 };
  return { singly, together: mean, peaks: peaksOf(together, archive), unchanged };
};

await mkdir(WORK, { recursive: true, mode: 0o700 });
const archive = await writeArchive(path.join(WORK, "archive"), Number(values.issues), tell);
tell("pictures into the cache");
await rm(path.join(WORK, "archive-out"), { recursive: true, force: true });
await build(archive, ["issues/*"], "--jobs", values.jobs);
const rounds: Round[] = [];
for (let round = 1; round <= Number(values.runs); round++) {
  tell(`round ${round} of ${values.runs}: all in one command`);
  rounds.push(await measure(archive));
}
tell("");

const of = (pick: (round: Round) => number): number => middle(rounds.map(pick));
const figures = {
  singlyMs: of(({ singly }) => singly.wallMs),
  singlyCpuMs: of(({ singly }) => singly.cpuMs),
  togetherMs: of(({ together }) => together.wallMs),
  togetherCpuMs: of(({ together }) => together.cpuMs),
  ratio: of(({ singly, together }) => together.wallMs / singly.wallMs),
  cpuRatio: of(({ singly, together }) => together.cpuMs / singly.cpuMs),
  settledMb: of(({ peaks }) => peaks[SETTLED_ISSUE - 1]!),
  lastMb: of(({ peaks }) => peaks.at(-1)!),
  growth: of(({ peaks }) => peaks.at(-1)! / peaks[SETTLED_ISSUE - 1]!),
  unchangedMs: of(({ unchanged }) => unchanged.wallMs),
};
const bounds = [
  { name: "wall, one command against one an issue", value: figures.ratio, bound: 0.6 },
  { name: `memory, last issue against number ${SETTLED_ISSUE}`, value: figures.growth, bound: 1.1 },
  { name: "nothing changed, s", value: figures.unchangedMs / 1000, bound: 3 },
];
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const text = (): string =>
  [
    `${archive.issues.length} issues, ${archive.photographs} photographs, --jobs ${values.jobs}, ${values.runs} rounds, load ${loadavg()[0]!.toFixed(1)}`,
    columns([
      ["", "wall s", "CPU s"],
      ["one command an issue", seconds(figures.singlyMs), seconds(figures.singlyCpuMs)],
      ["all in one command", seconds(figures.togetherMs), seconds(figures.togetherCpuMs)],
      ["nothing changed", seconds(figures.unchangedMs), seconds(of(({ unchanged }) => unchanged.cpuMs))],
    ]),
    `memory at its peak: ${figures.settledMb.toFixed(0)} MB at issue ${SETTLED_ISSUE}, ${figures.lastMb.toFixed(0)} MB at the last`,
    columns([
      ["figure", "measured", "bound", "verdict"],
      ...bounds.map(({ name, value, bound }) => [
        name,
        value.toFixed(2),
        bound.toFixed(2),
        value <= bound ? "pass" : "MISS",
      ]),
    ]),
  ].join("\n\n");
process.stdout.write(
  values.json ? `${JSON.stringify({ figures, bounds, rounds, load: loadavg()[0] }, undefined, 2)}\n` : `${text()}\n`,
);
process.exitCode = bounds.some(({ value, bound }) => value > bound) ? 1 : 0;
