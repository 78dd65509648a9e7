/** Prints an issue for the check, and reads the words that its articles have. */
import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { articleTexts, readArticle } from "../../src/article/index.js";
import type { BuildReport } from "../../src/build.js";
import type { FlatplanPage } from "../../src/compose/index.js";
import { readIssue } from "../../src/manifest/index.js";
import type { HouseOnPage } from "./house.js";

const COMMAND = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const run = promisify(execFile);

/** How an issue is printed: as it asks for itself, where nothing is said. */
export interface Choice {
  readonly cache?: string;
  readonly layout?: string;
  readonly engine?: string;
}

export interface PrintOptions extends Choice {
  readonly out: string;
}

export interface Printed {
  /** Absolute path of the finished PDF. */
  readonly pdf: string;
  /** House matter by page. */
  readonly planned: readonly HouseOnPage[];
}

const houseOn = ({ house = [], articles }: FlatplanPage): HouseOnPage =>
  house.length === 0 ? undefined : articles.length === 0 ? "whole" : "part";

/** Runs `pressday build`. Throws with the problems when there is none. */
export const printIssue = async (issue: string, { out, cache, layout, engine }: PrintOptions): Promise<Printed> => {
  const flags = Object.entries({ cache, layout, engine }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const args = [COMMAND, "build", issue, "--force", "--json", "--out", out, ...flags];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 28 }).catch(
    (fault) => fault as { stdout: string },
  );
  const { pdf, problems, flatplan } = JSON.parse(stdout) as BuildReport;
  if (pdf !== undefined) return { pdf: path.resolve(pdf), planned: flatplan.map(houseOn) };
  const errors = problems.filter(({ severity }) => severity === "error");
  throw new Error(
    `${issue} could not be printed:\n${errors.map(({ code, message }) => `${code}: ${message}`).join("\n")}`,
  );
};

/** The text of every article of an issue, one string each. */
export const textsOfIssue = async (issue: string): Promise<string[]> => {
  const { copy } = await readIssue(issue, { cwd: process.cwd() });
  if (copy === undefined) throw new Error(`${issue} has no readable issue.yaml`);
  const context = { issueFolder: copy.folder, language: copy.language, magazineLanguages: copy.languages };
  const texts: string[] = [];
  for (const entry of copy.articles) {
    const { article } = await readArticle(entry, context);
    if (article !== undefined)
      texts.push(
        articleTexts(article)
          .map(({ text }) => text)
          .join("\n"),
      );
  }
  return texts;
};

/** Publisher's folders and files beside the issue that printing it reads. */
const BESIDE = ["layouts", "fonts"];

/** Copies an issue, with what its publisher has, to a folder of its own and switches house matter off there. */
export const withoutHouse = async <Result>(issue: string, work: (copy: string) => Promise<Result>): Promise<Result> => {
  const whole = (await stat(issue)).isDirectory() ? path.resolve(issue) : path.dirname(path.resolve(issue));
  const issues = path.dirname(whole);
  const folder = await mkdtemp(path.join(tmpdir(), "pressday-check-"));
  try {
    for (const name of BESIDE)
      await cp(path.join(issues, "..", name), path.join(folder, name), { recursive: true }).catch(() => {});
    for (const name of await readdir(issues))
      if (name === "house" || !(await stat(path.join(issues, name))).isDirectory())
        await cp(path.join(issues, name), path.join(folder, "issues", name), { recursive: true });
    const copy = path.join(folder, "issues", path.basename(whole));
    await cp(whole, copy, { recursive: true });
    const manifest = path.join(copy, "issue.yaml");
    if (!/^house:/m.test(await readFile(manifest, "utf8"))) await appendFile(manifest, "\nhouse: off\n");
    return await work(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
