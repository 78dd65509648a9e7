/** The road up to composed pages, which building and planning share: an issue's folder in, pages made up in a browser out. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ComposeResult } from "./compose/index.js";
import { EXIT } from "./exit.js";
import type { ComposePlan, LayoutDocument } from "./layout/index.js";
import { hyphenation, PACKAGE_FOLDER, type Prepared, prepare } from "./prepare.js";
import type { OpenBrowser } from "./print/index.js";
import { hasErrors, type Problem } from "./problem.js";
import { type Road, type RoadOptions, Stopped } from "./road.js";

/** An issue whose pages stand made up in the browser's page. */
export interface ComposedIssue {
  readonly prepared: Prepared;
  readonly composed: ComposeResult;
  readonly browser: OpenBrowser;
}

export interface ComposeSteps {
  /** The document is ready, and nothing composed. */
  readonly prepared?: (prepared: Prepared) => Promise<void>;
  /** The pages are made up; what composing found is among the road's problems. */
  readonly composed: (issue: ComposedIssue) => Promise<void>;
  /** Pictures are sent whole, not as their stand-ins: pages are looked at, not printed. */
  readonly wholePictures?: boolean;
}

const composerSource = (): Promise<string> => readFile(path.join(PACKAGE_FOLDER, "dist", "composer.js"), "utf8");

const wholeFiles = (files: LayoutDocument["files"]): LayoutDocument["files"] =>
  new Map([...files].map(([name, { path: file, type }]) => [name, { path: file, type }]));

const composePages = async (
  { document, articles }: Prepared,
  browser: OpenBrowser,
  { progress, wholePictures = false }: Pick<RoadOptions, "progress"> & Pick<ComposeSteps, "wholePictures">,
  road: Road,
): Promise<ComposeResult> => {
  road.mark("launch");
  const { html, files, plan } = document;
  // What the composer needs besides is made ready while the browser loads the document.
  const opening = browser.fill({ html, files: wholePictures ? wholeFiles(files) : files });
  const [hyphens, composer] = await Promise.all([hyphenation(articles.values()), composerSource(), opening]);
  road.mark("open");
  progress.phase("Composing");
  const source = `(plan) => {${composer}\nreturn pressdayComposer.compose(plan);}`;
  const composed = await browser.run<ComposeResult>(source, { ...plan, hyphenation: hyphens } satisfies ComposePlan);
  road.add(composed.problems);
  road.mark("compose");
  return composed;
};

/** Problems that machines and time limits cause, by their exit status; anything else is the editor's to mend. */
export const exitFor = (problems: readonly Problem[]): number => {
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

/**
 * Composes one issue in a browser that lives as long as the steps do. Faults of the copy and of the machine are added to the road's
 * problems; only our own are thrown.
 */
export const composeIssue = async (options: RoadOptions, road: Road, steps: ComposeSteps): Promise<void> => {
  const { withBrowser, PrintFault, BrowserDied } = await import("./print/index.js");
  const attempt = (): Promise<void> =>
    withBrowser(options, async (session) => {
      let head: Promise<void> | undefined;
      const prepared = await prepare(options, road, (document) => {
        head = session().then((browser) => browser.open(document));
        head.catch(() => {});
      });
      await steps.prepared?.(prepared);
      options.progress.phase("Browser");
      const browser = await session();
      await head;
      const composed = await composePages(prepared, browser, { ...options, ...steps }, road);
      await steps.composed({ prepared, composed, browser });
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
};
