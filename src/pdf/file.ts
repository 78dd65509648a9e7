import { type Entries, latin1, type PdfRef, type PdfValue, readValue, refTo } from "./syntax.js";

export interface PdfStream {
  readonly kind: "stream";
  readonly entries: Entries;
  /** As packed by its filter. */
  readonly contents: Uint8Array;
}
export type PdfObject = PdfValue | PdfStream;

export interface Page {
  /** Object number. */
  readonly number: number;
  readonly entries: Entries;
  /** Left, bottom, right, top in pt, its own or inherited, as it was when the file was opened. */
  readonly mediaBox: readonly number[];
}

/**
 * A PDF whose objects are read when they are first asked for. Nine of ten in a printed file belong to its tag tree, which
 * `tags.ts` reads in its own way; a library that makes an object of each takes longer to load, and to open a file, than all of
 * finishing.
 */
export interface PdfFile {
  readonly bytes: Buffer;
  /** Where each of its objects begins, by number. */
  readonly offsets: readonly (number | undefined)[];
  /** Objects that have been read, and new ones. */
  readonly objects: Map<number, PdfObject>;
  /** Object number of the catalogue. */
  readonly root: number;
  readonly catalog: Entries;
  readonly pages: readonly Page[];
  /** Object number of the document information. */
  info: number | undefined;
  /** The highest object number in use. */
  last: number;
}

/** Opens a file as browsers and pdfkit write it, with one plain cross-reference table. Throws on any other bytes. */
export const openFile = (data: Uint8Array): PdfFile => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const { offsets, trailer } = readTable(bytes);
  const { Root, Info, Encrypt, Prev } = trailer;
  if (!isRef(Root) || Encrypt !== undefined || Prev !== undefined)
    throw new Error("the PDF is encrypted, was added to later, or has no catalogue");
  const objects = new Map<number, PdfObject>();
  const pages: Page[] = [];
  const unread = { bytes, offsets, objects, root: Root.number, catalog: {}, pages, last: offsets.length - 1 };
  const file: PdfFile = { ...unread, info: isRef(Info) ? Info.number : undefined };
  const catalog = entriesOf(file, Root);
  if (catalog === undefined) throw new Error(`the PDF has no catalogue at object ${Root.number}`);
  addPages(file, catalog.Pages, undefined, pages);
  return { ...file, catalog };
};

/** Reads the table that `startxref` leads to (ISO 32000-1, 7.5.4), and the trailer behind it. */
const readTable = (bytes: Buffer): { offsets: (number | undefined)[]; trailer: Entries } => {
  const tail = latin1(bytes, Math.max(0, bytes.length - 64));
  const start = Number(/startxref\s+(\d+)/.exec(tail)?.[1] ?? Number.NaN);
  const text = start < bytes.length ? latin1(bytes, start) : "";
  const head = /^xref\s+0 (\d+)\s*\n/.exec(text);
  const count = Number(head?.[1]);
  // An entry is exactly twenty bytes: ten digits, a space, five digits, a space, n or f, and the line end.
  const end = head === null ? -1 : head[0].length + count * 20;
  if (head === null || !text.startsWith("trailer", end)) throw new Error("the PDF has no plain cross-reference table");
  const offsets: (number | undefined)[] = [];
  for (let at = head[0].length; at < end; at += 20)
    offsets.push(text[at + 17] === "n" ? Number(text.slice(at, at + 10)) : undefined);
  const trailer = readValue({ bytes, at: start + end + "trailer".length });
  return { offsets, trailer: recordEntries(trailer) ?? {} };
};

const addPages = (file: PdfFile, value: PdfValue | undefined, inherited: PdfValue | undefined, pages: Page[]): void => {
  const entries = entriesOf(file, value);
  if (entries === undefined || !isRef(value)) throw new Error("the PDF's page tree has a gap");
  const mediaBox = entries.MediaBox ?? inherited;
  const kids = listOf(file, entries.Kids);
  if (kids !== undefined) for (const kid of kids) addPages(file, kid, mediaBox, pages);
  else pages.push({ number: value.number, entries, mediaBox: numbersOf(file, mediaBox) });
};

export const isRef = (value: PdfObject | undefined): value is PdfRef => saysKind(value) && value.kind === "ref";

/** The object with this number; undefined when there is none. */
export const objectAt = (file: PdfFile, number: number): PdfObject | undefined => {
  const known = file.objects.get(number);
  const offset = file.offsets[number];
  if (known !== undefined || offset === undefined) return known;
  const read = readObject(file, number, offset);
  file.objects.set(number, read);
  return read;
};

/** What a reference leads to; any other value is itself. */
export const resolve = (file: PdfFile, value: PdfObject | undefined): PdfObject | undefined =>
  isRef(value) ? objectAt(file, value.number) : value;

/** The entries of a dictionary or stream, referred to or not; undefined for any other value. */
export const entriesOf = (file: PdfFile, value: PdfObject | undefined): Entries | undefined =>
  recordEntries(resolve(file, value));

const recordEntries = (value: PdfObject | undefined): Entries | undefined =>
  saysKind(value) && (value.kind === "record" || value.kind === "stream") ? value.entries : undefined;

/** Whether the object is one that says its kind: a name, text, a reference, a dictionary or a stream. */
const saysKind = (value: PdfObject | undefined): value is Extract<PdfObject, { kind: string }> =>
  typeof value === "object" && value !== null && "kind" in value;

/** An array, referred to or not; undefined for any other value. */
export const listOf = (file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] | undefined => {
  const list = resolve(file, value);
  return Array.isArray(list) ? list : undefined;
};

/** A list of numbers, such as a rectangle's sides; anything else in it is 0. */
export const numbersOf = (file: PdfFile, value: PdfValue | undefined): number[] =>
  (listOf(file, value) ?? []).map((item) => {
    const number = resolve(file, item);
    return typeof number === "number" ? number : 0;
  });

export const isStream = (value: PdfObject | undefined): value is PdfStream =>
  saysKind(value) && value.kind === "stream";

export const isName = (value: PdfObject | undefined, name: string): boolean =>
  saysKind(value) && value.kind === "name" && value.name === name;

/** Takes the next free object number. */
export const nextNumber = (file: PdfFile): number => ++file.last;

export const addObject = (file: PdfFile, object: PdfObject): PdfRef => {
  const number = nextNumber(file);
  file.objects.set(number, object);
  return refTo(number);
};

const readObject = (file: PdfFile, number: number, offset: number): PdfObject => {
  const { bytes } = file;
  const head = /^\s*(\d+)\s+\d+\s+obj/.exec(latin1(bytes, offset, Math.min(bytes.length, offset + 40)));
  if (head === null || Number(head[1]) !== number) throw new Error(`object ${number} is not at byte ${offset}`);
  const cursor = { bytes, at: offset + head[0].length };
  const value = readValue(cursor);
  const entries = recordEntries(value);
  if (entries === undefined) return value;
  const opening = /^\s*stream\r?\n/.exec(latin1(bytes, cursor.at, Math.min(bytes.length, cursor.at + 24)));
  if (opening === null) return value;
  const start = cursor.at + opening[0].length;
  const length = resolve(file, entries.Length);
  const end = start + (typeof length === "number" ? length : Number.NaN);
  if (!/^\s*endstream/.test(latin1(bytes, end, Math.min(bytes.length, end + 16))))
    throw new Error(`the stream of object ${number} has no length, or a wrong one`);
  return { kind: "stream", entries, contents: bytes.subarray(start, end) };
};
