import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { CollectReport } from "../../src/collect/index.js";
import { type Ended, pressday } from "../support/command.js";
import { type Files, temporaryFolder } from "../support/publisher.js";

export const WEEK = "2026-W47";
export const ISSUE = `issues/${WEEK}`;

/** A publisher's folder whose issue is to be collected. */
export interface Desk {
  readonly root: string;
  /** The network's answers are kept here, apart from other tests' and from the browser. */
  readonly cache: string;
  write(files: Files): Promise<void>;
  read(name: string): Promise<string>;
  collect(...args: readonly string[]): Promise<Collected>;
  /** Every file of the issues by name, with its bytes and when it was last written. */
  state(): Promise<Readonly<Record<string, string>>>;
}

export interface Collected extends Ended {
  readonly told: Omit<CollectReport, "exit">;
}

/** Begins an issue with the real command, for sources on these loopback hosts. */
export const newDesk = async (
  hosts: readonly string[],
  sources: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Desk> => {
  const root = await temporaryFolder();
  const cache = await temporaryFolder();
  const write = async (files: Files): Promise<void> => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), content);
    }
  };
  await write({
    "issues/magazine.yaml": `name: Sirocco\nlanguages: [en-GB, fr, ar]\ntimeZone: Africa/Algiers\nsections: [Places, Table]\nsources:\n${sources}network:\n  allowPrivate: ${JSON.stringify(hosts)}\n`,
  });
  const run = (args: readonly string[]): Promise<Ended> => pressday(args, { cwd: root, cache, env });
  const begun = await run(["new", WEEK]);
  if (begun.exit !== 0) throw new Error(begun.stderr);
  return {
    root,
    cache,
    write,
    read: (name) => readFile(path.join(root, name), "utf8"),
    collect: async (...args) => {
      const ended = await run(["collect", ISSUE, "--json", ...args]);
      if (ended.stdout === "") throw new Error(`Nothing on stdout; stderr says:\n${ended.stderr}`);
      return { ...ended, told: JSON.parse(ended.stdout) as Collected["told"] };
    },
    state: async () => {
      const names = await readdir(path.join(root, "issues"), { recursive: true });
      const seen: Record<string, string> = {};
      for (const name of names.sort()) {
        const file = path.join(root, "issues", name);
        const info = await stat(file);
        if (info.isFile()) seen[name] = `${(await readFile(file)).toString("base64")} ${info.mtimeMs}`;
      }
      return seen;
    },
  };
};

/** A server that lives as long as the test. */
export const during = async <Server extends { close(): Promise<void> }>(serving: Promise<Server>): Promise<Server> => {
  const served = await serving;
  onTestFinished(() => served.close());
  return served;
};
