import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "puppeteer-core";
import { findBrowser } from "../../../src/print/find.js";
import { findShippedPackage, unpackLibraries, unpackShipped } from "../../../src/print/shipped.js";
import { pause, sharedCache } from "../../print/helpers.js";

/** The name by which copy calls this machine. */
export const NAMED = "hostile.example";
const RESOLVES = `--host-resolver-rules=MAP ${NAMED} 127.0.0.1`;

/** The project's own browser, and where the libraries are that the machine may lack. */
const program = async (): Promise<{ readonly location: string; readonly libraries?: string }> => {
  const cache = sharedCache();
  const { location, source } = await findBrowser({ cache });
  const shipped = source === "shipped" ? await findShippedPackage() : undefined;
  if (shipped === undefined) return { location };
  await unpackShipped(shipped, cache);
  return { location, libraries: await unpackLibraries(shipped, cache) };
};

/**
 * The project's own browser for `--browser`, which knows the copy's name for this machine and writes down what its network does:
 * names that it looks up are nowhere else to be seen. It stands in a group of its own and is asked to end, not killed with all its
 * helpers, so that it writes to the end.
 */
export const writeWitness = async (folder: string, log: string): Promise<string> => {
  const { location, libraries } = await program();
  const own = { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") };
  const source = `#!${process.execPath}
const { spawn } = require("node:child_process");
const args = [...process.argv.slice(2), ${JSON.stringify(RESOLVES)}, ${JSON.stringify(`--log-net-log=${log}`)}];
const browser = spawn(${JSON.stringify(location)}, args, {
  detached: true,
  env: { ...process.env, ...${JSON.stringify(libraries === undefined ? {} : own)} },
  stdio: ["ignore", "inherit", "inherit", 3, 4],
});
process.on("SIGTERM", () => browser.kill());
browser.on("exit", (status) => process.exit(status ?? 1));
`;
  const file = path.join(folder, "chrome-headless-shell");
  await writeFile(file, source);
  await chmod(file, 0o755);
  return file;
};

/** The browser without walls: as anybody would open a file with it. */
export const startBare = async (log: string): Promise<Browser> => {
  const { default: puppeteer } = await import("puppeteer-core");
  const { location, libraries } = await program();
  return puppeteer.launch({
    executablePath: location,
    headless: "shell",
    pipe: true,
    args: [RESOLVES, `--log-net-log=${log}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    env: { ...process.env, ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) },
  });
};

/** How long a browser may take to end its log, in ms. */
const LOG_LIMIT_MS = 10_000;

/** What the browser's network did, once all of it is written. */
export const netLog = async (log: string): Promise<string> => {
  for (const until = performance.now() + LOG_LIMIT_MS; ; await pause(50))
    try {
      const { events } = JSON.parse(await readFile(log, "utf8")) as { events: unknown[] };
      return JSON.stringify(events);
    } catch (fault) {
      if (performance.now() > until) throw new Error(`The log ${log} is not whole.`, { cause: fault });
    }
};
