/** The part of a page that is its story. */
import { Readability } from "@mozilla/readability";
import { countWords } from "../../words.js";
import { stripChrome } from "./chrome.js";
import { readHeadLine } from "./dates.js";
import { lettersOf } from "./fold.js";
import { elementsIn, followsIn, namesOf, visibleText } from "./nodes.js";
import { type Selector, selector } from "./select.js";
import { isLayout } from "./tables.js";

/** Where the common systems put the story and nothing else, or little else. */
export const CONTAINERS = selector(
  [
    "[itemprop=articleBody]",
    ".entry-content, .entry__content, .wp-block-post-content, .elementor-widget-theme-post-content, .et_pb_post_content",
    ".td-post-content, .tdb_single_content, .post-content, .post__content, .post_content, .single-content, .single-post-content",
    ".article-content, .article__content, .article-body, .article__body, .articlebody, .article-text, .story-body, .story-content",
    ".gh-content, .post-full-content, .post-body, .blog-content, .blog-item-content, .jeg_main_content .content-inner",
    ".field--name-body, .field-name-body, .com-content-article__body, .e-content, .available-content, .body.markup",
    ".story__content, .story__body, .the-content, .wysiwyg, .prose, .post-text, .news-desc, .news-body, .articleBody, .ArticleBody",
    ".article_body, .article_content, .articlecontent, .content-article, .single__content, .richtext, .rich-text",
    ".texte, [class*=article-texte], .news-content, .news-text, .news-details, .details-content, .article-details, .body-text",
  ].join(", "),
);
const BUILT = selector(".elementor[data-elementor-type], .et_builder_inner_content, .fl-builder-content");
const STORIES = selector("article, [role=article], .hentry, .post, .article");
const OTHERS = selector("article, [role=article], .hentry");
const PROSE = selector("p, blockquote, li, td");
const INNER_PROSE = selector("p, li, td");
const PARAGRAPHS = selector("p");
const LINKS = selector("a");
const PARTS = selector(
  "aside, table, dl, details, ul, ol, blockquote, figure, div[class*=gallery], div[class*=quote], div[class*=box]",
);
const NO_PARTS = selector("p[data-shelter], nav, footer, form");
const LEAST_WORDS = 40;

/** The words of an element's paragraphs, links aside. */
function proseWords(element: Element): number {
  let words = 0;
  for (const paragraph of PROSE.all(element)) {
    if (INNER_PROSE.first(paragraph)) continue;
    const linked = LINKS.all(paragraph).reduce((sum, link) => sum + countWords(link.textContent), 0);
    words += Math.max(0, countWords(visibleText(paragraph)) - linked);
  }
  return Math.max(words, PARAGRAPHS.first(element) ? 0 : countWords(directText(element)));
}

/** Text of stories that know no paragraphs, only line breaks. */
const directText = (element: Element): string =>
  [...element.childNodes]
    .map((node) =>
      node.nodeType === 3 || /^(?:A|B|I|EM|STRONG|SPAN|FONT|DIV)$/.test(node.nodeName) ? node.textContent : "",
    )
    .join(" ");

export interface Asked {
  /** Where the headline stood, the tag it had, and what it said. */
  readonly place?: Element | undefined;
  readonly level?: string | undefined;
  readonly headline?: string | undefined;
}

/** The story's HTML. Changes the document; nothing where there is no story in it. */
export function extractStory(document: Document, asked: Asked): string | undefined {
  const { body } = document;
  dropPageChrome(body);
  const inner = chooseOne(candidatesIn(body, CONTAINERS), asked) ?? chooseOne(candidatesIn(body, BUILT), asked);
  const known = inner && withItsLikes(inner);
  if (known && proseWords(known) >= proseWords(body) * 0.3) return cutAtNext(known, asked).innerHTML;
  const stories = candidatesIn(body, STORIES);
  const parts = commonOf(stories, asked);
  if (parts) return cutAtNext(parts, asked).innerHTML;
  const article = chooseOne(stories, asked);
  if (article) isolate(article, body);
  cutAtNext(article ?? body, asked);
  return readWhole(document);
}

/** Elements that hold a story's worth of prose: of nested ones the inner, where it holds nearly all of it. */
function candidatesIn(body: Element, wanted: Selector): Element[] {
  const found = wanted.all(body).map((element) => ({ element, words: proseWords(element) }));
  const enough = found.filter(({ words }) => words >= LEAST_WORDS);
  return enough
    .filter(
      ({ element, words }) =>
        !enough.some(
          (other) => other.element !== element && element.contains(other.element) && other.words >= words * 0.8,
        ),
    )
    .filter(
      ({ element, words }, _, all) =>
        !all.some((other) => other.element !== element && other.element.contains(element) && other.words > words),
    )
    .map(({ element }) => element);
}

const HEADS = selector("h1");

/** The part of the page that holds the entries of one story, a live report say: the headline stands above them all, and none has one. */
function commonOf(entries: readonly Element[], { place }: Asked): Element | undefined {
  const [first] = entries;
  if (entries.length < 3 || !first || !place) return undefined;
  if (entries.some((entry) => entry.contains(place) || HEADS.first(entry))) return undefined;
  let common = first.parentElement;
  while (common && !entries.every((entry) => common!.contains(entry))) common = common.parentElement;
  if (!common || common.localName === "body") return undefined;
  return followsIn(common.ownerDocument.body)(first, place) ? common : undefined;
}

/** Of several stories on a page the one under the headline, else the first of a good length. */
function chooseOne(candidates: readonly Element[], { place, headline }: Asked): Element | undefined {
  if (candidates.length < 2) return candidates[0];
  const most = Math.max(...candidates.map(proseWords));
  const long = candidates.filter((element) => proseWords(element) >= most * 0.25);
  const near = place && nearest(long, place);
  if (near) return near;
  const named = headline
    ? long.find((element) => lettersOf(element.textContent).includes(lettersOf(headline)))
    : undefined;
  return named ?? long[0];
}

/** Systems that write each block of text into a container of its own: the part of the story that holds them all. */
function withItsLikes(container: Element): Element {
  const story = STORIES.closest(container);
  const likes = story
    ? CONTAINERS.all(story).filter((other) => !other.contains(container) && !container.contains(other))
    : [];
  const words = likes.reduce((sum, other) => sum + proseWords(other), 0);
  if (words < LEAST_WORDS || words < proseWords(container) * 0.2) return container;
  let all = container;
  while (all !== story && !likes.every((other) => all.contains(other))) all = all.parentElement!;
  return all;
}

/** The candidate that holds the heading, or the only one in the closest part of the page that holds both. */
function nearest(candidates: readonly Element[], place: Element): Element | undefined {
  for (let up: Element | null = place; up; up = up.parentElement) {
    const inside = candidates.filter((element) => up?.contains(element));
    if (inside.length === 0) continue;
    const follows = followsIn(up);
    return inside.find((element) => follows(element, place)) ?? inside[0];
  }
  return undefined;
}

/** Takes the other stories, and what stands round this one, out of the page. */
function isolate(article: Element, body: Element): void {
  for (const other of OTHERS.all(body)) {
    if (other !== article && !other.contains(article) && !article.contains(other)) other.remove();
  }
}

const SIDE =
  /(?:^|\s)(?:sidebar|widget-area|widgets?|secondary|site-header|site-footer|masthead|colophon|top-?bar|navbar|offcanvas)(?:[\s_-]|$)/i;

function dropPageChrome(body: Element): void {
  for (const footer of body.querySelectorAll("blockquote footer")) {
    const cite = footer.ownerDocument.createElement("cite");
    cite.append(...footer.childNodes);
    footer.replaceWith(cite);
  }
  // What stands inside the story is left to the clean-up, which says what it takes out.
  stripChrome(body, [], (element) => CONTAINERS.matches(element) && proseWords(element) >= LEAST_WORDS);
  const all = countWords(visibleText(body));
  const lesser = (element: Element): boolean => countWords(visibleText(element)) < all / 2;
  for (const part of body.querySelectorAll("header, footer"))
    if (lesser(part) && !CONTAINERS.closest(part) && !part.querySelector("article, .entry-content")) part.remove();
  for (const part of body.querySelectorAll("aside, div, section, [role=complementary]")) {
    if (CONTAINERS.closest(part)) continue;
    const outside = !OTHERS.closest(part);
    const side = SIDE.test(namesOf(part));
    const apart = outside && part.localName === "aside" && !besideProse(part);
    if ((side || apart) && lesser(part)) part.remove();
  }
}

/** Running text stands in the same part of the page. */
const besideProse = (element: Element): boolean =>
  element.parentElement !== null &&
  elementsIn(element.parentElement).some(
    (other) => other !== element && other.localName === "p" && visibleText(other).trim().length >= 60,
  );

/** Where a second story follows under a heading of the same rank, with a byline or date of its own, it is cut off. */
function cutAtNext(container: Element, { level, headline }: Asked): Element {
  const rank = level && /^h[1-3]$/.test(level) ? level : "h1";
  const headings = [...container.querySelectorAll(rank)].filter(
    (heading) => !headline || lettersOf(heading.textContent) !== lettersOf(headline),
  );
  const next = headings.find((heading) => isHead(heading) && proseBefore(heading, container) >= LEAST_WORDS);
  if (!next) return container;
  for (let at: Node = next; at !== container; at = at.parentNode!) {
    while (at.nextSibling) at.nextSibling.remove();
  }
  next.remove();
  return container;
}

function isHead(heading: Element): boolean {
  let next = heading.nextElementSibling ?? heading.parentElement?.nextElementSibling;
  for (let look = 0; look < 3 && next; look++, next = next.nextElementSibling) {
    if (readHeadLine(visibleText(next).replace(/\s+/g, " ").trim())) return true;
  }
  return false;
}

function proseBefore(heading: Element, container: Element): number {
  const follows = followsIn(container);
  return PARAGRAPHS.all(container)
    .filter((paragraph) => follows(heading, paragraph))
    .reduce((sum, paragraph) => sum + countWords(paragraph.textContent), 0);
}

/** The story by Readability, for pages of no known make. */
function readWhole(document: Document): string | undefined {
  const sheltered = shelter(document);
  const read = new Readability(document, { keepClasses: true, charThreshold: 250, disableJSONLD: true }).parse();
  const content = read?.content;
  return content?.replace(
    /<p data-shelter="(\d+)"[^<>]*>[^<]*<\/p>/g,
    (_, index: string) => sheltered[Number(index)] ?? "",
  );
}

/** Boxes, tables and lists beside running text, which Readability would weigh and drop, wait outside as plain paragraphs. */
function shelter(document: Document): string[] {
  const sheltered: string[] = [];
  for (const element of PARTS.all(document.body)) {
    if (!document.body.contains(element) || NO_PARTS.closest(element)) continue;
    if (!besideProse(element) || !isPart(element)) continue;
    const place = document.createElement("p");
    place.setAttribute("data-shelter", String(sheltered.length));
    place.textContent = visibleText(element).replace(/\s+/g, " ").trim() || "Picture.";
    sheltered.push(element.outerHTML);
    element.replaceWith(place);
  }
  return sheltered;
}

/** A part of a story: no layout, nor a list of links that nothing introduces. */
function isPart(element: Element): boolean {
  const words = countWords(visibleText(element));
  if (words > 400) return false;
  if (element.localName === "table") return !isLayout(element);
  const linked = LINKS.all(element).reduce((sum, link) => sum + countWords(link.textContent), 0);
  if (linked <= words * 0.4) return true;
  const before = element.previousElementSibling;
  return before?.localName === "p" && /[:：]\s*$/.test(before.textContent);
}
