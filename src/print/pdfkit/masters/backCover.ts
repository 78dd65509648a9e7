import type { InlineView } from "../../../layout/index.js";
import { type Block, bar, evenBlock, picture, shrunk, sized, spacer, stack, textBlock } from "../boxes.js";
import { colourOf } from "../colours.js";
import type { Setting, Surface, Tag } from "../types.js";
import { areaOf, BAR_PX, type MasterContext, ownSetting, pageBox, placedPicture, plainUrl } from "./context.js";

const PICTURE_PX = 380;
const WHITE_PX = 24;
/** Widths of the text and of the colophon, px. */
const TEXT_PX = 480;
const COLOPHON_PX = 420;
const ABOVE_IMPRINT_PX = 12;

/** Paints the back cover. Gives whether all of it has room. */
export const backCover = (
  surface: Surface,
  parent: Tag,
  { verso }: { readonly verso: boolean },
  context: MasterContext,
): boolean => {
  const setting = ownSetting(context);
  const area = areaOf(context, verso);
  surface.fill(pageBox(context), colourOf("tint", setting));
  const foot = footBlock(context, setting);
  const room = area.height - foot.heightPx - WHITE_PX;
  const top = shrunk(room, (size) => callBlock(size, area.width, context, setting));
  top.paint(surface, area, parent);
  foot.paint(surface, { x: area.x, y: area.y + area.height - foot.heightPx }, parent);
  return top.fits && foot.fits;
};

/** What invites the reader to come again. */
const callBlock = (size: number, width: number, context: MasterContext, setting: Setting): Block => {
  const { type } = setting.tokens;
  const { backCover: back, subscribe } = context.issue.magazine;
  const placed = placedPicture(back?.picture, context);
  const box = { widthPx: width, heightPx: Math.round(PICTURE_PX * size), alt: back?.picture?.alt ?? "" };
  const href = subscribe === undefined ? {} : { href: subscribe };
  return stack([
    bar(setting.accentColour, width, BAR_PX),
    spacer(WHITE_PX),
    ...(placed === undefined ? [] : [picture(placed, box)]),
    spacer(WHITE_PX),
    textBlock(back?.headline, sized(type["back-headline"], size), width, setting, { tag: "P" }),
    evenBlock(back?.text, sized(type["back-text"], Math.max(size, 0.7)), TEXT_PX, setting, { tag: "P" }),
    textBlock(subscribe && plainUrl(subscribe), "back-link", width, setting, { tag: "P", ...href }),
  ]);
};

const footBlock = (context: MasterContext, setting: Setting): Block => {
  const { colophon, publisher, website } = context.issue.magazine;
  const link: InlineView[] =
    website === undefined
      ? []
      : [{ kind: "link", href: website, content: [{ kind: "text", text: plainUrl(website) }] }];
  const imprint: InlineView[] = [{ kind: "text", text: `${publisher} ` }, ...link];
  return stack([
    evenBlock(colophon, "colophon", COLOPHON_PX, setting, { tag: "P" }),
    spacer(ABOVE_IMPRINT_PX),
    textBlock(imprint, { ...setting.tokens.type.colophon, weight: 600, colour: "ink" }, COLOPHON_PX, setting, {
      tag: "P",
    }),
  ]);
};
