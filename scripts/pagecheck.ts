/**
 * Measures a finished magazine's pages from its PDF alone, against the bounds of good setting: white at the feet, lines that meet,
 * bad ends, word spaces beside those of the browser's own breaker, words that readers find. Exit 1 when a bound is missed.
 *
 * `npm run pagecheck -- out/2026-W47/rihla-2026-W47.pdf` or `npm run pagecheck -- issues/2026-W47`, which is printed first; with
 * `--layout bulletin --engine pdfkit` it is printed by Chromium too, and the word spaces of both are compared.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Checked, checkPdf } from "./pagecheck/check.js";
import { type Choice, printIssue, textsOfIssue, withoutHouse } from "./pagecheck/issue.js";
import { isPassed, judge, rowsText } from "./pagecheck/verdict.js";

/** Prints an issue in a folder that goes again, with or without house matter, and measures it. */
export const checkIssue = async (issue: string, options: Choice & { readonly noHouse: boolean }): Promise<Checked> => {
  const out = await mkdtemp(path.join(tmpdir(), "pressday-check-"));
  const check = async (folder: string): Promise<Checked> => {
    const { pdf, planned } = await printIssue(folder, { ...options, out });
    const texts = await textsOfIssue(folder);
    if (options.engine !== "pdfkit") return checkPdf(pdf, { ...options, planned, texts });
    const beside = { ...options, engine: "chromium", out: path.join(out, "chromium") };
    const { pdf: chromiumPdf } = await printIssue(folder, beside);
    return checkPdf(pdf, { ...options, planned, texts, chromiumPdf });
  };
  try {
    return options.noHouse ? await withoutHouse(issue, check) : await check(issue);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "no-house": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      cache: { type: "string" },
      layout: { type: "string" },
      engine: { type: "string" },
    },
  });
  const [subject] = positionals;
  if (subject === undefined) {
    process.stderr.write(
      "Which PDF or issue? npm run pagecheck -- [--layout NAME] [--engine NAME] [--no-house] [--json] PDF|ISSUE\n",
    );
    process.exitCode = 2;
    return;
  }
  const { layout, engine, cache } = values;
  const options = {
    noHouse: values["no-house"],
    ...(cache === undefined ? {} : { cache }),
    ...(layout === undefined ? {} : { layout }),
    ...(engine === undefined ? {} : { engine }),
  };
  const isPdf = subject.toLowerCase().endsWith(".pdf");
  const rows = judge(await (isPdf ? checkPdf(subject, options) : checkIssue(subject, options)));
  process.stdout.write(values.json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${rowsText(rows)}\n`);
  process.exitCode = isPassed(rows) ? 0 : 1;
};

if (process.argv[1]?.endsWith("pagecheck.ts")) await main();
