import type { AtomFeed } from "feedsmith";
import { plainText } from "./excerpt.js";
import { escapeHtml, type FeedItem, type ParsedFeed, paragraphs, saidPlain } from "./feed-item.js";
import { pictureOf } from "./feed-media.js";
import { webAddress } from "./web-address.js";

type Entry = AtomFeed.Entry<string>;

const isPlain = (type: string | undefined): boolean => type === undefined || type === "text" || type === "text/plain";

const asHtml = (
  text: AtomFeed.Text | AtomFeed.Content | undefined,
  fromPlain: (plain: string) => string,
): string | undefined => {
  if (text?.value === undefined) return undefined;
  return isPlain(text.type) ? saidPlain(text.value, fromPlain) : text.value;
};

/** The page behind an entry: the web page among its alternates. */
const linkOf = ({ links = [], content }: Entry, base: string): string | undefined => {
  const alternates = links.filter(({ rel = "alternate" }) => rel === "alternate");
  const page = alternates.find(({ type }) => type === "text/html") ?? alternates[0];
  return webAddress(page?.href ?? (content?.type?.includes("html") ? content.src : undefined), base);
};

const atomItem = (entry: Entry, feedBase: string, feedAuthors: readonly string[]): FeedItem => {
  const ownBase = webAddress(entry.xml?.base, feedBase);
  const link = linkOf(entry, ownBase ?? feedBase);
  const authors = personNames(entry.authors).concat(entry.dc?.creators ?? []);
  const inherited = personNames(entry.source?.authors);
  const attached = entry.links?.filter(({ rel }) => rel === "enclosure").map(({ href, type }) => ({ url: href, type }));
  return {
    guid: entry.id,
    link,
    title: asHtml(entry.title, escapeHtml) ?? "",
    summary: asHtml(entry.summary, paragraphs),
    content: asHtml(entry.content, paragraphs),
    baseUrl: webAddress(entry.content?.xml?.base, ownBase ?? feedBase) ?? ownBase ?? link ?? feedBase,
    authors: authors[0] ? authors : inherited[0] ? inherited : feedAuthors,
    published: entry.published ?? entry.dc?.dates?.[0],
    updated: entry.updated,
    categories: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
    language: entry.xml?.lang ?? entry.content?.xml?.lang,
    hero: pictureOf({ media: entry.media, attached, image: entry.itunes?.image }, ownBase ?? link ?? feedBase),
  };
};

const personNames = (persons: readonly AtomFeed.Person[] | undefined): string[] =>
  (persons ?? []).flatMap(({ name }) => (name && !/^\S+@\S+$/.test(name) ? plainText(name) : []));

/** Atom. `url`: where the feed came from. */
export const fromAtom = (feed: AtomFeed.Feed<string>, url: string): ParsedFeed => {
  const base = webAddress(feed.xml?.base, url) ?? url;
  const authors = personNames(feed.authors);
  return {
    items: (feed.entries ?? []).map((entry) => atomItem(entry, base, authors)),
    language: feed.xml?.lang,
    next: webAddress(feed.links?.find(({ rel }) => rel === "next")?.href, base),
    isWordPress: /wordpress\.(org|com)/i.test(feed.generator?.uri ?? ""),
  };
};
