import { plainText } from "./excerpt.js";

/** JSON from a site: nothing in it is certain. */
export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path of keys, or undefined where the way ends. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown => {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return here;
};

/** The text at a path, trimmed; undefined where there is none. */
export const textAt = (value: unknown, ...path: readonly (string | number)[]): string | undefined => {
  const found = at(value, ...path);
  return typeof found === "string" && found.trim() !== "" ? found.trim() : undefined;
};

export const listAt = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** A name as people read it: WordPress sends `R&amp;D`. */
export const nameAt = (value: unknown, ...path: readonly (string | number)[]): string | undefined => {
  const text = textAt(value, ...path);
  return text === undefined ? undefined : plainText(text) || undefined;
};

/** Beginnings that are tried when something was printed before the JSON; a warning of PHP holds few brackets. */
const TRIED_BEGINNINGS = 50;

/** Caches sign their pages with a comment, which may hold brackets too. */
const withoutLastComment = (text: string): string => {
  const start = text.trimEnd().endsWith("-->") ? text.lastIndexOf("<!--") : -1;
  return start === -1 ? text : text.slice(0, start);
};

/** Parses JSON that PHP warnings or a cache's comment may stand around. `undefined` where there is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // Gone through below.
  }
  const uncommented = withoutLastComment(text);
  let tried = 0;
  for (const { 0: bracket, index } of uncommented.matchAll(/[[{]/g)) {
    if (++tried > TRIED_BEGINNINGS) return undefined;
    const end = uncommented.lastIndexOf(bracket === "[" ? "]" : "}");
    try {
      const found: unknown = JSON.parse(uncommented.slice(index, end + 1));
      // The `[1]` of a warning is JSON too.
      if (isRecord(found) || isRecord(at(found, 0)) || at(found, "length") === 0) return found;
    } catch {
      // The next bracket may be the one.
    }
  }
  return undefined;
};
