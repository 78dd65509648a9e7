import { slugify } from "../../manifest/index.js";
import { countWords } from "../../words.js";
import type { RawStory } from "../types.js";
import { isCut, plainText, standfirstOf } from "./excerpt.js";
import { parseFeedDate } from "./feed-date.js";
import type { Feed, FeedItem } from "./feed-item.js";
import { languageTag } from "./head.js";

/** An item as a story; `isWhole`: the feed has all of its text. */
export interface FeedStory {
  readonly story: RawStory;
  readonly isWhole: boolean;
}

/** Many feeds give the whole text as description; no summary is so long. */
const WHOLE_WORDS = 250;

/** A text with fewer words than its summary's is a picture, a player, a line on subscribing. */
const isLonger = (content: string, summary: string | undefined): boolean =>
  summary === undefined || countWords(plainText(content)) > countWords(plainText(summary));

const isLong = (html: string): boolean => countWords(plainText(html)) >= WHOLE_WORDS;

/** The whole text of an item, or undefined where the feed has only the beginning of it. */
const wholeText = ({ content, summary }: FeedItem): string | undefined => {
  if (content !== undefined)
    return !isCut(content) && (isLonger(content, summary) || isLong(content)) ? content : undefined;
  return summary !== undefined && isLong(summary) && !isCut(summary) ? summary : undefined;
};

/** What a feed knows an item by. A guid like `17` is known in its own feed only. */
const storyId = ({ guid, link, title }: FeedItem, feedUrl: string): string => {
  const { host } = new URL(feedUrl);
  if (guid) return /^[a-z][\w+.-]*:/i.test(guid) ? guid : `feed:${host}/${guid}`;
  return link ?? `feed:${host}/${slugify(plainText(title))}`;
};

/** Reads an item; undefined where it has neither text nor address. `feedUrl`: where the feed came from. */
export const readItem = (item: FeedItem, feed: Feed, feedUrl: string): FeedStory | undefined => {
  const whole = wholeText(item);
  const some = whole ?? item.content ?? item.summary ?? "";
  if (item.link === undefined && plainText(some) === "") return undefined;
  const updated = parseFeedDate(item.updated);
  const byline = item.authors.map(plainText).filter(Boolean).join(", ");
  const story: RawStory = {
    id: storyId(item, feedUrl),
    url: item.link,
    headline: item.title.trim(),
    // Compared with nothing where the body is still to come: whoever fetches it compares again.
    standfirst: some === item.summary && whole !== undefined ? undefined : standfirstOf(item.summary, whole ?? ""),
    byline: byline || undefined,
    published: parseFeedDate(item.published) ?? updated,
    modified: updated,
    language: languageTag(item.language) ?? languageTag(feed.language),
    terms: termsOf(item),
    body: { kind: "html", html: some, baseUrl: item.baseUrl },
    hero: item.hero,
  };
  return { story, isWhole: whole !== undefined };
};

const termsOf = ({ categories }: FeedItem): RawStory["terms"] => {
  const bySlug = new Map<string, string>();
  for (const name of categories.map(plainText)) {
    const slug = slugify(name);
    if (slug !== "" && !bySlug.has(slug)) bySlug.set(slug, name);
  }
  return [...bySlug].map(([slug, name]) => ({ slug, name }));
};
