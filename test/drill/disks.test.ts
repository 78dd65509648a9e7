import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ProblemCode } from "../../src/problem.js";
import { expectRecovered, expectTidy, expectTold, REPORT } from "./look.js";
import { makeRoom, type Plan, SMALL_FILES } from "./rooms.js";
import { newWorld, WEEK, type World } from "./world.js";

/** Wherever the report has no room on the disk, it is told here. */
const hook = (world: World): readonly string[] => ["--on-failure", `cat > "${path.join(world.root, "told.json")}"`];
const toldTo = (world: World): string => path.join(world.root, "told.json");

interface Trouble {
  readonly what: string;
  readonly kind: Plan["kind"];
  readonly folder: (world: World) => string;
  readonly kb?: number;
  readonly code?: ProblemCode;
  /** What the cache has of what the run needs. */
  readonly cache?: "browser";
  readonly publishes?: true;
}

const issues = (world: World): string => world.at("issues");
const out = (world: World): string => world.at("out");
const published = (world: World): string => world.at("public");
const cache = (world: World): string => world.cache;
const tmp = (world: World): string => world.tmp;

const troubles: readonly Trouble[] = [
  { what: "the disk of the issues is full", kind: "full", folder: issues, kb: 24 },
  { what: "the disk of the PDFs is full", kind: "full", folder: out },
  { what: "the disk of the published issues is full", kind: "full", folder: published, kb: 100, publishes: true },
  { what: "the cache has no room for pictures", kind: "full", folder: cache, cache: "browser" },
  { what: "the browser's own disk runs full", kind: "full", folder: tmp, kb: 400, code: "BROWSER_FAILED" },
  { what: "the disk of the PDFs is read-only", kind: "readonly", folder: out },
  { what: "the disk of the published issues is read-only", kind: "readonly", folder: published, publishes: true },
  { what: "the cache is read-only", kind: "readonly", folder: cache, cache: "browser" },
];

describe("where", () => {
  it.each(troubles)("$what, the run ends with status 5", async ({ kind, folder, kb, code, cache: has, publishes }) => {
    const world = await newWorld({ cache: has, publishes: publishes === true });
    const { under, isReal, leave } = await makeRoom({ kind, folder: folder(world), ...(kb && { kb }) });
    const ended = await world.run(hook(world), { under });
    await leave();
    const seen = isReal ? (code ?? "OUTPUT_NOT_WRITABLE") : "OUTPUT_NOT_WRITABLE";
    await expectTold(ended, { exit: 5, code: seen, report: toldTo(world) });
    await expectTidy(world);
    await expectRecovered(world);
  });

  it("files may not grow, the run ends with status 5", async () => {
    const world = await newWorld();
    const ended = await world.run(hook(world), { under: SMALL_FILES });
    await expectTold(ended, { exit: 5, code: "OUTPUT_NOT_WRITABLE", report: world.at(REPORT) });
    await expectTidy(world);
    await expectRecovered(world);
  });

  it("the cache is read-only and has all that is needed, nobody need know", async () => {
    const world = await newWorld();
    const { under, leave } = await makeRoom({ kind: "readonly", folder: world.cache });
    const ended = await world.run([], { under });
    await leave();
    expect(ended.exit, ended.stderr).toBe(0);
    await expectTidy(world);
  });

  it("a file stands in the way of the week, it is told and stays", async () => {
    const world = await newWorld();
    const file = world.at(`out/${WEEK}`);
    await writeFile(file, "somebody's notes\n");
    const ended = await world.run(hook(world));
    await expectTold(ended, { exit: 5, code: "OUTPUT_NOT_WRITABLE", report: toldTo(world) });
    await expectTidy(world);
    // Not a folder: `rm` without `recursive` refuses one.
    await rm(file);
    await expectRecovered(world);
  });

  it("there is no temporary folder, the run ends with status 5", async () => {
    const world = await newWorld();
    await rmdir(world.tmp);
    const ended = await world.run(hook(world));
    await mkdir(world.tmp);
    await expectTold(ended, { exit: 5, code: "BROWSER_FAILED", report: world.at(REPORT) });
    await expectTidy(world);
    await expectRecovered(world);
  });
});
