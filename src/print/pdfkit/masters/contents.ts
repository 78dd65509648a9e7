import type { Article } from "../../../article/index.js";
import { contentsView, joinLastWords } from "../../../layout/index.js";
import type { Section } from "../../../manifest/index.js";
import { type Block, evenBlock, setBlock, spacer, stack, textBlock } from "../boxes.js";
import { setParts } from "../boxText.js";
import type { Drawn, Setting, Surface, Tag } from "../types.js";
import { FOLIO_PX, type MasterContext, ownSetting } from "./context.js";
import { listedBlock } from "./pieces.js";

/** A part of the contents page, which no column divides. Heights in px, white in grid lines. */
export interface ContentsEntry {
  readonly drawn: Drawn;
  /** White above, dropped at the head of a column. */
  readonly before: number;
  /** What follows begins in the same column. */
  readonly keep: boolean;
  /** It stands in the same column as what is above it. */
  readonly keepAbove: boolean;
}

/** The sections as `contentsView` has them. */
interface ListedSection {
  readonly name: string;
  readonly articles: readonly (Article & { readonly brief: boolean })[];
}

/** An element that is made when the first of its parts is painted, and holds the others too, on whatever page they stand. */
const sharedElement = (type: string): ((surface: Surface, parent: Tag) => Tag) => {
  let made: Tag | undefined;
  return (surface, parent) => {
    made ??= surface.newTag(parent, type);
    return made;
  };
};

/** Everything below the head of the contents page, in order, for columns of this width (px). To be painted once. */
export const contentsEntries = (context: MasterContext, widthPx: number): readonly ContentsEntry[] => {
  const sections = contentsView(context.layout, context, context.pictures).sections as readonly ListedSection[];
  const listed = sections.flatMap((section, index) =>
    sectionEntries(section, context.issue.sections[index]!, context, widthPx),
  );
  const masthead = mastheadBlock(context, widthPx);
  return masthead === undefined ? listed : [...listed, { drawn: masthead, before: 1, keep: false, keepAbove: false }];
};

const sectionEntries = (
  { name, articles }: ListedSection,
  section: Section,
  context: MasterContext,
  widthPx: number,
): ContentsEntry[] => {
  const setting = context.settingFor(context.issue.language, section);
  const { before, keep, keepAbove } = context.tokens.type["contents-section"];
  const title = textBlock(name, "contents-section", widthPx, setting, { tag: "P" });
  const list = sharedElement("TOC");
  return [
    ...(title === undefined ? [] : [{ drawn: title, before, keep, keepAbove }]),
    ...articles.map((article) => ({
      drawn: articleEntry(article, section, list, context, widthPx),
      before: 0,
      keep: false,
      keepAbove: false,
    })),
  ];
};

/** Folio, headline and, but for briefs, the standfirst: one item of its section's list. */
const articleEntry = (
  article: Article & { readonly brief: boolean },
  section: Section,
  list: (surface: Surface, parent: Tag) => Tag,
  context: MasterContext,
  widthPx: number,
): Drawn => {
  const { type } = context.tokens;
  const setting = context.settingFor(article.language, section);
  const facts = article.language === context.issue.language ? {} : { language: article.language };
  const title = {
    slug: article.slug,
    headline: joinLastWords(article.headline),
    headlineStyle: article.brief ? type["contents-brief"] : type["contents-headline"],
    folioStyle: type["contents-folio"],
    folioPx: FOLIO_PX,
    widthPx,
  };
  // Finishing puts the link into the Reference that an item of a list of contents wants.
  const line = listedBlock(title, setting, context.folioOf, (_, item) => item);
  const standfirst = article.brief
    ? undefined
    : evenBlock(article.standfirst, "contents-standfirst", widthPx - FOLIO_PX, setting, { tag: "P" });
  return {
    heightPx: line.heightPx + (standfirst?.heightPx ?? 0),
    paint: (surface, { x, y }, parent) => {
      const item = surface.newTag(list(surface, parent), "TOCI", facts);
      line.paint(surface, { x, y }, item);
      standfirst?.paint(surface, { x: x + FOLIO_PX, y: y + line.heightPx }, item);
    },
  };
};

/** White below the masthead's title, px. */
const BELOW_TITLE_PX = 2;

/** Publisher and staff; nothing where the magazine names nobody. */
const mastheadBlock = (context: MasterContext, widthPx: number): Block | undefined => {
  const { name, masthead, publisher } = context.issue.magazine;
  if (masthead.length === 0) return undefined;
  const setting = ownSetting(context);
  return stack([
    textBlock(name, "masthead-title", widthPx, setting, { tag: "P" }),
    spacer(BELOW_TITLE_PX),
    ...masthead.map(({ role, names }) => mastheadLine(role, names.join(", "), widthPx, setting)),
    mastheadLine("Published by", publisher, widthPx, setting),
  ]);
};

const mastheadLine = (role: string, names: string, widthPx: number, setting: Setting): Block | undefined => {
  const style = setting.tokens.type.masthead;
  const parts = [
    { copy: role, style: { ...style, weight: 700 } },
    { copy: names, style },
  ];
  const set = setParts(parts, style, widthPx, setting);
  return set && setBlock(set, widthPx, setting, { tag: "P" });
};
