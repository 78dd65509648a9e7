import type { Link } from "./connect.js";
import { browserDied, interrupted, printFault } from "./faults.js";

/** Waits for work of the browser, but no longer than the browser lives and the deadline allows. */
export type Hold = <Result>(work: Promise<Result>) => Promise<Result>;

/** What a session has of a browser. */
export interface Grip {
  readonly link: Link;
  /** What the browser wrote to its error output; nothing where it runs elsewhere. */
  said(): Promise<string>;
  /** Lets go at once, whatever the page is at: of the browser, where nobody else works in it. */
  drop(): void;
}

export interface Life {
  readonly hold: Hold;
  /** The page's process has crashed, and answers nothing any more, while the browser lives on. */
  crashed(): void;
  /** Lets go of the deadline; call it when the session is closed. */
  release(): void;
}

/**
 * The longest that any one step may take, in ms, whatever the build's deadline: printing 1,000 pages takes 10 s, so a browser that
 * is silent for two minutes will not speak again.
 */
const STEP_LIMIT_MS = 120_000;

/** Watches over a session. The browser's end, the page's crash and the deadline break every `hold`. */
export function watchLife({ link: { closed }, said, drop }: Grip, signal?: AbortSignal): Life {
  // A wait that is over must leave nothing here: raced against one promise of the end, its result would live as long as the browser.
  const waiting = new Set<(fault: unknown) => void>();
  let lost: { readonly fault: unknown } | undefined;
  const lose = (fault: unknown): void => {
    lost ??= { fault };
    for (const reject of waiting) reject(lost.fault);
  };
  // The reason of an end that is known already may still be on its way.
  let ending: Promise<void> | undefined;
  const die = (): void => {
    ending ??= said().then((words) => lose(browserDied(words)));
  };

  const onAbort = () => {
    lose(interrupted(signal!));
    drop();
  };
  if (signal?.aborted) onAbort();
  else signal?.addEventListener("abort", onAbort, { once: true });
  void closed.then(die);

  const hold: Hold = async (work) => {
    let timer: NodeJS.Timeout | undefined;
    let give: (fault: unknown) => void = () => {};
    const ended = new Promise<never>((_, reject) => {
      give = reject;
      timer = setTimeout(() => {
        reject(silent());
        drop();
      }, STEP_LIMIT_MS);
    });
    waiting.add(give);
    if (lost !== undefined) give(lost.fault);
    try {
      return await Promise.race([work, ended]);
    } catch (fault) {
      // The connection's own complaint about its end may come before the reason of it.
      await ending;
      throw lost?.fault ?? fault;
    } finally {
      waiting.delete(give);
      clearTimeout(timer);
    }
  };
  const crashed = () => {
    drop();
    die();
  };
  return { hold, crashed, release: () => signal?.removeEventListener("abort", onAbort) };
}

const silent = () =>
  printFault(
    "TIME_LIMIT",
    `The browser has not answered for ${STEP_LIMIT_MS / 1000} seconds.`,
    "Run the build again; if it happens again, try another browser with --browser PATH.",
  );
