import { type Cache, CacheFault, findCache } from "../cache.js";
import { EXIT } from "../exit.js";
import { PortFault, startPreview } from "../preview/index.js";
import { paintFor, showProblems } from "./show.js";
import { documentDate, type RoadFlags, roadOf } from "./working.js";

export interface PreviewFlags extends Omit<RoadFlags, "engine" | "json" | "timeout"> {
  readonly port: number;
  readonly open?: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Opens the address in the user's own browser; where none can be, the address stands on the terminal anyway. */
const openBrowser = async (url: string): Promise<void> => {
  const { spawn } = await import("node:child_process");
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url]
        : ["xdg-open", url];
  const opener = spawn(command!, args, { stdio: "ignore", detached: true });
  opener.once("error", () => process.stderr.write("No browser could be opened; open the address by hand.\n"));
  opener.unref();
};

/** Stays for a second signal (npm passes a terminal's own on once more): the first one's tidying up goes on to its end. */
const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });

/** `pressday preview`: shows an issue's pages on this machine, composed anew with every change, until it is ended. */
export const preview = async (issue: string, flags: PreviewFlags): Promise<void> => {
  const started = performance.now();
  let cache: Cache;
  try {
    cache = await findCache(flags.cache === undefined ? {} : { flag: flags.cache });
  } catch (fault) {
    if (!(fault instanceof CacheFault)) throw fault;
    showProblems([fault.problem]);
    process.exitCode = EXIT.machine;
    return;
  }
  const ended = untilSignal();
  try {
    const { engine: _, ...road } = roadOf({ ...flags, engine: "chromium", timeout: 0 });
    const running = await startPreview({
      ...road,
      issue,
      cwd: process.cwd(),
      cache: cache.path,
      port: flags.port,
      date: documentDate(process.env.SOURCE_DATE_EPOCH),
    });
    const paint = paintFor(process.stderr);
    process.stdout.write(`${running.url}\n`);
    process.stderr.write(`${paint.dim("The preview runs until you end it with Ctrl+C.")}\n`);
    if (flags.open) await openBrowser(running.url);
    running.ready.then(
      () => process.stderr.write(`First pages after ${((performance.now() - started) / 1000).toFixed(1)} s.\n`),
      () => {},
    );
    await ended;
    await running.close();
    // Ending it is how it is meant to end.
    process.exitCode = EXIT.done;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    process.stderr.write(`${fault.message}\n→ Leave --port out for one that is free, or name another.\n`);
    process.exitCode = EXIT.machine;
  } finally {
    await cache.release();
  }
};
