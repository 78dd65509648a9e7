import Trie from "unicode-trie";

/**
 * Stands in the bundle (`scripts/build.ts`) for `unicode-trie`, whose tables the font reader unpacks when it is loaded, three of them, for
 * scripts that are seldom set: each is unpacked when it is first asked.
 */
export default class LazyTrie {
  private trie: Trie | undefined;

  constructor(private readonly packed: Uint8Array) {}

  get(codePoint: number): number {
    this.trie ??= new Trie(this.packed);
    return this.trie.get(codePoint);
  }
}
