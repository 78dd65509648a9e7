import { checkIssue, exitOfCheck, type IssueCheck } from "../inspecting.js";
import { formatPlace, type Problem, type Severity } from "../problem.js";
import { counted } from "../words.js";
import { paintFor } from "./show.js";
import { documentDate, type RoadFlags, roadOf, workOn } from "./working.js";

export interface CheckFlags extends RoadFlags {
  readonly format: "table" | "github";
  readonly strict?: boolean;
}

type Paint = ReturnType<typeof paintFor>;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
/** As editors call them. */
const NAMES: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

const colour = (severity: Severity, text: string, paint: Paint): string =>
  severity === "error" ? paint.bold(paint.red(text)) : severity === "warning" ? paint.yellow(text) : paint.cyan(text);

/** `2 errors, 3 warnings, 5 notes`. */
export const countsOf = (problems: readonly Problem[]): string => {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [counted(count, NAMES[severity])];
  });
  return counts.join(", ");
};

/** By file, in the order of the road; what has no file first. Within a file by line, the gravest first on one line. */
const byFile = (problems: readonly Problem[]): (readonly [file: string, problems: readonly Problem[]])[] => {
  const files = new Map<string, Problem[]>([["", []]]);
  for (const problem of problems) {
    const file = problem.place?.file ?? "";
    files.set(file, [...(files.get(file) ?? []), problem]);
  }
  return [...files].flatMap(([file, own]) =>
    own.length === 0
      ? []
      : [
          [
            file,
            own.toSorted(
              (a, b) =>
                (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
                RANK[a.severity] - RANK[b.severity] ||
                (a.place?.col ?? 0) - (b.place?.col ?? 0),
            ),
          ] as const,
        ],
  );
};

const lineAndCol = ({ place }: Problem): string =>
  place?.line === undefined ? "" : formatPlace({ ...place, file: "" }).replace(/^:/, "");

const summaryOf = ({ problems, pages, articles, whole }: IssueCheck): string => {
  const seen = `${counted(articles, "article")}, ${counted(pages, "page")}`;
  const counts = countsOf(problems);
  if (counts === "") return `Nothing to mend: ${seen}.`;
  return whole
    ? `${counts} (${seen}).`
    : `${counts}. The errors must be mended before the finished PDF can be looked at.`;
};

/** What to do about each kind of problem: each remedy once, with its code. */
const remediesOf = (problems: readonly Problem[], paint: Paint): string[] => {
  const remedies = new Map<string, Set<string>>();
  for (const { code, remedy } of problems) remedies.set(code, (remedies.get(code) ?? new Set()).add(remedy));
  return [...remedies].flatMap(([code, texts]) => [
    paint.bold(code),
    ...[...texts].map((text) => `  ${paint.green("→")} ${text}`),
  ]);
};

/** The report for people. */
export const tableOf = (checked: IssueCheck, paint: Paint): string => {
  const { problems } = checked;
  const places = Math.max(0, ...problems.map((problem) => lineAndCol(problem).length));
  const codes = Math.max(0, ...problems.map(({ code }) => code.length));
  const lines = byFile(problems).flatMap(([file, own]) => [
    paint.bold(file === "" ? "The issue" : file),
    ...own.map((problem) => {
      const { severity, code, message } = problem;
      const place = lineAndCol(problem).padStart(places);
      const name = colour(severity, NAMES[severity].padEnd(7), paint);
      return `  ${paint.dim(place)}  ${name}  ${paint.dim(code.padEnd(codes))}  ${message}`;
    }),
    "",
  ]);
  const grave = problems.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const remedies = remediesOf(grave, paint);
  return `${[...lines, ...(remedies.length > 0 ? [...remedies, ""] : []), summaryOf(checked)].join("\n")}\n`;
};

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Workflow commands of GitHub Actions, which shows them beside the lines of a change. */
export const annotationsOf = (problems: readonly Problem[]): string =>
  problems
    .map(({ code, severity, place, message, remedy }) => {
      const level = severity === "info" ? "notice" : severity;
      const properties = [
        ...(place === undefined ? [] : [`file=${escapeProperty(place.file)}`]),
        ...(place?.line === undefined ? [] : [`line=${place.line}`]),
        ...(place?.line === undefined || place.col === undefined ? [] : [`col=${place.col}`]),
        `title=${escapeProperty(code)}`,
      ];
      return `::${level} ${properties.join(",")}::${escapeData(`${message}\n${remedy}`)}\n`;
    })
    .join("");

const report = (checked: IssueCheck, { json, format }: CheckFlags): void => {
  const { exit: _, ...shown } = checked;
  if (json) process.stdout.write(`${JSON.stringify(shown)}\n`);
  else if (format === "github") process.stdout.write(annotationsOf(checked.problems));
  else process.stdout.write(tableOf(checked, paintFor(process.stdout)));
};

/** `pressday check`: everything that an editor should look at in an issue, without writing a file. */
export const check = async (issue: string, flags: CheckFlags): Promise<void> => {
  const cwd = process.cwd();
  const strict = flags.strict === true;
  await workOn([issue], flags, async (name, { problems, progress, ...tools }) => {
    const checked = await checkIssue({
      issue: name,
      cwd,
      progress,
      ...tools,
      ...roadOf(flags),
      date: documentDate(process.env.SOURCE_DATE_EPOCH),
      strict,
    });
    progress.end();
    const all = [...problems, ...checked.problems];
    report({ ...checked, problems: all }, flags);
    return exitOfCheck(all, strict);
  });
};
