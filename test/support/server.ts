import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Served {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** What was asked for, as `METHOD path?query`, in order. */
  readonly asked: readonly string[];
  /** Connections that were opened, whether or not anything was asked. */
  connections(): number;
  close(): Promise<void>;
}

/** A loopback server for the time of a test, at a port that is free unless one is named. */
export const serve = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  atPort = 0,
): Promise<Served> => {
  const asked: string[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    void Promise.resolve(answer(request, response)).catch((fault) => response.destroy(fault as Error));
  };
  const server = createServer(listener);
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(atPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
