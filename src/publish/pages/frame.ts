/** What every web page has: its head with the rules it keeps to, the way in, the form for subscribers, the foot. */
import { createHash } from "node:crypto";
import { hex, schemesOf } from "../inks.js";
import { html, inLanguage, type Markup, raw, safeAddress, unlessIn } from "../markup.js";
import type { phrasesIn } from "../phrases.js";
import type { Announcement, CoverPicture } from "../types.js";

type Words = ReturnType<typeof phrasesIn>;

/** What is the same on all pages of a magazine. */
export interface House {
  readonly magazine: Announcement["magazine"];
  readonly publishing: Announcement["publishing"];
  /** BCP 47. */
  readonly language: string;
  readonly words: Words;
}

/** Names are the build's own, but a magazine's slug may be of any script. */
export const inPath = (name: string): string => name.split("/").map(encodeURIComponent).join("/");

/** Words of the interface, where they are not in the page's language. */
export const spoken = ({ language, words }: House): Markup | undefined => unlessIn(language, words.language);

/**
 * Nothing runs, nothing is fetched but pictures beside the page. `file:` is for readers that open it from disk: not all take that for
 * 'self'. A form's sender often answers with the way to a page of thanks elsewhere, and browsers hold that against `form-action` too.
 */
const contentPolicy = (style: string, action: string | undefined): string => {
  const hash = createHash("sha256").update(style).digest("base64");
  const forms = action === undefined ? "'none'" : `${new URL(action).origin} https:`;
  return `default-src 'none'; img-src 'self' file:; font-src data:; style-src 'sha256-${hash}'; form-action ${forms}; base-uri 'none'`;
};

export interface PageParts {
  readonly title: string;
  readonly description?: string;
  /** Absolute, where the address of the published folder is known. */
  readonly address?: string;
  /** Path of the feed from here. */
  readonly feed: string;
  /** Further elements of the head. */
  readonly head?: readonly (Markup | undefined)[];
  readonly style: string;
  readonly body: Markup;
}

const form = ({ publishing }: House): { readonly action: string; readonly field: string } | undefined => {
  const action = safeAddress(publishing.subscribeForm?.action);
  return action !== undefined && /^https?:/.test(action)
    ? { action, field: publishing.subscribeForm!.field }
    : undefined;
};

export const wholePage = (house: House, page: PageParts): string => {
  const { light, dark } = schemesOf(house.magazine.accent);
  const markup = html`<!doctype html>
<html${inLanguage(house.language)}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(page.style, form(house)?.action)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${page.description !== undefined && html`<meta name="description" content="${page.description}">\n`}<meta name="generator" content="Pressday">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="${hex(light.ground)}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${hex(dark.ground)}">
${page.address !== undefined && html`<link rel="canonical" href="${page.address}">\n`}<link rel="alternate" type="application/rss+xml" href="${page.feed}" title="${house.magazine.name}">
${(page.head ?? []).map((one) => one && html`${one}\n`)}<style>${raw(page.style)}</style>
</head>
<body>
<a class="skip label" href="#content"${spoken(house)}>${house.words.skip}</a>
${page.body}
</body>
</html>
`;
  return markup.toString();
};

/** `<meta>` elements for services that show a link as a card. */
export const cardMeta = (
  house: House,
  card: {
    readonly title: string;
    readonly description?: string;
    readonly address?: string;
    readonly picture?: { readonly address: string; readonly size: CoverPicture; readonly alt: string };
    readonly published?: string;
  },
): Markup[] => {
  const property = (name: string, content: string | number | undefined): Markup[] =>
    content === undefined ? [] : [html`<meta property="${name}" content="${content}">`];
  return [
    ...property("og:type", card.published === undefined ? "website" : "article"),
    ...property("og:site_name", house.magazine.name),
    ...property("og:title", card.title),
    ...property("og:description", card.description),
    ...property("og:locale", house.language.replaceAll("-", "_")),
    ...property("og:url", card.address),
    ...property("og:image", card.picture?.address),
    ...property("og:image:type", card.picture?.size.type),
    ...property("og:image:width", card.picture?.size.width),
    ...property("og:image:height", card.picture?.size.height),
    ...property("og:image:alt", card.picture?.alt),
    ...property("article:published_time", card.published),
    // A cover is upright: the large card of the services would cut its head off.
    html`<meta name="twitter:card" content="summary">`,
  ];
};

export interface CoverOptions {
  readonly pictures: readonly CoverPicture[];
  /** Path of the pictures' folder from here, with a slash where it is not empty. */
  readonly folder: string;
  readonly alt: string;
  /** How wide it is shown, as the attribute `sizes` says it. */
  readonly sizes: string;
  /** Shown at once, or when it comes into view. */
  readonly first: boolean;
}

/** The cover in the format and size that the browser chooses. Nothing where there are no pictures. */
export const coverPicture = ({ pictures, folder, alt, sizes, first }: CoverOptions): Markup | undefined => {
  const set = (type: CoverPicture["type"]): string =>
    pictures
      .filter((picture) => picture.type === type)
      .map(({ name, width }) => `${folder}${inPath(name)} ${width}w`)
      .join(", ");
  const smallest = pictures.find(({ type }) => type === "image/png") ?? pictures[0];
  if (smallest === undefined) return undefined;
  const own = set(smallest.type);
  return html`<picture>${
    smallest.type === "image/png" &&
    set("image/webp") !== "" &&
    html`<source type="image/webp" srcset="${set("image/webp")}" sizes="${sizes}">`
  }<img src="${folder}${inPath(smallest.name)}" srcset="${own}" sizes="${sizes}" width="${smallest.width}" height="${smallest.height}" alt="${alt}"${raw(first ? ' fetchpriority="high"' : ' loading="lazy"')}></picture>`;
};

/** How readers subscribe: the form, else a link; nothing where the magazine says neither. */
export const subscribeBand = (house: House): Markup | undefined => {
  const { magazine, words } = house;
  const sent = form(house);
  const link = safeAddress(magazine.subscribe);
  if (sent === undefined && link === undefined) return undefined;
  const way =
    sent === undefined
      ? html`<p><a class="button" href="${link}">${words.subscribe}</a></p>`
      : html`<form method="post" action="${sent.action}">
<label class="label" for="email">${words.emailAddress}</label>
<div class="row"><input id="email" name="${sent.field}" type="email" autocomplete="email" required dir="ltr"><button class="button" type="submit">${words.subscribe}</button></div>
</form>`;
  return html`<section class="subscribe" id="subscribe" aria-labelledby="subscribe-heading"${spoken(house)}>
<div class="room"><h2 id="subscribe-heading">${words.subscribeTo(magazine.name)}</h2>
${way}</div>
</section>`;
};

/** Publisher and ways on. `links`: address and words. */
export const foot = (house: House, said: string | undefined, links: readonly (readonly [string, string])[]): Markup => {
  const { magazine } = house;
  const website = safeAddress(magazine.website);
  const host = website === undefined ? "" : website.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\/$/, "");
  return html`<footer class="foot label soft">
<div class="room"><p>${[magazine.publisher, said].filter(Boolean).join(" · ")}</p>
<ul>${website !== undefined && html`<li><a href="${website}" dir="ltr">${host}</a></li>`}${links.map(
    ([address, words]) => html`<li${spoken(house)}><a href="${address}">${words}</a></li>`,
  )}</ul></div>
</footer>`;
};
