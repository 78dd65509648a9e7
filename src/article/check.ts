import type { Place } from "../problem.js";
import { countWords } from "../words.js";
import { plainText } from "./inline.js";
import { isUrlLike } from "./links.js";
import type { Reporter } from "./report.js";
import { articleTexts, blockTexts } from "./texts.js";
import type { Article, Block } from "./types.js";

/** Words an article may have: some thirty pages; a whole issue by another name. */
export const MAX_WORDS = 20_000;

/** Characters a headline may have: more cannot be read as one. */
const MAX_HEADLINE = 200;

/** Characters a word may have with nowhere to break it: about two lines of a column. */
const MAX_WORD = 80;

/** Places where a line may end inside a word: after a hyphen, dash or slash, and between letters of scripts without spaces. */
const BREAK_POINT =
  /(?<=[-‐–—/])|(?<=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Mymr}])/u;

/** Checks a whole article, whose body begins on `bodyLine`. Problems: ARTICLE_EMPTY, ARTICLE_TOO_LONG, HEADLINE_TOO_LONG, WORD_TOO_LONG. */
export function checkArticle(article: Article, bodyLine: number, reporter: Reporter): void {
  checkLength(article, bodyLine, reporter);
  checkHeadline(plainText(article.headline), article, reporter);
  const told = new Set<string>();
  for (const { text, place } of articleTexts(article)) {
    const word = text.split(/\s+/).find(isTooLong);
    if (word === undefined || told.has(word)) continue;
    told.add(word);
    reporter.report({
      code: "WORD_TOO_LONG",
      severity: "error",
      ...placed(place, reporter),
      near: word,
      message: `“${word.slice(0, 30)}…” has ${word.length} characters and no place to break it; no column is that wide.`,
      remedy: "Put a space or a hyphen in it, or take it out.",
    });
  }
}

/** A place in the article's file as a line of it; a place in the manifest as it is. */
const placed = (place: Place, { file }: Reporter): { line: number; elsewhere?: Place } =>
  place.file === file ? { line: place.line ?? 1 } : { line: 1, elsewhere: place };

/** Addresses may be long: the layout breaks them after `/`, `.` and `-`. */
const isTooLong = (word: string): boolean =>
  word.length > MAX_WORD && !isUrlLike(word) && word.split(BREAK_POINT).some((piece) => piece.length > MAX_WORD);

function checkLength(article: Article, line: number, { report }: Reporter): void {
  if (article.words > MAX_WORDS) {
    report({
      code: "ARTICLE_TOO_LONG",
      severity: "error",
      line,
      message: `The article has ${article.words.toLocaleString("en-GB")} words; the limit is ${MAX_WORDS.toLocaleString("en-GB")}.`,
      remedy: "Cut it, or print it as several articles.",
    });
  }
  const words = article.body.flatMap(blockTexts).reduce((sum, { text }) => sum + countWords(text), 0);
  if (words === 0 && !article.body.some(showsPicture)) {
    report({
      code: "ARTICLE_EMPTY",
      severity: "error",
      line,
      message: "The article has no text below its front matter.",
      remedy: "Write the text, or take the article out of issue.yaml.",
    });
  }
}

const showsPicture = (block: Block): boolean => block.kind === "figure" || block.kind === "gallery";

function checkHeadline(headline: string, { name, places }: Article, reporter: Reporter): void {
  if (headline.length <= MAX_HEADLINE) return;
  reporter.report({
    code: "HEADLINE_TOO_LONG",
    severity: "error",
    ...placed(places?.headline ?? { file: name, line: 1 }, reporter),
    near: headline.slice(0, 20),
    message: `The headline has ${headline.length} characters; the limit is ${MAX_HEADLINE}.`,
    remedy: "Shorten it, and say the rest in the standfirst.",
  });
}
