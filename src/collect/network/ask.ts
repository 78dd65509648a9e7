import type { Agent, Dispatcher } from "undici";
import { version } from "../../version.js";
import { readBeginning, readBody, TooLarge, UnknownCoding } from "./body.js";
import { PrivateAddress } from "./connect.js";
import { broken, FetchFault, unreachable } from "./fault.js";
import { privateHost } from "./gate.js";
import { conditions, type Keep, mayBeKept } from "./keep.js";
import { BODY_MS, CAP_BYTES, ERROR_BODY_BYTES } from "./limits.js";
import { parseRetryAfter } from "./retryAfter.js";
import type { Turns } from "./turns.js";
import type { Credentials, Fetched, FetchKind, Limits } from "./types.js";

/** What asking needs, one set a network. */
export interface Tools {
  readonly agent: Agent;
  readonly turns: Turns;
  readonly keep: Keep | undefined;
  /** The end of the network. */
  readonly signal: AbortSignal;
  readonly limits: Omit<Limits, "bodyMs"> & Partial<Pick<Limits, "bodyMs">>;
  readonly random: () => number;
  readonly now: () => number;
}

/** One hop of a request, to an address that has been checked. */
export interface Question {
  readonly url: URL;
  readonly kind: FetchKind;
  /** Only where they may be sent. */
  readonly credentials: Credentials | undefined;
  /** Whether the answer belongs to everybody: nothing that was asked with credentials is kept. */
  readonly open: boolean;
}

export type Answer = { readonly fetched: Fetched } | { readonly location: string };

type Headers = Record<string, string>;

const USER_AGENT = `Pressday/${version} (collects an editor's stories for a weekly magazine)`;

const ACCEPT: Readonly<Record<FetchKind, string>> = {
  page: "text/html, application/xhtml+xml, */*;q=0.1",
  feed: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
  json: "application/json, */*;q=0.1",
  // No AVIF or WebP by name: servers that choose by it would send a smaller copy made for screens.
  picture: "image/jpeg, image/png, image/*;q=0.8, */*;q=0.1",
};

const REDIRECT: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Asks once and waits for one answer, whole or on its way elsewhere. Throws `FetchFault`, or the signal's reason. */
export const ask = async (tools: Tools, question: Question): Promise<Answer> => {
  const { url, kind } = question;
  const keep = question.open && kind !== "picture" ? tools.keep : undefined;
  const leave = await tools.turns.enter(url.hostname);
  const clock = startClock(tools.signal);
  try {
    tools.signal.throwIfAborted();
    const kept = await keep?.read(kind, url.href);
    clock.allow(tools.limits.connectMs + tools.limits.headersMs, () => tooSlow(url, "has not begun to answer"));
    const response = await send(tools, question, kept, clock);
    const bodyMs = tools.limits.bodyMs ?? BODY_MS[kind];
    clock.allow(bodyMs, () => tooSlow(url, `has not finished its answer after ${seconds(bodyMs)}`));
    return await take(tools, question, { response, kept, keep });
  } catch (fault) {
    tools.signal.throwIfAborted();
    // An error status stays one when the words that explain it are slow. Else a stopped clock is the reason, whatever the
    // streams say about it.
    const isStatus = fault instanceof FetchFault && fault.kind === "status";
    throw clock.signal.aborted && !isStatus ? clock.signal.reason : fault;
  } finally {
    clock.stop();
    leave();
  }
};

/** A signal that ends with the network or when the time runs out that was last allowed. */
const startClock = (network: AbortSignal) => {
  const controller = new AbortController();
  const end = (): void => controller.abort(network.reason);
  if (network.aborted) end();
  network.addEventListener("abort", end, { once: true });
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    allow: (ms: number, late: () => FetchFault): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(late()), ms);
    },
    stop: (): void => {
      clearTimeout(timer);
      network.removeEventListener("abort", end);
    },
  };
};

type Clock = ReturnType<typeof startClock>;

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const tooSlow = (url: URL, what: string): FetchFault =>
  new FetchFault("too slow", `${url.host} is too slow: it ${what}.`, { url: url.href });

const send = async (
  { agent }: Tools,
  { url, kind, credentials }: Question,
  kept: Fetched | undefined,
  { signal }: Clock,
): Promise<Dispatcher.ResponseData> => {
  signal.throwIfAborted();
  const headers: Headers = {
    "user-agent": USER_AGENT,
    accept: ACCEPT[kind],
    "accept-language": "*",
    "accept-encoding": "gzip, deflate, br",
    ...(kept && conditions(kept)),
    ...(credentials && { authorization: basic(credentials) }),
  };
  const path = `${url.pathname}${url.search}`;
  const arriving = agent.request({ origin: url.origin, path, method: "GET", headers, signal });
  arriving.then(
    ({ body }) => {
      // Bodies that nobody reads to the end are destroyed, which is no news to anybody.
      body.on("error", () => {});
      if (signal.aborted) body.destroy();
    },
    () => {},
  );
  try {
    return await unlessAborted(arriving, signal);
  } catch (cause) {
    if (!(cause instanceof PrivateAddress)) throw unreachable(url, cause);
    throw new FetchFault("refused", privateHost(url.host), { url: url.href, lasting: true, cause });
  }
};

/** undici looks at a request's signal only once there is a connection (7.30), so that a slow name would hold us up. */
const unlessAborted = async <Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  let end = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    end = () => reject(signal.reason);
    signal.addEventListener("abort", end, { once: true });
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", end));
};

const basic = ({ user, password }: Credentials): string =>
  `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;

interface Arrived {
  readonly response: Dispatcher.ResponseData;
  readonly kept: Fetched | undefined;
  readonly keep: Keep | undefined;
}

/** Makes of an answer's head what it is: still true, elsewhere, no, or here it comes. */
const take = async (tools: Tools, question: Question, { response, kept, keep }: Arrived): Promise<Answer> => {
  const { url, kind } = question;
  const { statusCode: status, body } = response;
  const headers = plainHeaders(response.headers);
  try {
    if (status === 304 && kept) {
      await keep?.refresh(kind, url.href);
      return { fetched: kept };
    }
    if (REDIRECT.has(status) && headers.location) return { location: headers.location };
    if (status < 200 || status > 299) {
      const bytes = await readBeginning(body, headers["content-encoding"], ERROR_BODY_BYTES);
      throw statusFault(tools, question, { status, headers, body: bytes });
    }
    const bytes = await readWhole(question, headers, body);
    const fetched: Fetched = { url: url.href, status, headers, bytes, cached: false };
    if (keep && mayBeKept(fetched)) await keep.write(kind, fetched);
    return { fetched };
  } finally {
    // Lets the connection go where the body was not read to its end.
    body.destroy();
  }
};

const plainHeaders = (headers: Dispatcher.ResponseData["headers"]): Headers => {
  const plain: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return plain;
};

const readWhole = async (
  { url, kind }: Question,
  headers: Headers,
  body: Dispatcher.ResponseData["body"],
): Promise<Uint8Array> => {
  const capBytes = CAP_BYTES[kind];
  try {
    if (Number(headers["content-length"]) > capBytes) throw new TooLarge();
    return await readBody(body, headers["content-encoding"], capBytes);
  } catch (cause) {
    const details = { url: url.href, lasting: true, cause };
    if (cause instanceof TooLarge) {
      const most = `${capBytes / 1024 / 1024} MB`;
      throw new FetchFault("too large", `${url.host} sends more than ${most}, the most for a ${kind}.`, details);
    }
    if (cause instanceof UnknownCoding) {
      const message = `${url.host} sends bytes packed in a way that was not asked for (${cause.message.slice(0, 40)}).`;
      throw new FetchFault("unreachable", message, details);
    }
    throw broken(url, cause);
  }
};

interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

const statusFault = (tools: Tools, question: Question, { status, headers, body }: Refusal): FetchFault => {
  const { url } = question;
  const waitMs = parseRetryAfter(headers["retry-after"], tools.now());
  const mostMs = tools.limits.retryAfterMs;
  const tooLong = waitMs !== undefined && waitMs > mostMs;
  let said = tooLong ? ` and asks to wait ${seconds(waitMs)}; we wait ${seconds(mostMs)} at most` : "";
  if (status === 401 && !question.open && !question.credentials) {
    said = "; the password was not sent along when a redirect led here from another host";
  }
  return new FetchFault("status", `${url.host} answers with status ${status}${said}.`, {
    url: url.href,
    status,
    body,
    lasting: tooLong || !PASSING.has(status),
    ...(waitMs !== undefined && { waitMs }),
  });
};

/** Statuses that may be gone in a moment. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
