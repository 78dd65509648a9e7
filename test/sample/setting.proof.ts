import { describe, expect, it } from "vitest";
import { measurePages } from "../../scripts/pagecheck/figures.js";
import type { DescribedRun, PdfDescription } from "../../src/pdf/index.js";
import type { Sample } from "./magazine.js";

/** Index of a left-hand page full of text. */
const VERSO = 5;

/** Every run on every page as `change` leaves it. */
const withRuns = (
  seen: PdfDescription,
  change: (run: DescribedRun, pageIndex: number) => DescribedRun,
): PdfDescription => ({
  ...seen,
  pages: seen.pages.map((page) => ({ ...page, runs: page.runs.map((run) => change(run, page.index)) })),
});

export const proveSetting = (sample: () => Sample): void => {
  describe("the setting", () => {
    it("has lines that meet across columns and facing pages", () => {
      const { columns, facingPages, bodyLines } = measurePages(sample().seen);
      expect(bodyLines.length).toBeGreaterThan(1000);
      expect(columns.beside).toBeGreaterThan(1000);
      expect(facingPages.beside).toBeGreaterThan(500);
      expect(columns.meeting / columns.beside).toBeGreaterThanOrEqual(0.99);
      expect(facingPages.meeting / facingPages.beside).toBeGreaterThanOrEqual(0.99);
    });

    it("has no widow, no orphan, no stranded crosshead, no column of one line, nothing set over anything else", () => {
      expect(measurePages(sample().seen).ends).toEqual({ widows: [], orphans: [], stranded: [], lonely: [] });
      expect(measurePages(sample().seen).collisions).toEqual([]);
    });

    it("would be found wanting if a column stood half a line lower, or too narrow", () => {
      const lowered = measurePages(
        withRuns(sample().seen, (run, page) =>
          page === VERSO && run.x > 300 ? { ...run, baseline: run.baseline + 6 } : run,
        ),
      );
      expect(lowered.columns.missing.length).toBeGreaterThan(10);
      expect(new Set(lowered.columns.missing.map(({ pageIndex }) => pageIndex))).toEqual(new Set([VERSO]));
      expect(lowered.facingPages.missing.length).toBeGreaterThan(10);
      const drawnTogether = measurePages(
        withRuns(sample().seen, (run, page) => (page === VERSO ? { ...run, baseline: run.baseline * 0.5 } : run)),
      );
      expect(drawnTogether.collisions.length).toBeGreaterThan(10);
    });
  });
};
