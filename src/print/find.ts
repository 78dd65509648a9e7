import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type PrintFault, printFault } from "./faults.js";
import { hasPuppeteer, installedPaths, puppeteerCache, puppeteerPaths } from "./installed.js";
import { findShippedPackage, SHIPPED_PACKAGE, shippedPath, shippedPlatform } from "./shipped.js";
import type { BrowserCandidate, BrowserChoice, BrowserSearch } from "./types.js";

/** One place to look: what was looked at, and either the browser found there or why there is none. */
interface Look {
  readonly source: BrowserChoice["source"];
  readonly location: string;
  readonly choice?: BrowserChoice;
  readonly reason: string;
  /** Somebody named it, so that nothing else will do. */
  readonly named: boolean;
}

/**
 * The browser that a build would start: the one that was named (`--browser`, `PUPPETEER_EXECUTABLE_PATH`, `--browser-url`), the
 * one that comes with npm, puppeteer's own, an installed one. Throws `PrintFault` `BROWSER_MISSING` if there is none, or
 * if one was named and is not there: nothing is replaced in silence.
 */
export async function findBrowser(search: BrowserSearch): Promise<BrowserChoice> {
  const looked: Look[] = [];
  for (const look of places(search)) {
    const seen = await look();
    if (seen === undefined) continue;
    if (seen.choice !== undefined) return seen.choice;
    if (seen.named) throw missing(`${seen.location}: ${seen.reason}.`);
    looked.push(seen);
  }
  throw missing(`No browser was found. ${looked.map((seen) => `${seen.location}: ${seen.reason}.`).join(" ")}`);
}

/** Every place in the order of looking, for `pressday doctor`. Starts nothing, unpacks nothing. */
export async function listBrowsers(search: BrowserSearch): Promise<readonly BrowserCandidate[]> {
  const candidates: BrowserCandidate[] = [];
  let decided = false;
  for (const look of places(search)) {
    const seen = await look();
    if (seen === undefined) continue;
    const found = seen.choice !== undefined;
    const used = found && !decided;
    const reason = found && !used ? "not needed: an earlier one is used" : seen.reason;
    candidates.push({ source: seen.source, location: seen.location, found, used, reason });
    decided ||= found || seen.named;
  }
  return candidates;
}

const missing = (message: string): PrintFault =>
  printFault(
    "BROWSER_MISSING",
    message,
    "Install Chrome or Chromium, or name a browser with --browser PATH; `pressday doctor` shows where was looked.",
  );

/** The places in order; each gives undefined where nobody asked for it. */
function places(search: BrowserSearch): readonly (() => Promise<Look | undefined>)[] {
  const env = search.env ?? process.env;
  return [
    () => lookAtNamed("flag", search.browser),
    () => lookAtNamed("environment", env.PUPPETEER_EXECUTABLE_PATH),
    async () => lookAtUrl(search.browserUrl),
    () => lookAtShipped(search.cache),
    async () => lookAlong("puppeteer", await puppeteerPaths(env), puppeteerCache(env), puppeteerAbsence()),
    () => lookAlong("installed", installedPaths(env), "Chrome, Chromium, Edge", "not installed in the usual places"),
  ];
}

const puppeteerAbsence = (): string =>
  hasPuppeteer() ? "puppeteer is installed but has not downloaded a browser" : "puppeteer has not downloaded a browser";

async function lookAtNamed(source: "flag" | "environment", path: string | undefined): Promise<Look | undefined> {
  if (!path) return undefined;
  const location = resolve(path);
  const fault = await programFault(location);
  if (fault !== undefined) return { source, location, reason: fault, named: true };
  const reason = source === "flag" ? "named with --browser" : "named in PUPPETEER_EXECUTABLE_PATH";
  return { source, location, reason, named: true, choice: choiceAt(source, location) };
}

function lookAtUrl(address: string | undefined): Look | undefined {
  if (!address) return undefined;
  const seen = { source: "url", location: address, named: true } as const;
  if (!URL.canParse(address) || !/^(wss?|https?):$/.test(new URL(address).protocol)) {
    return { ...seen, reason: "not an address such as ws://127.0.0.1:9222/… or http://127.0.0.1:9222" };
  }
  const choice: BrowserChoice = { source: "url", location: address, headlessShell: false };
  return { ...seen, reason: "named with --browser-url", choice };
}

async function lookAtShipped(cache: string): Promise<Look> {
  const seen = { source: "shipped", location: SHIPPED_PACKAGE, named: false } as const;
  if (!shippedPlatform()) {
    return { ...seen, reason: `made for Linux on x64; this is ${process.platform} on ${process.arch}` };
  }
  const shipped = await findShippedPackage();
  if (shipped === undefined) return { ...seen, reason: "this optional package is not installed" };
  const location = shippedPath(cache, shipped.version);
  const unpacked = (await programFault(location)) === undefined;
  return {
    ...seen,
    location,
    reason: unpacked ? "comes with Pressday" : "comes with Pressday; unpacked when first needed",
    choice: { source: "shipped", location, headlessShell: true, archive: shipped.folder },
  };
}

async function lookAlong(
  source: "puppeteer" | "installed",
  paths: readonly string[],
  where: string,
  absence: string,
): Promise<Look> {
  for (const location of paths) {
    if ((await programFault(location)) !== undefined) continue;
    const reason = source === "puppeteer" ? "downloaded by puppeteer" : "installed on this machine";
    return { source, location, reason, named: false, choice: choiceAt(source, location) };
  }
  return { source, location: where, reason: absence, named: false };
}

const choiceAt = (source: BrowserChoice["source"], location: string): BrowserChoice => ({
  source,
  location,
  headlessShell: /headless[-_]shell/.test(basename(location)),
});

/** Why this path cannot be started as a program, or undefined. */
async function programFault(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return "there is no such file";
  if (!found.isFile()) return "this is not a file";
  return access(path, constants.X_OK).then(
    () => undefined,
    () => "this file may not be executed",
  );
}
