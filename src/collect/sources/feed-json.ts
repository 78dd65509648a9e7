import type { JsonFeed } from "feedsmith";
import { escapeHtml, type FeedItem, type ParsedFeed, paragraphs } from "./feed-item.js";
import { pictureOf } from "./feed-media.js";
import { webAddress } from "./web-address.js";

const jsonItem = (item: JsonFeed.Item<string>, base: string, feedAuthors: readonly string[]): FeedItem => {
  const link = webAddress(item.url ?? item.external_url, base);
  const authors = personNames(item.authors);
  const attached = item.attachments?.map(({ url, mime_type }) => ({ url, type: mime_type }));
  return {
    guid: item.id,
    link,
    title: escapeHtml(item.title ?? ""),
    summary: item.summary && paragraphs(item.summary),
    content: item.content_html ?? (item.content_text && paragraphs(item.content_text)),
    baseUrl: link ?? base,
    authors: authors[0] ? authors : feedAuthors,
    published: item.date_published,
    updated: item.date_modified,
    categories: item.tags ?? [],
    language: item.language,
    hero: pictureOf({ attached, image: item.image ?? item.banner_image }, link ?? base),
  };
};

const personNames = (persons: readonly JsonFeed.Author[] | undefined): readonly string[] =>
  (persons ?? []).flatMap(({ name }) => name ?? []);

/** JSON Feed. `url`: where the feed came from. */
export const fromJson = (feed: JsonFeed.Feed<string>, url: string): ParsedFeed => {
  const base = webAddress(feed.home_page_url, url) ?? url;
  const authors = personNames(feed.authors);
  return {
    items: (feed.items ?? []).map((item) => jsonItem(item, base, authors)),
    language: feed.language,
    next: webAddress(feed.next_url, url),
    isWordPress: false,
  };
};
