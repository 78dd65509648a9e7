import { mkdir, readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { type Ended, pressday } from "../support/command.js";
import { ISSUE, newPublisher, PDF, temporaryFolder } from "../support/publisher.js";

const EPOCH = { SOURCE_DATE_EPOCH: "1795305600" };

it("four builds at once on an empty cache all succeed, and the same input gives the same bytes wherever and whenever", async () => {
  const publisher = await newPublisher();
  const elsewhere = await newPublisher();
  const cache = await temporaryFolder();
  // The world around a build differs; the issue does not.
  const worlds = [
    { cwd: publisher.root, env: EPOCH },
    { cwd: publisher.root, env: { ...EPOCH, TZ: "Asia/Tokyo", LANG: "fr_FR.UTF-8", LC_ALL: "fr_FR.UTF-8" } },
    { cwd: publisher.root, env: { ...EPOCH, TZ: "America/Los_Angeles", UV_THREADPOOL_SIZE: "1" } },
    { cwd: elsewhere.root, env: EPOCH },
  ];
  const ended: Ended[] = await Promise.all(
    worlds.map((world, index) => pressday(["build", ISSUE, "--out", `out-${index}`], { ...world, cache })),
  );
  for (const { exit, stderr } of ended) expect(exit, stderr).toBe(0);
  expect((await readdir(`${cache}/browser`, { recursive: true })).filter((name) => name.startsWith("."))).toEqual([]);

  // Another cache, the pictures and the browser unpacked anew, at another time.
  await mkdir(publisher.at("cache"), { mode: 0o700 });
  const later = await pressday(["build", ISSUE], { cwd: publisher.root, env: EPOCH, cache: publisher.at("cache") });
  expect(later.exit).toBe(0);
  const bytes = await readFile(publisher.at(PDF));
  for (const [index, { cwd }] of worlds.entries())
    expect(bytes.equals(await readFile(`${cwd}/${PDF.replace("out", `out-${index}`)}`)), String(index)).toBe(true);
});
