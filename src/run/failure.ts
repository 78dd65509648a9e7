/** Telling somebody that a run has failed: a command that gets the report, or an address that it is sent to. */
import { spawn } from "node:child_process";
import type { RunLog } from "./log.js";
import type { RunReport } from "./types.js";

/** What `--on-failure` names. */
export type FailureTarget =
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "address"; readonly url: URL };

const COMMAND_MS = 60_000;
const ADDRESS_MS = 30_000;
/** Between asking a command to end and ending it. */
const GRACE_MS = 2_000;

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/**
 * An address of the web, or else a command. Undefined for an address that the report must not be sent to: it has names and paths in
 * it, and travels in the open by http, unless it does not leave the machine.
 */
export const parseTarget = (text: string): FailureTarget | undefined => {
  if (!/^https?:\/\//i.test(text.trim())) return text.trim() === "" ? undefined : { kind: "command", command: text };
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  return url.protocol === "https:" || isThisMachine(url.hostname) ? { kind: "address", url } : undefined;
};

export interface FailureOptions {
  readonly report: RunReport;
  /** Where the report stands, if it does. */
  readonly file?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** ms that it may take, where there is less time than usual. */
  readonly limitMs?: number;
  readonly log: RunLog;
}

/** Ends a command and whatever it has started in its group. */
const signalGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // Nobody is left.
  }
};

/** Runs the command with the report on its input; gives what went wrong. What it writes joins the log on stderr. */
const runCommand = (
  command: string,
  { report, file, environment, limitMs = COMMAND_MS }: FailureOptions,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== "win32",
      stdio: ["pipe", process.stderr, process.stderr],
      env: {
        ...environment,
        PRESSDAY_WEEK: report.week ?? "",
        PRESSDAY_EXIT: String(report.exit),
        PRESSDAY_REPORT: file ?? "",
      },
    });
    let late = false;
    const limit = Math.min(limitMs, COMMAND_MS);
    const timers = [
      setTimeout(() => {
        late = true;
        signalGroup(child.pid, "SIGTERM");
      }, limit),
      setTimeout(() => signalGroup(child.pid, "SIGKILL"), limit + GRACE_MS),
    ];
    const end = (fault: string | undefined): void => {
      for (const timer of timers) clearTimeout(timer);
      signalGroup(child.pid, "SIGKILL");
      resolve(late ? `it took longer than ${limit / 1000} s and was ended` : fault);
    };
    child.once("error", (fault) => end(fault.message));
    child.once("exit", (status, signal) =>
      end(status === 0 ? undefined : signal === null ? `it ended with status ${status}` : `it was ended by ${signal}`),
    );
    // A command may well not read it.
    child.stdin?.on("error", () => {});
    child.stdin?.end(`${JSON.stringify(report, undefined, 2)}\n`);
  });

/** Sends the report; gives what went wrong. */
const send = async (url: URL, { report, limitMs = ADDRESS_MS }: FailureOptions): Promise<string | undefined> => {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
      body: JSON.stringify(report),
      // The report goes to the address that was named, and to no other.
      redirect: "manual",
      signal: AbortSignal.timeout(Math.min(limitMs, ADDRESS_MS)),
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `it answered ${answer.status}`;
  } catch (fault) {
    const { message, cause, name } = fault as Error & { cause?: Error };
    return name === "TimeoutError" ? "it did not answer in time" : (cause?.message ?? message);
  }
};

/** Hands the report over. What goes wrong with it is logged, and changes nothing else. */
export const tellFailure = async (target: FailureTarget, options: FailureOptions): Promise<void> => {
  const isCommand = target.kind === "command";
  const fault = await (isCommand ? runCommand(target.command, options) : send(target.url, options));
  // Addresses of this kind have secrets in their paths.
  const whom = isCommand ? "the command of --on-failure" : `${target.url.host} (--on-failure)`;
  options.log.write(
    fault === undefined
      ? { event: "note", text: `the report was given to ${whom}` }
      : { event: "note", text: `${whom} did not take the report: ${fault}` },
  );
};
