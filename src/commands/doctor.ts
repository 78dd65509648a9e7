import { CacheFault, findCache } from "../cache.js";
import { EXIT } from "../exit.js";
import { searched } from "../prepare.js";
import { layoutsFor } from "../print/engines.js";
import type { Problem } from "../problem.js";
import { version } from "../version.js";
import { formatProblem } from "./show.js";

interface Diagnosis {
  readonly version: string;
  readonly node: string;
  readonly cache?: { readonly path: string; readonly source: string };
  readonly browsers: readonly {
    readonly source: string;
    readonly location: string;
    readonly used: boolean;
    readonly reason: string;
  }[];
  /** What the browser that would be used says of itself, once started. */
  readonly started?: { readonly version: string; readonly ms: number };
  /** Layouts that print without a browser. */
  readonly simpleLayouts: readonly string[];
  readonly problems: readonly Problem[];
}

const diagnose = async (flags: { readonly browser?: string; readonly cache?: string }): Promise<Diagnosis> => {
  // It is run where the magazine is, if anywhere: its own layouts stand there.
  const simpleLayouts = await layoutsFor("pdfkit", searched(process.cwd(), "layouts"));
  const base = { version, node: process.version, simpleLayouts };
  const problems: Problem[] = [];
  try {
    const cache = await findCache(flags.cache === undefined ? {} : { flag: flags.cache });
    try {
      problems.push(...cache.problems);
      const { listBrowsers, withBrowser, PrintFault } = await import("../print/index.js");
      const search = { cache: cache.path, ...(flags.browser === undefined ? {} : { browser: flags.browser }) };
      const browsers = await listBrowsers(search);
      const found = { ...base, cache: { path: cache.path, source: cache.source }, browsers };
      const began = performance.now();
      try {
        const started = await withBrowser(search, async (session) => {
          const browser = await session();
          problems.push(...browser.problems);
          return { version: browser.version, ms: Math.round(performance.now() - began) };
        });
        return { ...found, started, problems };
      } catch (fault) {
        if (!(fault instanceof PrintFault)) throw fault;
        return { ...found, problems: [...problems, fault.problem] };
      }
    } finally {
      await cache.release();
    }
  } catch (fault) {
    if (!(fault instanceof CacheFault)) throw fault;
    return { ...base, browsers: [], problems: [...problems, fault.problem] };
  }
};

const verdict = ({ started, simpleLayouts }: Diagnosis): string => {
  if (started !== undefined) return `${started.version} starts in ${started.ms} ms. This machine can print.`;
  if (simpleLayouts.length === 0) return "No browser can print here.";
  return `No browser can print here. Simple layouts print without one, through pdfkit: ${simpleLayouts.join(", ")}.`;
};

/** `pressday doctor`: what this machine would print with; starts the browser to be sure. Exit 5 when none prints. */
export const doctor = async (flags: {
  readonly browser?: string;
  readonly cache?: string;
  readonly json?: boolean;
}): Promise<void> => {
  const diagnosis = await diagnose(flags);
  if (diagnosis.started === undefined) process.exitCode = EXIT.machine;
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(diagnosis)}\n`);
    return;
  }
  const lines = [`Pressday ${diagnosis.version} on Node ${diagnosis.node.replace(/^v/, "")}`];
  if (diagnosis.cache !== undefined) lines.push(`Cache: ${diagnosis.cache.path} (${diagnosis.cache.source})`);
  lines.push("", "Browsers, in the order they are looked for:");
  for (const candidate of diagnosis.browsers)
    lines.push(
      `  ${candidate.used ? "✓" : "·"} ${candidate.source.padEnd(11)} ${candidate.location}\n      ${candidate.reason}`,
    );
  lines.push("", verdict(diagnosis));
  process.stdout.write(`${lines.join("\n")}\n`);
  for (const problem of diagnosis.problems) process.stdout.write(`\n${formatProblem(problem)}\n`);
};
