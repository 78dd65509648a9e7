/** The processes of a world: those that know its folder by an argument or by their environment, and all in their groups. */
import { readFileSync } from "node:fs";
import { processes } from "../print/helpers.js";

const environmentOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return "";
  }
};

const own = processes().find(({ pid }) => pid === process.pid)?.group;

/** Processes at work in a folder. `known`: groups that were seen there before; those seen now are added. */
export const living = (root: string, known: Set<number> = new Set()): readonly string[] => {
  const all = processes();
  const marked = all.filter(({ pid, command }) => command.includes(root) || environmentOf(pid).includes(root));
  // The command itself runs in the group of the tests.
  for (const { group } of marked) if (group !== own) known.add(group);
  return all
    .filter((process) => marked.includes(process) || known.has(process.group))
    .map(({ pid, command }) => `${pid} ${command.slice(0, 120)}`);
};

/** Ends what runs in a folder, for tests that have failed. */
export const killAll = (root: string): void => {
  for (const found of living(root)) process.kill(Number.parseInt(found, 10), "SIGKILL");
};
