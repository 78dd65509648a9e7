import { FetchFault } from "../network/index.js";
import type { RawStory } from "../types.js";
import { languageTag } from "./head.js";
import { at } from "./json.js";
import { isWithin, type SourceAnswer, type SourceContext, SourceFault, type SourceNote, type Window } from "./types.js";
import { readPages } from "./wordpress-pages.js";
import { POST_FIELDS, postLanguage, publishedOf, readPost } from "./wordpress-post.js";
import { findSite, type Query, type Site } from "./wordpress-site.js";
import { resolveTerms, type Taxonomy } from "./wordpress-terms.js";

export interface WordPressSource {
  /** `https://example.org`, with the folder if WordPress lives in one. */
  readonly site: string;
  /** Slugs, names or numbers; a story has one of the categories, one of the tags and one of the authors given. */
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly authors?: readonly string[];
  /** As the site's language plugin calls it; stories that say another language of themselves are left out. */
  readonly language?: string;
  /** The newest so many stories. */
  readonly limit?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The window as WordPress compares it: with the site's own time, which may be 14 hours away from ours. A day more on either
 * side has every post of the window in it, wherever the site is; `date_gmt` then decides.
 */
const askedDates = (window: Window | undefined): Query => {
  if (window === undefined) return {};
  const written = (ms: number): string => new Date(ms).toISOString().slice(0, "2026-11-16T00:00:00".length);
  return { after: written(window.from.getTime() - DAY_MS), before: written(window.to.getTime() + DAY_MS) };
};

const askedTerms = async (source: WordPressSource, site: Site, context: SourceContext): Promise<Query> => {
  const query: Record<string, string> = {};
  const lists: readonly (readonly [parameter: string, taxonomy: Taxonomy, wanted: readonly string[] | undefined])[] = [
    ["categories", "categories", source.categories],
    ["tags", "tags", source.tags],
    ["author", "users", source.authors],
  ];
  for (const [parameter, taxonomy, wanted] of lists) {
    if (wanted?.length) query[parameter] = (await resolveTerms({ site, taxonomy, wanted }, context)).join(",");
  }
  return query;
};

/** `fr` of `fr-FR` and `fr_FR`. */
const primary = (language: string | undefined): string | undefined => language?.toLowerCase().split(/[-_]/)[0];

/** Whether a post belongs to the issue: of the window, and not of another language than the one asked for. */
const isWanted = (post: unknown, { language }: WordPressSource, window: Window | undefined): boolean => {
  const published = publishedOf(post);
  const own = primary(postLanguage(post));
  if (language !== undefined && own !== undefined && own !== primary(language)) return false;
  return published === undefined || isWithin(published, window);
};

/**
 * Reads the published posts of a WordPress site through its REST API, the newest first. Throws `SourceFault` where the API
 * is closed or a category, tag or author does not exist, and the network's faults; when some pages have come, what they
 * hold is given with a note instead.
 */
export const readWordPress = async (source: WordPressSource, context: SourceContext): Promise<SourceAnswer> => {
  const site = await findSite(source.site, context);
  const query: Query = {
    ...(await askedTerms(source, site, context)),
    ...askedDates(context.window),
    ...(source.language === undefined ? {} : { lang: source.language }),
    orderby: "date",
    order: "desc",
    _embed: "author,wp:featuredmedia,wp:term",
    _fields: POST_FIELDS,
  };
  return gather(source, { site, query }, context);
};

const gather = async (
  source: WordPressSource,
  { site, query }: { site: Site; query: Query },
  context: SourceContext,
): Promise<SourceAnswer> => {
  const { limit = Number.POSITIVE_INFINITY } = source;
  const language = languageTag(source.language) ?? site.language;
  const stories: RawStory[] = [];
  const notes: SourceNote[] = [];
  const seen = new Set<unknown>();
  let pages = 0;
  let looked = 0;
  try {
    for await (const { posts, total } of readPages(site, query, context)) {
      for (const post of posts) {
        if (seen.has(at(post, "id")) || !isWanted(post, source, context.window)) continue;
        seen.add(at(post, "id"));
        if (stories.length >= limit) return { stories, notes: [...notes, limited(site, limit)] };
        const read = readPost(post, site, language);
        if (read.story) stories.push(read.story);
        notes.push(...read.notes);
      }
      pages++;
      looked += posts.length;
      context.onProgress?.(looked, total);
    }
  } catch (fault) {
    const isOfTheWorld = fault instanceof FetchFault || fault instanceof SourceFault;
    if (!isOfTheWorld || pages === 0) throw fault;
    notes.push(incomplete(site, fault));
  }
  return { stories, notes };
};

const limited = (site: Site, limit: number): SourceNote => ({
  kind: "limit",
  text: `${site.address} has more than the ${limit} stories asked for; older ones were left.`,
});

const incomplete = (site: Site, fault: Error): SourceNote => ({
  kind: "incomplete",
  text: `Not all posts of ${site.address} came: ${fault.message}`,
});
