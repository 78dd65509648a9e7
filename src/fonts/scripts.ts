/** The scripts of the world as far as messages name them, and which of them need more than one letter after the other. */
export interface Script {
  readonly name: string;
  readonly pattern: RegExp;
  /** Its letters join, change places or shapes, or run from right to left. */
  readonly complex?: true;
}

/** Scripts set without more ado that our readers and their sources write. */
const SIMPLE: readonly Script[] = [
  { name: "Tifinagh", pattern: /\p{Script=Tifinagh}/u },
  { name: "Latin", pattern: /\p{Script=Latin}/u },
  { name: "Greek", pattern: /\p{Script=Greek}/u },
  { name: "Cyrillic", pattern: /\p{Script=Cyrillic}/u },
  { name: "Ethiopic", pattern: /\p{Script=Ethiopic}/u },
  {
    name: "Chinese, Japanese or Korean",
    pattern: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  },
];

/** Unicode's own names (`\p{Script=…}`) where ours are the same. */
const COMPLEX = [
  ...["Hebrew", "Syriac", "Thaana", "Adlam", "Mandaic", "Samaritan", "Mongolian"],
  ...["Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"],
  ...["Thai", "Lao", "Tibetan", "Myanmar", "Khmer", "Javanese", "Balinese", "Sundanese", "Cham", "Chakma", "Lepcha"],
];

/** The rest of what Unicode writes from right to left, and of the blocks that hold the scripts of South and South-East Asia. */
const OTHER_COMPLEX =
  /[\u0590-\u08ff\u0900-\u109f\u1700-\u18af\u1900-\u1c7f\u1cd0-\u1cff\ua800-\uab2f\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{11000}-\u{11fff}\u{1e800}-\u{1efff}]/u;

const COMPLEX_SCRIPTS: readonly Script[] = [
  // With its vowel signs and punctuation, which Unicode counts to no script or to several.
  { name: "Arabic", pattern: /[\p{Script=Arabic}\u0600-\u06ff]/u, complex: true },
  { name: "N'Ko", pattern: /\p{Script=Nko}/u, complex: true },
  ...COMPLEX.map((name): Script => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, "u"), complex: true })),
  { name: "a script that joins letters or runs from right to left", pattern: OTHER_COMPLEX, complex: true },
];

/** What is no script's own. */
const OTHERS: readonly Script[] = [
  { name: "a pictogram", pattern: /\p{Extended_Pictographic}/u },
  { name: "private use", pattern: /\p{Co}/u },
  { name: "a mark over a letter", pattern: /\p{M}/u },
];

const SCRIPTS = [...SIMPLE, ...COMPLEX_SCRIPTS, ...OTHERS];

/** For naming a character; one of no script here is told by its number alone. */
export const scriptOf = (character: string): Script | undefined =>
  SCRIPTS.find(({ pattern }) => pattern.test(character));

/** Most texts hold no such character, and need not be looked through one by one. */
const PERHAPS_COMPLEX = /[\u0590-\u1cff\ua800-\uabff\ufb1d-\u{1efff}]/u;

/** Signs of money stand by themselves, whatever the script of their country. */
const MONEY = /\p{Sc}/u;

/** The complex scripts in a text, each with its first character. */
export const complexScriptsIn = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  if (!PERHAPS_COMPLEX.test(text)) return found;
  for (const character of text) {
    const script = scriptOf(character);
    if (script?.complex && !MONEY.test(character) && !found.has(script.name)) found.set(script.name, character);
  }
  return found;
};
