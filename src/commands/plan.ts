import { EXIT } from "../exit.js";
import { type PlanReport, planIssue, planText } from "../plan/index.js";
import { paintFor, showProblems } from "./show.js";
import { type RoadFlags, roadOf, workOn } from "./working.js";

export interface PlanFlags extends RoadFlags {
  readonly html?: string;
  readonly png?: string;
}

/** Width of the plan where stdout is no terminal. */
const COLUMNS = 120;

const report = (planned: PlanReport, json: boolean): void => {
  if (json) {
    const { exit: _, ...shown } = planned;
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    return;
  }
  const { columns = COLUMNS } = process.stdout;
  const paint = paintFor(process.stdout);
  if (planned.pages > 0) process.stdout.write(planText(planned, { columns, paint }));
  showProblems(planned.problems);
};

/** `pressday plan`: the flatplan of an issue, and how its pages look, without printing it. */
export const plan = async (issue: string, flags: PlanFlags): Promise<void> => {
  if (flags.engine === "pdfkit" && (flags.html !== undefined || flags.png !== undefined)) {
    process.stderr.write(
      "A contact sheet (--html, --png) shows pages that a browser has set.\n→ Leave --engine pdfkit out, or plan without the sheet.\n",
    );
    process.exitCode = EXIT.usage;
    return;
  }
  const cwd = process.cwd();
  await workOn([issue], flags, async (name, { problems, progress, ...tools }) => {
    const planned = await planIssue({
      issue: name,
      cwd,
      progress,
      ...tools,
      ...roadOf(flags),
      ...(flags.html === undefined ? {} : { html: flags.html }),
      ...(flags.png === undefined ? {} : { png: flags.png }),
    });
    progress.end();
    report({ ...planned, problems: [...problems, ...planned.problems] }, flags.json === true);
    return planned.exit;
  });
};
