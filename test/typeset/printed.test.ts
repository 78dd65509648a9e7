import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type DescribedRun, describePdf, type PdfDescription } from "../../src/pdf/index.js";
import { codesAndPlaces, pressday, toldBy } from "../support/command.js";
import { DUNES, ISSUE, newPublisher, PDF, WELLS } from "../support/publisher.js";

/** Capitals are never hyphenated: a line of three columns holds one of these and a short word, and cannot hold a third. */
const HOPELESS =
  "We stretched QUOTATIONMARKSHAN through FULLSTOPSANDCOMM through RIVERSANDSTACKS through DEADSTRAIGHTCOL through " +
  "STRAIGHTCOLUMNS through GRIDSOFWHOLELIN through PRINTEDONPAPERS and stopped.";
/** Source Serif 4's old-style 1 is 0.439 em wide, its lining 1 0.529 em. */
const FIGURES = "11111111111111111111";
const SENTENCES =
  "The water comes from the foot of the hills, they say, and is older than the town, the palms, the walls. Nobody counts it. " +
  "“Who” “counts” “it,” “loses” “it,” “an old man said,” “and shut the gate;” “it is only lent,” “and lent for a while,” “then goes.” ";

const article = (headline: string, body: string): string => `---\nheadline: ${headline}\n---\n${body}\n`;

let seen: PdfDescription;
let told: readonly string[];
beforeAll(async () => {
  const { root, at, remove } = await newPublisher(
    {
      [DUNES]: article("Hopeless", `${HOPELESS}\n\nA short last paragraph.`),
      [WELLS]: article("Figures", `${SENTENCES.repeat(12)}\n\n${FIGURES}`),
    },
    { keep: true },
  );
  const ended = await pressday(["build", ISSUE, "--json"], { cwd: root });
  const { problems } = toldBy(ended);
  expect(ended.exit, JSON.stringify(problems)).toBe(0);
  told = codesAndPlaces(problems);
  seen = await describePdf(await readFile(at(PDF)));
  await remove();
}, 60_000);

const isBody = (run: DescribedRun): boolean => /SourceSerif4-Regular/.test(run.font) && run.sizePt < 9;

/** A line of the body: its words, where it begins and ends, pt. */
interface BodyLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

const BODY_PT = 8.625;
const COLUMN_PT = 169.5;
const GUTTER_PT = 11.25;
/** The body's lines of the pages that show some words, in order, column by column; from the column's left edge. */
const bodyLines = (words: string): BodyLine[] => {
  const lines = new Map<string, BodyLine>();
  for (const { index, runs, text: whole } of seen.pages) {
    if (!whole.includes(words)) continue;
    const margin = (index % 2 === 0 ? 44 : 42) * 0.75;
    for (const run of runs.filter(isBody)) {
      const column = Math.floor((run.x - margin + GUTTER_PT / 2) / (COLUMN_PT + GUTTER_PT));
      const edge = margin + column * (COLUMN_PT + GUTTER_PT);
      const key = `${index} ${column} ${Math.round(run.baseline)}`;
      const { text, left, right } = lines.get(key) ?? { text: "", left: run.x - edge, right: 0 };
      const runRight = run.x - edge + run.width;
      lines.set(key, { text: text + run.text, left: Math.min(left, run.x - edge), right: Math.max(right, runRight) });
    }
  }
  return [...lines.values()];
};

describe("on the printed page", () => {
  it("a line that no word can fill is left ragged, its spaces as they are", () => {
    expect(told).toEqual([]);
    expect(seen.pages.map(({ text }) => text.replace(/\s+/g, " ")).join(" ")).toContain(HOPELESS);
    const lines = bodyLines("STRAIGHTCOLUMNS").filter(({ text }) => / through$/.test(text.trim()));
    expect(lines.length).toBeGreaterThan(2);
    for (const { text, left, right } of lines.filter((line) => line.text.split(" ").length === 2)) {
      expect(left, text).toBeCloseTo(0, 0);
      expect(right, text).toBeLessThan(0.8 * COLUMN_PT);
    }
  });

  it("marks hang out of justified columns, letters never", () => {
    const lines = bodyLines("Nobody counts it").filter(({ right }) => right > 0.95 * COLUMN_PT);
    const ends = { letter: 0, mark: 0 };
    for (const { text, right } of lines) {
      const out = right - COLUMN_PT;
      if (/\p{L}$/u.test(text.trim())) {
        ends.letter++;
        expect(Math.abs(out), text).toBeLessThan(0.5);
      } else if (/[.,\-”]$/.test(text.trim())) {
        ends.mark++;
        expect(out, text).toBeGreaterThan(0.8);
        expect(out, text).toBeLessThan(2.5);
      }
    }
    expect(Math.min(ends.letter, ends.mark)).toBeGreaterThan(5);
    const opened = lines.filter(({ text, left }) => text.startsWith("“") && left < 5);
    expect(opened.length).toBeGreaterThan(2);
    for (const { text, left } of opened) {
      expect(left, text).toBeLessThan(-0.8);
      expect(left, text).toBeGreaterThan(-2.5);
    }
  });

  it("figures are old-style in running text, and are read as figures", () => {
    const [figures] = bodyLines(FIGURES).filter(({ text }) => text.includes(FIGURES));
    expect((figures!.right - figures!.left) / BODY_PT / FIGURES.length).toBeCloseTo(0.439, 2);
  });
});
