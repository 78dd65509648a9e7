import { type Article, articleTexts } from "../article/index.js";
import type { Problem } from "../problem.js";
import { missingGlyphs } from "./coverage.js";
import type { FontFace } from "./faces.js";

/** Scripts that our readers and their sources write, for naming a character; others are told by their number alone. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Arabic", /\p{Script=Arabic}/u],
  ["Tifinagh", /\p{Script=Tifinagh}/u],
  ["Latin", /\p{Script=Latin}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["N'Ko", /\p{Script=Nko}/u],
  ["Adlam", /\p{Script=Adlam}/u],
  ["Ethiopic", /\p{Script=Ethiopic}/u],
  ["Chinese, Japanese or Korean", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u],
  ["a pictogram", /\p{Extended_Pictographic}/u],
  ["private use", /\p{Co}/u],
  ["a mark over a letter", /\p{M}/u],
];

/** Characters of an article that no face can draw, each once, where it first stands. Problems: GLYPH_MISSING. */
export function checkGlyphs(article: Article, faces: readonly FontFace[]): Problem[] {
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const { text, place } of articleTexts(article)) {
    for (const character of missingGlyphs(text, faces)) {
      if (told.has(character)) continue;
      told.add(character);
      problems.push({
        code: "GLYPH_MISSING",
        severity: "error",
        place,
        message: `No font has the character ${describe(character)}, in ${article.name}: “${around(text, character)}”.`,
        remedy: "Write it in letters that the fonts have, or add a font that has it to the folder `fonts/`.",
      });
    }
  }
  return problems;
}

/** `ⵣ (U+2D63, Tifinagh)`. A private-use character shows nothing and is told by its number. */
function describe(character: string): string {
  const number = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const script = SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0];
  const name = script === undefined ? number : `${number}, ${script}`;
  return /\p{Co}|\p{M}/u.test(character) ? name : `${character} (${name})`;
}

/** A few words round the character. */
function around(text: string, character: string): string {
  const at = text.indexOf(character);
  return text
    .slice(Math.max(0, at - 20), at + 20)
    .replace(/\s+/g, " ")
    .trim();
}
