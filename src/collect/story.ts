import { francAll } from "franc-min";
import { canonicalLanguage } from "../language.js";
import { type Source, slugify } from "../manifest/index.js";
import { cleanCopy, cleanMarkdown } from "./clean/index.js";
import type { FoundStory } from "./gather.js";
import { parseFragment } from "./html.js";
import { writeInline } from "./markdown/index.js";
import { barewords, type Sketch, sketchOf, wordsHash } from "./similar.js";
import type { RawPicture, RawStory, Removal } from "./types.js";

/** A story after clean-up, before its pictures are fetched. */
export interface Story extends FoundStory {
  readonly source: Source;
  /** Plain text, for names and messages. */
  readonly title: string;
  /** Inline Markdown. */
  readonly headline: string;
  readonly standfirst?: string;
  /** BCP 47, as said by the story, its source or its letters. */
  readonly language?: string;
  /** The picture that leads, with all that the source says of it. */
  readonly hero?: RawPicture;
  readonly sources: readonly string[];
  readonly body: { readonly kind: "html" | "markdown"; readonly text: string };
  readonly removals: readonly Removal[];
  readonly wordsBefore: number;
  readonly wordsAfter: number;
  readonly wordsHash: string;
  readonly sketch: Sketch;
}

/** Fewer letters say too little about their language. */
const SPEAKING_LENGTH = 200;
/** How much likelier than the next a language must be, of 1. */
const CLEAR_LEAD = 0.05;

/** The language that a text is in, as far as its letters tell (trigrams). */
const guessLanguage = (text: string): string | undefined => {
  if (text.length < SPEAKING_LENGTH) return undefined;
  const [first, second] = francAll(text.slice(0, 4000));
  if (first === undefined || first[0] === "und" || first[1] - (second?.[1] ?? 0) < CLEAR_LEAD) return undefined;
  return canonicalLanguage(first[0]);
};

/** The words of HTML, with spaces where elements part them. */
export const textOf = (html: string): string =>
  (parseFragment(html.replaceAll("<", " <")).textContent ?? "").replaceAll(/\s+/g, " ").trim();

const cleanBody = (
  raw: RawStory,
): { readonly text: string; readonly plain: string } & Pick<
  Story,
  "removals" | "wordsBefore" | "wordsAfter" | "sources" | "hero"
> => {
  const { body, headline, hero, language } = raw;
  const optional = { ...(hero && { hero }), ...(language !== undefined && { language }) };
  if (body.kind === "markdown") {
    const { markdown, ...rest } = cleanMarkdown({ markdown: body.markdown, headline, ...optional });
    return { ...rest, ...(hero && { hero }), text: markdown, plain: markdown };
  }
  const base = body.baseUrl === undefined ? {} : { baseUrl: body.baseUrl };
  const { html, ...rest } = cleanCopy({ html: body.html, headline, ...base, ...optional });
  return { ...rest, text: html, plain: textOf(html) };
};

/** Cleans a story. */
export const prepareStory = (found: FoundStory, source: Source): Story => {
  const { raw } = found;
  const { text, plain, sources, ...copy } = cleanBody(raw);
  const headline = writeInline(raw.headline);
  const standfirst = raw.standfirst === undefined ? "" : writeInline(raw.standfirst);
  const words = barewords(plain);
  const language =
    canonicalLanguage((raw.language ?? "").replaceAll("_", "-")) ?? source.language ?? guessLanguage(plain);
  return {
    ...found,
    ...copy,
    source,
    title: textOf(raw.headline),
    headline,
    ...(standfirst === "" ? {} : { standfirst }),
    ...(language === undefined ? {} : { language }),
    sources: [...new Set([...(raw.sources ?? []), ...sources])],
    body: { kind: raw.body.kind, text },
    wordsHash: wordsHash(words),
    sketch: sketchOf(words),
  };
};

/** Names that content systems give to what has no category. */
const NO_CATEGORY = new Set([
  "uncategorized",
  "uncategorised",
  "non-classe",
  "sin-categoria",
  "غير-مصنف",
  "blog",
  "news",
]);
/** The section of stories of which nothing tells where they belong. */
const OTHERWISE = "Stories";

/**
 * The section that a story goes to: where its source sends its categories and tags, else a section of the issue that is called like
 * one of them, else the source's usual one, else one called like its first category.
 */
export const sectionOf = ({ raw, source }: Pick<Story, "raw" | "source">, known: readonly string[]): string => {
  const terms = raw.terms.map(({ slug, name }) => [slugify(slug), slugify(name)]);
  const sent = terms.flat().flatMap((term) => source.sections.get(term) ?? []);
  const bySlug = new Map(known.map((name) => [slugify(name), name]));
  const alike = terms.flat().flatMap((term) => bySlug.get(term) ?? []);
  const own = raw.terms.find(({ slug, name }) => !NO_CATEGORY.has(slugify(slug)) && slugify(name) !== "");
  return sent[0] ?? alike[0] ?? source.section ?? own?.name ?? OTHERWISE;
};

/** Characters that a file's name has at most, so that it can be read in a list. */
const SLUG_LENGTH = 60;

/** A story's short name, from its headline. */
export const slugOf = (title: string): string => {
  const slug = slugify(title);
  if (slug.length <= SLUG_LENGTH) return slug || "story";
  const cut = slug.slice(0, SLUG_LENGTH + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), SLUG_LENGTH / 2));
};
