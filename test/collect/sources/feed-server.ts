import { type Served, serve } from "../../support/server.js";
import { type Fault, faultFinder } from "./faults.js";
import { pictureAt } from "./wordpress-pictures.js";
import { POSTS, type SitePost } from "./wordpress-posts.js";

export type FeedFormat = "rss" | "atom" | "rdf" | "json";

export interface FeedOptions {
  readonly format?: FeedFormat;
  readonly posts?: readonly SitePost[];
  /** What the feed has of the texts; `summaries`: a few words, the rest on the page behind each. */
  readonly texts?: "whole" | "summaries";
  /** So many items at once, the older ones under `?paged=2`, as WordPress gives them. */
  readonly itemsAtOnce?: number;
  /** Written in place of each date. */
  readonly date?: (post: SitePost) => string;
  /** The feed's bytes and type, where the site does something odd with them. */
  readonly dress?: (feed: string) => { readonly body: Uint8Array | string; readonly contentType: string };
  readonly faults?: readonly Fault[];
}

const TYPES: Readonly<Record<FeedFormat, string>> = {
  rss: "application/rss+xml; charset=UTF-8",
  atom: "application/atom+xml; charset=UTF-8",
  rdf: "application/rdf+xml; charset=UTF-8",
  json: "application/feed+json",
};

export const AUTHOR = "Amel Bensalem";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const cdata = (text: string): string => `<![CDATA[${text}]]>`;

/** One item as all formats need it. */
interface Entry {
  readonly post: SitePost;
  readonly url: string;
  readonly html: string;
  readonly summary: string;
  readonly picture?: string;
  readonly isWhole: boolean;
  readonly date: string;
}

const entryOf = (post: SitePost, site: string, { texts = "whole", format = "rss", date }: FeedOptions): Entry => {
  const html = post.content.replaceAll("{site}", site).trim();
  const words = html
    .replace(/<[^>]*>|\[[^\]]*\]/g, " ")
    .trim()
    .split(/\s+/);
  return {
    post,
    url: `${site}/2026/11/${post.slug}/`,
    html,
    summary: post.excerpt ?? `${words.slice(0, 40).join(" ")} [&#8230;]`,
    picture: post.picture && `${site}/wp-content/uploads/2026/11/${post.picture}.jpg`,
    isWhole: texts === "whole",
    date: date?.(post) ?? (format === "rss" ? new Date(`${post.gmt}Z`).toUTCString() : `${post.gmt}Z`),
  };
};

const rssItem = ({ post, url, html, summary, picture, isWhole, date }: Entry, site: string): string => `
<item>
  <title>${escaped(post.title)}</title>
  <link>${url}</link>
  <dc:creator>${cdata(AUTHOR)}</dc:creator>
  <pubDate>${date}</pubDate>
  ${[...post.categories, ...(post.tags ?? [])].map((name) => `<category>${cdata(name)}</category>`).join("")}
  <guid isPermaLink="false">${site}/?p=${post.id}</guid>
  <description>${cdata(`<p>${summary}</p>\n<p>The post <a href="${url}">${post.title}</a> appeared first on <a href="${site}">The Quiet Coast</a>.</p>`)}</description>
  ${isWhole ? `<content:encoded>${cdata(html)}</content:encoded>` : ""}
  ${picture ? `<media:content url="${picture}" medium="image" width="1600"><media:credit>${AUTHOR}</media:credit></media:content>` : ""}
</item>`;

const rss = (entries: readonly Entry[], site: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Quiet Coast</title><link>${site}</link><description/><language>en-GB</language>
<generator>https://wordpress.org/?v=6.8.3</generator>${entries.map((entry) => rssItem(entry, site)).join("")}
</channel></rss>`;

const atomEntry = ({ post, url, html, summary, picture, isWhole, date }: Entry): string => `
<entry>
  <id>tag:example.org,2026:${post.id}</id>
  <title type="html">${cdata(post.title)}</title>
  <author><name>${AUTHOR}</name></author>
  <link rel="alternate" type="text/html" href="${url}"/>
  ${picture ? `<link rel="enclosure" type="image/jpeg" href="${picture}"/>` : ""}
  <published>${date}</published><updated>${date}</updated>
  ${post.categories.map((name) => `<category term="${name}"/>`).join("")}
  <summary type="html">${escaped(summary)}</summary>
  ${isWhole ? `<content type="html">${escaped(html)}</content>` : ""}
</entry>`;

const atom = (entries: readonly Entry[], site: string): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>The Quiet Coast</title><id>${site}/</id>
<updated>2026-11-22T18:00:00Z</updated>${entries.map(atomEntry).join("")}
</feed>`;

const rdfItem = ({ post, url, html, summary, isWhole, date }: Entry): string => `
<item rdf:about="${url}">
  <title>${escaped(post.title)}</title><link>${url}</link><dc:creator>${AUTHOR}</dc:creator><dc:date>${date}</dc:date>
  ${post.categories.map((name) => `<dc:subject>${name}</dc:subject>`).join("")}
  <description>${escaped(summary)}</description>
  ${isWhole ? `<content:encoded>${cdata(html)}</content:encoded>` : ""}
</item>`;

const rdf = (entries: readonly Entry[], site: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${site}"><title>The Quiet Coast</title><link>${site}</link><description>A news site</description><dc:language>en-GB</dc:language></channel>
${entries.map(rdfItem).join("")}
</rdf:RDF>`;

const json = (entries: readonly Entry[], site: string): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "The Quiet Coast",
    home_page_url: site,
    language: "en-GB",
    authors: [{ name: AUTHOR }],
    items: entries.map(({ post, url, html, summary, picture, isWhole, date }) => ({
      id: String(post.id),
      url,
      title: post.title.replace(/<[^>]*>/g, ""),
      ...(isWhole ? { content_html: html } : {}),
      summary: summary.replace(/<[^>]*>/g, "").replaceAll("&#8230;", "…"),
      image: picture,
      date_published: date,
      tags: post.categories,
    })),
  });

const WRITERS = { rss, atom, rdf, json };

/** The web page behind an item: the text in an article, and around it what sites put there. */
export const articlePage = (post: SitePost, site: string): string => `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${post.title} – The Quiet Coast</title>
<meta property="og:title" content="${post.title.replace(/<[^>]*>/g, "")}"><meta name="author" content="${AUTHOR}">
<meta property="article:published_time" content="${post.gmt}+00:00">
${post.picture ? `<meta property="og:image" content="${site}/wp-content/uploads/2026/11/${post.picture}.jpg">` : ""}
<link rel="alternate" type="application/rss+xml" title="The Quiet Coast" href="${site}/feed/"></head>
<body><header><a href="${site}/">The Quiet Coast</a><nav><a href="${site}/about/">About</a></nav></header>
<main><article><h1 class="entry-title">${post.title}</h1><p class="byline">By ${AUTHOR}</p>
<div class="entry-content">${post.content.replaceAll("{site}", site)}</div></article></main>
<footer><p>© The Quiet Coast</p></footer></body></html>`;

const frontPage = (
  site: string,
  format: FeedFormat,
): string => `<!DOCTYPE html><html lang="en-GB"><head><title>The Quiet Coast</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="${TYPES[format].split(";")[0]}" title="The Quiet Coast" href="${site}/feed/">
</head><body><h1>The Quiet Coast</h1></body></html>`;

/** A loopback site with a feed at `/feed/`, a front page that names it, the pages behind its items, and pictures. */
export const serveFeed = async (options: FeedOptions = {}): Promise<Served> => {
  const { format = "rss", posts = POSTS, itemsAtOnce = 100 } = options;
  const faultAt = faultFinder(options.faults ?? []);

  const feedPart = (part: number, site: string): string | undefined => {
    const entries = posts.slice((part - 1) * itemsAtOnce, part * itemsAtOnce);
    if (part > 1 && entries.length === 0) return undefined;
    const shown = entries.map((post) => entryOf(post, site, options));
    return WRITERS[format](shown, site);
  };

  const server: Served = await serve(async (request, response) => {
    const url = new URL(request.url!, server.url);
    const fault = faultAt(request.url!);
    if (fault) return fault(request, response);
    const say = (body: Uint8Array | string, contentType: string): void => {
      response.writeHead(200, { "content-type": contentType }).end(body);
    };
    if (url.pathname === "/") return say(frontPage(server.url, format), "text/html; charset=UTF-8");
    if (url.pathname === "/feed/") {
      const feed = feedPart(Number(url.searchParams.get("paged") ?? 1), server.url);
      const dressed =
        feed === undefined ? undefined : (options.dress?.(feed) ?? { body: feed, contentType: TYPES[format] });
      if (dressed) return say(dressed.body, dressed.contentType);
    }
    const post = posts.find(({ slug }) => url.pathname === `/2026/11/${slug}/`);
    if (post) return say(articlePage(post, server.url), "text/html; charset=UTF-8");
    const picture = await pictureAt(url.pathname);
    if (picture) return say(picture, "image/jpeg");
    response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");
  });
  return server;
};
