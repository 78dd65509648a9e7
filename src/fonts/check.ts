import type { Problem } from "../problem.js";
import { missingGlyphs } from "./coverage.js";
import type { FontFace } from "./faces.js";
import { complexScriptsIn, scriptOf } from "./scripts.js";
import type { Copy } from "./words.js";

/** Characters of each copy that no face can draw, each once, where it first stands. Problems: GLYPH_MISSING. */
export function checkGlyphs(copies: readonly Copy[], faces: readonly FontFace[]): Problem[] {
  const families = [...new Set(faces.map(({ family }) => family))];
  const none = families.length > 1 ? `None of ${families.join(", ")}` : `No font${families.map((one) => ` of ${one}`)}`;
  const problems: Problem[] = [];
  for (const { name, words } of copies) {
    const told = new Set<string>();
    for (const { text, place } of words)
      for (const character of missingGlyphs(text, faces)) {
        if (told.has(character)) continue;
        told.add(character);
        problems.push({
          code: "GLYPH_MISSING",
          severity: "error",
          place,
          message: `${none} has the character ${describe(character)}, in ${name}: “${around(text, character)}”.`,
          remedy: "Write it in letters that the fonts have, or add a font that has it to the folder `fonts/`.",
        });
      }
  }
  return problems;
}

/** What the engine pdfkit would print wrong: each script of each copy once, where it first stands. Problems: SCRIPT_NEEDS_BROWSER. */
export function checkScripts(copies: readonly Copy[]): Problem[] {
  const problems: Problem[] = [];
  for (const { name, words } of copies) {
    const told = new Set<string>();
    for (const { text, place } of words)
      for (const [script, character] of complexScriptsIn(text)) {
        if (told.has(script)) continue;
        told.add(script);
        problems.push({
          code: "SCRIPT_NEEDS_BROWSER",
          severity: "error",
          place,
          message: `Without a browser ${script} cannot be set rightly, in ${name}: “${around(text, character)}”.`,
          remedy:
            "Print with a browser (`pressday doctor` tells what there is), take these words out, or write them in Latin letters.",
        });
      }
  }
  return problems;
}

/** `ⵣ (U+2D63, Tifinagh)`. A private-use character shows nothing and is told by its number. */
function describe(character: string): string {
  const number = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const script = scriptOf(character)?.name;
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
