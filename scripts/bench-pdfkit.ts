/**
 * `npm run bench:pdfkit`: how long a cold build takes without a browser, against a bare script that writes the same lines and pictures,
 * and against the browser. See docs/bench.md.
 */
import { mkdir, rm } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { EngineName } from "../src/print/engines.js";
import { ROOT } from "./bench/measure.js";
import { figuresOf, pdfkitBounds, type Turns } from "./bench/pdfkit-figures.js";
import {
  bundleScripts,
  type EngineJob,
  type EngineRun,
  prepareBare,
  type Run,
  runBare,
  runEngine,
} from "./bench/pdfkit-runs.js";
import { pdfkitVerdict } from "./bench/pdfkit-table.js";
import { writeCorpus } from "./corpus.js";

/** Issues and pictures are those of `npm run bench`. */
const WORK = path.join(ROOT, "out/bench");
const SEED = 1;
const ISSUE_ARTICLES = 12;
const RUNS = 5;
const QUICK_RUNS = 3;
/** Sizes at which growth is looked at, in articles. */
const GROWTH = [12, 48, 200];

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

/** An issue to be built in turns with others. */
interface Entry {
  readonly jobs: Readonly<Record<EngineName, EngineJob>>;
  /** The bare script's job. */
  readonly jobFile: string;
  readonly turns: Turns & { readonly pdfkit: EngineRun[]; readonly bare: Run[]; readonly chromium: EngineRun[] };
}

/** Writes the issue, builds it once, and makes the bare script's job of its pages, which must come out the same. */
const prepareEntry = async (articles: number): Promise<Entry> => {
  tell(`${articles} articles: writing the issue`);
  const { issue, ...corpus } = await writeCorpus(path.join(WORK, `corpus-${articles}`), { articles, seed: SEED });
  tell(`${articles} articles: first build, and the bare script's job`);
  const name = (kind: string): string => path.join(WORK, `pdfkit-${kind}-${articles}`);
  const cache = path.join(WORK, "cache");
  const jobs = {
    pdfkit: { issue, engine: "pdfkit", cache, out: name("out") },
    chromium: { issue, engine: "chromium", cache, out: name("chromium") },
  } as const;
  const keep = name("keep");
  await rm(keep, { recursive: true, force: true });
  const { pdf } = await runEngine({ ...jobs.pdfkit, keep });
  const source = { pdf, keep, cache, fonts: path.join(ROOT, "fonts"), out: `${name("bare")}.pdf` };
  const { jobFile, lines } = await prepareBare(source);
  return { jobs, jobFile, turns: { ...corpus, lines, pdfkit: [], bare: [], chromium: [] } };
};

const runs = Number(values.runs ?? (values.quick ? QUICK_RUNS : RUNS));
const articles = Number(values.articles);
await mkdir(WORK, { recursive: true, mode: 0o700 });
await bundleScripts();
const sizes = new Set([articles, ...(values.quick ? [] : GROWTH)]);
const entries: Entry[] = [];
for (const size of sizes) entries.push(await prepareEntry(size));
// All sizes take turns: a machine that is slower for a while is so for each of them.
for (let run = 0; run <= runs; run++)
  for (const { jobs, jobFile, turns } of entries) {
    tell(`${turns.articles} articles: ${run === 0 ? "warming up" : `run ${run} of ${runs}`}`);
    const built = await runEngine(jobs.pdfkit);
    const written = await runBare(jobFile);
    const printed = turns.articles === articles ? await runEngine(jobs.chromium) : undefined;
    if (run === 0) continue;
    turns.pdfkit.push(built);
    turns.bare.push(written);
    if (printed !== undefined) turns.chromium.push(printed);
  }
const figures = entries.map(({ turns }) => figuresOf(turns));
const issue = figures[0]!;
const growth = figures.filter((size) => GROWTH.includes(size.articles)).sort((a, b) => a.articles - b.articles);
tell("");

const bounds = pdfkitBounds(issue, growth);
const verdict = { issue, growth, bounds, runs, load: loadavg()[0]! };
process.stdout.write(values.json ? `${JSON.stringify(verdict, undefined, 2)}\n` : pdfkitVerdict(verdict));
process.exitCode = bounds.some(({ passed }) => !passed) ? 1 : 0;
