import { createSocket } from "node:dgram";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on this machine, at every address it has for itself, by TCP and by UDP. */
export interface Ears {
  /** `http://127.0.0.1:PORT`. */
  readonly web: string;
  /** `http://[::1]:PORT`, where the machine has it. */
  readonly six?: string;
  readonly port: number;
  /** `stun:127.0.0.1:PORT`. */
  readonly stun: string;
  /** Connections that were opened and datagrams that came, whether or not anything was asked. */
  heard(): number;
  /** First parts of the paths that were asked for; `stun` for a datagram. */
  readonly asked: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A page for `/page/NAME`, written by the test; undefined for none. */
export type Pages = (name: string) => { readonly type: string; readonly body: string } | undefined;

/** Ports are tried until both addresses have the same one free. */
const ATTEMPTS = 20;

const listenAt = (listener: RequestListener, port: number, host: string): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer(listener);
    server.once("error", () => resolve(undefined));
    server.listen(port, host, () => resolve(server));
  });

const hasSix = async (): Promise<boolean> => {
  const server = await listenAt(() => {}, 0, "::1");
  server?.close();
  return server !== undefined;
};

export const listenEverywhere = async (pages: Pages): Promise<Ears> => {
  const asked = new Set<string>();
  let heard = 0;
  const answer: RequestListener = (request, response) => {
    const [, first = "", name = ""] = request.url!.split(/[/?#]/);
    response.setHeader("Access-Control-Allow-Origin", "*");
    const page = first === "page" ? pages(name) : undefined;
    if (page !== undefined) {
      response.writeHead(200, { "Content-Type": page.type }).end(page.body);
      return;
    }
    asked.add(first);
    response.writeHead(200, { "Content-Type": "text/html" }).end();
  };
  const servers: Server[] = [];
  const six = await hasSix();
  for (let left = ATTEMPTS; servers.length === 0; left--) {
    const four = await listenAt(answer, 0, "127.0.0.1");
    if (four === undefined || left === 0) throw new Error("No port is free.");
    const other = six ? await listenAt(answer, (four.address() as AddressInfo).port, "::1") : undefined;
    if (six && other === undefined) four.close();
    else servers.push(four, ...(other === undefined ? [] : [other]));
  }
  const { port } = servers[0]!.address() as AddressInfo;
  for (const server of servers) {
    server.on("connection", () => heard++);
    server.on("upgrade", (request, socket) => {
      asked.add(request.url!.slice(1));
      socket.destroy();
    });
  }
  const datagrams = createSocket("udp4");
  await new Promise<void>((resolve) => datagrams.bind(port, "127.0.0.1", resolve));
  datagrams.on("message", () => {
    heard++;
    asked.add("stun");
  });
  return {
    web: `http://127.0.0.1:${port}`,
    ...(six ? { six: `http://[::1]:${port}` } : {}),
    port,
    stun: `stun:127.0.0.1:${port}`,
    heard: () => heard,
    asked,
    close: async () => {
      datagrams.close();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
};
