/** Tells what changes on disk, several changes at once when they come together. */
import { statSync } from "node:fs";
import path from "node:path";
import { watch } from "chokidar";
import type { Change } from "./remember.js";

/** Editors write a file in several strokes: so many ms of quiet are waited for. */
const QUIET_MS = 15;

/**
 * The watcher says nothing of a change that follows another of the same file within 50 ms (it keeps editors' several strokes apart so):
 * the file is looked at once more after that.
 */
const DEAF_MS = 60;

/** What no preview is made from. */
const isAside = (name: string): boolean => /^(?:\.|node_modules$|out$|keep$)|~$|\.(?:tmp|swp|part)$/.test(name);

export interface Watch {
  close(): Promise<void>;
}

/** Watches folders and files, those too that are not there yet. Resolves when every later change will be told. */
export const watchFolders = async (
  places: readonly string[],
  tell: (changes: readonly Change[]) => void,
): Promise<Watch> => {
  const watcher = watch([...places], {
    ignoreInitial: true,
    ignored: (name) => !places.includes(name) && isAside(path.basename(name)),
  });
  let changes: Change[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** When each file that is to be looked at once more had been written last, as it was told: strokes before that are told with it. */
  const told = new Map<string, number>();
  const looks = new Map<string, NodeJS.Timeout>();
  const writtenMs = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const note = (change: Change): void => {
    changes.push(change);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const gathered = changes;
      changes = [];
      for (const { path: file } of gathered) if (looks.has(file)) told.set(file, writtenMs(file));
      tell(gathered);
    }, QUIET_MS);
  };
  const noteContent = (file: string): void => {
    note({ path: file, kind: "content" });
    clearTimeout(looks.get(file));
    looks.set(
      file,
      setTimeout(() => lookAgain(file), DEAF_MS),
    );
  };
  const lookAgain = (file: string): void => {
    looks.delete(file);
    const seenMs = told.get(file);
    told.delete(file);
    if (seenMs !== undefined && writtenMs(file) !== seenMs && !watcher.closed) noteContent(file);
  };
  watcher.on("all", (event, name) => {
    const file = path.resolve(name);
    if (event === "change") noteContent(file);
    else note({ path: file, kind: "presence" });
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    close: async () => {
      for (const waiting of [timer, ...looks.values()]) clearTimeout(waiting);
      await watcher.close();
    },
  };
};
