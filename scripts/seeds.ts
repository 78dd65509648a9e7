/**
 * `npm run pagecheck:seeds`: the page check on the sample and on generated issues, with house matter and without, as one table; and
 * on two of them in the simple layout, by the engine without a browser. With `--layout` or `--engine` all of them are printed so.
 * Exit 1 when a bound is missed anywhere.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SMALL_PHOTOGRAPH, writeCorpus } from "./corpus.js";
import type { Choice } from "./pagecheck/issue.js";
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

/** Seeds that are printed without a browser too, beside the sample. */
const SIMPLE_SEEDS = [11];
const SIMPLE = { layout: "bulletin", engine: "pdfkit" };

interface Subject {
  readonly name: string;
  readonly issue: string;
  readonly simple: boolean;
}

interface Checked {
  readonly name: string;
  readonly rows: readonly Row[];
}

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    cache: { type: "string", default: path.join(WORK, "cache") },
    layout: { type: "string" },
    engine: { type: "string" },
  },
});

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const issues = async (): Promise<Subject[]> => {
  const found: Subject[] = [{ name: "sample", issue: path.join(ROOT, "issues/2026-W47"), simple: true }];
  for (const { articles, seed } of SEEDS) {
    tell(`writing ${articles} articles, seed ${seed}`);
    const folder = path.join(WORK, `${articles}-${seed}`);
    const { issue } = await writeCorpus(folder, { articles, seed, kind: "mixed", photographPx: SMALL_PHOTOGRAPH });
    found.push({ name: `${articles} articles`, issue, simple: SIMPLE_SEEDS.includes(seed) });
  }
  return found;
};

type How = Choice & { readonly noHouse: boolean };

const check = async ({ name, issue }: Subject, how: How): Promise<Checked> => {
  const title = [name, how.layout, how.engine, how.noHouse ? "no house" : undefined]
    .filter((part) => part !== undefined)
    .join(", ");
  tell(`checking ${title}`);
  try {
    return { name: title, rows: judge(await checkIssue(issue, { ...how, cache: values.cache })) };
  } catch (fault) {
    tell(String(fault));
    return {
      name: title,
      rows: [{ name: "printed", value: "no", bound: "yes", passed: false, faults: [String(fault)] }],
    };
  }
};

/** The ways in which an issue is printed. A simple layout has one opener a design: without house matter its last pages stay white. */
const waysFor = ({ simple }: Subject): How[] => {
  const { layout, engine } = values;
  const asked = { ...(layout && { layout }), ...(engine && { engine }) };
  if (engine === SIMPLE.engine) return [{ ...asked, noHouse: false }];
  const ways = [false, true].map((noHouse) => ({ ...asked, noHouse }));
  const isPlain = layout === undefined && engine === undefined;
  return simple && isPlain ? [...ways, { ...SIMPLE, noHouse: false }] : ways;
};

/** One line an issue: how many bounds it missed, and which. */
const summary = (checked: readonly Checked[]): string =>
  checked
    .map(({ name, rows }) => {
      const missed = rows
        .filter(({ passed }) => passed === false)
        .map(({ name: figure, value }) => `${figure}: ${value}`);
      return `${name.padEnd(32)}${missed.length === 0 ? "pass" : `MISS ${missed.length}: ${missed.join("; ")}`}`;
    })
    .join("\n");

await mkdir(WORK, { recursive: true, mode: 0o700 });
const checked: Checked[] = [];
for (const subject of await issues()) for (const how of waysFor(subject)) checked.push(await check(subject, how));
if (values.json) process.stdout.write(`${JSON.stringify(checked, undefined, 2)}\n`);
else {
  for (const { name, rows } of checked) process.stdout.write(`── ${name}\n${rowsText(rows)}\n\n`);
  process.stdout.write(`${summary(checked)}\n`);
}
process.exitCode = checked.every(({ rows }) => isPassed(rows)) ? 0 : 1;
