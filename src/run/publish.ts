import { publishIssue } from "../publish/index.js";
import { progressOf } from "./log.js";
import { issueFolder, type Step, shownFrom, skipped } from "./step.js";

/** `publish`: where the magazine says where to. It looks by itself whether the issue stands there as it is. */
export const publish: Step = async (desk) => {
  if (desk.magazine.publishing === undefined) return skipped("magazine.yaml does not say where to publish");
  const { cwd, out, clock, signal, force, log } = desk.options;
  const { published, url, files, current, problems, exit } = await publishIssue({
    issue: shownFrom(cwd, issueFolder(desk)),
    cwd,
    out,
    date: clock(),
    signal,
    progress: progressOf("publish", log),
    force,
  });
  if (published === undefined || exit !== 0) {
    const [first] = problems.filter(({ severity }) => severity === "error");
    return { state: "failed", reason: first?.message ?? "it could not be published", problems, exit };
  }
  const known = { published: { path: published, ...(url !== undefined && { url }) } };
  const facts = { path: published, ...(url !== undefined && { url }), files: files.length };
  if (current) return skipped("it is published as it is", { facts, known, problems });
  return { state: "done", text: url ?? published, problems, exit, facts, known };
};
