/** A tag or a comment. Values in quotes may hold any character. */
const TAG = /<!--[\s\S]*?-->|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

/** Elements that have no end tag. */
const VOID: ReadonlySet<string> = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/**
 * HTML that a template made, its outermost elements marked with an attribute of this name and value. An element that has the attribute keeps
 * it: what a template takes from another is the other's. HTML that is no whole elements, such as the words of an attribute, stays as it is.
 */
export const markOutermost = (html: string, attribute: string, value: string): string => {
  let depth = 0;
  return html.replace(TAG, (tag: string, slash: string | undefined, name: string | undefined, rest: string) => {
    if (name === undefined) return tag;
    if (slash === "/") {
      depth = Math.max(0, depth - 1);
      return tag;
    }
    const outermost = depth === 0;
    if (!VOID.has(name.toLowerCase()) && !rest.endsWith("/")) depth++;
    if (!outermost || rest.includes(` ${attribute}="`)) return tag;
    return `<${name} ${attribute}="${value}"${tag.slice(name.length + 1)}`;
  });
};
