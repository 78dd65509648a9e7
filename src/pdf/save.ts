import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { isStream, objectAt, type PdfFile, type PdfObject } from "./file.js";
import { type Entries, recordOf } from "./syntax.js";
import { type NewNumbers, writeReference, writeValue } from "./write.js";

/** Objects written as text, by number, beside the file's own. The numbers between the texts are references. */
export type WrittenObjects = ReadonlyMap<number, readonly (string | number)[]>;

const deflated = promisify(deflate) as (bytes: Uint8Array) => Promise<Uint8Array>;

/** Objects in one packed stream: a reader that wants one unpacks its neighbours too. */
const PACK = 200;

interface Entry {
  readonly number: number;
  /** As in a cross-reference stream: 1 with an offset, or 2 with a stream's number and a place in it. */
  readonly fields: readonly [1, number, 0] | readonly [2, number, number];
}

/**
 * Writes the file of the objects in `kept`: numbered without gaps (the browser divides a link's hot spot now this way, now that, and the same
 * issue must give the same bytes), streams as they are, all other objects packed (ISO 32000-1, 7.5.7), one cross-reference
 * stream, and an identifier that follows from the content alone.
 */
export const saveFile = async (
  file: PdfFile,
  written: WrittenObjects,
  kept: readonly number[],
): Promise<Uint8Array> => {
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

  const numbers = numberWithoutGaps(kept);
  const plain: [number, string][] = [];
  for (const [old, number] of numbers) {
    const parts = written.get(old);
    if (parts !== undefined) {
      let text = "";
      for (const part of parts) text += typeof part === "string" ? part : writeReference(part, numbers);
      plain.push([number, text]);
      continue;
    }
    const object = objectAt(file, old)!;
    if (isStream(object)) {
      object.entries.Length = object.contents.length;
      addStream(number, writeValue(recordOf(object.entries), numbers), object.contents);
    } else plain.push([number, writeValue(object, numbers)]);
  }
  let last = numbers.size;
  const packs: (readonly [number, string])[][] = [];
  for (let first = 0; first < plain.length; first += PACK) packs.push(plain.slice(first, first + PACK));
  for (const [index, { dict, contents }] of (await Promise.all(packs.map(packObjects))).entries()) {
    const number = ++last;
    addStream(number, dict, contents);
    packs[index]!.forEach(([own], place) => {
      entries.push({ number: own, fields: [2, number, place] });
    });
  }
  const number = ++last;
  entries.push({ number, fields: [1, length, 0] });
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  const table = await packTable(entries);
  const root = writeReference(file.root, numbers);
  const info = file.info === undefined ? "null" : writeReference(file.info, numbers);
  const identity = `<${hash.digest("hex").slice(0, 32)}>`;
  const dict = `<</Type /XRef /Size ${number + 1} /Root ${root} /Info ${info} /ID [${identity} ${identity}] ${table.dict}>>`;
  const start = length;
  addStream(number, dict, table.contents);
  chunks.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(chunks);
};

/** Numbers of the objects that the catalogue and the information lead to; what nothing leads to is not written. */
export const reachableObjects = (file: PdfFile, written: WrittenObjects): number[] => {
  const found = new Set<number>();
  const waiting: number[] = [];
  const note = (number: number): void => {
    if (found.has(number) || (!written.has(number) && objectAt(file, number) === undefined)) return;
    found.add(number);
    waiting.push(number);
  };
  const followAll = (entries: Entries): void => {
    for (const name in entries) follow(entries[name]!);
  };
  const follow = (value: PdfObject): void => {
    if (typeof value !== "object" || value === null) return;
    if (!("kind" in value)) for (const item of value) follow(item);
    else if (value.kind === "ref") note(value.number);
    else if ("entries" in value) followAll(value.entries);
  };
  note(file.root);
  if (file.info !== undefined) note(file.info);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const parts = written.get(number);
    if (parts === undefined) follow(objectAt(file, number)!);
    else for (const part of parts) if (typeof part === "number") note(part);
  }
  return [...found];
};

/** In the order of the old numbers. */
const numberWithoutGaps = (old: readonly number[]): NewNumbers =>
  new Map(old.toSorted((a, b) => a - b).map((number, index) => [number, index + 1]));

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
