/** What stands in the published folder: each issue with a record of itself, from which the list of all is made. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { NewFile } from "./put.js";
import type { ArchivedIssue } from "./types.js";

/** The record in an issue's folder, by which it is known as ours. */
export const RECORD = "record.json";
/** The list of all issues, at the root. */
export const LIST = "issues.json";

const archivedIssue = z.object({
  week: z.object({
    label: z.string().regex(/^\d{4}-W\d{2}$/),
    year: z.number(),
    week: z.number(),
    startDate: z.string(),
    endDate: z.string(),
  }),
  weekText: z.string(),
  language: z.string(),
  number: z.number().exactOptional(),
  title: z.string().exactOptional(),
  headline: z.string(),
  standfirst: z.string().exactOptional(),
  alt: z.string(),
  pictures: z.array(
    z.object({
      name: z.string(),
      type: z.enum(["image/webp", "image/png"]),
      width: z.number(),
      height: z.number(),
    }),
  ),
  pages: z.number(),
  pdf: z.object({ name: z.string(), bytes: z.number() }),
  published: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
});

const publishedRecord = z.object({
  version: z.literal(1),
  /** What it was made of; the same gives the same files. */
  made: z.object({ pressday: z.string(), pdf: z.string(), announcement: z.string() }),
  issue: archivedIssue,
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});

export type PublishedRecord = Readonly<z.output<typeof publishedRecord>>;

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** The record of an issue with these files. */
export const recordOf = (made: PublishedRecord["made"], issue: ArchivedIssue, files: readonly NewFile[]): NewFile => {
  const listed = files.map(({ name, bytes }) => ({ name, bytes: Buffer.byteLength(bytes), sha256: sha256(bytes) }));
  const record = { version: 1, made, issue, files: listed };
  return { name: RECORD, bytes: `${JSON.stringify(record, undefined, 2)}\n` };
};

const readJson = async <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> => {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, "utf8"))).data;
  } catch {
    return undefined;
  }
};

/** The record of a published issue; undefined where there is none, or a damaged one. */
export const readPublished = (folder: string, week: string): Promise<PublishedRecord | undefined> =>
  readJson(path.join(folder, week, RECORD), publishedRecord);

/** Whether every file of the issue stands there as it was written. */
export const isWhole = async (folder: string, { issue, files }: PublishedRecord): Promise<boolean> => {
  for (const { name, sha256: hash } of files) {
    const bytes = await readFile(path.join(folder, issue.week.label, path.basename(name))).catch(() => undefined);
    if (bytes === undefined || sha256(bytes) !== hash) return false;
  }
  return true;
};

/** The list at the root; undefined where there is none that we can read. */
export const readList = (folder: string): Promise<readonly ArchivedIssue[] | undefined> =>
  readJson(path.join(folder, LIST), z.array(archivedIssue));

/**
 * All issues that stand in the folder, newest first: by their own records, or where one is damaged by what the list had of it. Issues
 * that a publisher has removed are in neither.
 */
export const listPublished = async (folder: string): Promise<readonly ArchivedIssue[]> => {
  const listed = new Map((await readList(folder))?.map((issue) => [issue.week.label, issue]));
  const weeks = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^\d{4}-W\d{2}$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .reverse();
  const issues: ArchivedIssue[] = [];
  for (const week of weeks) {
    const issue = (await readPublished(folder, week))?.issue ?? listed.get(week);
    if (issue?.week.label === week) issues.push(issue);
  }
  return issues;
};
