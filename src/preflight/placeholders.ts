/** Words that were to be replaced before anybody read them. Problems: PLACEHOLDER_TEXT. */
import type { Place } from "../problem.js";
import { type Found, wordFrom } from "./found.js";

export interface Placeholder {
  /** As it stands in the text. */
  readonly words: string;
  readonly at: number;
  /** Whether it cannot be anything else. */
  readonly sure: boolean;
}

interface Mark {
  readonly pattern: RegExp;
  readonly sure: boolean;
  /** Whether the find is an ordinary word where it stands. */
  readonly isWord?: (text: string, match: RegExpExecArray, language: string) => boolean;
}

/** Languages in which TODO is a word: all, everything. */
const TODO_IS_A_WORD = new Set(["es", "pt", "gl", "ast", "eo"]);

/** No lower-case letter anywhere: in a line of capitals a word says nothing by having them. */
const isAllCapitals = (text: string): boolean => !/\p{Ll}/u.test(text);

const MARKS: readonly Mark[] = [
  // The passage of Cicero that printers scrambled; its first two words alone may be talked about.
  { pattern: /\blorem ipsum(?=[,.]?\s+dolor\b)/i, sure: true },
  { pattern: /(?:^|\n)\s*Lorem ipsum(?=\s*(?:…|\.|$))/, sure: true },
  { pattern: /\blorem ipsum\b/i, sure: false, isWord: (text) => /\blorem ipsum[,.]?\s+dolor\b/i.test(text) },
  { pattern: /[[{]\s*(?:TK(?:TK)*|TODO|FIXME|TBD|TBC|TBA|X{2,})(?![\p{L}\p{N}])[^\]}]{0,120}[\]}]/u, sure: true },
  {
    pattern:
      /\[\s*(?:insert|add|check|confirm|quote|caption|name|headline|photo)\b[^\]]{0,60}\b(?:here|tk|needed|to come)\s*\]/i,
    sure: true,
  },
  {
    pattern:
      /\[\s*(?:à (?:compléter|vérifier|confirmer|venir|rédiger)|a completar|por (?:completar|confirmar|verificar)|da completare|noch (?:zu )?(?:ergänzen|prüfen))\s*[^\]]{0,60}\]/iu,
    sure: true,
  },
  { pattern: /\[\s*(?:يُ?ستكمل|يتبع لاحقا|للتحقق|نص مؤقت)[^\]]{0,60}\]/u, sure: true },
  {
    pattern: /(?<![\p{L}\p{N}\]_./@#-])TK(?:TK)*(?![\p{L}\p{N}_/@-])/u,
    sure: false,
    // TK Maxx, TK 1234; to Germans, a health insurance.
    isWord: (text, { 0: mark, index }, language) =>
      language === "de" ||
      isAllCapitals(text) ||
      (mark === "TK" && /^[ \u00a0][\p{Lu}\d]/u.test(text.slice(index + 2))),
  },
  {
    pattern: /(?<![\p{L}\p{N}_./@#-])(?:TODO|FIXME)(?![\p{L}\p{N}_/@-])/u,
    sure: false,
    isWord: (text, { 0: mark, index }, language) =>
      mark === "TODO" && !/^\s?:/.test(text.slice(index + 4)) && (TODO_IS_A_WORD.has(language) || isAllCapitals(text)),
  },
  { pattern: /(?<![\p{L}\p{N}])X{4,}(?![\p{L}\p{N}])/u, sure: false },
];

/** What every placeholder has something of: spares nearly all copy the looking. */
const LIKELY = /[[{]|lorem|TK|TODO|FIXME|XXXX/i;

/** The placeholders of a text, the first of each kind. `language`: BCP 47. */
export const placeholdersIn = (text: string, language: string): Placeholder[] => {
  if (!LIKELY.test(text)) return [];
  const [primary = ""] = language.toLowerCase().split("-");
  const found: Placeholder[] = [];
  for (const { pattern, sure, isWord } of MARKS) {
    const match = pattern.exec(text);
    if (match === null || isWord?.(text, match, primary)) continue;
    const at = match.index + match[0].search(/\S/);
    const end = match.index + match[0].length;
    if (found.some((known) => known.at < end && at < known.at + known.words.length)) continue;
    found.push({ words: match[0].trim(), at, sure });
  }
  return found;
};

export const checkPlaceholders = (text: string, language: string, place: Place): Found[] =>
  placeholdersIn(text, language).map(({ words, at, sure }) => ({
    code: "PLACEHOLDER_TEXT",
    severity: sure ? "error" : "warning",
    place,
    near: sure && /^[[{]/.test(words) ? words.slice(0, 1) + (/[^\s[{]+/.exec(words)?.[0] ?? "") : wordFrom(text, at),
    message: `“${words.slice(0, 60)}” ${sure ? "stands where copy was still to come" : "may stand for copy that was still to come"}.`,
    remedy: "Write what belongs there, or take it out.",
  }));
