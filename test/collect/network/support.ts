import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  createNetwork,
  type Fetched,
  FetchFault,
  type FetchKind,
  type Network,
  type NetworkOptions,
} from "../../../src/collect/network/index.js";
import { type Served, serve } from "../../support/server.js";

export const KINDS: readonly FetchKind[] = ["page", "feed", "json", "picture"];

export const MB = 1024 * 1024;

/** Trusted by `startNetwork`: a pair made for these tests, valid to 2126, for 127.0.0.1, localhost and two names. */
const key = readFileSync(new URL("loopback-key.pem", import.meta.url));
const certificate = readFileSync(new URL("loopback-cert.pem", import.meta.url), "utf8");

/**
 * In the Internet's address space, but in a block that nobody has been given: public to every check, and no machine of
 * anybody hears us.
 */
export const NOBODY = { address: "2e00::1", family: 6 } as const;

/** Quick tries and waits; generous where a slow machine must not be taken for a slow server. */
export const startNetwork = (options: Partial<NetworkOptions> = {}): Network => {
  const network = createNetwork({
    allowPrivate: [],
    signal: new AbortController().signal,
    ca: certificate,
    random: () => 0.5,
    ...options,
    limits: { backoffMs: 5, connectMs: 2_000, ...options.limits },
  });
  onTestFinished(() => network.close());
  return network;
};

/** A resolver that knows some names, each in one place. */
export const namesAt =
  (places: Readonly<Record<string, string>>): NonNullable<NetworkOptions["resolve"]> =>
  async (hostname) => {
    const address = places[hostname];
    if (address === undefined) throw Object.assign(new Error("unknown name"), { code: "ENOTFOUND" });
    return [{ address, family: address.includes(":") ? 6 : 4 }];
  };

/** The fault that a fetch ends with; anything else that comes or is thrown fails the test. */
export const faultOf = async (fetching: Promise<Fetched>): Promise<FetchFault> => {
  const ended = await fetching.catch((fault: unknown) => fault);
  if (ended instanceof FetchFault) return ended;
  throw new Error("There was no FetchFault.", { cause: ended });
};

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const cleanUp = <Server extends { close(): Promise<void> }>(server: Server): Server => {
  onTestFinished(() => server.close());
  return server;
};

/** An http server for one test. */
export const startServer = async (answer: Answer): Promise<Served> => cleanUp(await serve(answer));

/** A server that must stay untouched. */
export const startForbidden = (): Promise<Served> => startServer((_request, response) => void response.end("secret"));

export interface Listening {
  readonly port: number;
  /** Connections that were opened. */
  connections(): number;
  close(): Promise<void>;
}

const listen = async (server: Server): Promise<Listening> => {
  let connections = 0;
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return cleanUp({
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
};

/** An https server for one test. */
export const startSecure = (answer: Answer): Promise<Listening> =>
  listen(createSecureServer({ key, cert: certificate }, (request, response) => void answer(request, response)));

/** A server that says things which Node's own would not. `talk` is called once a request's headers have come. */
export const startRaw = (talk: (socket: Socket, connection: number) => void): Promise<Listening> => {
  let connection = 0;
  return listen(
    createServer((socket) => {
      const number = ++connection;
      socket.once("data", () => talk(socket, number));
    }),
  );
};

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "pressday-network-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const textOf = ({ bytes }: Fetched): string => Buffer.from(bytes).toString("utf8");

/** A promise and the way to keep it. */
export const promised = (): { readonly promise: Promise<void>; readonly keep: () => void } => {
  let keep = (): void => {};
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
};
