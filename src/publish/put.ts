/** A folder put in the place of another, whole or not at all. */
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ownedName } from "../cache.js";

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** A folder on its way in. */
const COMING = ".publishing.";
/** A folder that has made room: `.replaced.2026-W47.` and something random. */
const GOING = ".replaced.";

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const sync = async (file: string): Promise<void> => {
  // Some systems cannot open or sync a folder; its files are whole anyway.
  const handle = await open(file, "r").catch(() => undefined);
  await handle
    ?.sync()
    .catch(() => {})
    .finally(() => handle.close());
};

/**
 * Puts in order what runs that were killed left in `folder`: a folder that had made room for one that never came is put back, all else
 * of theirs goes. Only for whoever holds the folder's lock: nobody else is at work then, whatever the names say.
 */
export const tidyUp = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const full = path.join(folder, name);
    const [, place] = name.startsWith(GOING) ? (/^(.+)\.[0-9a-f]+$/.exec(name.slice(GOING.length)) ?? []) : [];
    if (place !== undefined && !(await isThere(path.join(folder, place)))) await rename(full, path.join(folder, place));
    else if (place !== undefined || name.startsWith(COMING)) await rm(full, { recursive: true, force: true });
  }
};

const writeFiles = async (folder: string, files: readonly NewFile[]): Promise<void> => {
  await mkdir(folder);
  for (const { name, bytes } of files) {
    const file = await open(path.join(folder, name), "wx", 0o666);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await sync(folder);
};

/** Moves the folder in; one that stood there makes room first, and comes back should the new one not get in. */
const moveIn = async (from: string, to: string): Promise<void> => {
  const folder = path.dirname(to);
  if (!(await isThere(to))) return rename(from, to);
  const aside = path.join(folder, `${GOING}${path.basename(to)}.${randomBytes(4).toString("hex")}`);
  await rename(to, aside);
  try {
    await rename(from, to);
  } catch (fault) {
    await rename(aside, to);
    throw fault;
  }
  await sync(folder);
  // The next run tidies up what cannot be removed now.
  await rm(aside, { recursive: true, force: true }).catch(() => {});
};

/**
 * Writes `folder/name` with these files in it and nothing else: beside its place, on to the disk, then moved there in one step. When it
 * fails, what stood there stands there still.
 */
export const putFolder = async (folder: string, name: string, files: readonly NewFile[]): Promise<void> => {
  const coming = path.join(folder, `${ownedName(COMING)}${randomBytes(4).toString("hex")}`);
  try {
    await writeFiles(coming, files);
    await moveIn(coming, path.join(folder, name));
    await sync(folder);
  } catch (fault) {
    await rm(coming, { recursive: true, force: true }).catch(() => {});
    throw fault;
  }
};
