import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readLuminance } from "../../src/figures/index.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pressday-light-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const grey = (width: number, height: number, level: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } });

const keep = async (picture: Sharp, name = "a.png"): Promise<{ readonly preparedPath: string }> => {
  const preparedPath = path.join(folder, name);
  await picture.toFile(preparedPath);
  return { preparedPath };
};

/** At least as bright, and by no more than the grid's coarse steps in the dark. */
const expectNear = (level: number | undefined, wanted: number): void => {
  expect(level).toBeGreaterThanOrEqual(wanted);
  expect(level).toBeLessThanOrEqual(wanted + 3);
};

it("tells each cell's brightest parts, row by row", async () => {
  const white = await grey(480, 340, 255).png().toBuffer();
  const { columns, rows, levels } = await readLuminance(
    await keep(grey(960, 680, 40).composite([{ input: white, left: 480, top: 340 }])),
  );
  expect([columns, rows]).toEqual([96, 68]);
  expect(levels).toHaveLength(96 * 68);
  expectNear(levels[0], 40);
  expectNear(levels[33 * 96 + 95], 40);
  expectNear(levels[34 * 96 + 47], 40);
  expect(levels[34 * 96 + 48]).toBe(255);
});

it("counts small lights, and passes over single specks", async () => {
  const spot = (side: number) => grey(side, side, 255).png().toBuffer();
  const night = async (side: number) =>
    (await readLuminance(
      await keep(grey(960, 1360, 10).composite([{ input: await spot(side), left: 205, top: 205 }]), `${side}.png`),
    ))!.levels[10 * 48 + 10];
  // A cell has 20 × 20 pixels.
  expectNear(await night(2), 10);
  expect(await night(3)).toBe(255);
});

it("weighs colours as the eye does", async () => {
  const level = async (r: number, g: number, b: number) =>
    (await readLuminance(
      await keep(
        sharp({ create: { width: 96, height: 136, channels: 3, background: { r, g, b } } }),
        `${r}${g}${b}.png`,
      ),
    ))!.levels[0];
  // The greys of the luminances 0.7152 and 0.0722.
  expect(Math.abs((await level(0, 255, 0))! - 220)).toBeLessThanOrEqual(1);
  expect(Math.abs((await level(0, 0, 255))! - 76)).toBeLessThanOrEqual(1);
});

it("reads pictures of one channel, see-through pictures on white, and strips", async () => {
  const one = await readLuminance(await keep(grey(480, 680, 90).toColourspace("b-w"), "one.jpg"));
  expect(Math.abs(one.levels[0]! - 90)).toBeLessThanOrEqual(1);
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const glass = sharp({ create: { width: 48, height: 68, channels: 4, background: clear } });
  expect((await readLuminance(await keep(glass, "glass.png"))).levels[0]).toBe(255);
  const strip = await readLuminance(await keep(grey(6000, 30, 90), "strip.png"));
  expect(strip.columns * strip.rows).toBeLessThanOrEqual(40_000);
  expect(strip.levels).toHaveLength(strip.columns * strip.rows);
});

it("is kept beside the picture and made anew when damaged", async () => {
  const picture = await keep(grey(480, 680, 90));
  const first = await readLuminance(picture);
  const [kept] = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const written = (await stat(path.join(folder, kept!))).mtimeMs;
  await rm(picture.preparedPath);
  expect(await readLuminance(picture)).toEqual(first);
  expect((await stat(path.join(folder, kept!))).mtimeMs).toBe(written);
  await keep(grey(480, 680, 90));
  for (const damage of ["{", "null", '{"columns":1,"rows":2,"levels":[0]}', '{"columns":1,"rows":1,"levels":["x"]}']) {
    await writeFile(path.join(folder, kept!), damage);
    expect(await readLuminance(picture), damage).toEqual(first);
  }
});
