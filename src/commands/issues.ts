/** Which issues a command line names, and which of them a shard has. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";

/** Part `index`, counted from 1, of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `2/5` → the second of five parts; undefined where it is no such thing. */
export const parseShard = (text: string): Shard | undefined => {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count ? shard : undefined;
};

/**
 * The shard's issues. Dealt out one by one in the order of their names: shards differ by one issue at most, recent and so perhaps larger
 * issues are spread over all of them, and a new issue moves none of the old ones into another shard.
 */
export const shardOf = (issues: readonly string[], { index, count }: Shard): readonly string[] =>
  issues.toSorted().filter((_, position) => position % count === index - 1);

const isPattern = (name: string): boolean => /[*?[{]/.test(name);

/** `issues/*` where no shell has done it: in quotes, in cron tables, on Windows. */
const expanded = async (name: string, cwd: string): Promise<readonly string[]> => {
  if (!isPattern(name) || existsSync(path.resolve(cwd, name))) return [name];
  const { glob } = await import("tinyglobby");
  const found = await glob(name.split(path.sep).join("/"), { cwd, onlyFiles: false, expandDirectories: false });
  return found.map((match) => match.replace(/\/$/, "")).sort();
};

/** Only folders that are issues: `issues/*` may well name `magazine.yaml` and schemas too. What is not there is told by the build. */
const isIssue = (name: string, cwd: string): boolean => {
  const full = path.resolve(cwd, name);
  if (!existsSync(full)) return true;
  return statSync(full).isDirectory()
    ? existsSync(path.join(full, "issue.yaml"))
    : path.basename(full) === "issue.yaml";
};

/** The issues that are named, by folder, manifest or pattern, each once, in the order of the names. */
export const issuesNamed = async (names: readonly string[], cwd: string): Promise<readonly string[]> => {
  const all = new Set((await Promise.all(names.map((name) => expanded(name, cwd)))).flat());
  if (names.length === 1 && all.has(names[0]!)) return [...all];
  return [...all].filter((name) => isIssue(name, cwd));
};
