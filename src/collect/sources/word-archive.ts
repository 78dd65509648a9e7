import { inflateRawSync } from "node:zlib";

/** A file that is no Word document, or one that we do not open. */
export class WordFault extends Error {
  override readonly name = "WordFault";
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Bytes of a document, unpacked: a manuscript with a hundred photographs. */
const MAX_BYTES = 300_000_000;
/** Bytes of a part with text, unpacked. An article of 20,000 words has some five million; reading takes thirty times as much memory. */
const MAX_TEXT_BYTES = 30_000_000;
const MAX_PARTS = 10_000;

interface Part {
  readonly packed: Uint8Array;
  readonly deflated: boolean;
  /** As the archive declares them. */
  readonly bytes: number;
}

/** The parts of a document, which is a zip archive. */
export interface WordArchive {
  has(name: string): boolean;
  /** Throws `WordFault` where a part is not as declared. */
  read(name: string): Buffer;
}

const RESAVE = "Open it in Word or LibreOffice and save it again as .docx.";
const damaged = (cause?: unknown): WordFault => new WordFault("It is damaged, or no Word document.", RESAVE, { cause });
const tooLarge = (): WordFault =>
  new WordFault(
    `Unpacked it has more than ${MAX_BYTES / 1e6} MB, or more than ${MAX_TEXT_BYTES / 1e6} MB of text.`,
    "Make its pictures smaller, or save the text alone.",
  );

/** What Word wrote until 2003, and what it writes around a document with a password. */
const OLD_WORD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Opens an archive without unpacking it. Throws `WordFault`. */
export function openWordArchive(bytes: Uint8Array): WordArchive {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 4).equals(OLD_WORD))
    throw new WordFault(
      "It is a .doc of the years before 2007, or has a password.",
      "Open it in Word or LibreOffice and save it as .docx without a password.",
    );
  const parts = readDirectory(file);
  let total = 0;
  for (const [name, { bytes }] of parts) {
    total += bytes;
    if (total > MAX_BYTES || (isText(name) && bytes > MAX_TEXT_BYTES)) throw tooLarge();
  }
  return {
    has: (name) => parts.has(name),
    read(name) {
      const part = parts.get(name);
      if (!part) throw new WordFault(`It has no ${name}.`, RESAVE);
      return unpack(name, part);
    },
  };
}

const isText = (name: string): boolean => /\.(?:xml|rels)$/i.test(name);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The record at the end and its longest comment. */
const LONGEST_END = 22 + 0xffff;
const DEFLATED = 8;

/** The parts by name, from the directory at the archive's end: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
function readDirectory(file: Buffer): Map<string, Part> {
  const parts = new Map<string, Part>();
  try {
    let end = file.length - 22;
    while (end >= 0 && end > file.length - LONGEST_END && file.readUInt32LE(end) !== END) end--;
    const count = file.readUInt16LE(end + 10);
    if (file.readUInt32LE(end) !== END || count > MAX_PARTS) throw damaged();
    let at = file.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (file.readUInt32LE(at) !== ENTRY) throw damaged();
      const nameEnd = at + 46 + file.readUInt16LE(at + 28);
      parts.set(file.toString("utf8", at + 46, nameEnd).replace(/^\//, ""), readEntry(file, at));
      at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
  } catch (cause) {
    // Numbers that lead out of the file.
    throw cause instanceof WordFault ? cause : damaged(cause);
  }
  return parts;
}

function readEntry(file: Buffer, at: number): Part {
  const encrypted = (file.readUInt16LE(at + 8) & 1) === 1;
  const method = file.readUInt16LE(at + 10);
  const local = file.readUInt32LE(at + 42);
  if (encrypted || (method !== 0 && method !== DEFLATED) || file.readUInt32LE(local) !== LOCAL) throw damaged();
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
  return { packed, deflated: method === DEFLATED, bytes: file.readUInt32LE(at + 24) };
}

/** A part's bytes. What it declares may be a lie, so nothing is unpacked beyond it. */
function unpack(name: string, { packed, deflated, bytes }: Part): Buffer {
  let unpacked: Buffer;
  try {
    unpacked = deflated ? inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) }) : Buffer.from(packed);
  } catch (cause) {
    throw damaged(cause);
  }
  if (unpacked.length !== bytes) throw damaged();
  // Word never declares entities; a few lines of them can grow to gigabytes.
  if (isText(name) && /<!(?:DOCTYPE|ENTITY)/i.test(unpacked.toString("latin1"))) throw damaged();
  return unpacked;
}
