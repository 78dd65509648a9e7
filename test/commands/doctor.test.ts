import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pressday } from "../support/command.js";
import { newPublisher, temporaryFolder } from "../support/publisher.js";
import { copyBulletin, installBrowserless, type Run } from "./browserless.js";

let folder: string;
let run: Run;
beforeAll(async () => {
  folder = await temporaryFolder({ keep: true });
  run = await installBrowserless(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("pressday doctor names the layouts that print where no browser can, and ends with 5", async () => {
  const { root } = await newPublisher();
  await copyBulletin(root, "gazette", "[pdfkit]");
  const plain = await run(["doctor"], root);
  expect(plain.exit).toBe(5);
  expect(plain.stdout).toMatch(/No browser can print here\. .*pdfkit: gazette, bulletin\.$/m);
  const json = await run(["doctor", "--json"], root);
  const { browsers, simpleLayouts, problems } = JSON.parse(json.stdout);
  expect([json.exit, simpleLayouts]).toEqual([5, ["gazette", "bulletin"]]);
  expect(browsers.some(({ found }: { found: boolean }) => found)).toBe(false);
  expect(problems).toMatchObject([{ code: "BROWSER_MISSING" }]);
});

it("says nothing of them where a browser can", async () => {
  const { root } = await newPublisher();
  const { exit, stdout } = await pressday(["doctor"], { cwd: root });
  expect(exit).toBe(0);
  expect(stdout).not.toContain("bulletin");
});
