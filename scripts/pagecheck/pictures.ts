import {
  type DescribedPicture,
  type DescribedTag,
  elementsOfType,
  type PdfDescription,
  textOfElement,
} from "../../src/pdf/index.js";
import type { BadEnd } from "./ends.js";
import type { SetLine } from "./lines.js";
import { contentKey, contentKeys } from "./tags.js";

export interface PictureFaults {
  /** Pictures of articles that were found on the pages. */
  readonly pictures: number;
  /** Captions on another page than their picture, or not beside, under or over it. */
  readonly apart: readonly BadEnd[];
  /** Pictures that stand before the spread on which their article begins. */
  readonly early: readonly BadEnd[];
}

/** A caption's nearest line is at most so many leadings away from its picture: a row of pictures may have a common one. */
const NEAR_LEADINGS = 3;

const isTag = (kid: DescribedTag["kids"][number]): kid is DescribedTag => "kids" in kid;

interface Placed extends DescribedPicture {
  readonly pageIndex: number;
}

/** Each Figure with the paragraph that follows it, in one article. */
const figuresOf = (tag: DescribedTag): { figure: DescribedTag; next: DescribedTag | undefined }[] => {
  const kids = tag.kids.filter(isTag);
  return kids.flatMap((kid, index) =>
    kid.type === "Figure" ? [{ figure: kid, next: kids[index + 1] }] : kid.type === "Art" ? [] : figuresOf(kid),
  );
};

const sizeOf = ({ style }: SetLine): number => Number(style.slice(style.lastIndexOf(" ") + 1));

/** How far a line stands from a picture, up or down, in pt; 0 beside it. */
const distance = (line: SetLine, { area }: Placed): number =>
  Math.max(0, line.baseline - sizeOf(line) - (area.y + area.height), area.y - line.baseline);

/**
 * Checks pictures against their captions and their articles' beginnings. A caption is the paragraph in small type right after a
 * Figure in the tag tree.
 */
export const findPictureFaults = (
  seen: PdfDescription,
  { byPage, leadingPt, bodyPt }: { byPage: readonly (readonly SetLine[])[]; leadingPt: number; bodyPt: number },
): PictureFaults => {
  const placed = new Map<string, Placed>();
  for (const page of seen.pages)
    for (const picture of page.pictures)
      if (picture.mcid !== undefined)
        placed.set(contentKey(page.index, picture.mcid), { ...picture, pageIndex: page.index });
  const linesOf = (tag: DescribedTag): SetLine[] => {
    const keys = new Set(contentKeys(tag));
    const pages = new Set([...keys].map((key) => Number(key.split(" ")[0])));
    return [...pages].flatMap((index) =>
      byPage[index]!.filter((line) => [...line.mcids].some((mcid) => keys.has(contentKey(index, mcid)))),
    );
  };
  const label = (pageIndex: number): string => seen.pages[pageIndex]!.label;
  const apart: BadEnd[] = [];
  const early: BadEnd[] = [];
  let pictures = 0;
  for (const article of elementsOfType(seen.tags, "Art")) {
    const [headline] = elementsOfType(article, "H1");
    const begins = headline === undefined ? undefined : linesOf(headline)[0]?.pageIndex;
    for (const { figure, next } of figuresOf(article)) {
      const [picture] = contentKeys(figure).flatMap((key) => placed.get(key) ?? []);
      if (picture === undefined) continue;
      pictures++;
      // A story that opens over two pages has its picture on the left and its headline on the right.
      const spread = begins !== undefined && begins % 2 === 0 ? begins - 1 : begins;
      if (spread !== undefined && picture.pageIndex < spread)
        early.push({ page: label(picture.pageIndex), text: figure.alt ?? "" });
      const caption = next?.type === "P" || next?.type === "Caption" ? linesOf(next) : [];
      if (caption.length === 0 || caption.some((line) => sizeOf(line) >= bodyPt)) continue;
      const isNear = caption.some(
        (line) => line.pageIndex === picture.pageIndex && distance(line, picture) < NEAR_LEADINGS * leadingPt,
      );
      if (!isNear) apart.push({ page: label(picture.pageIndex), text: textOfElement(next!) });
    }
  }
  return { pictures, apart, early };
};
