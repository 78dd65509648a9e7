/** An archive to be rebuilt: fifty small issues of one magazine, each with its own words and photographs. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { weekDates } from "../../src/manifest/index.js";
import { SMALL_PHOTOGRAPH } from "../corpus.js";
import { DATE, ISSUE_FOLDER, WEEK, writeCopy } from "./copy.js";
import { makePhotograph } from "./photograph.js";

/** Articles of the issues, over and over: the fifth of an archive and its last are to be alike. */
const SIZES = [3, 4, 5];
/** Between the seeds of two issues, so that no two photographs are the same. */
const SEED_STEP = 1009;

export interface Archive {
  /** The publisher's folder. */
  readonly folder: string;
  /** Names of the issues' folders from there, in order. */
  readonly issues: readonly string[];
  readonly photographs: number;
}

/** 2026-W01 and so on; a year's worth at most. */
const weekAt = (index: number): string => `2026-W${String(index + 1).padStart(2, "0")}`;

/** The Wednesday of a week: what its articles are dated. */
const dayIn = (week: string): string => {
  const monday = new Date(`${weekDates(week)!.startDate}T12:00:00Z`);
  return new Date(monday.getTime() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
};

/** Writes an archive of so many issues below `folder`, unless the same one stands there already. */
export const writeArchive = async (folder: string, count: number, told = (_: string) => {}): Promise<Archive> => {
  const texts = new Map<string, string>();
  const photographs = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const week = weekAt(index);
    const placed = (name: string): string => name.replace(ISSUE_FOLDER, `issues/${week}`);
    const copy = writeCopy({ articles: SIZES[index % SIZES.length]!, seed: index + 1 });
    for (const [name, text] of copy.texts)
      if (index === 0 || !name.endsWith("magazine.yaml"))
        texts.set(placed(name), text.replaceAll(WEEK, week).replaceAll(DATE, dayIn(week)));
    copy.photographs.forEach((name, at) => {
      photographs.set(placed(name), (index + 1) * SEED_STEP + at);
    });
  }
  const issues = Array.from({ length: count }, (_, index) => `issues/${weekAt(index)}`);
  const archive = { folder, issues, photographs: photographs.size };
  const stamp = createHash("sha256")
    .update(JSON.stringify([[...texts], [...photographs]]))
    .digest("hex");
  const stampFile = path.join(folder, "archive.sha256");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return archive;
  await rm(folder, { recursive: true, force: true });
  const write = async (name: string, contents: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), contents);
  };
  for (const [name, text] of texts) await write(name, text);
  let made = 0;
  for (const [name, seed] of photographs) {
    await write(name, await makePhotograph(seed, SMALL_PHOTOGRAPH));
    made += 1;
    told(`photograph ${made} of ${photographs.size}`);
  }
  // Last: an archive without its stamp was interrupted and is written anew.
  await writeFile(stampFile, stamp);
  return archive;
};
