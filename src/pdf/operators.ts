import { endsToken, isSpace, latin1 } from "./syntax.js";

const REGULAR = 0;
const SPACE = 1;
/** What a byte is to the reader: of a word, white, or a delimiter. */
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => (isSpace(byte) ? SPACE : endsToken(byte) ? 2 : REGULAR));

export interface Operand {
  /** All operands as written. */
  text(): string;
  /** All operands, where they are numbers. */
  numbers(): number[];
}

/**
 * An operator of one or two letters, or `EMC`, behind numbers and names alone, as nearly all are. The expression reads it in a
 * third of the time that the loop below takes, which counts most before that is warm.
 */
const PLAIN = /(?:[-.\d]+ |\/\w+ )*(EMC|[A-Za-z]{1,2}\*?)(?=[\n ])/y;

/**
 * Calls `visit` for every operator but `Td`, with the offsets of its first operand and of the byte behind it. Where an
 * operator or a name begins, `leap` may take all of what it knows: it gives the offset behind it, or the one it was given.
 */
export const forEachOperator = (
  bytes: Uint8Array,
  visit: (operator: string, start: number, end: number, operand: Operand) => void,
  leap: (at: number, text: string) => number = (at) => at,
): void => {
  const text = latin1(bytes);
  let at = 0;
  let start = -1;
  let wordStart = 0;
  const operand: Operand = {
    text: () => latin1(bytes, start, wordStart),
    numbers: () => latin1(bytes, start, wordStart).trim().split(/\s+/).map(Number),
  };
  while (at < bytes.length) {
    const byte = bytes[at]!;
    const kind = KIND[byte];
    if (kind === SPACE) {
      at++;
      continue;
    }
    wordStart = at;
    if (start < 0 && (byte === 0x2f /* / */ || byte === 0x42) /* B */) {
      at = leap(at, text);
      if (at > wordStart) continue;
    }
    if (start < 0 && (kind === REGULAR || byte === 0x2f) /* / */) {
      PLAIN.lastIndex = at;
      const operator = PLAIN.exec(text)?.[1];
      if (operator !== undefined && operator !== "ID") {
        start = at;
        at = PLAIN.lastIndex;
        wordStart = at - operator.length;
        if (operator !== "Td") visit(operator, start, at, operand);
        start = -1;
        continue;
      }
    }
    if (kind === REGULAR) {
      do at++;
      while (KIND[bytes[at]!] === REGULAR);
      if (isOperator(bytes, wordStart, at)) {
        // Half of all operators move to the next glyph, and nobody asks for them.
        if (byte === 0x54 /* T */ && bytes[at - 1] === 0x64 /* d */) {
          start = -1;
          continue;
        }
        const operator = operatorName(bytes, wordStart, at);
        if (operator === "ID") at = inlineImageEnd(bytes, at);
        visit(operator === "ID" ? "EI" : operator, start < 0 ? wordStart : start, at, operand);
        start = -1;
        continue;
      }
    } else if (byte === 0x3c /* < */ && bytes[at + 1] !== 0x3c) at = hexEnd(bytes, at);
    else if (byte === 0x28 /* ( */) at = literalEnd(bytes, at);
    else if (byte === 0x25 /* % */) {
      while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
      continue;
    } else {
      at++; // a bracket, or the slash of a name
      if (byte === 0x2f /* / */) while (KIND[bytes[at]!] === REGULAR) at++;
    }
    if (start < 0) start = wordStart;
  }
};

/** Operators begin with a letter or a quotation mark; `true`, `false` and `null` are operands. */
const isOperator = (bytes: Uint8Array, start: number, end: number): boolean => {
  const byte = bytes[start]!;
  if (byte === 0x27 || byte === 0x22) return true;
  if (!((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))) return false;
  return end - start < 4 || !/^(true|false|null)$/.test(latin1(bytes, start, end));
};

/** Names of one and two letters, made once: there are a few hundred thousand operators in an issue. */
const NAMES = new Map<number, string>();
const operatorName = (bytes: Uint8Array, start: number, end: number): string => {
  if (end - start > 2) return latin1(bytes, start, end);
  const key = (bytes[start]! << 8) | (end - start === 2 ? bytes[start + 1]! : 0);
  let name = NAMES.get(key);
  if (name === undefined) {
    name = latin1(bytes, start, end);
    NAMES.set(key, name);
  }
  return name;
};

const literalEnd = (bytes: Uint8Array, at: number): number => {
  let depth = 0;
  let next = at;
  for (; next < bytes.length; next++) {
    if (bytes[next] === 0x5c /* \ */) next++;
    else if (bytes[next] === 0x28) depth++;
    else if (bytes[next] === 0x29 && --depth === 0) return next + 1;
  }
  return next;
};

const hexEnd = (bytes: Uint8Array, at: number): number => {
  const end = bytes.indexOf(0x3e /* > */, at);
  return end < 0 ? bytes.length : end + 1;
};

/** Behind the `EI` that ends the pixels. */
const inlineImageEnd = (bytes: Uint8Array, at: number): number => {
  let next = at + 1;
  while (next < bytes.length) {
    if (bytes[next] === 0x45 && bytes[next + 1] === 0x49 && isSpace(bytes[next - 1]) && endsToken(bytes[next + 2]))
      return next + 2;
    next++;
  }
  return next;
};
