import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT } from "../exit.js";
import { isoWeekOf } from "../manifest/index.js";
import { OutputFault, writeWhole } from "../publish/index.js";
import { exists } from "./exists.js";
import { formatProblem } from "./show.js";
import { starterFiles } from "./starter.js";

const PACKAGE_FOLDER = fileURLToPath(new URL(import.meta.url.includes("/src/") ? "../.." : "..", import.meta.url));

/** Files of the package that go into a new magazine as they are. */
const copiedFiles = (week: string): readonly (readonly [from: string, to: string])[] => [
  ["issues/magazine.schema.json", "issues/magazine.schema.json"],
  ["issues/issue.schema.json", "issues/issue.schema.json"],
  ["layouts/classic/specimen/dunes.jpg", `issues/${week}/pictures/dunes.jpg`],
];

/** `pressday init`: a magazine with a first issue of the current week. Overwrites nothing. */
export const init = async (folder: string): Promise<void> => {
  const root = path.resolve(folder);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const now = new Date();
  const week = isoWeekOf(now, timeZone);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);
  const manifest = path.join(root, "issues", "magazine.yaml");
  if (await exists(manifest)) {
    process.stderr.write(
      `${path.relative(process.cwd(), manifest)} is there already; nothing was written.\n→ pressday build issues/* prints what is there, or name an empty folder: pressday init my-magazine\n`,
    );
    process.exitCode = EXIT.material;
    return;
  }
  try {
    for (const [from, to] of copiedFiles(week)) {
      await mkdir(path.dirname(path.join(root, to)), { recursive: true });
      await copyFile(path.join(PACKAGE_FOLDER, from), path.join(root, to));
    }
    // magazine.yaml comes last: a folder that has it is complete.
    const files = [...starterFiles({ week, today, timeZone })].reverse();
    for (const [name, text] of files) await writeWhole(path.join(root, name), text);
  } catch (fault) {
    if (!(fault instanceof OutputFault)) throw fault;
    process.stderr.write(`${formatProblem(fault.problem)}\n`);
    process.exitCode = EXIT.machine;
    return;
  }
  const issue = path.relative(process.cwd(), path.join(root, "issues", week)) || ".";
  process.stdout.write(`${issue}\n`);
  process.stderr.write(`A magazine and its first issue are in place. Print it:\n  pressday build ${issue}\n`);
};
