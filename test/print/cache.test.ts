import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findCache, ownedName, sweepLeftovers } from "../../src/cache.js";
import { temporaryFolder } from "./helpers.js";

describe("finding the cache", () => {
  it("asks the flag, PRESSDAY_CACHE, XDG_CACHE_HOME and the home in this order", async () => {
    const home = temporaryFolder();
    const env = { PRESSDAY_CACHE: join(home, "env"), XDG_CACHE_HOME: join(home, "xdg"), HOME: home };
    expect(await findCache({ flag: join(home, "flag"), env })).toMatchObject({
      path: join(home, "flag"),
      source: "flag",
    });
    expect(await findCache({ env })).toMatchObject({ path: join(home, "env"), source: "environment", problems: [] });
    const { PRESSDAY_CACHE: _, ...xdg } = env;
    expect(await findCache({ env: xdg })).toMatchObject({ path: join(home, "xdg/pressday"), source: "xdg" });
    expect(await findCache({ env: { HOME: home, XDG_CACHE_HOME: "relative" } })).toMatchObject({ source: "home" });
    expect(statSync(join(home, ".cache/pressday")).mode & 0o777).toBe(0o700);
  });

  it("makes a temporary one, says so and removes it, where there is no home to write to", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    for (const env of [{}, { HOME: file }]) {
      const cache = await findCache({ env });
      expect(cache.source).toBe("temporary");
      expect(cache.problems.map(({ code }) => code)).toEqual(["CACHE_TEMPORARY"]);
      expect(statSync(cache.path).mode & 0o777).toBe(0o700);
      expect(cache.path.startsWith(tmpdir())).toBe(true);
      await cache.release();
      expect(existsSync(cache.path)).toBe(false);
    }
  });

  const refusal = (flag: string) =>
    expect(findCache({ flag, env: {} })).rejects.toMatchObject({ problem: { code: "CACHE_REFUSED" } });

  it.each([0o777, 0o770, 0o702])("refuses a folder that others can write to (%o)", async (mode) => {
    const path = temporaryFolder();
    chmodSync(path, mode);
    await refusal(path);
    const link = join(temporaryFolder(), "link");
    symlinkSync(path, link);
    await refusal(link);
  });

  it("refuses a folder that others can replace, and takes one in a sticky folder", async () => {
    const open = temporaryFolder();
    chmodSync(open, 0o777);
    await refusal(join(open, "cache"));
    chmodSync(open, 0o1777);
    expect(await findCache({ flag: join(open, "cache"), env: {} })).toMatchObject({ source: "flag" });
  });

  it("refuses a file, and a folder that belongs to another user", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await refusal(file);
    const root = process.getuid?.() === 0;
    const path = temporaryFolder();
    if (root) {
      const { chownSync } = await import("node:fs");
      chownSync(path, 65534, 65534);
    }
    await refusal(root ? path : "/usr");
  });
});

describe("sweeping", () => {
  it("removes what ended processes of this host left, and nothing else", async () => {
    const path = temporaryFolder();
    const mine = `${ownedName("work.")}abc`;
    const dead = mine.replace(`.${process.pid}.`, ".4999999.");
    const elsewhere = dead.replace("work.", "work.elsewhere-");
    for (const name of [mine, dead, elsewhere, "work.notes", "other"]) mkdirSync(join(path, name));
    writeFileSync(join(path, dead, "file"), "");
    await sweepLeftovers(path, "work.");
    expect(readdirSync(path).sort()).toEqual([elsewhere, mine, "other", "work.notes"].sort());
    await sweepLeftovers(join(path, "nowhere"), "work.");
  });

  it("removes what another host began a day ago, and what an earlier process of our number did", async () => {
    const path = temporaryFolder();
    const mine = `${ownedName("work.")}abc`;
    const elsewhere = mine.replace("work.", "work.elsewhere-");
    const ago = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    for (const name of [mine, elsewhere]) mkdirSync(join(path, name));
    utimesSync(join(path, elsewhere), ago(23), ago(23));
    await sweepLeftovers(path, "work.");
    expect(readdirSync(path).sort()).toEqual([elsewhere, mine].sort());
    for (const name of [mine, elsewhere]) utimesSync(join(path, name), ago(25), ago(25));
    await sweepLeftovers(path, "work.");
    expect(readdirSync(path)).toEqual([]);
  });
});
