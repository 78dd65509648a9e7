import type { Article } from "../../../article/index.js";
import type { PreparedPicture } from "../../../figures/index.js";
import { areaWidthPx, type Layout, pageSizePx, type Tokens } from "../../../layout/index.js";
import type { Issue, PictureRef, Section } from "../../../manifest/index.js";
import type { Box, Letters, PlacedPicture, Setting } from "../types.js";

/** What masters are made of: the issue, and the type that it is set in. */
export interface MasterContext {
  readonly layout: Layout;
  readonly tokens: Tokens;
  readonly issue: Issue;
  readonly articles: ReadonlyMap<string, Article>;
  /** By the original's absolute path. */
  readonly pictures: ReadonlyMap<string, PreparedPicture>;
  /** "16–22 November 2026" */
  readonly weekText: string;
  readonly letters: Letters;
  /** What sets text of a language (BCP 47), in a section's colour or, outside the sections, in the magazine's. */
  settingFor(language: string, section?: Section): Setting;
  /** The folio of an article's first page: known only while pages are painted. */
  folioOf(slug: string): number;
}

/** White of the cover at its sides and at its foot, px. */
export const COVER_MARGIN_PX = 48;
/** Height of the bar that opens a page, px. */
export const BAR_PX = 6;
/** White between the bar and what has no white of its own, px. */
export const BELOW_BAR_PX = 12;
/** Width of standfirsts, notes and other words in few lines, px: a line of about sixty letters. */
export const WORDS_PX = 520;
/** Column of the folios in lists of articles, px. */
export const FOLIO_PX = 34;

export const pageBox = ({ layout }: MasterContext): Box => ({ x: 0, y: 0, ...pageSizePx(layout) });

/** The type area of a page, px from the page's top-left. */
export const areaOf = ({ layout }: MasterContext, verso: boolean): Box => {
  const { leadingPx, lines, marginsPx } = layout.grid;
  return {
    x: verso ? marginsPx.outside : marginsPx.inside,
    y: marginsPx.top,
    width: areaWidthPx(layout),
    height: lines * leadingPx,
  };
};

/** The setting of the issue's own words. */
export const ownSetting = ({ issue, settingFor }: MasterContext): Setting => settingFor(issue.language);

/** A picture ready to paint; undefined when there is none. */
export const placedPicture = (
  ref: PictureRef | undefined,
  { pictures }: Pick<MasterContext, "pictures">,
): PlacedPicture | undefined => {
  const prepared = ref === undefined ? undefined : pictures.get(ref.path);
  if (ref === undefined || prepared === undefined) return undefined;
  const { name, preparedPath, widthPx, heightPx } = prepared;
  const { xPercent, yPercent } = ref.focus;
  return { name, path: preparedPath, widthPx, heightPx, focusXPercent: xPercent, focusYPercent: yPercent };
};

/** "16–22 November 2026" and "No. 12". */
export const dateWords = ({ weekText, issue }: MasterContext): readonly string[] =>
  issue.number === undefined ? [weekText] : [weekText, `No. ${issue.number}`];

/** An address as readers write it. */
export const plainUrl = (url: string): string => url.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, "");
