/**
 * A publisher's world for the fault drill: last week's issue is built and published, this week's is to be made from a site on loopback,
 * and whatever a run leaves behind is found, for all of it stands in one folder: `press`, `tmp` and `cache`.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { serveFeed } from "../collect/sources/feed-server.js";
import { manyPosts } from "../collect/sources/wordpress-posts.js";
import { sharedCache } from "../print/helpers.js";
import { COMMAND, type Ended, type Running, start } from "../support/command.js";
import { type Files, temporaryFolder } from "../support/publisher.js";
import { LAST_WEEK, lastWeek } from "./last-week.js";
import { killAll } from "./processes.js";

export { LAST_WEEK };
export const WEEK = "2026-W47";
export const ISSUE = `issues/${WEEK}`;
/** From the publisher's folder. */
export const PDF = `out/${WEEK}/sirocco-${WEEK}.pdf`;

/** Same input, same bytes: so that a run after a fault can be held against one without. */
const EPOCH = "1795305600";

export interface RunOptions {
  /** A program and its arguments to run the command with. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface World {
  readonly root: string;
  /** The publisher's folder, with `issues`, `out` and `public`. */
  readonly press: string;
  readonly tmp: string;
  readonly cache: string;
  /** Whether a run ends with publishing, or when the PDF is checked. */
  readonly publishes: boolean;
  /** A path from the publisher's folder. */
  at(name: string): string;
  write(files: Files): Promise<void>;
  /** Starts any command of Pressday's. */
  start(args: readonly string[], options?: RunOptions): Running;
  /** `pressday run` for this week, to its end. */
  run(args?: readonly string[], options?: RunOptions): Promise<Ended>;
}

export const weekly = (...args: readonly string[]): readonly string[] => ["run", "--week", WEEK, ...args];

interface Place {
  readonly root: string;
  readonly cache: string;
  readonly publishes: boolean;
}

const openWorld = ({ root, cache, publishes }: Place): World => {
  const press = path.join(root, "press");
  const tmp = path.join(root, "tmp");
  const at = (name: string): string => path.join(press, name);
  const begin: World["start"] = (args, { under = [], env = {} } = {}) => {
    const [program, ...rest] = [...under, process.execPath, COMMAND, ...args];
    return start(program!, rest, { cwd: press, cache, env: { TMPDIR: tmp, SOURCE_DATE_EPOCH: EPOCH, ...env } });
  };
  return {
    root,
    press,
    tmp,
    cache,
    publishes,
    at,
    write: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(path.dirname(at(name)), { recursive: true });
        await writeFile(at(name), content);
      }
    },
    start: begin,
    run: (args = [], options) => begin(weekly(...args), options).ended,
  };
};

/** The magazine's manifest, with stories from there. */
export const withSource = (url: string, { publishes }: Pick<World, "publishes">): Files => ({
  "issues/magazine.yaml": `name: Sirocco
languages: [en-GB]
timeZone: Africa/Algiers
sections: [Places]
sources:
  - { name: Our site, feed: "${url}/feed/", section: Places }
network:
  allowPrivate: ["${new URL(url).host}"]
${publishes ? "publish: { folder: public, address: https://example.org/magazine/ }\n" : ""}`,
});

/** The site whose two stories, each with a picture, make this week's issue. */
const site = await serveFeed({ posts: manyPosts(2, 0) });
afterAll(() => site.close());
export const SITE = site.url;

/** A copy in which every file has the time of its original: Node's own have theirs cut off at the millisecond. */
const copyTree = (from: string, to: string): void => {
  execFileSync("cp", ["-a", from, to]);
};

/** Gives a cache the browsers of another, by second names for their files: each has 180 MB. What is being unpacked is left out. */
const linkBrowser = async (from: string, to: string): Promise<void> => {
  const [source, folder] = [path.join(from, "browser"), path.join(to, "browser")];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(source).catch(() => []))
    if (!name.startsWith(".")) execFileSync("cp", ["-al", path.join(source, name), folder]);
};

/** Folders of all tests of a file. */
let rooms: Promise<string> | undefined;
const makeRooms = async (): Promise<string> => {
  const root = await temporaryFolder({ keep: true });
  afterAll(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, "cache"), { mode: 0o700 });
  copyTree(await lastWeek(), path.join(root, "press"));
  await linkBrowser(sharedCache(), path.join(root, "cache"));
  return root;
};

/** A world in its own folder, with a cache that worlds share: a run may fill it, never spoil it. */
const furnish = async (root: string, publishes: boolean): Promise<World> => {
  rooms ??= makeRooms();
  const shared = await rooms;
  const world = openWorld({ root, cache: path.join(shared, "cache"), publishes });
  await mkdir(world.tmp, { recursive: true });
  copyTree(path.join(shared, "press"), world.press);
  await world.write(withSource(SITE, world));
  return world;
};

/** What a run without a fault makes of this week, and how long it took. */
export interface Undisturbed {
  readonly world: World;
  readonly ms: number;
  readonly pdf: Buffer;
  /** Names of all files in the publisher's folder. */
  readonly names: readonly string[];
  /** Last week's files before it (`lastWeekIn`). */
  readonly lastWeek: readonly string[];
}

const runUndisturbed = async (publishes: boolean): Promise<Undisturbed> => {
  rooms ??= makeRooms();
  const world = await furnish(path.join(await rooms, publishes ? "published" : "built"), publishes);
  const before = await lastWeekIn(world.press);
  const began = performance.now();
  const { exit, signal, stderr } = await world.run();
  if (exit !== 0) throw new Error(`Without a fault it ended with ${exit ?? signal}:\n${stderr}`);
  return {
    world,
    ms: performance.now() - began,
    pdf: await readFile(world.at(PDF)),
    names: await namesIn(world.press),
    lastWeek: before,
  };
};

const known = new Map<boolean, Promise<Undisturbed>>();

/** Of a world that publishes or of one that does not: run once a test file. */
export const undisturbed = ({ publishes }: Pick<World, "publishes">): Promise<Undisturbed> => {
  const found = known.get(publishes) ?? runUndisturbed(publishes);
  known.set(publishes, found);
  return found;
};

export interface WorldOptions {
  /** A cache of its own with nothing or only the browser in it, in place of the one with everything that all worlds share. */
  readonly cache?: "nothing" | "browser" | undefined;
  /** For all tests of the file, not for one. */
  readonly keep?: boolean;
  /** Where a fault comes before publishing, runs without it tell as much in half the time. */
  readonly publishes?: boolean;
}

/** A world of the test's own; whatever still runs in it when the test is over is ended. */
export const newWorld = async ({ cache, keep = false, publishes = false }: WorldOptions = {}): Promise<World> => {
  // A run without a fault fills the cache that worlds share.
  await undisturbed({ publishes });
  const root = await temporaryFolder({ keep: true });
  (keep ? afterAll : onTestFinished)(async () => {
    killAll(root);
    await rm(root, { recursive: true, force: true });
  });
  const world = await furnish(root, publishes);
  if (cache === undefined) return world;
  const own = openWorld({ root, cache: path.join(root, "cache"), publishes });
  await mkdir(own.cache, { mode: 0o700 });
  if (cache === "browser") await linkBrowser(world.cache, own.cache);
  return own;
};

/** A world whose issue of this week is built and checked, and still to be published. */
export const builtWorld = async (): Promise<World> => {
  const { world: before } = await undisturbed({ publishes: true });
  const world = await newWorld({ publishes: true });
  for (const name of ["issues", "out"]) {
    await rm(world.at(name), { recursive: true });
    copyTree(before.at(name), world.at(name));
  }
  return world;
};

export const namesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
};

/** Files of last week's issue: name, time and a hash of the bytes. */
export const lastWeekIn = async (press: string): Promise<readonly string[]> => {
  const seen: string[] = [];
  for (const folder of ["issues", "out", "public"].map((name) => path.join(name, LAST_WEEK)))
    for (const name of await namesIn(path.join(press, folder)).catch(() => [])) {
      const file = path.join(press, folder, name);
      const hash = createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
      seen.push(`${path.join(folder, name)} ${(await stat(file)).mtimeMs} ${hash}`);
    }
  return seen;
};
