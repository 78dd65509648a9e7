/** Flate (ISO 32000-1, 7.4.4): packing and unpacking streams without keeping more memory than their bytes. */
import { promisify } from "node:util";
import { deflate, inflateSync } from "node:zlib";

const deflateAsync = promisify(deflate) as (
  bytes: Uint8Array,
  options: { level?: number; chunkSize: number },
) => Promise<Buffer>;

/** A page's operators fit in one chunk; zlib's own 16 KiB would have them copied together again. */
const CHUNK_BYTES = 1 << 18;

/** Zlib hands a part of its chunk back, and as long as that lives the whole chunk does: 400 pages would keep 100 MB. */
const alone = (bytes: Uint8Array): Uint8Array => (bytes.buffer.byteLength > 2 * bytes.length ? bytes.slice() : bytes);

export const inflated = (bytes: Uint8Array): Uint8Array => {
  const whole = inflateSync(bytes, { chunkSize: CHUNK_BYTES });
  return alone(new Uint8Array(whole.buffer, whole.byteOffset, whole.length));
};

/** `level`: zlib's, 1–9; its own default where none is given. */
export const deflated = async (bytes: Uint8Array, level?: number): Promise<Uint8Array> => {
  const packed = await deflateAsync(bytes, { chunkSize: CHUNK_BYTES, ...(level === undefined ? {} : { level }) });
  return alone(new Uint8Array(packed.buffer, packed.byteOffset, packed.length));
};
