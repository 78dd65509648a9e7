import { beforeAll, describe, expect, it } from "vitest";
import { measurePages } from "../../scripts/pagecheck/figures.js";
import { linesOfPage, type SetLine } from "../../scripts/pagecheck/lines.js";
import { elementsOfType, type PdfDescription } from "../../src/pdf/index.js";
import { type LaidOutLine, layOut } from "./composed.js";
import type { Sample } from "./magazine.js";
import { contentsOfTag } from "./tree.js";

const PT_PER_PX = 0.75;
/** How far a printed line may stand from where it was composed, pt. */
const TOLERANCE_PT = 0.5;

const letters = (text: string): string => text.replace(/\s+/g, "");

const isSame = (laidOut: LaidOutLine, printed: SetLine): boolean =>
  letters(laidOut.text) === letters(printed.text) &&
  Math.abs(laidOut.left * PT_PER_PX - printed.left) < TOLERANCE_PT &&
  Math.abs(laidOut.right * PT_PER_PX - printed.right) < TOLERANCE_PT &&
  laidOut.top * PT_PER_PX < printed.baseline &&
  laidOut.bottom * PT_PER_PX > printed.baseline;

const contentPlace = (pageIndex: number | undefined, mcid: number | undefined): string => `${pageIndex} ${mcid}`;

/** The pages without the numbers of lists, which stand beside their paragraphs. */
const withoutLabels = (seen: PdfDescription): PdfDescription => {
  const labels = new Set(
    elementsOfType(seen.tags, "Lbl")
      .flatMap(contentsOfTag)
      .map(({ pageIndex, mcid }) => contentPlace(pageIndex, mcid)),
  );
  return {
    ...seen,
    pages: seen.pages.map((page) => ({
      ...page,
      runs: page.runs.filter(({ mcid }) => !labels.has(contentPlace(page.index, mcid))),
    })),
  };
};

const placeOf = ({ pageIndex, left, baseline }: SetLine): string => `${pageIndex} ${left} ${baseline}`;

export const provePrint = (sample: () => Sample): void => {
  describe("the print", () => {
    let laidOut: LaidOutLine[];
    const found = new Map<LaidOutLine, SetLine>();
    beforeAll(async () => {
      laidOut = await layOut(await sample().kept("composed.html"));
      const printed = withoutLabels(sample().seen).pages.map(linesOfPage);
      for (const line of laidOut) {
        const own = printed[line.pageIndex]!;
        const at = own.findIndex((candidate) => isSame(line, candidate));
        if (at >= 0) found.set(line, own.splice(at, 1)[0]!);
      }
    });

    it("has every line of every paragraph as it was composed, in words and in place", () => {
      expect(laidOut.length).toBeGreaterThan(1500);
      expect(laidOut.filter((line) => !found.has(line))).toEqual([]);
    });

    it("has the lines of each paragraph one below the other", () => {
      let above: { readonly paragraph: number; readonly baseline: number } | undefined;
      for (const line of laidOut) {
        const { baseline } = found.get(line)!;
        // A drop cap's letter stands on its last line.
        if (above?.paragraph === line.paragraph && line.text.length > 1)
          expect(baseline, line.text).toBeGreaterThan(above.baseline);
        above = letters(line.text).length === 1 ? undefined : { paragraph: line.paragraph, baseline };
      }
    });

    it("has no line of body text that was not composed", () => {
      const known = new Set([...found.values()].map(placeOf));
      const strange = measurePages(withoutLabels(sample().seen)).bodyLines.filter((line) => !known.has(placeOf(line)));
      expect(strange.map(({ text }) => text)).toEqual([]);
    });
  });
};
