/** A seeded source of numbers 0 ≤ n < 1 (Mulberry32): the same seed gives the same corpus on every machine. */
export type Random = () => number;

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** One of the items; the earlier ones come oftener, as the commoner words of a language do. */
export const common = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(items.length * random() ** 1.6)]!;

export const anyOf = <Item>(random: Random, items: readonly Item[]): Item =>
  items[between(random, 0, items.length - 1)]!;

export const shuffled = <Item>(random: Random, items: readonly Item[]): Item[] => {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = between(random, 0, at);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
};
