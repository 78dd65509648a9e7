import type { DescribedContent, DescribedTag } from "../../src/pdf/index.js";

/** The marked contents of an element and all within it, in order. */
export const contentsOfTag = (tag: DescribedTag): DescribedContent[] =>
  tag.kids.flatMap((kid) => ("kids" in kid ? contentsOfTag(kid) : kid.type === "content" ? [kid] : []));

/** An element and all elements within it. */
export const elementsWithin = (tag: DescribedTag): DescribedTag[] => [
  tag,
  ...tag.kids.flatMap((kid) => ("kids" in kid ? elementsWithin(kid) : [])),
];
