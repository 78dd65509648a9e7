import type { RdfFeed, RssFeed } from "feedsmith";
import { plainText } from "./excerpt.js";
import type { FeedItem, ParsedFeed } from "./feed-item.js";
import { pictureOf } from "./feed-media.js";
import { webAddress } from "./web-address.js";

type RssItem = RssFeed.Item<string>;
type RdfItem = RdfFeed.Item<string>;

/** What RSS and RDF have in common: their text, and the Dublin Core. */
const sharedParts = (item: RssItem | RdfItem, link: string | undefined, base: string) => ({
  link,
  title: item.title ?? item.dc?.titles?.[0] ?? "",
  summary: item.description ?? item.dc?.descriptions?.[0],
  content: item.content?.encoded ?? item.atom?.content?.value,
  baseUrl: item.xml?.base ? webAddress(item.xml.base, base) : (link ?? base),
  updated: item.dcterms?.modified?.[0] ?? item.atom?.updated,
  language: item.dc?.languages?.[0] ?? item.xml?.lang,
});

const firstDate = (item: RssItem | RdfItem): string | undefined =>
  item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? item.dcterms?.created?.[0] ?? item.atom?.published;

/** `amel@example.org (Amel B.)` names a person, an address alone does not. */
const names = (...lists: readonly (readonly (string | undefined)[] | undefined)[]): readonly string[] => {
  const list = lists
    .map((some) => (some ?? []).flatMap((name) => (name ? plainText(name) : [])))
    .find((some) => some[0]);
  return list ?? [];
};

const rssItem = (item: RssItem, base: string): FeedItem => {
  const { guid } = item;
  const alternate = item.atom?.links?.find(({ rel = "alternate" }) => rel === "alternate")?.href;
  // A guid is an address unless it says that it is none; many forget to say.
  const permanent = guid?.isPermaLink === false ? undefined : guid?.value;
  const isAddress = permanent !== undefined && /^https?:/i.test(permanent);
  const link = webAddress(item.link ?? alternate ?? (isAddress ? permanent : undefined), base);
  return {
    ...sharedParts(item, link, base),
    guid: guid?.value,
    authors: names(
      item.dc?.creators,
      item.authors?.map(({ name }) => name),
      [item.itunes?.author],
    ),
    published: item.pubDate ?? firstDate(item),
    categories: [...(item.categories ?? []).flatMap(({ name }) => name ?? []), ...(item.dc?.subjects ?? [])],
    hero: pictureOf({ media: item.media, attached: item.enclosures, image: item.itunes?.image }, link ?? base),
  };
};

const rdfItem = (item: RdfItem, base: string): FeedItem => {
  const link = webAddress(item.link ?? item.rdf?.about, base);
  return {
    ...sharedParts(item, link, base),
    guid: item.rdf?.about,
    authors: names(item.dc?.creators),
    published: firstDate(item),
    categories: item.dc?.subjects ?? [],
    hero: pictureOf({ media: item.media }, link ?? base),
  };
};

/** RSS 0.9 to 2.0. `url`: where the feed came from. */
export const fromRss = (feed: RssFeed.Feed<string>, url: string): ParsedFeed => {
  // Relative addresses start from the site, which the feed names; in a feed's own folder there is nothing else.
  const base = webAddress(feed.xml?.base, url) ?? webAddress(feed.link, url) ?? url;
  return {
    items: (feed.items ?? []).map((item) => rssItem(item, base)),
    language: feed.language ?? feed.dc?.languages?.[0],
    next: webAddress(feed.atom?.links?.find(({ rel }) => rel === "next")?.href, url),
    isWordPress: /wordpress\.(org|com)/i.test(feed.generator ?? ""),
  };
};

/** RSS 1.0 and 0.9, which are RDF. */
export const fromRdf = (feed: RdfFeed.Feed<string>, url: string): ParsedFeed => {
  const base = webAddress(feed.xml?.base, url) ?? webAddress(feed.link, url) ?? url;
  return {
    items: (feed.items ?? []).map((item) => rdfItem(item, base)),
    language: feed.dc?.languages?.[0],
    isWordPress: false,
  };
};
