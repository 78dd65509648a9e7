import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { homedir, hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Problem } from "./problem.js";

/** Where pictures, the browser and the network's answers are kept from one run to the next. */
export interface Cache {
  /** Absolute path of a folder that only this user can write to. */
  readonly path: string;
  readonly source: "flag" | "environment" | "xdg" | "home" | "temporary";
  /** `CACHE_TEMPORARY` when nothing is kept after this run. */
  readonly problems: readonly Problem[];
  /** Removes the folder if it is a temporary one. Call it when the run ends, however it ends. */
  release(): Promise<void>;
}

export interface CacheOptions {
  /** `--cache DIR`. */
  readonly flag?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The cache folder cannot be trusted, or the one that was asked for cannot be made: `CACHE_REFUSED`. */
export class CacheFault extends Error {
  override readonly name = "CacheFault";
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
  }
}

const TEMPORARY_PREFIX = "pressday-cache.";

/**
 * Finds the cache folder and makes it if need be: `--cache`, `PRESSDAY_CACHE`, `XDG_CACHE_HOME/pressday`,
 * `~/.cache/pressday`, else a temporary folder. Throws `CacheFault` when a folder belongs to others or can be written by
 * them, and when one that was asked for by name cannot be made.
 */
export async function findCache(options: CacheOptions = {}): Promise<Cache> {
  const env = options.env ?? process.env;
  const named: readonly (readonly [Cache["source"], string | undefined])[] = [
    ["flag", options.flag],
    ["environment", env.PRESSDAY_CACHE],
    // A relative path in XDG_CACHE_HOME is to be ignored (XDG Base Directory Specification).
    ["xdg", env.XDG_CACHE_HOME?.startsWith("/") ? join(env.XDG_CACHE_HOME, "pressday") : undefined],
    ["home", homeCache(env)],
  ];
  for (const [source, folder] of named) {
    if (!folder) continue;
    const path = resolve(folder);
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
    } catch (cause) {
      // A home that is missing or read-only is common for cron jobs; a folder that somebody named is an order.
      if (source === "home" || source === "xdg") continue;
      throw refused(path, `cannot be made (${(cause as NodeJS.ErrnoException).code ?? "unknown"})`, cause);
    }
    await refuseUnsafeFolder(path);
    return { path, source, problems: [], release: async () => {} };
  }
  return temporaryCache();
}

const homeCache = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const home = process.platform === "win32" ? (env.LOCALAPPDATA ?? homedir()) : env.HOME;
  return home ? join(home, ".cache", "pressday") : undefined;
};

async function temporaryCache(): Promise<Cache> {
  await sweepLeftovers(tmpdir(), TEMPORARY_PREFIX);
  const path = await mkdtemp(join(tmpdir(), ownedName(TEMPORARY_PREFIX))).catch((cause: NodeJS.ErrnoException) => {
    throw refused(`in ${tmpdir()}`, `cannot be made (${cause.code ?? "unknown"})`, cause);
  });
  const problem: Problem = {
    code: "CACHE_TEMPORARY",
    severity: "warning",
    message: "No lasting cache folder was found, so pictures and the browser are prepared anew in every run.",
    remedy: "Give one with --cache DIR or PRESSDAY_CACHE, for example PRESSDAY_CACHE=/var/cache/pressday.",
  };
  return { path, source: "temporary", problems: [problem], release: () => rm(path, { recursive: true, force: true }) };
}

/**
 * A cache holds the program that we start, so a folder that another user can change is a way into this account. Checks the
 * folder for owner and write bits, and every folder above it for being replaceable by others.
 */
async function refuseUnsafeFolder(path: string): Promise<void> {
  const user = process.getuid?.();
  if (user === undefined) return;
  const own = await stat(path);
  if (!own.isDirectory()) throw refused(path, "is not a folder");
  if (own.uid !== user) throw refused(path, "belongs to another user");
  if ((own.mode & 0o022) !== 0) throw refused(path, "can be written by other users");
  for (let above = dirname(path); ; above = dirname(above)) {
    const { uid, mode } = await stat(above);
    const sticky = (mode & 0o1000) !== 0;
    if (uid !== user && uid !== 0) throw refused(path, `stands in ${above}, which belongs to another user`);
    if ((mode & 0o002) !== 0 && !sticky) throw refused(path, `stands in ${above}, which every user can change`);
    if (above === dirname(above)) return;
  }
}

const refused = (path: string, why: string, cause?: unknown): CacheFault =>
  new CacheFault(
    {
      code: "CACHE_REFUSED",
      severity: "error",
      message: `The cache folder ${path} ${why}.`,
      remedy: "Give a folder of your own that only you can write to: pressday build … --cache DIR (chmod 700 DIR).",
    },
    { cause },
  );

const hostToken = hostname().replace(/[^A-Za-z0-9-]/g, "-") || "host";

/**
 * Start of a temporary name that says whose it is: `<prefix><host>.<process>.`. Append something random. When that
 * process is gone, `sweepLeftovers` removes what it left. The host is named because containers may share a folder while
 * each counts its own processes.
 */
export const ownedName = (prefix: string): string => `${prefix}${hostToken}.${process.pid}.`;

/** How long what another machine began is taken for its work: containers that share a folder have a new name each time. */
const FOREIGN_MS = 24 * 60 * 60 * 1000;

/**
 * Removes files and folders in `folder` that began as `ownedName(prefix)` in a process of this host that has ended, or a day ago on
 * another.
 */
export async function sweepLeftovers(folder: string, prefix: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, host, pid] = (name.startsWith(prefix) && OWNER.exec(name.slice(prefix.length))) || [];
    if (host === undefined || !(await isLeftBehind(join(folder, name), host, Number(pid)))) continue;
    // Another user's leftovers cannot be removed, and need not be.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

const OWNER = /^([A-Za-z0-9-]+)\.(\d+)\./;

const isLeftBehind = async (path: string, host: string, pid: number): Promise<boolean> => {
  if (host === hostToken && pid !== process.pid) return !isAlive(pid);
  const written = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  // In a container every run may well be process 1.
  const began = Date.now() - process.uptime() * 1000;
  return host === hostToken ? written < began - 1000 : written < Date.now() - FOREIGN_MS;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === "EPERM";
  }
};
