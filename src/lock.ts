/** One run at a time: a lock is a file that says who holds it, so that nobody waits for the dead. */
import { randomBytes } from "node:crypto";
import { readFileSync, unlinkSync } from "node:fs";
import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ownedName, sweepLeftovers } from "./cache.js";
import type { Problem } from "./problem.js";
import { isRunning, type ProcessMark, processMark, processSpace } from "./processes.js";
import { OutputFault, outputFault } from "./write-whole.js";

export interface Lock {
  /** Gives it back; may be called twice. It goes with the process in any case. */
  release(): Promise<void>;
}

export interface LockOptions {
  /** ms that another holder is waited for. */
  readonly wait?: number;
  /** Its end ends the waiting. */
  readonly signal?: AbortSignal;
  /** What is locked, as it begins a sentence: "The issue 2026-W48". */
  readonly subject?: string;
}

/** Somebody else holds the lock: `ISSUE_LOCKED`. */
export class LockFault extends Error {
  override readonly name = "LockFault";
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** What stands in a lock. */
interface Holder extends ProcessMark {
  readonly host: string;
  /** Tells this holding from every other. */
  readonly id: string;
  /** ISO. */
  readonly taken: string;
}

/** A lock as it was found: `holder` is missing where its words cannot be read, after a power cut for example. */
interface Found {
  readonly id: string;
  readonly holder?: Holder;
  readonly touchedMs: number;
}

/** How often a holder shows that it lives, for those on other machines, and how long its silence is borne. */
const BEAT_MS = 10_000;
const SILENCE_MS = 120_000;
/** How often a lock that others hold is looked at. */
const LOOK_MS = 100;

/** A folder that vanishes under us more often than this is not there. */
const MOST_TRIES = 100;

const FOLDER = ".locks";

/** The lock of an issue: `issues/.locks/2026-W48.lock`. The folder is made when it is needed and goes with its last lock. */
export const issueLock = (issuesFolder: string, week: string): string =>
  path.join(issuesFolder, FOLDER, `${week}.lock`);

const isCode = (fault: unknown, ...codes: readonly string[]): boolean =>
  codes.includes((fault as NodeJS.ErrnoException).code ?? "");

const parseHolder = (text: string): Holder | undefined => {
  try {
    const said = JSON.parse(text) as Partial<Holder> | null;
    return typeof said?.id === "string" && typeof said.pid === "number" ? (said as Holder) : undefined;
  } catch {
    return undefined;
  }
};

/** The lock that stands there, if one does. */
const find = async (file: string): Promise<Found | undefined> => {
  try {
    const [text, { mtimeMs, ino }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
    const holder = parseHolder(text);
    return { id: holder?.id ?? `${ino}-${mtimeMs}`, touchedMs: mtimeMs, ...(holder && { holder }) };
  } catch (fault) {
    if (isCode(fault, "ENOENT")) return undefined;
    throw fault;
  }
};

/** Of a process that we can see we know whether it lives; of any other, whether it has been silent for too long. */
const isStale = ({ holder, touchedMs }: Found): boolean =>
  holder !== undefined && holder.host === hostname() && holder.space === processSpace()
    ? !isRunning(holder)
    : Date.now() - touchedMs > SILENCE_MS;

/** Gives `temporary` the name `file` unless something has it. Some disks know no second names: there the words follow the name. */
const claim = async (temporary: string, file: string, words: string): Promise<boolean> => {
  try {
    await link(temporary, file);
    return true;
  } catch (fault) {
    if (isCode(fault, "EEXIST")) return false;
    if (!isCode(fault, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) throw fault;
  }
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(words).finally(() => handle.close());
    return true;
  } catch (fault) {
    if (isCode(fault, "EEXIST")) return false;
    throw fault;
  }
};

/**
 * Tries once. A stale lock is replaced in one step by whoever holds the lock on replacing that very lock, so that of any number who
 * find it stale exactly one gets it; and should that one die over it, its own lock is stale in its turn.
 */
const take = async (file: string, holder: Holder, prefix = `.${path.basename(file)}.`): Promise<Found | undefined> => {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `${ownedName(prefix)}${randomBytes(4).toString("hex")}`);
  const words = `${JSON.stringify(holder)}\n`;
  await mkdir(folder, { recursive: true });
  await sweepLeftovers(folder, prefix);
  try {
    await writeFile(temporary, words, { flag: "wx", mode: 0o644 });
    if (await claim(temporary, file, words)) return undefined;
    const found = await find(file);
    if (found === undefined || !isStale(found)) return found ?? NOBODY;
    const right = `${file}.${found.id}`;
    const other = await take(right, holder, prefix);
    if (other !== undefined) return other;
    try {
      if ((await find(file))?.id !== found.id) return NOBODY;
      await rename(temporary, file);
      return undefined;
    } finally {
      await rm(right, { force: true });
    }
  } finally {
    await rm(temporary, { force: true });
  }
};

/** The lock was there and is gone, or is just changing hands: to be tried again at once. */
const NOBODY: Found = { id: "", touchedMs: Number.POSITIVE_INFINITY };

/** A lock stands beside what it guards, so that `--out` is no help. */
const notWritable = (file: string, cause: unknown): OutputFault => {
  const { problem } = outputFault(file, cause);
  const remedy = "The lock must stand there: free some space, or run as a user who may write to that folder.";
  return new OutputFault({ ...problem, remedy }, { cause });
};

/** Waits until the lock is ours; gives what stands in the way where the time is over. */
const obtain = async (file: string, holder: Holder, { wait = 0, signal }: LockOptions): Promise<Found | undefined> => {
  const until = performance.now() + wait;
  for (let tries = 1; ; tries++) {
    let found: Found | undefined;
    try {
      found = await take(file, holder);
    } catch (fault) {
      // The folder went with the lock of one who was here a moment ago; but not time and again.
      if (!isCode(fault, "ENOENT") || tries > MOST_TRIES) throw notWritable(file, fault);
      found = NOBODY;
    }
    if (found === undefined) return undefined;
    signal?.throwIfAborted();
    if (found !== NOBODY && performance.now() >= until) return found;
    await pause(found === NOBODY ? 5 : LOOK_MS, undefined, signal === undefined ? {} : { signal });
  }
};

/** Removes what those left who died while they replaced a stale lock. Its holder alone may. */
const tidy = async (file: string): Promise<void> => {
  const folder = path.dirname(file);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue;
    const right = path.join(folder, name);
    const found = await find(right).catch(() => undefined);
    if (found !== undefined && isStale(found)) await rm(right, { force: true }).catch(() => {});
  }
};

const lockedBy = ({ holder, touchedMs }: Found, file: string, subject: string): LockFault => {
  const since = holder?.taken ?? new Date(touchedMs).toISOString();
  const who = holder === undefined ? "somebody who cannot be made out" : `process ${holder.pid} on ${holder.host}`;
  return new LockFault({
    code: "ISSUE_LOCKED",
    severity: "error",
    place: { file: path.relative(process.cwd(), file) },
    message: `${subject} is being worked on by ${who}, since ${since}.`,
    remedy:
      "Wait until that run is done, or end it, and run the command again. The lock of a run that has died is taken over without asking.",
  });
};

/** Removes the lock if it is still this holder's. Synchronous, for the moment when the process ends. */
const drop = (file: string, { id }: Holder): void => {
  try {
    if (parseHolder(readFileSync(file, "utf8"))?.id === id) unlinkSync(file);
  } catch {
    // It is gone, or its folder is.
  }
};

/**
 * Takes a lock, which is a file in a folder that is made if need be. It is given back by `release` and when the process exits; that
 * of a process that was killed is taken over. Throws `LockFault` (ISSUE_LOCKED), and `OutputFault` where no lock can be written.
 */
export const holdLock = async (file: string, options: LockOptions = {}): Promise<Lock> => {
  const holder: Holder = {
    ...processMark(),
    host: hostname(),
    id: randomBytes(8).toString("hex"),
    taken: new Date().toISOString(),
  };
  const found = await obtain(file, holder, options);
  if (found !== undefined) throw lockedBy(found, file, options.subject ?? path.dirname(file));
  await tidy(file);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, BEAT_MS);
  beat.unref();
  const atExit = (): void => drop(file, holder);
  process.on("exit", atExit);
  return {
    release: async () => {
      clearInterval(beat);
      process.off("exit", atExit);
      drop(file, holder);
      const folder = path.dirname(file);
      // An issues folder under version control need not know of locks.
      if (path.basename(folder) === FOLDER) await rmdir(folder).catch(() => {});
    },
  };
};

/**
 * Takes the lock of an issue by the name that a command was given: its folder, or its `issue.yaml`. None where no issue stands; whoever
 * reads it will say so. Throws as `holdLock`.
 */
export const lockIssue = async (issue: string, options: LockOptions & { readonly cwd: string }): Promise<Lock> => {
  const named = path.resolve(options.cwd, issue);
  const folder = /\.ya?ml$/.test(named) ? path.dirname(named) : named;
  const isThere = await stat(path.join(folder, "issue.yaml")).catch(() => undefined);
  if (isThere === undefined) return { release: async () => {} };
  const name = path.basename(folder);
  return holdLock(issueLock(path.dirname(folder), name), { subject: `The issue ${name}`, ...options });
};
