import { isTag, isTextNode, type Kid, type Tag } from "./tags.js";

/** Elements that hold blocks, never bare text. */
const GROUPS = new Set(["Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "TOC"]);
/** Elements that stand within a line. */
const INLINE = new Set(["Span", "Em", "Strong", "Code", "Link", "Quote", "Reference"]);
/** Cells stay when they are empty, or the columns would shift. */
const CELLS = new Set(["TD", "TH"]);

const newTag = (type: string, kids: Kid[]): Tag => ({
  type,
  key: undefined,
  firm: true,
  language: undefined,
  alt: undefined,
  table: {},
  kids,
});

/**
 * Turns the browser's tree into one that a reader of structure expects: wrappers without meaning dissolved, text in
 * paragraphs, list items with label and body, captions named, nothing empty. Order never changes.
 */
export const settleTags = (root: Tag): Tag => settleTag(root, undefined) ?? { ...root, kids: [] };

const settleTag = (tag: Tag, inherited: string | undefined): Tag | undefined => {
  const language = tag.language ?? inherited;
  const source = tag.type === "Figure" && tag.alt === undefined && !holdsOnlyContent(tag) ? settleFigure(tag) : tag;
  const kids = source.kids.flatMap((kid) => settleKid(kid, source.type, language));
  const settled: Tag = {
    ...source,
    language: tag.language === inherited ? undefined : tag.language,
    kids: arrangeKids(source.type, kids),
  };
  return settled.kids.length > 0 || CELLS.has(settled.type) ? settled : undefined;
};

/** What a kid becomes inside an element of type `parent`: itself, its own kids, or nothing. */
const settleKid = (kid: Kid, parent: string, language: string | undefined): Kid[] => {
  if (!isTag(kid)) return [kid];
  const dissolves = (kid.type === "NonStruct" || kid.type === "Div") && !kid.firm && kid.alt === undefined;
  if (!dissolves) {
    const settled = settleTag(kid, language);
    return settled === undefined ? [] : [settled];
  }
  // A text node has marked content and nothing else; it flows into its parent's line.
  if (holdsOnlyContent(kid)) return kid.kids;
  const kids = kid.kids.flatMap((inner) => settleKid(inner, parent, language));
  return GROUPS.has(parent) ? inParagraphs(kids) : kids;
};

const holdsOnlyContent = (tag: Tag): boolean => tag.kids.every((kid) => !isTag(kid) && !isTextNode(kid));

/** The right kids for the type. */
const arrangeKids = (type: string, kids: Kid[]): Kid[] => {
  if (type === "LI") return inLabelAndBody(kids);
  if (type === "L")
    return kids.map((kid) => (isTag(kid) && ["LI", "L", "Caption"].includes(kid.type) ? kid : itemOf(kid)));
  if (type === "TOCI") return inRuns(kids, "Reference");
  if (type === "Table") return captionFirst(kids);
  return GROUPS.has(type) ? inParagraphs(kids) : kids;
};

const itemOf = (kid: Kid): Tag => newTag("LI", inLabelAndBody([kid]));

const inLabelAndBody = (kids: readonly Kid[]): Kid[] => {
  const isPart = (kid: Kid, type: string) => isTag(kid) && kid.type === type;
  const labels = kids.filter((kid) => isPart(kid, "Lbl"));
  const bodies = kids.filter((kid) => !isPart(kid, "Lbl"));
  if (bodies.length === 0) return labels;
  return [...labels, ...(bodies.every((kid) => isPart(kid, "LBody")) ? bodies : [newTag("LBody", bodies)])];
};

const captionFirst = (kids: readonly Kid[]): Kid[] => {
  const isCaption = (kid: Kid) => isTag(kid) && kid.type === "Caption";
  return [...kids.filter(isCaption), ...kids.filter((kid) => !isCaption(kid))];
};

const inParagraphs = (kids: readonly Kid[]): Kid[] => inRuns(kids, "P");

/** Puts each run of text and inline elements into an element of its own. */
const inRuns = (kids: readonly Kid[], type: string): Kid[] => {
  const blocks: Kid[] = [];
  let run: Kid[] = [];
  for (const kid of [...kids, undefined]) {
    if (kid !== undefined && (!isTag(kid) || INLINE.has(kid.type))) {
      run.push(kid);
      continue;
    }
    if (run.length > 0) blocks.push(newTag(type, run));
    run = [];
    if (kid !== undefined) blocks.push(kid);
  }
  return blocks;
};

/**
 * `<figure>` becomes a Figure without alternative text around the picture's own Figure, and `<figcaption>` a bare wrapper:
 * the outer one becomes a division of Figure and Caption.
 */
const settleFigure = (figure: Tag): Tag => ({
  ...figure,
  type: "Div",
  firm: true,
  kids: figure.kids.map((kid) =>
    isTag(kid) && kid.type === "NonStruct" && !kid.firm && !holds(kid, "Figure")
      ? { ...kid, type: "Caption", firm: true }
      : kid,
  ),
});

const holds = (tag: Tag, type: string): boolean =>
  tag.kids.some((kid) => isTag(kid) && (kid.type === type || holds(kid, type)));
