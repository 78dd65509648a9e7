/** Classes of characters that setting letter by letter asks about, by UTF-16 code. */

/** Different plain characters that are told apart; words with others beyond are shaped whole. */
export const SLOTS = 256;

/** Spaces that justification widens, as `typeset/` counts them. */
export const isElastic = (code: number): boolean => code === 0x20 || code === 0xa0;

const MARK_OR_FORMAT = /[\p{M}\p{Cf}\p{Cc}\p{Cs}]/u;
/** Characters that are one glyph in text fonts, whose neighbours matter for kerning alone: not marks, nor scripts that join. */
export const isPlain = (code: number): boolean =>
  (code < 0x590 || (code >= 0x1e00 && code < 0x2e80)) && !MARK_OR_FORMAT.test(String.fromCharCode(code));

const NOTHING = /^[\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;
/** Controls, joiners and variation selectors, which no glyph shows. */
export const showsNothing = (character: string): boolean => NOTHING.test(character);

/** What a character may be drawn as where no face has it: the no-break hyphen as a hyphen, spaces as the word space. */
export const standInsFor = (character: string): readonly string[] => {
  if (character === "\u2011") return ["\u2010", "-"];
  if (character === "\u2010") return ["-"];
  return /^\p{Zs}$/u.test(character) ? [" "] : [];
};

/** A small number for each plain character met so far, from 1; by UTF-16 code. */
export class SlotTable {
  private readonly slots = new Int16Array(0x2e80);
  private readonly met: string[] = [""];

  /** 0 if it has none. */
  of(code: number): number {
    const known = this.slots[code];
    if (known === undefined || known !== 0) return known ?? 0;
    if (this.met.length === SLOTS || !isPlain(code)) return 0;
    this.slots[code] = this.met.push(String.fromCharCode(code)) - 1;
    return this.slots[code]!;
  }

  characterAt(slot: number): string {
    return this.met[slot]!;
  }
}
