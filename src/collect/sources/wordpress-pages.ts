import { FetchFault } from "../network/index.js";
import { type SourceContext, SourceFault } from "./types.js";
import { ask, type Query, refusalIn, type Site } from "./wordpress-site.js";

/** The most that WordPress gives at once, and what a small server manages when that is too much for it. */
const PER_PAGE = 100;
const PER_SMALL_PAGE = 20;

/** A site that never comes to its end is left here. */
const MAX_PAGES = 500;

/** One page of the answer, as it came. */
export interface PostPage {
  readonly posts: readonly unknown[];
  /** All posts that were asked for, where the site says how many. */
  readonly total?: number;
}

/** Whether a page may have failed because it was too much at once: out of memory or time, or broken off. */
const wasTooMuch = (fault: unknown): boolean => {
  if (fault instanceof SourceFault) return fault.cause === undefined;
  if (!(fault instanceof FetchFault)) return false;
  return (
    ["too large", "too slow", "cut short"].includes(fault.kind) || (fault.status !== undefined && fault.status >= 500)
  );
};

const numberIn = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;

/**
 * Pages of posts, the newest first; a post may stand on two of them when another is published meanwhile. Throws where a
 * page cannot be had; those before it are good.
 */
export async function* readPages(site: Site, query: Query, context: SourceContext): AsyncGenerator<PostPage> {
  let perPage = PER_PAGE;
  let last = MAX_PAGES;
  for (let page = 1; page <= last; page++) {
    try {
      const { rows, headers } = await ask(site, "posts", { ...query, per_page: perPage, page }, context);
      // Proxies may take the header out; then a page that is not full is the last.
      const pages = numberIn(headers["x-wp-totalpages"]);
      last = Math.min(MAX_PAGES, pages ?? (rows.length < perPage ? page : MAX_PAGES));
      yield { posts: rows, total: numberIn(headers["x-wp-total"]) };
    } catch (fault) {
      // Posts were taken back while we read: there is one page less than before.
      if (page > 1 && refusalIn(fault)?.code === "rest_post_invalid_page_number") return;
      if (perPage === PER_SMALL_PAGE || !wasTooMuch(fault)) throw fault;
      page = ((page - 1) * perPage) / PER_SMALL_PAGE;
      perPage = PER_SMALL_PAGE;
      last = MAX_PAGES;
    }
  }
}
