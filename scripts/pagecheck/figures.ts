import type { PdfDescription } from "../../src/pdf/index.js";
import { findCollisions } from "./collisions.js";
import { columnsOf, leadingOf, type Meeting, meetAcrossColumns, meetAcrossFold } from "./columns.js";
import { type BadEnd, type Ends, findEnds } from "./ends.js";
import { type FootGap, footGapsOf } from "./feet.js";
import { findTypeArea, type TypeArea } from "./grid.js";
import { type HouseFigures, type HouseOnPage, houseFigures } from "./house.js";
import { bodyStyles, isBodyLine, linesOfPage, type SetLine } from "./lines.js";
import { findPictureFaults, type PictureFaults } from "./pictures.js";

/** What can be said of a magazine's setting from its PDF alone. */
export interface PageFigures {
  readonly pages: number;
  /** `font size` of the styles that the articles are set in. */
  readonly bodyStyles: readonly string[];
  readonly bodyLines: readonly SetLine[];
  readonly leadingPt: number;
  readonly columns: Meeting;
  readonly facingPages: Meeting;
  readonly ends: Ends;
  /** Lines on other lines or on pictures, pictures on pictures. */
  readonly collisions: readonly BadEnd[];
  readonly area: TypeArea;
  readonly footGaps: readonly FootGap[];
  readonly house: HouseFigures;
  readonly pictures: PictureFaults;
}

/**
 * Measures the pages by the positions of their words and pictures, and by the tag tree's paragraphs and headings. `planned`: the
 * flatplan's house matter by page, where it is known.
 */
export const measurePages = (seen: PdfDescription, planned: readonly HouseOnPage[] = []): PageFigures => {
  const byPage = seen.pages.map(linesOfPage);
  const lines = byPage.flat();
  const styles = bodyStyles(lines);
  const columns = byPage.map((page) => columnsOf(page.filter((line) => isBodyLine(line, styles))));
  const leadingPt = leadingOf(columns.flat());
  const bodyLines = columns.flat().flatMap((column) => column.lines);
  const area = findTypeArea(bodyLines, leadingPt);
  const bodyPt = Math.min(...[...styles].map((style) => Number(style.slice(style.lastIndexOf(" ") + 1))));
  return {
    pages: seen.pages.length,
    bodyStyles: [...styles],
    bodyLines,
    leadingPt,
    columns: meetAcrossColumns(columns, leadingPt),
    facingPages: meetAcrossFold(columns, leadingPt),
    ends: findEnds(seen, { lines, columns, leadingPt }),
    collisions: seen.pages.flatMap((page, index) => findCollisions(page, byPage[index]!)),
    area,
    footGaps: footGapsOf(seen, { byPage, bodyStyles: styles, area }),
    house: houseFigures(seen, { byPage, area, planned }),
    pictures: findPictureFaults(seen, { byPage, leadingPt, bodyPt }),
  };
};
