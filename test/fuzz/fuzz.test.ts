/**
 * Three hundred issues, each spoilt in one place, built by the real command: none crashes, hangs, leaves half a file or
 * keeps a fault to itself. `PRESSDAY_FUZZ_CASE=137 npx vitest run test/fuzz` runs one of them, shows how it ended and keeps
 * its folder; `PRESSDAY_FUZZ_SEED` deals other cases; `PRESSDAY_FUZZ_TELL=1` shows how each of them ended. `npm test` takes two in
 * seven cases, `npm run drill` all.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DRILL } from "../support/drill.js";
import { CASES, type Case, SEED } from "./cases.js";
import { judge, soundProblems } from "./judge.js";
import { soundPublisher } from "./material.js";
import { readyPictures } from "./pictures.js";

const ONE = process.env.PRESSDAY_FUZZ_CASE;
const TELL = ONE !== undefined || process.env.PRESSDAY_FUZZ_TELL !== undefined;
/** Cases of one test, so that the report can be read while they run. */
const CHUNK = 20;

let known: ReadonlySet<string>;
beforeAll(async () => {
  await readyPictures();
  known = await soundProblems();
});
let told = "";
afterAll(() => {
  if (TELL) process.stdout.write(told);
});

/** What a failure shows: how to run the case again, and what was wrong. */
const line = ({ number, kind, way, engine, layout }: Case): string =>
  `case ${number} of seed ${SEED}: ${kind}, ${way} (${engine}, ${layout})`;

const tryCase = async (tried: Case): Promise<readonly string[]> => {
  const publisher = await soundPublisher(tried.layout);
  const verdict = await judge(publisher, tried, known);
  const words = `${line(tried)} in ${verdict.spoilt}: exit ${verdict.exit}, ${verdict.seconds.toFixed(1)} s\n  ${verdict.told.join("\n  ")}`;
  told += `${words}\n`;
  if (ONE !== undefined) told += `kept in ${publisher.root}\n`;
  else await publisher.remove();
  return verdict.faults.map((fault) => `${words}\n  ${fault}`);
};

/** Two at a time, as the machine has two cores at least. */
const tryAll = async (cases: readonly Case[]): Promise<readonly string[]> => {
  const left = [...cases];
  const faults: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) faults.push(...(await tryCase(next)));
  };
  await Promise.all([worker(), worker()]);
  return faults;
};

/** Two in so many are taken for a share: browsers come every sixth case or so, and must not all be left out. */
const SHARE = 7;

const ofShare = ({ number }: Case): boolean => WHOLE_DRILL || number % SHARE < 2;
const tried = CASES.filter((one) => (ONE === undefined ? ofShare(one) : one.number === Number(ONE)));
const chunks = Array.from({ length: Math.ceil(tried.length / CHUNK) }, (_, index) =>
  tried.slice(index * CHUNK, (index + 1) * CHUNK),
);

describe(`issues spoilt in one place, seed ${SEED}`, () => {
  it.each(chunks.map((cases) => ({ from: cases[0]!.number, to: cases.at(-1)!.number, cases })))(
    "cases $from to $to end well",
    async ({ cases }) => expect((await tryAll(cases)).join("\n\n")).toBe(""),
    300_000,
  );
  it.runIf(ONE === undefined)("are three hundred", () => expect(CASES).toHaveLength(300));
});
