import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { ownedName, sweepLeftovers } from "../cache.js";
import { whyNotWritten } from "../write-whole.js";
import { writeFontconfig } from "./fallback-font.js";
import { printFault } from "./faults.js";

/** A browser process, the leader of its own group, with a private profile. */
export interface BrowserProcess {
  readonly pid: number;
  /** Where commands go in, and where answers come out. */
  readonly input: Duplex;
  readonly output: Duplex;
  /** Settles when the process has ended, with its exit status or the signal that ended it (`SIGSEGV`); undefined if it never ran. */
  readonly ended: Promise<number | NodeJS.Signals | undefined>;
  /** The end of what it wrote to its error output; ask when it has ended or seems to have. */
  said(): Promise<string>;
  /** Ends the whole group at once; for deadlines and signals. */
  kill(): void;
  /** Ends the whole group, waits for it and removes the profile; may be called twice. */
  end(): Promise<void>;
}

export interface StartOptions {
  readonly program: string;
  readonly sandbox: boolean;
  /** Folder with shared libraries that the machine lacks. */
  readonly libraries?: string;
  /** The one font that stands for the machine's (`findFallbackFont`). */
  readonly fallbackFont?: string;
}

const PROFILE_PREFIX = "pressday-browser.";

/**
 * An address at which nothing answers (9 is the discard port), as proxy for everything, loopback addresses included. Where
 * interception has a gap, the way ends here.
 */
export const DEAD_PROXY = { proxyServer: "http://127.0.0.1:9", proxyBypassList: "<-loopback>" } as const;

/** Our own arguments, kept to what changes the pages, closes a way out or saves time. */
export const browserArguments = (profile: string, sandbox: boolean): readonly string[] => [
  "--headless",
  "--remote-debugging-pipe",
  `--user-data-dir=${profile}`,
  ...(sandbox ? [] : ["--no-sandbox"]),
  // The same line on every machine: no hinting, one colour space, one language, nothing left on screen widths by scroll bars.
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--lang=en-US",
  "--hide-scrollbars",
  // What the browser would ask of the network by itself has no way out either.
  `--proxy-server=${DEAD_PROXY.proxyServer}`,
  `--proxy-bypass-list=${DEAD_PROXY.proxyBypassList}`,
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  // Nothing to start, to report or to ask.
  "--disable-gpu",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-breakpad",
  "--disable-crash-reporter",
  "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
  "--mute-audio",
  "--no-first-run",
  "--no-default-browser-check",
  "--password-store=basic",
  "--use-mock-keychain",
  // A page in the background would get its timers and frames late, and has no use for saving power.
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  // Containers often have 64 MB of /dev/shm, less than a long issue needs.
  "--disable-dev-shm-usage",
];

/**
 * Starts the program in its own process group with a private profile. It does not wait for an answer. The profile goes with the
 * group; what a killed run left behind is swept away first. Throws `PrintFault` `BROWSER_FAILED` where there is no room for a profile.
 */
export async function startProcess(options: StartOptions): Promise<BrowserProcess> {
  await sweepLeftovers(tmpdir(), PROFILE_PREFIX);
  const { profile, env } = await makeProfile(options);
  const child = spawn(options.program, browserArguments(profile, options.sandbox), {
    detached: true,
    env,
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  return watch(child, profile);
}

/** A new profile, and the environment that a browser in it is given. */
async function makeProfile(
  options: StartOptions,
): Promise<{ readonly profile: string; readonly env: NodeJS.ProcessEnv }> {
  let profile: string | undefined;
  try {
    profile = await mkdtemp(join(tmpdir(), ownedName(PROFILE_PREFIX)));
    return { profile, env: browserEnvironment(profile, options) };
  } catch (cause) {
    if (profile !== undefined) await rm(profile, { recursive: true, force: true }).catch(() => {});
    const { why, remedy } = whyNotWritten(cause, "TMPDIR=DIR");
    throw printFault("BROWSER_FAILED", `The browser cannot have a profile in ${tmpdir()}: ${why}.`, remedy, cause);
  }
}

/** The environment the browser is given: no secrets of ours, and every folder that it would write to inside the profile. */
function browserEnvironment(profile: string, { libraries, fallbackFont }: StartOptions): NodeJS.ProcessEnv {
  const kept = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "SYSTEMROOT", "ProgramFiles", "LOCALAPPDATA"];
  const env: NodeJS.ProcessEnv = { LANG: "C.UTF-8", TZ: "UTC" };
  for (const name of kept) if (process.env[name] !== undefined) env[name] = process.env[name];
  for (const name of ["HOME", "TMPDIR", "TEMP", "TMP"]) env[name] = profile;
  if (libraries !== undefined) env.LD_LIBRARY_PATH = [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  if (fallbackFont !== undefined) env.FONTCONFIG_FILE = writeFontconfig(profile, fallbackFont);
  return env;
}

/** How much of the browser's error output is kept for messages, in characters. */
const SAID_LIMIT = 4000;
/** Time that the group has to end by itself before it is killed. */
const GRACE_MS = 1000;
/** After the process has ended, how long its last words are waited for: its children may hold the pipe open. */
const LAST_WORDS_MS = 200;

function watch(child: ChildProcess, profile: string): BrowserProcess {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-SAID_LIMIT);
  });
  const [, , , input, output] = child.stdio as unknown as [null, null, Duplex, Duplex, Duplex];
  // A write to a browser that has just died fails; its end is told by `ended`.
  for (const pipe of [input, output]) pipe.on("error", () => {});
  const ended = new Promise<number | NodeJS.Signals | undefined>((resolve) => {
    child.once("exit", (status, signal) => resolve(signal ?? status ?? undefined));
    child.once("error", (fault) => {
      said += fault.message;
      resolve(undefined);
    });
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = () => signalGroup(child, "SIGKILL");
  const stopWatching = endWithUs(() => {
    kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  let ending: Promise<void> | undefined;
  const end = async () => {
    signalGroup(child, "SIGTERM");
    await within(GRACE_MS, ended);
    // Its children too, if they have outlived it; whoever adopts them (init) buries them.
    kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    stopWatching();
  };
  return {
    pid: child.pid ?? -1,
    input,
    output,
    ended,
    said: () => within(LAST_WORDS_MS, closed).then(() => said.trim()),
    kill,
    end() {
      ending ??= end();
      return ending;
    },
  };
}

/** Settles with `work`, or after so many milliseconds. */
const within = (ms: number, work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Sends a signal to the browser and all that it started. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    // Windows has no process groups; there the browser ends its children when it is killed.
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody is left.
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `last` when our own process ends by itself or by a signal; returns the way to stop that. A signal still does what it would
 * have done without us: other listeners decide, or, where there are none, it ends the process.
 */
function endWithUs(last: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    stop();
    last();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const stop = () => {
    process.off("exit", last);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on("exit", last);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return stop;
}
