/** What a page says about itself in its head and in structured data. */
import { resolveUrl } from "../html.js";
import { writtenDate } from "./dates.js";

export interface Metadata {
  readonly canonical: string;
  /** Titles as said, the likeliest first, some with the site's name. */
  readonly titles: readonly string[];
  readonly siteNames: readonly string[];
  readonly authors: readonly string[];
  readonly published?: Date;
  readonly modified?: Date;
  readonly language?: string;
  readonly image?: string;
  readonly imageAlt?: string;
  readonly description?: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
}

export function readMetadata(document: Document, url: string): Metadata {
  const metas = metasOf(document);
  const graph = graphOf(document);
  const article = graph.find((node) => ARTICLE.test(textAt(node["@type"])));
  const first = (...names: string[]): string | undefined => names.map((name) => metas.get(name)?.[0]).find(Boolean);
  const said = (key: string): string | undefined => (article && textAt(article[key])) || undefined;
  const published = parseDate(
    said("datePublished") ??
      first(
        "article:published_time",
        "datepublished",
        "og:article:published_time",
        "parsely-pub-date",
        "sailthru.date",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "dc.date.issued",
        "date",
        "pubdate",
        "publish-date",
        "publication_date",
      ),
  );
  const modified = parseDate(
    said("dateModified") ?? first("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
  );
  const image =
    imageOf(article, graph) ??
    first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src");
  const imageUrl = first("og:image:secure_url", "og:image") ?? image;
  const language =
    document.documentElement.getAttribute("lang") ||
    document.documentElement.getAttribute("xml:lang") ||
    first("content-language", "language", "dc.language", "og:locale") ||
    said("inLanguage");
  const alt = first("og:image:alt", "twitter:image:alt");
  const description = first("og:description", "description", "twitter:description");
  return {
    canonical: canonicalOf(document, metas, url),
    titles: [
      said("headline"),
      first("og:title"),
      first("twitter:title"),
      document.querySelector("head title, title")?.textContent,
      first("title", "dc.title"),
    ]
      .map(tidy)
      .filter((text) => text !== ""),
    siteNames: siteNamesOf(document, graph, article, metas),
    authors: authorsOf(article, graph, metas),
    ...(published && { published }),
    ...(modified && { modified }),
    ...(language && { language: language.trim().replaceAll("_", "-") }),
    ...(imageUrl && { image: resolveUrl(imageUrl, document.baseURI) ?? imageUrl }),
    ...(alt && { imageAlt: alt }),
    ...(description && { description: tidy(description) }),
    sections: unique([...(metas.get("article:section") ?? []), ...textsAt(article?.articleSection)]),
    tags: unique([
      ...(metas.get("article:tag") ?? []),
      ...(metas.get("parsely-tags") ?? metas.get("news_keywords") ?? []).flatMap(commas),
      ...textsAt(article?.keywords).flatMap(commas),
    ]),
  };
}

const ARTICLE = /(?:Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Review|CreativeWork)$/;

const tidy = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();
const commas = (text: string): string[] =>
  text
    .split(/[,،]/)
    .map(tidy)
    .filter((part) => part !== "");
const unique = (texts: readonly string[]): string[] => [...new Set(texts.map(tidy).filter((text) => text !== ""))];

function metasOf(document: Document): Map<string, string[]> {
  const metas = new Map<string, string[]>();
  for (const meta of document.querySelectorAll("meta[content]")) {
    const content = tidy(meta.getAttribute("content"));
    for (const key of ["property", "name", "itemprop", "http-equiv"]) {
      for (const name of (meta.getAttribute(key) ?? "").toLowerCase().split(/\s+/)) {
        if (name !== "" && content !== "") metas.set(name, [...(metas.get(name) ?? []), content]);
      }
    }
  }
  return metas;
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** All nodes of the page's structured data, those of `@graph` and of lists among them. */
function graphOf(document: Document): Node[] {
  const nodes: Node[] = [];
  const add = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(add);
    else if (isNode(value)) {
      nodes.push(value);
      if (value["@graph"]) add(value["@graph"]);
      if (isNode(value.mainEntity)) nodes.push(value.mainEntity);
    }
  };
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    try {
      add(JSON.parse(script.textContent.replace(/^\s*(?:<!\[CDATA\[|\/\*.*?\*\/|<!--)|(?:\]\]>|-->)\s*$/g, "")));
    } catch {
      // Broken data says nothing; the page has other ways to say it.
    }
  }
  return nodes;
}

/** The text of a value of structured data: itself, the first of a list, or the name of a thing. */
function textAt(value: unknown): string {
  if (typeof value === "string") return tidy(value);
  if (Array.isArray(value)) return value.map(textAt).find((text) => text !== "") ?? "";
  return isNode(value) ? textAt(value.name ?? value["@value"] ?? value.url ?? "") : "";
}

const textsAt = (value: unknown): string[] => (Array.isArray(value) ? value.map(textAt) : value ? [textAt(value)] : []);

/** Follows `{"@id": …}` to the node it means. */
const resolved = (value: unknown, graph: readonly Node[]): unknown =>
  isNode(value) && value["@id"] && !value.name
    ? (graph.find((node) => node["@id"] === value["@id"] && node !== value && node.name) ?? value)
    : value;

function imageOf(article: Node | undefined, graph: readonly Node[]): string | undefined {
  const image = article?.image ?? article?.thumbnailUrl;
  const one = resolved(Array.isArray(image) ? image[0] : image, graph);
  if (typeof one === "string") return one;
  const address = isNode(one) ? textAt(one.url ?? one.contentUrl ?? "") : "";
  return address || undefined;
}

function authorsOf(
  article: Node | undefined,
  graph: readonly Node[],
  metas: ReadonlyMap<string, readonly string[]>,
): string[] {
  const authors = article?.author ?? article?.creator;
  const named = (Array.isArray(authors) ? authors : [authors]).map((author) => textAt(resolved(author, graph)));
  const written = ["twitter:data1", "twitter:data2"].filter((_, at) =>
    /^(?:written by|écrit par|escrito por|كُ?تب بواسطة|بقلم|الكاتب)/i.test(
      metas.get(`twitter:label${at + 1}`)?.[0] ?? "",
    ),
  );
  const names = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    ...written,
  ].flatMap((name) => metas.get(name) ?? []);
  const usable = (list: readonly string[]): string[] => unique(list.filter((name) => !/^https?:|@/.test(name)));
  const first = usable(named);
  return first.length > 0 ? first : usable(names);
}

function siteNamesOf(
  document: Document,
  graph: readonly Node[],
  article: Node | undefined,
  metas: ReadonlyMap<string, readonly string[]>,
): string[] {
  const sites = graph
    .filter((node) => /^(?:WebSite|(?:NewsMedia)?Organization)$/.test(textAt(node["@type"])))
    .map((node) => textAt(node.name));
  const publisher = textAt(resolved(article?.publisher, graph));
  const logo = document.querySelector(
    ".site-title, .site-name, .custom-logo-link img[alt], #site-title, .wp-block-site-title, .navbar-brand, #nom_site_spip, .spip_logo_site, .blog-title, .gh-head-logo",
  );
  const shown = logo?.getAttribute("alt") ?? logo?.textContent;
  return unique([
    ...(metas.get("og:site_name") ?? []),
    ...(metas.get("application-name") ?? []),
    ...(metas.get("apple-mobile-web-app-title") ?? []),
    publisher,
    ...sites,
    shown ?? "",
  ]).filter((name) => name.length <= 80);
}

function canonicalOf(document: Document, metas: ReadonlyMap<string, readonly string[]>, url: string): string {
  const said = [document.querySelector("link[rel~=canonical]")?.getAttribute("href"), metas.get("og:url")?.[0]];
  for (const address of said) {
    const canonical = address ? resolveUrl(address, document.baseURI) : undefined;
    // Sites that name their front page on every page say nothing.
    if (canonical && /^https?:/.test(canonical) && (new URL(canonical).pathname.length > 1 || isFront(url)))
      return canonical;
  }
  return url;
}

const isFront = (url: string): boolean =>
  URL.canParse(url) && /^https?:/.test(url) && new URL(url).pathname.length <= 1;

/** A machine's date, or one as written. Without a zone it is taken as UTC. */
export function parseDate(text: string | null | undefined): Date | undefined {
  const said = tidy(text);
  if (said === "") return undefined;
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(said);
  if (!iso) return writtenDate(said);
  const zone = (iso[4] ?? "Z").toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  const date = new Date(iso[2] ? `${iso[1]}T${iso[2]}${iso[3] ?? ":00"}${zone}` : `${iso[1]}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1990 ? undefined : date;
}
