import type { PdfDescription } from "../../src/pdf/index.js";
import { findCollisions } from "./collisions.js";
import { type Column, columnsOf, leadingOf, type Meeting, meetAcrossColumns, meetAcrossFold } from "./columns.js";
import { type BadEnd, type Ends, findEnds } from "./ends.js";
import { bodyStyles, linesOfPage, type SetLine } from "./lines.js";

/** White at the feet of a page's columns, as a share of the type area's height; the worst of its columns. */
export interface FootGap {
  readonly page: string;
  readonly share: number;
}

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
  /** Lines on other lines or on pictures. */
  readonly collisions: readonly BadEnd[];
  readonly footGaps: readonly FootGap[];
}

/** Measures the pages by the positions of their words and pictures, and by the tag tree's paragraphs and headings. */
export const measurePages = (seen: PdfDescription): PageFigures => {
  const byPage = seen.pages.map(linesOfPage);
  const lines = byPage.flat();
  const styles = bodyStyles(lines);
  const columns = byPage.map((page) => columnsOf(page.filter(({ style }) => styles.has(style))));
  const leadingPt = leadingOf(columns.flat());
  return {
    pages: seen.pages.length,
    bodyStyles: [...styles],
    bodyLines: columns.flat().flatMap((column) => column.lines),
    leadingPt,
    columns: meetAcrossColumns(columns, leadingPt),
    facingPages: meetAcrossFold(columns, leadingPt),
    ends: findEnds(seen, { lines, columns, leadingPt }),
    collisions: seen.pages.flatMap((page, index) => findCollisions(page, byPage[index]!)),
    footGaps: footGapsOf(seen, byPage, columns),
  };
};

/** The type area reaches from the first line of the fullest page to its last. */
const footGapsOf = (
  { pages }: PdfDescription,
  byPage: readonly (readonly SetLine[])[],
  columns: readonly (readonly Column[])[],
): FootGap[] => {
  const baselines = columns.flat().flatMap(({ lines }) => lines.map(({ baseline }) => baseline));
  const foot = Math.max(...baselines);
  const height = foot - Math.min(...baselines);
  return columns.flatMap((own, index) => {
    if (own.length === 0) return [];
    const { pictures, label } = pages[index]!;
    const within = (column: Column, x: number): boolean => x >= column.left && x < column.right;
    const lowest = own.map((column) =>
      Math.max(
        ...byPage[index]!.filter(({ left }) => within(column, left)).map(({ baseline }) => baseline),
        ...pictures
          .filter(({ area }) => within(column, Math.max(area.x, column.left)) && area.x + area.width > column.left)
          .map(({ area }) => area.y + area.height),
      ),
    );
    return [{ page: label, share: Math.max(0, foot - Math.min(...lowest)) / height }];
  });
};
