/**
 * How the composer speaks to the finisher. Chromium writes an element's `lang` into the tag tree whole, private-use part
 * included, and nothing else that an author can choose; fonts, `:lang()` and hyphenation heed only what stands before `-x-`.
 * So `<p lang="en-GB-x-k12">` is an English paragraph with the key `k12`, and `<em lang="fr-x-lbl">` a French label.
 * Finishing takes the marks out again.
 */

/** What a word after `-x-` makes of its element. `skip` takes the element and all in it out of the tag tree. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  art: "Art",
  sect: "Sect",
  part: "Part",
  div: "Div",
  p: "P",
  quote: "BlockQuote",
  cap: "Caption",
  lbl: "Lbl",
  toc: "TOC",
  toci: "TOCI",
  span: "Span",
  skip: "skip",
};

export interface Mark {
  /** The language without the mark; undefined when the mark stood alone or no language was written. */
  readonly language: string | undefined;
  /** Elements with the same key are parts of one: a paragraph cut between frames, an article on several pages. */
  readonly key: string | undefined;
  /** A structure type, or `skip`. */
  readonly role: string | undefined;
}

const UNMARKED: Mark = { language: undefined, key: undefined, role: undefined };

/** Splits `en-GB-x-k12-cap`. A key is `k` and up to seven letters or digits. Words it does not know are dropped. */
export const parseMark = (lang: string | undefined): Mark => {
  if (lang === undefined) return UNMARKED;
  const [language, words = ""] = lang.split(/-x-|^x-/i);
  const parts = words.toLowerCase().split("-");
  return {
    language: language === "" ? undefined : language,
    key: parts.find((word) => /^k[a-z0-9]{1,7}$/.test(word)),
    role: ROLE_WORDS[parts.find((word) => word in ROLE_WORDS) ?? ""],
  };
};
