import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Problem } from "../../src/problem.js";
import { codesAndPlaces, type Ended, pressday, toldBy } from "./command.js";
import { ISSUE, PDF, type Publisher } from "./publisher.js";

/** What stands in for last week's work: any bytes, for nothing may touch them. */
const PREVIOUS = "%PDF-1.7 the last good issue\n%%EOF\n";
const PREVIOUS_TIME = new Date("2026-11-15T06:00:00Z");

/** A build that fails, and what is left of the PDF that stood there before. */
export interface FailedBuild {
  readonly ended: Ended;
  readonly problems: readonly Problem[];
  /** `severity CODE file:line:col`, in the order told. */
  readonly told: readonly string[];
  /** Whether the old PDF is the same to the byte and the second, alone in its folder. */
  readonly previousUntouched: boolean;
}

/** Builds the publisher's issue over a PDF that stands there already. */
export const buildOverPrevious = async (publisher: Publisher, args: readonly string[] = []): Promise<FailedBuild> => {
  const previous = publisher.at(PDF);
  await mkdir(path.dirname(previous), { recursive: true });
  await writeFile(previous, PREVIOUS);
  await utimes(previous, PREVIOUS_TIME, PREVIOUS_TIME);
  const ended = await pressday(["build", ISSUE, "--json", ...args], { cwd: publisher.root });
  const { problems } = toldBy(ended);
  const same = (await readFile(previous, "utf8")) === PREVIOUS;
  const sameTime = (await stat(previous)).mtime.getTime() === PREVIOUS_TIME.getTime();
  const alone = (await readdir(path.dirname(previous))).length === 1;
  return { ended, problems, told: codesAndPlaces(problems), previousUntouched: same && sameTime && alone };
};
