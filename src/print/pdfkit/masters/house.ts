import type { TypeStyle } from "../../../layout/index.js";
import type { HouseItem } from "../../../manifest/index.js";
import { type Block, bar, evenBlock, picture, shrunk, sized, spacer, stack, textBlock } from "../boxes.js";
import { colourOf } from "../colours.js";
import type { Box, Setting, Surface, Tag } from "../types.js";
import { areaOf, BAR_PX, type MasterContext, ownSetting, placedPicture, plainUrl, WORDS_PX } from "./context.js";
import { captionBlock, captionedPicture } from "./pieces.js";

/** Heights of pictures on a whole page, px. */
const ADVERTISEMENT_PICTURE_PX = 480;
const PICTURE_PX = 760;
const BELOW_PICTURE_PX = 24;
const BELOW_BAR_PX = 24;

/** A quotation on a page of its own: its type, and the white above it, px. */
const PAGE_QUOTE = { sizePx: 60, linePx: 62 };
const ABOVE_QUOTE_PX = 318;

/** House matter that fills a part of a page, over all columns at its foot. */
export interface HousePainter {
  /** Grid lines that its words need. */
  readonly leastLines: number;
  paint(surface: Surface, box: Box, parent: Tag): void;
}

/** Paints a page of the magazine's own. Gives whether all of it has room. */
export const housePage = (
  surface: Surface,
  parent: Tag,
  { item, verso }: { readonly item: HouseItem; readonly verso: boolean },
  context: MasterContext,
): boolean => {
  const setting = ownSetting(context);
  const area = areaOf(context, verso);
  const block = shrunk(area.height, (size) => pageBlock(item, { size, area }, context, setting));
  block.paint(surface, area, parent);
  return block.fits;
};

interface Place {
  readonly size: number;
  readonly area: Box;
}

const pageBlock = (item: HouseItem, { size, area }: Place, context: MasterContext, setting: Setting): Block => {
  const { width } = area;
  const opening = bar(setting.accentColour, width, BAR_PX);
  if (item.kind === "quotation") {
    const style = { ...setting.tokens.type["house-quote"], ...PAGE_QUOTE };
    return stack([opening, spacer(ABOVE_QUOTE_PX), quotation(item, sized(style, size), width, setting)]);
  }
  if (item.kind === "picture") {
    const shown = captioned(item, { width, heightPx: PICTURE_PX }, context, setting);
    return stack([opening, spacer(BELOW_BAR_PX), shown]);
  }
  const placed = placedPicture(item.picture, context);
  const box = { widthPx: width, heightPx: ADVERTISEMENT_PICTURE_PX, alt: item.picture?.alt ?? "" };
  return stack([
    opening,
    spacer(BELOW_BAR_PX),
    ...(placed === undefined ? [] : [picture(placed, box), spacer(BELOW_PICTURE_PX)]),
    callBlock(item, { width, size }, PAGE_ROLES, setting),
    termsBlock(item, { width, size }, PAGE_ROLES, setting),
  ]);
};

/** Styles of an advertisement's words: on a page of its own, and on a part of one. */
const PAGE_ROLES = { headline: "back-headline", text: "back-text", link: "back-link" } as const;
const PART_ROLES = { headline: "house-headline", text: "house-text", link: "house-link" } as const;

type Roles = typeof PAGE_ROLES | typeof PART_ROLES;

interface Sizes {
  readonly width: number;
  readonly size: number;
}

/** What an advertisement calls out. */
const callBlock = ({ kicker, headline }: HouseItem, { width, size }: Sizes, roles: Roles, setting: Setting): Block =>
  stack([
    textBlock(kicker, "house-kicker", width, setting, { tag: "P" }),
    textBlock(headline, sized(setting.tokens.type[roles.headline], size), width, setting, { tag: "P" }),
  ]);

/** What it offers, and where. */
const termsBlock = (item: HouseItem, { width, size }: Sizes, roles: Roles, setting: Setting): Block => {
  const { text, link, picture: ref } = item;
  const narrow = Math.min(roles === PAGE_ROLES ? WORDS_PX : PART_TERMS_PX, width);
  const href = link === undefined ? {} : { href: link };
  return stack([
    evenBlock(text, sized(setting.tokens.type[roles.text], size), narrow, setting, { tag: "P" }),
    textBlock(link && plainUrl(link), roles.link, narrow, setting, { tag: "P", ...href }),
    textBlock(ref?.credit, "credit", narrow, setting, { tag: "P" }),
  ]);
};

const quotation = ({ text, cite }: HouseItem, style: TypeStyle, width: number, setting: Setting): Block =>
  stack([
    textBlock(text, style, width, setting, { tag: "P" }),
    textBlock(cite, "house-cite", width, setting, { tag: "P" }),
  ]);

/** The words below a picture to look at. */
const captionOf = ({ headline, picture: ref }: HouseItem, width: number, setting: Setting): Block | undefined =>
  captionBlock({ title: headline, caption: ref?.caption, credit: ref?.credit }, width, setting, {
    tag: ref === undefined || ref.alt === "" ? "P" : "Caption",
  });

/** A picture to look at, with its words below it. */
const captioned = (
  item: HouseItem,
  { width, heightPx }: { readonly width: number; readonly heightPx: number },
  context: MasterContext,
  setting: Setting,
): Block => {
  const alt = item.picture?.alt ?? "";
  const placed = placedPicture(item.picture, context);
  return captionedPicture(
    placed && picture(placed, { widthPx: width, heightPx, alt }),
    captionOf(item, width, setting),
    alt,
  );
};

/** White inside a part of a page, px. */
const PADDING_PX = 16;
/** Widths of its picture, and of what an advertisement offers, px. */
const PART_PICTURE_PX = 220;
const PART_TERMS_PX = 430;
/** From this height on a picture would be a strip beside its words, px. */
const TALL_PART_PX = 340;
/** Fewest grid lines of a part with a picture, and of a picture that is there to be looked at. */
const LEAST_LINES = { pictured: 11, picture: 14 };

/** House matter for the foot of a page. */
export const housePart = (item: HouseItem, context: MasterContext): HousePainter => {
  const { width } = areaOf(context, false);
  const { leadingPx } = context.layout.grid;
  const part = item.kind === "picture" ? picturePart(item, width, context) : wordsPart(item, width, context);
  const needed = Math.ceil((part.wordsPx - 0.05) / leadingPx);
  const asked = item.kind === "picture" ? LEAST_LINES.picture : item.picture === undefined ? 0 : LEAST_LINES.pictured;
  return {
    leastLines: Math.max(needed, asked, context.layout.house?.minLines ?? 0),
    paint: (surface, box, parent) => part.paint(surface, box, surface.newTag(parent, "Aside")),
  };
};

interface Part {
  /** Height that its words need. */
  readonly wordsPx: number;
  paint(surface: Surface, box: Box, parent: Tag): void;
}

/** Words on the tint, beside the picture; below it where the part is a tall one. */
const wordsPart = (item: HouseItem, width: number, context: MasterContext): Part => {
  const setting = ownSetting(context);
  const placed = placedPicture(item.picture, context);
  const alt = item.picture?.alt ?? "";
  const pictureWidth = placed === undefined ? 0 : PART_PICTURE_PX;
  const words = partWords(item, width - pictureWidth - 2 * PADDING_PX, setting);
  return {
    wordsPx: words.leastPx + 2 * PADDING_PX,
    paint: (surface, box, parent) => {
      surface.fill(box, colourOf("tint", setting));
      if (placed !== undefined && box.height >= TALL_PART_PX) {
        const below = partWords(item, width - 2 * PADDING_PX, setting);
        const heightPx = box.height - below.leastPx - 2 * PADDING_PX;
        picture(placed, { widthPx: width, heightPx, alt }).paint(surface, box, parent);
        const at = { x: box.x + PADDING_PX, y: box.y + heightPx + PADDING_PX, heightPx: below.leastPx };
        below.paint(surface, at, parent);
        return;
      }
      const shown = placed && picture(placed, { widthPx: pictureWidth, heightPx: box.height, alt });
      shown?.paint(surface, box, parent);
      const at = { x: box.x + pictureWidth + PADDING_PX, y: box.y + PADDING_PX };
      words.paint(surface, { ...at, heightPx: box.height - 2 * PADDING_PX }, parent);
    },
  };
};

/** Words that share out the height they are given. */
interface PartWords {
  readonly leastPx: number;
  paint(surface: Surface, at: { x: number; y: number; heightPx: number }, parent: Tag): void;
}

/** A quotation stands in the middle; an advertisement calls at the head, and has its terms at the foot. */
const partWords = (item: HouseItem, width: number, setting: Setting): PartWords => {
  if (item.kind === "quotation") {
    const block = quotation(item, setting.tokens.type["house-quote"], width, setting);
    return {
      leastPx: block.heightPx,
      paint: (surface, { x, y, heightPx }, parent) =>
        block.paint(surface, { x, y: y + (heightPx - block.heightPx) / 2 }, parent),
    };
  }
  const call = callBlock(item, { width, size: 1 }, PART_ROLES, setting);
  const terms = termsBlock(item, { width, size: 1 }, PART_ROLES, setting);
  return {
    leastPx: call.heightPx + terms.heightPx,
    paint: (surface, { x, y, heightPx }, parent) => {
      call.paint(surface, { x, y }, parent);
      terms.paint(surface, { x, y: y + heightPx - terms.heightPx }, parent);
    },
  };
};

/** A picture as wide as the type area, and as tall as its caption leaves it. */
const picturePart = (item: HouseItem, width: number, context: MasterContext): Part => {
  const setting = ownSetting(context);
  const wordsPx = captionOf(item, width, setting)?.heightPx ?? 0;
  return {
    wordsPx,
    paint: (surface, box, parent) =>
      captioned(item, { width, heightPx: box.height - wordsPx }, context, setting).paint(surface, box, parent),
  };
};
