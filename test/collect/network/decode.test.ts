import { describe, expect, test } from "vitest";
import { decodeBytes } from "../../../src/collect/network/index.js";

/** Bytes of a text in a charset of single bytes, by asking the decoder for each byte. */
const encode = (text: string, charset: string): Uint8Array => {
  const decoder = new TextDecoder(charset);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (character) => {
    const byte = table.get(character);
    if (byte === undefined) throw new Error(`${character} is not in ${charset}`);
    return byte;
  });
};

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));
const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};

const ARABIC = "مرحبا بالعالم، هذه صحيفة الأسبوع";
const GERMAN = "Größe, Übermut und Äpfel";

describe("a mark at the beginning", () => {
  test.each([
    ["UTF-8", utf8(`\ufeff${ARABIC}`)],
    ["UTF-16, little end first", utf16(`\ufeff${ARABIC}`)],
    ["UTF-16, big end first", utf16(`\ufeff${ARABIC}`, true)],
  ])("of %s wins over all else and is not part of the text", (_name, bytes) => {
    expect(decodeBytes(bytes, "text/html; charset=windows-1256", "html")).toBe(ARABIC);
  });
});

describe("UTF-8", () => {
  test.each(["text/html; charset=iso-8859-1", "text/html; charset=windows-1256", "text/html", undefined, "nonsense"])(
    "wins over %s",
    (contentType) => {
      for (const declaredIn of ["html", "xml", "text"] as const) {
        expect(decodeBytes(utf8(ARABIC), contentType, declaredIn)).toBe(ARABIC);
      }
    },
  );

  test("wins over what the document wrongly says of itself", () => {
    const page = `<meta charset="windows-1252"><p>${GERMAN}`;
    expect(decodeBytes(utf8(page), undefined, "html")).toBe(page);
    const feed = `<?xml version="1.0" encoding="ISO-8859-1"?><t>${GERMAN}</t>`;
    expect(decodeBytes(utf8(feed), undefined, "xml")).toBe(feed);
  });

  test("with a stray byte stays UTF-8", () => {
    const bytes = Uint8Array.from([...utf8(ARABIC), 0xe4, 0x20, ...utf8(GERMAN)]);
    for (const contentType of [undefined, "text/html; charset=utf-8"]) {
      expect(decodeBytes(bytes, contentType, "html")).toBe(`${ARABIC}\ufffd ${GERMAN}`);
    }
  });
});

describe("a declared charset", () => {
  test.each(["text/html; charset=windows-1256", 'text/html;Charset="CP1256"', "text/html; charset = 'windows-1256'"])(
    "in the header: %s",
    (contentType) => {
      expect(decodeBytes(encode(ARABIC, "windows-1256"), contentType, "text")).toBe(ARABIC);
    },
  );

  test.each([
    '<meta charset="windows-1256">',
    "<META CHARSET=windows-1256 />",
    '<!-- <meta charset="utf-8"> --><meta name="a" content="b"><meta charset=\'windows-1256\'>',
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">',
    `<!-- ${"a theme's long greeting ".repeat(90)} --><meta charset="windows-1256">`,
    '<?xml version="1.0" encoding="windows-1256"?><html>',
  ])("in a page: %s", (head) => {
    const bytes = Uint8Array.from([...latin(head), ...encode(ARABIC, "windows-1256")]);
    for (const contentType of [undefined, "text/html", "text/html; charset=utf-8", "text/html; charset=unheard-of"]) {
      expect(decodeBytes(bytes, contentType, "html")).toBe(head + ARABIC);
    }
  });

  test("in a feed", () => {
    const head = '<?xml version="1.0" encoding="windows-1256"?><rss>';
    const bytes = Uint8Array.from([...latin(head), ...encode(ARABIC, "windows-1256")]);
    expect(decodeBytes(bytes, "application/rss+xml", "xml")).toBe(head + ARABIC);
  });

  test("in the header wins over one in the page", () => {
    const bytes = Uint8Array.from([...latin('<meta charset="koi8-r">'), ...encode(ARABIC, "windows-1256")]);
    expect(decodeBytes(bytes, "text/html; charset=windows-1256", "html")).toContain(ARABIC);
  });

  test("is not looked for where text does not declare any", () => {
    const bytes = Uint8Array.from([...latin('<meta charset="windows-1256">'), ...latin(GERMAN)]);
    expect(decodeBytes(bytes, undefined, "text")).toContain(GERMAN);
  });

  test.each([
    ["shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"],
    ["gb2312", [0xd6, 0xd0, 0xce, 0xc4], "中文"],
    ["euc-kr", [0xc7, 0xd1, 0xb1, 0xdb], "한글"],
    ["iso-2022-jp", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], "日本"],
  ])("%s", (charset, bytes, text) => {
    expect(decodeBytes(Uint8Array.from(bytes), `text/html; charset=${charset}`, "html")).toBe(text);
  });

  test("of UTF-16 counts only where the bytes can be", () => {
    expect(decodeBytes(utf16("<p>text"), "text/html; charset=utf-16", "html")).toBe("<p>text");
    expect(decodeBytes(utf8("<p>text"), "text/html; charset=utf-16", "html")).toBe("<p>text");
    expect(decodeBytes(utf16('<?xml version="1.0"?>', true), "text/xml", "xml")).toBe('<?xml version="1.0"?>');
    const page = `<meta charset="utf-16">${GERMAN}`;
    expect(decodeBytes(utf8(page), undefined, "html")).toBe(page);
  });
});

describe("windows-1252", () => {
  /** Typographic marks that Latin-1 lacks. */
  const quoted = Uint8Array.of(0x93, 0x80, 0x85, 0x94, 0x92, 0x96, 0xfc, 0x9f, 0x81);

  test.each([
    "text/html; charset=iso-8859-1",
    "text/html; charset=windows-1252",
    "text/html; charset=utf-8",
    undefined,
  ])("is what %s means for bytes that are no UTF-8", (contentType) => {
    expect(decodeBytes(quoted, contentType, "html")).toBe("“€…”’–üŸ\x81");
    expect(decodeBytes(latin(GERMAN), contentType, "text")).toBe(GERMAN);
  });
});

test("a part of a larger buffer, plain ASCII and nothing at all", () => {
  const large = Buffer.from(`before${"\xe4\x93"}after`, "latin1");
  expect(decodeBytes(new Uint8Array(large.buffer, large.byteOffset + 6, 2), undefined, "text")).toBe("ä“");
  expect(decodeBytes(utf8("plain"), "text/plain; charset=koi8-r", "text")).toBe("plain");
  expect(decodeBytes(new Uint8Array(), "text/html", "html")).toBe("");
});
