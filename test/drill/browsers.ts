/** Browsers that do what they should not. */
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { World } from "./world.js";

/** What goes wrong in the middle of the command of the browser's protocol that is named `at`. */
export interface Mischief {
  readonly at: string;
  readonly does: "die" | "crash" | "stop";
  /** Every time when left out. */
  readonly times?: number;
}

const realBrowser = async (cache: string): Promise<string> => {
  const folder = path.join(cache, "browser");
  for (const version of await readdir(folder)) {
    const found = (await readdir(path.join(folder, version))).find((name) => name === "chromium");
    if (found !== undefined) return path.join(folder, version, found);
  }
  throw new Error(`There is no browser in ${folder}.`);
};

/** Writes a program into the world; gives its path. */
const program = async (world: World, script: string): Promise<string> => {
  const file = path.join(world.root, "browser.sh");
  await writeFile(file, `#!/bin/sh\n${script}`, { mode: 0o755 });
  return file;
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The real browser, until the mischief. */
export const troubled = async (world: World, { at, does, times = 1000 }: Mischief): Promise<string> => {
  const counter = path.join(world.root, "mischief");
  await writeFile(counter, "");
  const settings = JSON.stringify({ real: await realBrowser(world.cache), at, does, times, counter });
  const between = path.join(import.meta.dirname, "programs/browser.mjs");
  return program(world, `exec ${[process.execPath, between, settings].map(quoted).join(" ")} "$@"\n`);
};

/** The real browser with so little memory for scripts that the page's process runs out of it while it composes. */
export const hungry = async (world: World): Promise<string> =>
  program(world, `exec ${quoted(await realBrowser(world.cache))} "$@" --js-flags=--max-old-space-size=1\n`);

/** A program that starts, says nothing, and does not want to end. */
export const mute = (world: World): Promise<string> =>
  program(world, "trap '' TERM INT HUP\nwhile :; do sleep 1; done\n");
