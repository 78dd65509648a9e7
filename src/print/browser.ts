import type { Connection } from "puppeteer-core/internal/cdp/Connection.js";
import type { Problem } from "../problem.js";
import { connectUrl, openContext, openPage } from "./connect.js";
import { interrupted } from "./faults.js";
import { findBrowser } from "./find.js";
import { type Launched, launch } from "./launch.js";
import { endWithPage, watchLife } from "./life.js";
import { pageWork, preparePage } from "./session.js";
import type { BrowserChoice, BrowserOptions, OpenBrowser } from "./types.js";
import { raiseWalls, refusedProblem } from "./walls.js";

/**
 * Finds and starts a browser and opens its one page behind both walls. The caller closes it, however the work ends; `withBrowser`
 * does so by itself. Throws `PrintFault`: `BROWSER_MISSING`, `BROWSER_FAILED`, `TIME_LIMIT`; later also `BrowserDied`.
 */
export async function startBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  if (options.signal?.aborted) throw interrupted(options.signal);
  const choice = await findBrowser(options);
  if (choice.source === "url") return joinBrowser(choice, options.signal);
  const launched = await launch(choice, options);
  const { browser, link } = launched;
  const close = async () => {
    await browser.end();
    link.connection.dispose();
  };
  return openSession(launched, close, options.signal);
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

/** A browser that runs elsewhere gets a context of ours with the same walls; only that is closed afterwards. */
async function joinBrowser(choice: BrowserChoice, signal?: AbortSignal): Promise<OpenBrowser> {
  const link = await connectUrl(choice.location);
  const { connection } = link;
  try {
    const { product: version } = await connection.send("Browser.getVersion");
    return await openSession({ link, version, problems: [] }, async () => connection.dispose(), signal);
  } catch (fault) {
    connection.dispose();
    throw fault;
  }
}

type Joined = Pick<Launched, "link" | "version" | "problems"> & Partial<Pick<Launched, "browser">>;

async function openSession(joined: Joined, end: () => Promise<void>, signal?: AbortSignal): Promise<OpenBrowser> {
  const { link, browser, version, problems } = joined;
  const { connection } = link;
  const life = watchLife(link, browser, signal);
  const { hold } = life;
  let closing: Promise<void> | undefined;
  try {
    const context = await hold(openContext(connection));
    const close = () => {
      life.release();
      closing ??= (browser ? Promise.resolve() : leaveContext(connection, context)).then(end);
      return closing;
    };
    const page = await hold(openPage(connection, context));
    endWithPage(page, link, browser);
    const [walls] = await hold(Promise.all([raiseWalls(page), preparePage(page)]));
    return {
      version,
      ...pageWork(page, walls, hold),
      get problems(): readonly Problem[] {
        const refused = refusedProblem(walls.refused);
        return refused ? [...problems, refused] : problems;
      },
      close,
    };
  } catch (fault) {
    life.release();
    await end();
    throw fault;
  }
}

/** Closes our context in a browser that is not ours; one that has gone has closed it already. */
const leaveContext = (connection: Connection, browserContextId: string): Promise<void> =>
  connection.send("Target.disposeBrowserContext", { browserContextId }, { timeout: 5000 }).catch(() => {});
