import { latin1, type PdfRecord, readValue } from "./syntax.js";

/** A printed file, with its tag tree lifted out. */
export interface PrintedFile {
  /** The file without the elements of its tag tree, for pdf-lib, which reads objects in turn and needs no table of them. */
  readonly rest: Uint8Array;
  /** The elements by object number; empty when the file has none or is not laid out as browsers write it. */
  readonly elements: ReadonlyMap<number, PdfRecord>;
}

/**
 * Lifts the tag tree out of the browser's bytes. Nine of ten objects in the file are its elements, and reading them as
 * pdf-lib objects costs more than all the rest of finishing.
 */
export const splitPrinted = (bytes: Uint8Array): PrintedFile => {
  const elements = new Map<number, PdfRecord>();
  const kept: Uint8Array[] = [];
  let copied = 0;
  const table = readTable(bytes);
  for (const { number, offset } of table.objects) {
    const body = elementBody(bytes, offset);
    if (body === undefined) continue;
    const cursor = { bytes, at: body };
    elements.set(number, readValue(cursor) as PdfRecord);
    // Elements stand in a row with nothing but line ends between them.
    if (offset - copied > 2) kept.push(bytes.subarray(copied, offset));
    copied = bytes.indexOf(0x6a /* the j of endobj */, cursor.at) + 1;
  }
  if (elements.size === 0) return { rest: bytes, elements };
  kept.push(bytes.subarray(copied, table.start), bytes.subarray(table.end));
  return { rest: Buffer.concat(kept), elements };
};

interface ObjectTable {
  /** Where each object begins, in the order of the file. */
  readonly objects: readonly { readonly number: number; readonly offset: number }[];
  /** The table itself, up to the trailer. */
  readonly start: number;
  readonly end: number;
}

/** Reads the cross-reference table at the file's end; empty when there is none, or one in several parts. */
const readTable = (bytes: Uint8Array): ObjectTable => {
  const tail = latin1(bytes, Math.max(0, bytes.length - 64));
  const start = Number(/startxref\s+(\d+)/.exec(tail)?.[1] ?? Number.NaN);
  const text = start < bytes.length ? latin1(bytes, start) : "";
  const head = /^xref\s+0 (\d+)\s*\n/.exec(text);
  if (head === null) return { objects: [], start: bytes.length, end: bytes.length };
  const objects: { number: number; offset: number }[] = [];
  for (let number = 0; number < Number(head[1]); number++) {
    // An entry is exactly twenty bytes: ten digits, a space, five digits, a space, n or f, and the line end.
    const at = head[0].length + number * 20;
    if (text[at + 17] === "n") objects.push({ number, offset: Number(text.slice(at, at + 10)) });
  }
  return {
    objects: objects.sort((a, b) => a.offset - b.offset),
    start,
    end: start + head[0].length + Number(head[1]) * 20,
  };
};

/** How Skia begins an element of the tag tree, behind its number. */
const ELEMENT = Buffer.from(" 0 obj\n<</Type /StructElem\n");

/** The offset of the dictionary when the object at `offset` is an element of the tag tree. */
const elementBody = (bytes: Uint8Array, offset: number): number | undefined => {
  let at = offset;
  while (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at++;
  for (let index = 0; index < ELEMENT.length; index++) if (bytes[at + index] !== ELEMENT[index]) return undefined;
  return at + ELEMENT.indexOf("<<");
};
