/** What a request is for; each kind has its own caps on bytes and time. */
export type FetchKind = "page" | "feed" | "json" | "picture";

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface FetchRequest {
  readonly url: string;
  readonly kind: FetchKind;
  /** Sent as HTTP Basic to the request's own origin over https, and to nobody else. */
  readonly credentials?: Credentials;
}

export interface Fetched {
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly bytes: Uint8Array;
  /** The server said that what the cache holds is still true. */
  readonly cached: boolean;
}

/**
 * Why nothing came. `refused`: an address that may not be asked; `insecure`: credentials over http; `status`: the server said no;
 * `too large`, `too slow`, `too many redirects`: a cap; `cut short`: fewer bytes than announced; `unreachable`: the rest.
 */
export type FetchFaultKind =
  | "refused"
  | "insecure"
  | "status"
  | "too large"
  | "too slow"
  | "too many redirects"
  | "cut short"
  | "unreachable";

/** Finds the addresses of a host; the system's resolver unless a test says otherwise. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>;

export interface NetworkOptions {
  /** Hosts (`intranet.example`, `192.168.1.5`, with `:port` or without) that may have private addresses: `network.allowPrivate`. */
  readonly allowPrivate: readonly string[];
  /** Folder for answers that may be asked for again conditionally; none are kept without it. */
  readonly cache?: string;
  /** Its end ends all requests. */
  readonly signal: AbortSignal;
  readonly resolve?: Resolve;
  /** 0 to 1, for the jitter of waits; `Math.random` unless said otherwise. */
  readonly random?: () => number;
  /** Milliseconds since 1970, for dates in `Retry-After` and the age of what is kept; `Date.now` unless said otherwise. */
  readonly now?: () => number;
  /** A certificate (PEM) to trust beside the well-known ones. */
  readonly ca?: string;
  readonly limits?: Partial<Limits>;
}

/** How long we wait, in milliseconds. The defaults stand in `limits.ts`. */
export interface Limits {
  /** For the host's name and the connection. */
  readonly connectMs: number;
  /** From then until the answer's headers are here. */
  readonly headersMs: number;
  /** For the whole body, however busily it trickles. Unless given, it depends on the kind. */
  readonly bodyMs: number;
  /** Before the second try; doubled before the third. */
  readonly backoffMs: number;
  /** The longest wait that a server may ask for with `Retry-After`. */
  readonly retryAfterMs: number;
}

export interface Network {
  /** Fetches one address. Throws `FetchFault`, or the signal's reason. */
  fetch(request: FetchRequest): Promise<Fetched>;
  /** Ends all connections. */
  close(): Promise<void>;
}
