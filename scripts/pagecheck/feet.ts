import { type AreaPt, type DescribedPage, elementsOfType, type PdfDescription } from "../../src/pdf/index.js";
import { type GridColumn, gridOf, type TypeArea } from "./grid.js";
import { isBodyLine, type SetLine } from "./lines.js";
import { articleKeys, contentKeys, isAmong } from "./tags.js";

/** White at the feet of a page's columns, as a share of their height. */
export interface FootGap {
  readonly page: string;
  readonly pageIndex: number;
  /** Mean over the page's columns. */
  readonly share: number;
  /** Each column from the left. */
  readonly columns: readonly number[];
}

/** Smaller shapes, in pt, are marks and rules, no grounds. */
const SMALLEST_GROUND_PT = 6;
/**
 * A ground from the type area's top over this share of its height and all of its width is the page's, and shows nothing of what stands
 * there. One that begins below copy is house matter's.
 */
const PAGE_GROUND = 0.6;
/** A picture over this share of the page is its ground as well. */
const PAGE_PICTURE = 0.9;
/**
 * What reaches into a column by less than this share of it, and of itself, is its neighbour's. Below a half: where an article in two columns
 * begins under one in three, each of the two reaches under the middle one by 0.47.
 */
const REACH = 0.4;

interface Stretch extends GridColumn {
  readonly top: number;
  readonly bottom: number;
}

const stretchOf = ({ x, y, width, height }: AreaPt): Stretch => ({
  left: x,
  right: x + width,
  top: y,
  bottom: y + height,
});

const reachesInto = (stretch: GridColumn, column: GridColumn): boolean => {
  const common = Math.min(stretch.right, column.right) - Math.max(stretch.left, column.left);
  return common > 0 && common >= REACH * Math.min(stretch.right - stretch.left, column.right - column.left);
};

/** Everything that fills a page's columns: lines, pictures, grounds of boxes and of house matter. */
const contentOf = (page: DescribedPage, lines: readonly SetLine[], area: TypeArea): Stretch[] => {
  const side = area.sides[page.index % 2]!;
  const [left, bottom, right, top] = page.trimPt;
  const pictures = page.pictures
    .filter((picture) => picture.area.width * picture.area.height < PAGE_PICTURE * (right - left) * (top - bottom))
    .map((picture) => stretchOf(picture.area));
  const grounds = page.grounds
    .map((ground) => stretchOf(ground.area))
    .filter(
      (ground) =>
        ground.right - ground.left >= SMALLEST_GROUND_PT &&
        ground.bottom - ground.top >= SMALLEST_GROUND_PT &&
        !(
          ground.top <= area.top + SMALLEST_GROUND_PT &&
          ground.bottom - ground.top > PAGE_GROUND * (area.foot - area.top) &&
          ground.left <= side.left + 1 &&
          ground.right >= side.right - 1
        ),
    );
  const text = lines.map((line) => ({ left: line.left, right: line.right, top: line.baseline, bottom: line.baseline }));
  // What begins below the type area is furniture.
  return [...pictures, ...grounds, ...text].filter((stretch) => stretch.top <= area.foot + 1);
};

/** One column's white between the end of its content and the foot of the type area, as a share of its height; 1 when it is empty. */
export const whiteAtFoot = (column: GridColumn, content: readonly Stretch[], { top, foot }: TypeArea): number => {
  const lowest = Math.max(top, ...content.filter((one) => reachesInto(one, column)).map(({ bottom }) => bottom));
  return Math.max(0, foot - lowest) / (foot - top);
};

/**
 * Foot gaps of every page that holds body text of an article, or a table. Covers, contents, section openers, picture pages, whole pages of
 * house matter and the back cover hold none, and are left out.
 */
export const footGapsOf = (
  seen: PdfDescription,
  {
    byPage,
    bodyStyles,
    area,
  }: { byPage: readonly (readonly SetLine[])[]; bodyStyles: ReadonlySet<string>; area: TypeArea },
): FootGap[] => {
  const ofArticles = articleKeys(seen);
  const tables = elementsOfType(seen.tags, "Art").flatMap((article) => elementsOfType(article, "Table"));
  const inTables = new Set(tables.flatMap(contentKeys));
  return seen.pages.flatMap((page, pageIndex) => {
    const lines = byPage[pageIndex]!;
    const body = lines.filter((line) => isBodyLine(line, bodyStyles) && isAmong(line, ofArticles));
    const copy = body.length > 0 ? body : lines.filter((line) => isAmong(line, inTables));
    if (copy.length === 0) return [];
    const content = contentOf(page, lines, area);
    const columns = gridOf(pageIndex, copy, area).map((column) => whiteAtFoot(column, content, area));
    const share = columns.reduce((sum, gap) => sum + gap, 0) / columns.length;
    return [{ page: page.label, pageIndex, share, columns }];
  });
};
