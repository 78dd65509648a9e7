/** What a build left of an issue, for publishing: the PDF, if it is that of the present copy, and its record. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { isUnchanged, lookAt } from "../inputs.js";
import type { Issue } from "../manifest/index.js";
import type { Problem } from "../problem.js";
import { type BuildRecord, isCurrent, readRecord, recordFile } from "../record.js";

export interface Built {
  readonly record: BuildRecord;
  readonly pdf: Uint8Array;
}

/** Gives the issue's PDF and its record; the problem where there is none, or where it is no longer right: ISSUE_NOT_BUILT. */
export const readBuilt = async (
  issue: Issue,
  { out, cwd }: { readonly out: string; readonly cwd: string },
): Promise<Built | Problem> => {
  const notBuilt = (message: string): Problem => {
    const file = path.relative(cwd, issue.manifestPath);
    const elsewhere = out === "out" ? "" : ` --out ${out}`;
    return {
      code: "ISSUE_NOT_BUILT",
      severity: "error",
      place: { file },
      message,
      remedy: `Build it first: pressday build ${path.dirname(file)}${elsewhere}`,
    };
  };
  const record = await readRecord(recordFile(path.resolve(cwd, out), issue.week.label));
  if (record === undefined) return notBuilt(`The issue ${issue.week.label} has not been built into ${out}.`);
  const shown = path.relative(cwd, record.pdf.path);
  if (!(await isUnchanged(record.pdf, lookAt(record.pdf.path)))) return notBuilt(`${shown} is not as it was built.`);
  if (!(await isCurrent(record))) return notBuilt(`The issue has changed since ${shown} was built.`);
  return { record, pdf: await readFile(record.pdf.path) };
};
