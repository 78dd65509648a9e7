import { decodeBytes, FetchFault } from "../network/index.js";
import { plainText } from "./excerpt.js";
import type { Feed } from "./feed-item.js";
import { isWebPage, parseAnyFeed } from "./feed-parse.js";
import { type FeedStory, readItem } from "./feed-story.js";
import { readHead } from "./head.js";
import { type SourceContext, SourceFault, type SourceNote, type Window } from "./types.js";
import { webAddress } from "./web-address.js";

/** A feed and the address that answered. */
interface Part {
  readonly feed: Feed;
  readonly url: string;
}

/** Feeds that come in parts have about ten items in each; no week has two hundred stories. */
const MAX_PARTS = 20;

/** A feed with fewer items than this was not cut to a number of them; it has no more. */
const FEWEST_KEPT = 10;

const FEED_TYPE = /^(application\/((rss|atom|rdf)\+xml|feed\+json)|(text|application)\/xml)\s*(;|$)/i;

/** The feed of stories that a page names; sites name the feed of readers' comments too. */
const feedNamedBy = (html: string, pageUrl: string): string | undefined => {
  const named = readHead(html).links.filter(({ rel, type }) => /\balternate\b/.test(rel) && FEED_TYPE.test(type ?? ""));
  const ofStories = named.filter(({ href, title = "" }) => !/comment/i.test(`${href} ${title}`));
  return [...ofStories, ...named].map(({ href }) => webAddress(href, pageUrl)).find(Boolean);
};

/** Fetches a feed, or the one that the page at its address names. `home`: the only host that may have the password. */
const fetchPart = async (url: string, home: string, context: SourceContext, mayBePage = true): Promise<Part> => {
  const credentials = URL.parse(url)?.host === home ? context.credentials : undefined;
  const fetched = await context.network.fetch({ url, kind: "feed", credentials });
  const type = fetched.headers["content-type"];
  const text = decodeBytes(fetched.bytes, type, "xml");
  if (!isWebPage(text)) return { feed: parseAnyFeed(text, fetched.url), url: fetched.url };
  const named = mayBePage ? feedNamedBy(decodeBytes(fetched.bytes, type, "html"), fetched.url) : undefined;
  if (named !== undefined) return fetchPart(named, home, context, false);
  throw new SourceFault(
    `There is a web page at ${url}, and it names no feed.`,
    "Write the feed's own address; on a WordPress site it is the site's own with `/feed/` after it.",
  );
};

/** Where items older than those of a part are. */
const nextUrl = ({ feed, url }: Part, parts: number): string | undefined => {
  if (feed.next !== undefined || !feed.isWordPress) return feed.next;
  const next = new URL(url);
  next.searchParams.set("paged", String(parts + 1));
  return next.href;
};

const isOlder = ({ story }: FeedStory, window: Window): boolean =>
  story.published !== undefined && story.published < window.from;

const isGone = (fault: unknown): boolean =>
  fault instanceof FetchFault && (fault.status === 404 || fault.status === 410);

const mayMiss = (url: string): SourceNote => ({
  kind: "incomplete",
  text: "The feed does not reach back beyond the week; the older stories of the week may be missing.",
  url,
});

/**
 * The items of a feed, each once. When the oldest of them is still of the window, the parts before it are fetched too, where
 * the feed has such; a note says when there may be more than came.
 */
export const fetchItems = async (
  url: string,
  context: SourceContext,
): Promise<{ readonly items: readonly FeedStory[]; readonly notes: readonly SourceNote[] }> => {
  const { window } = context;
  const home = URL.parse(url)?.host ?? "";
  const byId = new Map<string, FeedStory>();
  const notes: SourceNote[] = [];
  let part = await fetchPart(url, home, context);
  for (let parts = 1; ; parts++) {
    const added = addItems(part, byId, notes);
    context.onProgress?.(byId.size);
    if (window === undefined || added.some((item) => isOlder(item, window))) break;
    const next = added.length > 0 && parts < MAX_PARTS ? nextUrl(part, parts) : undefined;
    if (next === undefined) {
      if (byId.size >= FEWEST_KEPT) notes.push(mayMiss(url));
      break;
    }
    try {
      part = await fetchPart(next, home, context, false);
    } catch (fault) {
      if (isGone(fault)) break;
      if (!(fault instanceof FetchFault || fault instanceof SourceFault)) throw fault;
      notes.push({ kind: "incomplete", text: `Older items of the feed did not come: ${fault.message}`, url: next });
      break;
    }
  }
  return { items: [...byId.values()], notes };
};

/** Takes in the items of a part that are new, and returns them. */
const addItems = ({ feed, url }: Part, byId: Map<string, FeedStory>, notes: SourceNote[]): readonly FeedStory[] => {
  const added: FeedStory[] = [];
  for (const item of feed.items) {
    const read = readItem(item, feed, url);
    if (read === undefined) {
      const text = `“${plainText(item.title)}” has neither text nor address and was left out.`;
      notes.push({ kind: "empty", text, url });
    } else if (!byId.has(read.story.id)) {
      byId.set(read.story.id, read);
      added.push(read);
    }
  }
  if (feed.isCutShort) notes.push({ kind: "incomplete", text: "The feed broke off in the middle of an item.", url });
  return added;
};
