/** An issue that has been built → its published folder, and the pages, feed and list of all issues at the root. */
import { mkdir, rmdir } from "node:fs/promises";
import path from "node:path";
import { exitFor } from "../composing.js";
import { LockFault } from "../lock.js";
import { hasErrors, type Problem } from "../problem.js";
import type { Progress } from "../progress.js";
import { Road, Stopped } from "../road.js";
import { version } from "../version.js";
import { OutputFault } from "../write-whole.js";
import { announcementOf, NOTHING_MADE, type ToldIssue } from "./announce.js";
import { asOutputFault, refuseForeign, rootFiles, withFolder, writeRoot } from "./folder.js";
import { makeFiles } from "./make.js";
import { isWhole, type PublishedRecord, readPublished, sha256 } from "./published.js";
import { type NewFile, putFolder, tidyUp } from "./put.js";
import { readTold } from "./told.js";

export interface PublishOptions {
  /** Issue folder or its `issue.yaml`. */
  readonly issue: string;
  readonly cwd: string;
  /** Where the issue was built. */
  readonly out: string;
  /** The day it comes out, for an issue that has not come out before. */
  readonly date: Date;
  /** Its end ends the work: the time limit, or the user's interruption. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Publishes also what stands there already as it is. */
  readonly force?: boolean;
}

export interface PublishReport {
  /** The issue's published folder, as seen from the working folder where it stands below it. */
  readonly published?: string;
  /** Where that is found on the web. */
  readonly url?: string;
  /** Everything that the issue has in the published folder, and what stands at its root. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Everything stood there already; nothing was written. */
  readonly current: boolean;
  readonly problems: readonly Problem[];
  readonly exit: number;
}

type Outcome = Pick<PublishReport, "published" | "url" | "files" | "current">;

/** What the files are made of. The folder's own path on this machine says nothing to readers. */
const madeOf = (told: ToldIssue, pdf: Uint8Array): PublishedRecord["made"] => {
  const { publishing, ...rest } = announcementOf(told, NOTHING_MADE);
  const { folder: _, place: __, ...said } = publishing;
  return { pressday: version, pdf: sha256(pdf), announcement: sha256(JSON.stringify({ ...rest, publishing: said })) };
};

const isSame = (one: PublishedRecord["made"], other: PublishedRecord["made"]): boolean =>
  one.pressday === other.pressday && one.pdf === other.pdf && one.announcement === other.announcement;

const outcomeOf = async (
  { issue, publishing }: ToldIssue,
  { cwd, root, current }: { readonly cwd: string; readonly root: readonly NewFile[]; readonly current: boolean },
): Promise<Outcome> => {
  const week = issue.week.label;
  const full = path.join(publishing.folder, week);
  const relative = path.relative(cwd, full);
  const record = await readPublished(publishing.folder, week);
  return {
    published: relative.startsWith("..") ? full : relative,
    ...(publishing.address === undefined ? {} : { url: new URL(`${week}/`, publishing.address).href }),
    files: [
      ...(record?.files ?? []).map(({ name, bytes }) => ({ name: `${week}/${name}`, bytes })),
      ...root.map(({ name, bytes }) => ({ name, bytes: Buffer.byteLength(bytes) })),
    ],
    current,
  };
};

const publish = async (options: PublishOptions, road: Road): Promise<Outcome> => {
  const { cwd, signal, progress, force = false } = options;
  progress.phase("Reading");
  const { told, pdf } = await readTold(options, road);
  signal.throwIfAborted();
  const { issue, publishing } = told;
  const { folder } = publishing;
  const week = issue.week.label;
  const made = madeOf(told, pdf);
  const firstMade = await mkdir(folder, { recursive: true }).catch((fault: unknown) => {
    throw asOutputFault(fault, folder);
  });
  try {
    const stands = await withFolder(publishing, signal, async () => {
      await tidyUp(folder);
      await refuseForeign(folder, week);
      const record = await readPublished(folder, week);
      return record && { record, isCurrent: !force && isSame(record.made, made) && (await isWhole(folder, record)) };
    });
    // Nobody waits for the lock while pictures are made.
    progress.phase("Pictures");
    const published = stands?.record.issue.published ?? options.date.toISOString();
    const files = stands?.isCurrent ? undefined : await makeFiles(told, { pdf, made, published, signal });
    signal.throwIfAborted();
    progress.phase("Writing");
    return await withFolder(publishing, signal, async () => {
      await tidyUp(folder);
      if (files !== undefined) await putFolder(folder, week, files);
      const root = await rootFiles(told);
      const written = await writeRoot(folder, root);
      return outcomeOf(told, { cwd, root, current: files === undefined && written === 0 });
    });
  } catch (fault) {
    // A folder that was made for nothing.
    if (firstMade !== undefined) await rmdir(folder).catch(() => {});
    throw fault;
  }
};

const timeLimit: Problem = {
  code: "TIME_LIMIT",
  severity: "error",
  message: "The time limit was reached before the issue was published.",
  remedy: "Allow more time with --timeout SECONDS.",
};

/** The problem that a fault of the world is; our own are thrown on. */
const problemOf = (fault: unknown): readonly Problem[] => {
  if (fault instanceof Stopped) return [];
  if (fault instanceof OutputFault || fault instanceof LockFault) return [fault.problem];
  if (fault instanceof DOMException && fault.name === "TimeoutError") return [timeLimit];
  throw fault;
};

/**
 * Publishes an issue that has been built. Its folder comes whole or not at all, and no other issue's is touched. Problems: the
 * manifest's and the articles', ISSUE_NOT_BUILT, PUBLISHING_NOT_SET, ISSUE_LOCKED, OUTPUT_NOT_WRITABLE, TIME_LIMIT.
 */
export const publishIssue = async (options: PublishOptions): Promise<PublishReport> => {
  const road = new Road();
  let outcome: Outcome = { files: [], current: false };
  try {
    outcome = await publish(options, road);
  } catch (fault) {
    road.add(problemOf(fault));
    if (!hasErrors(road.problems)) throw fault;
  }
  return { ...outcome, problems: road.problems, exit: exitFor(road.problems) };
};
