/** Classes of characters that line breaking asks about, by UTF-16 code. After the Unicode line breaking classes, kept small. */

export const LINE_FEED = 0x0a;
const NO_BREAK_SPACE = 0xa0;

/** A space that a line may end at. The no-break spaces U+00A0, U+2007 and U+202F are not among them. */
export const isBreakingSpace = (code: number): boolean =>
  code === 0x20 ||
  code === 0x09 ||
  code === 0x0d ||
  (code >= 0x2000 && code <= 0x200a && code !== 0x2007) ||
  code === 0x205f ||
  code === 0x3000;

/** A space that justification widens: browsers widen the no-break space with the ordinary one, and no other. */
export const isElasticSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === NO_BREAK_SPACE;

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
export const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x80 && LETTER_OR_MARK.test(String.fromCharCode(code)));

const CLOSING = /[\p{Pe}\p{Pf}.,:;!?'"…\u2019\u3001\u3002]/u;
/** Punctuation that belongs to the word before it: no line begins with it. */
export const isClosing = (code: number): boolean => CLOSING.test(String.fromCharCode(code));

const OPENING = /[\p{Ps}\p{Pi}¿¡'"]/u;
/** Punctuation that belongs to the word after it: no line ends with it. */
export const isOpening = (code: number): boolean => OPENING.test(String.fromCharCode(code));

/** Hyphen-minus and the typographic hyphen; the no-break hyphen U+2011 is a letter to us. */
export const isHyphen = (code: number): boolean => code === 0x2d || code === 0x2010;
export const isDash = (code: number): boolean => code === 0x2013 || code === 0x2014;

const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Scripts that break between any two characters. */
export const isIdeograph = (code: number): boolean => code >= 0x2e80 && IDEOGRAPH.test(String.fromCharCode(code));

const UNSPACED = /[\p{M}\u200b-\u200f\u2060\ufeff]/u;
/**
 * Characters of `text` that tracking widens: code points, less the marks and zero-width characters that stand on others.
 * A word of plain letters, the common case, is its own length.
 */
export const countTracked = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x300) count++;
    else if (!(code >= 0xdc00 && code <= 0xdfff) && !UNSPACED.test(String.fromCharCode(code))) count++;
  }
  return count;
};

export const countElasticSpaces = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (isElasticSpace(text.charCodeAt(at))) count++;
  return count;
};

const JOINED_SCRIPT = /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
/** Arabic and its relatives: letters join, so tracking would tear them apart. */
export const hasJoinedScript = (text: string): boolean => JOINED_SCRIPT.test(text);
