/**
 * Takes locks as told: `race FOLDER ROUNDS EVERY` is told a moment on its input, tries for one lock after the other from then on,
 * and keeps what it gets; `turns FOLDER TIMES` takes one lock again and again and looks whether anybody else is inside; `hold FILE` keeps
 * one. It ends with its input.
 */
import { once } from "node:events";
import { open, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { holdLock, LockFault } from "../../../src/lock.js";

const [task, file, ...numbers] = process.argv.slice(2) as [string, string, ...string[]];

const race = async (rounds: number, everyMs: number): Promise<void> => {
  process.stderr.write("ready\n");
  const [moment] = await once(process.stdin, "data");
  const at = Number(moment);
  for (let round = 0; round < rounds; round++) {
    while (Date.now() < at + round * everyMs) if (at + round * everyMs - Date.now() > 20) await pause(5);
    try {
      await holdLock(path.join(file, `${round}.lock`));
      process.stdout.write(`${round}\n`);
    } catch (fault) {
      if (!(fault instanceof LockFault)) throw fault;
    }
  }
  process.stderr.write("done\n");
  // Whoever ended first would give back what others are still looking at.
  process.stdin.resume().on("end", () => process.exit(0));
};

const turns = async (times: number): Promise<void> => {
  const inside = path.join(file, "inside");
  for (let turn = 0; turn < times; turn++) {
    const lock = await holdLock(path.join(file, ".locks", "one.lock"), { wait: 60_000 });
    // Fails where somebody is there.
    await (await open(inside, "wx")).close();
    await pause(2);
    await rm(inside);
    await lock.release();
    // Others may have their turn.
    await pause(1 + ((turn * process.pid) % 7));
  }
};

if (task === "race") await race(Number(numbers[0]), Number(numbers[1]));
if (task === "turns") await turns(Number(numbers[0]));
if (task === "hold") {
  await holdLock(file);
  process.stderr.write("held\n");
  process.stdin.resume().on("end", () => process.exit(0));
}
