/** Stretches between white space, no-break spaces included. */
export const wordsOf = (...texts: readonly (string | undefined)[]): string[] =>
  texts.flatMap((text) => (text ?? "").normalize("NFC").split(/\s+/)).filter((word) => word !== "");

/** A text's words, each of which can be taken once. */
export class Words {
  private readonly taken: boolean[];

  constructor(readonly words: readonly string[]) {
    this.taken = words.map(() => false);
  }

  /** Takes words that stand together, where they first do so untaken at or after word `from`; returns the place, −1 for none. */
  take(stretch: readonly string[], from = 0): number {
    for (let at = from; at + stretch.length <= this.words.length; at++) {
      if (!stretch.every((word, index) => !this.taken[at + index] && this.words[at + index] === word)) continue;
      this.taken.fill(true, at, at + stretch.length);
      return at;
    }
    return -1;
  }

  /** Takes each of these words wherever it stands; returns those that stand nowhere. */
  takeEach(words: readonly string[]): string[] {
    return words.filter((word) => this.take([word]) < 0);
  }

  /** What nobody took. */
  get rest(): readonly string[] {
    return this.words.filter((_, index) => !this.taken[index]);
  }
}
