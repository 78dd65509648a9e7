import { describe, expect, it } from "vitest";
import { setLeaves, setText } from "../../src/article/typography.js";

const N = "\u00a0";
const NN = "\u202f";

const CASES: Readonly<Record<string, readonly (readonly [typed: string, set: string])[]>> = {
  "en-GB": [
    [`"It's a 'fine' day," she said.`, "“It’s a ‘fine’ day,” she said."],
    [`'He said "no" to me'`, "‘He said “no” to me’"],
    [`"He said "no" twice"`, "“He said ‘no’ twice”"],
    [`'tis the '90s, rock 'n' roll and the dogs' bowls`, "’tis the ’90s, rock ’n’ roll and the dogs’ bowls"],
    [`the Ka'ba, 'Ali and Qur'an`, "the Ka’ba, ’Ali and Qur’an"],
    [`("quoted") and "'nested'"`, "(“quoted”) and “‘nested’”"],
    [`6'2" tall`, "6′2″ tall"],
    ["one -- two - three---four--five", `one${N}– two${N}– three—four${N}– five`],
    ["Wait... and . . .", "Wait… and …"],
    ["1990-95, 12-15, 9-10, 95-105, 1990--1995", "1990–95, 12–15, 9–10, 95–105, 1990–1995"],
    ["2026-11-23, 555-1234, 978-3-16, F-16, COVID-19, 00-12", "2026-11-23, 555-1234, 978-3-16, F-16, COVID-19, 00-12"],
    ["10 km, 5 °C, 12 %, p. 7, No. 5, 3 men", `10${N}km, 5${N}°C, 12${N}%, p.${N}7, No.${N}5, 3 men`],
    ["“already” ‘set’ – and — so…", `“already” ‘set’${N}– and${N}— so…`],
    ["https://a.org/b--c/1990-95?d=... and it's", "https://a.org/b--c/1990-95?d=... and it’s"],
    ["run --out and well-known", "run --out and well-known"],
  ],
  "en-US": [['one -- two--three, "x"', "one—two—three, “x”"]],
  fr: [
    [
      `"Il a dit 'oui' : non!" dit-elle; l'été?`,
      `«${NN}Il a dit “oui”${N}: non${NN}!${NN}» dit-elle${NN}; l’été${NN}?`,
    ],
    ["« déjà » ?! 10 000 km à 12:30", `«${NN}déjà${NN}»${NN}?! 10${NN}000${N}km à 12:30`],
    ["Voir https://a.org/b?c=d;e n° 5", `Voir https://a.org/b?c=d;e n°${N}5`],
  ],
  es: [[`"Hola 'tú'" -- dijo`, `«Hola “tú”»${N}– dijo`]],
  ar: [['"مرحبا" 10 km', `«مرحبا» 10${N}km`]],
  de: [['"x"', "“x”"]],
};

describe.each(Object.entries(CASES))("%s", (language, cases) => {
  it.each(cases)("%s", (typed, set) => {
    expect(setText(typed, language)).toBe(set);
    expect(setText(set, language)).toBe(set);
  });
});

it("works across styles, and leaves code and addresses alone", () => {
  const leaves = [
    { text: 'He said "go ', opaque: false },
    { text: "now", opaque: false },
    { text: '" -- and "', opaque: false },
    { text: 'a -- "b"', opaque: true },
    { text: '" it', opaque: false },
    { text: "'", opaque: false },
    { text: "s", opaque: false },
  ];
  expect(setLeaves(leaves, "en-GB").map(({ text }) => text)).toEqual([
    "He said “go ",
    "now",
    `”${N}– and “`,
    'a -- "b"',
    "” it",
    "’",
    "s",
  ]);
});

/** A repeatable source of numbers from 0 to 1 (a linear congruence, as in Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("any text", () => {
  const PARTS =
    `a b Ab é ص x's 'tis 1 12 1990 95 " ' " ' - -- --- . ... , ; : ! ? ( ) « » “ ” ‘ ’ – — … % km p. n° https://a.b/c--d?e=1 a@b.org`.split(
      " ",
    );
  const SPACES = ["", "", " ", " ", "  ", N, NN, "\n"];

  it.each(["en-GB", "en-US", "fr", "es", "ar"])(
    "set twice is as set once, and keeps every letter and digit in order (%s)",
    (language) => {
      const random = randomFrom(47);
      const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
      const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");
      for (let round = 0; round < 3000; round++) {
        const leaves = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
          text: Array.from({ length: Math.floor(random() * 8) }, () => pick(PARTS) + pick(SPACES)).join(""),
          opaque: random() < 0.1,
        }));
        const once = setLeaves(leaves, language);
        const twice = setLeaves(once, language);
        expect(twice, JSON.stringify(leaves)).toEqual(once);
        expect(
          once.map(({ text }) => bare(text)),
          JSON.stringify(leaves),
        ).toEqual(leaves.map(({ text }) => bare(text)));
        for (const [i, leaf] of once.entries()) if (leaf.opaque) expect(leaf.text).toBe(leaves[i]!.text);
      }
    },
  );
});
