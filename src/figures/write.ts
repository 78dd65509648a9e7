import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ownedName, sweepLeftovers } from "../cache.js";
import { outputFault } from "../write-whole.js";

const PREFIX = ".writing.";

/** Removes what killed runs left half-written in these folders of the cache. */
export const sweepHalfWritten = async (...folders: readonly string[]): Promise<void> => {
  await Promise.all(folders.map((folder) => sweepLeftovers(folder, PREFIX)));
};

/** Writes a file of the cache so that readers, and builds that run at the same time, see all of it or nothing. Throws `OutputFault`. */
export const writeWhole = async (file: string, content: Uint8Array | string): Promise<void> => {
  const temporary = path.join(path.dirname(file), `${ownedName(PREFIX)}${randomUUID()}`);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(temporary, content, { flag: "wx", mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw outputFault(file, error, "--cache DIR");
  }
};
