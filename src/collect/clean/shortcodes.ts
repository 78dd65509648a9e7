/** WordPress shortcodes that nobody ran: `[caption …]`, `[mc4wp_form id="206"]`. */
import type { Removal } from "../types.js";

/** Taken out wherever they stand. Others must show by an attribute, a closing partner or an underscore what they are. */
const KNOWN =
  /^(?:ad|ads|adinserter|adrotate|add_to_cart|audio|button|caption|col|column|columns|contact|contact-form|contact-form-7|cookie|dropcap|elementor-template|embed|formidable|forminator_form|gallery|gravityform|hr|icon|instagram-feed|jetpack[\w-]*|layerslider|mailpoet_form|mc4wp[\w-]*|newsletter|newsletter_form|ngg\w*|ninja_form|one_half|one_third|playlist|products?|quads|related|relatedposts|rev_slider|row|section|share|shortcode|sidebar|smartslider3|soliloquy|spacer|su_\w+|tabs?|toc|tweet|twitter|video|vimeo|wpforms|wp_\w+|youtube|yarpp|(?:av|cs|et_pb|fusion|kt|fl|tatsu|vc|x)_\w+)$/;

/** `[name …]`, `[/name]`, `[name …/]`; WordPress writes quotes in them as ” and ″ too. */
const SHORTCODE = /\[(\/?)([a-zA-Z][\w-]{0,40})((?:[\s=][^[\]<>]{0,600})?)\/?\]/g;
const ATTRIBUTE = /[\w-]+\s*=\s*\S/;

/** Names with a `[/name]` in the text: their openings are shortcodes too. */
export function closedShortcodes(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\[\/([a-zA-Z][\w-]{0,40})\]/g)].map(([, name]) => name!.toLowerCase()));
}

/** The text without shortcodes; what stood between an opening and its closing stays. `[1]` and `[sic]` are no shortcodes. */
export function dropShortcodes(text: string, closed: ReadonlySet<string>, removals: Removal[]): string {
  if (!text.includes("[")) return text;
  return text.replace(SHORTCODE, (found: string, slash: string, name: string, rest: string) => {
    const known = name.toLowerCase();
    const is =
      slash !== "" ||
      closed.has(known) ||
      ATTRIBUTE.test(rest) ||
      (KNOWN.test(known) && (rest.trim() === "" || found.trim() === text.trim())) ||
      (rest.trim() === "" && name.includes("_"));
    if (!is) return found;
    removals.push({ reason: "shortcode", text: found });
    return "";
  });
}

/** Shortcodes that hold or stand for pictures, films and sound, as the HTML that WordPress would have made of them. */
export function expandShortcodes(html: string, removals: Removal[]): string {
  if (!html.includes("[")) return html;
  let expanded = html;
  for (const [name, expand] of Object.entries(EXPANSIONS)) expanded = replacePaired(expanded, name, expand);
  return expanded.replace(
    /\[(youtube|vimeo|tweet|embed|video|audio)[\s=]([^[\]<>]{0,600})\]/gi,
    (found, _name, rest) => {
      const address = /https?:\/\/[^\s"'”“″&\]]+/.exec(rest)?.[0];
      if (!address) return found;
      removals.push({ reason: "shortcode", text: found, moved: true });
      return iframe(address);
    },
  );
}

const iframe = (address: string): string => `<iframe src="${address.replaceAll('"', "%22")}"></iframe>`;

type Expand = (inner: string, opening: string) => string | undefined;

const EXPANSIONS: Record<string, Expand> = {
  caption: (inner, opening) => captioned(inner, opening),
  wp_caption: (inner, opening) => captioned(inner, opening),
  gallery: (inner) => (/<img\b/i.test(inner) ? `<div class="gallery">${inner}</div>` : undefined),
  embed: (inner) => media(inner),
  video: (inner) => media(inner),
  audio: (inner) => media(inner),
  youtube: (inner) => media(inner),
};

function captioned(inner: string, opening: string): string | undefined {
  const image = /(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?/i.exec(inner)?.[0];
  if (!image) return undefined;
  const words = inner
    .replace(image, "")
    .replace(/<\/?p\b[^<>]*>/gi, "")
    .trim();
  const old = /\bcaption\s*=\s*(?:&quot;|["“”″])([^"“”″<>]{1,600}?)(?:&quot;|["“”″])/i.exec(opening)?.[1];
  const caption = words || old;
  return `<figure>${image}${caption ? `<figcaption>${caption}</figcaption>` : ""}</figure>`;
}

function media(inner: string): string | undefined {
  const address = /^\s*(?:<a\b[^<>]*>)?\s*(https?:\/\/[^\s"'<>]+)/i.exec(inner)?.[1];
  return address ? iframe(address) : undefined;
}

/** Walks from opening to opening, so that a text full of unclosed ones costs one look at each. */
function replacePaired(html: string, name: string, expand: Expand): string {
  const opening = new RegExp(`\\[${name}(?:[\\s=][^\\[\\]<>]{0,600})?\\]`, "gi");
  const closing = `[/${name}]`;
  if (!html.includes(closing)) return html;
  const kept: string[] = [];
  const openings = [...html.matchAll(opening)];
  let from = 0;
  let end = -1;
  for (const [at, found] of openings.entries()) {
    const start = found.index + found[0].length;
    if (end < start) end = html.indexOf(closing, start);
    if (end < 0) break;
    // One that another follows before its end was never closed.
    if (found.index < from || (openings[at + 1]?.index ?? html.length) < end) continue;
    const expanded = expand(html.slice(start, end), found[0]);
    if (expanded === undefined) continue;
    kept.push(html.slice(from, found.index), expanded);
    from = end + closing.length;
  }
  kept.push(html.slice(from));
  return kept.join("");
}
