import { joinLastWords, type Story, sectionView } from "../../../layout/index.js";
import { type Block, bar, evenBlock, fitted, picture, shrunk, sized, spacer, stack } from "../boxes.js";
import type { Setting, Surface, Tag } from "../types.js";
import { areaOf, BAR_PX, FOLIO_PX, type MasterContext, placedPicture, WORDS_PX } from "./context.js";
import { captionBlock, captionedPicture, listedBlock } from "./pieces.js";

/** Height of the picture of a section's page, px; lower where the list of its articles is long. */
const PICTURE_PX = { most: 420, least: 200 };
const ABOVE_LIST_PX = 24;
const BELOW_LINE_PX = 8;

/** Paints the page before a section's first article. Gives whether all of it has room. */
export const sectionPage = (
  surface: Surface,
  parent: Tag,
  { story, verso }: { readonly story: Story; readonly verso: boolean },
  context: MasterContext,
): boolean => {
  const setting = context.settingFor(context.issue.language, story.section);
  const area = areaOf(context, verso);
  const top = titleBlock(story, area.width, context, setting);
  const room = area.height - top.heightPx;
  const rest = shrunk(room, (size) => {
    const list = listBlock(story, { size, width: area.width }, context, setting);
    const left = room - list.heightPx;
    return stack([pictureBlock(story, { width: area.width, room: left }, context, setting), list]);
  });
  stack([top, rest]).paint(surface, area, parent);
  return top.fits && rest.fits;
};

const titleBlock = ({ section }: Story, width: number, context: MasterContext, setting: Setting): Block => {
  const { sectionName } = sectionView(context.layout, context.issue, section);
  const text = section?.opener?.text;
  return stack([
    bar(setting.sectionColour, width, BAR_PX),
    fitted(sectionName, "section-title", width, setting, { tag: "H2" }),
    evenBlock(text, "section-text", Math.min(WORDS_PX, width), setting, { tag: "P" }),
  ]);
};

/** The section's picture with its caption, as tall as the list below leaves it. */
const pictureBlock = (
  { section }: Story,
  { width, room }: { readonly width: number; readonly room: number },
  context: MasterContext,
  setting: Setting,
): Block | undefined => {
  const ref = section?.opener?.picture;
  const placed = placedPicture(ref, context);
  if (ref === undefined || placed === undefined) return undefined;
  const caption = captionBlock(ref, width, setting, { tag: ref.alt === "" ? "P" : "Caption" });
  const left = room - (caption?.heightPx ?? 0);
  const heightPx = Math.max(PICTURE_PX.least, Math.min(PICTURE_PX.most, left));
  return captionedPicture(picture(placed, { widthPx: width, heightPx, alt: ref.alt }), caption, ref.alt);
};

const listBlock = (
  { articles, section }: Story,
  { size, width }: { readonly size: number; readonly width: number },
  context: MasterContext,
  setting: Setting,
): Block => {
  const { type } = setting.tokens;
  const headlineStyle = sized(type["section-headline"], size);
  const folioStyle = sized(type["section-folio"], size);
  const lines = articles.flatMap((article) => {
    const listed = {
      slug: article.slug,
      headline: joinLastWords(article.headline),
      headlineStyle,
      folioStyle,
      folioPx: FOLIO_PX,
      widthPx: width,
    };
    const facts = article.language === context.issue.language ? {} : { language: article.language };
    const own = context.settingFor(article.language, section);
    const elementOf = (surface: Surface, parent: Tag): Tag => surface.newTag(parent, "P", facts);
    return [listedBlock(listed, own, context.folioOf, elementOf), spacer(BELOW_LINE_PX * size)];
  });
  return stack([spacer(ABOVE_LIST_PX * size), ...lines]);
};
