import type { AreaPt, DescribedPage, PdfDescription } from "../../src/pdf/index.js";
import type { TypeArea } from "./grid.js";
import type { SetLine } from "./lines.js";
import { articleKeys, contentKey, houseKeys, isAmong } from "./tags.js";

const topOf = (line: SetLine): number => line.baseline - Number(line.style.slice(line.style.lastIndexOf(" ") + 1));

/** A picture or ground that this many pt of height or fewer part from house text belongs with it. */
const NEAR_PT = 16;

/**
 * The house matter's share of one page, 0–1. A page without anything of an article is all house; on others it stands at the foot, over
 * all columns, and reaches from its highest line, picture or ground to the foot of the type area.
 */
const shareOfPage = (
  page: DescribedPage,
  lines: readonly SetLine[],
  area: TypeArea,
  keys: { house: ReadonlySet<string>; articles: ReadonlySet<string> },
): number => {
  const own = lines.filter((line) => isAmong(line, keys.house));
  const ownPictures = page.pictures.filter(
    ({ mcid }) => mcid !== undefined && keys.house.has(contentKey(page.index, mcid)),
  );
  if (own.length === 0 && ownPictures.length === 0) return 0;
  const [left, bottom, right, top] = page.trimPt;
  if (!lines.some((line) => isAmong(line, keys.articles))) return 1;
  let head = Math.min(...own.map(topOf), ...ownPictures.map((picture) => picture.area.y));
  // Grounds are no part of the tag tree: those that hold its lines, from near above them.
  const holds = ({ y, height }: AreaPt): boolean => y < head && y > head - NEAR_PT && y + height > head;
  for (const { area: ground } of page.grounds) if (holds(ground)) head = Math.min(head, ground.y);
  const side = area.sides[page.index % 2]!;
  const share = ((side.right - side.left) * Math.max(0, area.foot - head)) / ((right - left) * (top - bottom));
  return Math.min(1, share);
};

export interface HouseFigures {
  /** Share of all pages' area. */
  readonly share: number;
  /** Labels of pages on which the flatplan has house matter and the tag tree none: their share is not known. */
  readonly untold: readonly string[];
}

/** What the flatplan says of one page: a whole page of house matter may be tagged like any other. */
export type HouseOnPage = "whole" | "part" | undefined;

/** House matter's share of all pages' area, from the tag tree; whole pages also from the flatplan, where there is one. */
export const houseFigures = (
  seen: PdfDescription,
  {
    byPage,
    area,
    planned = [],
  }: { byPage: readonly (readonly SetLine[])[]; area: TypeArea; planned?: readonly HouseOnPage[] },
): HouseFigures => {
  const keys = { house: houseKeys(seen), articles: articleKeys(seen) };
  const untold: string[] = [];
  let sum = 0;
  for (const [index, page] of seen.pages.entries()) {
    const share = planned[index] === "whole" ? 1 : shareOfPage(page, byPage[index]!, area, keys);
    if (planned[index] === "part" && share === 0) untold.push(page.label);
    sum += share;
  }
  return { share: sum / seen.pages.length, untold };
};
