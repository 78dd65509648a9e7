/** Films, posts, songs and maps of other sites: on paper a line with the address. */
import { escapeAttribute, escapeHtml, resolveUrl } from "../html.js";
import type { Block, Line, Paragraph } from "./blocks.js";
import { described } from "./chrome.js";
import { fold } from "./fold.js";
import { type Desk, readInline, readLine } from "./inline.js";
import { childrenOf, isElement, isText, namesOf } from "./nodes.js";

interface Provider {
  readonly name: string;
  readonly host: RegExp;
  /** The address for readers, from the one for frames. */
  readonly page?: (url: URL) => string | undefined;
}

const at = (prefix: string, pattern: RegExp) => (url: URL) => {
  const id = pattern.exec(url.pathname + url.search)?.[1];
  return id && prefix + id;
};
const inParameter = (name: string) => (url: URL) => url.searchParams.get(name) ?? undefined;

const PROVIDERS: readonly Provider[] = [
  {
    name: "YouTube",
    host: /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/,
    page: at(
      "https://www.youtube.com/watch?v=",
      /^\/(?:embed\/|v\/|shorts\/|watch\?v=|(?=[\w-]{11}$))(?!videoseries)([\w-]{6,20})/,
    ),
  },
  { name: "Vimeo", host: /(?:^|\.)vimeo\.com$/, page: at("https://vimeo.com/", /^\/(?:video\/)?(\d+)/) },
  {
    name: "Dailymotion",
    host: /(?:^|\.)dailymotion\.com$/,
    page: at("https://www.dailymotion.com/video/", /\/video\/(\w+)/),
  },
  { name: "Spotify", host: /(?:^|\.)spotify\.com$/, page: at("https://open.spotify.com/", /^\/embed\/([\w/]+)/) },
  { name: "SoundCloud", host: /(?:^|\.)soundcloud\.com$/, page: inParameter("url") },
  { name: "Deezer", host: /(?:^|\.)deezer\.com$/ },
  { name: "Bandcamp", host: /(?:^|\.)bandcamp\.com$/ },
  { name: "Apple", host: /(?:^|\.)(?:music|podcasts)\.apple\.com$/ },
  { name: "Anghami", host: /(?:^|\.)anghami\.com$/ },
  { name: "X", host: /(?:^|\.)(?:twitter|x)\.com$/ },
  {
    name: "Instagram",
    host: /(?:^|\.)instagram\.com$/,
    page: at("https://www.instagram.com/", /^\/((?:p|reel|tv)\/[\w-]+\/)/),
  },
  { name: "Facebook", host: /(?:^|\.)(?:facebook\.com|fb\.watch)$/, page: inParameter("href") },
  { name: "TikTok", host: /(?:^|\.)tiktok\.com$/ },
  { name: "Bluesky", host: /(?:^|\.)bsky\.app$/ },
  { name: "Threads", host: /(?:^|\.)threads\.(?:net|com)$/ },
  { name: "Telegram", host: /(?:^|\.)t\.me$/ },
  { name: "Google Maps", host: /^(?:www|maps)\.google\.[a-z.]+$/ },
  { name: "OpenStreetMap", host: /(?:^|\.)openstreetmap\.org$/ },
];

/** Frames that count, sell or like. */
const IDLE =
  /googletagmanager|doubleclick|googlesyndication|amazon-adsystem|facebook\.com\/plugins\/(?:like|share|page|follow)|platform\.twitter\.com\/widgets|recaptcha|disqus|addthis|about:blank|adnxs|taboola|outbrain/i;
const EMPTY_TITLE =
  /^(?:youtube video player|(?:video|audio|media) player|vimeo player|embedded (?:content|post|video)|spotify embed|iframe|video|untitled|lecteur vid[ée]o.*)$/i;

const POSTS =
  /\s(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|fb-video|bluesky-embed|mastodon-embed|text-post-media|reddit-embed-bq|telegram-post)\s/;
const BOILERPLATE =
  /^(?:view (?:this )?(?:post|profile|more) on .*|a post shared by .*|voir cette publication sur .*|une publication partagée par .*|عرض هذا المنشور على .*|watch on (?:youtube|tiktok|facebook)|#?pic\.(?:twitter|x)\.com\/\S*|loading\W*)$/;

/** The address of a frame, player or object, absolute. */
function addressOf(element: Element, baseUrl: string | undefined): string | undefined {
  const holders = [element, ...element.querySelectorAll("source, embed, param[name=movie]")];
  const names = [
    "src",
    "data-src",
    "data-lazy-src",
    "data-litespeed-src",
    "data-src-cmplz",
    "data-rocket-src",
    "data",
    "value",
    "data-href",
    "videoid",
  ];
  for (const holder of holders) {
    for (const name of names) {
      const address = holder.getAttribute(name)?.trim();
      if (!address || /^(?:data|javascript|about|blob):/i.test(address)) continue;
      return name === "videoid" ? `https://www.youtube.com/watch?v=${address}` : resolveUrl(address, baseUrl);
    }
  }
  return undefined;
}

/** Who shows `address`, and where readers find it: `undefined` for sites we do not know. */
export function providerOf(address: string): { name: string; url: string } | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const provider = url && PROVIDERS.find(({ host }) => host.test(url.hostname));
  return url && provider && { name: provider.name, url: provider.page?.(url) ?? url.href };
}

/** A frame, film or sound as a line with its address; `caption` says what it shows. */
export function readEmbed(element: Element, desk: Desk, caption?: Line): Paragraph | undefined {
  const address = addressOf(element, desk.baseUrl);
  if (!address || IDLE.test(address) || !/^https?:/.test(address)) {
    desk.removals.push({ reason: "embed", text: described(element) });
    return undefined;
  }
  const title = (element.getAttribute("title") ?? element.getAttribute("aria-label") ?? "").replace(/\s+/g, " ").trim();
  return embedLine({ address, caption, title: EMPTY_TITLE.test(title) ? "" : title }, desk);
}

interface Embed {
  readonly address: string;
  readonly caption?: Line | undefined;
  readonly title?: string;
}

export function embedLine({ address, caption, title }: Embed, desk: Desk): Paragraph {
  desk.removals.push({ reason: "embed", text: `<embed ${address}>`, moved: true });
  const { name, url } = providerOf(address) ?? { name: new URL(address).hostname.replace(/^www\./, ""), url: address };
  const words = caption?.text.replace(/\s+/g, " ") || title;
  const label = words ? `${name}: ${words}` : name;
  return {
    kind: "paragraph",
    line: {
      html: `<a href="${escapeAttribute(url)}">${escapeHtml(label)}</a>`,
      text: label,
      linkedCharacters: label.replace(/\s/g, "").length,
      links: [url],
    },
    ...(!caption?.text && { embed: true }),
  };
}

export const isPost = (element: Element): boolean => POSTS.test(namesOf(element));

/** A post of a social network: its words as a quotation, who said it and the link as the cite. */
export function readPost(element: Element, desk: Desk): Block[] {
  const link = permalink(element, desk.baseUrl);
  const words = [...element.querySelectorAll("p, section")]
    .filter((part) => !part.querySelector("p"))
    .flatMap((part) => readInline(childrenOf(part), desk, () => undefined))
    .map(({ line }) => withoutPictureLink(line))
    .filter(({ text }) => text !== "" && !BOILERPLATE.test(fold(text)));
  if (words.length === 0) return link ? [embedLine({ address: link }, desk)] : [];
  desk.removals.push({ reason: "embed", text: `<embed ${link ?? "post"}>`, moved: true });
  const tail = [...childrenOf(element)].filter((node) => isText(node) || (isElement(node) && node.localName === "a"));
  const said = readLine(tail, desk);
  const cite = said.text === "" ? linkLine(link) : { ...said, html: undashed(said.html), text: undashed(said.text) };
  const blocks = words.map((line): Paragraph => ({ kind: "paragraph", line }));
  return [{ kind: "quotation", pull: false, blocks, ...(cite && { cite }) }];
}

const undashed = (text: string): string => text.replace(/^[—–-]\s*/, "");

function withoutPictureLink(line: Line): Line {
  const ending = /\s*<a [^<>]*>(?:pic\.(?:twitter|x)\.com|https:\/\/t\.co)\/\w+<\/a>$/;
  return {
    ...line,
    html: line.html.replace(ending, ""),
    text: line.text.replace(/\s*(?:pic\.(?:twitter|x)\.com|https:\/\/t\.co)\/\w+$/, ""),
  };
}

function linkLine(link: string | undefined): Line | undefined {
  const provider = link && providerOf(link);
  return provider
    ? {
        html: `<a href="${escapeAttribute(provider.url)}">${provider.name}</a>`,
        text: provider.name,
        linkedCharacters: provider.name.length,
        links: [provider.url],
      }
    : undefined;
}

function permalink(element: Element, baseUrl: string | undefined): string | undefined {
  const said = ["data-instgrm-permalink", "cite", "data-href", "data-bluesky-uri-url"].map((name) =>
    element.getAttribute(name),
  );
  const linked = [...element.querySelectorAll("a[href]")].reverse().map((anchor) => anchor.getAttribute("href"));
  for (const address of [...said, ...linked]) {
    const url = address ? resolveUrl(address, baseUrl) : undefined;
    if (url && providerOf(url)) return url.replace(/\?(?:ref_src|utm_)[^#]*$/, "");
  }
  return undefined;
}
