/**
 * Measures a finished magazine's pages from its PDF alone: whether lines meet across columns and facing pages, how paragraphs and
 * columns end, and what white stands at their feet. `npm run pagecheck -- out/2026-W47/rihla-2026-W47.pdf`
 */
import { readFile } from "node:fs/promises";
import { describePdf } from "../src/pdf/index.js";
import type { Meeting } from "./pagecheck/columns.js";
import type { BadEnd } from "./pagecheck/ends.js";
import { measurePages, type PageFigures } from "./pagecheck/figures.js";

const percent = (part: number): string => `${(part * 100).toFixed(2)} %`;

const meeting = ({ beside, meeting: met }: Meeting): string =>
  beside === 0 ? "no lines beside each other" : `${percent(met / beside)} (${met} of ${beside} lines)`;

const places = (ends: readonly BadEnd[]): string =>
  [String(ends.length), ...ends.map(({ page, text }) => `p. ${page} “${text.slice(0, 40)}”`)].join("  ");

const rowsOf = ({
  pages,
  bodyStyles,
  bodyLines,
  leadingPt,
  columns,
  facingPages,
  ends,
  collisions,
  footGaps,
}: PageFigures) => {
  const worst = footGaps.reduce((most, gap) => (gap.share > most.share ? gap : most));
  const mean = footGaps.reduce((sum, { share }) => sum + share, 0) / footGaps.length;
  return [
    ["pages", String(pages)],
    ["body", `${bodyStyles.join(", ")} pt; ${bodyLines.length} lines, ${leadingPt} pt apart`],
    ["lines meet across columns", meeting(columns)],
    ["lines meet across facing pages", meeting(facingPages)],
    ["widows", places(ends.widows)],
    ["orphans", places(ends.orphans)],
    ["stranded crossheads", places(ends.stranded)],
    ["columns of one line", places(ends.lonely)],
    ["lines on lines or pictures", places(collisions)],
    ["white at the foot, shortest column", `mean ${percent(mean)}, worst ${percent(worst.share)} on p. ${worst.page}`],
  ] as const;
};

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("Which PDF? npm run pagecheck -- FILE\n");
  process.exitCode = 2;
} else {
  for (const [name, value] of rowsOf(measurePages(await describePdf(await readFile(file)))))
    process.stdout.write(`${name.padEnd(36)}${value}\n`);
}
