import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Problem, ProblemCode } from "../problem.js";

/** The browser cannot do its part, or a picture or font did not arrive. `problem` tells the editor. */
export class PrintFault extends Error {
  override readonly name: string = "PrintFault";
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
  }
}

/** The browser ended in the middle of its work. Starting it once more may well help; twice is `BROWSER_FAILED`. */
export class BrowserDied extends PrintFault {
  override readonly name = "BrowserDied";
}

/** A fault with code, message and remedy; `cause` keeps what lies behind it. */
export const printFault = (code: ProblemCode, message: string, remedy: string, cause?: unknown): PrintFault =>
  new PrintFault({ code, severity: "error", message, remedy }, { cause });

/** `said` is the end of what the browser wrote to its error output. */
export const browserDied = (said: string): BrowserDied => {
  const words = lastWords(said);
  return new BrowserDied({
    code: "BROWSER_FAILED",
    severity: "error",
    message: `The browser ended while it was working${words ? `; its last words: ${words}` : ""}.`,
    remedy: `${roomForBrowser()}Give it more memory, or try another browser with --browser PATH; \`pressday doctor\` lists what is there.`,
  });
};

/** The last of what a browser said, without the clock and the source file that Chromium writes in front, and without a full stop. */
export const lastWords = (said: string): string =>
  said
    .split("\n")
    .at(-1)!
    .replace(/^\[[^\]]*\]\s*/, "")
    .replace(/[\s.]+$/, "");

/** Less than this in its temporary folder, and Chromium itself warns of it. */
const ROOM_BYTES = 64 * 1024 * 1024;

/**
 * A remedy to begin with, where the browser's temporary folder has run full: it holds the browser's shared memory, and a browser that
 * gets none ends with other words each time.
 */
export const roomForBrowser = (): string => {
  try {
    const { bavail, bsize } = statfsSync(tmpdir());
    if (bavail * bsize >= ROOM_BYTES) return "";
    return `Free some space in ${tmpdir()}, which is full, or name another folder in TMPDIR. `;
  } catch {
    return "";
  }
};

/** The fault for an aborted signal: `TIME_LIMIT`, unless whoever aborted it gave a reason of their own. */
export const interrupted = (signal: AbortSignal): unknown => {
  const reason: unknown = signal.reason;
  if (reason instanceof Error && reason.name !== "TimeoutError" && reason.name !== "AbortError") return reason;
  return printFault(
    "TIME_LIMIT",
    "The time limit was reached before the pages were printed.",
    "Allow more time with --timeout SECONDS, or print fewer pages.",
    reason,
  );
};
