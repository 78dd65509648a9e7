import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND, type Ended, type RunOptions, start } from "../support/command.js";

const ROOT = path.dirname(path.dirname(COMMAND));
/** Packages that bring a browser. */
const BROWSERS = ["@sparticuz", "puppeteer"];
/** The command's own parts that talk to a browser. */
const CONVERSATION = /^(CDPSession|Connection|PipeTransport|NodeWebSocketTransport)-/;

/** Runs a command to its end. `options`: of its cache, and what is added to its environment. */
export type Run = (args: readonly string[], cwd: string, options?: Omit<RunOptions, "cwd">) => Promise<Ended>;

/**
 * Installs Pressday into a folder as on a machine that has no browser: without its optional packages, without an installed browser and
 * without the modules that talk to one, so that a run that loads them fails.
 */
export const installBrowserless = async (folder: string): Promise<Run> => {
  for (const name of ["dist", "layouts", "fonts", "package.json"])
    await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  const talking = (await readdir(path.join(folder, "dist"))).filter((name) => CONVERSATION.test(name));
  if (talking.length !== 4) throw new Error(`Of the modules that talk to browsers there are ${talking.join(", ")}.`);
  for (const name of talking) await rm(path.join(folder, "dist", name));
  await mkdir(path.join(folder, "node_modules"));
  for (const name of await readdir(path.join(ROOT, "node_modules")))
    if (!BROWSERS.includes(name))
      await symlink(path.join(ROOT, "node_modules", name), path.join(folder, "node_modules", name));
  // The usual places for Chrome and for puppeteer's downloads start from these.
  const empty = path.join(folder, "home");
  await mkdir(empty);
  const env = { HOME: empty, PATH: empty, PUPPETEER_EXECUTABLE_PATH: undefined, PUPPETEER_CACHE_DIR: undefined };
  const command = path.join(folder, "dist", "cli.js");
  return (args, cwd, options = {}) =>
    start(process.execPath, [command, ...args], { cwd, ...options, env: { ...env, ...options.env } }).ended;
};

/** Puts a copy of the layout `bulletin` into a publisher's folder, under another name and for these engines. */
export const copyBulletin = async (publisher: string, name: string, engines: string): Promise<void> => {
  const folder = path.join(publisher, "layouts", name);
  await cp(path.join(ROOT, "layouts/bulletin"), folder, { recursive: true });
  const file = path.join(folder, "layout.yaml");
  const written = await readFile(file, "utf8");
  const changed = written.replace(/^name: .*$/m, `name: ${name}`).replace(/^engines: .*$/m, `engines: ${engines}`);
  await writeFile(file, changed);
};
