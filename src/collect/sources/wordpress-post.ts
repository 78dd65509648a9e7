import type { RawStory, Term } from "../types.js";
import { plainText, standfirstOf } from "./excerpt.js";
import { languageTag } from "./head.js";
import { at, listAt, nameAt, textAt } from "./json.js";
import type { SourceNote } from "./types.js";
import { webAddress } from "./web-address.js";
import { bylineOf } from "./wordpress-byline.js";
import { featuredOf } from "./wordpress-picture.js";
import type { Site } from "./wordpress-site.js";

/** What is asked of a post: WordPress's own fields, then those of plugins, which are missing where the plugin is. */
export const POST_FIELDS = [
  "id,link,date,date_gmt,modified_gmt,title,content,excerpt,featured_media,_links,_embedded",
  "yoast_head_json,coauthors,authors,newspack_author_info",
  "jetpack_featured_media_url,featured_image_src,better_featured_image,acf",
  "lang,language,locale,wpml_current_locale,polylang_current_lang",
].join(",");

/** A post as a story, or why it is none, and what is odd about it. */
export interface ReadPost {
  readonly story?: RawStory;
  readonly notes: readonly SourceNote[];
}

/** `wordpress:example.org/news/123`: the same for all the ways in which an editor may write a site's address. */
const storyId = (site: Site, number: number): string => {
  const { host, pathname } = new URL(site.address);
  return `wordpress:${host.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}/${number}`;
};

/** A date of WordPress, which has no zone; sites that were imported have `0000-00-00T00:00:00`. */
const parseMoment = (written: string | undefined): Date | undefined => {
  if (written === undefined || written.startsWith("0000")) return undefined;
  const moment = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}Z`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
};

/** When a post appeared. Without `date_gmt` it is the site's own time, less than a day off. */
export const publishedOf = (post: unknown): Date | undefined =>
  parseMoment(textAt(post, "date_gmt")) ?? parseMoment(textAt(post, "date"));

/** The language that Polylang or WPML give a post, BCP 47. */
export const postLanguage = (post: unknown): string | undefined =>
  languageTag(
    textAt(post, "wpml_current_locale") ??
      textAt(post, "locale") ??
      textAt(post, "lang") ??
      textAt(post, "polylang_current_lang") ??
      textAt(post, "language") ??
      textAt(post, "language", "code"),
  );

/** The terms of a post, categories first. Other taxonomies (formats, authors, languages) are the site's own affair. */
const termsOf = (post: unknown): readonly Term[] => {
  const embedded = listAt(post, "_embedded", "wp:term").flat();
  return ["category", "post_tag"].flatMap((taxonomy) =>
    embedded.flatMap((term) => {
      const slug = textAt(term, "slug");
      if (at(term, "taxonomy") !== taxonomy || slug === undefined) return [];
      return [{ slug, name: nameAt(term, "name") ?? slug }];
    }),
  );
};

const isEmpty = (html: string): boolean => plainText(html) === "" && !/<(img|figure|iframe|video)\b/i.test(html);

const leftOut = (kind: SourceNote["kind"], text: string, url: string | undefined): ReadPost => ({
  notes: [{ kind, text, url }],
});

/** What a story lacks because the site hides it. */
const notesOn = ({ byline, published, url }: RawStory, name: string, pictureHidden: boolean): SourceNote[] => {
  const notes: SourceNote[] = [];
  if (byline === undefined)
    notes.push({ kind: "author unknown", text: `The site does not tell who wrote ${name}.`, url });
  if (published === undefined) notes.push({ kind: "undated", text: `${name} has no date.`, url });
  if (pictureHidden) notes.push({ kind: "picture unknown", text: `The site hides the picture of ${name}.`, url });
  return notes;
};

/** Reads one post as it came. `language`: of the source, for posts that name none. */
export const readPost = (post: unknown, site: Site, language: string | undefined): ReadPost => {
  const number = at(post, "id");
  const url = webAddress(textAt(post, "link"), `${site.address}/`);
  if (typeof number !== "number") return leftOut("incomplete", "A post came without its number and was left out.", url);
  const headline = textAt(post, "title", "rendered") ?? "";
  const name = plainText(headline) ? `“${plainText(headline)}”` : `Post ${number}`;
  if (at(post, "content", "protected") === true)
    return leftOut("protected", `${name} is protected by a password and was left out.`, url);
  const html = textAt(post, "content", "rendered") ?? "";
  if (isEmpty(html)) return leftOut("empty", `${name} has no text and was left out.`, url);
  const { picture, hidden } = featuredOf(post);
  const story: RawStory = {
    id: storyId(site, number),
    url,
    headline,
    standfirst: standfirstOf(textAt(post, "excerpt", "rendered"), html),
    byline: bylineOf(post),
    published: publishedOf(post),
    modified: parseMoment(textAt(post, "modified_gmt")),
    language: postLanguage(post) ?? language,
    terms: termsOf(post),
    body: { kind: "html", html, baseUrl: url ?? `${site.address}/` },
    hero: picture,
  };
  return { story, notes: notesOn(story, name, hidden) };
};
