import { lookup as systemLookup } from "node:dns/promises";
import type { LookupFunction, Socket } from "node:net";
import { rootCertificates } from "node:tls";
import { buildConnector } from "undici";
import { isPublic, literalAddress, type MayBePrivate } from "./addresses.js";
import type { Resolve } from "./types.js";

/** A host has an address that may not be asked. */
export class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";
}

export interface ConnectOptions {
  readonly mayBePrivate: MayBePrivate;
  readonly resolve: Resolve;
  readonly connectMs: number;
  readonly ca: string | undefined;
}

/** The only way to a socket. `end` closes those that are still on their way, which undici forgets about. */
export interface Connector {
  readonly connect: buildConnector.connector;
  end(): void;
}

export const systemResolve: Resolve = async (hostname) =>
  (await systemLookup(hostname, { all: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/**
 * Connects to what was checked: a name is resolved once, every address it has must be public, and the socket gets these
 * very addresses, so that a second answer cannot slip in. Literal addresses never reach a lookup and are checked here.
 */
export const createConnector = ({ mayBePrivate, resolve, connectMs, ca }: ConnectOptions): Connector => {
  const connectorFor = (allowed: boolean) =>
    buildConnector({
      lookup: checkedLookup(resolve, allowed),
      timeout: connectMs,
      allowH2: false,
      // NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment must not open our connections.
      rejectUnauthorized: true,
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
  const strict = connectorFor(false);
  const lenient = connectorFor(true);
  const connecting = new Set<Socket>();
  return {
    connect: (options, callback) => {
      const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
      const allowed = mayBePrivate(options.hostname, port);
      const literal = literalAddress(options.hostname);
      if (!allowed && literal !== undefined && !isPublic(literal)) {
        queueMicrotask(() => callback(new PrivateAddress(options.hostname), null));
        return;
      }
      // It returns its socket, though its types do not say so (undici 7.30, lib/core/connect.js).
      const socket = (allowed ? lenient : strict)(options, callback) as unknown as Socket;
      connecting.add(socket);
      socket.once("close", () => connecting.delete(socket));
    },
    end: () => {
      for (const socket of connecting) socket.destroy();
    },
  };
};

const checkedLookup =
  (resolve: Resolve, allowed: boolean): LookupFunction =>
  (hostname, options, callback) => {
    const answer = async () => {
      const found = await resolve(hostname);
      if (found.length === 0) throw Object.assign(new Error("no addresses"), { code: "ENOTFOUND" });
      // One private address among public ones is reason enough: the socket may try any of them.
      if (!allowed && !found.every(({ address }) => isPublic(address))) throw new PrivateAddress(hostname);
      return found;
    };
    answer().then(
      (found) => {
        if (options.all) callback(null, [...found]);
        else callback(null, found[0]!.address, found[0]!.family);
      },
      (fault: Error) => callback(fault, []),
    );
  };
