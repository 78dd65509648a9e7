import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { EXIT } from "../exit.js";
import { checkPdfFile } from "../inspecting.js";
import { readLayout } from "../layout/index.js";
import { readIssue } from "../manifest/index.js";
import { searched } from "../prepare.js";
import { hasErrors, type Problem } from "../problem.js";
import { version } from "../version.js";
import { counted } from "../words.js";
import { type Desk, earlierFacts, issueFolder, type Step, shownFrom, skipped } from "./step.js";

/** The size that the pages are to have; undefined where the layout cannot be read, which the build would have told. */
const trimOf = async (desk: Desk): Promise<readonly [number, number] | undefined> => {
  const { cwd, layout } = desk.options;
  const { issue } = await readIssue(issueFolder(desk), { cwd });
  const publisherFolder = path.dirname(desk.issuesFolder);
  const name = layout ?? issue?.layout ?? desk.magazine.layout;
  return (await readLayout(name, searched(publisherFolder, "layouts"))).layout?.page.trimMm;
};

/** `check`: the finished file, by a reader that is not the one that wrote it. Copy and pages were checked when they were built. */
export const check: Step = async (desk, { pdf, pages }) => {
  const { options, earlier, magazine } = desk;
  const { cwd } = options;
  if (pdf === undefined) throw new Error("There is no PDF to check.");
  const file = path.resolve(cwd, pdf);
  const sha256 = hash("sha256", await readFile(file), "hex");
  const checked = hash("sha256", JSON.stringify([version, sha256, magazine.checks]), "hex").slice(0, 32);
  if (earlierFacts(desk, "check").checked === checked)
    return skipped("this PDF was found to be good", {
      facts: { checked, sha256 },
      problems: earlier?.problems.filter(({ step }) => step === "check") ?? [],
    });
  const trimMm = await trimOf(desk);
  if (trimMm === undefined) throw new Error("The layout has gone since the issue was built.");
  const problems = await checkPdfFile(file, {
    trimMm,
    checks: magazine.checks,
    ...(pages === undefined ? {} : { pages }),
  });
  const told = problems.map((problem): Problem => ({ ...problem, place: { file: shownFrom(cwd, file) } }));
  if (hasErrors(told))
    return {
      state: "failed",
      reason: told.find(({ severity }) => severity === "error")!.message,
      problems: told,
      exit: EXIT.material,
      facts: { sha256 },
    };
  const text = told.length === 0 ? "nothing to mend" : counted(told.length, "remark");
  return { state: "done", text, problems: told, exit: EXIT.done, facts: { checked, sha256 } };
};
