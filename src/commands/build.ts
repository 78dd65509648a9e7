import path from "node:path";
import { type BuildReport, buildIssue } from "../build.js";
import { EXIT } from "../exit.js";
import { showProblems } from "./show.js";
import { documentDate, type RoadFlags, roadOf, workOn } from "./working.js";

export interface BuildFlags extends RoadFlags {
  readonly out: string;
  readonly keep?: string;
}

/** Only folders that are issues: `issues/*` may well name `magazine.yaml` and schemas too. */
const issuesAmong = async (names: readonly string[], cwd: string): Promise<string[]> => {
  if (names.length === 1) return [...names];
  const { existsSync, statSync } = await import("node:fs");
  const isIssue = (name: string): boolean => {
    const full = path.resolve(cwd, name);
    if (!existsSync(full)) return true;
    return statSync(full).isDirectory()
      ? existsSync(path.join(full, "issue.yaml"))
      : path.basename(full) === "issue.yaml";
  };
  return names.filter(isIssue);
};

const report = (built: BuildReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = built;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
  } else {
    showProblems(built.problems);
    if (built.pdf !== undefined) process.stdout.write(`${built.pdf}\n`);
  }
};

/** `pressday build`: each issue in turn; the worst status counts. */
export const build = async (names: readonly string[], flags: BuildFlags): Promise<void> => {
  const cwd = process.cwd();
  const issues = await issuesAmong(names, cwd);
  if (issues.length === 0) {
    process.stderr.write(
      "No issue among these: an issue is a folder with an issue.yaml.\n→ pressday init writes a first one.\n",
    );
    process.exitCode = EXIT.usage;
    return;
  }
  await workOn(issues, flags, async (issue, { problems, progress, ...tools }) => {
    const built = await buildIssue({
      issue,
      cwd,
      out: flags.out,
      progress,
      ...tools,
      date: documentDate(process.env.SOURCE_DATE_EPOCH),
      ...roadOf(flags),
      ...(flags.keep === undefined ? {} : { keep: flags.keep }),
    });
    progress.end();
    report({ ...built, problems: [...problems, ...built.problems] }, flags.json === true);
    return built.exit;
  });
};
