import path from "node:path";
import { EXIT } from "../exit.js";
import { hasErrors, type Problem } from "../problem.js";
import { OutputFault } from "../publish/index.js";
import { exists } from "./exists.js";
import { showProblems } from "./show.js";

/** The folder that holds `magazine.yaml`: named with the week (`issues/2026-W48`), `issues/` here, or this one. */
const issuesFolder = async (name: string): Promise<string> => {
  const named = path.dirname(path.resolve(name));
  for (const folder of [path.resolve("issues"), named])
    if (await exists(path.join(folder, "magazine.yaml"))) return folder;
  return path.resolve("issues");
};

interface Begun {
  readonly issue?: string;
  readonly problems: readonly Problem[];
  readonly exit: number;
}

const begin = async (name: string): Promise<Begun> => {
  const { beginIssue, readMagazine, weekNamed } = await import("../manifest/index.js");
  const folder = await issuesFolder(name);
  const { magazine, problems } = await readMagazine(folder, { cwd: process.cwd() });
  if (magazine === undefined || hasErrors(problems)) return { problems, exit: EXIT.material };
  const week = weekNamed(name, new Date(), magazine.timeZone);
  if (week === undefined) {
    const problem: Problem = {
      code: "WEEK_INVALID",
      severity: "error",
      message: `“${name}” is no week.`,
      remedy: "Write a week such as 2026-W48, or last, current or next.",
    };
    return { problems: [...problems, problem], exit: EXIT.usage };
  }
  const issue = path.join(folder, week.label);
  const shown = path.relative(process.cwd(), issue) || ".";
  if (await exists(issue)) {
    const problem: Problem = {
      code: "ISSUE_EXISTS",
      severity: "error",
      place: { file: shown },
      message: `There is a folder of the week ${week.label} already; nothing was written.`,
      remedy: `Go on with it: pressday collect ${shown}. Or move it away.`,
    };
    return { problems: [...problems, problem], exit: EXIT.material };
  }
  try {
    await beginIssue({ issuesFolder: folder, week, magazine });
  } catch (fault) {
    if (!(fault instanceof OutputFault)) throw fault;
    return { problems: [...problems, fault.problem], exit: EXIT.machine };
  }
  const next =
    magazine.collecting.sources.length > 0
      ? `The issue is begun. Bring its stories:\n  pressday collect ${shown}\n`
      : `The issue is begun. Put articles into ${shown}/articles and list them in ${shown}/issue.yaml, or name sources in magazine.yaml\nand run:\n  pressday collect ${shown}\n`;
  process.stderr.write(next);
  return { issue: shown, problems, exit: EXIT.done };
};

/** `pressday new`: the folder and manifest of a week. Overwrites nothing. */
export const newIssue = async (name: string, { json = false }: { readonly json?: boolean }): Promise<void> => {
  const { exit, ...begun } = await begin(name);
  if (json) process.stdout.write(`${JSON.stringify(begun)}\n`);
  else {
    showProblems(begun.problems);
    if (begun.issue !== undefined) process.stdout.write(`${begun.issue}\n`);
  }
  process.exitCode = exit;
};
