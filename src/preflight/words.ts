import type { Inline } from "../article/index.js";

export const plainWords = (content: readonly Inline[]): string =>
  content
    .map((item) => (item.kind === "text" ? item.text : item.kind === "break" ? " " : plainWords(item.content)))
    .join("");

/** Letters and digits in lower case, accents and marks off: what two headlines that say the same have in common. */
export const bare = (text: string): string =>
  (
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");

export const wordsAlike = (one: string, other: string): boolean => bare(one) !== "" && bare(one) === bare(other);
