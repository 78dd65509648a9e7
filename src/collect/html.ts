/** HTML to a document. The only place that knows linkedom; what it lacks of a browser is made good here. */
import { parseHTML } from "linkedom";

/** The page holds no article, or is none that anybody could have written. */
export class NoArticle extends Error {
  override readonly name = "NoArticle";
}

/** Real pages stay under 20,000; a document of many more would take seconds and a gigabyte. */
const MAX_TAGS = 100_000;
/** Old systems write each Arabic letter as one. */
const MAX_ENTITIES = 500_000;
/** Real pages stay under 60. What reads the document goes down it by recursion, so its depth is bounded. */
const MAX_DEPTH = 300;

/** A whole page. `url` is where it came from; relative addresses start there, or at its `<base>`. */
export function parsePage(html: string, url: string): Document {
  const { document } = parseHTML(wrapped(tamed(html)));
  if (document.body.parentNode !== document.documentElement) document.documentElement.append(document.body);
  adoptStrays(document);
  joinTexts(document.body);
  const href = document.querySelector("base[href]")?.getAttribute("href");
  const base = (href && resolveUrl(href, url)) || url;
  // linkedom 0.18 has neither, and Readability leaves addresses relative without them.
  for (const name of ["baseURI", "documentURI"]) Object.defineProperty(document, name, { value: base });
  return document;
}

/** A piece of a page: its nodes are the children of the element given back. */
export function parseFragment(html: string): Element {
  const { body } = parseHTML(`<html><head></head><body>${tamed(html)}</body></html>`).document;
  joinTexts(body);
  return body;
}

/** linkedom begins a text anew at each entity, and so would part `[form id=&quot;2&quot;]`. */
function joinTexts(element: Element): void {
  let text: Text | undefined;
  let parts: string[] = [];
  const settle = (): void => {
    if (text && parts.length > 1) text.data = parts.join("");
    text = undefined;
    parts = [];
  };
  for (let child = element.firstChild; child; ) {
    const next: ChildNode | null = child.nextSibling;
    if (child.nodeType === 3) {
      parts.push((child as Text).data);
      if (text) child.remove();
      else text = child as Text;
    } else {
      settle();
      if (child.nodeType === 1) joinTexts(child as Element);
    }
    child = next;
  }
  settle();
}

/** The address that `href` means beside `base`, or nothing where it means none. */
export function resolveUrl(href: string, base?: string): string | undefined {
  try {
    return new URL(href.trim(), base).href;
  } catch {
    return undefined;
  }
}

/** linkedom gives no body to HTML without `<html>`, and takes the first element as the document's. */
function wrapped(html: string): string {
  if (!/<html[\s>]/i.test(html)) return `<html><head></head><body>${html}</body></html>`;
  return html.slice(html.search(/<html[\s>]/i));
}

/** Elements beside `<head>` and `<body>`, where a page left those tags out. */
function adoptStrays(document: Document): void {
  const strays = [...document.documentElement.childNodes].filter(
    (node) => node !== document.head && node !== document.body,
  );
  document.body.prepend(...strays);
}

const OPTIONAL_END = /^(?:p|li|d[td]|t[drh]|option|thead|tbody|tfoot|colgroup)$/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|keygen|link|meta|param|source|track|wbr)$/;
const UNREAD = /^(?:script|style)$/;

/**
 * The same HTML without comments, declarations, styles and scripts (structured data stays), never nested deeper than `MAX_DEPTH`. One
 * walk over the text, since a parser takes a time squared by the depth.
 */
function tamed(html: string): string {
  const kept: string[] = [];
  let from = html.startsWith("\ufeff") ? 1 : 0;
  let depth = 0;
  let tags = 0;
  for (let at = html.indexOf("<", from); at >= 0; at = html.indexOf("<", at)) {
    const name = tagName(html, at);
    if (++tags > MAX_TAGS) throw new NoArticle(`It has more than ${MAX_TAGS.toLocaleString("en-GB")} tags.`);
    if (!name) {
      kept.push(html.slice(from, at));
      from = at = afterNoTag(html, at, kept);
      continue;
    }
    const closes = html[at + 1] === "/";
    const end = tagEnd(html, at);
    if (!closes && UNREAD.test(name)) {
      const close = closingTag(html, name, end);
      if (!/ld\+json/i.test(html.slice(at, end))) {
        kept.push(html.slice(from, at));
        from = close;
      }
      at = close;
      continue;
    }
    if (!VOID.test(name) && !OPTIONAL_END.test(name)) {
      depth += closes ? -1 : 1;
      if (depth < 0) depth = 0;
      else if (depth > MAX_DEPTH || (closes && depth === MAX_DEPTH)) {
        kept.push(html.slice(from, at));
        from = end;
        at = end;
        continue;
      }
    }
    const tag = html.slice(at, end);
    if (SHOUTED.test(tag)) {
      kept.push(html.slice(from, at), lowered(tag));
      from = end;
    }
    at = end;
  }
  kept.push(html.slice(from));
  const tame = kept.join("");
  if (countOf("&", tame) > MAX_ENTITIES) throw new NoArticle("It is made of entities.");
  return tame;
}

/** Past a comment, a declaration, or a `<` that opens nothing, which stays as text: a parser makes a node of each. */
function afterNoTag(html: string, at: number, kept: string[]): number {
  if (html.startsWith("<!--", at)) return after(html, "-->", at + 4);
  if (/[!?/]/.test(html[at + 1] ?? "")) return after(html, ">", at + 2);
  kept.push("&lt;");
  return at + 1;
}

function countOf(mark: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
  return count;
}

/** A name of an attribute in capitals, as HTML had it for years: linkedom 0.18 would not know it. */
const SHOUTED = /\s[\w-]*[A-Z][\w-]*\s*=/;
const lowered = (tag: string): string =>
  tag.replace(/=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)|[^\s=>]+/g, (part) =>
    part.startsWith("=") ? part : part.toLowerCase(),
  );

const NAME = /<\/?([a-zA-Z][a-zA-Z0-9:-]{0,40})/y;

function tagName(html: string, at: number): string | undefined {
  NAME.lastIndex = at;
  return NAME.exec(html)?.[1]?.toLowerCase();
}

/** Where the tag that opens at `at` has ended. A quote counts only after `=`, as in the standard. */
function tagEnd(html: string, at: number): number {
  for (let i = at + 1; i < html.length; i++) {
    const character = html[i];
    if (character === ">") return i + 1;
    if (character !== "=") continue;
    while (/\s/.test(html[i + 1] ?? "")) i++;
    const quote = html[i + 1];
    if (quote === '"' || quote === "'") i = after(html, quote, i + 2) - 1;
  }
  return html.length;
}

function closingTag(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[\\s/>]`, "gi");
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found ? after(html, ">", found.index) : html.length;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Text as it stands between tags, and as an attribute's value. */
export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const escapeAttribute = (text: string): string => escapeHtml(text).replaceAll('"', "&quot;");
