import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { pause } from "../print/helpers.js";
import { expectRecovered, expectSame, expectTidy, expectTold, expectWhole } from "./look.js";
import { ISSUE, newWorld, PDF, undisturbed, weekly } from "./world.js";

it("of two runs that begin at once, one makes the issue and the other ends with status 6", async () => {
  const world = await newWorld({ publishes: true });
  const both = await Promise.all([world.run(), world.run()]);
  const [made, refused] = both.toSorted((one, other) => (one.exit ?? 99) - (other.exit ?? 99));
  expect(made!.exit, made!.stderr).toBe(0);
  await expectTold(refused!, { exit: 6, code: "ISSUE_LOCKED" });
  expect(refused!.stdout).toBe("");
  await expectSame(await readFile(world.at(PDF)), (await undisturbed(world)).pdf);
  await expectTidy(world);
  await expectRecovered(world);
});

it.each(["collect asking", "build printing"])(
  "a run that begins while another says “%s” ends with status 6 and disturbs nothing",
  async (moment) => {
    const world = await newWorld({ cache: "browser" });
    const first = world.start(weekly());
    await first.says(moment);
    const second = await world.run();
    await expectTold(second, { exit: 6, code: "ISSUE_LOCKED" });
    const { exit, stderr } = await first.ended;
    expect(exit, stderr).toBe(0);
    await expectTidy(world);
    await expectRecovered(world);
  },
);

it("a run takes over from one that was killed, which another kept from ending well", async () => {
  const world = await newWorld({ cache: "browser" });
  const killed = world.start(weekly());
  await killed.says("build pictures");
  const refused = world.run();
  await pause(100);
  killed.child.kill("SIGKILL");
  await killed.ended;
  // It met the lock before its holder was killed, or took it over after: both are in order.
  expect([0, 6]).toContain((await refused).exit);
  await expectRecovered(world);
  await expectWhole(world);
});

it("collecting by hand keeps a run out, and is kept out by one", async () => {
  const world = await newWorld({ cache: "browser" });
  const run = world.start(weekly());
  await run.says("build reading");
  await expectTold(await world.start(["collect", ISSUE]).ended, { exit: 6, code: "ISSUE_LOCKED" });
  expect((await run.ended).exit).toBe(0);
  await expectRecovered(world);
});
