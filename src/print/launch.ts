import type { Problem } from "../problem.js";
import { connectPipe, type Link } from "./connect.js";
import { findFallbackFont } from "./fallback-font.js";
import { interrupted, lastWords, type PrintFault, printFault, roomForBrowser } from "./faults.js";
import { type BrowserProcess, type StartOptions, startProcess } from "./process.js";
import { findShippedPackage, unpackLibraries, unpackShipped } from "./shipped.js";
import type { BrowserChoice, BrowserOptions } from "./types.js";

/** A browser of our own that has answered. */
interface Launched {
  readonly browser: BrowserProcess;
  readonly link: Link;
  readonly version: string;
  readonly problems: readonly Problem[];
}

/** How long a browser may take to answer for the first time, in ms: it needs 80, and on a crowded machine some seconds. */
const LAUNCH_LIMIT_MS = 30_000;

/** Unpacks the browser if need be, starts it and waits for its first answer. Throws `PrintFault` `BROWSER_FAILED`, `TIME_LIMIT`. */
export async function launch(choice: BrowserChoice, options: BrowserOptions): Promise<Launched> {
  const root = process.getuid?.() === 0;
  const sandbox = !root && options.noSandbox !== true;
  const problems = sandbox ? [] : [unsandboxed(root)];
  const program = await unpacked(choice, options);
  const fallbackFont = process.platform === "linux" ? await findFallbackFont() : undefined;
  const start: StartOptions = { program, sandbox, ...(fallbackFont && { fallbackFont }) };
  const plain = await attemptTwice(start, options.signal);
  if (!("failed" in plain)) return { ...plain, problems };
  const shipped =
    choice.source === "shipped" && LACKS_LIBRARY.test(plain.failed) ? await findShippedPackage() : undefined;
  if (shipped === undefined) throw launchFault(program, plain, sandbox);
  const libraries = await unpackLibraries(shipped, options.cache);
  const helped = await attemptTwice({ ...start, libraries }, options.signal);
  if ("failed" in helped) throw launchFault(program, helped, sandbox);
  return { ...helped, problems };
}

async function unpacked(choice: BrowserChoice, { cache, signal }: BrowserOptions): Promise<string> {
  const shipped = choice.source === "shipped" ? await findShippedPackage() : undefined;
  if (shipped === undefined) return choice.location;
  try {
    return await unpackShipped(shipped, cache, signal);
  } catch (cause) {
    if (signal?.aborted) throw interrupted(signal);
    throw printFault(
      "BROWSER_FAILED",
      `The browser cannot be unpacked into ${cache}: ${(cause as Error).message}`,
      "It needs 200 MB there. Free some space, or give another folder with --cache DIR.",
      cause,
    );
  }
}

/** A start without an answer: what the program said, and its exit status or the signal that ended it. */
interface Failure {
  readonly failed: string;
  readonly end?: number | NodeJS.Signals | undefined;
}

type Attempt = Omit<Launched, "problems"> | Failure;

/** Ended by a signal, or without a word. */
const crashed = ({ failed, end }: Failure): boolean => typeof end === "string" || (end !== undefined && failed === "");

/**
 * Starts the program, and once more where it crashes before it has answered: once in thousands of starts, on a crowded machine, Chromium
 * ends so without a word, we do not know why, and the next start is well.
 */
async function attemptTwice(start: StartOptions, signal: AbortSignal | undefined): Promise<Attempt> {
  const first = await attempt(start, signal);
  return "failed" in first && crashed(first) ? attempt(start, signal) : first;
}

/** Starts the program once. Whatever goes wrong, nothing is left running. */
async function attempt(start: StartOptions, signal: AbortSignal | undefined): Promise<Attempt> {
  if (signal?.aborted) throw interrupted(signal);
  const browser = await startProcess(start);
  const cut = new AbortController();
  try {
    // The program is on its way while the modules load.
    const link = await connectPipe(browser);
    const answered = link.connection
      .send("Browser.getVersion")
      .then(({ product }) => ({ browser, link, version: product }));
    const failed = browser.ended.then(async (end) => ({ failed: await browser.said(), end }));
    // When the program ends, the pipe may close before: the reason is in what it said.
    const first = await Promise.race([
      answered.catch(() => failed),
      failed,
      silence(cut.signal),
      aborted(signal, cut.signal),
    ]);
    if ("failed" in first) await browser.end();
    return first;
  } catch (fault) {
    browser.kill();
    await browser.end();
    throw fault;
  } finally {
    cut.abort();
  }
}

const silence = (cut: AbortSignal): Promise<Failure> =>
  new Promise((resolve) => {
    const failed = { failed: `it has not answered for ${LAUNCH_LIMIT_MS / 1000} seconds` };
    const timer = setTimeout(() => resolve(failed), LAUNCH_LIMIT_MS);
    cut.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });

const aborted = (signal: AbortSignal | undefined, cut: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(interrupted(signal)), { once: true, signal: cut });
  });

const LACKS_LIBRARY = /error while loading shared libraries: (\S+):/;
/** What Chromium says when the kernel will not give it a sandbox. */
const LACKS_SANDBOX = /No usable sandbox|zygote_host_impl_linux|setuid_sandbox_host|user namespace/i;

function launchFault(program: string, failure: Failure, sandbox: boolean): PrintFault {
  const fault = (message: string, remedy: string) => printFault("BROWSER_FAILED", message, remedy);
  const { failed: said, end } = failure;
  const library = LACKS_LIBRARY.exec(said)?.[1];
  if (library !== undefined) {
    return fault(
      `The browser ${program} lacks the library ${library}.`,
      "Install the library with the system's package manager, or leave --browser out to use the browser that comes with Pressday.",
    );
  }
  if (sandbox && LACKS_SANDBOX.test(said)) {
    return fault(
      `The browser ${program} cannot build its sandbox: this machine does not allow user namespaces.`,
      "Allow them (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0), or, if you trust every article and picture of the issue, add --no-sandbox.",
    );
  }
  const how = typeof end === "string" ? `${end} ended it` : `it ended with status ${end}`;
  const reasons = [crashed(failure) ? `${how}, twice` : "", lastWords(said)].filter(Boolean);
  return fault(
    `The browser ${program} did not start${reasons.map((reason) => `: ${reason}`).join("")}.`,
    `${roomForBrowser()}Try another one with --browser PATH; \`pressday doctor\` lists what is there.`,
  );
}

const unsandboxed = (root: boolean): Problem => ({
  code: "BROWSER_UNSANDBOXED",
  severity: root ? "warning" : "info",
  message: root
    ? "The browser runs without its sandbox, because Chromium refuses it to the user root."
    : "The browser runs without its sandbox, as --no-sandbox asks.",
  remedy: "Run Pressday as an ordinary user, without --no-sandbox.",
});
