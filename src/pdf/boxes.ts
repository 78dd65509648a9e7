import { PDFDict, type PDFDocument, PDFName, type PDFPage } from "@cantoo/pdf-lib";
import type { FinishOptions } from "./types.js";

/** Lengths are written to a thousandth of a point, a third of a micrometre. */
export const roundPt = (lengthPt: number): number => Math.round(lengthPt * 1000) / 1000;

/**
 * How far above the sheet's foot a page begins that is cut to trim and bleed from the sheet's top-left corner, in pt. Throws when a sheet is smaller than the page, or the sheets differ.
 */
export const pageFootPt = (doc: PDFDocument, { trimPt, bleedPt }: FinishOptions): number => {
  const width = trimPt.width + 2 * bleedPt;
  const height = trimPt.height + 2 * bleedPt;
  const heights = new Set<number>();
  for (const page of doc.getPages()) {
    const sheet = page.getMediaBox();
    // Sheets in whole CSS px may fall short of the page by less than one; a hundredth of a point is the file's own rounding.
    if (sheet.width < width - 0.01 || sheet.height < height - 0.01)
      throw new Error(
        `the sheet of ${sheet.width} × ${sheet.height} pt is smaller than the page of ${width} × ${height} pt`,
      );
    heights.add(sheet.height);
  }
  if (heights.size !== 1) throw new Error(`sheets of ${heights.size} heights where one was expected`);
  return roundPt([...heights][0]! - height);
};

/**
 * Cuts every page: MediaBox is trim and bleed, TrimBox the trim; CropBox is what a reader shows, BleedBox stands when there is one.
 * The boxes move and the content does not: gradients are placed from the page's origin, whatever a stream's own matrix says.
 */
export const cutBoxes = (doc: PDFDocument, { trimPt, bleedPt }: FinishOptions, footPt: number): void => {
  const numbers = (values: readonly number[]) => doc.context.obj(values.map(roundPt));
  const media = [0, footPt, trimPt.width + 2 * bleedPt, footPt + trimPt.height + 2 * bleedPt];
  const trim = [bleedPt, footPt + bleedPt, trimPt.width + bleedPt, footPt + trimPt.height + bleedPt];
  for (const { node } of doc.getPages()) {
    node.set(PDFName.of("MediaBox"), numbers(media));
    node.set(PDFName.of("CropBox"), numbers(media));
    node.set(PDFName.of("TrimBox"), numbers(trim));
    if (bleedPt > 0) node.set(PDFName.of("BleedBox"), numbers(media));
    node.set(PDFName.of("Tabs"), PDFName.of("S"));
  }
};

export const annotationsOf = (page: PDFPage): PDFDict[] => {
  const list = page.node.Annots();
  if (list === undefined) return [];
  return list.asArray().map((ref) => page.node.context.lookup(ref, PDFDict));
};
