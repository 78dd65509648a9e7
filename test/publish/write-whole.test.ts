import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OutputFault, writeWhole } from "../../src/publish/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pressday-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("writing a file whole", () => {
  it("makes the folder, writes, replaces the old file and leaves nothing else", async () => {
    const path = join(folder, "out/2026-W47/magazine.pdf");
    await writeWhole(path, "first");
    await writeWhole(path, Buffer.from("second"));
    expect(readFileSync(path, "utf8")).toBe("second");
    expect(readdirSync(join(folder, "out/2026-W47"))).toEqual(["magazine.pdf"]);
  });

  it.each([
    ["a folder of that name", (path: string) => mkdirSync(path)],
    ["a file where its folder should be", (path: string) => writeFileSync(join(path, ".."), "")],
  ])("tells when there is %s", async (what, prepare) => {
    const path = join(folder, "out", "magazine.pdf");
    if (what.startsWith("a folder")) mkdirSync(join(folder, "out"));
    prepare(path);
    const fault = await writeWhole(path, "x").catch((reason: unknown) => reason);
    expect(fault).toBeInstanceOf(OutputFault);
    expect((fault as OutputFault).problem).toMatchObject({ code: "OUTPUT_NOT_WRITABLE", severity: "error" });
    if (what.startsWith("a folder")) expect(readdirSync(join(folder, "out"))).toEqual(["magazine.pdf"]);
  });

  it("tells of a folder that may not be written to, which for root is one of the kernel", async () => {
    const root = process.getuid?.() === 0;
    chmodSync(folder, 0o500);
    const path = root ? "/sys/magazine.pdf" : join(folder, "magazine.pdf");
    await expect(writeWhole(path, "x")).rejects.toMatchObject({ problem: { code: "OUTPUT_NOT_WRITABLE" } });
    chmodSync(folder, 0o700);
  });

  it("writes parts in order, and leaves the old file where they end in a fault, which is told as it is", async () => {
    const path = join(folder, "issue.pdf");
    const fault = new RangeError("a picture is gone");
    async function* parts(whole: boolean): AsyncGenerator<Uint8Array> {
      yield Buffer.from("one ");
      if (!whole) throw fault;
      yield Buffer.from("and two");
    }
    await writeWhole(path, parts(true));
    await expect(writeWhole(path, parts(false))).rejects.toBe(fault);
    expect(readFileSync(path, "utf8")).toBe("one and two");
    expect(readdirSync(folder)).toEqual(["issue.pdf"]);
  });

  it("leaves the old file or the new one when it is killed at any moment, and sweeps up the next time", async () => {
    const path = join(folder, "magazine.pdf");
    await writeWhole(path, "A".repeat(1000));
    const program = `
      import { writeWhole } from ${JSON.stringify(join(import.meta.dirname, "../../src/publish/index.ts"))};
      const bytes = Buffer.alloc(30_000_000, "B");
      process.stdout.write("go");
      for (;;) await writeWhole(${JSON.stringify(path)}, bytes);`;
    const script = join(folder, "write.mts");
    writeFileSync(script, program);
    for (const delay of [0, 7, 20, 45]) {
      const child = spawn(process.execPath, ["--import", "tsx", script], {
        cwd: join(import.meta.dirname, "../.."),
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill("SIGKILL");
      await once(child, "exit");
      const seen = readFileSync(path);
      expect([1000, 30_000_000]).toContain(seen.length);
      expect(seen.every((byte) => byte === seen[0])).toBe(true);
    }
    await writeWhole(path, "last");
    expect(readdirSync(folder).sort()).toEqual(["magazine.pdf", "write.mts"]);
  });
});
