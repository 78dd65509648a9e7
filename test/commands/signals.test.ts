import { watch } from "node:fs";
import { mkdir, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import { pause, processes, until } from "../print/helpers.js";
import { pressday, type RunOptions, startPressday } from "../support/command.js";
import { ISSUE, newPublisher, PDF, type Publisher } from "../support/publisher.js";

const BUILD = ["build", ISSUE];

/** One publisher, its own cache and temporary folder: whatever a build leaves behind is found. */
let publisher: Publisher;
let options: RunOptions;
let old: Buffer;
let renewed: Buffer;

const built = async (epoch: string): Promise<Buffer> => {
  const ended = await pressday(BUILD, { ...options, env: { ...options.env, SOURCE_DATE_EPOCH: epoch } });
  if (ended.exit !== 0) throw new Error(ended.stderr);
  return readFile(publisher.at(PDF));
};

beforeAll(async () => {
  publisher = await newPublisher({}, { keep: true });
  await mkdir(publisher.at("tmp"));
  options = {
    cwd: publisher.root,
    cache: publisher.at("cache"),
    env: { TMPDIR: await realpath(publisher.at("tmp")), SOURCE_DATE_EPOCH: "1800000000" },
  };
  old = await built("1700000000");
  await rm(publisher.at("cache/pictures"), { recursive: true });
  renewed = await built("1800000000");
  expect(renewed.equals(old)).toBe(false);
  return publisher.remove;
});

beforeEach(async () => {
  await writeFile(publisher.at(PDF), old);
  await rm(publisher.at("cache/pictures"), { recursive: true, force: true });
});

/** Groups of the browsers that work in our temporary folder. */
const groups = (): ReadonlySet<number> =>
  new Set(
    processes()
      .filter(({ command }) => command.includes(publisher.at("tmp")))
      .map(({ group }) => group),
  );
const living = (known: ReadonlySet<number>): number => {
  const now = new Set([...known, ...groups()]);
  return processes().filter(({ group }) => now.has(group)).length;
};

/** Files of the publisher's that no finished build has: half-written ones, profiles, unpacking folders. */
const strays = async (): Promise<readonly string[]> => {
  const names = (await readdir(publisher.root, { recursive: true })).filter(
    (name) => path.basename(name) !== ".pressday.json",
  );
  return names.filter(
    (name) => path.basename(name).startsWith(".") || name.startsWith(`tmp${path.sep}`) || name.endsWith(".tmp"),
  );
};

describe("a build that is told to stop", () => {
  it.each([
    ["SIGINT", 130, "reading"],
    ["SIGTERM", 143, "pictures"],
    ["SIGINT", 130, "browser"],
    ["SIGTERM", 143, "composing"],
    ["SIGINT", 130, "printing"],
    ["SIGTERM", 143, "finishing"],
    ["SIGHUP", 129, "composing"],
  ] as const)("by %s ends with %i while %s, leaving no process and no file behind", async (signal, status, phase) => {
    const running = startPressday(BUILD, options);
    await running.says(`${ISSUE}: ${phase}\n`);
    const known = groups();
    running.child.kill(signal);
    const ended = await running.ended;
    expect([ended.exit, ended.signal]).toEqual([status, null]);
    await until(() => living(known) === 0);
    const left = await readFile(publisher.at(PDF));
    expect(left.equals(old) || left.equals(renewed)).toBe(true);
    expect(ended.stdout).toBe(left.equals(renewed) ? `${PDF}\n` : "");
    expect(await strays()).toEqual([]);
  });

  it("takes the signal twice, as from npm in a terminal", async () => {
    const running = startPressday(BUILD, options);
    await running.says(`${ISSUE}: composing\n`);
    running.child.kill("SIGINT");
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ exit: 130, signal: null });
    expect(await strays()).toEqual([]);
  });
});

/** Settles when something half-written stands in the folder of the PDF. */
const writing = (): Promise<void> =>
  new Promise((resolve) => {
    const watcher = watch(path.dirname(publisher.at(PDF)), (_, name) => {
      if (!name?.startsWith(".")) return;
      watcher.close();
      resolve();
    });
  });

describe("a build that is killed", () => {
  it.each([
    ["reading", 0],
    ["pictures", 20],
    ["pages", 10],
    ["browser", 0],
    ["composing", 10],
    ["printing", 0],
    ["finishing", 30],
    ["writing", 0],
  ] as const)(
    "while %s (and %i ms) leaves the old PDF or the new one whole, and the next run succeeds",
    async (phase, ms) => {
      const running = startPressday(BUILD, options);
      await (phase === "writing" ? writing() : running.says(`${ISSUE}: ${phase}\n`));
      await pause(ms);
      const known = groups();
      running.child.kill("SIGKILL");
      // While it writes, it may be done before the signal comes.
      const { signal, exit } = await running.ended;
      if (phase !== "writing" || exit !== 0) expect(signal).toBe("SIGKILL");
      const left = await readFile(publisher.at(PDF));
      expect(left.equals(old) || left.equals(renewed)).toBe(true);
      await until(() => living(known) === 0);

      expect((await built("1800000000")).equals(renewed)).toBe(true);
      expect(await strays()).toEqual([]);
    },
  );

  it("leaves a PDF that readers open", async () => {
    for (const bytes of [old, renewed]) {
      expect(bytes.subarray(-6).toString("latin1")).toBe("%%EOF\n");
      expect((await describePdf(new Uint8Array(bytes))).pages).toHaveLength(4);
    }
  });
});
