import type { ServerResponse } from "node:http";
import { type Served, serve } from "../../support/server.js";
import { type Fault, faultFinder } from "./faults.js";
import { pictureAt } from "./wordpress-pictures.js";
import { POSTS, type SitePost } from "./wordpress-posts.js";
import { type Reply, restReply } from "./wordpress-rest.js";

export interface SiteOptions {
  readonly posts?: readonly SitePost[];
  /** The site's clock, in hours before Greenwich's. */
  readonly hoursAhead?: number;
  /** The folder WordPress lives in: `/news`. */
  readonly folder?: string;
  /** Where the front page names the API. */
  readonly named?: "header" | "element" | "nowhere";
  /** `plain`: without pretty addresses, there is only `?rest_route=`. */
  readonly addresses?: "pretty" | "plain";
  /** Whether visitors may list the authors. */
  readonly listsAuthors?: boolean;
  readonly faults?: readonly Fault[];
  /** What PHP prints before every answer of the API. */
  readonly printedBefore?: string;
  /** The answer's bytes and type, where the site does something odd with them. */
  readonly dress?: (json: string) => { readonly body: Uint8Array; readonly contentType: string };
  /** Time before each answer of the API. */
  readonly delayMs?: number;
  /** Time over which the body of each trickles in. */
  readonly trickleMs?: number;
}

/** The route of an address: `/wp-json/wp/v2/posts`, or `/?rest_route=/wp/v2/posts`. */
const routeOf = (url: URL, { folder = "", addresses = "pretty" }: SiteOptions): string | undefined => {
  if (addresses === "pretty" && url.pathname.startsWith(`${folder}/wp-json/`))
    return url.pathname.slice(`${folder}/wp-json`.length);
  return url.pathname === `${folder}/` ? (url.searchParams.get("rest_route") ?? undefined) : undefined;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const PIECES = 20;

const trickle = async (response: ServerResponse, body: Uint8Array, ms: number): Promise<void> => {
  const size = Math.ceil(body.length / PIECES);
  for (let start = 0; start < body.length; start += size) {
    response.write(body.subarray(start, start + size));
    await wait(ms / PIECES);
  }
};

const plainDress = (json: string) => ({ body: Buffer.from(json), contentType: "application/json; charset=UTF-8" });

const sendReply = async (reply: Reply, response: ServerResponse, options: SiteOptions): Promise<void> => {
  const { dress = plainDress, printedBefore = "", trickleMs = 0 } = options;
  const { body, contentType } = dress(`${printedBefore}${JSON.stringify(reply.json)}`);
  await wait(options.delayMs ?? 0);
  response.writeHead(reply.status ?? 200, { "content-type": contentType, ...reply.headers });
  if (trickleMs > 0) await trickle(response, body, trickleMs);
  response.end(trickleMs > 0 ? undefined : body);
};

const sendFront = (site: string, response: ServerResponse, { named = "header", addresses }: SiteOptions): void => {
  const root = addresses === "plain" ? `${site}/?rest_route=/` : `${site}/wp-json/`;
  const link = named === "header" ? { link: `<${root}>; rel="https://api.w.org/"` } : {};
  const element = named === "element" ? `<link rel="https://api.w.org/" href="${root}" />` : "";
  response.writeHead(200, { "content-type": "text/html; charset=UTF-8", ...link });
  response.end(`<!DOCTYPE html><html lang="en-GB"><head><title>The Quiet Coast</title>${element}
<link rel="alternate" type="application/rss+xml" title="The Quiet Coast" href="${site}/feed/" />
</head><body><h1>The Quiet Coast</h1></body></html>`);
};

/** A loopback WordPress with the posts of a week, its pictures, its front page and its REST API. */
export const serveWordPress = async (options: SiteOptions = {}, port = 0): Promise<Served> => {
  const { posts = POSTS, hoursAhead = 1, folder = "", listsAuthors = true } = options;
  const faultAt = faultFinder(options.faults ?? []);
  const server: Served = await serve(async (request, response) => {
    const url = new URL(request.url!, server.url);
    const address = `${server.url}${folder}`;
    const fault = faultAt(decodeURIComponent(request.url!.replaceAll("+", " ")));
    if (fault) return fault(request, response);
    const route = routeOf(url, options);
    if (route !== undefined) {
      const reply = restReply(route, url.searchParams, { address, posts, hoursAhead, listsAuthors });
      return sendReply(reply, response, options);
    }
    if (url.pathname === `${folder}/`) return sendFront(address, response, options);
    const picture = url.pathname.includes("/wp-content/uploads/") ? await pictureAt(url.pathname) : undefined;
    if (picture) response.writeHead(200, { "content-type": "image/jpeg" }).end(picture);
    else response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");
  }, port);
  return server;
};
