import type { Phase } from "../progress.js";
import { type PublishReport, publishIssue } from "../publish/index.js";
import { showProblems } from "./show.js";
import { documentDate, type WorkFlags, workOn } from "./working.js";

export interface PublishFlags extends WorkFlags {
  readonly out: string;
  readonly force?: boolean;
}

const PHASES: readonly Phase[] = ["Reading", "Pictures", "Writing"];

const report = (published: PublishReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = published;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  showProblems(published.problems);
  if (published.current) process.stderr.write("It has been published already, just so; --force makes it anew.\n");
  if (published.published !== undefined) process.stdout.write(`${published.published}\n`);
};

/** `pressday publish`: an issue that has been built, put before its readers. */
export const publish = async (issue: string, flags: PublishFlags): Promise<void> => {
  const cwd = process.cwd();
  await workOn(
    [issue],
    flags,
    async (name, { progress, signal, tell }) => {
      const published = await publishIssue({
        issue: name,
        cwd,
        out: flags.out,
        date: documentDate(process.env.SOURCE_DATE_EPOCH),
        signal,
        progress,
        ...(flags.force === undefined ? {} : { force: flags.force }),
      });
      tell(() => report(published, flags.json === true));
      return published.exit;
    },
    PHASES,
  );
};
