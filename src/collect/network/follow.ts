import { setTimeout as wait } from "node:timers/promises";
import type { MayBePrivate } from "./addresses.js";
import { ask, type Tools } from "./ask.js";
import { FetchFault } from "./fault.js";
import { checkAddress, checkSecure, parseAddress } from "./gate.js";
import { REDIRECTS, TRIES } from "./limits.js";
import type { Fetched, FetchRequest } from "./types.js";

export interface Way extends Tools {
  readonly mayBePrivate: MayBePrivate;
}

/** Fetches an address, trying again what may pass. Throws `FetchFault`, or the signal's reason. */
export const fetchPatiently = async (way: Way, request: FetchRequest): Promise<Fetched> => {
  for (let tries = 1; ; tries++) {
    way.signal.throwIfAborted();
    try {
      return await follow(way, request);
    } catch (fault) {
      if (!(fault instanceof FetchFault)) throw fault;
      fault.tries = tries;
      if (tries === TRIES || !mayPass(fault)) throw fault;
      await waitBefore(way, tries, fault.waitMs ?? 0);
    }
  }
};

const mayPass = ({ kind, lasting }: FetchFault): boolean =>
  !lasting && (kind === "unreachable" || kind === "cut short" || kind === "status");

/** Twice as long each time, by chance half as long or half as long again, so that many do not come back at once. */
const waitBefore = async ({ limits, random, signal }: Way, tries: number, askedMs: number): Promise<void> => {
  const backoffMs = limits.backoffMs * 2 ** (tries - 1) * (0.5 + random());
  try {
    await wait(Math.max(backoffMs, askedMs), undefined, { signal });
  } catch {
    // The timer's own AbortError hides the reason.
    signal.throwIfAborted();
  }
};

/** Goes from address to address; each is checked as if it were the first. */
const follow = async (way: Way, request: FetchRequest): Promise<Fetched> => {
  let url = parseAddress(request.url);
  let credentials = request.credentials;
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    checkAddress(url, way.mayBePrivate);
    if (request.credentials) checkSecure(url);
    const answer = await ask(way, { url, kind: request.kind, credentials, open: !request.credentials });
    if ("fetched" in answer) return answer.fetched;
    const next = parseAddress(utf8(answer.location), url);
    // Once they are dropped they stay dropped, also when a later redirect leads back.
    if (next.origin !== url.origin) credentials = undefined;
    url = next;
  }
  const message = `${url.host} redirects more than ${REDIRECTS} times.`;
  throw new FetchFault("too many redirects", message, { url: url.href });
};

/** undici reads headers as Latin-1; servers that do not percent-encode a path send UTF-8, as browsers assume. */
const utf8 = (header: string): string => Buffer.from(header, "latin1").toString("utf8");
