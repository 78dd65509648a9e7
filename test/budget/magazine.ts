import { appendFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { measurePages, type PageFigures } from "../../scripts/pagecheck/figures.js";
import type { HouseOnPage } from "../../scripts/pagecheck/house.js";
import type { FlatplanPage } from "../../src/compose/index.js";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import type { PlanReport } from "../../src/plan/index.js";
import { type Copy, ISSUE, ROOT, readCopy } from "../sample/copy.js";
import { pressday, type Told, toldBy } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";

/** Wednesday of the sample's week: with it, the same input gives the same bytes. */
const DATE = { SOURCE_DATE_EPOCH: "1795003200" };

/** The sample in a publisher's folder of its own, to be changed. Somebody must `remove` it. */
export interface Magazine {
  readonly root: string;
  /** Adds a line to issue.yaml. */
  say(line: string): Promise<void>;
  /** Gives the issue's entry of one article more keys: `pages: 2`. */
  sayOf(slug: string, keys: string): Promise<void>;
  /** Rewrites an article's file; `name` as problems name it. */
  edit(name: string, change: (text: string) => string): Promise<void>;
  remove(): Promise<void>;
}

export const newMagazine = async (...lines: readonly string[]): Promise<Magazine> => {
  const root = await temporaryFolder({ keep: true });
  await cp(path.join(ROOT, "issues"), path.join(root, "issues"), { recursive: true });
  const edit = async (name: string, change: (text: string) => string): Promise<void> => {
    const file = path.join(root, name);
    const before = await readFile(file, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`nothing was changed in ${name}`);
    await writeFile(file, after);
  };
  const manifest = `${ISSUE}/issue.yaml`;
  const say = (line: string): Promise<void> => appendFile(path.join(root, manifest), `\n${line}\n`);
  for (const line of lines) await say(line);
  return {
    root,
    say,
    sayOf: (slug, keys) => edit(manifest, (text) => text.replace(`- ${slug}.md`, `- { file: ${slug}.md, ${keys} }`)),
    edit,
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

export interface Built {
  readonly exit: number | null;
  readonly told: Told;
  /** Absent when the build was refused. */
  readonly pdf?: Uint8Array;
}

export const build = async ({ root }: Pick<Magazine, "root">, ...more: readonly string[]): Promise<Built> => {
  const ended = await pressday(["build", ISSUE, "--force", "--json", ...more], { cwd: root, env: DATE });
  const told = toldBy(ended);
  const pdf = told.pdf === undefined ? {} : { pdf: await readFile(path.resolve(root, told.pdf)) };
  return { exit: ended.exit, told, ...pdf };
};

/** The plan as `--json` tells it, and the command's own end. */
export const plan = async ({ root }: Magazine): Promise<Omit<PlanReport, "exit"> & { exit: number | null }> => {
  const { stdout, exit } = await pressday(["plan", ISSUE, "--json"], { cwd: root });
  return { ...(JSON.parse(stdout) as PlanReport), exit };
};

/** A finished magazine, read back. */
export interface Read extends Copy {
  readonly seen: PdfDescription;
  readonly flatplan: readonly FlatplanPage[];
  readonly figures: PageFigures;
}

const houseOn = ({ house = [], articles }: FlatplanPage): HouseOnPage =>
  house.length === 0 ? undefined : articles.length === 0 ? "whole" : "part";

export const read = async ({ root }: Pick<Magazine, "root">, { pdf, told }: Built): Promise<Read> => {
  if (pdf === undefined) throw new Error(`It was not built: ${JSON.stringify(told.problems)}`);
  const seen = await describePdf(pdf);
  const { issue, articles } = await readCopy(seen, root);
  return { seen, issue, articles, flatplan: told.flatplan, figures: measurePages(seen, told.flatplan.map(houseOn)) };
};

/** Errors alone, by their codes. */
export const errorCodes = ({ told }: Built): readonly string[] =>
  told.problems.flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
