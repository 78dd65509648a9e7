import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ownedName, sweepLeftovers } from "../../cache.js";
import { KEPT_MS } from "./limits.js";
import type { Fetched, FetchKind } from "./types.js";

/** Answers on disk that may be asked for again with "has it changed?". Nothing here throws: a cache may always be empty. */
export interface Keep {
  /** What was kept for an address, or undefined when there is nothing or it is damaged. */
  read(kind: FetchKind, url: string): Promise<Fetched | undefined>;
  write(kind: FetchKind, answer: Fetched): Promise<void>;
  /** The server says it is still true, so it may stay. */
  refresh(kind: FetchKind, url: string): Promise<void>;
  /** Removes what has not been asked for in a long time, and what killed runs left. */
  sweep(): Promise<void>;
}

/** Raised when the form of an entry changes, so that older ones are passed over. */
const VERSION = 1;

interface Facts {
  readonly version: number;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, in hex. */
  readonly sha256: string;
}

const TEMPORARY_PREFIX = ".fetched.";
const NEWLINE = 0x0a;

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

export const createKeep = (folder: string, now: () => number): Keep => {
  // What is accepted differs by kind, and so may the answer.
  const pathOf = (kind: FetchKind, url: string): string => join(folder, sha256(`${kind} ${url}`));
  return {
    read: (kind, url) => readEntry(pathOf(kind, url), url),
    write: (kind, answer) => writeEntry(folder, pathOf(kind, answer.url), answer),
    refresh: async (kind, url) => {
      const seconds = now() / 1000;
      await utimes(pathOf(kind, url), seconds, seconds).catch(() => {});
    },
    sweep: async () => {
      await sweepLeftovers(folder, TEMPORARY_PREFIX);
      for (const name of await readdir(folder).catch(() => [])) {
        if (!/^[0-9a-f]{64}$/.test(name)) continue;
        const path = join(folder, name);
        const age = await stat(path).then(
          ({ mtimeMs }) => now() - mtimeMs,
          () => 0,
        );
        if (age > KEPT_MS) await rm(path, { force: true }).catch(() => {});
      }
    },
  };
};

/** Whether an answer can be asked for again conditionally and may lie on a disk. */
export const mayBeKept = ({ status, headers }: Fetched): boolean =>
  status === 200 &&
  (headers.etag !== undefined || headers["last-modified"] !== undefined) &&
  !/\bno-store\b/i.test(headers["cache-control"] ?? "");

/** The headers that ask "has it changed?". */
export const conditions = ({ headers }: Fetched): Record<string, string> => ({
  ...(headers.etag !== undefined && { "if-none-match": headers.etag }),
  ...(headers["last-modified"] !== undefined && { "if-modified-since": headers["last-modified"] }),
});

/** An entry is one file: its facts in a line of JSON, then the body as it is. */
const readEntry = async (path: string, url: string): Promise<Fetched | undefined> => {
  try {
    const stored = await readFile(path);
    const end = stored.indexOf(NEWLINE);
    const facts = JSON.parse(stored.toString("utf8", 0, end)) as Facts;
    const bytes = new Uint8Array(stored.subarray(end + 1));
    if (facts.version !== VERSION || facts.url !== url || facts.sha256 !== sha256(bytes)) return undefined;
    return { url, status: facts.status, headers: facts.headers, bytes, cached: true };
  } catch {
    return undefined;
  }
};

/** Written under another name and renamed, so that an entry is whole or not there. A lost one costs a request: no fsync. */
const writeEntry = async (folder: string, path: string, { url, status, headers, bytes }: Fetched): Promise<void> => {
  const { "set-cookie": _cookies, ...harmless } = headers;
  const facts: Facts = { version: VERSION, url, status, headers: harmless, sha256: sha256(bytes) };
  const temporary = join(folder, `${ownedName(TEMPORARY_PREFIX)}${randomBytes(4).toString("hex")}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]), {
      flag: "wx",
      mode: 0o600,
    });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
};
