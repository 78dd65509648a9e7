/** A publisher whose issues are printed without a browser, published by the real command, and looked at as readers find them. */
import { createHash } from "node:crypto";
import { cp, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type Ended, pressday, type RunOptions } from "../support/command.js";
import { type Files, ISSUE, MANIFEST, newPublisher, type Publisher } from "../support/publisher.js";

export const ADDRESS = "https://sirocco.example/mag/";
/** The day on which issues come out here. */
export const DATE = { SOURCE_DATE_EPOCH: "1795348800" };
export const OUT_ON = "2026-11-22T12:00:00.000Z";

/** `magazine.yaml` with these lines under `publish:`. */
export const magazineWith = (...lines: readonly string[]): string =>
  `name: Sirocco\ntagline: A small test of sand\npublisher: Sirocco Press\nlayout: bulletin\npublish:\n${lines.map((line) => `  ${line}\n`).join("")}`;

export const PUBLISH = [
  "address: https://sirocco.example/mag",
  'email: { from: "Sirocco <weekly@sirocco.example>" }',
] as const;

export type Run = (args: readonly string[], options?: Partial<RunOptions>) => Promise<Ended>;

export interface World extends Publisher {
  /** Runs `pressday …` in the publisher's folder. */
  readonly run: Run;
  readonly build: (issue?: string) => Promise<void>;
  readonly publish: (...flags: readonly string[]) => Promise<Ended>;
}

export const newWorld = async (files: Files = {}, options: { readonly keep?: boolean } = {}): Promise<World> => {
  const publisher = await newPublisher({ "issues/magazine.yaml": magazineWith(...PUBLISH), ...files }, options);
  const run: Run = (args, more) => pressday(args, { cwd: publisher.root, ...more, env: { ...DATE, ...more?.env } });
  const build = async (issue: string = ISSUE): Promise<void> => {
    const ended = await run(["build", issue, "--engine", "pdfkit"]);
    if (ended.exit !== 0) throw new Error(`It cannot be built:\n${ended.stderr}`);
  };
  return { ...publisher, run, build, publish: (...flags) => run(["publish", ISSUE, ...flags]) };
};

/** The issue once more, for another week. */
export const addIssue = async ({ at, write }: World, week: string): Promise<string> => {
  await cp(at(ISSUE), at(`issues/${week}`), { recursive: true });
  const manifest = await readFile(at(MANIFEST), "utf8");
  await write({ [`issues/${week}/issue.yaml`]: manifest.replace(/2026-W47/, week).replace("number: 3", "number: 4") });
  return `issues/${week}`;
};

/** Every file below a folder with its content's hash, its date and its size; nothing where there is no such folder. */
export const look = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { mtimeMs, size } = await stat(file);
    const hash = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    found[path.relative(folder, file)] = `${hash} ${mtimeMs} ${size}`;
  }
  return found;
};

/** The hashes alone. */
export const contents = async (folder: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(await look(folder)).map(([name, seen]) => [name, seen.split(" ")[0]!]));

/** Whether every file that an issue's record names is there as it was written, and no other. */
export const isWhole = async (folder: string): Promise<boolean> => {
  const seen = await contents(folder);
  if (seen["record.json"] === undefined) return false;
  const { files } = JSON.parse(await readFile(path.join(folder, "record.json"), "utf8")) as {
    readonly files: readonly { readonly name: string; readonly sha256: string }[];
  };
  return Object.keys(seen).length === files.length + 1 && files.every(({ name, sha256 }) => seen[name] === sha256);
};
