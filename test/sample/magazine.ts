import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FlatplanPage } from "../../src/compose/index.js";
import { describePdf, type PdfDescription } from "../../src/pdf/index.js";
import { type Ended, pressday } from "../support/command.js";
import { type Copy, ISSUE, ROOT, readCopy } from "./copy.js";

const OUT = "test/out/sample";
/** Wednesday of the sample's week. */
const DATE = { SOURCE_DATE_EPOCH: "1795003200" };

/** The sample issue built by the real command, and its PDF read back. */
export interface Sample extends Copy {
  readonly built: Ended;
  readonly pdf: Uint8Array;
  readonly seen: PdfDescription;
  readonly flatplan: readonly FlatplanPage[];
  /** The composed pages as markup, their files as `file:` addresses. */
  readonly composed: string;
  /** The same build once more. */
  readonly again: Promise<Ended>;
}

const build = (folder: string, ...more: readonly string[]): Promise<Ended> =>
  pressday(["build", ISSUE, "--out", `${OUT}/${folder}`, ...more], { cwd: ROOT, env: DATE });

/** The PDF whose path a command wrote. */
export const readBuilt = (file: string): Promise<Uint8Array> => readFile(path.resolve(ROOT, file));

/** Builds the sample and reads its PDF; meanwhile the second build runs. */
export const buildSample = async (): Promise<Sample> => {
  const built = await build("first", "--keep", `${OUT}/keep`);
  if (built.exit !== 0) throw new Error(`The sample cannot be built:\n${built.stderr}`);
  const again = build("again", "--json");
  const pdf = await readBuilt(built.stdout.trimEnd().split("\n").at(-1)!);
  const kept = (name: string): Promise<string> => readFile(path.join(ROOT, OUT, "keep", name), "utf8");
  const seen = await describePdf(pdf);
  const { issue, articles } = await readCopy(seen);
  const flatplan = JSON.parse(await kept("flatplan.json")) as FlatplanPage[];
  return { issue, articles, built, pdf, seen, flatplan, composed: await kept("composed.html"), again };
};
