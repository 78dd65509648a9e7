import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll } from "vitest";

/** A cache that all tests of this user share, so that the browser is unpacked once. */
export function sharedCache(): string {
  const folder = join(realpathSync(tmpdir()), `pressday-test-cache-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "pressday-test-"));
  folders.push(folder);
  return folder;
}

interface Process {
  readonly pid: number;
  readonly group: number;
  readonly command: string;
}

/** All living processes; the dead that wait for their burial by init are none of ours. */
export function processes(): readonly Process[] {
  if (!existsSync("/proc/self/stat")) {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,pgid=,stat=,command="], { encoding: "utf8" }).split("\n");
    return lines
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
      .filter((found) => found !== null && !found[3]!.startsWith("Z"))
      .map((found) => ({ pid: Number(found![1]), group: Number(found![2]), command: found![4]! }));
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return state === "Z" || state === "X" ? [] : [{ pid: Number(name), group: Number(group), command }];
      } catch {
        return [];
      }
    });
}

/** Leaders of the browsers that a process of ours has started. */
export const browsersOf = (pid: number): readonly Process[] =>
  processes().filter(({ pid: own, group, command }) => own === group && command.includes(profileStart(pid)));

/** Profile folders that belong to a process of ours. */
export const profilesOf = (pid: number): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(profileStart(pid)));

const profileStart = (pid: number) => `pressday-browser.${hostname().replace(/[^A-Za-z0-9-]/g, "-")}.${pid}.`;

/** Waits until `ready` says so; fails after ten seconds. */
export async function until(ready: () => boolean): Promise<void> {
  for (let left = 200; left > 0; left--) {
    if (ready()) return;
    await pause(50);
  }
  throw new Error(`Waited in vain: ${ready}`);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A listener on loopback that should stay untouched. */
export async function listen(): Promise<{ readonly port: number; touched(): number; server: Server }> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as { port: number }).port, touched: () => count, server };
}

/** A JPEG of one colour. */
export const jpeg = (width = 60, height = 40): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#b5651d" } })
    .jpeg()
    .toBuffer();

/** A browser of somebody else's, listening on a port of its own choice. */
export async function startRemote(
  program: string,
): Promise<{ readonly child: ChildProcess; readonly address: string; end(): Promise<void> }> {
  const profile = temporaryFolder();
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(program, ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...root], {
    stdio: "ignore",
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = (): Promise<void> => {
    child.kill();
    return gone;
  };
  const file = join(profile, "DevToolsActivePort");
  await until(() => existsSync(file) && readFileSync(file, "utf8").includes("\n"));
  return { child, address: `http://127.0.0.1:${readFileSync(file, "utf8").split("\n")[0]}`, end };
}
