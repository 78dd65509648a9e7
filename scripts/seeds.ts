/**
 * `npm run pagecheck:seeds`: the page check on the sample and on generated issues, with house matter and without, as one table.
 * Exit 1 when a bound is missed anywhere.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SMALL_PHOTOGRAPH, writeCorpus } from "./corpus.js";
import { isPassed, judge, type Row, rowsText } from "./pagecheck/verdict.js";
import { checkIssue } from "./pagecheck.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WORK = path.join(ROOT, "out/seeds");
/** Other seeds than the benchmark's, which make-up was tried on. */
const SEEDS = [
  { articles: 10, seed: 11 },
  { articles: 14, seed: 23 },
  { articles: 20, seed: 37 },
];

interface Checked {
  readonly name: string;
  readonly rows: readonly Row[];
}

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    cache: { type: "string", default: path.join(WORK, "cache") },
    layout: { type: "string" },
  },
});

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const issues = async (): Promise<{ name: string; issue: string }[]> => {
  const found = [{ name: "sample", issue: path.join(ROOT, "issues/2026-W47") }];
  for (const { articles, seed } of SEEDS) {
    tell(`writing ${articles} articles, seed ${seed}`);
    const folder = path.join(WORK, `${articles}-${seed}`);
    const { issue } = await writeCorpus(folder, { articles, seed, kind: "mixed", photographPx: SMALL_PHOTOGRAPH });
    found.push({ name: `${articles} articles`, issue });
  }
  return found;
};

const check = async (name: string, issue: string, noHouse: boolean): Promise<Checked> => {
  const title = `${name}${noHouse ? ", no house" : ""}`;
  tell(`checking ${title}`);
  const layout = values.layout === undefined ? {} : { layout: values.layout };
  try {
    return { name: title, rows: judge(await checkIssue(issue, { noHouse, cache: values.cache, ...layout })) };
  } catch (fault) {
    tell(String(fault));
    return {
      name: title,
      rows: [{ name: "printed", value: "no", bound: "yes", passed: false, faults: [String(fault)] }],
    };
  }
};

/** One line an issue: how many bounds it missed, and which. */
const summary = (checked: readonly Checked[]): string =>
  checked
    .map(({ name, rows }) => {
      const missed = rows
        .filter(({ passed }) => passed === false)
        .map(({ name: figure, value }) => `${figure}: ${value}`);
      return `${name.padEnd(24)}${missed.length === 0 ? "pass" : `MISS ${missed.length}: ${missed.join("; ")}`}`;
    })
    .join("\n");

await mkdir(WORK, { recursive: true, mode: 0o700 });
const checked: Checked[] = [];
for (const { name, issue } of await issues())
  for (const noHouse of [false, true]) checked.push(await check(name, issue, noHouse));
if (values.json) process.stdout.write(`${JSON.stringify(checked, undefined, 2)}\n`);
else {
  for (const { name, rows } of checked) process.stdout.write(`── ${name}\n${rowsText(rows)}\n\n`);
  process.stdout.write(`${summary(checked)}\n`);
}
process.exitCode = checked.every(({ rows }) => isPassed(rows)) ? 0 : 1;
