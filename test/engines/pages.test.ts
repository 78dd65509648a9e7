import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { spacesIn } from "../../scripts/pagecheck/check.js";
import { measurePages, type PageFigures } from "../../scripts/pagecheck/figures.js";
import { hyphenLadders } from "../../scripts/pagecheck/hyphens.js";
import { paragraphsOf } from "../../scripts/pagecheck/paragraphs.js";
import type { MeasureSpaces } from "../../scripts/pagecheck/spaces.js";
import { besideChromiumRows, isPassed, MOST_HYPHENS } from "../../scripts/pagecheck/verdict.js";
import { describeWithWords } from "../../src/pdf/index.js";
import { ISSUE, ROOT } from "../sample/copy.js";
import { readBuilt } from "../sample/magazine.js";
import { pressday, toldBy } from "../support/command.js";
import { ENGINES, type Engine, simplyBy } from "./engine.js";

/** White at the feet, as a share of the columns' height. */
const FOOT = { mean: 0.01, worst: 0.04 };

const print = async (engine: Engine): Promise<string> => {
  const args = ["build", ISSUE, "--force", "--json", "--out", `test/out/engines-pages/${engine}`, ...simplyBy(engine)];
  const { pdf, problems } = toldBy(await pressday(args, { cwd: ROOT }));
  if (pdf === undefined) throw new Error(`${engine} cannot print the sample: ${JSON.stringify(problems)}`);
  return path.resolve(ROOT, pdf);
};

describe("the pages of the sample in the simple layout, set by pdfkit", () => {
  let figures: PageFigures;
  let ladders: readonly { readonly text: string }[];
  const spaces: Partial<Record<Engine, readonly MeasureSpaces[]>> = {};
  beforeAll(async () => {
    for (const engine of ENGINES) spaces[engine] = await spacesIn(await print(engine));
    const { seen, words } = await describeWithWords(
      await readBuilt("test/out/engines-pages/pdfkit/2026-W47/rihla-2026-W47.pdf"),
    );
    figures = measurePages(seen);
    ladders = hyphenLadders(paragraphsOf(seen, words), MOST_HYPHENS);
  });

  it("have lines that meet across columns and facing pages", () => {
    const { columns, facingPages, leadingPt } = figures;
    expect(leadingPt).toBe(13.5);
    expect(columns.beside).toBeGreaterThan(1000);
    expect(facingPages.beside).toBeGreaterThan(500);
    expect(columns.meeting / columns.beside).toBeGreaterThanOrEqual(0.99);
    expect(facingPages.meeting / facingPages.beside).toBeGreaterThanOrEqual(0.99);
  });

  it("have no widow, no orphan, no stranded crosshead, no column of one line, no ladder of hyphens", () => {
    expect(figures.ends).toEqual({ widows: [], orphans: [], stranded: [], lonely: [] });
    expect(ladders).toEqual([]);
  });

  it("have nothing set over anything else, and pictures with their captions and articles", () => {
    const { collisions, pictures } = figures;
    expect(collisions).toEqual([]);
    expect(pictures).toMatchObject({ apart: [], early: [] });
    expect(pictures.pictures).toBeGreaterThan(30);
  });

  it("are full to their feet", () => {
    const { footGaps, house } = figures;
    expect(footGaps.length).toBeGreaterThan(30);
    expect(footGaps.reduce((sum, { share }) => sum + share, 0) / footGaps.length).toBeLessThanOrEqual(FOOT.mean);
    expect(
      footGaps.filter(({ share }) => share > FOOT.worst).map(({ page, columns }) => `p. ${page}: ${columns}`),
    ).toEqual([]);
    expect(house.untold).toEqual([]);
    expect(house.share).toBeLessThanOrEqual(0.08);
  });

  it("have word spaces no wider than the Chromium engine's", () => {
    const [own, other] = [spaces.pdfkit!, spaces.chromium!];
    const rows = besideChromiumRows(own, other);
    expect(rows.filter(({ passed }) => passed !== undefined).map(({ passed }) => passed)).toEqual([true, true]);
    expect(own[0]!.lines.length).toBeGreaterThan(1000);
    // One hole in a line is seen, and so are lines that are all a little wider.
    const judge = (by: (ratio: number, index: number) => number): boolean => {
      const changed = own.map((group) => ({
        ...group,
        lines: group.lines.map((line, index) => ({ ...line, ratio: by(line.ratio, index) })),
      }));
      return isPassed(besideChromiumRows(changed, other));
    };
    expect(judge((ratio) => ratio)).toBe(true);
    expect(judge((ratio, index) => (index === 0 ? 4 : ratio))).toBe(false);
    expect(judge((ratio) => 1.05 * ratio)).toBe(false);
  });
});
