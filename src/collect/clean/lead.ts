/** The picture, the names and the lines that a page sets above its story. */

import { countWords } from "../../words.js";
import type { RawPicture, Term } from "../types.js";
import type { Figure } from "./blocks.js";
import { bylineOf, type HeadLine, isName, readHeadLine, writtenDate } from "./dates.js";
import { CONTAINERS } from "./extract.js";
import { readPictures } from "./figures.js";
import { fold, lettersOf } from "./fold.js";
import { type Desk, readLine } from "./inline.js";
import type { Metadata } from "./metadata.js";
import { parseDate } from "./metadata.js";
import { childrenOf, holdingsOf, isElement, isText, visibleText } from "./nodes.js";
import { isEmoji, isOrnament, isTrackingPixel, pictureKey } from "./pictures.js";
import { type Selector, selector } from "./select.js";

const LEAD = selector(
  ".post-thumbnail, .wp-block-post-featured-image, .entry-thumbnail, .featured-image, .featured-media, .featured-media-inner, .post-image, .entry-image, .entry-media, .article-image, .article-hero, .article-media, .article__image, .hero-image, .lead-image, .gh-article-image, .gh-feature-image, .post-feature-image, .post-full-image, .field--name-field-image, .field-name-field-image, .item-image, .td-post-featured-image, .elementor-widget-theme-post-featured-image, .et_pb_title_featured_container, .tdb_single_featured_image, .jeg_featured, .single-featured, .main-image, .cover-image, header figure, .spip_logo_article, .article-cover",
);
const NO_HERO =
  /(?:^|[/_.-])(?:logo|default|placeholder|favicon|avatar|icon|og-default|share|sharing|social|share-?card|social-?card|site-?image|fallback)(?:[_.\d-]|$)/i;
export const ELSEWHERE = selector(
  "nav, aside, .related, .comments, .sidebar, .site-header, .site-footer, .author-box, #comments, #sidebar",
);
const SCOPES = selector("article, [role=article], .hentry, main, [role=main]");
const IMAGES = selector("img");
const PICTURED = selector("figure, .wp-caption, table, dl");
const FIGURES = selector("figure, .wp-caption");

const plainDesk = (root: Element, baseUrl: string): Desk => ({
  baseUrl,
  closedShortcodes: new Set(),
  removals: [],
  holdings: holdingsOf(root),
  readBlocks: () => [],
});

/** The inline HTML of an element: emphasis and words. */
export function inlineHtml(element: Element, baseUrl: string): string {
  return readLine(childrenOf(element), plainDesk(element, baseUrl))
    .html.replace(/<\/?a\b[^<>]*>/g, "")
    .replaceAll("<br>", " ");
}

/** The part of the page that is about the story under `heading`. */
export const scopeOf = (document: Document, heading: Element | undefined): Element =>
  (heading && SCOPES.closest(heading)) ?? document.body;

/** The picture above the story, or the one that the page shows to other sites. */
export function findHero(document: Document, heading: Element | undefined, metadata: Metadata): RawPicture | undefined {
  const scope = scopeOf(document, heading);
  const shown = LEAD.all(scope).find((part) => !ELSEWHERE.closest(part) && IMAGES.first(part));
  const lead = (shown && pictureIn(shown, document.baseURI)) ?? besideHeading(scope, heading, document.baseURI);
  const said =
    metadata.image && !NO_HERO.test(metadata.image.replace(/^[a-z]+:\/\/[^/]+/i, "")) ? metadata.image : undefined;
  if (lead)
    return asRaw(said && pictureKey(said) === pictureKey(lead.src) ? { ...lead, src: larger(lead.src, said) } : lead);
  if (!said) return undefined;
  const twin = IMAGES.all(document.body).find((image) => pictureKeyOf(image, document.baseURI) === pictureKey(said));
  const figure = twin && pictureIn(PICTURED.closest(twin) ?? twin.parentElement ?? twin, document.baseURI);
  if (figure && pictureKey(figure.src) === pictureKey(said)) return asRaw({ ...figure, src: larger(figure.src, said) });
  return { url: said, ...(metadata.imageAlt && { alt: metadata.imageAlt }) };
}

const pictureKeyOf = (image: Element, baseUrl: string): string | undefined => {
  const figure = pictureIn(image.parentElement ?? image, baseUrl, image);
  return figure && pictureKey(figure.src);
};

/** Of two addresses of one picture the one that does not say a small size. */
const larger = (shown: string, said: string): string => (/-\d{2,4}x\d{2,4}\.\w+$/.test(shown) ? said : shown);

function pictureIn(part: Element, baseUrl: string, only?: Element): Figure | undefined {
  const clone = (only && IMAGES.all(part).length > 1 ? only : part).cloneNode(true) as Element;
  const holder = part.ownerDocument.createElement("div");
  holder.append(clone);
  for (const image of IMAGES.all(holder))
    if (isEmoji(image) || isTrackingPixel(image) || isOrnament(image)) image.remove();
  const below = part.localName === "td" ? readLine(childrenOf(clone), plainDesk(holder, baseUrl)) : undefined;
  const [block] = readPictures(holder, plainDesk(holder, baseUrl));
  const isCaption = below && below.text !== "" && countWords(below.text) <= 30;
  if (block?.kind === "figure") return { ...(isCaption && { caption: below }), ...block };
  return block?.kind === "gallery" ? block.figures[0] : undefined;
}

/** A picture in the same part of the page as the heading, before the story's own container or its first paragraph. */
function besideHeading(scope: Element, heading: Element | undefined, baseUrl: string): Figure | undefined {
  if (!heading) return undefined;
  const container = CONTAINERS.first(scope);
  if (container?.contains(heading)) return undefined;
  let under = false;
  let words = 0;
  // Not a picture further down: some sixty words are more than a standfirst, a byline and a date.
  const look = (parent: Element): Element | "over" | undefined => {
    for (const node of childrenOf(parent)) {
      if (isText(node) && under) words += countWords(node.data);
      if (words > 60) return "over";
      if (!isElement(node)) continue;
      if (node === container) return "over";
      if (node === heading) {
        under = true;
        continue;
      }
      const isPicture =
        node.localName === "img" && !ELSEWHERE.closest(node) && !isOrnament(node) && !isTrackingPixel(node);
      if (isPicture && (under || scope.localName !== "body")) return node;
      if (under && node.localName === "p" && countWords(node.textContent) > 25) return "over";
      const found = look(node);
      if (found) return found;
    }
    return undefined;
  };
  const found = look(scope);
  return found && found !== "over"
    ? pictureIn(FIGURES.closest(found) ?? found.parentElement!, baseUrl, found)
    : undefined;
}

const asRaw = ({ src, alt, credit, caption }: Figure): RawPicture => ({
  url: src,
  ...(alt && { alt }),
  ...(caption?.text && { caption: caption.html }),
  ...(credit && { credit }),
});

const BYLINE = selector(
  "[rel~=author], [itemprop=author] [itemprop=name], [itemprop=author], .byline, .by-line, .author .fn, .entry-author, .post-author, .post-byline, .author-name, .article-author, .article__author, .gh-article-author-name, .field--name-uid, .field--name-field-author, .writer, .author, .auteur, .vcard, .posted-by, .meta-author, .post__author, .createdby",
);
const ELSEWHERE_NAMED = selector(".related, .comments, #comments, aside, footer.site-footer");
const NOBODY =
  /^(?:admin(?:istrator)?|super ?user|editor|user|root|webmaster|staff|team|unknown|anonymous|redaction|rédaction|wordpress)$/;

export function findByline(
  document: Document,
  heading: Element | undefined,
  metadata: Metadata,
  lines: HeadLine,
): string | undefined {
  const sites = metadata.siteNames.map(lettersOf);
  const isBody = (name: string): boolean => !NOBODY.test(fold(name)) && !sites.includes(lettersOf(name));
  const authors = metadata.authors.map(withoutBy).filter(isBody);
  if (authors.length > 0) return authors.join(", ");
  if (lines.byline && isBody(lines.byline)) return lines.byline;
  for (const element of BYLINE.all(scopeOf(document, heading))) {
    if (ELSEWHERE_NAMED.closest(element)) continue;
    const text = visibleText(element).replace(/\s+/g, " ").trim();
    const name = readHeadLine(text)?.byline ?? bylineOf(text) ?? (isName(text) && text.length <= 80 ? text : undefined);
    if (name && isBody(name)) return name;
  }
  return metadata.titles
    .flatMap((title) => title.split(/\s+[|–—·-]\s+/).flatMap((part) => bylineOf(part) ?? []))
    .find(isBody);
}

const withoutBy = (name: string): string => bylineOf(name) ?? name;

const DATED = selector(
  "time[itemprop=datePublished], time.published, time.entry-date, time[pubdate], time[datetime], [itemprop=datePublished], abbr.published, .entry-date, .post-date, .posted-on, .published, .date-header, .field--name-created, .submitted, .info-publi, .article-date, .date, .meta-date, .byline, .meta",
);

export function findDate(document: Document, heading: Element | undefined, lines: HeadLine): Date | undefined {
  if (lines.published) return lines.published;
  for (const scope of new Set([scopeOf(document, heading), document.body])) {
    for (const element of DATED.all(scope)) {
      if (ELSEWHERE.closest(element)) continue;
      const said =
        element.getAttribute("datetime") ??
        element.getAttribute("content") ??
        (element.localName === "abbr" ? element.getAttribute("title") : null);
      const date = parseDate(said) ?? (element.textContent.length < 160 ? writtenDate(element.textContent) : undefined);
      if (date) return date;
    }
  }
  return undefined;
}

const CATEGORY_LINKS = selector(
  "a[rel~=category], .cat-links a, .post-categories a, .entry-categories a, .category-name a, [itemprop=articleSection]",
);
const TAG_LINKS = selector(
  "a[rel=tag], .tags-links a, .post-tags a, .entry-tags a, .post-labels a, .field--name-field-tags a, .mots-cles a, .gh-article-tag",
);

/** Categories first, then tags, each with the short name that its link shows. */
export function findTerms(
  document: Document,
  heading: Element | undefined,
  metadata: Metadata,
  slugify: (name: string) => string,
): Term[] {
  const scope = scopeOf(document, heading);
  const linked = (links: Selector): Term[] =>
    links.all(scope).map((link) => {
      const name = visibleText(link).replace(/\s+/g, " ").trim().replace(/^#/, "");
      const last = /([^/?#]+)\/?(?:[?#].*)?$/.exec(link.getAttribute("href") ?? "")?.[1];
      return { slug: last && /^[\w%-]+$/.test(last) ? decodedSlug(last) : slugify(name), name };
    });
  const named = (names: readonly string[]): Term[] => names.map((name) => ({ slug: slugify(name), name }));
  const terms = [...linked(CATEGORY_LINKS), ...named(metadata.sections), ...linked(TAG_LINKS), ...named(metadata.tags)];
  const seen = new Set<string>();
  return terms.filter(({ name }) => name !== "" && name.length <= 60 && !seen.has(fold(name)) && seen.add(fold(name)));
}

function decodedSlug(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}
