import type { ConnectionTransport } from "puppeteer-core";
import type { CDPSession } from "puppeteer-core/internal/api/CDPSession.js";
import type { Connection } from "puppeteer-core/internal/cdp/Connection.js";
import { printFault } from "./faults.js";
import { type BrowserProcess, DEAD_PROXY } from "./process.js";

/** A way to talk to a browser, and the promise that settles when it is cut. */
export interface Link {
  readonly connection: Connection;
  readonly closed: Promise<void>;
}

/**
 * puppeteer-core's protocol connection alone: its `Browser` and `Page` cost 0.25 s to import and 0.1 s for each new page, and the
 * printing needs a dozen commands of the protocol. 0 switches puppeteer's own time limits off: ours is the one deadline.
 */
async function link(transport: ConnectionTransport): Promise<Link> {
  const { Connection } = await import("puppeteer-core/internal/cdp/Connection.js");
  const { CDPSessionEvent } = await import("puppeteer-core/internal/api/CDPSession.js");
  const connection = new Connection("", transport, 0, 0);
  const closed = new Promise<void>((resolve) => connection.once(CDPSessionEvent.Disconnected, () => resolve()));
  return { connection, closed };
}

/** Connects to a browser that we started. */
export async function connectPipe(browser: BrowserProcess): Promise<Link> {
  const { PipeTransport } = await import("puppeteer-core/internal/node/PipeTransport.js");
  return link(new PipeTransport(browser.input as never, browser.output as never));
}

/** Connects to a browser that runs elsewhere. Throws `PrintFault` `BROWSER_FAILED` if it does not answer. */
export async function connectUrl(address: string): Promise<Link> {
  try {
    const { NodeWebSocketTransport } = await import("puppeteer-core/internal/node/NodeWebSocketTransport.js");
    return await link(await NodeWebSocketTransport.create(await socketAddress(address)));
  } catch (cause) {
    throw printFault(
      "BROWSER_FAILED",
      `The browser at ${address} does not answer.`,
      "Start it with --remote-debugging-port, see that the address is right, or leave --browser-url out.",
      cause,
    );
  }
}

/** A debugging port tells the address of its socket at /json/version. */
async function socketAddress(address: string): Promise<string> {
  if (/^wss?:/.test(address)) return address;
  const answer = await fetch(new URL("/json/version", address), { signal: AbortSignal.timeout(10_000) });
  return ((await answer.json()) as { webSocketDebuggerUrl: string }).webSocketDebuggerUrl;
}

/** A browser context of our own: no cookies, no cache of others, and no way out but through interception. */
export async function openContext(browser: Connection): Promise<string> {
  const { browserContextId } = await browser.send("Target.createBrowserContext", {
    disposeOnDetach: true,
    ...DEAD_PROXY,
  });
  return browserContextId;
}

/** An empty page in the context, and the session that commands it. */
export async function openPage(browser: Connection, browserContextId: string): Promise<CDPSession> {
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank", browserContextId });
  return browser.createSession({ targetId } as Parameters<Connection["createSession"]>[0]);
}
