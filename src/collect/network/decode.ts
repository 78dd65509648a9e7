/** Where a document may declare its own charset. */
export type DeclaredIn = "html" | "xml" | "text";

/**
 * The text of a document in whatever charset it is. A byte order mark is believed before anything, then bytes that can
 * only be UTF-8, then the `Content-Type`, then what the document says of itself. What nobody declares truly is
 * windows-1252, as browsers have it. The mark is not part of the text.
 */
export const decodeBytes = (bytes: Uint8Array, contentType: string | undefined, declaredIn: DeclaredIn): string => {
  const marked = charsetOfMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const announced = knownCharset(charsetIn(contentType ?? ""));
  if (bytes.includes(0)) {
    // What the document says of itself in single bytes cannot be that it is UTF-16.
    const wide = announced?.startsWith("utf-16") ? announced : charsetOfNuls(bytes);
    if (wide) return new TextDecoder(wide).decode(bytes);
  }
  const declared = [announced, knownCharset(ownCharset(bytes, declaredIn))];
  const text = decodeUtf8(bytes);
  // Escapes: ISO-2022-JP is the one living charset that writes everything in ASCII bytes.
  if (text !== undefined && !(declared.includes("iso-2022-jp") && isAscii(bytes))) return text;
  // The bytes are no UTF-8 and hardly UTF-16: whoever declared that was wrong.
  const narrow = declared.find((charset) => charset !== undefined && !charset.startsWith("utf-"));
  return narrow ? decodeAs(narrow, bytes) : decodeBroken(bytes);
};

const charsetOfMark = (bytes: Uint8Array): string | undefined => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
};

/** `<?` or `<!` or `<h` with a zero on one side is UTF-16, as XML's appendix F has it. */
const charsetOfNuls = ([first, second, third, fourth]: Uint8Array): string | undefined => {
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  return first === 0 && second === 0x3c && third === 0 && fourth !== 0 ? "utf-16be" : undefined;
};

/** The HTML standard looks at 1024 bytes; themes that begin with a long comment need more. */
const DECLARATION_BYTES = 4096;

const charsetIn = (text: string): string | undefined => /\bcharset\s*=\s*["']?\s*([^\s"'/>;,]+)/i.exec(text)?.[1];

/** The charset that a document declares in itself. */
const ownCharset = (bytes: Uint8Array, declaredIn: DeclaredIn): string | undefined => {
  if (declaredIn === "text") return undefined;
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString("latin1");
  const xml = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
  if (declaredIn === "xml") return xml;
  const metas = head.replace(/<!--.*?-->/gs, "").match(/<meta\b[^>]*>/gi) ?? [];
  return metas.map(charsetIn).find((charset) => charset !== undefined) ?? xml;
};

const knownCharset = (label: string | undefined): string | undefined => {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
};

const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

const decodeAs = (charset: string, bytes: Uint8Array): string =>
  charset === "windows-1252" ? decodeWindows1252(bytes) : new TextDecoder(charset).decode(bytes);

const REPLACEMENT = /\ufffd/g;
const BEYOND_ASCII = /[^\0-\x7f]/gu;

/** Nobody declares anything that fits. UTF-8 with a stray byte or two is still UTF-8; the rest is windows-1252. */
const decodeBroken = (bytes: Uint8Array): string => {
  const text = new TextDecoder("utf-8").decode(bytes);
  const bad = text.match(REPLACEMENT)?.length ?? 0;
  const good = (text.match(BEYOND_ASCII)?.length ?? 0) - bad;
  return good > bad ? text : decodeWindows1252(bytes);
};

/** 0x80 to 0x9f; the five that windows-1252 leaves open stay as they are. */
const HIGH_CONTROLS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Node 20.18.3 to 20.20 and some later lines take windows-1252 for Latin-1 and lose quotation marks and dashes
 * (nodejs/node#60888). This can go when `new TextDecoder("windows-1252").decode(Uint8Array.of(0x92))` is "’" on every Node we
 * run on.
 */
const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (control) => HIGH_CONTROLS[control.charCodeAt(0) - 0x80]!);
