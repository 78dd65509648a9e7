import { interrupted } from "./faults.js";
import { openSession } from "./open.js";
import { dropBrowser, leaveBrowser, leaveContext, type Reached, reachBrowser } from "./reach.js";
import type { BrowserOptions, OpenBrowser } from "./types.js";

/** After so many sessions a browser is replaced: what it has mislaid by then goes with it. */
const SESSIONS_A_BROWSER = 25;

/** A browser in which several sessions live side by side, each in a context of its own. */
interface House {
  readonly reached: Promise<Reached>;
  /** Sessions that have been opened in it, and those that are open. */
  opened: number;
  open: number;
  ending?: Promise<void>;
}

/**
 * One browser for many issues, worked on one after the other or several at once. Each session has its own context, page and walls, and
 * its end, its deadline or its page's crash ends nothing else. A browser that dies takes its sessions along (`BrowserDied`); who opens
 * the next one gets a new browser.
 */
export class SharedBrowser {
  private latest: House | undefined;
  private readonly houses = new Set<House>();
  private readonly closing = new AbortController();

  /** Opens a session, in a new browser if there is none yet, or the last one has died or served long enough. Throws as `startBrowser`. */
  readonly open = async (options: BrowserOptions): Promise<OpenBrowser> => {
    const { signal } = options;
    if (signal?.aborted) throw interrupted(signal);
    const house = this.houseFor(options);
    house.opened += 1;
    house.open += 1;
    let reached: Reached;
    try {
      reached = await unlessAborted(house.reached, signal);
    } catch (fault) {
      await this.leaveHouse(house);
      throw fault;
    }
    const close = async (context: Promise<string>) => {
      await leave(reached, context);
      await this.leaveHouse(house);
    };
    return openSession(reached, { close }, signal);
  };

  /** Ends every browser that is still there. */
  async end(): Promise<void> {
    this.closing.abort();
    this.latest = undefined;
    await Promise.all([...this.houses].map((house) => this.endHouse(house)));
  }

  private houseFor(options: BrowserOptions): House {
    if (this.latest !== undefined && this.latest.opened < SESSIONS_A_BROWSER) return this.latest;
    // No deadline of one issue's: others may wait for the same start.
    const house: House = { reached: reachBrowser({ ...options, signal: this.closing.signal }), opened: 0, open: 0 };
    const retire = () => {
      if (this.latest === house) this.latest = undefined;
    };
    house.reached.then(({ link }) => link.closed).then(retire, retire);
    this.houses.add(house);
    const before = this.latest;
    this.latest = house;
    if (before?.open === 0) void this.endHouse(before);
    return house;
  }

  /** The last one out of a browser that takes nobody in any more ends it. */
  private async leaveHouse(house: House): Promise<void> {
    house.open -= 1;
    if (house.open === 0 && house !== this.latest) await this.endHouse(house);
  }

  private endHouse(house: House): Promise<void> {
    house.ending ??= house.reached.then(leaveBrowser, () => {}).then(() => void this.houses.delete(house));
    return house.ending;
  }
}

/** How long the context of a session may still be on its way when the session ends, in ms. */
const COMING_LIMIT_MS = 5000;

/** Closes a session's context. A browser that does not even do that hangs: it goes, and its other sessions begin again in a new one. */
async function leave(reached: Reached, context: Promise<string>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), COMING_LIMIT_MS);
  });
  const left = context.then(
    (id) => leaveContext(reached.link.connection, id),
    () => true,
  );
  const answered = await Promise.race([left, silent]);
  clearTimeout(timer);
  if (!answered) dropBrowser(reached);
}

/** Waits for a start that others wait for too, but no longer than the one deadline allows. */
const unlessAborted = <Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> =>
  new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(interrupted(signal)), { once: true });
    work.then(resolve, reject);
  });
