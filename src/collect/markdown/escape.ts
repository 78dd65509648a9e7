/** Words as Markdown that reads back as the same words. */

/** What has no shape: controls, soft hyphens, joiners. Whoever reads the file may drop them, and what they parted then meets. */
export const INVISIBLE = "[\\p{Cc}\\p{DI}\\p{NChar}\\ufff9-\\ufffb]";
const UNSEEN = `${INVISIBLE}*`;

const TILDES = new RegExp(`~(?=${UNSEEN}~)|~(?<=~${UNSEEN}~)`, "gu");
/** Within a word an underscore marks nothing. */
const UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const ENTITY = /&(?=[^\s&;]{1,40};)/g;
/** U+0338 makes one letter of itself and a `>` before it, which may close a tag. It is the only mark that joins markup. */
const LOOSE_SLASH = /(?<!\S)\u0338/g;

/** Running text. Marks that mean something only where a line begins are left to `guardLine`. */
export const escapeText = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\\`*<[\]]/g, "\\$&")
    .replace(TILDES, "\\~")
    .replace(UNDERSCORE, "\\_")
    .replace(ENTITY, "\\&")
    .replace(LOOSE_SLASH, "&#x338;");

/** `-`, `+`, `=`, `#`, `>`, `|` and colons open a list, a line below a heading, a heading, a quotation, a table or a box. */
const OPENING_MARK = new RegExp(`^(${UNSEEN})([-+=#](?![\\p{L}\\p{N}])|[>|]|:(?=${UNSEEN}[^\\p{L}\\p{N}\\s]))`, "u");
const NUMBER = new RegExp(`^((?:${UNSEEN}\\d)+${UNSEEN})([.)])(?=${UNSEEN}(?:\\s|$))`, "u");

/** Where a line begins, the space after what may be dropped would count. */
const OPENING_SPACE = new RegExp(`^(?:${UNSEEN} )+| +$`, "gu");

/** A line of written running text, kept from being read as the beginning of a list, a heading, a box … */
export const guardLine = (line: string): string =>
  line.replace(OPENING_SPACE, "").replace(OPENING_MARK, "$1\\$2").replace(NUMBER, "$1\\$2");

const CLOSING_SPACE = new RegExp(`(?:\\s|${INVISIBLE})+$`, "u");
const LAST_SIGNS = new RegExp(`(^|\\s)(${UNSEEN}#(?:#|${INVISIBLE})*)$`, "u");

/** The text of a heading. A reader drops number signs at its end. */
export const guardHeading = (line: string): string => line.replace(CLOSING_SPACE, "").replace(LAST_SIGNS, "$1\\$2");

/** The words after `::: facts`. A reader drops colons at their end. */
export const guardTitle = (line: string): string => line.replace(/[\s:]+$/, (end) => end.replaceAll(":", "&#58;"));

/** Running text between the bars of a table. */
export const guardCell = (cell: string): string => cell.replaceAll("|", "\\|");

/** Running text between quotation marks behind a picture's file: it is unescaped once before it is read as Markdown. */
export const quoteTitle = (markdown: string): string => `"${markdown.replace(/[\\"&]/g, "\\$&")}"`;

/** In an address these would end it, or be changed on the way. */
const UNSAFE = /[\s<>"\\^`{|}[\]]/;
const BALANCED = /^[^()]*(?:\([^()]*\)[^()]*)*$/;

/** The address of a link. */
export function linkAddress(href: string): string {
  const trimmed = href.trim();
  const safe = UNSAFE.test(trimmed) ? percentEncoded(trimmed) : trimmed;
  const escaped = safe.replace(ENTITY, "\\&");
  return BALANCED.test(escaped) ? escaped : escaped.replace(/[()]/g, "\\$&");
}

function percentEncoded(href: string): string {
  // The URL parser knows what a browser makes of `\` and of line ends inside an address.
  const parsed = URL.canParse(href) ? new URL(href).href : href;
  return parsed.replace(new RegExp(UNSAFE, "g"), encodeURIComponent);
}

/** The name of a picture's file. */
export const fileName = (file: string): string =>
  /[\s<>()\\&]/.test(file) ? `<${file.replace(/[<>\\&]/g, "\\$&")}>` : file;

/** Text or an attribute's value in HTML that stands on one line. */
export const escapeHtml = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replace(LOOSE_SLASH, "&#x338;");
