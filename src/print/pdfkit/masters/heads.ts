import type { Article } from "../../../article/index.js";
import { wholeIn } from "../../../copyfit/index.js";
import { joinLastWords, type OpenerPlan, type Story, sectionView } from "../../../layout/index.js";
import { type Block, bar, beside, evenBlock, picture, spacer, stack, styleOf, textBlock } from "../boxes.js";
import type { Setting, Surface, Tag } from "../types.js";
import {
  areaOf,
  BAR_PX,
  BELOW_BAR_PX,
  dateWords,
  type MasterContext,
  ownSetting,
  placedPicture,
  WORDS_PX,
} from "./context.js";
import { captionBlock, captionedPicture, rowBlock } from "./pieces.js";

/** What stands above the columns of a story's first page, over the width of the type area. Lengths in px. */
export interface Head {
  /** Without the hero's picture, but with its caption. */
  readonly heightPx: number;
  /** No word is wider than its line. */
  readonly fits: boolean;
  /**
   * `heroLines`: height of the hero's picture, in grid lines. Lines that the head sinks by are white below it. Elements go into `article`.
   */
  paint(
    surface: Surface,
    area: { readonly x: number; readonly y: number; readonly width: number },
    choice: { readonly heroLines: number; readonly sinkLines: number },
    article: Tag,
  ): void;
}

/** White below the head's last words, so that they and the copy do not touch. */
const BELOW_HEAD_PX = 14;
/** An author's portrait: its size, the white beside it, and above and below it. px */
const PORTRAIT = { widthPx: 90, heightPx: 108, besidePx: 14, abovePx: 4, belowPx: 12 };

/** The head of a story, as wide as the type area; undefined where the opener is none of a simple layout's. */
export const headOf = (story: Story, opener: OpenerPlan, context: MasterContext): Head | undefined => {
  switch (opener.master) {
    case "opener":
    case "text-opener":
      return articleHead(story, opener, context);
    case "briefs":
      return plainHead(briefsWords(story, context));
    case "contents":
      return plainHead(contentsWords(context));
    default:
      return undefined;
  }
};

const articleHead = (story: Story, opener: OpenerPlan, context: MasterContext): Head => {
  const article = story.articles[0]!;
  const setting = context.settingFor(article.language, story.section);
  const { width } = areaOf(context, false);
  const { leadingPx } = context.layout.grid;
  const figure = opener.master === "opener" ? article.hero : undefined;
  const placed = placedPicture(figure?.picture, context);
  const alt = figure?.picture.alt ?? "";
  const words = articleWords(story, context, setting, width);
  const caption = placed && captionBlock(figure ?? {}, width, setting, { tag: alt === "" ? "P" : "Caption" });
  const end = spacer(BELOW_HEAD_PX);
  const foot = stack([caption, end]);
  return {
    heightPx: words.heightPx + foot.heightPx,
    fits: words.fits && foot.fits,
    paint: (surface, { x, y }, { heroLines }, parent) => {
      const room = { widthPx: width, heightPx: heroLines * leadingPx };
      const shown = placed && figure?.whole === true ? wholeIn(room, placed.widthPx / placed.heightPx) : room;
      const hero = placed && picture(placed, { ...shown, alt });
      stack([words, captionedPicture(hero, caption, alt), end]).paint(surface, { x, y }, parent);
    },
  };
};

/** Who wrote it: the name, beside the portrait where there is one, both on one foot. */
const authorBlock = (
  { byline, portrait }: Article,
  context: MasterContext,
  setting: Setting,
  width: number,
): Block | undefined => {
  const placed = placedPicture(portrait?.picture, context);
  const words = byline && `By ${byline}`;
  if (placed === undefined) return textBlock(words, "byline", width, setting, { tag: "P" });
  const { widthPx, heightPx, besidePx, abovePx, belowPx } = PORTRAIT;
  const room = width - widthPx - besidePx;
  const plain = { ...styleOf("byline", setting), padPx: [0, 0] as const };
  const names = stack([
    textBlock(words, plain, room, setting, { tag: "P" }),
    textBlock(portrait?.credit, "credit", room, setting, { tag: "P" }),
  ]);
  return stack([
    spacer(abovePx),
    beside([
      { leftPx: 0, block: picture(placed, { widthPx, heightPx, alt: portrait?.picture.alt ?? "" }) },
      { leftPx: widthPx + besidePx, block: stack([spacer(Math.max(0, heightPx - names.heightPx)), names]) },
    ]),
    spacer(belowPx),
  ]);
};

const articleWords = ({ articles }: Story, context: MasterContext, setting: Setting, width: number): Block => {
  const article = articles[0]!;
  const { slug, kicker, headline, standfirst } = article;
  const narrow = Math.min(WORDS_PX, width);
  return stack([
    bar(setting.sectionColour, width, BAR_PX),
    textBlock(kicker, "kicker", width, setting, { tag: "P" }) ?? spacer(BELOW_BAR_PX),
    textBlock(joinLastWords(headline), "headline", width, setting, { tag: "H1", anchor: slug }),
    evenBlock(standfirst, "standfirst", narrow, setting, { tag: "P" }),
    authorBlock(article, context, setting, narrow),
  ]);
};

const briefsWords = ({ section }: Story, context: MasterContext): Block => {
  const setting = context.settingFor(context.issue.language, section);
  const { sectionName } = sectionView(context.layout, context.issue, section);
  const { width } = areaOf(context, false);
  return stack([
    bar(setting.sectionColour, width, BAR_PX),
    spacer(BELOW_BAR_PX),
    textBlock(sectionName, "headline", width, setting, { tag: "H2" }),
    spacer(BELOW_HEAD_PX),
  ]);
};

const contentsWords = (context: MasterContext): Block => {
  const setting = ownSetting(context);
  const { issue, tokens } = context;
  const { width } = areaOf(context, false);
  return stack([
    bar(setting.accentColour, width, BAR_PX),
    spacer(BELOW_BAR_PX),
    rowBlock(dateWords(context), { ...tokens.type["cover-date"], colour: "quiet" }, width, setting, { tag: "P" }),
    textBlock(issue.title ?? issue.magazine.name, "contents-title", width, setting, { tag: "H2" }),
    evenBlock(issue.note, "contents-note", Math.min(WORDS_PX, width), setting, { tag: "P" }),
    spacer(BELOW_HEAD_PX),
  ]);
};

/** A head of words alone. */
const plainHead = (words: Block): Head => ({
  heightPx: words.heightPx,
  fits: words.fits,
  paint: (surface, at, _choice, parent) => words.paint(surface, at, parent),
});
