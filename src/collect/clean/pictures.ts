/** Pictures: the best address of an `<img>`, and which of them are no pictures at all. */
import { resolveUrl } from "../html.js";
import type { Figure } from "./blocks.js";
import { selector } from "./select.js";

/** Addresses in full size that plugins leave on the image, best first. */
const FULL_SIZE = ["data-full-url", "data-orig-file", "data-large-file", "data-full", "data-full-src", "data-hires"];
const LAZY = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-lazy",
  "data-image",
  "data-img-src",
  "data-url",
  "data-echo",
];
const SETS = ["srcset", "data-srcset", "data-lazy-srcset", "data-original-set"];
const LINKED = selector("a[href]");
const IMAGE_FILE = /\.(?:jpe?g|png|webp|avif|gif|tiff?)(?:$|[?#])/i;
const PLACEHOLDER =
  /^(?:about:|blob:|data:image\/svg|data:image\/gif;base64,R0lGOD)|(?:^|[/_-])(?:blank|spacer|placeholder|transparent|lazy(?:load)?|loading|pixel|1x1|grey|gray)(?:[-_]?\d+x\d+)?\.(?:gif|png|svg|jpe?g|webp)(?:$|\?)/i;
/** Shorter ones are one-pixel stand-ins. */
const SHORTEST_DATA_URL = 400;

/** The address of the picture in its best size, absolute, or nothing where the element shows none. */
export function bestSource(image: Element, baseUrl: string | undefined, link?: string): string | undefined {
  const picture = image.parentElement?.localName === "picture" ? image.parentElement : undefined;
  const sets = [
    ...SETS.map((name) => image.getAttribute(name)),
    ...[...(picture?.querySelectorAll("source") ?? [])].flatMap((source) =>
      SETS.map((name) => source.getAttribute(name)),
    ),
  ];
  const candidates = [
    link && IMAGE_FILE.test(link) ? link : undefined,
    ...FULL_SIZE.map((name) => image.getAttribute(name)),
    ...sets.map((set) => largestOf(set ?? "")),
    ...LAZY.map((name) => image.getAttribute(name)),
    image.getAttribute("src"),
  ];
  for (const candidate of candidates) {
    const source = usable(candidate?.trim() ?? "", baseUrl);
    if (source) return source;
  }
  return undefined;
}

function usable(source: string, baseUrl: string | undefined): string | undefined {
  if (source === "" || PLACEHOLDER.test(source)) return undefined;
  if (source.startsWith("data:")) {
    return /^data:image\/(?:png|jpe?g|webp|gif|avif);base64,/i.test(source) && source.length > SHORTEST_DATA_URL
      ? source
      : undefined;
  }
  const url = resolveUrl(source, baseUrl);
  return url && /^(?:https?|file):/.test(url) ? url : undefined;
}

/** The widest of a `srcset`. Addresses may hold commas: one ends at white space, or at commas before it. */
export function largestOf(set: string): string | undefined {
  let best: string | undefined;
  let most = 0;
  const tokens = set.trim().split(/\s+/).reverse();
  for (let url = tokens.pop(); url; url = tokens.pop()) {
    let descriptor = "1x";
    if (!url.endsWith(",")) {
      const [said, ...glued] = (tokens.pop() ?? "").split(",");
      descriptor = said || "1x";
      if (glued.join(",") !== "") tokens.push(glued.join(","));
    }
    const amount = Number.parseFloat(descriptor) * (descriptor.endsWith("w") ? 1 : 1000);
    if (amount > most) {
      most = amount;
      best = url.replace(/,$/, "");
    }
  }
  return best;
}

const PIXEL_HOSTS =
  /^https?:\/\/(?:[^/]*\.)?(?:pixel\.wp\.com|stats\.wordpress\.com|feeds\.wordpress\.com|feeds\.feedburner\.com\/~|feedsportal\.com|scorecardresearch\.com|doubleclick\.net|google-analytics\.com|googletagmanager\.com|quantserve\.com|facebook\.com\/tr\b|addtoany\.com|matomo\.|piwik\.)/i;

/** Counts its readers and shows nothing: one pixel, or of a counting service. */
export function isTrackingPixel(image: Element): boolean {
  const size = (name: string): number => Number.parseInt(image.getAttribute(name) ?? "", 10);
  if (size("width") <= 2 || size("height") <= 2) return true;
  const style = image.getAttribute("style") ?? "";
  if (/(?:^|;)\s*(?:width|height)\s*:\s*[01]px/i.test(style)) return true;
  return PIXEL_HOSTS.test(image.getAttribute("src") ?? "");
}

const EMOJI_SOURCES =
  /s\.w\.org\/images\/core\/emoji|\/twemoji|\/emoji\/|\/smilies\/|fonts\.gstatic\.com\/s\/e\/notoemoji/i;

export function isEmoji(image: Element): boolean {
  return (
    /(?:^|\s)(?:emoji|wp-smiley|smiley)(?:\s|$)/i.test(image.getAttribute("class") ?? "") ||
    EMOJI_SOURCES.test(image.getAttribute("src") ?? "")
  );
}

/** A face beside a byline or an icon; no picture that a page was printed with is so small. */
const SMALLEST_PX = 100;

/** Faces beside comments and bylines, icons of buttons. */
export function isOrnament(image: Element): boolean {
  const size = (name: string): number => Number.parseInt(image.getAttribute(name) ?? "", 10);
  return (
    /(?:^|[\s_-])(?:avatar|gravatar|icon|logo|sprite)(?:[\s_-]|$)/i.test(image.getAttribute("class") ?? "") ||
    /gravatar\.com\/avatar/i.test(image.getAttribute("src") ?? "") ||
    (size("width") <= SMALLEST_PX && size("height") <= SMALLEST_PX)
  );
}

/** One name for all sizes of a picture: its path without what says a size, proxies looked through. */
export function pictureKey(address: string): string {
  if (address.startsWith("data:")) return address;
  let url = address;
  const inner = /https?(?::|%3A)(?:\/|%2F){2}[^?]*$/i.exec(url.slice(8))?.[0];
  if (inner) url = safelyDecoded(inner);
  const path = url.replace(/^[a-z]+:\/\/(?:i\d\.wp\.com\/[^/]+|[^/]*)/i, "").replace(/[?#].*$/, "");
  return safelyDecoded(path)
    .toLowerCase()
    .replace(/\/(?:s\d+(?:-[a-z0-9-]+)?|w\d+(?:-h\d+)?(?:-[a-z0-9-]+)?)\//g, "/")
    .replace(/\/size\/w\d+(?:h\d+)?\//, "/")
    .replace(/\/styles\/[^/]+\/(?:public|private)\//, "/")
    .replace(/(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|@2x|[-_](?:small|medium|large|thumb(?:nail)?))+(?=\.[a-z]+$)/, "")
    .replace(/(\.(?:jpe?g|png|gif))\.webp$/, "$1");
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The figure of an `<img>`, or nothing where it shows none. */
export function figureOf(image: Element, baseUrl: string | undefined): Figure | undefined {
  const anchor = LINKED.closest(image);
  const link = anchor && resolveUrl(anchor.getAttribute("href") ?? "", baseUrl);
  const src = bestSource(image, baseUrl, link || undefined);
  if (!src) return undefined;
  const alt = (image.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim();
  const credit = image.getAttribute("data-credit") ?? image.getAttribute("data-copyright");
  return {
    kind: "figure",
    src,
    alt: alt === "null" || IMAGE_FILE.test(alt) ? "" : alt,
    ...(credit?.trim() && { credit: credit.trim() }),
    ...(link && !IMAGE_FILE.test(link) && /^https?:/.test(link) && { link }),
  };
}
