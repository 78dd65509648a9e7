/** Keeps the preview to its own page: other sites, and other programs' users, may neither read nor drive it. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** What the address of every file of the preview begins with; nobody can guess it. */
export const makeToken = (): string => randomBytes(18).toString("base64url");

/** Names of this machine to itself. A site that has its own name point here (DNS rebinding) comes with that name. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Browsers leave it out. */
const HTTP_PORT = 80;

const isOwnHost = (host: string | undefined, port: number): boolean =>
  host !== undefined && LOOPBACK.some((name) => host === (port === HTTP_PORT ? name : `${name}:${port}`));

const isToken = (given: string, token: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** Sent with everything: for this origin alone, never kept under another name, never framed by others. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "Cache-Control": "no-store",
};

/**
 * Refuses what does not come from the preview's own page: a wrong name of the machine, a wrong token, a request that another site has
 * made; orders (POST) must say that they come from here.
 */
export const guard =
  ({ token, port }: { readonly token: string; readonly port: () => number }): MiddlewareHandler =>
  async (context, next) => {
    const refuse = (why: string) => context.text(`${why}\n`, 403, COMMON_HEADERS);
    const { req } = context;
    const { host, pathname } = new URL(req.url);
    // A request may name the whole address in its first line, and another machine there.
    if (![req.header("host"), host].every((name) => isOwnHost(name, port())))
      return refuse("This preview answers to its own address only.");
    const [, given = ""] = pathname.split("/");
    if (!isToken(given, token)) return refuse("Open the address that pressday preview has printed.");
    const site = req.header("sec-fetch-site");
    // The address typed in, or the page's own requests. A link from elsewhere would be `cross-site`.
    if (site !== undefined && site !== "same-origin" && site !== "none")
      return refuse("The preview answers its own page only.");
    if (req.method !== "GET" && req.method !== "HEAD") {
      const isOwn = req.header("origin") === `http://${req.header("host")}`;
      if (!isOwn || req.header("content-type")?.split(";")[0] !== "application/json")
        return refuse("Orders come from the preview's own page only.");
    }
    await next();
    for (const [name, value] of Object.entries(COMMON_HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };
