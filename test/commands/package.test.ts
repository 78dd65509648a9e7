import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { describePdf } from "../../src/pdf/index.js";
import { type Ended, start } from "../support/command.js";
import { temporaryFolder } from "../support/publisher.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** What an npm that runs the tests tells its children about this package would lead the npm in here astray. */
const untold = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(npm_package|npm_lifecycle|npm_command|npm_config_local_prefix|INIT_CWD)/.test(name))
    .map((name) => [name, undefined]),
);

it("the package, installed into an empty folder elsewhere, starts a magazine and prints it", async () => {
  const cwd = await temporaryFolder();
  // puppeteer is there to find browsers that it has downloaded before; a test need not download 150 MB.
  const env = { ...untold, PUPPETEER_SKIP_DOWNLOAD: "1" };
  const run = async (program: string, args: readonly string[], folder = cwd): Promise<Ended> => {
    const ended = await start(program, args, { cwd: folder, env }).ended;
    expect(ended.exit, `${program} ${args.join(" ")}\n${ended.stderr}`).toBe(0);
    return ended;
  };
  // Without its scripts: they build dist/ anew, from which other tests are running.
  const packed = await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", cwd], ROOT);
  await writeFile(`${cwd}/package.json`, '{ "private": true }\n');
  await run("npm", ["install", "--no-audit", "--no-fund", `${cwd}/${packed.stdout.trim()}`]);

  await run("npx", ["--no", "pressday", "init"]);
  const built = await run("sh", ["-c", "npx --no pressday build issues/*"]);
  const pdf = built.stdout.trim();
  expect(pdf).toMatch(/^out\/\d{4}-W\d\d\/my-weekly-\d{4}-W\d\d\.pdf$/);
  const seen = await describePdf(new Uint8Array(await readFile(`${cwd}/${pdf}`)));
  expect(seen.outline.flatMap(({ children }) => children)).toHaveLength(4);
  expect(await readdir(`${cwd}/issues`)).toContain("issue.schema.json");
  expect((await run("npx", ["--no", "pressday", "inspect", pdf])).stdout).toContain("Your First Issue");
}, 600_000);
