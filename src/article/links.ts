/** A link's address as it may stand in the magazine, or why it may not. */
export type CheckedLink = { readonly href: string } | { readonly refused: string };

const SLUG = /^#[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;

/** http, https, mailto and `#slug` pass; everything else, and anything that hides its scheme, is refused. */
export function checkLink(written: string): CheckedLink {
  const address = written.trim();
  if (address === "") return { refused: "it has no address" };
  // Browsers drop tabs and line ends inside an address, so that `java\nscript:` would run.
  if (/\p{Cc}/u.test(address)) return { refused: "there is a control character in its address" };
  if (address.startsWith("#")) {
    const slug = decodePercent(address);
    return SLUG.test(slug) ? { href: slug } : { refused: "after `#` there must be an article's slug" };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return { refused: "a reader of the PDF cannot follow an address without http" };
  if (!["http", "https", "mailto"].includes(scheme)) return { refused: `\`${scheme}:\` is not for readers` };
  if (scheme === "mailto" ? !/^mailto:[^\s@]+@[^\s@]+$/i.test(address) : !URL.canParse(address))
    return { refused: "its address cannot be read" };
  return { href: new URL(address).href };
}

/** Text that is itself an address, which typography must leave alone and which may be long. */
export const isUrlLike = (text: string): boolean =>
  /^\S*(:\/\/|www\.)\S+$|^[^\s/]+\.[^\s/]+\/\S*$|^[^\s@]+@[^\s@]+\.\w+$/.test(text.trim());

/** `%20` and its like as characters; as written where that is no UTF-8. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
