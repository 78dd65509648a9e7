import { type DescribedTag, elementsOfType, type PdfDescription } from "../../src/pdf/index.js";
import type { SetLine } from "./lines.js";

/** Names a marked content: its page and its number there. */
export const contentKey = (pageIndex: number, mcid: number): string => `${pageIndex} ${mcid}`;

/** The marked contents of an element and all in it, in reading order. */
export const contentKeys = (tag: DescribedTag): string[] =>
  tag.kids.flatMap((kid) => {
    if ("kids" in kid) return contentKeys(kid);
    return kid.pageIndex === undefined || kid.mcid === undefined ? [] : [contentKey(kid.pageIndex, kid.mcid)];
  });

/** The marked contents of all articles. */
export const articleKeys = ({ tags }: PdfDescription): Set<string> =>
  new Set(elementsOfType(tags, "Art").flatMap(contentKeys));

/** The marked contents of house matter: what stands aside from every article. */
export const houseKeys = ({ tags }: PdfDescription): Set<string> => {
  const articles = articleKeys({ tags } as PdfDescription);
  return new Set(
    elementsOfType(tags, "Aside")
      .flatMap(contentKeys)
      .filter((key) => !articles.has(key)),
  );
};

export const isAmong = (
  { pageIndex, mcids }: Pick<SetLine, "pageIndex" | "mcids">,
  keys: ReadonlySet<string>,
): boolean => [...mcids].some((mcid) => keys.has(contentKey(pageIndex, mcid)));
