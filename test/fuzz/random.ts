/** A source of chance that gives the same numbers for the same seed, on every machine. */
export interface Chance {
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number;
  /** One of these. */
  oneOf<Item>(items: readonly Item[]): Item;
}

/** Xorshift over 32 bits, the seed stirred first so that neighbouring seeds have nothing in common. */
export const chanceFrom = (seed: number): Chance => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let turn = 0; turn < 8; turn++) next();
  const below = (limit: number): number => next() % Math.max(1, limit);
  return { below, oneOf: (items) => items[below(items.length)]! };
};
