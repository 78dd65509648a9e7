import type { FontFace } from "./faces.js";

/** Whether a face has a glyph for the code point. */
export function hasGlyph(face: FontFace, codePoint: number): boolean {
  const { ranges } = face;
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < ranges[2 * middle]!) high = middle - 1;
    else if (codePoint > ranges[2 * middle + 1]!) low = middle + 1;
    else return true;
  }
  return false;
}

/** Characters that need no glyph: controls, joiners and variation selectors, spaces of any width. */
const NEEDS_NO_GLYPH = /^[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zs}\p{Zl}\p{Zp}]$/u;

/** Drawn with another character's glyph where the font has none of its own: the no-break hyphen. */
const STAND_INS: Readonly<Record<string, string>> = { "\u2011": "\u2010" };

/**
 * Characters of the text that none of the faces can draw, each once, in the order of the text. A letter with marks that a
 * face lacks counts as drawn if that face has the letter and its marks: browsers put them together.
 */
export function missingGlyphs(text: string, faces: readonly FontFace[]): string[] {
  const known = answers.get(faces) ?? new Map<string, boolean>();
  answers.set(faces, known);
  const missing = new Set<string>();
  for (const character of text) {
    let drawn = known.get(character);
    if (drawn === undefined) {
      drawn = isDrawn(character, faces);
      known.set(character, drawn);
    }
    if (!drawn) missing.add(character);
  }
  return [...missing];
}

/** What was asked of a list of faces before: an issue's articles share most of their letters. */
const answers = new WeakMap<readonly FontFace[], Map<string, boolean>>();

function isDrawn(character: string, faces: readonly FontFace[]): boolean {
  if (NEEDS_NO_GLYPH.test(character)) return true;
  const spellings = [character, STAND_INS[character], character.normalize("NFD")].filter((text) => text !== undefined);
  return faces.some((face) =>
    spellings.some((spelling) =>
      Array.from(spelling, (part) => part.codePointAt(0)!).every((code) => hasGlyph(face, code)),
    ),
  );
}
