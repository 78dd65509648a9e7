import { hash } from "node:crypto";
import { type CollectReport, collectIssue, collectWindow } from "../collect/index.js";
import { EXIT } from "../exit.js";
import { type Issue, readIssue, type Source } from "../manifest/index.js";
import { hasErrors, type Problem } from "../problem.js";
import { counted } from "../words.js";
import { progressOf } from "./log.js";
import { type Desk, earlierFacts, issueFolder, type Step, type StepResult, skipped } from "./step.js";
import type { Facts } from "./types.js";

const sourcesOf = ({ magazine, sources }: Issue): readonly Source[] => [...magazine.collecting.sources, ...sources];

/** The moments between which stories appear. */
interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** Changes with anything that decides which stories come; not with the lines that say so. */
const fingerprint = (issue: Issue, window: Window): string => {
  const told = JSON.stringify([window, sourcesOf(issue)], (key, value: unknown) =>
    key === "place" ? undefined : value instanceof Map ? [...value] : value,
  );
  return hash("sha256", told, "hex").slice(0, 32);
};

/**
 * Whether nothing can come any more: all sources answered after the week was over, and they are still the same. Files may be put
 * into their folder at any time, and a picture that was not to be had is asked for again.
 */
const isCollected = (issue: Issue, window: Window, facts: Facts): boolean =>
  facts.complete === true &&
  facts.sources === fingerprint(issue, window) &&
  sourcesOf(issue).every(({ kind }) => kind !== "file") &&
  Date.parse(String(facts.began)) >= window.to.getTime();

/** What is missing is a fault, unless the publisher has said beforehand that the issue may come out without it. */
const excused = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) =>
    problem.code === "SOURCE_FAILED" || problem.code === "SOURCE_INCOMPLETE"
      ? { ...problem, severity: "warning" }
      : problem,
  );

const resultOf = (collected: CollectReport, facts: Facts, allowMissing: boolean): StepResult => {
  const { articles, sources, problems, exit } = collected;
  const failed = sources.filter((source) => source.failed).map(({ name }) => name);
  const text = [
    counted(articles.filter(({ updated }) => !updated).length, "new article"),
    ...(failed.length > 0 ? [`nothing from ${failed.join(", ")}`] : []),
  ].join(", ");
  const isExcused = exit === EXIT.source && allowMissing && !hasErrors(excused(problems));
  if (exit !== EXIT.done && !isExcused) {
    const reason =
      failed.length > 0
        ? `${failed.join(", ")} could not be collected`
        : exit === EXIT.source
          ? "not all could be collected"
          : (problems.find(({ severity }) => severity === "error")?.message ?? "it could not be collected");
    return { state: "failed", reason, problems, exit, facts: { articles: articles.length, missing: failed } };
  }
  const complete = exit === EXIT.done && problems.every(({ code }) => code !== "PICTURE_NOT_FETCHED");
  return {
    state: "done",
    text,
    problems: isExcused ? excused(problems) : problems,
    exit: EXIT.done,
    facts: { ...facts, complete, articles: articles.length, ...(failed.length > 0 && { missing: failed }) },
  };
};

const collectAll = async ({ options, ...desk }: Desk, sources: string): Promise<StepResult> => {
  const { cwd, environment, clock, signal, log, allowMissing } = options;
  const now = clock();
  const { inspectPicture } = await import("../figures/index.js");
  const collected = await collectIssue({
    issue: issueFolder(desk),
    cwd,
    items: [],
    dryRun: false,
    update: false,
    explain: false,
    now,
    environment,
    inspect: inspectPicture,
    cache: desk.cache,
    signal,
    progress: progressOf("collect", log),
  });
  return resultOf(collected, { began: now.toISOString(), sources }, allowMissing);
};

/** `collect`: it only ever adds, so that it can be done once more whenever in doubt. */
export const collect: Step = async (desk, { begun }) => {
  const { issue, problems } = await readIssue(issueFolder(desk), { cwd: desk.options.cwd, mayBeEmpty: true });
  if (issue === undefined)
    return { state: "failed", reason: "the manifest needs mending", problems, exit: EXIT.material };
  if (sourcesOf(issue).length === 0) return skipped("no sources are named in magazine.yaml");
  const window = await collectWindow(issue.week, issue.magazine);
  const facts = earlierFacts(desk, "collect");
  if (!begun && isCollected(issue, window, facts))
    return skipped("all sources answered after the end of the week", { facts });
  return collectAll(desk, fingerprint(issue, window));
};
