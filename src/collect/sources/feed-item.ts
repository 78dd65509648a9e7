import type { RawPicture } from "../types.js";

/** An item of any kind of feed; texts are HTML, addresses absolute. */
export interface FeedItem {
  readonly guid?: string;
  readonly link?: string;
  readonly title: string;
  readonly summary?: string;
  readonly content?: string;
  /** Where relative addresses in the texts start from. */
  readonly baseUrl?: string;
  /** Plain text, as is all that follows. */
  readonly authors: readonly string[];
  /** As written. */
  readonly published?: string;
  readonly updated?: string;
  readonly categories: readonly string[];
  readonly language?: string;
  readonly hero?: RawPicture;
}

export interface Feed {
  readonly items: readonly FeedItem[];
  readonly language?: string;
  /** Where older items are. */
  readonly next?: string;
  /** Made by WordPress, which gives older items under `?paged=2`. */
  readonly isWordPress: boolean;
  /** The feed broke off; its last item is missing. */
  readonly isCutShort: boolean;
}

/** What every kind of feed is turned into; the rest is told by the bytes. */
export type ParsedFeed = Omit<Feed, "isCutShort">;

/** Plain text as HTML, a paragraph for each that an empty line sets apart. */
export const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => `<p>${escapeHtml(part.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("\n");

/** Plain text as HTML. What is an entity already stays one: many feeds escape once too often. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&(?!#?\w{1,31};)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

const MARKUP = /<(p|br|div|img|a|ul|ol|h[1-6]|figure|blockquote|em|strong|b|i|span)\b[^>]*>/i;

/** A text that says that it is plain; many that say so, or say nothing, are HTML all the same. */
export const saidPlain = (text: string, asHtml: (plain: string) => string): string =>
  MARKUP.test(text) ? text : asHtml(text);
