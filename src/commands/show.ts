import picocolors from "picocolors";
import { formatPlace, type Problem, type Severity } from "../problem.js";
import { counted } from "../words.js";

/** Colours for a stream: on a terminal that shows them, unless `NO_COLOR` is set (no-color.org). */
export const paintFor = (stream: NodeJS.WriteStream): ReturnType<typeof picocolors.createColors> =>
  picocolors.createColors(stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb");

const colours = paintFor(process.stderr);

const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  error: (text) => colours.bold(colours.red(text)),
  warning: (text) => colours.yellow(text),
  info: (text) => colours.cyan(text),
};

/** One problem as the editor reads it: place, severity and code, what is wrong, the line with a caret, what to type. */
export const formatProblem = (problem: Problem): string => {
  const place = problem.place === undefined ? "" : `${colours.bold(formatPlace(problem.place))}  `;
  const lines = [
    `${place}${PAINT[problem.severity](problem.severity)} ${colours.dim(problem.code)}`,
    `  ${problem.message}`,
  ];
  if (problem.frame !== undefined) lines.push(problem.frame.replace(/^/gm, "    "));
  lines.push(`  ${colours.green("→")} ${problem.remedy}`);
  return lines.join("\n");
};

/** Writes problems to stderr, errors last, where the eye ends; information only when nothing worse is there to read. */
export const showProblems = (problems: readonly Problem[]): void => {
  const rank: Record<Severity, number> = { info: 0, warning: 1, error: 2 };
  const sorted = [...problems].sort((left, right) => rank[left.severity] - rank[right.severity]);
  for (const problem of sorted) process.stderr.write(`${formatProblem(problem)}\n\n`);
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.filter((problem) => problem.severity === "warning").length;
  if (errors + warnings > 0)
    process.stderr.write(
      `${[errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""].filter(Boolean).join(", ")}\n`,
    );
};
