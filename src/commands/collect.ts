import { type CollectedArticle, type CollectReport, collectIssue } from "../collect/index.js";
import { EXIT } from "../exit.js";
import { COLLECT_PHASES } from "../progress.js";
import { counted } from "../words.js";
import { explanation } from "./explain.js";
import { showProblems } from "./show.js";
import { type WorkFlags, workOn } from "./working.js";

export interface CollectFlags extends WorkFlags {
  readonly dryRun?: boolean;
  readonly update?: boolean;
  /** Of all articles, or of one by its short name. */
  readonly explain?: boolean | string;
}

const summary = ({ articles, sources, dryRun }: CollectReport): string => {
  const taken = articles.filter(({ updated }) => !updated).length;
  const updated = articles.length - taken;
  const failed = sources.filter((source) => source.failed).length;
  return [
    `${counted(taken, "new article")}${dryRun ? " would be taken" : ""}`,
    ...(updated > 0 ? [`${counted(updated, "article")} taken anew`] : []),
    ...(failed > 0 ? [`${counted(failed, "source")} of ${sources.length} failed`] : []),
  ].join(", ");
};

const line = ({ file, section, words, pictures, source }: CollectedArticle): string =>
  `${file}  ${section} · ${counted(words, "word")} · ${counted(pictures, "picture")} · ${source}`;

const report = (collected: CollectReport, { json, explain }: CollectFlags): void => {
  if (json) {
    const { exit: _, ...shown } = collected;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  const { articles, problems } = collected;
  const explained = articles.filter(({ slug }) => explain === true || explain === slug);
  process.stdout.write(explained.map(explanation).join(""));
  if (explain === undefined) process.stdout.write(articles.map((article) => `${line(article)}\n`).join(""));
  showProblems(problems);
  if (collected.week !== undefined) process.stderr.write(`${summary(collected)}\n`);
};

/** `pressday collect`: the week's stories from the sources, or the addresses and files that are named. */
export const collect = async (issue: string, items: readonly string[], flags: CollectFlags): Promise<void> => {
  const { inspectPicture } = await import("../figures/index.js");
  await workOn(
    [issue],
    flags,
    async (name, { problems, progress, signal, cache }) => {
      const collected = await collectIssue({
        issue: name,
        cwd: process.cwd(),
        items,
        dryRun: flags.dryRun === true,
        update: flags.update === true,
        explain: flags.explain !== undefined,
        now: new Date(),
        environment: process.env,
        inspect: inspectPicture,
        cache,
        signal,
        progress,
      }).catch((fault: unknown) => {
        if (!signal.aborted) throw fault;
        return timeLimitReport(name, flags);
      });
      progress.end();
      report({ ...collected, problems: [...problems, ...collected.problems] }, flags);
      return collected.exit;
    },
    COLLECT_PHASES,
  );
};

const timeLimitReport = (issue: string, { timeout, dryRun = false }: CollectFlags): CollectReport => ({
  issue,
  dryRun,
  sources: [],
  articles: [],
  problems: [
    {
      code: "TIME_LIMIT",
      severity: "error",
      message: `Collecting took longer than ${timeout} seconds and was stopped.`,
      remedy: "Run it again: it goes on from what is there. Or give it more time with --timeout SECONDS.",
    },
  ],
  exit: EXIT.timeLimit,
});
