import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Is the optional package `puppeteer` installed? Its own browser, if it has one, lies in its cache, not in the package. */
export const hasPuppeteer = (): boolean => {
  try {
    createRequire(import.meta.url).resolve("puppeteer");
    return true;
  } catch {
    return false;
  }
};

/** The folder where puppeteer keeps what it downloads. */
export const puppeteerCache = (env: Environment): string =>
  env.PUPPETEER_CACHE_DIR ?? join(env.HOME ?? homedir(), ".cache", "puppeteer");

/** Paths at which puppeteer's downloads would lie, the headless shell before the whole browser, newest version first. */
export async function puppeteerPaths(env: Environment): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const kind of ["chrome-headless-shell", "chrome"]) {
    const folder = join(puppeteerCache(env), kind);
    const builds = await readdir(folder).catch(() => []);
    builds.sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
    for (const build of builds) {
      const inner = await readdir(join(folder, build)).catch(() => []);
      for (const name of inner) paths.push(join(folder, build, name, programIn(kind)));
    }
  }
  return paths;
}

const programIn = (kind: string): string => {
  if (process.platform === "win32") return `${kind}.exe`;
  if (process.platform !== "darwin" || kind !== "chrome") return kind;
  return "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing";
};

const LINUX_NAMES = [
  "chrome-headless-shell",
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
];
const MAC_NAMES = ["Google Chrome", "Chromium", "Microsoft Edge"];
const WINDOWS_PATHS = [
  "Google/Chrome/Application/chrome.exe",
  "Chromium/Application/chrome.exe",
  "Microsoft/Edge/Application/msedge.exe",
];

/** Paths at which Chrome, Chromium and Edge are usually installed on this system. */
export function installedPaths(env: Environment): readonly string[] {
  if (process.platform === "darwin") {
    const roots = ["/Applications", ...(env.HOME ? [join(env.HOME, "Applications")] : [])];
    return roots.flatMap((root) => MAC_NAMES.map((name) => join(root, `${name}.app/Contents/MacOS/${name}`)));
  }
  if (process.platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return roots.flatMap((root) => WINDOWS_PATHS.map((path) => join(root, path)));
  }
  // Absolute folders only: a relative one in PATH would start a program from wherever we happen to stand.
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}
