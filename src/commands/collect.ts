import { type CollectedArticle, type CollectOptions, type CollectReport, collectIssue } from "../collect/index.js";
import { EXIT } from "../exit.js";
import { type Lock, LockFault, lockIssue } from "../lock.js";
import type { Problem } from "../problem.js";
import { COLLECT_PHASES } from "../progress.js";
import { counted } from "../words.js";
import { OutputFault } from "../write-whole.js";
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

/** Collects while nobody else works on the issue. One who only looks is in nobody's way. */
const collectAlone = async (options: CollectOptions, flags: CollectFlags): Promise<CollectReport> => {
  const { issue, cwd, signal, dryRun } = options;
  const failed = (problem: Problem, exit: number): CollectReport => ({
    issue,
    dryRun,
    sources: [],
    articles: [],
    problems: [problem],
    exit,
  });
  let lock: Lock | undefined;
  try {
    if (!dryRun) lock = await lockIssue(issue, { cwd, signal });
    return await collectIssue(options);
  } catch (fault) {
    if (fault instanceof LockFault) return failed(fault.problem, EXIT.locked);
    if (fault instanceof OutputFault) return failed(fault.problem, EXIT.machine);
    if (!signal.aborted) throw fault;
    return failed(timeLimit(flags), EXIT.timeLimit);
  } finally {
    await lock?.release();
  }
};

/** `pressday collect`: the week's stories from the sources, or the addresses and files that are named. */
export const collect = async (issue: string, items: readonly string[], flags: CollectFlags): Promise<void> => {
  const { inspectPicture } = await import("../figures/index.js");
  await workOn(
    [issue],
    flags,
    async (name, { problems, progress, signal, cache }) => {
      const options = {
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
      };
      const collected = await collectAlone(options, flags);
      progress.end();
      report({ ...collected, problems: [...problems, ...collected.problems] }, flags);
      return collected.exit;
    },
    COLLECT_PHASES,
  );
};

const timeLimit = ({ timeout }: CollectFlags): Problem => ({
  code: "TIME_LIMIT",
  severity: "error",
  message: `Collecting took longer than ${timeout} seconds and was stopped.`,
  remedy: "Run it again: it goes on from what is there. Or give it more time with --timeout SECONDS.",
});
