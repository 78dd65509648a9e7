/** Which process is which: numbers are given out again, so a number alone names nobody for long. */
import { readFileSync, readlinkSync } from "node:fs";

/** A process, named so that no later one is taken for it. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in the kernel's ticks since the machine started; missing where the system does not tell. */
  readonly start?: string;
  /** Where its number counts: one run of the machine, one container. */
  readonly space: string;
}

const quietly = (read: () => string): string | undefined => {
  try {
    return read().trim();
  } catch {
    return undefined;
  }
};

/** State and start of a process by Linux's /proc (proc_pid_stat(5), fields 3 and 22; the name before them may hold anything). */
const statOf = (pid: number): { readonly state: string; readonly start: string } | undefined => {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", start: fields[19] ?? "" };
};

/** What process numbers of this process's surroundings mean something in; empty where the system does not tell. */
export const processSpace = (): string =>
  [
    quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    quietly(() => readlinkSync("/proc/self/ns/pid")),
  ]
    .filter((part) => part !== undefined)
    .join(" ");

export const processMark = (): ProcessMark => {
  const start = statOf(process.pid)?.start;
  return { pid: process.pid, ...(start !== undefined && { start }), space: processSpace() };
};

/** Whether a process of this same space still runs. One that is dead and not yet buried does not. */
export const isRunning = ({ pid, start }: Pick<ProcessMark, "pid" | "start">): boolean => {
  const found = statOf(pid);
  if (found !== undefined) return !/[ZX]/.test(found.state) && (start === undefined || found.start === start);
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === "EPERM";
  }
};
