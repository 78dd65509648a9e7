import { isLocalName, isPublic, literalAddress, type MayBePrivate, parseUrl, portOf } from "./addresses.js";
import { FetchFault } from "./fault.js";

/** Lets through what may be asked as far as an address alone can tell; names are checked when they are resolved. */
export const checkAddress = (url: URL, mayBePrivate: MayBePrivate): void => {
  const refuse = (why: string): never => {
    throw new FetchFault("refused", why, { url: url.href, lasting: true });
  };
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    refuse(`An address that begins with ${url.protocol} is not fetched; only https: and http: are.`);
  }
  if (url.username !== "" || url.password !== "") {
    refuse(`The address on ${url.host} has a user or password in it; such addresses are not fetched.`);
  }
  if (mayBePrivate(url.hostname, portOf(url))) return;
  const literal = literalAddress(url.hostname);
  if (isLocalName(url.hostname) || (literal !== undefined && !isPublic(literal))) {
    refuse(privateHost(url.host));
  }
};

/** Credentials go over https or nowhere, also when a redirect leads away from it. */
export const checkSecure = (url: URL): void => {
  if (url.protocol === "https:") return;
  const message = `${url.host} is asked over http, where a password can be read by others; nothing was sent.`;
  throw new FetchFault("insecure", message, { url: url.href, lasting: true });
};

/** An address as text, parsed; what cannot be parsed is refused. */
export const parseAddress = (text: string, base?: URL): URL => {
  const url = parseUrl(text, base?.href);
  if (url === undefined) {
    const message = base ? `${base.host} leads on to something that is no address.` : "That is no web address.";
    throw new FetchFault("refused", message, { url: base?.href ?? text, lasting: true });
  }
  url.hash = "";
  return url;
};

export const privateHost = (host: string): string =>
  `${host} has a private address and is not under network.allowPrivate.`;
