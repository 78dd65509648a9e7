import type { DescribedContent, DescribedTag, PdfDescription } from "../types.js";

/** Elements that stand within a line. */
const INLINE = new Set(["Span", "Em", "Strong", "Code", "Link", "Quote", "Reference"]);

export const isElement = (kid: DescribedTag | DescribedContent): kid is DescribedTag => "kids" in kid;

/** All words of an element, in the order of the tag tree, as one stretch: lines of blocks within it are joined by line feeds. */
export const textOfElement = (tag: DescribedTag): string => linesOf(tag).join("\n");

/** One line for each block that holds text; only what stands on that page when a page is given. */
export const linesOf = (tag: DescribedTag, pageIndex?: number): string[] => {
  const lines: string[] = [];
  let line = "";
  const flush = (): void => {
    if (line.trim() !== "") lines.push(line);
    line = "";
  };
  const gather = (element: DescribedTag): void => {
    for (const kid of element.kids) {
      if (!isElement(kid)) line += pageIndex === undefined || kid.pageIndex === pageIndex ? kid.text : "";
      else if (INLINE.has(kid.type)) gather(kid);
      else {
        flush();
        gather(kid);
        flush();
      }
    }
  };
  gather(tag);
  flush();
  return lines;
};

/** Every element of that type, in order. */
export const elementsOfType = (tag: DescribedTag | undefined, type: string): DescribedTag[] => {
  if (tag === undefined) return [];
  const inner = tag.kids.flatMap((kid) => (isElement(kid) ? elementsOfType(kid, type) : []));
  return tag.type === type ? [tag, ...inner] : inner;
};

/**
 * The words of each article: what stands in the innermost Art round each H1, all its pages together; where an H1 stands in
 * no Art, what follows up to the next.
 */
export const articleTexts = ({ tags }: PdfDescription): { headline: string; text: string }[] => {
  if (tags === undefined) return [];
  const articles = elementsOfType(tags, "Art").filter((art) => directHeadlines(art).length === 1);
  if (articles.length === elementsOfType(tags, "H1").length)
    return articles.map((art) => ({ headline: textOfElement(directHeadlines(art)[0]!), text: textOfElement(art) }));
  const found: { headline: string; text: string }[] = [];
  const gather = (tag: DescribedTag): void => {
    for (const kid of tag.kids.filter(isElement)) {
      if (kid.type === "H1") found.push({ headline: textOfElement(kid), text: textOfElement(kid) });
      else if (elementsOfType(kid, "H1").length > 0) gather(kid);
      else if (found.length > 0) found[found.length - 1]!.text += `\n${textOfElement(kid)}`;
    }
  };
  gather(tags);
  return found;
};

/** Headlines of an article itself, not of one inside it. */
const directHeadlines = (tag: DescribedTag): DescribedTag[] =>
  tag.kids
    .filter(isElement)
    .flatMap((kid) => (kid.type === "H1" ? [kid] : kid.type === "Art" ? [] : directHeadlines(kid)));
