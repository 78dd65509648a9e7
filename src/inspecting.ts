/** Preflight of a whole issue: the road to a finished PDF and back, with nothing written. Also of a PDF that stands there already. */
import { readFile } from "node:fs/promises";
import type { FlatplanPage } from "./compose/index.js";
import { type ComposedIssue, composeIssue, exitFor, inBrowser } from "./composing.js";
import { EXIT } from "./exit.js";
import { finishIssue, finishingModules, type Printed, picturesOf } from "./finishing.js";
import type { ExpectedPdf } from "./preflight/index.js";
import type { EngineUse } from "./print/index.js";
import type { Problem, ProblemCode } from "./problem.js";
import { Road, type RoadOptions } from "./road.js";
import { type CheckSettings, settled } from "./rules.js";

export interface IssueCheckOptions extends RoadOptions {
  /** Creation date of the PDF that is looked at, and today. */
  readonly date: Date;
  /** Warnings end with the status of errors, but for those of the machine. */
  readonly strict?: boolean;
}

export interface IssueCheck {
  readonly pages: number;
  readonly articles: number;
  /** What set the pages; absent where it did not come to that. */
  readonly engine?: EngineUse;
  /** The PDF was made and read back, and not something found before that was too grave. */
  readonly whole: boolean;
  readonly problems: readonly Problem[];
  readonly flatplan: readonly FlatplanPage[];
  readonly exit: number;
}

/** Warnings that the copy has no part in: they come every week on the same machine. */
const OF_THE_MACHINE: ReadonlySet<ProblemCode> = new Set(["BROWSER_UNSANDBOXED", "ENGINE_SIMPLE", "CACHE_TEMPORARY"]);

/** The status to leave with. `strict`: any warning of the copy is as grave as an error. */
export const exitOfCheck = (problems: readonly Problem[], strict: boolean): number => {
  const exit = exitFor(problems);
  const warned = problems.some(({ code, severity }) => severity === "warning" && !OF_THE_MACHINE.has(code));
  return exit === EXIT.done && strict && warned ? EXIT.material : exit;
};

/** The finished file's bytes. */
const finishedBytes = async (issue: ComposedIssue, { date, progress }: IssueCheckOptions): Promise<Uint8Array> => {
  let printed: Printed | undefined;
  if (inBrowser(issue)) {
    const { prepared, document, browser } = issue;
    progress.phase("Printing");
    const [widthPx, heightPx] = prepared.layout.page.sheetPx;
    const printing = browser.print({ widthPx, heightPx });
    finishingModules().catch(() => {});
    printed = { bytes: await printing, pictures: picturesOf(document) };
  } else printed = issue.file;
  if (printed === undefined) throw new Error("pdfkit met no error, and printed nothing.");
  progress.phase("Finishing");
  const { prepared, composed } = issue;
  const parts: Uint8Array[] = [];
  for await (const part of await finishIssue({ prepared, composed, printed, date })) parts.push(part);
  return Buffer.concat(parts);
};

/** What an independent reader of the bytes finds. */
const readBack = async (bytes: Uint8Array, expected: ExpectedPdf): Promise<Problem[]> => {
  const [{ describePdf }, { checkPdf, factsRead }] = await Promise.all([
    import("./pdf/index.js"),
    import("./preflight/index.js"),
  ]);
  return checkPdf(factsRead(await describePdf(new Uint8Array(bytes)), bytes.length), expected);
};

/** Checks an issue with all rules, notes too. Faults of the copy and of the machine come back as problems; only our own are thrown. */
export const checkIssue = async (options: IssueCheckOptions): Promise<IssueCheck> => {
  const road = new Road(true);
  let found: Omit<IssueCheck, "problems" | "exit"> = { pages: 0, articles: 0, whole: false, flatplan: [] };
  await composeIssue({ now: options.date, ...options }, road, {
    prints: true,
    prepared: ({ articles }) => {
      found = { ...found, articles: articles.size };
    },
    composed: async (issue) => {
      const { composed, engine, prepared } = issue;
      found = { ...found, engine, pages: composed.pages.length, flatplan: composed.pages };
      road.stopOnErrors();
      const bytes = await finishedBytes(issue, options);
      if (inBrowser(issue)) {
        road.add(issue.browser.problems);
        // It ends while the file is read; `composeIssue` waits for it.
        issue.browser.close().catch(() => {});
      }
      const { trimMm } = prepared.layout.page;
      road.check(await readBack(bytes, { trimMm, pages: composed.pages.length }));
      found = { ...found, whole: true };
    },
  });
  const { problems } = road;
  return { ...found, problems, exit: exitOfCheck(problems, options.strict === true) };
};

/** Checks a PDF that was built before, as the magazine's rules have it. Throws when the file cannot be read or is no PDF. */
export const checkPdfFile = async (
  file: string,
  { checks = {}, ...expected }: ExpectedPdf & { readonly checks?: CheckSettings },
): Promise<Problem[]> => settled(await readBack(await readFile(file), { file, ...expected }), checks);
