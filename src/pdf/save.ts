import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isStream, objectAt, type PdfFile, type PdfObject } from "./file.js";
import { deflated } from "./flate.js";
import { type Entries, recordOf } from "./syntax.js";
import { type NewNumbers, writeReference, writeValue } from "./write.js";

/** Objects written as text, by number, beside the file's own. The numbers between the texts are references. */
export type WrittenObjects = ReadonlyMap<number, readonly (string | number)[]>;

/** Objects in one packed stream: a reader that wants one unpacks its neighbours too. */
const PACK = 200;

interface Entry {
  readonly number: number;
  /** As in a cross-reference stream: 1 with an offset, or 2 with a stream's number and a place in it. */
  readonly fields: readonly [1, number, 0] | readonly [2, number, number];
}

/** What a file is written of. */
interface Stock {
  readonly written: WrittenObjects;
  /** Numbers of the objects that are written. */
  readonly kept: readonly number[];
  /** Files whose bytes stand in the place of these streams' contents, by number. */
  readonly pictures: ReadonlyMap<number, string>;
}

/** Bytes that are handed on together: most streams are small, and each part costs a call to the system. */
const PART_BYTES = 1 << 19;

/** Gathers bytes into parts, and counts and hashes them. */
class Parts {
  length = 0;
  private chunks: Uint8Array[] = [];
  private waiting = 0;
  readonly hash = createHash("sha256");

  add(chunk: Uint8Array): void {
    this.length += chunk.length;
    this.waiting += chunk.length;
    this.hash.update(chunk);
    this.chunks.push(chunk);
  }

  get full(): boolean {
    return this.waiting >= PART_BYTES;
  }

  take(): Uint8Array {
    const part = Buffer.concat(this.chunks, this.waiting);
    this.chunks = [];
    this.waiting = 0;
    return part;
  }
}

/**
 * Writes the file of the objects in `kept`, part by part: numbered without gaps (the browser divides a link's hot spot now this way, now
 * that, and the same issue must give the same bytes), streams as they are, all other objects packed (ISO 32000-1, 7.5.7), one
 * cross-reference stream, and an identifier that follows from the content alone.
 */
export async function* saveFile(file: PdfFile, { written, kept, pictures }: Stock): AsyncGenerator<Uint8Array> {
  const parts = new Parts();
  const entries: Entry[] = [];
  parts.add(Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"));
  const addStream = (number: number, dict: string, contents: Uint8Array): void => {
    entries.push({ number, fields: [1, parts.length, 0] });
    parts.add(Buffer.from(`${number} 0 obj\n${dict}\nstream\n`, "latin1"));
    parts.add(contents);
    parts.add(Buffer.from("\nendstream\nendobj\n"));
  };

  const numbers = numberWithoutGaps(kept);
  const plain: [number, string][] = [];
  for (const [old, number] of numbers) {
    const texts = written.get(old);
    if (texts !== undefined) {
      let text = "";
      for (const part of texts) text += typeof part === "string" ? part : writeReference(part, numbers);
      plain.push([number, text]);
      continue;
    }
    const object = objectAt(file, old)!;
    if (isStream(object)) {
      const picture = pictures.get(old);
      const contents = picture === undefined ? object.contents : await readFile(picture);
      object.entries.Length = contents.length;
      addStream(number, writeValue(recordOf(object.entries), numbers), contents);
      if (parts.full) yield parts.take();
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
  const start = parts.length;
  entries.push({ number, fields: [1, start, 0] });
  const identity = `<${parts.hash.digest("hex").slice(0, 32)}>`;
  const table = await packTable(entries);
  const root = writeReference(file.root, numbers);
  const info = file.info === undefined ? "null" : writeReference(file.info, numbers);
  const dict = `<</Type /XRef /Size ${number + 1} /Root ${root} /Info ${info} /ID [${identity} ${identity}] ${table.dict}>>`;
  yield parts.take();
  yield Buffer.concat([
    Buffer.from(`${number} 0 obj\n${dict}\nstream\n`, "latin1"),
    table.contents,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ]);
}

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
