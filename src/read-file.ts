import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** Why a file's contents cannot be had. */
export class FileFault extends Error {
  constructor(
    readonly reason: "missing" | "not a file" | "too large" | "unreadable",
    /** The end of a sentence that begins with the file: `is a folder`. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const KILOBYTE = 1024;

const tooLarge = (sizeBytes: number, maxBytes: number): FileFault =>
  new FileFault(
    "too large",
    `has ${Math.round(sizeBytes / KILOBYTE)} kB; at most ${Math.round(maxBytes / KILOBYTE)} are read`,
  );

/** What the system's codes mean to somebody who has written the file. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  ELOOP: "is a link to itself",
  EIO: "cannot be read: the disk does not give it",
};

const unreadable = (cause: unknown): FileFault => {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  if (code === "ENOENT" || code === "ENOTDIR") return new FileFault("missing", "is not there", { cause });
  if (code === "EISDIR") return new FileFault("not a file", "is a folder", { cause });
  return new FileFault("unreadable", CAUSES[code] ?? `cannot be read (${code})`, { cause });
};

/**
 * Reads a file of at most so many bytes. What stands in a file's place may be anything: a named pipe would be waited for without
 * end, a device has no end. Throws `FileFault`.
 */
export const readRegularFile = async (path: string, maxBytes: number): Promise<Buffer> => {
  // Not blocking: opening a named pipe would wait for its writer.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    const info = await handle.stat();
    if (!info.isFile()) throw new FileFault("not a file", info.isDirectory() ? "is a folder" : "is no regular file");
    if (info.size > maxBytes) throw tooLarge(info.size, maxBytes);
    const bytes = await handle.readFile();
    if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
    return bytes;
  } catch (fault) {
    throw fault instanceof FileFault ? fault : unreadable(fault);
  } finally {
    await handle.close();
  }
};

/** As `readRegularFile`, as text; bytes that are not UTF-8 become U+FFFD. */
export const readRegularText = async (path: string, maxBytes: number): Promise<string> =>
  (await readRegularFile(path, maxBytes)).toString("utf8").replace(/^\ufeff/, "");
