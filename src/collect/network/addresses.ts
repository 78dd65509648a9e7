import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** `URL.parse`, which the oldest Node 20 we run on lacks. */
export const parseUrl = (text: string, base?: string): URL | undefined =>
  URL.canParse(text, base) ? new URL(text, base) : undefined;

/** Whether a host at a port may have a private address. The name as `URL.hostname` or a socket knows it. */
export type MayBePrivate = (hostname: string, port: number) => boolean;

/** Public addresses that are not: Azure's machine-local service answers there and gives out secrets. */
const DECEPTIVE: ReadonlySet<string> = new Set(["168.63.129.16"]);

/** Internet proper. ipaddr.js calls the rest unicast too, for one `::127.0.0.1`, the old way to write IPv4 in IPv6. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address is plain public unicast. Private, loopback, link-local, shared (CGNAT), multicast, documentation and
 * reserved ranges are not, nor is anything that carries an IPv4 address inside: mapped, NAT64, 6to4, Teredo.
 */
export const isPublic = (address: string): boolean => {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(GLOBAL_UNICAST) : !DECEPTIVE.has(parsed.toString());
};

/** The address that a host name literally is, or undefined for a real name. `URL` has normalised decimal, hex and octal. */
export const literalAddress = (hostname: string): string | undefined => {
  const bare = withoutBrackets(hostname);
  return isIP(bare) === 0 ? undefined : bare;
};

/** `localhost` is this machine whatever a resolver says (RFC 6761). */
export const isLocalName = (hostname: string): boolean => /(^|\.)localhost$/.test(plainHost(hostname));

/** Reads the list of hosts that may have private addresses. An entry that is neither `host` nor `host:port` allows nothing. */
export const allowList = (entries: readonly string[]): MayBePrivate => {
  const allowed = entries.map(parseEntry).filter((entry) => entry !== undefined);
  return (hostname, port) =>
    allowed.some((entry) => entry.host === plainHost(hostname) && (entry.port === undefined || entry.port === port));
};

const parseEntry = (entry: string): { readonly host: string; readonly port?: number } | undefined => {
  if (/[/?#@\\\s]/.test(entry)) return undefined;
  const url = parseUrl(`http://${entry}`);
  if (url === undefined) return undefined;
  // URL.port leaves out 80, which is a port like any other here.
  const port = /:(\d+)$/.exec(entry)?.[1];
  return { host: plainHost(url.hostname), ...(port !== undefined && { port: Number(port) }) };
};

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** `Intranet.Example.` and `intranet.example` are one host. */
const plainHost = (hostname: string): string => withoutBrackets(hostname).toLowerCase().replace(/\.$/, "");
