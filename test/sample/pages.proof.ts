import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { toldBy } from "../support/command.js";
import { ROOT } from "./copy.js";
import { A4_PT, findEdgeFaults, renderEdges } from "./edges.js";
import { type Printed, readBuilt, type Sample } from "./magazine.js";

export const proveFontsAndBoxes = (sample: () => Printed): void => {
  it("has fonts of fonts/ alone, embedded in part, TrueType, with their characters", async () => {
    const files = await readdir(path.join(ROOT, "fonts"), { recursive: true });
    const known = new Set(files.map((file) => path.basename(file)));
    const { fonts } = sample().seen;
    expect(fonts.length).toBeGreaterThan(0);
    for (const { name, ...facts } of fonts) {
      expect(facts, name).toEqual({ type: "CIDFontType2", embedded: true, subset: true, toUnicode: true });
      expect(known, name).toContain(`${name.replace(/^[A-Z]{6}\+/, "")}.ttf`);
    }
  });

  it("has pages of 210 × 297 mm to a hundredth of a point, shown as they are trimmed", () => {
    for (const { trimPt, cropPt, mediaPt, bleedPt, rotation, label } of sample().seen.pages) {
      const [left, foot, right, top] = trimPt;
      expect(Math.abs(right - left - A4_PT.width), `page ${label}`).toBeLessThan(0.01);
      expect(Math.abs(top - foot - A4_PT.height), `page ${label}`).toBeLessThan(0.01);
      expect([cropPt, mediaPt, bleedPt, rotation], `page ${label}`).toEqual([trimPt, trimPt, trimPt, 0]);
    }
  });
};

export const proveFullCover = (sample: () => Printed): void => {
  it("has a cover without a hairline or a strip at any edge, at 600 dpi", async () => {
    const cover = await renderEdges(sample().pdf, 0, 600);
    expect(findEdgeFaults(cover)).toEqual([]);
    // What the eye would see, the measure does too.
    const withFoot = (lines: number, change: (grey: number) => number) => ({
      ...cover,
      foot: cover.foot.map((line, depth) => (depth < lines ? line.map(change) : line)),
    });
    expect(findEdgeFaults(withFoot(1, () => 255))).toContain("hairline: foot");
    expect(findEdgeFaults(withFoot(50, (grey) => grey + 25))).toEqual(["strip: foot"]);
  });
};

export const proveBytes = (sample: () => Sample): void => {
  it("is the same to the byte when it is built again", async () => {
    const again = await sample().again;
    expect(again.exit).toBe(0);
    const told = toldBy(again);
    expect(told.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(told).toMatchObject({ pages: sample().seen.pages.length, articles: sample().articles.length });
    expect(Buffer.compare(sample().pdf, await readBuilt(told.pdf!))).toBe(0);
  });
};

export const provePages = (sample: () => Sample): void => {
  proveFontsAndBoxes(sample);
  proveFullCover(sample);
  proveBytes(sample);
};
