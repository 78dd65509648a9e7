/** Paragraphs in another language than their article says. Problems: LANGUAGE_UNMARKED. */
import { countWords } from "../words.js";
import { excerpt, type Found, wordFrom } from "./found.js";
import type { CopyText } from "./texts.js";

/** Words from which on letters tell a language of the same script. */
const SPEAKING_WORDS = 40;
/** Words from which on another script is more than a name. */
const SCRIPT_WORDS = 5;
/** Share of the letters that another script must have. */
const SCRIPT_SHARE = 0.6;
/** The own language's score, of the likeliest one's 1, above which the verdict is not clear. */
const NEAR = 0.92;
/** Share of a language's commonest words from which on a paragraph is in that language for certain. */
const COMMON_SHARE = 0.14;

/** As trigram tables name the languages (ISO 639-3). */
const THREE_LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  "ar arb,cs ces,de deu,el ell,en eng,es spa,fa pes,fr fra,ha hau,hu hun,id ind,it ita,nl nld,pl pol,pt por,ro ron,ru rus,so som,sv swe,sw swh,tr tur,uk ukr,yo yor"
    .split(",")
    .map((pair) => pair.split(" ")),
);

/** The commonest words of languages that are written in Latin letters: quicker than trigrams to say that all is as it should be. */
const COMMON: Readonly<Record<string, RegExp>> = {
  en: /^(?:the|of|and|to|a|in|is|was|that|it|for|on|with|as|are|by|at|from|have|his|they|which|be|this|not|had|but|he|she|who|an|or|were|its)$/,
  fr: /^(?:le|la|les|de|des|du|un|une|et|est|en|dans|que|qui|à|au|aux|pour|par|sur|il|elle|ne|pas|ce|se|son|sa|ses|plus|avec|sont|ont|où|on)$/,
  es: /^(?:el|la|los|las|de|del|un|una|y|es|en|que|a|al|por|para|con|se|su|sus|no|lo|como|más|pero|fue|son|o|le|ha)$/,
  de: /^(?:der|die|das|den|dem|des|und|ist|in|zu|von|mit|ein|eine|einer|einem|nicht|auf|für|im|es|er|sie|sich|als|auch|an|war|aus|bei|nach|wie)$/,
  it: /^(?:il|lo|la|i|gli|le|di|del|della|dei|un|una|e|è|in|che|a|al|per|con|si|non|da|dal|su|come|più|sono|nel|nella|ha)$/,
  pt: /^(?:o|a|os|as|de|do|da|dos|das|um|uma|e|é|em|no|na|que|por|para|com|se|não|ao|como|mais|foi|são|à|seu|sua)$/,
};

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/gu,
  Arab: /\p{Script=Arabic}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Grek: /\p{Script=Greek}/gu,
  Hebr: /\p{Script=Hebrew}/gu,
  Tfng: /\p{Script=Tifinagh}/gu,
  Hans: /\p{Script=Han}/gu,
  Deva: /\p{Script=Devanagari}/gu,
};

/** Blocks of letters that are not Latin, from Greek on: spares nearly all copy the counting. */
const BEYOND_LATIN = /[\u0370-\u1dff\u2c80-\ua7ff\ua830-\ud7ff\ufb1d-\ufdff\ufe70-\ufeff]/;

const SCRIPT_NAMES: Readonly<Record<string, string>> = {
  Latn: "Latin",
  Arab: "Arabic",
  Cyrl: "Cyrillic",
  Grek: "Greek",
  Hebr: "Hebrew",
  Tfng: "Tifinagh",
  Hans: "Chinese",
  Deva: "Devanagari",
};

const primary = (tag: string): string => tag.toLowerCase().split("-")[0]!;

const scripts = new Map<string, string>();

/** The script that a language is written in where its tag says nothing else; Japanese and the like are none of ours. */
const scriptOf = (tag: string): string => {
  let script = scripts.get(tag);
  if (script === undefined) {
    try {
      script = new Intl.Locale(tag).maximize().script ?? "Latn";
    } catch {
      script = "Latn";
    }
    scripts.set(tag, script);
  }
  return script;
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A script that most letters have and that the language is not written in. */
export const strangeScript = (text: string, language: string): string | undefined => {
  const own = scriptOf(language);
  if (SCRIPTS[own] === undefined || (own === "Latn" && !BEYOND_LATIN.test(text))) return undefined;
  const letters = count(text, /\p{L}/gu);
  const owned = count(text, SCRIPTS[own]);
  if (letters === 0 || owned / letters > 1 - SCRIPT_SHARE) return undefined;
  return Object.keys(SCRIPTS).find(
    (script) => script !== own && count(text, SCRIPTS[script]!) / letters >= SCRIPT_SHARE,
  );
};

/** Letters of a text that are enough to know its language by its commonest words. */
const GLANCE = 500;

/** Whether its commonest words show that a text is in the language that it says: sister languages share some of them. */
const isPlainly = (text: string, language: string, rivals: readonly string[]): boolean => {
  const words =
    text
      .slice(0, GLANCE)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const share = (tag: string): number => {
    const common = COMMON[tag];
    return common === undefined ? 0 : words.filter((word) => common.test(word)).length / Math.max(1, words.length);
  };
  const own = share(language);
  return own >= COMMON_SHARE && rivals.every((rival) => share(primary(rival)) < own);
};

/** The other languages of the magazine that are written as this one is. */
const rivalsOf = (language: string, known: readonly string[]): readonly string[] =>
  known.filter((tag) => primary(tag) !== primary(language) && scriptOf(tag) === scriptOf(language));

/** The magazine's language that a text is in, where that is clearly another than it says. */
const strangeLanguage = async (
  text: string,
  language: string,
  known: readonly string[],
): Promise<string | undefined> => {
  const own = primary(language);
  const rivals = rivalsOf(language, known);
  if (rivals.length === 0 || THREE_LETTERS[own] === undefined || isPlainly(text, own, rivals)) return undefined;
  if (countWords(text) < SPEAKING_WORDS) return undefined;
  const { francAll } = await import("franc-min");
  const codes = [own, ...rivals.map(primary)].flatMap((tag) => THREE_LETTERS[tag] ?? []);
  const scores = new Map(francAll(text, { only: codes, minLength: 100 }));
  const likeliest = rivals.find((tag) => scores.get(THREE_LETTERS[primary(tag)] ?? "") === 1);
  if (likeliest === undefined || (scores.get(THREE_LETTERS[own]) ?? 0) >= NEAR) return undefined;
  // A list of names has the letters of any language, and the words of none.
  return COMMON[primary(likeliest)] === undefined || isPlainly(text, primary(likeliest), [own]) ? likeliest : undefined;
};

const nameOf = (tag: string): string => new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;

const found = ({ text, place }: CopyText, message: string, mark: string): Found => ({
  code: "LANGUAGE_UNMARKED",
  place,
  near: wordFrom(text, 0),
  message: `${message} “${excerpt(text, 0)}”`,
  remedy: `Write it as \`<p lang="${mark}">…</p>\`, so that it is divided, set and read aloud as what it is; or give the article \`language: ${mark}\`, if all of it is.`,
});

/** A language that is written in a script, if the magazine has none. */
const USUAL: Readonly<Record<string, string>> = {
  Arab: "ar",
  Hebr: "he",
  Grek: "el",
  Cyrl: "ru",
  Tfng: "zgh",
  Hans: "zh",
  Deva: "hi",
  Latn: "en",
};

const checkScript = (copy: CopyText, known: readonly string[]): Found | undefined => {
  const { text, language } = copy;
  const script = strangeScript(text, language);
  if (script === undefined || countWords(text) < SCRIPT_WORDS) return undefined;
  const likely = known.find((tag) => scriptOf(tag) === script) ?? USUAL[script]!;
  const says = `A paragraph in ${SCRIPT_NAMES[script]} letters stands in copy that says it is ${nameOf(language)}:`;
  return found(copy, says, likely);
};

/** Paragraphs and quotations whose language or script is not the one they say. `known`: the magazine's languages. */
export const checkLanguages = async (texts: readonly CopyText[], known: readonly string[]): Promise<Found[]> => {
  const all: Found[] = [];
  for (const copy of texts) {
    const { text, part, language } = copy;
    if (part !== "paragraph" && part !== "standfirst") continue;
    const inScript = checkScript(copy, known);
    if (inScript !== undefined) {
      all.push(inScript);
      continue;
    }
    const strange = await strangeLanguage(text, language, known);
    if (strange === undefined) continue;
    const says = `A paragraph that is in ${nameOf(strange)} by its letters says it is ${nameOf(language)}:`;
    all.push(found(copy, says, strange));
  }
  return all;
};
