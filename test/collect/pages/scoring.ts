/** Saved pages with what an editor would have kept of them, and how near the reader comes to that. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { cleanCopy } from "../../../src/collect/clean/index.js";
import { parseFragment } from "../../../src/collect/html.js";
import { readPage } from "../../../src/collect/sources/page.js";
import type { CleanCopy, RawStory } from "../../../src/collect/types.js";

/** What `<slug>.yaml` says of `<slug>.html`. */
export interface Marked {
  readonly make: string;
  readonly headline: string;
  readonly byline?: string;
  /** ISO day. */
  readonly published?: string;
  readonly language?: string;
  readonly sources?: readonly string[];
  /** Absolute addresses, the hero first. */
  readonly pictures?: readonly string[];
  /** Where the page was saved from. */
  readonly base: string;
  /** The body's words and nothing else, in reading order. */
  readonly text: string;
}

export interface SavedPage {
  readonly slug: string;
  readonly html: string;
  readonly marked: Marked;
}

/**
 * The pages that extraction was made from; those that it was first measured on, unseen, and mended after; those that came after that.
 * The last two were written by people who had not seen the extraction.
 */
export const SETS = ["tuned", "held-out", "fresh"] as const;
export type Half = (typeof SETS)[number];

export function savedPages(half: Half): SavedPage[] {
  const folder = path.join(import.meta.dirname, half);
  if (!existsSync(folder)) return [];
  const slugs = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  return slugs.map((name) => {
    const slug = name.replace(/\.yaml$/, "");
    return {
      slug,
      html: readFileSync(path.join(folder, `${slug}.html`), "utf8"),
      marked: parse(readFileSync(path.join(folder, name), "utf8")) as Marked,
    };
  });
}

export interface Read {
  readonly story: RawStory;
  readonly copy: CleanCopy;
}

/** A page through reading and cleaning, as collecting does it. */
export function collect({ html, marked }: SavedPage): Read {
  const story = readPage(html, marked.base);
  if (story.body.kind !== "html") throw new Error("A page's story is HTML.");
  const { headline, hero, language, body } = story;
  const copy = cleanCopy({
    html: body.html,
    headline,
    ...(body.baseUrl && { baseUrl: body.baseUrl }),
    ...(hero && { hero }),
    ...(language && { language }),
  });
  return { story, copy };
}

export interface Score {
  /** Of tokens, 0 to 1. */
  readonly f1: number;
  readonly headline: boolean;
  readonly byline: boolean;
  readonly published: boolean;
  readonly sources: boolean;
  readonly pictures: boolean;
  /** Words that should have gone, and words that should have stayed. */
  readonly extra: readonly string[];
  readonly missing: readonly string[];
}

export function score({ marked }: SavedPage, { story, copy }: Read): Score {
  const { f1, extra, missing } = compare(tokens(bodyText(copy.html)), tokens(marked.text));
  const hero = copy.hero ?? story.hero;
  const pictures = [...(hero ? [hero.url] : []), ...sourcesOf(copy.html)];
  return {
    f1,
    headline: same(plain(story.headline), marked.headline),
    byline: people(story.byline) === people(marked.byline),
    published: marked.published === undefined || story.published?.toISOString().slice(0, 10) === marked.published,
    sources: [...copy.sources].join("|") === (marked.sources ?? []).join("|"),
    pictures: [...new Set(pictures)].join(" ") === (marked.pictures ?? []).join(" "),
    extra,
    missing,
  };
}

/** Runs of letters and digits, in lower case. */
export const tokens = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function compare(found: readonly string[], wanted: readonly string[]): Pick<Score, "f1" | "extra" | "missing"> {
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  const extra = found.filter((token) => {
    const count = left.get(token) ?? 0;
    if (count > 0) left.set(token, count - 1);
    return count === 0;
  });
  const missing = [...left].flatMap(([token, count]) => Array.from({ length: count }, () => token));
  const hits = found.length - extra.length;
  return { f1: hits === 0 ? 0 : (2 * hits) / (found.length + wanted.length), extra, missing };
}

/** Lines that stand for a film or a post: their words are ours. */
const EMBED =
  /^https:\/\/(?:www\.)?(?:youtube|vimeo|dailymotion|spotify|soundcloud|instagram|facebook|tiktok|x|twitter|google)\.[a-z.]+\//;

/** The words of cleaned HTML without captions and without lines that stand for embeds. */
export function bodyText(html: string): string {
  const root = parseFragment(html);
  for (const caption of root.querySelectorAll("figcaption")) caption.remove();
  for (const link of root.querySelectorAll("p > a")) {
    const alone = link.parentElement?.textContent === link.textContent;
    if (alone && EMBED.test(link.getAttribute("href") ?? "")) link.parentElement?.remove();
  }
  return plain(root.innerHTML);
}

const plain = (html: string): string =>
  (parseFragment(html.replace(/<(?!\/?(?:em|strong|a|code|sup|sub)\b)/g, " <")).textContent ?? "")
    .replace(/\s+/g, " ")
    .trim();

const sourcesOf = (html: string): string[] =>
  [...parseFragment(html).querySelectorAll("img")].map((image) => image.getAttribute("src") ?? "");

const same = (one: string, other: string): boolean => one.normalize("NFC").trim() === other.normalize("NFC").trim();

/** “A and B” and “A, B” name the same people. */
const people = (byline: string | undefined): string =>
  (byline ?? "")
    .split(/\s*(?:,|،|&|\s(?:and|et|y|و)\s)\s*/)
    .sort()
    .join(", ");

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
