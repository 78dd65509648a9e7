import { setMaxListeners } from "node:events";
import { Agent } from "undici";
import { allowList } from "./addresses.js";
import { createConnector, systemResolve } from "./connect.js";
import { fetchPatiently, type Way } from "./follow.js";
import { createKeep } from "./keep.js";
import { CONNECTIONS, CONNECTIONS_PER_HOST, HEADER_BYTES, LIMITS } from "./limits.js";
import { createTurns } from "./turns.js";
import type { Fetched, Network, NetworkOptions } from "./types.js";

export { decodeBytes } from "./decode.js";
export { FetchFault } from "./fault.js";
export type * from "./types.js";

/**
 * The one way to the network while collecting. Asks public addresses only, and private ones where the editor allowed
 * them; bounded in bytes, redirects, time and connections.
 */
export const createNetwork = (options: NetworkOptions): Network => {
  const { signal: given, now = Date.now } = options;
  const ending = new AbortController();
  // Each request listens while it runs; Node takes more than ten listeners for a leak.
  setMaxListeners(0, ending.signal);
  const end = (): void => ending.abort(given.reason);
  if (given.aborted) end();
  else given.addEventListener("abort", end, { once: true });

  const limits = { ...LIMITS, ...options.limits };
  const mayBePrivate = allowList(options.allowPrivate);
  const { connectMs } = limits;
  const connector = createConnector({
    mayBePrivate,
    resolve: options.resolve ?? systemResolve,
    connectMs,
    ca: options.ca,
  });
  // undici's own times are off: ours count from the turn, and a trickle does not start them anew.
  const agent = new Agent({
    connect: connector.connect,
    connections: CONNECTIONS_PER_HOST,
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const keep = options.cache === undefined ? undefined : createKeep(options.cache, now);
  const turns = createTurns(CONNECTIONS_PER_HOST, CONNECTIONS);
  const random = options.random ?? Math.random;
  const way: Way = { agent, turns, keep, signal: ending.signal, limits, random, now, mayBePrivate };

  const swept = keep?.sweep();
  const running = new Set<Promise<Fetched>>();
  return {
    fetch: async (request) => {
      const fetching = fetchPatiently(way, request);
      running.add(fetching);
      return fetching.finally(() => running.delete(fetching));
    },
    close: async () => {
      given.removeEventListener("abort", end);
      ending.abort(new Error("The network was closed."));
      const destroyed = agent.destroy();
      connector.end();
      await destroyed;
      await Promise.allSettled([...running, swept]);
    },
  };
};
