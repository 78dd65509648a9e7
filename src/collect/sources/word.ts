import { createHash } from "node:crypto";
import { escapeHtml, parseFragment } from "../html.js";
import type { RawStory } from "../types.js";
import { openWordArchive, type WordArchive } from "./word-archive.js";
import { convertWord } from "./word-html.js";

export { WordFault } from "./word-archive.js";

export interface WordStory {
  readonly story: RawStory;
  /** What of the document could not be taken over. */
  readonly notes: readonly string[];
}

/**
 * A Word document (.docx). Headline: what has the style Title, else the first heading, else a short first paragraph, else
 * the file's name. What stands in the text counts more than the document's properties. Throws `WordFault`.
 */
export async function readWord(bytes: Uint8Array, name: string): Promise<WordStory> {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  const archive = openWordArchive(bytes);
  const { html, pictures, notes } = await convertWord(archive, `picture-${hash}-`);
  const body = parseFragment(html);
  settleNotes(body);
  settleAnchors(body);
  settlePictures(body);
  settleCaptions(body);
  const properties = readProperties(archive);
  const headline = takeAll(body, "h1.title", "innerHTML") ?? takeOpening(body) ?? escapeHtml(titleFrom(name));
  const standfirst = takeAll(body, "p.subtitle", "innerHTML");
  const byline = takeAll(body, "p.byline", "textContent") ?? properties.byline;
  const story: RawStory = {
    id: `file:${hash}`,
    headline,
    ...(standfirst === undefined ? {} : { standfirst }),
    ...properties,
    ...(byline === undefined ? {} : { byline }),
    terms: [],
    body: { kind: "html", html: withPictures(body.innerHTML, pictures) },
  };
  return { story, notes };
}

/** Notes stand in a list at the end; their numbers in the text lead nowhere on paper. */
function settleNotes(body: Element): void {
  const notes = body.querySelectorAll('li[id^="footnote-"], li[id^="endnote-"]');
  for (const note of notes) {
    const back = [...note.querySelectorAll("a")].findLast((link) => link.textContent === "↑");
    back?.remove();
  }
  notes[0]?.parentElement?.before(body.ownerDocument.createElement("hr"));
  for (const link of body.querySelectorAll('sup > a[id^="footnote-ref-"], sup > a[id^="endnote-ref-"]'))
    link.replaceWith((link.textContent ?? "").replace(/^\[(\d+)\]$/, "$1"));
}

/** Bookmarks, and links to them within the document. */
function settleAnchors(body: Element): void {
  for (const link of body.querySelectorAll("a"))
    if (/^(?:#|$)/.test(link.getAttribute("href") ?? "")) link.replaceWith(...link.childNodes);
  for (const element of body.querySelectorAll("[id]")) element.removeAttribute("id");
}

/** Each picture in a figure, below the paragraph that it stood in, or at the end of its item or cell. */
function settlePictures(body: Element): void {
  const lastBelow = new Map<Element, Element>();
  for (const image of body.querySelectorAll("img")) {
    const figure = body.ownerDocument.createElement("figure");
    const block = image.closest("p, h1, h2, h3, h4, h5, h6, li, td, th");
    const link = image.closest("a");
    if (!block) image.replaceWith(figure);
    else if (/^(?:LI|T[DH])$/.test(block.nodeName)) block.append(figure);
    else {
      (lastBelow.get(block) ?? block).after(figure);
      lastBelow.set(block, figure);
    }
    figure.append(image);
    if (link && isEmpty(link)) link.remove();
  }
  for (const block of lastBelow.keys()) if (isEmpty(block)) block.remove();
}

const isEmpty = (element: Element): boolean => element.textContent?.trim() === "" && !element.querySelector("img");

/** A caption goes into the figure right above it, or the table right above or below. */
function settleCaptions(body: Element): void {
  for (const caption of body.querySelectorAll("p.caption")) {
    caption.removeAttribute("class");
    const [above, below] = [caption.previousElementSibling, caption.nextElementSibling];
    if (above?.nodeName === "FIGURE" && !above.querySelector("figcaption")) {
      above.append(renamed(caption, "figcaption"));
    } else {
      const table = [below, above].find((beside) => beside?.nodeName === "TABLE" && !beside.querySelector("caption"));
      table?.prepend(renamed(caption, "caption"));
    }
  }
}

function renamed(element: Element, name: string): Element {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.remove();
  return other;
}

/** Takes out the paragraphs of a style; their words in one line. */
function takeAll(body: Element, style: string, form: "innerHTML" | "textContent"): string | undefined {
  const found = [...body.querySelectorAll(style)];
  for (const element of found) element.remove();
  const words = found.map((element) => element[form]?.trim() ?? "").filter((text) => text !== "");
  return words.length > 0 ? words.join(" ") : undefined;
}

/** Characters of a line that may be a headline without saying so. */
const SHORT = 120;
/** Paragraphs that may stand above the headline, such as a byline or a date. */
const MAX_ABOVE = 3;

/** Takes out the first heading if little stands above it, or a first paragraph that is short. */
function takeOpening(body: Element): string | undefined {
  // Notes stand below a rule, and make no text of a single line.
  const blocks = [...body.querySelectorAll(":scope > :not(figure, hr, hr + ol)")];
  const at = blocks.findIndex(({ nodeName }) => /^H[1-6]$/.test(nodeName));
  const isShort = (block: Element): boolean =>
    block.nodeName === "P" && !block.className && (block.textContent ?? "").length <= SHORT;
  const above = blocks.slice(0, Math.max(0, at));
  const opening = at >= 0 && at <= MAX_ABOVE && above.every((block) => isShort(block) || block.className) ? at : 0;
  const chosen = blocks[opening];
  if (!chosen || (opening !== at && !(isShort(chosen) && blocks.length > 1))) return undefined;
  const headline = chosen.innerHTML.trim();
  chosen.remove();
  return headline;
}

const titleFrom = (name: string): string =>
  name
    .replace(/\.\w+$/, "")
    .replace(/[_\s]+/g, " ")
    .trim();

/** Names that programs give to a writer whom they do not know. */
const NOBODY =
  /^(?:user|owner|author|unknown|admin|administrator|microsoft office user|microsoft|python-docx|apache poi|un-named)$/i;

type Properties = Partial<Pick<RawStory, "byline" | "published" | "modified" | "language">>;

/** What the document says of itself (ECMA-376, part 2, 11.1). */
function readProperties(archive: WordArchive): Properties {
  if (!archive.has("docProps/core.xml")) return {};
  const root = parseFragment(archive.read("docProps/core.xml").toString("utf8"));
  const text = (name: string): string => root.getElementsByTagName(name)[0]?.textContent?.trim() ?? "";
  const properties: { -readonly [K in keyof Properties]: Properties[K] } = {};
  const creators = text("dc:creator").split(/\s*;\s*/);
  const byline = creators.filter((creator) => creator !== "" && !NOBODY.test(creator)).join(", ");
  if (byline !== "") properties.byline = byline;
  if (text("dc:language") !== "") properties.language = text("dc:language");
  for (const [key, name] of [
    ["published", "dcterms:created"],
    ["modified", "dcterms:modified"],
  ] as const) {
    const moment = new Date(text(name) || Number.NaN);
    if (!Number.isNaN(moment.getTime())) properties[key] = moment;
  }
  return properties;
}

/** Pictures are put in last, so that nothing has to carry their bytes around. */
const withPictures = (html: string, pictures: ReadonlyMap<string, string>): string =>
  html.replace(/src="(picture-[^"]*)"/g, (whole, src: string) => {
    const address = pictures.get(src);
    return address === undefined ? whole : `src="${address}"`;
  });
