import type { CoverLine } from "../../../manifest/index.js";
import {
  type Block,
  bar,
  beside,
  fitted,
  picture,
  setBlock,
  shrunk,
  sized,
  spacer,
  stack,
  textBlock,
} from "../boxes.js";
import { setFitted } from "../boxText.js";
import { colourOf } from "../colours.js";
import type { Setting, Surface, Tag } from "../types.js";
import {
  COVER_MARGIN_PX,
  dateWords,
  FOLIO_PX,
  type MasterContext,
  ownSetting,
  pageBox,
  placedPicture,
} from "./context.js";
import { listedBlock, rowBlock } from "./pieces.js";

/** Where things stand on the cover, px from the page's top. */
const TOP = { strip: 40, nameplate: 62, picture: 212, credit: 714, words: 724 };
const PICTURE_HEIGHT_PX = 500;
/** Width of the words of the cover's story; and of the lines that announce others, px. */
const STORY_PX = 430;
const LINES_PX = 228;
const HAIRLINE_PX = 0.75;

/** Paints the front cover, when folios are known. Gives whether all of it has room. */
export const coverPage = (surface: Surface, parent: Tag, context: MasterContext): boolean => {
  const setting = ownSetting(context);
  const page = pageBox(context);
  const width = page.width - 2 * COVER_MARGIN_PX;
  const left = COVER_MARGIN_PX;
  const room = page.height - COVER_MARGIN_PX - TOP.words;
  const strip = stripBlock(width, context, setting);
  strip.paint(surface, { x: left, y: TOP.strip }, parent);
  paintNameplate(surface, parent, width, context, setting);
  coverPicture(width, context, setting).paint(surface, { x: left, y: TOP.picture }, parent);
  coverCredit(width, context, setting)?.paint(surface, { x: left, y: TOP.credit }, parent);
  const story = shrunk(room, (size) => storyBlock(size, context, setting));
  story.paint(surface, { x: left, y: TOP.words }, parent);
  const linesTop = TOP.words + setting.tokens.type["cover-kicker"].padPx[0];
  const lines = shrunk(page.height - COVER_MARGIN_PX - linesTop, (size) => linesBlock(size, context, setting));
  lines.paint(surface, { x: left + width - LINES_PX, y: linesTop }, parent);
  return strip.fits && story.fits && lines.fits;
};

/** White that the first letter of the nameplate brings, as a part of its size: it stands so much to the left. */
const NAMEPLATE_BEARING = 0.04;

const paintNameplate = (
  surface: Surface,
  parent: Tag,
  width: number,
  { issue }: MasterContext,
  setting: Setting,
): void => {
  const set = setFitted(issue.magazine.name, setting.tokens.type.nameplate, width, setting);
  const x = COVER_MARGIN_PX - NAMEPLATE_BEARING * set.style.sizePx;
  setBlock(set, width, setting, { tag: "P" }).paint(surface, { x, y: TOP.nameplate }, parent);
};

/** White between the tagline and the date, px. */
const STRIP_GAP_PX = 24;

/** The line above the nameplate: what the magazine is, and of when. */
const stripBlock = (width: number, context: MasterContext, setting: Setting): Block => {
  const style = setting.tokens.type["cover-date"];
  const date = rowBlock(dateWords(context), style, width, setting, { tag: "P", ends: "right" });
  const room = width - date.rowPx - STRIP_GAP_PX;
  const tagline = fitted(context.issue.magazine.tagline ?? "", "cover-tagline", room, setting, { tag: "P" });
  return beside([
    { leftPx: 0, block: tagline },
    { leftPx: 0, block: date },
  ]);
};

const coverPicture = (width: number, context: MasterContext, setting: Setting): Block => {
  const ref = context.issue.cover.picture;
  const placed = placedPicture(ref, context);
  return placed === undefined
    ? bar(colourOf("tint", setting), width, PICTURE_HEIGHT_PX)
    : picture(placed, { widthPx: width, heightPx: PICTURE_HEIGHT_PX, alt: ref?.alt ?? "" });
};

const coverCredit = (width: number, { issue }: MasterContext, setting: Setting): Block | undefined => {
  const credit = issue.cover.picture?.credit;
  const style = { ...setting.tokens.type["cover-credit"], align: "right" as const };
  return textBlock(credit && `Cover: ${credit}`, style, width, setting, { tag: "P" });
};

const storyBlock = (size: number, { issue }: MasterContext, setting: Setting): Block => {
  const { type } = setting.tokens;
  const { kicker, headline, standfirst, article } = issue.cover;
  const href = article === undefined ? {} : { href: `#${article}` };
  return stack([
    textBlock(kicker, "cover-kicker", STORY_PX, setting, { tag: "P" }) ?? spacer(type["cover-kicker"].padPx[0]),
    textBlock(headline, sized(type["cover-headline"], size), STORY_PX, setting, { tag: "P", ...href }),
    // Reading sizes shrink less.
    textBlock(standfirst, sized(type["cover-standfirst"], Math.max(size, 0.7)), STORY_PX, setting, { tag: "P" }),
  ]);
};

/** The lines that announce other pieces, each below a hairline. */
const linesBlock = (size: number, context: MasterContext, setting: Setting): Block =>
  stack(
    context.issue.cover.lines.flatMap((line) => [
      bar(colourOf("hairline", setting), LINES_PX, HAIRLINE_PX),
      ...lineBlocks(line, size, context, setting),
    ]),
  );

/** A line's headline and text, beside the folio of its article where it has one. */
const lineBlocks = (
  { headline, text, article }: CoverLine,
  size: number,
  { folioOf }: MasterContext,
  setting: Setting,
): (Block | undefined)[] => {
  const { type } = setting.tokens;
  const headlineStyle = sized(type["cover-line"], size);
  const textStyle = sized(type["cover-line-text"], size);
  const folioPx = article === undefined ? 0 : FOLIO_PX;
  const folioStyle = sized(type["contents-folio"], size);
  const title =
    article === undefined
      ? textBlock(headline, headlineStyle, LINES_PX, setting, { tag: "P" })
      : listedBlock(
          { slug: article, headline, headlineStyle, folioStyle, folioPx, widthPx: LINES_PX },
          setting,
          folioOf,
          (surface, parent) => surface.newTag(parent, "P"),
        );
  const words = textBlock(text, textStyle, LINES_PX - folioPx, setting, { tag: "P" });
  return [title, words === undefined ? spacer(textStyle.padPx[1]) : beside([{ leftPx: folioPx, block: words }])];
};
