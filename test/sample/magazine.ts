import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FlatplanPage } from "../../src/compose/index.js";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import { type Ended, pressday } from "../support/command.js";
import { type Copy, ISSUE, ROOT, readCopy } from "./copy.js";

/** Wednesday of the sample's week. */
const DATE = { SOURCE_DATE_EPOCH: "1795003200" };

/** An issue as it was written, and its PDF read back. */
export interface Printed extends Copy {
  readonly pdf: Uint8Array;
  readonly seen: PdfDescription;
  readonly flatplan: readonly FlatplanPage[];
}

/** The sample issue built by the real command. */
export interface Sample extends Printed {
  /** Its folder in the project. */
  readonly out: string;
  readonly built: Ended;
  /** What a stage made: `composed.html`, the composed pages as markup, their files as `file:` addresses. */
  readonly kept: (name: string) => Promise<string>;
  /** The same build once more. */
  readonly again: Promise<Ended>;
}

/** The PDF whose path a command wrote. */
export const readBuilt = (file: string): Promise<Uint8Array> => readFile(path.resolve(ROOT, file));

/** Builds the sample into a folder and reads its PDF; meanwhile the second build runs. `flags`: its layout and engine. */
export const buildSample = async (out: string, flags: readonly string[] = []): Promise<Sample> => {
  const build = (folder: string, ...more: readonly string[]): Promise<Ended> =>
    pressday(["build", ISSUE, "--force", ...flags, "--out", `${out}/${folder}`, ...more], { cwd: ROOT, env: DATE });
  const built = await build("first", "--keep", `${out}/keep`);
  if (built.exit !== 0) throw new Error(`The sample cannot be built:\n${built.stderr}`);
  const again = build("again", "--json");
  const pdf = await readBuilt(built.stdout.trimEnd().split("\n").at(-1)!);
  const kept = (name: string): Promise<string> => readFile(path.join(ROOT, out, "keep", name), "utf8");
  const seen = await describePdf(pdf);
  const { issue, articles } = await readCopy(seen);
  const flatplan = JSON.parse(await kept("flatplan.json")) as FlatplanPage[];
  return { issue, articles, out, built, pdf, seen, flatplan, kept, again };
};
