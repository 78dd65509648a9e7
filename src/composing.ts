/** The road up to pages made up by an engine, which building and planning share: an issue's folder in, its pages out. */
import path from "node:path";
import { composePages, HeldBrowser, render } from "./chromium.js";
import type { ComposeResult } from "./compose/index.js";
import { EXIT } from "./exit.js";
import type { LayoutDocument } from "./layout/index.js";
import type { Seen } from "./preflight/index.js";
import { hyphenation, isOwn, type Prepared, prepare, searched } from "./prepare.js";
import { canSet, engineFor, layoutsAtHand, simpleEngine, simpleLayouts } from "./print/engines.js";
import type { EngineUse, OpenBrowser, PrintFault } from "./print/index.js";
import type { PdfkitFile } from "./print/pdfkit/types.js";
import { hasErrors, type Problem, type ProblemCode } from "./problem.js";
import { type Road, type RoadOptions, Stopped } from "./road.js";

/** An issue whose pages are made up. */
export type ComposedIssue = {
  readonly prepared: Prepared;
  readonly composed: ComposeResult;
} & (ChromiumPages | PdfkitPages);

/** Pages that stand in the browser's page, ready to be printed. */
export interface ChromiumPages {
  readonly engine: EngineUse & { readonly name: "chromium" };
  readonly document: LayoutDocument;
  readonly browser: OpenBrowser;
}

/** Pages that pdfkit has made up, and printed where printing was wanted and nothing stood against it. */
export interface PdfkitPages {
  readonly engine: EngineUse & { readonly name: "pdfkit" };
  readonly file?: PdfkitFile;
}

/** Whether the pages are the browser's. */
export const inBrowser = (issue: ComposedIssue): issue is ComposedIssue & ChromiumPages =>
  issue.engine.name === "chromium";

export interface ComposeSteps {
  /** Copy and pictures are ready, and nothing composed. */
  readonly prepared?: (prepared: Prepared) => void;
  /** The document that the browser will be given is ready. */
  readonly rendered?: (document: LayoutDocument) => Promise<void>;
  /** The pages are made up; what composing found is among the road's problems. */
  readonly composed: (issue: ComposedIssue) => Promise<void>;
  /** The pages will be printed. */
  readonly prints: boolean;
  /** Pictures are sent whole, not as their stand-ins: pages are looked at, not printed. */
  readonly wholePictures?: boolean;
}

/** Problems that machines and time limits cause, by their exit status; anything else is the editor's to mend. */
export const exitFor = (problems: readonly Problem[]): number => {
  if (!hasErrors(problems)) return EXIT.done;
  const codes = new Set(problems.filter((problem) => problem.severity === "error").map((problem) => problem.code));
  if (codes.has("TIME_LIMIT")) return EXIT.timeLimit;
  if (codes.has("ISSUE_LOCKED")) return EXIT.locked;
  return MACHINE.some((code) => codes.has(code)) ? EXIT.machine : EXIT.material;
};

const MACHINE: readonly ProblemCode[] = [
  "BROWSER_MISSING",
  "BROWSER_FAILED",
  "ENGINE_UNSUITED",
  "OUTPUT_NOT_WRITABLE",
  "CACHE_REFUSED",
];

/** The limit may end a stage that knows of the signal alone. */
const isTimeLimit = (fault: unknown): boolean => fault instanceof DOMException && fault.name === "TimeoutError";

const timeLimit: Problem = {
  code: "TIME_LIMIT",
  severity: "error",
  message: "The time limit was reached before the pages were ready.",
  remedy: "Allow more time with --timeout SECONDS; pictures that are prepared already need not be prepared again.",
};

/** One issue under way. */
interface Journey {
  readonly options: RoadOptions;
  readonly road: Road;
  readonly steps: ComposeSteps;
}

/** What preflight finds on composed pages. A picture's resolution counts at its printed size, once that is known. */
const checkComposed = async (
  prepared: Prepared,
  { pages }: ComposeResult,
  { options, road }: Journey,
  browser?: OpenBrowser,
): Promise<void> => {
  if (!isOwn(options, prepared.issue) || pages.length === 0) return;
  const { checkPages, LOOK } = await import("./preflight/index.js");
  const seen = browser && (await browser.run<Seen>(LOOK, undefined));
  if (seen !== undefined) road.withdraw(({ code }) => code === "PICTURE_RESOLUTION_LOW");
  road.check(checkPages({ ...prepared, pages, ...(seen === undefined ? {} : { seen }) }));
};

/** Pages by pdfkit: no browser is looked for, and none of the modules for it are loaded. */
const setWithPdfkit = async (
  prepared: Prepared,
  { options, road, steps }: Journey,
  reason: string | undefined,
): Promise<void> => {
  const { printWithPdfkit } = await import("./print/pdfkit/engine.js");
  const { composed, file } = await printWithPdfkit(prepared, {
    hyphenation: await hyphenation(prepared.articles.values()),
    print: steps.prints,
    signal: options.signal,
    progress: {
      phase: (phase) => {
        if (phase === "Printing") road.mark("compose");
        options.progress.phase(phase);
      },
    },
  });
  road.mark(file === undefined ? "compose" : "print");
  options.signal.throwIfAborted();
  road.add(composed.problems);
  await checkComposed(prepared, composed, { options, road, steps });
  const engine = { name: "pdfkit", ...(reason === undefined ? {} : { reason }) } as const;
  await steps.composed({ prepared, composed, engine, ...(file === undefined ? {} : { file }) });
};

/** Why pdfkit sets the pages though nobody asked for it, where the layout leaves no choice. */
const reasonOf = ({ layout }: Prepared, { engine }: RoadOptions): string | undefined =>
  engine === "auto" ? `The layout “${layout.name}” is set by pdfkit alone.` : undefined;

/**
 * What becomes of an issue for which no browser could be started: pdfkit sets it, if nobody asked for a browser, the layout is a simple
 * one and no words need more. Gives the reason; else throws the fault, with the layouts that would print.
 */
const withoutBrowser = async (
  fault: PrintFault,
  { layout, issue, copies }: Prepared,
  journey: Journey,
): Promise<string> => {
  const { options, road } = journey;
  if (options.engine !== "auto") throw fault;
  if (!canSet("pdfkit", layout)) {
    const { PrintFault } = await import("./print/index.js");
    const others = await simpleLayouts(searched(issue.publisherFolder, "layouts"));
    throw new PrintFault({ ...fault.problem, remedy: fault.problem.remedy + others }, { cause: fault });
  }
  const { checkScripts } = await import("./fonts/index.js");
  const scripts = checkScripts(copies);
  road.add(scripts);
  if (scripts.length > 0) throw fault;
  road.add([simpleEngine(fault.problem)]);
  return fault.problem.message;
};

/**
 * The browser starts at once, while the manifest is read; but where a layout at hand is for pdfkit alone, not before the issue's own
 * layout is known.
 */
const startsAtOnce = async ({ issue, cwd, engine }: RoadOptions): Promise<boolean> => {
  if (engine !== "auto") return true;
  const given = path.resolve(cwd, issue);
  const folder = /\.ya?ml$/.test(given) ? path.dirname(given) : given;
  const layouts = await layoutsAtHand(searched(path.dirname(path.dirname(folder)), "layouts"));
  return layouts.every((layout) => canSet("chromium", layout));
};

/** With a browser if one starts. `isAbsence`: whether a fault says that there is none to be had. */
const setInBrowser = async (
  journey: Journey,
  browser: HeldBrowser,
  isAbsence: (fault: unknown) => fault is PrintFault,
): Promise<void> => {
  const { options, road, steps } = journey;
  let head: Promise<void> | undefined;
  const prepared = await prepare(options, road, (layout, renderHead) => {
    if (engineFor(options.engine, layout) !== "chromium") return;
    const document = renderHead();
    head = browser.session().then((session) => session.open(document));
    head.catch(() => {});
  });
  steps.prepared?.(prepared);
  if (engineFor(options.engine, prepared.layout) === "pdfkit")
    return setWithPdfkit(prepared, journey, reasonOf(prepared, options));
  const takeOver = async (fault: PrintFault): Promise<void> =>
    setWithPdfkit(prepared, journey, await withoutBrowser(fault, prepared, journey));
  // No browser needs the document where it is known by now that none will come.
  if (isAbsence(browser.fault)) return takeOver(browser.fault);
  const document = await render(prepared, options, road);
  await steps.rendered?.(document);
  options.progress.phase("Browser");
  const session = await browser.session().catch((fault: unknown) => {
    if (!isAbsence(fault)) throw fault;
    return fault;
  });
  if (session instanceof Error) return takeOver(session);
  await head;
  const composed = await composePages(document, prepared.articles, session, { ...options, ...steps }, road);
  await checkComposed(prepared, composed, journey, session);
  await steps.composed({ prepared, composed, engine: { name: "chromium" }, document, browser: session });
};

/** Chromium's road, and pdfkit's where that takes over. */
const composeWithChromium = async (journey: Journey): Promise<void> => {
  const { options, road } = journey;
  const [{ startBrowser, PrintFault, BrowserDied }, atOnce] = await Promise.all([
    import("./print/index.js"),
    startsAtOnce(options),
  ]);
  const attempt = async (again: boolean): Promise<void> => {
    const browser = new HeldBrowser(() => (options.openBrowser ?? startBrowser)(options));
    if (atOnce) browser.session();
    try {
      await setInBrowser(
        journey,
        browser,
        (fault): fault is PrintFault =>
          fault instanceof PrintFault &&
          ["BROWSER_MISSING", "BROWSER_FAILED"].includes(fault.problem.code) &&
          (again || !(fault instanceof BrowserDied)),
      );
    } finally {
      await browser.end();
    }
  };
  await attempt(false).catch(async (fault: unknown) => {
    if (!(fault instanceof BrowserDied) || options.signal.aborted) throw fault;
    // A browser may die of somebody else's memory hunger: once more, from the start.
    road.problems.length = 0;
    await attempt(true);
  });
};

const composeWithPdfkit = async (journey: Journey): Promise<void> => {
  const { options, road, steps } = journey;
  // What comes later is read from disk while the copy is; a fault in it is told when it is needed.
  Promise.all([import("./print/pdfkit/engine.js"), import("./pdf/index.js")]).catch(() => {});
  const prepared = await prepare(options, road, () => {});
  steps.prepared?.(prepared);
  await setWithPdfkit(prepared, journey, undefined);
};

/**
 * Makes up one issue's pages, in a browser that lives as long as the steps do, or by pdfkit. Faults of the copy and of the machine are
 * added to the road's problems; only our own are thrown.
 */
export const composeIssue = async (options: RoadOptions, road: Road, steps: ComposeSteps): Promise<void> => {
  const journey = { options, road, steps };
  try {
    await (options.engine === "pdfkit" ? composeWithPdfkit(journey) : composeWithChromium(journey));
  } catch (fault) {
    if (fault instanceof Stopped) return;
    const [{ PrintFault }, { OutputFault }] = await Promise.all([
      import("./print/index.js"),
      import("./publish/index.js"),
    ]);
    if (fault instanceof PrintFault || fault instanceof OutputFault) road.add([fault.problem]);
    else if (isTimeLimit(fault)) road.add([timeLimit]);
    else throw fault;
  }
};
