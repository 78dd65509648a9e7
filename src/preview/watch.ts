/** Tells what changes on disk, several changes at once when they come together. */
import { stat } from "node:fs/promises";
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
  const note = (change: Change): void => {
    changes.push(change);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const gathered = changes;
      changes = [];
      tell(gathered);
    }, QUIET_MS);
  };
  const looks = new Map<string, NodeJS.Timeout>();
  const noteContent = (file: string, seenMs: number): void => {
    note({ path: file, kind: "content" });
    clearTimeout(looks.get(file));
    looks.set(
      file,
      setTimeout(() => void lookAgain(file, seenMs), DEAF_MS),
    );
  };
  const lookAgain = async (file: string, seenMs: number): Promise<void> => {
    looks.delete(file);
    const mtimeMs = (await stat(file).catch(() => undefined))?.mtimeMs ?? seenMs;
    if (mtimeMs !== seenMs && !watcher.closed) noteContent(file, mtimeMs);
  };
  watcher.on("all", (event, name, stats) => {
    const file = path.resolve(name);
    if (event === "change" && stats !== undefined) noteContent(file, stats.mtimeMs);
    else note({ path: file, kind: event === "change" ? "content" : "presence" });
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return {
    close: async () => {
      for (const waiting of [timer, ...looks.values()]) clearTimeout(waiting);
      await watcher.close();
    },
  };
};
