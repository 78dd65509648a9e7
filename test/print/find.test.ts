import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { connectPipe } from "../../src/print/connect.js";
import { findBrowser } from "../../src/print/find.js";
import { listBrowsers, type PrintFault, startBrowser } from "../../src/print/index.js";
import { startProcess } from "../../src/print/process.js";
import { findShippedPackage, shippedPlatform, unpackLibraries } from "../../src/print/shipped.js";
import { sharedCache, temporaryFolder, until } from "./helpers.js";

/** A program in a folder of its own. */
function program(name: string, text: string, mode = 0o700): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const nowhere = () => ({ HOME: temporaryFolder(), PATH: temporaryFolder() });

describe("finding a browser", () => {
  it("takes the one that was named before all others, in the order flag, environment, address", async () => {
    const path = program("chrome", "#!/bin/sh\n");
    const other = program("chrome-headless-shell", "#!/bin/sh\n");
    const search = {
      cache: temporaryFolder(),
      browser: path,
      browserUrl: "ws://127.0.0.1:1/x",
      env: { PUPPETEER_EXECUTABLE_PATH: other },
    };
    expect(await findBrowser(search)).toMatchObject({ source: "flag", location: path, headlessShell: false });
    const { browser: _, ...unflagged } = search;
    expect(await findBrowser(unflagged)).toMatchObject({ source: "environment", location: other, headlessShell: true });
    expect(await findBrowser({ ...unflagged, env: nowhere() })).toMatchObject({ source: "url" });
  });

  it.each([
    ["a browser that is not there", () => ({ browser: "/nowhere/chrome" })],
    ["a folder", () => ({ browser: temporaryFolder() })],
    ["a file that may not be executed", () => ({ browser: program("chrome", "x", 0o600) })],
    ["an environment that is wrong", () => ({ env: { PUPPETEER_EXECUTABLE_PATH: "/nowhere" } })],
    ["an address that is none", () => ({ browserUrl: "localhost:9222" })],
  ])("refuses %s instead of taking another", async (_, named) => {
    const finding = findBrowser({ cache: sharedCache(), ...named() });
    await expect(finding).rejects.toMatchObject({ problem: { code: "BROWSER_MISSING", severity: "error" } });
  });

  it("finds puppeteer's newest download, the headless shell first, and what is installed", async () => {
    const env = nowhere();
    for (const build of ["linux-99.0.1", "linux-143.0.2", "linux-143.0.10"]) {
      const inner = join(env.HOME, ".cache/puppeteer/chrome-headless-shell", build, "chrome-headless-shell-linux64");
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, "chrome-headless-shell"), "", { mode: 0o700 });
    }
    writeFileSync(join(env.PATH, "chromium"), "", { mode: 0o700 });
    const seen = await listBrowsers({ cache: temporaryFolder(), env });
    const of = (source: string) => seen.find((candidate) => candidate.source === source);
    expect(of("puppeteer")?.location).toContain("143.0.10");
    expect(of("installed")).toMatchObject({ found: true, location: join(env.PATH, "chromium") });
    expect(seen.map(({ source }) => source)).toEqual(["shipped", "puppeteer", "installed"]);
    expect(seen.filter(({ used }) => used)).toHaveLength(1);
    expect(seen.find(({ used }) => used)!.source).toBe(shippedPlatform() ? "shipped" : "puppeteer");
  });

  it("lists every place with its reason, and starts and unpacks nothing", async () => {
    const cache = temporaryFolder();
    const seen = await listBrowsers({ cache, browser: "/nowhere/chrome", env: nowhere() });
    expect(seen.map(({ source }) => source)).toEqual(["flag", "shipped", "puppeteer", "installed"]);
    expect(seen.every(({ used, reason }) => !used && reason !== "")).toBe(true);
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe("a browser that does not start", () => {
  it.each([
    ["ends without a word", "#!/bin/sh\nexit 3\n", /did not start: it ended with status 3, twice\.$/],
    ["is no program at all", "no program", /did not start: \S/],
    [
      "lacks a library",
      "#!/bin/sh\necho 'chrome: error while loading shared libraries: libnss3.so: cannot open' >&2\nexit 127\n",
      /libnss3/,
    ],
  ])("is told when it %s", async (_, text, message) => {
    const starting = startBrowser({ cache: temporaryFolder(), browser: program("chrome", text) });
    await expect(starting).rejects.toMatchObject({
      problem: { code: "BROWSER_FAILED", message: expect.stringMatching(message) },
    });
  });

  it("is started once more when it crashes at its start, and no more than once", async () => {
    const folder = temporaryFolder();
    const crashing = (times: number) =>
      `#!/bin/sh\ncd '${folder}'\necho start >> starts\n[ $(wc -l < starts) -le ${times} ] && kill -TRAP $$\necho 'well again' >&2\nexit 1\n`;
    const starts = () => readFileSync(join(folder, "starts"), "utf8").match(/start/g)?.length;
    const start = (text: string) =>
      startBrowser({ cache: temporaryFolder(), browser: program("chrome", text) }).catch(
        (fault: PrintFault) => fault.problem.message,
      );
    expect(await start(crashing(1))).toMatch(/well again/);
    expect(starts()).toBe(2);
    expect(await start(crashing(9))).toMatch(/did not start: SIGTRAP ended it, twice/);
    expect(starts()).toBe(4);
  });

  it("names the way out where the kernel gives no sandbox, to all but root", async () => {
    const said = "#!/bin/sh\necho 'FATAL:zygote_host_impl_linux.cc(132)] No usable sandbox! …' >&2\nexit 1\n";
    const starting = startBrowser({ cache: temporaryFolder(), browser: program("chrome", said) });
    const remedy = process.getuid?.() === 0 ? expect.any(String) : expect.stringContaining("--no-sandbox");
    await expect(starting).rejects.toMatchObject({ problem: { code: "BROWSER_FAILED", remedy } });
  });
});

describe.runIf(shippedPlatform())("the browser that npm ships", () => {
  const starter = join(import.meta.dirname, "programs/start-browser.ts");
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });
  const start = (cache: string) => {
    const child = spawn(process.execPath, ["--import", "tsx", starter, cache], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    const done = new Promise<string>((resolve) => child.once("close", (code) => resolve(`${code} ${printed}`)));
    return { child, done };
  };
  const versions = (cache: string) => readdirSync(join(cache, "browser"));

  it("is unpacked once by four processes at once, and all of them print", async () => {
    const cache = temporaryFolder();
    const runs = [1, 2, 3, 4].map(() => start(cache).done);
    expect(await Promise.all(runs)).toEqual(["0 %PDF-", "0 %PDF-", "0 %PDF-", "0 %PDF-"]);
    expect(versions(cache)).toHaveLength(1);
    const path = join(cache, "browser", versions(cache)[0]!, "chromium");
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("survives a process that is killed while it unpacks; what that left is swept away", async () => {
    const cache = temporaryFolder();
    const killed = start(cache);
    await until(
      () => existsSync(join(cache, "browser")) && versions(cache).some((name) => name.startsWith(".unpacking.")),
    );
    killed.child.kill("SIGKILL");
    await killed.done;
    expect(versions(cache)).toEqual([expect.stringMatching(/^\.unpacking\./)]);
    expect(await start(cache).done).toBe("0 %PDF-");
    expect(versions(cache)).toEqual([expect.stringMatching(/^\d/)]);
    // Somebody has taken the program out of its folder.
    rmSync(join(cache, "browser", versions(cache)[0]!, "chromium"));
    writeFileSync(join(cache, "browser", versions(cache)[0]!, "other"), "");
    expect(await start(cache).done).toBe("0 %PDF-");
  });

  it("starts with the libraries that come with it, for machines that have none", async () => {
    const cache = sharedCache();
    await (await startBrowser({ cache })).close();
    const { location } = await findBrowser({ cache });
    const libraries = await unpackLibraries((await findShippedPackage())!, cache);
    expect(readdirSync(libraries)).toEqual(expect.arrayContaining(["libexpat.so.1", "libnspr4.so", "libnss3.so"]));
    const browser = await startProcess({ program: location, sandbox: process.getuid?.() !== 0, libraries });
    try {
      const { connection } = await connectPipe(browser);
      expect((await connection.send("Browser.getVersion")).product).toMatch(/Chrome/);
    } finally {
      await browser.end();
    }
  });
});
