/**
 * What reading saved pages costs and gets right: `npm run extraction -- [tuned|held-out|fresh] [--words]`. All by default,
 * each set apart.
 */
import {
  collect,
  type Half,
  mean,
  median,
  type SavedPage,
  type Score,
  SETS,
  savedPages,
  score,
} from "../test/collect/pages/scoring.js";

const ROUNDS = 10;
const MARKS = ["headline", "byline", "published", "sources", "pictures"] as const;

const asked = SETS.filter((name) => process.argv.includes(name));
const halves: readonly Half[] = asked.length > 0 ? asked : SETS;
const words = process.argv.includes("--words");

/** Times one page after it was read once. */
function timeMs(page: SavedPage): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    collect(page);
    return performance.now() - start;
  });
  return median(times);
}

function row(page: SavedPage, { f1, extra, missing, ...marks }: Score, ms: number): string {
  const cells = MARKS.map((mark) => (marks[mark] ? "right" : "wrong").padEnd(9));
  const line = `${page.slug.padEnd(24)} ${f1.toFixed(4)}  ${cells.join(" ")} ${ms.toFixed(1).padStart(6)}`;
  if (!words || f1 === 1) return line;
  return `${line}\n    extra: ${extra.join(" ")}\n    missing: ${missing.join(" ")}`;
}

const all: SavedPage[] = [];
for (const half of halves) {
  const pages = savedPages(half);
  console.log(`\n${half}: ${pages.length} pages`);
  if (pages.length === 0) continue;
  console.log(`${"".padEnd(24)} F1      ${MARKS.map((mark) => mark.padEnd(9)).join(" ")}     ms`);
  const scores = pages.map((page) => score(page, collect(page)));
  const times = pages.map(timeMs);
  for (const [at, page] of pages.entries()) console.log(row(page, scores[at]!, times[at]!));
  const least = Math.min(...scores.map(({ f1 }) => f1));
  const f1s = scores.map(({ f1 }) => f1);
  console.log(
    `mean F1 ${mean(f1s).toFixed(4)}, least ${least.toFixed(4)}, median ${median(times).toFixed(1)} ms a page`,
  );
  all.push(...pages);
}

const rounds = Math.ceil(200 / Math.max(1, all.length));
for (let round = 0; round < rounds; round++) for (const page of all) collect(page);
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(`\npeak memory over ${rounds * all.length} more pages: ${peakMb.toFixed(0)} MB`);
