/** The headline of a page: what readers see above the story, without the site's name. */
import { fold, lettersOf } from "./fold.js";
import type { Metadata } from "./metadata.js";
import { visibleText } from "./nodes.js";
import { selector } from "./select.js";

const SEPARATOR = /\s+(?:[|–—·•»«/]|::|-)\s+|\s*\|\s*/u;
const HEADINGS = selector("h1, h2, h3, [itemprop=headline], .entry-title, .post-title, .article-title, .titre");
const NAMES = selector("a, img[alt], b, strong, font, span, p, td, h1, h2");
const ELSEWHERE = selector("nav, footer, aside, .related, .comments");
const STORY = selector("article, main, [role=main], #content, .post");
const LONGEST_HEADLINE = 250;
const NO_HEADLINE =
  /^(?:home|homepage|accueil|untitled|untitled document|sans titre|document|page|index|blog|new page|الرئيسية|بدون عنوان|بلا عنوان)$/;

export interface FoundHeadline {
  /** The heading that shows it, where one does. */
  readonly heading?: Element;
  readonly text: string;
}

/** The headline by a heading that the page's titles name, by the first h1 of the story, or by the titles alone. */
export function findHeadline(document: Document, metadata: Metadata, url: string): FoundHeadline | undefined {
  const site = siteOf(document, metadata, url);
  const titles = metadata.titles.map((title) => withoutSite(title, site)).filter((title) => !isNone(title, site));
  const headings = HEADINGS.all(document.documentElement)
    .filter(
      (heading) => !ELSEWHERE.closest(heading) && shown(heading) !== "" && shown(heading).length <= LONGEST_HEADLINE,
    )
    .map((heading) => ({ heading, text: shown(heading) }));
  const seen = headings.filter(({ text }) => !isNone(text, site));
  const exact = seen.find(({ text }) => titles.some((title) => lettersOf(title) === lettersOf(text)));
  if (exact) return exact;
  const begun = seen.find(({ text }) => titles.some((title) => begins(title, text)));
  if (begun) return begun;
  const firsts = seen.filter(
    ({ heading }) => heading.localName === "h1" || heading.getAttribute("itemprop") === "headline",
  );
  const first = firsts.find(({ heading }) => STORY.closest(heading)) ?? (firsts.length === 1 ? firsts[0] : undefined);
  if (first) return first;
  const bold = boldHeadline(document, metadata, site);
  if (bold) return bold;
  return titles[0] ? { text: titles[0] } : undefined;
}

const LINES = selector("b, strong, font, big, span, p, div, td, center");

/** Pages without headings show the headline in large type: a whole line that is a part of the title, the last one above the text. */
function boldHeadline(document: Document, { titles }: Metadata, site: Site): FoundHeadline | undefined {
  const parts = new Set(titles.flatMap((title) => [title, ...title.split(SEPARATOR)]).map(lettersOf));
  let found: FoundHeadline | undefined;
  for (const element of LINES.all(document.body)) {
    const text = shown(element);
    if (found && text.length > LONGEST_HEADLINE && !element.contains(found.heading!)) break;
    if (text === "" || text.length > LONGEST_HEADLINE || !parts.has(lettersOf(text))) continue;
    if (!isNone(text, site) && !ELSEWHERE.closest(element) && text.split(" ").length > 1)
      found = { heading: element, text };
  }
  return found;
}

const shown = (element: Element): string => visibleText(element).replace(/\s+/g, " ").trim();

/** The whole heading begins a title with more at its end (site, section), or a cut title begins the heading. */
function begins(title: string, heading: string): boolean {
  const [long, short] = [lettersOf(title), lettersOf(heading)];
  if (short.split(" ").length < 2) return false;
  return long.startsWith(`${short} `) || (/(?:…|\.\.\.)$/.test(title) && short.startsWith(long) && long.length > 20);
}

interface Site {
  readonly names: readonly string[];
  readonly host: string;
}

/** What stands alone somewhere on the page as well as behind a title's last dash is the site's name, where none is said. */
function namedElsewhere(document: Document, titles: readonly string[]): readonly string[] {
  const ends = titles.flatMap((title) => {
    const parts = title.split(SEPARATOR);
    const last = parts.at(-1)!.trim();
    return parts.length > 1 && last.split(" ").length <= 5 && lettersOf(last) !== "" ? [lettersOf(last)] : [];
  });
  if (ends.length === 0) return [];
  const standing = new Set<string>();
  for (const element of NAMES.all(document.documentElement)) {
    const text = element.getAttribute("alt") ?? element.textContent;
    if (text.length < 80) standing.add(lettersOf(text));
  }
  return ends.filter((end) => standing.has(end));
}

function siteOf(document: Document, { siteNames, canonical, titles }: Metadata, url: string): Site {
  const address = URL.canParse(canonical) ? canonical : url;
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : "";
  const names = siteNames.length > 0 ? siteNames.map(lettersOf) : namedElsewhere(document, titles);
  return { names, host: host.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}]/gu, "") };
}

const isNone = (text: string, { names }: Site): boolean =>
  text.trim() === "" || names.includes(lettersOf(text)) || NO_HEADLINE.test(fold(text));

/** “Headline – Culture | Site” is “Headline”. */
function withoutSite(title: string, site: Site): string {
  const parts = title.split(SEPARATOR).map((part) => part.trim());
  const marks = [...title.matchAll(new RegExp(SEPARATOR, "gu"))].map(([mark]) => mark);
  const whole = (from: number, to: number): string =>
    parts.slice(from, to).reduce((text, part, at) => text + (at > 0 ? marks[from + at - 1]! : "") + part, "");
  let from = 0;
  let to = parts.length;
  const isSite = (part: string): boolean => {
    const letters = lettersOf(part);
    return site.names.includes(letters) || (site.host.length > 3 && letters.replace(/ /g, "") === site.host);
  };
  if (to - from > 1 && isSite(parts[from]!)) from++;
  const named = to - from > 1 && isSite(parts[to - 1]!);
  if (named) to--;
  // A last part that nobody names: after a bar or dots it is the site's or the section's, after a dash the headline may go on.
  else if (to - from > 1 && /[|•·»]|::/.test(marks[to - 2]!) && parts[to - 1]!.split(" ").length <= 5) to--;
  return whole(from, to);
}

/** For a story without any: its first sentence, cut at a word. */
export function shortened(text: string, longest = 80): string {
  const sentence =
    /^.*?[.!?؟…](?=\s|$)/u.exec(text.replace(/\s+/g, " ").trim())?.[0] ?? text.replace(/\s+/g, " ").trim();
  if (sentence.length <= longest) return sentence.replace(/(?<!\.)\.$/, "");
  const cut = sentence
    .slice(0, longest + 1)
    .replace(/\s+\S*$/, "")
    .replace(/[,;:،؛–—-]+$/, "");
  return `${cut}…`;
}
