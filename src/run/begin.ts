import { access } from "node:fs/promises";
import path from "node:path";
import { beginIssue } from "../manifest/index.js";
import { issueFolder, type Step, shownFrom, skipped } from "./step.js";

/** `new`: a folder without a manifest is what a run that was killed has left, and is gone on with. */
export const begin: Step = async (desk) => {
  const manifest = path.join(issueFolder(desk), "issue.yaml");
  const isThere = await access(manifest).then(
    () => true,
    () => false,
  );
  if (isThere) return skipped("the issue is begun");
  const folder = await beginIssue(desk);
  return {
    state: "done",
    text: shownFrom(desk.options.cwd, folder),
    problems: [],
    exit: 0,
    known: { begun: true },
  };
};
