/** Runs a command and watches it and all that it starts, through /proc: wall time, processor time, memory. Linux only. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How often is looked, in ms. What a process does after the last look before its end is not seen: a hundredth of a build. */
const LOOK_MS = 20;
/** The kernel counts processor time in hundredths of a second, and memory in pages of 4096 bytes. */
const MS_PER_TICK = 10;
const MB_PER_PAGE = 4096 / 1024 / 1024;

/** A look at memory: of the command and of all that it has started, together. Pages that processes share count for each of them. */
export interface MemoryLook {
  /** Since the start of the command. */
  readonly atMs: number;
  readonly mb: number;
}

/** A line that the command has written. */
export interface Line {
  readonly atMs: number;
  readonly text: string;
}

export interface Watched {
  readonly wallMs: number;
  /** User and system time of the command and all that it started. */
  readonly cpuMs: number;
  readonly memory: readonly MemoryLook[];
  readonly stdout: readonly Line[];
  readonly stderr: readonly Line[];
}

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
  readonly mb: number;
}

const lookAt = (pid: string): Seen | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may hold spaces: state, parent, … user time (14th of the line), system time, … resident pages (24th).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
      mb: Number(fields[21]) * MB_PER_PAGE,
    };
  } catch {
    return undefined;
  }
};

/** A command's process and its descendants. Those whose parent has died first are still known as its own. */
class Family {
  private readonly members = new Set<number>();
  private readonly cpu = new Map<number, number>();

  constructor(pid: number) {
    this.members.add(pid);
  }

  /** Looks at all; gives their memory in MB. */
  look(): number {
    const seen = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (lookAt(name) ?? []) : []));
    let mb = 0;
    // Children have higher numbers than their parents, but where the numbers begin anew.
    for (const { pid, parent, ...figures } of seen.sort((one, other) => one.pid - other.pid)) {
      if (!this.members.has(pid) && !this.members.has(parent)) continue;
      this.members.add(pid);
      this.cpu.set(pid, figures.cpuMs);
      mb += figures.mb;
    }
    return mb;
  }

  get cpuMs(): number {
    return [...this.cpu.values()].reduce((sum, ms) => sum + ms, 0);
  }
}

/** Runs a program of Node's to its end. Throws with what it said when it fails. */
export const watch = (args: readonly string[], cwd: string): Promise<Watched> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const sinceStart = () => performance.now() - started;
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const lines = { stdout: [] as Line[], stderr: [] as Line[] };
    for (const name of ["stdout", "stderr"] as const) {
      let rest = "";
      child[name].setEncoding("utf8").on("data", (text: string) => {
        const parts = (rest + text).split("\n");
        rest = parts.pop()!;
        for (const part of parts) lines[name].push({ atMs: sinceStart(), text: part });
      });
    }
    const family = new Family(child.pid!);
    const memory: MemoryLook[] = [];
    const looking = setInterval(() => memory.push({ atMs: sinceStart(), mb: family.look() }), LOOK_MS);
    let wallMs = 0;
    child.on("error", reject);
    child.on("exit", () => {
      wallMs = sinceStart();
      clearInterval(looking);
    });
    child.on("close", (status) => {
      if (status === 0) resolve({ wallMs, cpuMs: family.cpuMs, memory, ...lines });
      else
        reject(
          new Error(`${args.join(" ")} ended with ${status}:\n${lines.stderr.map(({ text }) => text).join("\n")}`),
        );
    });
  });
