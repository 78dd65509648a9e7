import { type BuildReport, buildIssue } from "../build.js";
import { EXIT } from "../exit.js";
import type { SharedBrowser } from "../print/index.js";
import { counted } from "../words.js";
import { issuesNamed, type Shard, shardOf } from "./issues.js";
import { showProblems } from "./show.js";
import { documentDate, givenDate, type RoadFlags, roadOf, type Work, workOn } from "./working.js";

export interface BuildFlags extends RoadFlags {
  readonly out: string;
  readonly keep?: string;
  readonly force?: boolean;
  readonly shard?: Shard;
}

const report = (issue: string, built: BuildReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = built;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  showProblems(built.problems);
  if (built.current)
    process.stderr.write(`${issue}: nothing has changed since it was built; --force builds it again\n`);
  if (built.pdf !== undefined) process.stdout.write(`${built.pdf}\n`);
};

/** The work on one issue. `openBrowser`: where the issue shares a browser with others. */
const buildOne =
  (flags: BuildFlags, openBrowser: SharedBrowser["open"] | undefined) =>
  async (issue: string, { problems, progress, tell, ...tools }: Work): Promise<number> => {
    const epoch = process.env.SOURCE_DATE_EPOCH;
    const built = await buildIssue({
      issue,
      cwd: process.cwd(),
      out: flags.out,
      progress,
      ...tools,
      date: documentDate(epoch),
      dateIsGiven: givenDate(epoch) !== undefined,
      force: flags.force === true,
      ...roadOf(flags),
      ...(openBrowser === undefined ? {} : { openBrowser }),
      ...(flags.keep === undefined ? {} : { keep: flags.keep }),
    });
    tell(() => report(issue, { ...built, problems: [...problems, ...built.problems] }, flags.json === true));
    return built.exit;
  };

/** `pressday build`: each issue in turn, or several at once; the worst status counts. */
export const build = async (names: readonly string[], flags: BuildFlags): Promise<void> => {
  const found = await issuesNamed(names, process.cwd());
  if (found.length === 0) {
    process.stderr.write(
      "No issue among these: an issue is a folder with an issue.yaml.\n→ pressday init writes a first one.\n",
    );
    process.exitCode = EXIT.usage;
    return;
  }
  const issues = flags.shard === undefined ? found : shardOf(found, flags.shard);
  if (issues.length === 0) {
    process.stderr.write(`Of ${counted(found.length, "issue")} none is in this shard; nothing to do.\n`);
    return;
  }
  if (issues.length === 1) return workOn(issues, flags, buildOne(flags, undefined));
  const { SharedBrowser } = await import("../print/index.js");
  const shared = new SharedBrowser();
  try {
    await workOn(issues, flags, buildOne(flags, shared.open));
  } finally {
    await shared.end();
  }
};
