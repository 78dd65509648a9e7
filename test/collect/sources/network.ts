import { afterEach } from "vitest";
import { createNetwork, type Network } from "../../../src/collect/network/index.js";
import type { Served } from "../../support/server.js";

const opened: { close(): Promise<void> }[] = [];

/** Closes what a test opened. Call it once at the top of a file of tests. */
export const closeAfterEach = (): void => {
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close();
  });
};

/** The real network, allowed to ask loopback servers, and not waiting long before it tries again. */
export const testNetwork = (): Network => {
  const network = createNetwork({
    allowPrivate: ["127.0.0.1"],
    signal: new AbortController().signal,
    limits: { backoffMs: 5, headersMs: 2000, bodyMs: 2000 },
  });
  opened.push(network);
  return network;
};

/** A server that is closed after the test. */
export const opening = async (serving: Promise<Served>): Promise<Served> => {
  const served = await serving;
  opened.push(served);
  return served;
};
