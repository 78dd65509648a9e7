/** Text as it may travel on: NFC, no invisible characters, no control characters. Letters and digits stay as they are. */

/** Scripts whose letters join or stack and need ZWJ and ZWNJ between them, and emoji, which ZWJ binds. */
const JOINING =
  /[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Nko}\p{scx=Mongolian}\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Tamil}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Khmer}\p{scx=Tifinagh}\p{Extended_Pictographic}]/u;

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Nko}\p{Script=Adlam}\p{Script=Thaana}]/u;

/** Never wanted: controls, soft hyphen, zero-width space, word joiner, BOM, invisible operators, overrides, noncharacters. */
const INVISIBLE =
  /(?![\t\n\r])\p{Cc}|\u00ad|\u034f|\u180e|\u200b|[\u202a-\u202e]|[\u2060-\u2064]|[\u206a-\u206f]|\ufeff|[\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu;
const JOINERS = /\u200c|\u200d/;
const DIRECTION_MARKS = /\u061c|\u200e|\u200f|[\u2066-\u2069]/g;
/** Line ends of other worlds (NEL, line and paragraph separator): a space, so that lines keep their numbers. */
const OTHER_LINE_ENDS = /[\u0085\u2028\u2029]/g;
const SIMPLE = /^[\t\n\r\u0020-\u007e]*$/;

/** Line feeds and tabs stay. */
export function cleanText(text: string): string {
  if (SIMPLE.test(text)) return text;
  let clean = text.normalize("NFC").replace(OTHER_LINE_ENDS, " ").replace(INVISIBLE, "");
  if (!RIGHT_TO_LEFT.test(clean)) clean = clean.replace(DIRECTION_MARKS, "");
  if (JOINERS.test(clean)) clean = dropIdleJoiners(clean);
  return clean;
}

function dropIdleJoiners(text: string): string {
  const characters = Array.from(text);
  const joins = (character: string | undefined): boolean => character !== undefined && JOINING.test(character);
  // U+FE0F stands between an emoji and its joiner.
  const before = (at: number): string | undefined =>
    characters[at - 1] === "\ufe0f" ? characters[at - 2] : characters[at - 1];
  return characters.filter((character, at) => !JOINERS.test(character) || joins(before(at))).join("");
}

/** An article file's text with line feeds only, or the line of the first byte that is not UTF-8. */
export function decodeText(bytes: Uint8Array): { text: string; invalidLine?: number } {
  const decoded = new TextDecoder("utf-8").decode(bytes).replace(/\r\n?/g, "\n");
  const valid = isUtf8(bytes);
  const text = cleanText(decoded);
  if (valid) return { text };
  return { text, invalidLine: decoded.slice(0, Math.max(0, decoded.indexOf("\ufffd"))).split("\n").length };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
