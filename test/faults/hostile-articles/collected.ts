import createMarkdownIt from "markdown-it";
import { type Served, serve } from "../../support/server.js";
import type { Targets, Vector } from "./vectors.js";

const PROSE =
  "<p>The dam at the mouth of the valley holds the winter rain until June. Below it the gardens are watered by turns, and each turn is announced by a drum that can be heard on both banks.</p>".repeat(
    3,
  );

/** A story's HTML with every vector in it, and pictures that lie where nobody may ask. */
const storyOf = ({ web, secretPicture }: Targets, vectors: readonly Vector[], place: string): string =>
  `<p>The story of the ${place} begins here.</p>${PROSE}${vectors.map(({ html }) => html.replaceAll("dune.jpg", `${web}/dune.jpg`)).join("\n")}
<figure><img src="${web}/far.jpg" srcset="${web}/farther.jpg 2x" data-src="${web}/late.jpg" onerror="alert(1)" alt="Far"><figcaption>Far <script>x</script>away</figcaption></figure>
<img src="${secretPicture}" alt="Near">${PROSE}<p>The story of the ${place} ends here.</p>`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** A feed of one story, hostile in everything that a feed can say; at `/entities` with entities of its own, too. */
export const serveHostileFeed = (targets: Targets, vectors: readonly Vector[]): Promise<Served> => {
  const { web, secret } = targets;
  const title = `Valley <script src="${web}/feed-title"></script>{{{title}}}`;
  const entities = `<!DOCTYPE rss [<!ENTITY far SYSTEM "${secret}"><!ENTITY % more SYSTEM "${web}/feed-entity"> %more;]>`;
  const feed = (
    prologue: string,
  ): string => `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${web}/feed-xsl"?>${prologue}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Hostile</title><link>${web}/feed-site</link><language>en-GB</language><image><url>${web}/feed-image</url></image><item>
<title>${escaped(title)}</title><link>javascript:alert(1)</link><guid>file:///etc/passwd</guid><pubDate>Wed, 18 Nov 2026 10:00:00 GMT</pubDate>
<dc:creator>${cdata(`<img src="${web}/feed-author">Amel`)}</dc:creator><category>${cdata(`<b>{{x}}`)}</category>
<enclosure url="${web}/feed-enclosure.jpg" type="image/jpeg"/><media:content url="${secret}" medium="image"/>
<description>${cdata(`<iframe src="${web}/feed-description"></iframe>A valley.`)}</description>
<content:encoded>${cdata(storyOf(targets, vectors, "feed"))}</content:encoded></item></channel></rss>`;
  return serve(({ url }, response) => {
    response.writeHead(200, { "Content-Type": "application/rss+xml" }).end(feed(url === "/entities" ? entities : ""));
  });
};

/** A saved page with the same story. */
export const savedPage = (targets: Targets, vectors: readonly Vector[]): string => {
  const { web } = targets;
  return `<!DOCTYPE html><html lang="en-GB" manifest="${web}/appcache"><head><meta charset="utf-8"><title>Saved</title><base href="${web}/saved/">
<meta http-equiv="refresh" content="0; url=${web}/saved-refresh"><link rel="canonical" href="javascript:alert(1)"><link rel="stylesheet" href="${web}/saved-sheet">
<meta name="author" content="<script>x</script>Amel"><meta property="article:published_time" content="2026-11-18T10:00:00+00:00"><meta property="og:image" content="${web}/saved.jpg">
<script type="application/ld+json">{"@type":"Article","headline":"Saved <img src=${web}/ld>","image":"${targets.secretPicture}"}</script></head>
<body onload="alert(1)"><article><h1>River <svg onload="alert(1)"></svg>{{{x}}}</h1>${storyOf(targets, vectors, "saved page")}</article></body></html>`;
};

const markdown = createMarkdownIt({ html: true });

/** A collected article as a reader of Markdown who trusts everybody would show it. */
export const trusting = (article: string): string => markdown.render(article.replace(/^---\n.*?\n---\n/s, ""));

/** Tags that are more than the shape of words, or that say more than where a link leads on the web. */
export const foreignTags = (html: string): readonly string[] =>
  [...html.matchAll(/<[^>]*>/g)]
    .map(([tag]) => tag)
    .filter(
      (tag) =>
        !/^<\/?(?:[hb]r|p|em|strong|code|h[2-6]|[uo]l|li|blockquote|table|thead|tbody|t[rhd]|su[bp])>$/.test(tag),
    )
    .filter((tag) => !/^(?:<\/a>|<a href="(?:https?:\/\/|mailto:|#)[^"]*">)$/.test(tag));
