import { parseUrl } from "./addresses.js";
import type { FetchFaultKind } from "./types.js";

export interface FaultDetails {
  readonly url: string;
  readonly status?: number;
  readonly body?: Uint8Array;
  /** Asking again would change nothing. */
  readonly lasting?: boolean;
  /** What the server asks to wait. */
  readonly waitMs?: number;
  readonly cause?: unknown;
}

/** Nothing came of a request. The message names host and reason and holds no secrets. */
export class FetchFault extends Error {
  override readonly name = "FetchFault";
  /** What was asked when it failed, after redirects: without user, password and the values of parameters that look like keys. */
  readonly url: string;
  readonly status?: number;
  /** The first 64 KB of what the server said with an error status. */
  readonly body?: Uint8Array;
  readonly lasting: boolean;
  readonly waitMs?: number;
  /** How often it was tried; counted by the loop of tries. */
  tries = 1;

  constructor(
    readonly kind: FetchFaultKind,
    message: string,
    { url, status, body, lasting = false, waitMs, cause }: FaultDetails,
  ) {
    super(message, { cause });
    this.url = withoutSecrets(url);
    this.status = status;
    this.body = body;
    this.lasting = lasting;
    this.waitMs = waitMs;
  }
}

const SECRET_NAME = /key|token|secret|pass|pwd|auth|sig|session|nonce|credential/i;

/** An address as it may be shown. */
const withoutSecrets = (text: string): string => {
  const url = parseUrl(text);
  // What is no address is shown up to where secrets may begin.
  if (url === undefined) return text.replace(/\/\/[^/?#]*@/, "//").replace(/[?#].*$/s, "");
  url.username = "";
  url.password = "";
  url.hash = "";
  for (const name of new Set(url.searchParams.keys())) {
    if (SECRET_NAME.test(name)) url.searchParams.set(name, "hidden");
  }
  return url.href;
};

/** What codes of the system, TLS and undici mean; those marked lasting are not tried again. */
const REASONS: Readonly<Record<string, readonly [reason: string, lasting?: "lasting"]>> = {
  ENOTFOUND: ["no host of that name is known", "lasting"],
  EAI_AGAIN: ["its name could not be looked up; is this machine online?"],
  ECONNREFUSED: ["it refuses the connection"],
  ECONNRESET: ["it broke the connection"],
  EPIPE: ["it broke the connection"],
  UND_ERR_SOCKET: ["it broke the connection"],
  EHOSTUNREACH: ["no way leads there from here"],
  ENETUNREACH: ["no way leads there from here"],
  ETIMEDOUT: ["it does not answer"],
  UND_ERR_CONNECT_TIMEOUT: ["it does not answer"],
  CERT_HAS_EXPIRED: ["its certificate has expired", "lasting"],
  CERT_NOT_YET_VALID: ["its certificate is not valid yet; is this machine's clock right?", "lasting"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["its certificate belongs to another host", "lasting"],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["its certificate is signed by nobody we trust", "lasting"],
  SELF_SIGNED_CERT_IN_CHAIN: ["its certificate is signed by nobody we trust", "lasting"],
  UNABLE_TO_GET_ISSUER_CERT: ["its certificate is signed by nobody we trust", "lasting"],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["its certificate is signed by nobody we trust", "lasting"],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["its certificate is signed by nobody we trust", "lasting"],
};

const codeOf = (cause: unknown): string => String((cause as { readonly code?: unknown } | null)?.code ?? "");

/** The fault when no answer came. */
export const unreachable = (url: URL, cause: unknown): FetchFault => {
  const code = codeOf(cause);
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return new FetchFault("too large", `${url.host} sends too many headers.`, { url: url.href, cause });
  }
  const [reason, lasting] = REASONS[code] ?? [
    code.startsWith("HPE_") ? "it answers in something else than HTTP" : `the connection failed (${code || "unknown"})`,
  ];
  const details = { url: url.href, lasting: lasting === "lasting", cause };
  return new FetchFault("unreachable", `${url.host} cannot be reached: ${reason}.`, details);
};

/** zlib's codes for bytes that cannot be unpacked, however many there are; Brotli has a family of them. */
const isDamage = (code: string): boolean =>
  code === "Z_DATA_ERROR" || code === "Z_NEED_DICT" || code.startsWith("ERR__");

/** The fault when an answer began but its body did not come to its end. */
export const broken = (url: URL, cause: unknown): FetchFault => {
  const details = { url: url.href, cause };
  return isDamage(codeOf(cause))
    ? new FetchFault("unreachable", `${url.host} sends bytes that cannot be unpacked.`, details)
    : new FetchFault("cut short", `${url.host} broke off in the middle of its answer.`, details);
};
