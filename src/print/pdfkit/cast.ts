import type { OpenFace } from "./faces.js";
import { GlyphSet } from "./glyphSet.js";
import { isElastic, type SlotTable, showsNothing, standInsFor } from "./plain.js";
import { type ShapedGlyph, Shaper } from "./shaper.js";

/** Shaped text from one face. */
export interface ShapedPiece {
  readonly face: OpenFace;
  readonly glyphs: readonly ShapedGlyph[];
  /** Characters that tracking widens. */
  readonly letters: number;
  readonly spaces: number;
}

/** A stretch of text: plain letters of the first face (`pieces` undefined), or a word shaped whole. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly ShapedPiece[] | undefined;
}

/** What a character is in a cast. */
const UNKNOWN = 0;
/** A plain letter that the first face has. */
const PLAIN = 1;
/** It must be shaped, or another face has it. */
const OTHER = 2;

const MARK = /^(?:\p{M}|\u200c|\u200d|[\ufe00-\ufe0f])$/u;

/**
 * The faces that a look is set from, the first of them wherever it can be, with the same features. Looks that differ in size, colour
 * and tracking have one cast.
 */
export class Cast {
  readonly first: GlyphSet;
  private readonly shapers: readonly Shaper[];
  private readonly kinds = new Uint8Array(0x10000);
  private readonly shaped = new Map<string, readonly ShapedPiece[]>();

  constructor(
    faces: readonly [OpenFace, ...OpenFace[]],
    features: readonly string[],
    private readonly slots: SlotTable,
  ) {
    this.shapers = faces.map((face) => new Shaper(face, features));
    this.first = new GlyphSet(this.shapers[0]!, slots);
  }

  /** Reads a text's letters in one step. Calls `tell` for each character that no face has. */
  prepare(text: string, tell: (character: string, at: number) => void): void {
    this.first.read(text);
    for (let at = 0; at < text.length; at++)
      if (this.kindOf(text.charCodeAt(at)) !== PLAIN) {
        const character = String.fromCodePoint(text.codePointAt(at)!);
        if (character !== "\n" && !showsNothing(character) && this.spell(character) === undefined) tell(character, at);
        at += character.length - 1;
      }
  }

  /** Whether all of the text is plain letters of the first face, as nearly all is. */
  isPlain(text: string, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.kindOf(text.charCodeAt(at)) !== PLAIN) return false;
    return true;
  }

  /** The text in stretches: each word that is not all plain is shaped whole, and spaces by themselves. */
  stretches(text: string, from: number, to: number): Stretch[] {
    const found: Stretch[] = [];
    const isSpace = (at: number): boolean => isElastic(text.charCodeAt(at));
    let done = from;
    for (let at = from; at < to; at++) {
      if (this.kindOf(text.charCodeAt(at)) === PLAIN) continue;
      let start = at;
      let end = at + 1;
      if (!isSpace(at)) {
        while (start > done && !isSpace(start - 1)) start--;
        while (end < to && !isSpace(end)) end++;
      }
      if (start > done) found.push({ from: done, to: start, pieces: undefined });
      found.push({ from: start, to: end, pieces: this.shape(text.slice(start, end)) });
      done = end;
      at = end - 1;
    }
    if (done < to) found.push({ from: done, to, pieces: undefined });
    return found;
  }

  private kindOf(code: number): number {
    const known = this.kinds[code]!;
    if (known !== UNKNOWN) return known;
    const slot = this.slots.of(code);
    const kind = slot !== 0 && this.first.holds(slot) ? PLAIN : OTHER;
    this.kinds[code] = kind;
    return kind;
  }

  private shape(word: string): readonly ShapedPiece[] {
    let pieces = this.shaped.get(word);
    if (pieces === undefined) {
      pieces = this.shapeAnew(word);
      this.shaped.set(word, pieces);
    }
    return pieces;
  }

  /** Neighbouring characters of one face are shaped together; one that another stands in for, by itself. */
  private shapeAnew(word: string): ShapedPiece[] {
    const pieces: ShapedPiece[] = [];
    let run: { shaper: Shaper; text: string } | undefined;
    const endRun = (): void => {
      if (run !== undefined) pieces.push(pieceOf(run.shaper, run.shaper.shape(run.text)));
      run = undefined;
    };
    for (const cluster of clustersOf(word)) {
      const spelt = this.spell(cluster);
      if (spelt === undefined) continue;
      if (spelt.standsIn) {
        endRun();
        pieces.push(
          pieceOf(
            spelt.shaper,
            spelt.shaper.shape(spelt.text).map((glyph) => ({ ...glyph, text: cluster })),
          ),
        );
      } else if (run !== undefined && run.shaper === spelt.shaper) run.text += spelt.text;
      else {
        endRun();
        run = { shaper: spelt.shaper, text: spelt.text };
      }
    }
    endRun();
    return pieces;
  }

  /** How a letter with its marks is written so that a face has all of it: as it is, put together, taken apart, or by a stand-in. */
  private spell(cluster: string): { shaper: Shaper; text: string; standsIn: boolean } | undefined {
    const shown = Array.from(cluster).filter((character) => !showsNothing(character));
    if (shown.length === 0) return undefined;
    const text = shown.join("");
    const has = (shaper: Shaper, spelling: string): boolean =>
      Array.from(spelling).every((character) => shaper.face.has(character.codePointAt(0)!));
    for (const shaper of this.shapers)
      for (const spelling of [text, text.normalize("NFC"), text.normalize("NFD")])
        if (has(shaper, spelling)) return { shaper, text: spelling, standsIn: false };
    for (const standIn of standInsFor(text))
      for (const shaper of this.shapers) if (has(shaper, standIn)) return { shaper, text: standIn, standsIn: true };
    return undefined;
  }
}

/** Letters with the marks that stand on them. */
const clustersOf = (word: string): string[] => {
  const clusters: string[] = [];
  for (const character of word) {
    if (clusters.length > 0 && MARK.test(character)) clusters[clusters.length - 1] += character;
    else clusters.push(character);
  }
  return clusters;
};

const pieceOf = (shaper: Shaper, glyphs: readonly ShapedGlyph[]): ShapedPiece => ({
  face: shaper.face,
  glyphs,
  letters: glyphs.filter(({ width }) => width > 0).length,
  spaces: glyphs.filter(({ text }) => text.length === 1 && isElastic(text.charCodeAt(0))).length,
});
