/** A web page, fetched or saved, as a story. */
import { francAll } from "franc-min";
import { slugify } from "../../manifest/index.js";
import { countWords } from "../../words.js";
import {
  extractStory,
  findByline,
  findDate,
  findHeadline,
  findHero,
  findTerms,
  fold,
  inlineHtml,
  readHeadLines,
  readMetadata,
  shortened,
  takeTitleBlock,
  visibleText,
} from "../clean/index.js";
import { escapeHtml, NoArticle, parseFragment, parsePage, resolveUrl } from "../html.js";
import type { RawStory } from "../types.js";

export { NoArticle };

/** Shorter ones are notices, forms, or pages that scripts would have filled. */
const LEAST_WORDS = 20;

/** The story of a page. `url`: where it came from, `file:` for a saved one. Throws `NoArticle`. */
export function readPage(html: string, url: string): RawStory {
  const document = parsePage(html, url);
  const metadata = readMetadata(document, url);
  if (url.startsWith("file:")) settleAddresses(document, metadata.canonical);
  const found = findHeadline(document, metadata, url);
  const { heading } = found ?? {};
  const lines = readHeadLines(document, heading);
  const byline = findByline(document, heading, metadata, lines);
  const published = metadata.published ?? findDate(document, heading, lines);
  const hero = findHero(document, heading, metadata);
  const terms = findTerms(document, heading, metadata, slugify);
  const shown = heading && inlineHtml(heading, document.baseURI);
  const { kicker, standfirst, place } = takeTitleBlock(document, heading);
  const body = extractStory(document, { place, level: heading?.localName, headline: found?.text });
  const root = parseFragment(body ?? "");
  checkStory(root);
  takeSignature(root, byline);
  const text = visibleText(root);
  const language = languageOf(metadata.language, text);
  return {
    id: metadata.canonical,
    ...(/^https?:/.test(metadata.canonical) && { url: metadata.canonical }),
    headline: shown || escapeHtml(found?.text ?? firstWords(root)),
    ...(kicker && { kicker }),
    ...(standfirst && { standfirst }),
    ...(byline && { byline }),
    ...(published && { published }),
    ...(metadata.modified && { modified: metadata.modified }),
    ...(language && { language }),
    terms,
    body: { kind: "html", html: root.innerHTML, baseUrl: document.baseURI },
    ...(hero && { hero }),
  };
}

function checkStory(root: Element): void {
  const words = countWords(visibleText(root));
  if (words < LEAST_WORDS) throw new NoArticle("The page holds no article.");
  const linked = [...root.querySelectorAll("a")].reduce((sum, link) => sum + countWords(link.textContent), 0);
  if (linked > words * 0.6) throw new NoArticle("The page holds links to articles, and no article.");
}

/** A name alone below the story, which the byline says already. */
function takeSignature(root: Element, byline: string | undefined): void {
  const last = [...root.querySelectorAll("p")].at(-1);
  if (last && byline && fold(visibleText(last)) === fold(byline)) last.remove();
}

/** The story's first heading, else its first sentence. */
function firstWords(root: Element): string {
  const heading = [...root.querySelectorAll("h1, h2, h3")]
    .map((element) => visibleText(element).trim())
    .find((text) => text !== "");
  if (heading) return shortened(heading.replace(/\s+/g, " "));
  const paragraphs = [...root.querySelectorAll("p")].map((element) => visibleText(element).trim());
  return shortened(paragraphs.find((text) => countWords(text) > 3) ?? visibleText(root));
}

/** Pages saved without what belongs to them: addresses from the site's root lead to the site, not to this machine's disk. */
function settleAddresses(document: Document, canonical: string): void {
  if (!/^https?:/.test(canonical)) return;
  for (const name of ["src", "href", "data-src", "data-lazy-src", "content"]) {
    for (const element of document.querySelectorAll(`[${name}^="/"]`)) {
      const address = resolveUrl(element.getAttribute(name)!, canonical);
      if (address) element.setAttribute(name, address);
    }
  }
  for (const name of ["srcset", "data-srcset"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const origin = new URL(canonical).origin;
      element.setAttribute(
        name,
        element
          .getAttribute(name)!
          .replace(/(^|,)\s*\/(?!\/)/g, `$1 ${origin}/`)
          .trim(),
      );
    }
  }
}

const LATIN = ["eng", "fra", "spa"] as const;
const CODES: Readonly<Record<string, string>> = { eng: "en", fra: "fr", spa: "es", arb: "ar" };

/** The language the page says, unless its letters are of another script; else the one its letters tell. */
function languageOf(said: string | undefined, text: string): string | undefined {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const isArabic = arabic > (text.match(/\p{L}/gu)?.length ?? 0) / 2;
  const tag = said && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(said) ? said : undefined;
  if (tag && /^(?:ar|fa|ur|ku|ckb|ps|ug|sd)\b/i.test(tag) === isArabic) return tag;
  if (isArabic) return "ar";
  const [guess] = francAll(text.slice(0, 4000), { only: [...LATIN], minLength: 40 });
  return guess && guess[0] !== "und" ? CODES[guess[0]] : tag;
}
