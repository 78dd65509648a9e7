import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ownedName, sweepLeftovers } from "./cache.js";
import type { Problem } from "./problem.js";

/** The output cannot be written: `OUTPUT_NOT_WRITABLE`. What stood there before stands there still. */
export class OutputFault extends Error {
  override readonly name = "OutputFault";
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
  }
}

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, on to the disk, then renamed over the old
 * one. Makes the folder; sweeps away what killed runs left of the same file. Throws `OutputFault`, and what the parts throw.
 */
export async function writeWhole(
  path: string,
  contents: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  const temporary = join(folder, `${ownedName(prefix)}${randomBytes(4).toString("hex")}`);
  let broken: { readonly fault: unknown } | undefined;
  const parts = async function* (given: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* given;
    } catch (fault) {
      broken = { fault };
      throw fault;
    }
  };
  try {
    await mkdir(folder, { recursive: true });
    await sweepLeftovers(folder, prefix);
    const file = await open(temporary, "wx", 0o666);
    try {
      await writeFile(file, isBytes(contents) ? contents : parts(contents));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    // What could not be made is not the disk's fault.
    throw broken === undefined ? outputFault(path, cause) : broken.fault;
  }
  await syncFolder(folder);
}

const isBytes = (contents: Uint8Array | string | AsyncIterable<Uint8Array>): contents is Uint8Array | string =>
  typeof contents === "string" || contents instanceof Uint8Array;

/** The new name reaches the disk with its folder. Some systems cannot open or sync a folder; the file is whole anyway. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {}
}

/** What the system's codes mean to somebody who wants a PDF, and what to do first. */
const CAUSES: Readonly<Record<string, readonly [why: string, first?: string]>> = {
  ENOSPC: ["the disk is full", "Free some space"],
  EDQUOT: ["your disk quota is used up", "Free some space"],
  EFBIG: ["it is larger than files may be here", "Raise the limit (ulimit -f)"],
  EROFS: ["the disk is read-only"],
  EACCES: ["you may not write there"],
  EPERM: ["you may not write there"],
  EISDIR: ["a folder of that name stands there", "Move the folder away"],
  ENOTDIR: ["a file stands where a folder is needed", "Move the file away"],
  EEXIST: ["a file stands where a folder is needed", "Move the file away"],
  ENAMETOOLONG: ["its name is too long for this disk", "Give the magazine or the issue a shorter name"],
};

/** Why something cannot be written, and what to do: `elsewhere` names another place, as in `--out DIR`. */
export const whyNotWritten = (cause: unknown, elsewhere: string): { readonly why: string; readonly remedy: string } => {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  const [why, first] = CAUSES[code] ?? [`the system says ${code}`];
  return {
    why,
    remedy:
      first === undefined ? `Write elsewhere with ${elsewhere}.` : `${first}, or write elsewhere with ${elsewhere}.`,
  };
};

/** `elsewhere`: how another place is named; that of the output when left out. */
export const outputFault = (path: string, cause: unknown, elsewhere = "--out DIR"): OutputFault => {
  const { why, remedy } = whyNotWritten(cause, elsewhere);
  return new OutputFault(
    { code: "OUTPUT_NOT_WRITABLE", severity: "error", message: `${path} cannot be written: ${why}.`, remedy },
    { cause },
  );
};
