/** Words longer than this are not compared: the table below grows with the product of both lengths. */
const LONGEST_WORD = 80;

/**
 * Damerau–Levenshtein distance (optimal string alignment): the number of letters added, dropped, changed, or swapped
 * with a neighbour, that turn `a` into `b`.
 */
export const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
};

/** Case, accents and separators are not what a writer gets wrong: `time_zone` and `timeZone` are one word. */
const folded = (word: string): string =>
  word
    .normalize("NFKD")
    .replace(/\p{M}|[\s_-]/gu, "")
    .toLowerCase();

/** The candidate that `word` was probably meant to be, or undefined when none is close: one letter in three may differ. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const wanted = folded(word);
  if (wanted.length === 0 || wanted.length > LONGEST_WORD) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const known = folded(candidate);
    if (known.length > LONGEST_WORD || Math.abs(known.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, known);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
};
