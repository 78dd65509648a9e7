/**
 * The headlines' face for the web pages: Instrument Serif cut down to the characters of one page, small enough to stand in its
 * style sheet (about 20 kB). No page fetches anything from elsewhere, and opened from disk it looks the same.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { PACKAGE_FOLDER } from "../../prepare.js";

const FILE = "fonts/instrument-serif/InstrumentSerif-Regular.ttf";

/** Without hints and joined letters: what shapes, spaces and kerns. `name` holds the licence. */
const KEPT = ["GDEF", "GPOS", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"];

type Tables = Map<string, Buffer>;

const tablesOf = (font: Buffer): Tables => {
  const tables: Tables = new Map();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + 16 * i;
    const start = font.readUInt32BE(record + 8);
    const tag = font.toString("latin1", record, record + 4);
    tables.set(tag, font.subarray(start, start + font.readUInt32BE(record + 12)));
  }
  return tables;
};

/** Glyph numbers by code point, out of the basic plane's map (format 4). */
const glyphNumbers = (cmap: Buffer): ReadonlyMap<number, number> => {
  const glyphs = new Map<number, number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + 8 * i + 4);
    if (cmap.readUInt16BE(at) !== 4) continue;
    const twice = cmap.readUInt16BE(at + 6);
    for (let segment = 0; segment < twice; segment += 2) {
      const end = cmap.readUInt16BE(at + 14 + segment);
      const [start, delta, range] = [1, 2, 3].map((block) => cmap.readUInt16BE(at + 16 + block * twice + segment));
      for (let code = start!; code <= end && code < 0xffff; code++) {
        const slot = at + 16 + 3 * twice + segment + range! + 2 * (code - start!);
        const glyph = range === 0 ? code : cmap.readUInt16BE(slot);
        if (glyph !== 0) glyphs.set(code, (glyph + delta!) & 0xffff);
      }
    }
  }
  return glyphs;
};

/** Numbers of the glyphs that a composite one is drawn with. */
const componentsOf = (glyph: Buffer): number[] => {
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return [];
  const components: number[] = [];
  for (let at = 10; ; ) {
    const flags = glyph.readUInt16BE(at);
    components.push(glyph.readUInt16BE(at + 2));
    // Two offsets as bytes or words, then a scale, two of them, or a matrix (OpenType, `glyf`).
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0);
    if ((flags & 32) === 0) return components;
  }
};

/** The outlines with all but the wanted ones empty, and where each begins. Numbers stay, so that spacing and kerning hold. */
const withOnly = (tables: Tables, wanted: Iterable<number>): Pick<Map<string, Buffer>, "entries"> => {
  const [glyf, loca] = [tables.get("glyf")!, tables.get("loca")!];
  const long = tables.get("head")!.readInt16BE(50) === 1;
  const count = loca.length / (long ? 4 : 2) - 1;
  const startOf = (glyph: number): number => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const outline = (glyph: number): Buffer => glyf.subarray(startOf(glyph), startOf(glyph + 1));
  // A set's loop also comes to what is added on the way.
  const kept = new Set([0, ...wanted]);
  for (const glyph of kept) for (const part of componentsOf(outline(glyph))) kept.add(part);
  const starts = Buffer.alloc(loca.length);
  const outlines: Buffer[] = [];
  let end = 0;
  for (let glyph = 0; glyph <= count; glyph++) {
    if (long) starts.writeUInt32BE(end, 4 * glyph);
    else starts.writeUInt16BE(end / 2, 2 * glyph);
    if (glyph === count || !kept.has(glyph)) continue;
    outlines.push(outline(glyph));
    end += outline(glyph).length;
  }
  return new Map([
    ["glyf", Buffer.concat(outlines)],
    ["loca", starts],
  ]);
};

const padded = (length: number): number => Math.ceil(length / 4) * 4;

const checksum = (table: Buffer): number => {
  const whole = Buffer.concat([table, Buffer.alloc(padded(table.length) - table.length)]);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
};

/** The tables as a WOFF file (W3C, WOFF 1.0). */
const packed = (tables: readonly (readonly [tag: string, table: Buffer])[]): Buffer => {
  const directory = Buffer.alloc(44 + 20 * tables.length);
  const parts: Buffer[] = [directory];
  let at = directory.length;
  let unpacked = 12 + 16 * tables.length;
  for (const [index, [tag, table]] of tables.entries()) {
    const deflated = deflateSync(table, { level: 9 });
    const stored = deflated.length < table.length ? deflated : table;
    const record = 44 + 20 * index;
    directory.write(tag, record, "latin1");
    for (const [field, value] of [at, stored.length, table.length, checksum(table)].entries())
      directory.writeUInt32BE(value, record + 4 + 4 * field);
    parts.push(stored, Buffer.alloc(padded(stored.length) - stored.length));
    at += padded(stored.length);
    unpacked += padded(table.length);
  }
  directory.write("wOFF", 0, "latin1");
  directory.writeUInt32BE(0x00010000, 4);
  directory.writeUInt32BE(at, 8);
  directory.writeUInt16BE(tables.length, 12);
  directory.writeUInt32BE(unpacked, 16);
  return Buffer.concat(parts);
};

let font: { readonly tables: Tables; readonly glyphs: ReadonlyMap<number, number> } | undefined;

const readFont = () => {
  if (font === undefined) {
    const tables = tablesOf(readFileSync(path.join(PACKAGE_FOLDER, FILE)));
    font = { tables, glyphs: glyphNumbers(tables.get("cmap")!) };
  }
  return font;
};

/** An `@font-face` of the family "Display" for these words' characters; nothing where the face has none of them. */
export const displayFace = (words: Iterable<string>): string => {
  const { tables, glyphs } = readFont();
  const used = new Set<number>();
  for (const word of words)
    for (const character of word.normalize("NFC"))
      if (glyphs.has(character.codePointAt(0)!)) used.add(character.codePointAt(0)!);
  if (used.size === 0) return "";
  const codes = [...used].sort((one, other) => one - other);
  // Version 3: no glyph names.
  const post = Buffer.from(tables.get("post")!.subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  const changed = new Map([
    ...withOnly(
      tables,
      codes.map((code) => glyphs.get(code)!),
    ).entries(),
    ["post", post],
  ]);
  const kept = KEPT.flatMap((tag) => {
    const table = changed.get(tag) ?? tables.get(tag);
    return table === undefined ? [] : [[tag, table] as const];
  });
  const range = codes.map((code) => `U+${code.toString(16)}`).join(",");
  // Other characters, such as a translating browser puts in, are taken from the next face.
  return `@font-face{font-family:"Display";src:url(data:font/woff;base64,${packed(kept).toString("base64")}) format("woff");unicode-range:${range}}`;
};
