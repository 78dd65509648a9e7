import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type ReadResult, readIssue } from "../../src/manifest/index.js";
import { formatPlace } from "../../src/problem.js";

export const MAGAZINE = "name: Sirocco\n";
export const ISSUE = "week: 2026-W47\nsections:\n  - name: Crafts\n    articles: [sahel]\n";

/** A publisher's folder in a temporary place, made anew for each test. */
export const publisher = () => {
  let root = "";
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "pressday-manifest-"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const at = (name: string): string => path.join(root, name);
  const write = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(at(name)), { recursive: true });
      await writeFile(at(name), content);
    }
  };
  const read = async (issue: string, magazine = MAGAZINE, folder = "issues/2026-W47"): Promise<ReadResult> => {
    await write({
      "issues/magazine.yaml": magazine,
      [`${folder}/issue.yaml`]: issue,
      [`${folder}/articles/sahel.md`]: "# Sahel",
    });
    return readIssue(folder, { cwd: root });
  };
  return { at, write, read };
};

/** Each problem as `CODE file:line:col`, in their order. */
export const told = (result: ReadResult): readonly string[] =>
  result.problems.map((problem) => `${problem.code} ${problem.place ? formatPlace(problem.place) : "nowhere"}`);
