import type { Connection } from "puppeteer-core/internal/cdp/Connection.js";
import type { Problem } from "../problem.js";
import { connectUrl, type Link } from "./connect.js";
import { interrupted } from "./faults.js";
import { findBrowser } from "./find.js";
import { launch } from "./launch.js";
import type { BrowserProcess } from "./process.js";
import type { BrowserOptions } from "./types.js";

/** A browser that has answered. */
export interface Reached {
  /** Its process, if it is ours; a browser that runs elsewhere has none. */
  readonly browser?: BrowserProcess;
  readonly link: Link;
  readonly version: string;
  readonly problems: readonly Problem[];
}

/** Finds a browser, and starts it or connects to it. Throws `PrintFault`: `BROWSER_MISSING`, `BROWSER_FAILED`, `TIME_LIMIT`. */
export async function reachBrowser(options: BrowserOptions): Promise<Reached> {
  if (options.signal?.aborted) throw interrupted(options.signal);
  const choice = await findBrowser(options);
  if (choice.source !== "url") return launch(choice, options);
  const link = await connectUrl(choice.location);
  try {
    const { product: version } = await link.connection.send("Browser.getVersion");
    return { link, version, problems: [] };
  } catch (fault) {
    link.connection.dispose();
    throw fault;
  }
}

/** Ends a browser of ours; lets go of one that runs elsewhere. */
export async function leaveBrowser({ browser, link }: Reached): Promise<void> {
  await browser?.end();
  link.connection.dispose();
}

/** Ends it at once, or lets go of it, and waits for nothing. */
export function dropBrowser({ browser, link }: Reached): void {
  if (browser) browser.kill();
  else link.connection.dispose();
}

/** How long a browser may take to close a context, in ms. */
const LEAVING_LIMIT_MS = 5000;

/** Closes a context of ours; one whose browser has gone has closed already. Whether the browser has answered. */
export const leaveContext = (connection: Connection, browserContextId: string): Promise<boolean> =>
  connection.send("Target.disposeBrowserContext", { browserContextId }, { timeout: LEAVING_LIMIT_MS }).then(
    () => true,
    () => false,
  );
