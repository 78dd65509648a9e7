/** The published folder as a whole: whose it is, who works in it, and the files at its root. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { sweepLeftovers } from "../cache.js";
import { holdLock } from "../lock.js";
import type { Publishing } from "../manifest/index.js";
import { OutputFault, outputFault, writeWhole } from "../write-whole.js";
import { announcementOf, NOTHING_MADE, type ToldIssue } from "./announce.js";
import { issueFeed } from "./feed.js";
import { archivePage } from "./pages/index.js";
import { LIST, listPublished, RECORD, readList } from "./published.js";
import type { NewFile } from "./put.js";

/** How long another run may take to put its issue into the folder. */
const LOCK_WAIT_MS = 30_000;

/** What `whyNotWritten` names for another place. */
const ELSEWHERE = "another folder (publish: folder: in magazine.yaml)";

/** A fault of the disk as one of the folder: another is named in the manifest, not on the command line. */
export const asOutputFault = (fault: unknown, folder: string): unknown => {
  if (fault instanceof OutputFault)
    return fault.cause === undefined ? fault : outputFault(folder, fault.cause, ELSEWHERE);
  return fault instanceof Error && "syscall" in fault ? outputFault(folder, fault, ELSEWHERE) : fault;
};

/** Refuses to replace what somebody else has put there: a web site's own first page, or an issue's own folder. */
export const refuseForeign = async (folder: string, week: string): Promise<void> => {
  const isThere = (name: string): Promise<boolean> =>
    stat(path.join(folder, name)).then(
      () => true,
      () => false,
    );
  const foreign: string[] = [];
  if ((await isThere(week)) && !(await isThere(path.join(week, RECORD)))) foreign.push(week);
  // A list that is damaged does not make strangers of the issues beside it.
  if ((await readList(folder)) === undefined && (await listPublished(folder)).length === 0)
    for (const name of [LIST, "index.html", "feed.xml"]) if (await isThere(name)) foreign.push(name);
  if (foreign.length === 0) return;
  const names = foreign.map((name) => path.join(folder, name)).join(", ");
  throw new OutputFault({
    code: "OUTPUT_NOT_WRITABLE",
    severity: "error",
    message: `${names} would be replaced, and Pressday has not put it there.`,
    remedy: `Give the issues a folder of their own: ${ELSEWHERE}; or move away what stands there.`,
  });
};

/** Works in the folder while nobody else does. Throws `OutputFault` where it cannot be written, `LockFault` where others do not end. */
export const withFolder = async <Result>(
  { folder }: Publishing,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    const lock = await holdLock(path.join(folder, ".pressday.lock"), {
      wait: LOCK_WAIT_MS,
      signal,
      subject: `The published folder ${folder}`,
    });
    try {
      return await work();
    } finally {
      await lock.release();
    }
  } catch (fault) {
    throw asOutputFault(fault, folder);
  }
};

/** The files at the root, from what stands in the folder. */
export const rootFiles = async (told: ToldIssue): Promise<readonly NewFile[]> => {
  const { issue, publishing } = told;
  const { magazine } = announcementOf(told, NOTHING_MADE);
  const language = issue.magazine.languages[0] ?? issue.language;
  const issues = await listPublished(publishing.folder);
  const { address } = publishing;
  return [
    // The first: by it the folder is known as ours.
    { name: LIST, bytes: `${JSON.stringify(issues, undefined, 2)}\n` },
    { name: "index.html", bytes: archivePage({ magazine, publishing, language }, issues) },
    ...(address === undefined ? [] : [{ name: "feed.xml", bytes: issueFeed({ magazine, language, address }, issues) }]),
  ];
};

/** Writes those that are not there as they should be; gives how many. */
export const writeRoot = async (folder: string, files: readonly NewFile[]): Promise<number> => {
  let written = 0;
  for (const { name, bytes } of files) {
    const file = path.join(folder, name);
    // A killed run may have left its own half-written one beside a file that is as it should be by now.
    await sweepLeftovers(folder, `.${name}.`);
    const stands = await readFile(file).catch(() => undefined);
    if (stands?.equals(Buffer.from(bytes)) === true) continue;
    await writeWhole(file, bytes);
    written += 1;
  }
  return written;
};
