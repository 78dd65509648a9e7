import { execFileSync } from "node:child_process";
import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { type FileFault, readRegularFile, readRegularText } from "../src/read-file.js";
import { temporaryFolder } from "./support/publisher.js";

/** What is said of whatever stands at the path. */
const toldOf = (file: string): Promise<string> =>
  readRegularFile(file, 1024).then(
    (bytes) => `${bytes.length} bytes`,
    ({ reason, message }: FileFault) => `${reason}: ${message}`,
  );

it("reads a file up to its limit, and says what stands in the place of one", async () => {
  const folder = await temporaryFolder();
  const at = (name: string): string => path.join(folder, name);
  await writeFile(at("whole"), "x".repeat(1024));
  await writeFile(at("large"), "");
  await truncate(at("large"), 2 ** 32);
  await mkdir(at("folder"));
  await symlink("loop", at("loop"));
  await symlink("gone", at("dangling"));
  await symlink("/dev/zero", at("endless"));
  execFileSync("mkfifo", [at("pipe")]);
  expect(await toldOf(at("whole"))).toBe("1024 bytes");
  expect(await toldOf(at("large"))).toBe("too large: has 4194304 kB; at most 1 are read");
  expect(await toldOf(at("folder"))).toBe("not a file: is a folder");
  expect(await toldOf(at("loop"))).toBe("unreadable: is a link to itself");
  expect(await toldOf(at("dangling"))).toBe("missing: is not there");
  expect(await toldOf(at("whole/in a file"))).toBe("missing: is not there");
  expect(await toldOf(at("endless"))).toBe("not a file: is no regular file");
  expect(await toldOf(at("pipe"))).toBe("not a file: is no regular file");
});

it("reads text without its byte-order mark", async () => {
  const file = path.join(await temporaryFolder(), "text");
  await writeFile(file, "\ufeffsand");
  expect(await readRegularText(file, 1024)).toBe("sand");
});
