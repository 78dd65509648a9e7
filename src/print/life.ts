import type { CDPSession } from "puppeteer-core/internal/api/CDPSession.js";
import type { Link } from "./connect.js";
import { browserDied, interrupted, printFault } from "./faults.js";
import type { BrowserProcess } from "./process.js";

/** Waits for work of the browser, but no longer than the browser lives and the deadline allows. */
export type Hold = <Result>(work: Promise<Result>) => Promise<Result>;

export interface Life {
  readonly hold: Hold;
  /** Lets go of the deadline; call it when the browser is closed. */
  release(): void;
}

/**
 * The longest that any one step may take, in ms, whatever the build's deadline: printing 1,000 pages takes 10 s, so a browser that
 * is silent for two minutes will not speak again.
 */
const STEP_LIMIT_MS = 120_000;

/** Watches over a browser: `browser` is the process if it is ours. Its end, the page's crash and the deadline break every `hold`. */
export function watchLife({ connection, closed }: Link, browser?: BrowserProcess, signal?: AbortSignal): Life {
  let lose: (fault: unknown) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  // A wait that is over must leave nothing here: raced against `lost`, its result would live as long as the browser does.
  const waiting = new Set<(fault: unknown) => void>();
  let isLost = false;
  lost.catch((fault: unknown) => {
    isLost = true;
    for (const reject of waiting) reject(fault);
  });
  let disconnected = false;

  const onAbort = () => {
    lose(interrupted(signal!));
    if (browser) browser.kill();
    else connection.dispose();
  };
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  void closed.then(async () => {
    disconnected = true;
    const said = (await browser?.said()) ?? "";
    lose(browserDied(said.split("\n").at(-1) ?? ""));
  });

  const hold: Hold = async (work) => {
    let timer: NodeJS.Timeout | undefined;
    let give: (fault: unknown) => void = () => {};
    const ended = new Promise<never>((_, reject) => {
      give = reject;
      timer = setTimeout(() => {
        reject(silent());
        browser?.kill();
      }, STEP_LIMIT_MS);
    });
    waiting.add(give);
    if (isLost) lost.catch(give);
    try {
      return await Promise.race([work, ended]);
    } catch (fault) {
      // The connection's own complaint about its end may come before the reason of it.
      throw disconnected ? await lost.catch((reason) => reason) : fault;
    } finally {
      waiting.delete(give);
      clearTimeout(timer);
    }
  };
  return { hold, release: () => signal?.removeEventListener("abort", onAbort) };
}

/** A page whose process has crashed answers nothing any more, while the browser lives on: this ends it. */
export function endWithPage(page: CDPSession, { connection }: Link, browser?: BrowserProcess): void {
  page.on("Inspector.targetCrashed", () => {
    if (browser) browser.kill();
    else connection.dispose();
  });
}

const silent = () =>
  printFault(
    "TIME_LIMIT",
    `The browser has not answered for ${STEP_LIMIT_MS / 1000} seconds.`,
    "Run the build again; if it happens again, try another browser with --browser PATH.",
  );
