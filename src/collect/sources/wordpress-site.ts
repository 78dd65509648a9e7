import { decodeBytes, type Fetched, FetchFault } from "../network/index.js";
import { languageTag, readHead } from "./head.js";
import { isRecord, parseJson, textAt } from "./json.js";
import { type SourceContext, SourceFault } from "./types.js";
import { webAddress } from "./web-address.js";

/** A WordPress site and the way to its REST API. */
export interface Site {
  /** As the editor wrote it, but for the slash at the end. */
  readonly address: string;
  /** `https://example.org/wp-json/` or `https://example.org/?rest_route=/`. */
  readonly root: string;
  /** Of the site's front page. */
  readonly language?: string;
}

export interface Answer {
  readonly rows: readonly unknown[];
  readonly headers: Readonly<Record<string, string>>;
}

export type Query = Readonly<Record<string, string | number>>;

/** What WordPress itself says when it refuses: `rest_post_invalid_page_number`, `rest_no_route` … */
export interface Refusal {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}

export const refusalIn = (fault: unknown): Refusal | undefined => {
  if (!(fault instanceof FetchFault) || fault.status === undefined) return undefined;
  const json = fault.body && parseJson(decodeBytes(fault.body, undefined, "text"));
  return { status: fault.status, code: textAt(json, "code"), message: textAt(json, "message") };
};

/** Answers of a site that has no REST API for us: closed by a plugin, a firewall, or never there. */
const CLOSED: ReadonlySet<number> = new Set([401, 403, 404, 405, 410, 451]);

const closed = (address: string, why: string, cause?: unknown): SourceFault =>
  new SourceFault(
    `The REST API of ${address} is closed: ${why}.`,
    `Collect from the site's feed instead: ${address}/feed/`,
    { cause },
  );

const wrongPassword = (address: string, { message, code }: Refusal, cause: unknown): SourceFault =>
  new SourceFault(
    `${address} does not accept the user name and application password: ${message ?? code}`,
    "Make a new application password under Users → Profile in WordPress, or collect without one.",
    { cause },
  );

/** The address of an endpoint (`posts`, `categories`). */
export const endpoint = (root: string, route: string, query: Query): string => {
  const url = new URL(root);
  const path = `wp/v2/${route}`;
  const plain = url.searchParams.get("rest_route");
  if (plain === null) url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`;
  else url.searchParams.set("rest_route", `${plain.replace(/\/+$/, "")}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
};

const misunderstood = (address: string, { message }: Refusal, cause: unknown): SourceFault =>
  new SourceFault(
    `${address} does not understand what it is asked: ${message}`,
    "Check the source's language, categories, tags and authors.",
    { cause },
  );

/** The list that an endpoint answers with. */
const readRows = ({ address }: Site, fetched: Fetched): readonly unknown[] => {
  const text = decodeBytes(fetched.bytes, fetched.headers["content-type"], "text");
  if (/^\s*(<!doctype html|<html|<head|<body)/i.test(text)) throw closed(address, "it answers with a web page");
  const json = parseJson(text);
  if (Array.isArray(json)) return json;
  if (isRecord(json)) throw closed(address, textAt(json, "message") ?? "it answers with something else than a list");
  throw new SourceFault(
    `An answer of ${address} ends in the middle or is no JSON.`,
    `Try again later; if it stays so, collect from the site's feed instead: ${address}/feed/`,
  );
};

/**
 * Asks an endpoint for a list. Throws `SourceFault` where the API is closed or answers nonsense, `FetchFault` for everything
 * else, the end of the pages among it.
 */
export const ask = async (site: Site, route: string, query: Query, context: SourceContext): Promise<Answer> => {
  const { network, credentials } = context;
  try {
    const fetched = await network.fetch({ url: endpoint(site.root, route, query), kind: "json", credentials });
    return { rows: readRows(site, fetched), headers: fetched.headers };
  } catch (fault) {
    const refusal = refusalIn(fault);
    if (refusal?.code === "rest_invalid_param") throw misunderstood(site.address, refusal, fault);
    if (refusal === undefined || !CLOSED.has(refusal.status)) throw fault;
    if (credentials && /password|username|email|not_logged_in/.test(refusal.code ?? ""))
      throw wrongPassword(site.address, refusal, fault);
    throw closed(site.address, refusal.message?.replace(/\.$/, "") ?? `it answers ${refusal.status}`, fault);
  }
};

/** Faults of the front page that say nothing about the API. */
const SKIPPED: ReadonlySet<string> = new Set(["status", "too large", "too slow", "too many redirects", "cut short"]);

const readFrontPage = async (address: string, { network }: SourceContext): Promise<Fetched | undefined> => {
  try {
    return await network.fetch({ url: `${address}/`, kind: "page" });
  } catch (fault) {
    if (fault instanceof FetchFault && SKIPPED.has(fault.kind)) return undefined;
    throw fault;
  }
};

/** The roots that a front page names, in its `Link` header or its head. */
const namedRoots = (page: Fetched, links: readonly { rel: string; href: string }[]): readonly string[] => {
  const header = /<([^<>]+)>\s*;[^,]*rel=["']?https:\/\/api\.w\.org\/?["']?/i.exec(page.headers.link ?? "")?.[1];
  const element = links.find(({ rel }) => rel.startsWith("https://api.w.org"))?.href;
  return [header, element].flatMap((href) => webAddress(href, page.url) ?? []);
};

/** Where the API may be, the likeliest first. */
const candidates = (address: string, page: Fetched | undefined, named: readonly string[]): readonly string[] => {
  // The page may have moved (http to https, or to www.); a path it was led to is a language or a shop, not the site.
  const base = new URL(address);
  const moved = page && new URL(page.url);
  if (moved && moved.host !== base.host) base.host = moved.host;
  if (moved?.protocol === "https:") base.protocol = "https:";
  const folder = base.href.replace(/\/+$/, "");
  return [...new Set([...named, `${folder}/wp-json/`, `${folder}/?rest_route=/`])];
};

/** A password goes to the host that the editor wrote, and to no other that a page names. */
const guardCredentials = (site: Site, { credentials }: SourceContext): void => {
  const host = new URL(site.root).host;
  if (credentials === undefined || host === new URL(site.address).host) return;
  throw new SourceFault(
    `The REST API of ${site.address} is on another host, ${host}, and the password was given for the first.`,
    `Write ${host} as the site if the password belongs there, or collect without one.`,
  );
};

/** Addresses inside a site that editors copy for the site's own. */
const INNER = /\/(wp-json|wp-admin|feed|index\.php)(\/.*)?$/;

const siteAddress = (written: string): string => {
  const url = URL.parse(/^https?:\/\//i.test(written) ? written : `https://${written}`);
  if (url === null)
    throw new SourceFault(`“${written}” is no web address.`, "Write the site as in `https://example.org`.");
  url.search = "";
  url.hash = "";
  url.pathname = url.pathname.replace(INNER, "");
  return url.href.replace(/\/+$/, "");
};

/** Finds the REST API of a site. Throws `SourceFault` where it is closed. */
export const findSite = async (written: string, context: SourceContext): Promise<Site> => {
  const address = siteAddress(written);
  const page = await readFrontPage(address, context);
  const head = page && readHead(decodeBytes(page.bytes, page.headers["content-type"], "html"));
  let refused: unknown;
  for (const root of candidates(address, page, page && head ? namedRoots(page, head.links) : [])) {
    const site = { address, root, language: languageTag(head?.language) };
    guardCredentials(site, context);
    try {
      await ask(site, "posts", { per_page: 1, _fields: "id" }, context);
      return site;
    } catch (fault) {
      if (!(fault instanceof SourceFault)) throw fault;
      refused ??= fault;
    }
  }
  throw refused;
};
