/** The whole road on one page: an issue's folder in, a finished PDF out, and everything worth telling on the way. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Article } from "./article/index.js";
import type { ComposeResult, ComposeTimings, FlatplanPage } from "./compose/index.js";
import { EXIT } from "./exit.js";
import type { ComposePlan, LayoutDocument } from "./layout/index.js";
import type { Issue } from "./manifest/index.js";
import type { OutlineEntry } from "./pdf/index.js";
import { hyphenation, PACKAGE_FOLDER, type Prepared, prepare } from "./prepare.js";
import type { BrowserSession } from "./print/index.js";
import { hasErrors, type Problem } from "./problem.js";
import { type BuildOptions, Road, Stopped, type Timings } from "./road.js";
import { version } from "./version.js";

/** What came of a build. `pdf` is there when a new file was written; `exit` is the status to leave with. */
export interface BuildReport {
  readonly pdf?: string;
  readonly pages: number;
  readonly articles: number;
  readonly problems: readonly Problem[];
  /** `composing`: what `compose` was spent on, by the page's own clock. */
  readonly timings: Partial<Timings> & { readonly composing?: ComposeTimings };
  readonly flatplan: readonly FlatplanPage[];
  readonly exit: number;
}
const PT_PER_MM = 72 / 25.4;

const composerSource = (): Promise<string> => readFile(path.join(PACKAGE_FOLDER, "dist", "composer.js"), "utf8");

/** Composes and prints in the started browser. */
const printPages = async (
  prepared: Prepared,
  session: BrowserSession,
  { progress, keep }: BuildOptions,
  road: Road,
): Promise<{ bytes: Uint8Array; composed: ComposeResult }> => {
  road.mark("launch");
  const { html, files, plan } = prepared.document;
  // What the composer needs besides is made ready while the browser loads the document.
  const opening = session.fill({ html, files });
  const [hyphens, composer] = await Promise.all([hyphenation(prepared.articles.values()), composerSource(), opening]);
  road.mark("open");
  progress.phase("Composing");
  const source = `(plan) => {${composer}\nreturn pressdayComposer.compose(plan);}`;
  const composed = await session.run<ComposeResult>(source, { ...plan, hyphenation: hyphens } satisfies ComposePlan);
  road.add(composed.problems);
  road.mark("compose");
  if (keep !== undefined)
    await keepProducts(
      keep,
      { "composed.html": await session.html(), "flatplan.json": `${JSON.stringify(composed.pages, undefined, 2)}\n` },
      prepared.document,
    );
  road.stopOnErrors();
  progress.phase("Printing");
  const printing = session.print({ widthPx: prepared.sheetPx[0], heightPx: prepared.sheetPx[1] });
  // What comes next loads while the browser prints; a fault in it is told when it is needed.
  finishingModules().catch(() => {});
  const bytes = await printing;
  if (keep !== undefined) await keepProducts(keep, { "printed.pdf": bytes });
  road.mark("print");
  return { bytes, composed };
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

const outlineOf = (
  issue: Issue,
  articles: ReadonlyMap<string, Article>,
  composed: ComposeResult,
  plain: (article: Article) => string,
): OutlineEntry[] => {
  const contents = composed.pages.findIndex((page) => page.master === "contents");
  const sections = issue.sections.flatMap((section) => {
    const children = section.articles.flatMap((entry) => {
      const article = articles.get(entry.slug);
      return article === undefined ? [] : [{ title: plain(article), pageIndex: composed.folios[entry.slug] - 1 }];
    });
    return children.length === 0
      ? []
      : [{ title: section.name, pageIndex: Math.min(...children.map((child) => child.pageIndex)), children }];
  });
  return [...(contents < 0 ? [] : [{ title: "Contents", pageIndex: contents }]), ...sections];
};

const finishingModules = () =>
  Promise.all([import("./pdf/index.js"), import("./layout/index.js"), import("./publish/index.js")]);

const finish = async (
  prepared: Prepared,
  bytes: Uint8Array,
  composed: ComposeResult,
  options: BuildOptions,
  road: Road,
): Promise<string> => {
  options.progress.phase("Finishing");
  const { issue, articles } = prepared;
  const [{ finishPdf }, { plainText }, { writeWhole }] = await finishingModules();
  const { magazine, week } = issue;
  const finished = await finishPdf(bytes, {
    trimPt: { width: prepared.trimMm[0] * PT_PER_MM, height: prepared.trimMm[1] * PT_PER_MM },
    bleedPt: 0,
    title: [`${magazine.name} ${week.label}`, issue.title].filter(Boolean).join(": "),
    authors: [...new Set([...articles.values()].flatMap((article) => article.byline ?? []))],
    ...(magazine.tagline === undefined ? {} : { subject: magazine.tagline }),
    keywords: issue.sections.map((section) => section.name),
    language: issue.language,
    creator: `Pressday ${version}`,
    date: options.date,
    outline: outlineOf(issue, articles, composed, (article) => plainText(article.headline)),
    pageLabels: composed.pages.map((page) => String(page.folio)),
    spreads: true,
    pictures: new Map([...prepared.document.files].map(([served, { path: file }]) => [served, file])),
  });
  const file = path.join(options.out, week.label, `${magazine.slug}-${week.label}.pdf`);
  await writeWhole(file, finished);
  road.mark("finish");
  return file;
};

/** Problems that machines and time limits cause, by their exit status; anything else is the editor's to mend. */
const exitFor = (problems: readonly Problem[]): number => {
  if (!hasErrors(problems)) return EXIT.done;
  const codes = new Set(problems.filter((problem) => problem.severity === "error").map((problem) => problem.code));
  if (codes.has("TIME_LIMIT")) return EXIT.timeLimit;
  const machine = ["BROWSER_MISSING", "BROWSER_FAILED", "OUTPUT_NOT_WRITABLE", "CACHE_REFUSED"] as const;
  return machine.some((code) => codes.has(code)) ? EXIT.machine : EXIT.material;
};

/** The limit may end a stage that knows of the signal alone. */
const isTimeLimit = (fault: unknown): boolean => fault instanceof DOMException && fault.name === "TimeoutError";

const timeLimit: Problem = {
  code: "TIME_LIMIT",
  severity: "error",
  message: "The time limit was reached before the copy and the pictures were ready.",
  remedy: "Allow more time with --timeout SECONDS; pictures that are prepared already need not be prepared again.",
};

/** Builds one issue. Faults of the copy and of the machine come back as problems; only our own are thrown. */
export const buildIssue = async (options: BuildOptions): Promise<BuildReport> => {
  const road = new Road();
  let articles = 0;
  let flatplan: readonly FlatplanPage[] = [];
  let pdf: string | undefined;
  let composing: ComposeTimings | undefined;
  const { withBrowser, PrintFault, BrowserDied } = await import("./print/index.js");
  const attempt = (): Promise<void> =>
    withBrowser(options, async (session) => {
      let head: Promise<void> | undefined;
      const prepared = await prepare(options, road, (document) => {
        head = session().then((browser) => browser.open(document));
        head.catch(() => {});
      });
      articles = prepared.articles.size;
      if (options.keep !== undefined)
        await keepProducts(options.keep, { "issue.html": prepared.document.html }, prepared.document);
      options.progress.phase("Browser");
      const browser = await session();
      await head;
      const { bytes, composed } = await printPages(prepared, browser, options, road);
      flatplan = composed.pages;
      composing = composed.timings;
      road.add(browser.problems);
      // It ends while the file is finished; `withBrowser` waits for it.
      browser.close().catch(() => {});
      pdf = await finish(prepared, bytes, composed, options, road);
    });
  try {
    await attempt().catch(async (fault: unknown) => {
      if (!(fault instanceof BrowserDied) || options.signal.aborted) throw fault;
      // A browser may die of somebody else's memory hunger: once more, from the start.
      road.problems.length = 0;
      await attempt();
    });
  } catch (fault) {
    const { OutputFault } = await import("./publish/index.js");
    if (fault instanceof PrintFault || fault instanceof OutputFault) road.add([fault.problem]);
    else if (isTimeLimit(fault)) road.add([timeLimit]);
    else if (!(fault instanceof Stopped)) throw fault;
  }
  return {
    ...(pdf === undefined ? {} : { pdf }),
    pages: flatplan.length,
    articles,
    problems: road.problems,
    timings: { ...road.timings, ...(composing === undefined ? {} : { composing }) },
    flatplan,
    exit: exitFor(road.problems),
  };
};
