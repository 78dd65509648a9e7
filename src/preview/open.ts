/** Opens a place of the issue or the layout in the reader's editor program. */
import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import launch from "launch-editor";
import guessEditor from "launch-editor/guess.js";
import type { OpenAnswer, OpenRequest } from "./types.js";

const isFile = (name: string): Promise<boolean> =>
  stat(name).then(
    (found) => found.isFile(),
    () => false,
  );

/** A file as problems and articles name it → its path on disk, if it stands in one of the folders. */
export const fileInside = async (
  file: string,
  { cwd, folders }: { readonly cwd: string; readonly folders: readonly string[] },
): Promise<string | undefined> => {
  // `layouts/classic/masters.css` is the package's own where the publisher has none of that name.
  const beside = folders.flatMap((folder) => [path.dirname(folder), folder]);
  const candidates = [cwd, ...beside].map((folder) => path.resolve(folder, file));
  for (const candidate of candidates) {
    const real = await realpath(candidate).catch(() => undefined);
    if (real === undefined || !(await isFile(real))) continue;
    for (const folder of folders) {
      const root = await realpath(folder).catch(() => undefined);
      if (root !== undefined && real.startsWith(root + path.sep)) return real;
    }
  }
  return undefined;
};

/** Editors that draw in the terminal, which the preview has. */
const IN_TERMINAL: ReadonlySet<string> = new Set([
  "vi",
  "vim",
  "nvim",
  "view",
  "nano",
  "pico",
  "micro",
  "ne",
  "ed",
  "hx",
]);

/** Why no editor program can be started here, if none can. */
const reasonAgainst = (): string | undefined => {
  const [editor] = guessEditor();
  if (editor === null || editor === undefined || editor === "")
    return "No editor program was found; name one in LAUNCH_EDITOR, such as LAUNCH_EDITOR=code.";
  return IN_TERMINAL.has(path.basename(editor))
    ? `${path.basename(editor)} draws in the terminal that the preview runs in; name one with a window in LAUNCH_EDITOR, or copy the place.`
    : undefined;
};

/** Starts the editor program that `LAUNCH_EDITOR` names, else one that is running, else that of `VISUAL` or `EDITOR`. */
export const openInEditor = async (
  file: string,
  { line, col }: Pick<OpenRequest, "line" | "col">,
): Promise<OpenAnswer> => {
  const reason = reasonAgainst();
  if (reason !== undefined) return { opened: false, path: file, reason };
  const place = [file, line, line === undefined ? undefined : (col ?? 1)].filter((part) => part !== undefined);
  return new Promise((resolve) => {
    // The library tells of a failure alone; an editor that has not failed by then is open.
    const opened = setTimeout(() => resolve({ opened: true, path: file }), 400);
    launch(place.join(":"), (_, failure) => {
      clearTimeout(opened);
      resolve({ opened: false, path: file, reason: failure ?? "The editor program could not be started." });
    });
  });
};
