import { hash } from "node:crypto";

/** Words in a shingle: enough that two stories about the same thing share few, and two versions of one story most. */
const SHINGLE_WORDS = 5;
/** Smallest hashes kept of a story: their overlap estimates that of all shingles to about ± 0.1. */
const SKETCH_SIZE = 64;

/** The words that stories are compared by: letters and digits in lower case, accents and marks off. */
export const barewords = (text: string): readonly string[] =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What two stories with the same words share. */
export const wordsHash = (words: readonly string[]): string => hash("sha256", words.join(" "), "hex").slice(0, 32);

/** 32 bits of FNV-1a (Fowler, Noll, Vo), mixed once more so that small values are no rarer than others. */
const hashOf = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
};

/** The smallest hashes of a story's shingles, in order (bottom-k sketch; Broder, "On the resemblance and containment of documents", 1997). */
export type Sketch = readonly number[];

export const sketchOf = (words: readonly string[]): Sketch => {
  const hashes = new Set<number>();
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at++)
    hashes.add(hashOf(words.slice(at, at + SHINGLE_WORDS).join(" ")));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
};

/** The share of their shingles that two stories have in common, 0 to 1, estimated. 0 where one is too short to say. */
export const similarity = (one: Sketch, other: Sketch): number => {
  const smallest = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
  if (one.length === 0 || other.length === 0) return 0;
  const [inOne, inOther] = [new Set(one), new Set(other)];
  return smallest.filter((value) => inOne.has(value) && inOther.has(value)).length / smallest.length;
};

/** A sketch as a text for the ledger. */
export const packSketch = (sketch: Sketch): string => {
  const bytes = Buffer.alloc(sketch.length * 4);
  sketch.forEach((value, index) => void bytes.writeUInt32BE(value, index * 4));
  return bytes.toString("base64");
};

export const unpackSketch = (text: string): Sketch => {
  const bytes = Buffer.from(text, "base64");
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32BE(index * 4));
};

/** From this share of common shingles on, two stories are taken for versions of one. */
const SIMILAR = 0.5;
/** Hashes that two sketches must share before they are compared in full: fewer cannot reach `SIMILAR`. */
const LEAST_SHARED = SKETCH_SIZE / 4;

/** Stories by their shingles: finding one alike does not take longer for every story that ever ran. */
export class Likenesses<Item> {
  private readonly items: { readonly item: Item; readonly sketch: Sketch }[] = [];
  private readonly byHash = new Map<number, number[]>();

  add(item: Item, sketch: Sketch): void {
    const index = this.items.push({ item, sketch }) - 1;
    for (const value of sketch) {
      const known = this.byHash.get(value);
      if (known === undefined) this.byHash.set(value, [index]);
      else known.push(index);
    }
  }

  /** The story that is most like this one, and the share of shingles that they have in common; none below a half. */
  find(sketch: Sketch): { readonly item: Item; readonly share: number } | undefined {
    const shared = new Map<number, number>();
    for (const value of sketch)
      for (const index of this.byHash.get(value) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    const least = Math.min(LEAST_SHARED, sketch.length / 4);
    const alike = [...shared]
      .filter(([, count]) => count >= least)
      .map(([index]) => ({ item: this.items[index]!.item, share: similarity(sketch, this.items[index]!.sketch) }))
      .filter(({ share }) => share >= SIMILAR);
    return alike.toSorted((a, b) => b.share - a.share)[0];
  }
}
