import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** What became of a name: a regular file inside the root, something outside of it, or nothing. */
export type Found =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "outside" }
  | { readonly kind: "missing" };

/** Whether `file` stands inside `folder`; both absolute and free of `..`. */
export const isInside = (folder: string, file: string): boolean => {
  const way = path.relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

/** The same file by a name whose accents are composed differently: archives made on a Mac carry decomposed names. */
const otherSpelling = (file: string): string | undefined => {
  const wanted = path.basename(file).normalize("NFC");
  try {
    const name = readdirSync(path.dirname(file)).find((entry) => entry.normalize("NFC") === wanted);
    return name === undefined ? undefined : realpathSync(path.join(path.dirname(file), name));
  } catch {
    return undefined;
  }
};

const realPath = (file: string): string | undefined => {
  try {
    return realpathSync(file);
  } catch {
    return otherSpelling(file);
  }
};

/**
 * The first of `candidates` (relative to `root`, or absolute) that is a regular file inside `root`, as its real path.
 * A candidate that leaves `root`, by `..` or through a symbolic link, is never opened; `outside` says that one did and
 * none was found.
 */
export const findInside = (root: string, candidates: readonly string[]): Found => {
  const realRoot = realPath(root);
  if (realRoot === undefined) return { kind: "missing" };
  let outside = false;
  for (const candidate of candidates) {
    if (candidate.includes("\0")) continue;
    const file = path.resolve(realRoot, candidate);
    // An absolute name may spell the root as the editor sees it, before links are followed.
    const lexical = isInside(realRoot, file) || isInside(path.resolve(root), file);
    const real = lexical ? realPath(file) : undefined;
    if (!lexical || (real !== undefined && !isInside(realRoot, real))) outside = true;
    else if (real !== undefined && statSync(real, { throwIfNoEntry: false })?.isFile())
      return { kind: "found", path: real };
  }
  return { kind: outside ? "outside" : "missing" };
};

/** Names of the files in `folder` under `root`, relative to `root`, in order; empty when there is no such folder. */
export const namesIn = (root: string, folder: string): readonly string[] => {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => path.posix.join(folder, entry.name))
      .sort();
  } catch {
    return [];
  }
};
