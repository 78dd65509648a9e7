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
export const browserDied = (said: string): BrowserDied =>
  new BrowserDied({
    code: "BROWSER_FAILED",
    severity: "error",
    message: `The browser ended while it was working${said ? `; its last words: ${said}` : ""}.`,
    remedy: "Give it more memory, or try another browser with --browser PATH; `pressday doctor` lists what is there.",
  });

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
