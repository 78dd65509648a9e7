/** Text made plain for comparing, and the counting of words. */

/** Lower case, one kind of quote, apostrophe and alef, no vowel signs, single spaces: for comparing, never for print. */
export const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00ad\u061c\u064b-\u0652\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0f/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[“”«»„″]/g, '"')
    .replace(/\s+/g, " ")
    .trim();

/** The letters and digits alone: equal for two settings of one headline. */
export const lettersOf = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The text of `html`, one space between words. Only for snippets of our own vocabulary. */
export const stripTags = (html: string): string =>
  html
    .replace(/<br>/g, " ")
    .replace(/<[^<>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
