import { afterAll, beforeAll, expect, test } from "vitest";
import { randomCopy } from "./random.js";
import { createTraveller, expectSame, type Traveller } from "./trip.js";

let traveller: Traveller;
beforeAll(async () => {
  traveller = await createTraveller();
});
afterAll(() => traveller.remove());

const CASES = Number(process.env.MARKDOWN_CASES ?? 400);
const FIRST = Number(process.env.MARKDOWN_SEED ?? 1);

test(`${CASES} random texts come back as they were`, async () => {
  const failed: string[] = [];
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const html = randomCopy(seed);
    try {
      await expectSame(traveller, html);
    } catch (error) {
      failed.push(`seed ${seed}: ${(error as Error).message}`);
      if (failed.length >= 3) break;
    }
  }
  expect(failed.join("\n\n")).toBe("");
});
