/** The sample issue has nothing to mend, and looking for it takes next to no time. */
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/index.js";
import { issueCopy } from "../../src/fonts/index.js";
import { readIssue } from "../../src/manifest/index.js";
import { checkCopy } from "../../src/preflight/index.js";
import type { Problem } from "../../src/problem.js";
import { pressday } from "../support/command.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SAMPLE = "issues/2026-W47";

describe("the sample", () => {
  it.each([
    ["classic", "chromium"],
    ["atlas", "chromium"],
    ["bulletin", "chromium"],
    ["bulletin", "pdfkit"],
  ])("has no error and no warning in %s by %s", async (layout, engine) => {
    const args = ["check", SAMPLE, "--layout", layout, "--engine", engine, "--json"];
    const { stdout, exit } = await pressday(args, { cwd: ROOT });
    const { problems, whole, articles } = JSON.parse(stdout);
    const grave = problems.filter(
      ({ severity, code }: Problem) => severity !== "info" && code !== "BROWSER_UNSANDBOXED",
    );
    expect(grave).toEqual([]);
    // Notes are told where they are true: two heroes are printed large, one last page is not quite full.
    expect(problems.filter(({ severity }: Problem) => severity === "info").length).toBeLessThanOrEqual(3);
    expect({ whole, articles, exit }).toEqual({ whole: true, articles: 21, exit: 0 });
  });

  it("is looked through in a small part of the time that reading it takes", async () => {
    const read = async () => {
      const { issue } = await readIssue(SAMPLE, { cwd: ROOT });
      const articles = new Map();
      for (const entry of issue!.sections.flatMap((section) => section.articles)) {
        const { folder: issueFolder, language, magazine } = issue!;
        const { article } = await readArticle(entry, { issueFolder, language, magazineLanguages: magazine.languages });
        articles.set(entry.slug, article);
      }
      return { issue: issue!, articles };
    };
    const timed = async <Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> => {
      const started = performance.now();
      const result = await work();
      return { ms: performance.now() - started, result };
    };
    const reading: number[] = [];
    const checking: number[] = [];
    for (let round = 0; round < 7; round++) {
      const { ms, result } = await timed(read);
      const copies = issueCopy(result.issue, "16–22 November 2026");
      reading.push(ms);
      checking.push((await timed(() => checkCopy({ ...result, copies, cwd: ROOT, now: new Date() }))).ms);
    }
    expect(Math.min(...checking)).toBeLessThan(0.5 * Math.min(...reading));
  });
});
