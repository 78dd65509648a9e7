/** `npm run bench`: how long a cold build takes, phase by phase, against the floor. See docs/bench.md. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ISSUE_FOLDER } from "./bench/copy.js";
import { boundsOf, type Measured, type Medians, mediansOf } from "./bench/figures.js";
import type { FloorJob } from "./bench/floor.js";
import {
  type BuildJob,
  type BuildRun,
  type Floor,
  floorJob,
  prepareFloor,
  runBuild,
  runFloor,
} from "./bench/measure.js";
import { verdictText } from "./bench/table.js";
import { type Corpus, writeCorpus } from "./corpus.js";

const WORK = fileURLToPath(new URL("../out/bench", import.meta.url));
const SEED = 1;
const ISSUE_ARTICLES = 12;
const RUNS = 5;
const QUICK_RUNS = 3;
/** Sizes at which growth is looked at, in articles, and how often each is built. */
const GROWTH = [12, 48, 200];
const GROWTH_RUNS = 3;

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: String(ISSUE_ARTICLES) },
    runs: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const tell = (text: string): void => {
  process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[2K" : ""}${text}${process.stderr.isTTY ? "" : "\n"}`);
};

/** The same issue beside it, every article to be set as it comes. */
const writeUnfitted = async (folder: string): Promise<string> => {
  const unfitted = `${folder}-unfitted`;
  await rm(unfitted, { recursive: true, force: true });
  await cp(folder, unfitted, { recursive: true });
  const issue = path.join(unfitted, ISSUE_FOLDER);
  const manifest = path.join(issue, "issue.yaml");
  const text = await readFile(manifest, "utf8");
  const entries = text
    .replaceAll(/^( +- )(article-\d+\.md)$/gm, "$1{ file: $2, fit: off }")
    .replaceAll(/^( +- \{ file: [^}]*?), design: (\w+) \}$/gm, "$1, design: $2, fit: off }");
  await writeFile(manifest, entries);
  return issue;
};

/** An issue to be built and bare printed in turns with others. */
interface Entry {
  readonly job: BuildJob;
  readonly floor: FloorJob;
  readonly pages: number;
  readonly measured: Measured & { readonly runs: BuildRun[]; readonly floors: Floor[] };
}

/** Builds the issue once, for its pictures and its composed pages. */
const prepareEntry = async (corpus: Corpus, issue: string, suffix: string): Promise<Entry> => {
  const name = `${corpus.articles}${suffix}`;
  const job = { issue, cache: path.join(WORK, "cache"), out: path.join(WORK, `pdf-${name}`) };
  const keep = path.join(WORK, `keep-${name}`);
  await rm(keep, { recursive: true, force: true });
  const { pages } = await runBuild({ ...job, keep });
  return { job, floor: await floorJob(keep, job.cache), pages, measured: { ...corpus, runs: [], floors: [] } };
};

/** Writes the issue, builds it once for its composed pages, warms up, then builds and prints in turns. */
const measureIssue = async (articles: number, runs: number, withUnfitted = false): Promise<Measured> => {
  const name = `${articles} articles`;
  tell(`${name}: writing the issue`);
  const folder = path.join(WORK, `corpus-${articles}`);
  const corpus = await writeCorpus(folder, { articles, seed: SEED });
  tell(`${name}: first build, with pictures to prepare`);
  const entries = [await prepareEntry(corpus, corpus.issue, "")];
  if (withUnfitted) entries.push(await prepareEntry(corpus, await writeUnfitted(folder), "-unfitted"));
  for (let run = 0; run <= runs; run++) {
    tell(`${name}: ${run === 0 ? "warming up" : `run ${run} of ${runs}`}`);
    for (const { job, floor, pages, measured } of entries) {
      const build = await runBuild(job);
      const bare = await runFloor(floor, pages);
      if (run === 0) continue;
      measured.runs.push(build);
      measured.floors.push(bare);
    }
  }
  const [own, unfitted] = entries.map(({ measured }) => measured);
  return { ...own!, ...(unfitted === undefined ? {} : { unfitted }) };
};

const runs = Number(values.runs ?? (values.quick ? QUICK_RUNS : RUNS));
await mkdir(WORK, { recursive: true, mode: 0o700 });
await prepareFloor();
const issue = mediansOf(await measureIssue(Number(values.articles), runs, true));
const growth: Medians[] = [];
for (const articles of values.quick ? [] : GROWTH)
  growth.push(
    articles === issue.articles ? issue : mediansOf(await measureIssue(articles, Math.min(runs, GROWTH_RUNS))),
  );
tell("");

const bounds = boundsOf(issue, growth);
const verdict = { issue, growth, bounds, runs, load: loadavg()[0]! };
process.stdout.write(values.json ? `${JSON.stringify(verdict, undefined, 2)}\n` : verdictText(verdict));
process.exitCode = bounds.some(({ passed, everywhere }) => everywhere && !passed) ? 1 : 0;
