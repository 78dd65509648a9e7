declare module "unicode-trie" {
  /** A table of numbers by code point, packed. */
  export default class UnicodeTrie {
    constructor(packed: Uint8Array);
    get(codePoint: number): number;
  }
}
