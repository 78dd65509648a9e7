import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from "@cantoo/pdf-lib";

/** Objects written as text, by number, beside those that pdf-lib holds. They refer to others by `referTo`. */
export type WrittenObjects = ReadonlyMap<number, string>;

/** Stands for a reference in a written object until the file's numbers are known. Nothing else in one holds the character. */
export const referTo = (number: number): string => `@${number} `;
const REFERENCE = /@(\d+) /g;

const deflated = promisify(deflate) as (bytes: Uint8Array) => Promise<Uint8Array>;

/** Objects in one packed stream: a reader that wants one unpacks its neighbours too. */
const PACK = 200;

interface Entry {
  readonly number: number;
  /** As in a cross-reference stream: 1 with an offset, or 2 with a stream's number and a place in it. */
  readonly fields: readonly [1, number, 0] | readonly [2, number, number];
}

/**
 * Writes the file: objects numbered without gaps (the browser divides a link's hot spot now this way, now that, and the same
 * issue must give the same bytes), streams as they are, all other objects packed (ISO 32000-1, 7.5.7), one cross-reference stream, and an
 * identifier that follows from the content alone. pdf-lib's own writer gives the same at four times the cost, which is half
 * of all finishing: it packs without zlib and copies pictures byte by byte.
 */
export const saveFile = async (doc: PDFDocument, written: WrittenObjects): Promise<Uint8Array> => {
  const { context } = doc;
  const chunks: Uint8Array[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const entries: Entry[] = [];
  let length = chunks[0]!.length;
  const addStream = (number: number, dict: string, contents: Uint8Array): void => {
    const parts = [
      Buffer.from(`${number} 0 obj\n${dict}\nstream\n`, "latin1"),
      contents,
      Buffer.from("\nendstream\nendobj\n"),
    ];
    entries.push({ number, fields: [1, length, 0] });
    for (const part of parts) length += part.length;
    chunks.push(...parts);
  };

  const numbers = numberWithoutGaps(reachableObjects(doc, written));
  const held = context.enumerateIndirectObjects().filter(([ref]) => numbers.has(ref.objectNumber));
  const plain: [number, string][] = [];
  for (const [number, text] of written)
    plain.push([numbers.get(number)!, text.replace(REFERENCE, (_, old) => `${numbers.get(Number(old))} 0 R`)]);
  for (const [ref, object] of held) {
    const number = numbers.get(ref.objectNumber)!;
    renumber(object, numbers);
    if (object instanceof PDFRawStream) {
      object.dict.set(PDFName.of("Length"), PDFNumber.of(object.contents.length));
      addStream(number, object.dict.toString(), object.contents);
    } else if (object instanceof PDFStream) throw new Error(`object ${ref} is a stream that is not packed yet`);
    else plain.push([number, object.toString()]);
  }
  plain.sort(([a], [b]) => a - b);
  let last = numbers.size;
  for (let first = 0; first < plain.length; first += PACK) {
    const number = ++last;
    const pack = plain.slice(first, first + PACK);
    const { dict, contents } = await packObjects(pack);
    addStream(number, dict, contents);
    pack.forEach(([own], index) => {
      entries.push({ number: own, fields: [2, number, index] });
    });
  }
  const number = ++last;
  entries.push({ number, fields: [1, length, 0] });
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  const table = await packTable(entries);
  const [root, info] = [context.trailerInfo.Root, context.trailerInfo.Info].map((ref) =>
    newRef(ref as PDFRef, numbers),
  );
  const identity = `<${hash.digest("hex").slice(0, 32)}>`;
  const dict = `<</Type /XRef /Size ${number + 1} /Root ${root} /Info ${info} /ID [${identity} ${identity}] ${table.dict}>>`;
  const start = length;
  addStream(number, dict, table.contents);
  chunks.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(chunks);
};

/** Numbers of the objects that the catalogue and the information lead to; what nothing leads to is not written. */
const reachableObjects = ({ context }: PDFDocument, written: WrittenObjects): number[] => {
  const found = new Set<number>();
  const waiting: number[] = [];
  const note = (number: number): void => {
    if (found.has(number)) return;
    found.add(number);
    waiting.push(number);
  };
  const follow = (value: PDFObject | undefined): void => {
    if (value instanceof PDFRef) {
      if (written.has(value.objectNumber) || context.lookup(value) !== undefined) note(value.objectNumber);
    } else if (value instanceof PDFRawStream) follow(value.dict);
    else if (value instanceof PDFDict) for (const [, inner] of value.entries()) follow(inner);
    else if (value instanceof PDFArray) for (const inner of value.asArray()) follow(inner);
  };
  follow(context.trailerInfo.Root);
  follow(context.trailerInfo.Info);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const text = written.get(number);
    if (text === undefined) follow(context.lookup(PDFRef.of(number)));
    else for (const [, reference] of text.matchAll(REFERENCE)) note(Number(reference));
  }
  return [...found];
};

const numberWithoutGaps = (old: number[]): Map<number, number> =>
  new Map(old.sort((a, b) => a - b).map((number, index) => [number, index + 1]));

/** A reference to nothing is null, as readers take it. */
const newRef = (ref: PDFRef, numbers: ReadonlyMap<number, number>): PDFObject => {
  const number = numbers.get(ref.objectNumber);
  return number === undefined ? PDFNull : PDFRef.of(number);
};

const renumber = (object: PDFObject, numbers: ReadonlyMap<number, number>): void => {
  if (object instanceof PDFRawStream) renumber(object.dict, numbers);
  else if (object instanceof PDFDict) {
    for (const [key, value] of object.entries())
      if (value instanceof PDFRef) object.set(key, newRef(value, numbers));
      else renumber(value, numbers);
  } else if (object instanceof PDFArray) {
    object.asArray().forEach((value, index) => {
      if (value instanceof PDFRef) object.set(index, newRef(value, numbers));
      else renumber(value, numbers);
    });
  }
};

interface Packed {
  readonly dict: string;
  readonly contents: Uint8Array;
}

const packObjects = async (objects: readonly (readonly [number, string])[]): Promise<Packed> => {
  let places = "";
  let bodies = "";
  for (const [number, body] of objects) {
    places += `${number} ${bodies.length} `;
    bodies += `${body}\n`;
  }
  const contents = await deflated(Buffer.from(places + bodies, "latin1"));
  const counts = `/N ${objects.length} /First ${places.length}`;
  return { dict: `<</Type /ObjStm ${counts} /Filter /FlateDecode /Length ${contents.length}>>`, contents };
};

/** One entry of seven bytes for each object, from 0 on without gaps. */
const packTable = async (entries: Entry[]): Promise<Packed> => {
  entries.sort((a, b) => a.number - b.number);
  const rows = Buffer.alloc((entries.length + 1) * 7);
  rows.writeUInt16BE(65535, 5); // object 0 is free, and always first
  for (const { number, fields } of entries) {
    const [kind, place, index] = fields;
    rows.writeUInt8(kind, number * 7);
    rows.writeUInt32BE(place, number * 7 + 1);
    rows.writeUInt16BE(index, number * 7 + 5);
  }
  const contents = await deflated(rows);
  return { dict: `/W [1 4 2] /Filter /FlateDecode /Length ${contents.length}`, contents };
};
