import { createReadStream, createWriteStream } from "node:fs";
import { access, chmod, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { ownedName, sweepLeftovers } from "../cache.js";

/** The npm package that carries a compressed browser: only its archives are used, never its code or arguments. */
export const SHIPPED_PACKAGE = "@sparticuz/chromium";

/** It is built for this one platform. */
export const shippedPlatform = (): boolean => process.platform === "linux" && process.arch === "x64";

const ARCHIVE = "bin/chromium.br";
/** NSS, NSPR and expat, the only libraries beyond libc that the browser needs, for machines that lack them. */
const LIBRARY_ARCHIVE = "bin/al2023.tar.br";

export interface ShippedPackage {
  readonly folder: string;
  readonly version: string;
}

/** The installed package, or undefined: it is an optional dependency, so it is looked for when the command runs. */
export async function findShippedPackage(): Promise<ShippedPackage | undefined> {
  try {
    const entry = createRequire(import.meta.url).resolve(SHIPPED_PACKAGE);
    // Its `exports` hide package.json from `resolve`, so we walk up from its entry.
    for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
      const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
      const about = text === undefined ? undefined : (JSON.parse(text) as { name?: string; version?: string });
      if (about?.name !== SHIPPED_PACKAGE || about.version === undefined) continue;
      await access(join(folder, ARCHIVE));
      return { folder, version: about.version };
    }
  } catch {}
  return undefined;
}

/** A folder that is being filled. */
const UNPACKING = ".unpacking.";

/** Where a version of the shipped browser stands in the cache once it is unpacked. */
export const shippedPath = (cache: string, version: string): string => join(cache, "browser", version, "chromium");

/**
 * Unpacks the shipped browser into the cache unless it is there. The work happens in a folder of our own; one rename makes
 * it visible, whole, so that any number of processes can do this at once and any of them can be killed.
 */
export async function unpackShipped(shipped: ShippedPackage, cache: string, signal?: AbortSignal): Promise<string> {
  const target = shippedPath(cache, shipped.version);
  // Of two that unpack at once, one may be killed and the other be done: nobody would unpack again, and 180 MB would stay.
  await sweepLeftovers(join(cache, "browser"), UNPACKING);
  if (await isExecutable(target)) return target;
  await unpackInto(dirname(target), basename(target), async (folder) => {
    const packed = createReadStream(join(shipped.folder, ARCHIVE), { highWaterMark: 1 << 20 });
    const program = createWriteStream(join(folder, basename(target)), { flags: "wx", mode: 0o700, flush: true });
    await pipeline(packed, createBrotliDecompress({ chunkSize: 1 << 20 }), program, { signal });
  });
  return target;
}

/** Unpacks the libraries for machines without them; returns their folder, to stand in `LD_LIBRARY_PATH`. */
export async function unpackLibraries(shipped: ShippedPackage, cache: string): Promise<string> {
  const target = join(cache, "browser", `${shipped.version}-libraries`);
  if (await isReadable(join(target, "libnss3.so"))) return target;
  await unpackInto(target, "libnss3.so", async (folder) => {
    const packed = await readFile(join(shipped.folder, LIBRARY_ARCHIVE));
    for (const { name, bytes } of filesInTar(brotliDecompressSync(packed))) {
      await writeFile(join(folder, basename(name)), bytes, { mode: 0o700, flush: true });
    }
  });
  return target;
}

/**
 * Fills a private folder beside `target` and gives it that name in one step. Another process may have been faster: then
 * its work stands, unless `sign`, the file that shows it to be whole, has been taken out of it.
 */
async function unpackInto(target: string, sign: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await sweepLeftovers(parent, UNPACKING);
  const folder = await mkdtemp(join(parent, ownedName(UNPACKING)));
  try {
    await chmod(folder, 0o700);
    await fill(folder);
    if (await renameUnlessThere(folder, target)) return;
    if (await isReadable(join(target, sign))) return;
    await rm(target, { recursive: true, force: true });
    await renameUnlessThere(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Renames a folder; false if a folder with something in it already has that name. */
const renameUnlessThere = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    (fault: NodeJS.ErrnoException) => {
      if (fault.code === "ENOTEMPTY" || fault.code === "EEXIST") return false;
      throw fault;
    },
  );

/**
 * The regular files of a tar archive (ustar): blocks of 512 bytes, a header with the name at 0, the size in octal at 124 and
 * the type at 156, then the bytes, filled up to a whole block.
 */
function* filesInTar(tar: Buffer): Generator<{ readonly name: string; readonly bytes: Buffer }> {
  const field = (from: number, to: number) => tar.toString("latin1", from, to).replace(/\0.*$/s, "").trim();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(field(at + 124, at + 136) || "0", 8);
    const type = field(at + 156, at + 157);
    if (type === "" || type === "0")
      yield { name: field(at, at + 100), bytes: tar.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
