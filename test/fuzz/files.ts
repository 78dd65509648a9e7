/** What may stand in a file's place on the disk. */
import { execFile } from "node:child_process";
import { chmod, mkdir, rename, rm, symlink, truncate } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Chance } from "./random.js";

const run = promisify(execFile);

/** Puts something else in the place of the file at an absolute path. */
export type FileWay = (file: string, chance: Chance) => Promise<void>;

const insteadBy =
  (put: FileWay): FileWay =>
  async (file, chance) => {
    await rm(file);
    await put(file, chance);
  };

const linkTo =
  (target: (file: string) => string): FileWay =>
  (file) =>
    symlink(target(file), file);

export const FILE_WAYS: Readonly<Record<string, FileWay>> = {
  "no file": insteadBy(async () => {}),
  "another name": (file) => rename(file, `${file}.bak`),
  "a name in capitals": (file) => rename(file, path.join(path.dirname(file), path.basename(file).toUpperCase())),
  "a folder": insteadBy(async (file) => void (await mkdir(file))),
  "a named pipe": insteadBy(async (file) => void (await run("mkfifo", [file]))),
  "a link to the file itself": insteadBy(linkTo((file) => path.basename(file))),
  "a link to nothing": insteadBy(linkTo(() => "gone")),
  "a link out of the publisher's folder": insteadBy(linkTo(() => "/etc/passwd")),
  "a link to a device that never ends": insteadBy(linkTo(() => "/dev/zero")),
  "a link to the process's own memory": insteadBy(linkTo(() => "/proc/self/mem")),
  "three gigabytes of nothing": (file) => truncate(file, 3 * 2 ** 30),
  "three hundred megabytes of nothing": (file) => truncate(file, 300 * 2 ** 20),
  "a file that may not be read": (file) => chmod(file, 0),
};
