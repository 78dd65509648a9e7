import type { FetchKind, Limits } from "./types.js";

const MB = 1024 * 1024;

/** The most that an answer may hold once it is unpacked. */
export const CAP_BYTES: Readonly<Record<FetchKind, number>> = {
  // The longest newspaper page with all its scripts is about 5 MB.
  page: 10 * MB,
  // Full-text feeds of a year, with pictures as data: addresses, stay under 20 MB.
  feed: 20 * MB,
  // A hundred long stories from WordPress with everything embedded are 5 to 20 MB.
  json: 30 * MB,
  // A 60-megapixel JPEG straight from the camera is 30 to 40 MB.
  picture: 50 * MB,
};

/** Time for a whole body: its cap at about 3 Mbit/s, so that a poor line is enough and a trickle is not. */
export const BODY_MS: Readonly<Record<FetchKind, number>> = {
  page: 30_000,
  feed: 60_000,
  json: 90_000,
  picture: 150_000,
};

export const LIMITS: Omit<Limits, "bodyMs"> = {
  connectMs: 10_000,
  // A small WordPress whose own cache is cold takes up to 20 s for a hundred posts.
  headersMs: 30_000,
  backoffMs: 1_000,
  // An editor who waits at the keyboard waits a minute, not an hour.
  retryAfterMs: 60_000,
};

export const TRIES = 3;

/** More than browsers meet in practice; they themselves give up at 20. */
export const REDIRECTS = 10;

/** Two at a time are polite to a small server; six in all keep memory under six of the largest pictures. */
export const CONNECTIONS_PER_HOST = 2;
export const CONNECTIONS = 6;

/** What is kept of an error's body: WordPress explains itself in a few hundred bytes of JSON. */
export const ERROR_BODY_BYTES = 64 * 1024;

/** Some sites send long security policies and many cookies; Node's 16 KB is too little for them. */
export const HEADER_BYTES = 64 * 1024;

/** What is kept and was not asked for again in this time goes. */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
