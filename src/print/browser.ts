import { openSession } from "./open.js";
import { dropBrowser, leaveBrowser, leaveContext, reachBrowser } from "./reach.js";
import type { BrowserOptions, OpenBrowser } from "./types.js";

/**
 * Finds and starts a browser and opens its one page behind both walls. The caller closes it, however the work ends; `withBrowser`
 * does so by itself. In a browser that runs elsewhere, only the context is ours and closed. Throws `PrintFault`: `BROWSER_MISSING`,
 * `BROWSER_FAILED`, `TIME_LIMIT`; later also `BrowserDied`.
 */
export async function startBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  const reached = await reachBrowser(options);
  const close = async (context: Promise<string>) => {
    const left = reached.browser ? undefined : await context.catch(() => undefined);
    if (left !== undefined) await leaveContext(reached.link.connection, left);
    await leaveBrowser(reached);
  };
  return openSession(reached, { drop: () => dropBrowser(reached), close }, options.signal);
}

/**
 * Starts a browser at once, lets `work` do other things until it asks for the session, and ends the browser when `work` has ended,
 * well or badly; work that needs it no longer may close it before. A browser that cannot start is told when the session is asked for.
 */
export async function withBrowser<Result>(
  options: BrowserOptions,
  work: (session: () => Promise<OpenBrowser>) => Promise<Result>,
): Promise<Result> {
  const starting = startBrowser(options);
  starting.catch(() => {});
  try {
    return await work(() => starting);
  } finally {
    const browser = await starting.catch(() => undefined);
    await browser?.close();
  }
}
