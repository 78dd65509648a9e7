/**
 * Numbers for words that read alike, so that the search sees at once where the same word or syllable stands above itself.
 * A part's number is that of a word of the same letters. Sums of letters times powers, modulo 2^32.
 */
const FACTOR = 0x01000193;
const LONGEST = 64;
/** Shorter words above each other go unseen. */
const FEWEST_LETTERS = 3;

const POWERS = new Int32Array(LONGEST + 1);
POWERS[0] = 1;
for (let power = 1; power <= LONGEST; power++) POWERS[power] = Math.imul(POWERS[power - 1]!, FACTOR);

/** Of the word in hand: sums over its first letters, and how many letters they are, by characters read. */
const sums = new Int32Array(LONGEST + 1);
const letters = new Int32Array(LONGEST + 1);
let length = 0;

/** The letter without its case, or 0 if it is punctuation, which nobody compares. Good enough beyond ASCII. */
const letterOf = (code: number): number => {
  if (code >= 0x61 && code <= 0x7a) return code;
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  return code < 0xc0 || (code >= 0x2000 && code < 0x2e80) ? 0 : code;
};

/** Takes a word in hand for `keyOf`; of an endless one only the beginning counts. */
export const readKeys = (word: string): void => {
  length = Math.min(word.length, LONGEST);
  for (let at = 0; at < length; at++) {
    const letter = letterOf(word.charCodeAt(at));
    sums[at + 1] = letter === 0 ? sums[at]! : (Math.imul(sums[at]!, FACTOR) + letter) | 0;
    letters[at + 1] = letter === 0 ? letters[at]! : letters[at]! + 1;
  }
};

/** The number of the part between two characters; 0 if it is too short to matter. */
export const keyOf = (start: number, end: number): number => {
  const to = Math.min(end, length);
  const from = Math.min(start, to);
  const count = letters[to]! - letters[from]!;
  return count < FEWEST_LETTERS ? 0 : (sums[to]! - Math.imul(sums[from]!, POWERS[count]!)) | 0;
};
