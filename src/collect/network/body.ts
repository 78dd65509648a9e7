import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** More came than may come. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Packed in a way we did not offer. */
export class UnknownCoding extends Error {
  override readonly name = "UnknownCoding";
}

/** Real servers pack once; some packed twice by mistake. More is a trap. */
const CODINGS_AT_MOST = 2;

/** The body's bytes, unpacked. Throws `TooLarge` as soon as there are more than `capBytes`, packed or unpacked. */
export const readBody = async (body: Readable, coding: string | undefined, capBytes: number): Promise<Uint8Array> => {
  const held = new Gathered(capBytes);
  for await (const part of unpack(capped(body, capBytes), coding)) {
    if (!held.add(part)) throw new TooLarge();
  }
  return held.bytes();
};

/** What can be read of a body's beginning. Never throws; what was read stays when the rest does not come. */
export const readBeginning = async (
  body: Readable,
  coding: string | undefined,
  mostBytes: number,
): Promise<Uint8Array> => {
  const held = new Gathered(mostBytes);
  try {
    for await (const part of unpack(body, coding)) {
      if (!held.add(part)) break;
    }
  } catch {
    // The status says why nothing came; its body only explains.
  }
  return held.bytes();
};

/** Bytes in one growing piece: a list of parts would cost a hundred times its bytes if they came one by one. */
class Gathered {
  private held = new Uint8Array(64 * 1024);
  private length = 0;

  constructor(private readonly mostBytes: number) {}

  /** Takes what fits; false when something did not. */
  add(part: Uint8Array): boolean {
    const taken = part.subarray(0, this.mostBytes - this.length);
    const needed = this.length + taken.length;
    if (needed > this.held.length) {
      const larger = new Uint8Array(Math.min(Math.max(2 * this.held.length, needed), Math.max(this.mostBytes, needed)));
      larger.set(this.held.subarray(0, this.length));
      this.held = larger;
    }
    this.held.set(taken, this.length);
    this.length = needed;
    return taken.length === part.length;
  }

  bytes(): Uint8Array {
    return this.held.slice(0, this.length);
  }
}

/** Packed bytes count too: a stream can unpack to nothing for ever. */
async function* capped(parts: AsyncIterable<Uint8Array>, capBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const part of parts) {
    total += part.length;
    if (total > capBytes) throw new TooLarge();
    yield part;
  }
}

const unpack = (body: AsyncIterable<Uint8Array>, coding = ""): AsyncIterable<Uint8Array> => {
  const codings = coding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (codings.length > CODINGS_AT_MOST) throw new UnknownCoding(coding);
  // The last packed is the first to be unpacked.
  return codings.reduceRight((packed, name) => unpackOne(packed, name), body);
};

async function* unpackOne(packed: AsyncIterable<Uint8Array>, coding: string): AsyncGenerator<Uint8Array> {
  const parts = packed[Symbol.asyncIterator]();
  const first = await parts.next();
  // An empty body is an empty body, whatever its header says.
  if (first.done) return;
  const decoder = decoderFor(coding, first.value);
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  };
  // Ends both when one of them ends; the loop over the decoder meets whatever went wrong.
  pipeline(Readable.from(all()), decoder, () => {});
  yield* decoder;
}

const decoderFor = (coding: string, first: Uint8Array): Transform => {
  if (coding === "gzip" || coding === "x-gzip") return createGunzip();
  if (coding === "br") return createBrotliDecompress();
  if (coding !== "deflate") throw new UnknownCoding(coding);
  // Servers disagree on whether "deflate" has zlib's header; its first byte says 8 in its lower half.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
};
