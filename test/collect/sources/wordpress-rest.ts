import { PICTURE_SIZE } from "./wordpress-pictures.js";
import type { SitePost } from "./wordpress-posts.js";

/** What the REST API answers from. */
export interface RestSite {
  readonly address: string;
  readonly posts: readonly SitePost[];
  readonly hoursAhead: number;
  readonly listsAuthors: boolean;
}

const AUTHORS = [
  { id: 2, slug: "amel", name: "Amel Bensalem" },
  { id: 3, slug: "sami", name: "Sami Kammoun" },
  { id: 4, slug: "nadia", name: "Nadia Ould Ahmed" },
];

const HOUR_MS = 60 * 60 * 1000;
const AUTHOR_ERROR = {
  code: "rest_user_cannot_view",
  message: "Sorry, you are not allowed to list users.",
  data: { status: 401 },
};
const MEDIA_ERROR = {
  code: "rest_forbidden",
  message: "Sorry, you are not allowed to do that.",
  data: { status: 401 },
};

/** A term's number: its place among all, so that it is the same for every post. */
const termsOf = (posts: readonly SitePost[], taxonomy: "category" | "post_tag") => {
  const slugs = posts.flatMap(({ categories, tags = [] }) => (taxonomy === "category" ? categories : tags));
  const first = taxonomy === "category" ? 11 : 31;
  return [...new Set(slugs)].toSorted().map((slug, index) => {
    const count = slugs.filter((other) => other === slug).length;
    return { id: first + index, slug, name: nameOf(slug), taxonomy, count };
  });
};

/** `food` is shown as `Food &amp; Drink`: names have entities. */
const nameOf = (slug: string): string =>
  slug === "food" ? "Food &amp; Drink" : slug[0]!.toUpperCase() + slug.slice(1);

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>|\[[^\]]*\]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** As WordPress makes an excerpt: 55 words, then the sign that there are more. */
const excerptOf = ({ content, excerpt }: SitePost): string => {
  if (excerpt !== undefined) return excerpt.startsWith("<p>") ? excerpt : `<p>${excerpt}</p>\n`;
  const words = textOf(content).split(" ");
  return `<p>${words.slice(0, 55).join(" ")}${words.length > 55 ? " [&hellip;]" : ""}</p>\n`;
};

const mediaOf = (name: string, site: string) => {
  if (name === "hidden") return MEDIA_ERROR;
  const at = (size: string): string => `${site}/wp-content/uploads/2026/11/${name}${size}.jpg`;
  return {
    id: 500,
    media_type: "image",
    mime_type: "image/jpeg",
    source_url: at(""),
    alt_text: `A view of ${name}`,
    caption: { rendered: `<p>The picture of <em>${name}</em></p>\n` },
    media_details: {
      ...PICTURE_SIZE,
      sizes: {
        medium: { width: 300, height: 200, source_url: at("-300x200") },
        full: { ...PICTURE_SIZE, source_url: at("") },
      },
      image_meta: { credit: name === "timgad" ? "Agence Aurès" : "", copyright: "" },
    },
  };
};

const embedded = (post: SitePost, posts: readonly SitePost[], site: string) => ({
  author: [AUTHORS.find(({ id }) => id === post.author) ?? AUTHOR_ERROR],
  ...(post.picture === undefined ? {} : { "wp:featuredmedia": [mediaOf(post.picture, site)] }),
  "wp:term": [
    termsOf(posts, "category").filter(({ slug }) => post.categories.includes(slug)),
    termsOf(posts, "post_tag").filter(({ slug }) => post.tags?.includes(slug)),
  ],
});

const localTime = (post: SitePost, hoursAhead: number): string =>
  new Date(Date.parse(`${post.gmt}Z`) + hoursAhead * HOUR_MS).toISOString().slice(0, 19);

/** A post as the REST API shows it to visitors. */
const shownPost = (post: SitePost, { posts, hoursAhead, address: site }: RestSite) => ({
  id: post.id,
  date: localTime(post, hoursAhead),
  date_gmt: post.gmt,
  modified_gmt: post.gmt,
  slug: post.slug,
  status: "publish",
  link: `${site}/2026/11/${post.slug}/`,
  title: { rendered: post.title },
  content: {
    rendered: post.isProtected ? "" : post.content.replaceAll("{site}", site),
    protected: post.isProtected ?? false,
  },
  excerpt: { rendered: post.isProtected ? "" : excerptOf(post), protected: post.isProtected ?? false },
  author: post.author === "hidden" ? 9 : post.author,
  featured_media: post.picture === undefined ? 0 : 500,
  ...post.fields,
  _links: { self: [{ href: `${site}/wp-json/wp/v2/posts/${post.id}` }] },
  _embedded: embedded(post, posts, site),
});

type Shown = Readonly<Record<string, unknown>>;

/** WordPress gives the fields that were asked for, and what is embedded only if that is among them. */
const onlyFields = (row: Shown, fields: string | null, isEmbedding: boolean): Shown => {
  const wanted = fields?.split(",") ?? Object.keys(row);
  const kept = Object.entries(row).filter(([name]) => wanted.includes(name) && (name !== "_embedded" || isEmbedding));
  return Object.fromEntries(kept);
};

export interface Reply {
  readonly status?: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalidPage: Reply = {
  status: 400,
  json: {
    code: "rest_post_invalid_page_number",
    message: "The page number requested is larger than the number of pages available.",
    data: { status: 400 },
  },
};

const listed = (rows: readonly Shown[], query: URLSearchParams): Reply => {
  const perPage = Math.min(100, Number(query.get("per_page") ?? 10));
  const page = Number(query.get("page") ?? 1);
  const pages = Math.ceil(rows.length / perPage);
  if (page > 1 && page > pages) return invalidPage;
  const shown = rows.slice((page - 1) * perPage, page * perPage);
  return {
    json: shown.map((row) => onlyFields(row, query.get("_fields"), query.has("_embed"))),
    headers: { "x-wp-total": String(rows.length), "x-wp-totalpages": String(pages) },
  };
};

const matching = (rows: readonly { id: number; slug: string; name: string }[], query: URLSearchParams): Reply => {
  const slugs = query.get("slug")?.split(/[\s,]+/);
  const search = query.get("search")?.toLowerCase();
  const found = rows.filter(
    ({ slug, name }) =>
      (slugs?.includes(slug) ?? true) && (search === undefined || name.toLowerCase().includes(search)),
  );
  return listed(found, query);
};

/** The posts that a query asks for, the newest first. Dates are compared with the site's own clock. */
const selected = (posts: readonly SitePost[], query: URLSearchParams, hoursAhead: number): readonly SitePost[] => {
  const ids = (name: string): readonly number[] | undefined => query.get(name)?.split(",").map(Number);
  const has = (post: SitePost, taxonomy: "category" | "post_tag", wanted: readonly number[] | undefined): boolean => {
    const own = taxonomy === "category" ? post.categories : (post.tags ?? []);
    return (
      wanted === undefined || termsOf(posts, taxonomy).some(({ id, slug }) => wanted.includes(id) && own.includes(slug))
    );
  };
  const authors = ids("author");
  return posts
    .filter((post) => {
      const local = localTime(post, hoursAhead);
      return local > (query.get("after") ?? "") && local < (query.get("before") ?? "9");
    })
    .filter((post) => has(post, "category", ids("categories")) && has(post, "post_tag", ids("tags")))
    .filter(({ author }) => authors === undefined || (author !== "hidden" && authors.includes(author)))
    .toSorted((a, b) => b.gmt.localeCompare(a.gmt));
};

const noRoute: Reply = {
  status: 404,
  json: {
    code: "rest_no_route",
    message: "No route was found matching the URL and request method.",
    data: { status: 404 },
  },
};

/** What WordPress answers to a route such as `/wp/v2/posts`. */
export const restReply = (route: string, query: URLSearchParams, site: RestSite): Reply => {
  const { posts } = site;
  switch (route) {
    case "/wp/v2/posts":
      return listed(
        selected(posts, query, site.hoursAhead).map((post) => shownPost(post, site)),
        query,
      );
    case "/wp/v2/categories":
      return matching(termsOf(posts, "category"), query);
    case "/wp/v2/tags":
      return matching(termsOf(posts, "post_tag"), query);
    case "/wp/v2/users":
      return site.listsAuthors ? matching(AUTHORS, query) : { status: 401, json: AUTHOR_ERROR };
    default:
      return noRoute;
  }
};
