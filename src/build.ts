/** The whole road on one page: an issue's folder in, a finished PDF out, and everything worth telling on the way. */
import { createHash, type Hash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ComposeResult, ComposeTimings, FlatplanPage } from "./compose/index.js";
import { type ChromiumPages, type ComposedIssue, composeIssue, exitFor, inBrowser } from "./composing.js";
import { findCurrent, Recorder, type WrittenPdf } from "./current.js";
import { EXIT } from "./exit.js";
import { finishIssue, finishingModules, type Printed, picturesOf } from "./finishing.js";
import type { LayoutDocument } from "./layout/index.js";
import type { Prepared } from "./prepare.js";
import type { EngineUse } from "./print/index.js";
import type { Problem } from "./problem.js";
import { type BuildOptions, Road, type Timings } from "./road.js";

/** What came of a build. `pdf` is there when the file is the issue's as it stands; `exit` is the status to leave with. */
export interface BuildReport {
  readonly pdf?: string;
  /** Nothing has changed since the issue was built: nothing was done, and all else is what was told then. */
  readonly current?: true;
  readonly pages: number;
  readonly articles: number;
  /** What set the pages; absent where the build ended before that was known. */
  readonly engine?: EngineUse;
  readonly problems: readonly Problem[];
  /** `composing`: what `compose` was spent on, by the page's own clock. */
  readonly timings: Partial<Timings> & { readonly composing?: ComposeTimings };
  readonly flatplan: readonly FlatplanPage[];
  readonly exit: number;
}

const flatplanFile = ({ pages }: ComposeResult) => ({ "flatplan.json": `${JSON.stringify(pages, undefined, 2)}\n` });

/** Prints the pages that stand composed in the browser. */
const printInBrowser = async (
  issue: ComposedIssue & ChromiumPages,
  { progress }: BuildOptions,
  recorder: Recorder,
): Promise<Printed> => {
  const { prepared, document, browser } = issue;
  progress.phase("Printing");
  const [widthPx, heightPx] = prepared.layout.page.sheetPx;
  const printing = browser.print({ widthPx, heightPx });
  // What comes next loads while the browser prints; a fault in it is told when it is needed.
  finishingModules().catch(() => {});
  recorder.gather(issue);
  return { bytes: await printing, pictures: picturesOf(document) };
};

/** A build under way. */
interface Building {
  readonly options: BuildOptions;
  readonly road: Road;
  readonly recorder: Recorder;
}

/** Prints the composed pages, unless something stands against it: then the road is stopped. */
const printPages = async (issue: ComposedIssue, { options, road, recorder }: Building): Promise<Printed> => {
  const { keep } = options;
  if (keep !== undefined) {
    if (inBrowser(issue)) await keepProducts(keep, { "composed.html": await issue.browser.html() }, issue.document);
    await keepProducts(keep, flatplanFile(issue.composed));
  }
  road.stopOnErrors();
  const printed = inBrowser(issue) ? await printInBrowser(issue, options, recorder) : issue.file;
  if (printed === undefined) throw new Error("pdfkit met no error, and printed nothing.");
  if (keep !== undefined) await keepProducts(keep, { "printed.pdf": printed.bytes });
  if (inBrowser(issue)) road.mark("print");
  return printed;
};

/** Writes stages' products to the `--keep` folder; pages open in any browser with their pictures and fonts. */
const keepProducts = async (
  folder: string,
  products: Readonly<Record<string, string | Uint8Array>>,
  document?: LayoutDocument,
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const { withFileUrls } = await import("./layout/index.js");
  for (const [name, product] of Object.entries(products))
    await writeFile(
      path.join(folder, name),
      document !== undefined && typeof product === "string" ? withFileUrls(product, document.files) : product,
    );
};

/** The parts as they come, and their hash. */
async function* hashed(parts: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

const finish = async (
  prepared: Prepared,
  printed: Printed,
  composed: ComposeResult,
  options: BuildOptions,
  road: Road,
): Promise<WrittenPdf> => {
  options.progress.phase("Finishing");
  const [finished, { writeWhole }] = await Promise.all([
    finishIssue({ prepared, composed, printed, date: options.date, check: (found) => road.refuse(found) }),
    import("./publish/index.js"),
  ]);
  const { magazine, week } = prepared.issue;
  const file = path.join(options.out, week.label, `${magazine.slug}-${week.label}.pdf`);
  const hash = createHash("sha256");
  await writeWhole(file, hashed(finished, hash));
  road.mark("finish");
  return { path: file, sha256: hash.digest("hex") };
};

/** What the last build told, where this one would come out the same. */
const currentReport = async (options: BuildOptions): Promise<BuildReport | undefined> => {
  const found = await findCurrent(options);
  if (found === undefined) return undefined;
  const { record, pdf, problems } = found;
  const { articles, engine, flatplan } = record;
  const told = { articles, engine, problems, flatplan, pages: flatplan.length };
  return { pdf, current: true, ...told, timings: {}, exit: EXIT.done };
};

/**
 * Builds one issue, unless nothing has changed since the last time. Faults of the copy and of the machine come back as problems; only
 * our own are thrown.
 */
export const buildIssue = async (options: BuildOptions): Promise<BuildReport> => {
  if (options.force !== true && options.keep === undefined) {
    const current = await currentReport(options);
    if (current !== undefined) return current;
  }
  return buildAnew(options);
};

const buildAnew = async (options: BuildOptions): Promise<BuildReport> => {
  const road = new Road();
  const recorder = new Recorder(options);
  let articles = 0;
  let engine: EngineUse | undefined;
  let flatplan: readonly FlatplanPage[] = [];
  let pdf: string | undefined;
  let composing: ComposeTimings | undefined;
  await composeIssue(options, road, {
    prints: true,
    prepared: (prepared) => {
      articles = prepared.articles.size;
    },
    rendered: async (document) => {
      if (options.keep !== undefined) await keepProducts(options.keep, { "issue.html": document.html }, document);
    },
    composed: async (issue) => {
      const { prepared, composed } = issue;
      engine = issue.engine;
      const printed = await printPages(issue, { options, road, recorder });
      flatplan = composed.pages;
      composing = composed.timings;
      if (inBrowser(issue)) {
        road.add(issue.browser.problems);
        // It ends while the file is finished; `composeIssue` waits for it.
        issue.browser.close().catch(() => {});
      }
      const written = await finish(prepared, printed, composed, options, road);
      pdf = written.path;
      if (exitFor(road.problems) === EXIT.done) await recorder.keep({ issue, pdf: written, problems: road.problems });
    },
  });
  return {
    ...(pdf === undefined ? {} : { pdf }),
    pages: flatplan.length,
    articles,
    ...(engine === undefined ? {} : { engine }),
    problems: road.problems,
    timings: { ...road.timings, ...(composing === undefined ? {} : { composing }) },
    flatplan,
    exit: exitFor(road.problems),
  };
};
