/**
 * `npm run bench:collect`: how long collecting 200 articles with 400 pictures from a loopback site takes, and a second run with
 * nothing new. Bounds: 25 s and 400 MB, then 2 s and no file changed.
 */
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { manyPosts } from "../test/collect/sources/wordpress-posts.js";
import { serveWordPress } from "../test/collect/sources/wordpress-server.js";
import { median } from "./bench/figures.js";
import { ROOT, runNode } from "./bench/measure.js";

const WORK = fileURLToPath(new URL("../out/bench-collect", import.meta.url));
const ISSUE = "issues/2026-W47";
const ARTICLES = 200;
const RUNS = 5;
const BOUNDS = { firstMs: 25_000, secondMs: 2000, peakMb: 400 };

const { values } = parseArgs({
  options: { runs: { type: "string", default: String(RUNS) }, articles: { type: "string", default: String(ARTICLES) } },
});
const articles = Number(values.articles);

const collect = (): ReturnType<typeof runNode> =>
  runNode(path.join(ROOT, "dist/cli.js"), [
    "collect",
    path.join(WORK, ISSUE),
    "--json",
    "--cache",
    path.join(WORK, "cache"),
  ]);

/** Names and times of all files of the issues. */
const state = async (): Promise<string> => {
  const names = await readdir(path.join(WORK, "issues"), { recursive: true });
  const seen = await Promise.all(
    names.sort().map(async (name) => `${name} ${(await stat(path.join(WORK, "issues", name))).mtimeMs}`),
  );
  return seen.join("\n");
};

// One picture of text and one that leads: two to a post.
const site = await serveWordPress({ posts: manyPosts(articles, 1) });
const first: number[] = [];
const second: number[] = [];
const peaks: number[] = [];
let unchanged = true;
for (let run = 0; run < Number(values.runs); run++) {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(path.join(WORK, ISSUE), { recursive: true });
  await writeFile(
    path.join(WORK, "issues/magazine.yaml"),
    `name: Benchmark\ntimeZone: Africa/Algiers\nsources: [{ wordpress: "${site.url}" }]\nnetwork: { allowPrivate: ["${site.host}"] }\n`,
  );
  await writeFile(path.join(WORK, ISSUE, "issue.yaml"), "week: 2026-W47\n");
  const one = await collect();
  const before = await state();
  const two = await collect();
  unchanged &&= before === (await state());
  first.push(one.wallMs);
  second.push(two.wallMs);
  peaks.push(one.usage.peakMb);
  process.stderr.write(`run ${run + 1}: ${Math.round(one.wallMs)} ms, then ${Math.round(two.wallMs)} ms\n`);
}
await site.close();

const files = (folder: string): Promise<string[]> => readdir(path.join(WORK, ISSUE, folder));
const rows: readonly (readonly [string, number, number, string])[] = [
  [`${articles} articles, ${(await files("pictures")).length} pictures`, median(first), BOUNDS.firstMs, "ms"],
  ["second run, nothing new", median(second), BOUNDS.secondMs, "ms"],
  ["peak of the process", Math.max(...peaks), BOUNDS.peakMb, "MB"],
];
const listed = (await readFile(path.join(WORK, ISSUE, "issue.yaml"), "utf8")).match(/\.md/g)?.length ?? 0;
for (const [what, measured, bound, unit] of rows)
  process.stdout.write(
    `${what.padEnd(34)}${String(Math.round(measured)).padStart(8)}${String(bound).padStart(8)}  ${unit}  ${measured <= bound ? "pass" : "MISS"}\n`,
  );
process.stdout.write(`${listed} articles listed; the second run changed ${unchanged ? "no file" : "FILES"}\n`);
process.exitCode = unchanged && listed === articles && rows.every(([, measured, bound]) => measured <= bound) ? 0 : 1;
