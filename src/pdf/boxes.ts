import type { PdfFile } from "./file.js";
import { nameOf } from "./syntax.js";
import type { BoxPt, FinishOptions } from "./types.js";

/** Lengths are written to a thousandth of a point, a third of a micrometre. */
export const roundPt = (lengthPt: number): number => Math.round(lengthPt * 1000) / 1000;

/**
 * Cuts every page from its sheet's top-left corner and gives back the box that they all have now: MediaBox is trim and bleed,
 * TrimBox the trim; CropBox is what a reader shows, BleedBox stands when there is one. The boxes move and the content does
 * not: gradients are placed from the page's origin, whatever a stream's own matrix says. Throws when a sheet is smaller than
 * the page, or the sheets differ.
 */
export const cutPages = ({ pages }: PdfFile, { trimPt, bleedPt }: FinishOptions): BoxPt => {
  const width = trimPt.width + 2 * bleedPt;
  const height = trimPt.height + 2 * bleedPt;
  const heights = new Set<number>();
  for (const { mediaBox } of pages) {
    const [left = 0, bottom = 0, right = 0, top = 0] = mediaBox;
    const sheet = { width: Math.abs(right - left), height: Math.abs(top - bottom) };
    // Sheets in whole CSS px may fall short of the page by less than one; a hundredth of a point is the file's own rounding.
    if (sheet.width < width - 0.01 || sheet.height < height - 0.01)
      throw new Error(
        `the sheet of ${sheet.width} × ${sheet.height} pt is smaller than the page of ${width} × ${height} pt`,
      );
    heights.add(sheet.height);
  }
  if (heights.size !== 1) throw new Error(`sheets of ${heights.size} heights where one was expected`);
  const foot = roundPt([...heights][0]! - height);
  const media = [0, foot, width, foot + height].map(roundPt);
  const trim = [bleedPt, foot + bleedPt, trimPt.width + bleedPt, foot + trimPt.height + bleedPt].map(roundPt);
  for (const { entries } of pages) {
    entries.MediaBox = media;
    entries.CropBox = media;
    entries.TrimBox = trim;
    if (bleedPt > 0) entries.BleedBox = media;
    entries.Tabs = nameOf("S");
  }
  return media as never as BoxPt;
};
