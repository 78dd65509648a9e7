/** The lines round a headline: kicker, standfirst, bylines and dates. */

import { countWords } from "../../words.js";
import { type HeadLine, readHeadLine } from "./dates.js";
import { CONTAINERS } from "./extract.js";
import { lettersOf } from "./fold.js";
import { ELSEWHERE, inlineHtml, scopeOf } from "./lead.js";
import { childrenOf, followsIn, isElement, isText, visibleText } from "./nodes.js";
import { selector } from "./select.js";

const SHORT = selector("p, div, span, td, font, small, em, i, li, ul, h4, h5, h6, center, address");
const PARAGRAPHS = selector("p");
const PICTURES = selector("img");
const LINES = selector("p, div, h2, h3, span");
const BLOCKS = selector("p, div");
const KICKER = selector(".surtitre, .overline, [class*=kicker], [class*=Kicker], [class*=eyebrow], [class*=overline]");
const STANDFIRST = selector(
  ".standfirst, .entry-subtitle, .post-subtitle, .article-subtitle, .subtitle, .sub-title, .dek, .deck, .chapo, .chapeau, .accroche, .article-lead, .article__lead, .lead-text, .article-intro, .article__intro, .post-excerpt, .wp-block-post-excerpt, .article-excerpt, .gh-article-excerpt, .post-full-custom-excerpt, .article-summary, .entry-summary, .field--name-field-chapo, .field--name-field-standfirst, .field--name-field-subtitle, .field--name-field-lead, .field--name-field-summary, .soustitre, [class*=standfirst], [class*=Standfirst], [class*=subtitle__], header p, hgroup p",
);
const HEADERS = selector("header, hgroup");
const TITLES = selector("h1, h2, h3, .entry-title");
const SIGNED = selector("time, h1, [rel=author]");
/** A paragraph of more words is the story's. */
const PROSE_WORDS = 25;
/** Kicker, standfirst, byline and date together have fewer. */
const MOST_BESIDE_WORDS = 80;
/** Lines looked at after the headline. */
const MOST_LINES = 60;

/** Bylines and dates in short lines between the headline and the first paragraph, however they are marked up. */
export function readHeadLines(document: Document, heading: Element | undefined): HeadLine {
  let found: HeadLine = {};
  let looked = 0;
  const follows = followsIn(document.body);
  for (const element of SHORT.all(document.body)) {
    if (heading && !follows(element, heading)) continue;
    if (++looked > MOST_LINES) break;
    if (element.localName === "p" && countWords(element.textContent) > PROSE_WORDS) break;
    if (element.textContent.length > 200 || ELSEWHERE.closest(element)) continue;
    found = { ...headLineOf(element), ...found };
    if (found.byline && found.published) break;
  }
  return found;
}

/** What a part of the page says as one line, or as several with nothing but tags between. */
const headLineOf = (element: Element): HeadLine | undefined =>
  readHeadLine(visibleText(element).trim()) ?? readHeadLine(partsOf(element).join(" | "));

function partsOf(element: Element): string[] {
  return [...childrenOf(element)].flatMap((node) => {
    const text = isText(node) ? node.data : isElement(node) ? visibleText(node) : "";
    return text.trim() === "" ? [] : [text.replace(/\s+/g, " ").trim()];
  });
}

export interface TitleBlock {
  readonly kicker?: string;
  /** HTML. */
  readonly standfirst?: string;
  /** Marks in the page where the headline stood. */
  readonly place?: Element;
}

/** Takes the headline's block out of the page: kicker and standfirst are kept. A standfirst inside the story stays there. */
export function takeTitleBlock(document: Document, heading: Element | undefined): TitleBlock {
  const scope = scopeOf(document, heading);
  const kicker = KICKER.all(scope).find((element) => !isInside(element) && countWords(element.textContent) <= 6);
  const text = kicker?.textContent.replace(/\s+/g, " ").trim();
  const marked = STANDFIRST.all(scope).filter((element) => isStandfirst(element, heading));
  const block = heading && blockOf(heading);
  const plain = marked.length === 0 && block && heading ? plainStandfirst(block, heading) : undefined;
  const lines = [
    ...marked.filter((element) => !marked.some((other) => other !== element && other.contains(element))),
    ...(plain ? [plain] : []),
  ];
  const standfirst = joined(lines.map((element) => inlineHtml(element, document.baseURI)));
  for (const element of [...lines, ...(kicker ? [kicker] : [])]) element.remove();
  const place = document.createElement("span");
  block?.replaceWith(place);
  return { ...(block && { place }), ...(text && { kicker: text }), ...(standfirst && { standfirst }) };
}

const isInside = (element: Element): boolean =>
  (CONTAINERS.closest(element) ?? ELSEWHERE.closest(element)) !== undefined;

/** Two lines above a story read as one. */
function joined(lines: readonly string[]): string {
  const several = [...new Set(lines.filter((line) => line !== ""))];
  return several
    .slice(0, 2)
    .map((line, at) => (at < several.length - 1 && !/[.!?؟…:]$/.test(line) ? `${line}.` : line))
    .join(" ");
}

function isStandfirst(element: Element, heading: Element | undefined): boolean {
  const text = visibleText(element).replace(/\s+/g, " ").trim();
  const header = element.localName === "p" ? HEADERS.closest(element) : undefined;
  if (isInside(element) || text.length > 700 || countWords(text) < (header ? 6 : 3)) return false;
  if (header && !TITLES.first(header)) return false;
  if (heading && (element.contains(heading) || lettersOf(text) === lettersOf(heading.textContent))) return false;
  return !headLineOf(element) && !SIGNED.first(element);
}

/** The largest part round the headline that holds no paragraph of the story, and no picture. */
function blockOf(heading: Element): Element | undefined {
  const own = countWords(visibleText(heading));
  const all = countWords(visibleText(heading.ownerDocument.body));
  let block: Element | undefined;
  for (let up: Element | null = heading; up && up.localName !== "body"; up = up.parentElement) {
    const beside = countWords(visibleText(up)) - own;
    if (beside > MOST_BESIDE_WORDS || beside > all * 0.3) break;
    if (PARAGRAPHS.all(up).some(isProse)) break;
    if (up !== heading && PICTURES.first(up)) break;
    block = up;
  }
  return block;
}

const isProse = (element: Element): boolean => countWords(element.textContent) > PROSE_WORDS;

/** The first line of a sentence's length below the headline in its block, or a lesser heading right below the block. */
function plainStandfirst(block: Element, heading: Element): Element | undefined {
  const follows = followsIn(block);
  const inside = LINES.all(block).find((element) => {
    return follows(element, heading) && isOneLine(element, 6) && !headLineOf(element) && !SIGNED.first(element);
  });
  if (inside) return inside;
  const below = nextWith(block);
  const title = below && (/^h[2-4]$/.test(below.localName) ? below : onlyHeading(below));
  const after = below && nextWith(below);
  // A heading with a paragraph below it is a crosshead.
  return title && after && isOneLine(title, 4) && !isProse(after) ? title : undefined;
}

const isOneLine = (element: Element, leastWords: number): boolean => {
  const words = countWords(element.textContent);
  return words >= leastWords && words <= MOST_BESIDE_WORDS && !BLOCKS.first(element);
};

function nextWith(element: Element): Element | undefined {
  let next = element.nextElementSibling;
  while (next && visibleText(next).trim() === "" && !PICTURES.first(next)) next = next.nextElementSibling;
  return next ?? undefined;
}

function onlyHeading(element: Element): Element | undefined {
  const heading = TITLES.first(element);
  return heading && visibleText(heading).trim() === visibleText(element).trim() ? heading : undefined;
}
