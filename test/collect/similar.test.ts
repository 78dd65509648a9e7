import { expect, it } from "vitest";
import {
  barewords,
  Likenesses,
  packSketch,
  similarity,
  sketchOf,
  unpackSketch,
  wordsHash,
} from "../../src/collect/similar.js";

/** So many different sentences, by seed. */
const story = (seed: number, sentences: number): string =>
  Array.from({ length: sentences }, (_, index) => {
    const word = (part: number): string => `w${((seed * 7919 + index * 104729 + part * 1299709) % 9973).toString(36)}`;
    return `${Array.from({ length: 14 }, (_unused, part) => word(part)).join(" ")}.`;
  }).join(" ");

const sketch = (text: string) => sketchOf(barewords(text));

it("knows versions of one story from two stories", () => {
  const text = story(1, 40);
  const edited = text
    .replace(/(\w+)\.(?= )/, "$1 indeed.")
    .split(". ")
    .slice(0, 36)
    .join(". ");
  expect(similarity(sketch(text), sketch(text))).toBe(1);
  expect(similarity(sketch(text), sketch(edited))).toBeGreaterThan(0.75);
  expect(similarity(sketch(text), sketch(`${story(2, 30)} ${text.slice(0, 400)}`))).toBeLessThan(0.3);
  expect(similarity(sketch(text), sketch(story(3, 40)))).toBeLessThan(0.05);
  expect(similarity(sketch("too short"), sketch("too short"))).toBe(0);
});

it("compares words, not their marks", () => {
  const [one, other] = ["L’Été — « déjà » passé", "l'ete: DEJA passe!"].map(barewords);
  expect(one).toEqual(other);
  expect(wordsHash(one!)).toBe(wordsHash(other!));
  expect(barewords("مرحبًا بالعالم")).toEqual(["مرحبا", "بالعالم"]);
});

it("goes into the ledger and comes back", () => {
  const own = sketch(story(4, 20));
  expect(unpackSketch(packSketch(own))).toEqual(own);
});

it("finds the story most alike among many", () => {
  const all = new Likenesses<number>();
  for (let seed = 1; seed <= 300; seed++) all.add(seed, sketch(story(seed, 30)));
  expect(all.find(sketch(`${story(77, 27)} ${story(500, 3)}`))?.item).toBe(77);
  expect(all.find(sketch(story(501, 30)))).toBeUndefined();
  expect(all.find([])).toBeUndefined();
});
