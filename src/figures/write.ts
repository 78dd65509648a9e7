import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Writes a file of the cache so that readers, and builds that run at the same time, see all of it or nothing. */
export const writeWhole = async (file: string, content: Uint8Array | string): Promise<void> => {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(temporary, content, { flag: "wx", mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`Writing ${file} to the picture cache`, { cause: error });
  }
};
