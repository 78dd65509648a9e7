/** PDF objects as plain data (ISO 32000-1, 7.3). Streams, which only stand alone, are in `file.ts`. */
export type PdfValue = number | boolean | null | PdfName | PdfText | PdfRef | readonly PdfValue[] | PdfRecord;
export interface PdfName {
  readonly kind: "name";
  readonly name: string;
}
export interface PdfText {
  readonly kind: "text";
  readonly bytes: Uint8Array;
  /** As the file has it, with its brackets. */
  readonly written: string;
}
export interface PdfRef {
  readonly kind: "ref";
  readonly number: number;
}
export interface PdfRecord {
  readonly kind: "record";
  readonly entries: Entries;
}
/** A dictionary's values by key, in the order of the file. */
export type Entries = Record<string, PdfValue>;

export const nameOf = (name: string): PdfName => ({ kind: "name", name });
export const refTo = (number: number): PdfRef => ({ kind: "ref", number });
export const recordOf = (entries: Entries): PdfRecord => ({ kind: "record", entries });
/** Text as plain ASCII between parentheses; it holds none itself. */
export const plainText = (text: string): PdfText => ({ kind: "text", bytes: Buffer.from(text), written: `(${text})` });
/** Text in any script, as UTF-16. */
export const wideText = (text: string): PdfText => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
  return { kind: "text", bytes, written: `<${bytes.toString("hex").toUpperCase()}>` };
};

/** Characters by number: this is read a hundred thousand times, most of them before the code is warm. */
const SLASH = 0x2f;
const PAREN = 0x28;
const PAREN_END = 0x29;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const ANGLE = 0x3c;
const ANGLE_END = 0x3e;
const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_R = 0x52;

const SPACE = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) SPACE[byte] = 1;
const DELIMITER = new Uint8Array(256);
for (const character of "()<>[]{}/%") DELIMITER[character.charCodeAt(0)] = 1;

export const isSpace = (byte: number | undefined): boolean => byte !== undefined && SPACE[byte] === 1;
export const endsToken = (byte: number | undefined): boolean =>
  byte === undefined || SPACE[byte] === 1 || DELIMITER[byte] === 1;

/** Bytes `start` to `end` as characters 0–255. */
export const latin1 = (bytes: Uint8Array, start = 0, end = bytes.length): string => {
  // Words of a few characters are most of a file, and making a Buffer for each costs more than reading it.
  if (end - start > 24) return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
  let word = "";
  for (let at = start; at < end; at++) word += String.fromCharCode(bytes[at]!);
  return word;
};

/** A text string's characters: UTF-16 behind its byte order mark, else Latin. */
export const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return latin1(bytes);
  return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString("utf16le");
};

/** A place in the bytes that moves as they are read. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Reads the object at the cursor, which then stands behind it. Throws on bytes that are no object. */
export const readValue = (cursor: Cursor): PdfValue => {
  skipSpace(cursor);
  const { bytes, at } = cursor;
  const byte = bytes[at];
  if (byte === SLASH) return { kind: "name", name: readName(cursor) };
  if (byte === PAREN) return readLiteral(cursor);
  if (byte === BRACKET) return readArray(cursor);
  if (byte === ANGLE) return bytes[at + 1] === ANGLE ? readRecord(cursor) : readHex(cursor);
  return readWord(cursor);
};

export const skipSpace = (cursor: Cursor): void => {
  const { bytes } = cursor;
  let { at } = cursor;
  while (SPACE[bytes[at]!] === 1 || bytes[at] === PERCENT) {
    if (bytes[at] === PERCENT) while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    else at++;
  }
  cursor.at = at;
};

const readToken = (cursor: Cursor): string => {
  const start = cursor.at;
  let end = start;
  while (!endsToken(cursor.bytes[end])) end++;
  cursor.at = end;
  return latin1(cursor.bytes, start, end);
};

/** The name behind its slash. */
const readName = (cursor: Cursor): string => {
  cursor.at++;
  const written = readToken(cursor);
  if (!written.includes("#")) return written;
  return written.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
};

/** A number, `true`, `false`, `null`, or `12 0 R`. */
const readWord = (cursor: Cursor): PdfValue => {
  const { bytes, at: start } = cursor;
  // Nearly all are whole numbers of a few digits, which need no string.
  let whole = 0;
  let at = start;
  for (; bytes[at]! >= ZERO && bytes[at]! <= NINE; at++) whole = whole * 10 + bytes[at]! - ZERO;
  if (at > start && endsToken(bytes[at])) {
    cursor.at = at;
    return skipReference(cursor) ? refTo(whole) : whole;
  }
  const word = readToken(cursor);
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  const value = Number(word);
  if (word === "" || Number.isNaN(value)) throw new Error(`no PDF object at byte ${start}: ${word.slice(0, 20)}`);
  return value;
};

/** Steps over ` 0 R`, which makes a reference of the number before it. */
const skipReference = (cursor: Cursor): boolean => {
  const { bytes, at: before } = cursor;
  if (SPACE[bytes[before]!] !== 1) return false;
  skipSpace(cursor);
  const digits = cursor.at;
  while (bytes[cursor.at]! >= ZERO && bytes[cursor.at]! <= NINE) cursor.at++;
  if (cursor.at > digits) {
    skipSpace(cursor);
    if (bytes[cursor.at] === LETTER_R && endsToken(bytes[cursor.at + 1])) {
      cursor.at++;
      return true;
    }
  }
  cursor.at = before;
  return false;
};

const readArray = (cursor: Cursor): PdfValue[] => {
  const values: PdfValue[] = [];
  cursor.at++;
  for (skipSpace(cursor); cursor.bytes[cursor.at] !== BRACKET_END; skipSpace(cursor)) values.push(readValue(cursor));
  cursor.at++;
  return values;
};

/** A dictionary, without inherited keys: its names may come from copy. */
const readRecord = (cursor: Cursor): PdfRecord => {
  const entries: Entries = Object.create(null);
  cursor.at += 2;
  for (skipSpace(cursor); cursor.bytes[cursor.at] !== ANGLE_END; skipSpace(cursor)) {
    if (cursor.bytes[cursor.at] !== SLASH) throw new Error(`no name in the PDF dictionary at byte ${cursor.at}`);
    const name = readName(cursor);
    entries[name] = readValue(cursor);
  }
  cursor.at += 2;
  return { kind: "record", entries };
};

const readHex = (cursor: Cursor): PdfText => {
  const end = cursor.bytes.indexOf(ANGLE_END, cursor.at);
  if (end < 0) throw new Error(`PDF string without end at byte ${cursor.at}`);
  const digits = latin1(cursor.bytes, cursor.at + 1, end).replace(/\s/g, "");
  cursor.at = end + 1;
  return { kind: "text", bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, "hex"), written: `<${digits}>` };
};

/** What follows a backslash in a literal string. */
const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

const readLiteral = (cursor: Cursor): PdfText => {
  const { bytes } = cursor;
  const out: number[] = [];
  let depth = 1;
  for (let next = cursor.at + 1; next < bytes.length; next++) {
    const byte = bytes[next]!;
    if (byte === BACKSLASH) {
      const octal = /^[0-7]{1,3}/.exec(latin1(bytes, next + 1, Math.min(bytes.length, next + 4)))?.[0];
      if (octal !== undefined) out.push(Number.parseInt(octal, 8) & 255);
      else if (bytes[next + 1] !== 10) out.push(ESCAPES[bytes[next + 1]!] ?? bytes[next + 1]!);
      next += octal?.length ?? 1;
      continue;
    }
    if (byte === PAREN) depth++;
    if (byte === PAREN_END && --depth === 0) {
      const start = cursor.at;
      cursor.at = next + 1;
      return { kind: "text", bytes: Uint8Array.from(out), written: latin1(bytes, start, cursor.at) };
    }
    out.push(byte);
  }
  throw new Error(`PDF string without end at byte ${cursor.at}`);
};
