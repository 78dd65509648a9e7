import type { Glyph } from "pdfkit";
import type { OpenFace } from "./faces.js";
import { SLOTS, type SlotTable } from "./plain.js";
import type { Shaper } from "./shaper.js";

/** The plain letters of a face with certain features: advances, kerning by pairs, and codes to paint them with. */
export class GlyphSet {
  /** Thousandths of the em by slot; NaN where not read yet. */
  readonly advances = new Float64Array(SLOTS).fill(Number.NaN);
  /** The same by slot of the left letter times `SLOTS` plus that of the right. */
  readonly kerns = new Float64Array(SLOTS * SLOTS).fill(Number.NaN);
  /** 0 where the face has no single glyph for the letter. */
  private readonly glyphs = new Int32Array(SLOTS);
  private readonly codes: string[] = new Array<string>(SLOTS).fill("");

  constructor(
    private readonly shaper: Shaper,
    private readonly slots: SlotTable,
  ) {}

  get face(): OpenFace {
    return this.shaper.face;
  }

  /** Reads those of a text's letters that are not known yet, in one step: the shaper takes long over each text, however short. */
  read(text: string): void {
    let unknown = "";
    for (let at = 0; at < text.length; at++) {
      const slot = this.slots.of(text.charCodeAt(at));
      if (slot === 0 || !Number.isNaN(this.advances[slot]!)) continue;
      unknown += text[at];
      // Noted once; put right below.
      this.advances[slot] = 0;
    }
    if (unknown !== "") this.readLetters(unknown);
  }

  private readLetters(letters: string): void {
    const glyphs = this.shaper.lettersOf(letters);
    if (glyphs !== undefined) for (const [at, glyph] of glyphs.entries()) this.note(letters.charCodeAt(at), glyph);
    // One of them is no single glyph: only by themselves they tell which.
    else if (letters.length > 1) for (const letter of letters) this.readLetters(letter);
  }

  private note(code: number, { id, advanceWidth }: Glyph): void {
    const slot = this.slots.of(code);
    this.glyphs[slot] = id;
    this.advances[slot] = advanceWidth * this.face.scale;
  }

  /** Whether the plain letter is one glyph by itself here. */
  holds(slot: number): boolean {
    this.read(this.slots.characterAt(slot));
    return this.glyphs[slot]! > 0;
  }

  /** Kerning between two letters, both held. */
  kern(left: number, right: number): number {
    const kern = this.face.kerning(this.glyphs[left]!, this.glyphs[right]!) * this.face.scale;
    this.kerns[left * SLOTS + right] = kern;
    return kern;
  }

  /** The code that paints a plain letter. */
  codeOf(slot: number): string {
    const known = this.codes[slot]!;
    if (known !== "") return known;
    const code = this.face.include(this.glyphs[slot]!, this.slots.characterAt(slot), this.advances[slot]!);
    this.codes[slot] = code;
    return code;
  }
}
