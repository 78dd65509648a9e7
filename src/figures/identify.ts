import { hash } from "node:crypto";
import { type BigIntStats, constants } from "node:fs";
import { open, readFile } from "node:fs/promises";
import path from "node:path";
import { corrupt, PictureFault, tooLarge } from "./fault.js";
import { writeWhole } from "./write.js";

/** Larger files are scans or raw data that never were meant for a page. */
const MAX_BYTES = 60 * 1024 * 1024;

/**
 * How long a file must have been left alone before its dates speak for its content: file systems keep time in steps of
 * up to 2 s (FAT), within which a file can change and keep its date.
 */
const SETTLED_MS = 2000;

/** An original by its content. `bytes` only when they had to be read. */
export interface Identity {
  readonly contentHash: string;
  readonly bytes?: Uint8Array;
}

export const sha256 = (bytes: Uint8Array | string): string => hash("sha256", bytes, "hex");

/** What the file system says of a file. The change time is in it because, unlike the modification time, nobody can set it. */
const fingerprint = (info: BigIntStats): string =>
  [info.dev, info.ino, info.size, info.mtimeNs, info.ctimeNs].join(" ");

interface Entry {
  readonly fingerprint: string;
  readonly contentHash: string;
  readonly recordedAtMs: number;
}

/** The content hash recorded for this very file, if its dates can be trusted. */
const recorded = async (entryPath: string, info: BigIntStats): Promise<string | undefined> => {
  try {
    const entry = JSON.parse(await readFile(entryPath, "utf8")) as Entry;
    const settled =
      Number(info.ctimeMs) + SETTLED_MS < entry.recordedAtMs && Number(info.mtimeMs) + SETTLED_MS < entry.recordedAtMs;
    return settled && entry.fingerprint === fingerprint(info) && /^[0-9a-f]{64}$/.test(entry.contentHash)
      ? entry.contentHash
      : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Finds out which picture stands at `file`, by its bytes or, when they were read before and the file has not been touched
 * since, by an index in `folder`. Throws `PictureFault`: PICTURE_MISSING, PICTURE_TOO_LARGE, PICTURE_CORRUPT.
 */
export const identifyPicture = async (file: string, folder: string): Promise<Identity> => {
  // Not blocking: opening a named pipe would wait for its writer for ever.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw corrupt(`the file cannot be opened (${error.code})`, error);
      throw new PictureFault(
        { code: "PICTURE_MISSING", message: "is not there", remedy: "Put the file back, or correct its name." },
        error,
      );
    },
  );
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) throw corrupt("it is not a file");
    if (before.size > MAX_BYTES)
      throw tooLarge(
        `has ${Number(before.size / 1024n / 1024n)} MB; at most ${MAX_BYTES / 1024 / 1024} are read`,
        "Save it as JPEG with 5000 pixels on its longer side.",
      );
    const entryPath = path.join(folder, "originals", `${sha256(file)}.json`);
    const known = await recorded(entryPath, before);
    if (known !== undefined) return { contentHash: known };
    const bytes = await handle.readFile();
    const contentHash = sha256(bytes);
    const unchanged = fingerprint(before) === fingerprint(await handle.stat({ bigint: true }));
    const entry: Entry = { fingerprint: fingerprint(before), contentHash, recordedAtMs: Date.now() };
    // Where it cannot be noted, as in a cache that others have filled and we may only read, the file is read again next time.
    if (unchanged) await writeWhole(entryPath, JSON.stringify(entry)).catch(() => {});
    return { contentHash, bytes };
  } finally {
    await handle.close();
  }
};
