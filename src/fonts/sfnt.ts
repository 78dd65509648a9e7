/**
 * Reads what Pressday must know of a TrueType or OpenType file: its family, weight and slope, whether it is variable, and
 * which characters it has. A general font library needs hundreds of milliseconds to load, and every build asks this.
 */

/** What a font file says of itself. `ranges`: code points it has a glyph for, as first, last, first, last …, ascending. */
export interface FontTables {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly variable: boolean;
  readonly ranges: readonly number[];
}

/** Throws a `RangeError` or an `Error` where the bytes are not a font. */
export function parseFontTables(bytes: Uint8Array): FontTables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = parseDirectory(view);
  const os2 = tables.get("OS/2");
  const name = tables.get("name");
  const cmap = tables.get("cmap");
  if (os2 === undefined || name === undefined || cmap === undefined) throw new Error("no name, OS/2 or cmap table");
  return {
    family: parseFamily(view, name),
    weight: view.getUint16(os2 + 4),
    italic: (view.getUint16(os2 + 62) & 1) === 1,
    variable: tables.has("fvar"),
    ranges: parseCoverage(view, cmap),
  };
}

/** First bytes of the formats that hold one font in the open: TrueType, OpenType with CFF, Apple's `true`. */
const SIGNATURES = new Set([0x00010000, 0x4f54544f, 0x74727565]);

/** Table tag → offset in the file. */
function parseDirectory(view: DataView): Map<string, number> {
  if (!SIGNATURES.has(view.getUint32(0))) throw new Error("neither TrueType nor OpenType");
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    tables.set(tag, view.getUint32(record + 8));
  }
  return tables;
}

/** The typographic family (name 16), which keeps SemiBold with Regular; else the plain family (name 1). */
function parseFamily(view: DataView, table: number): string {
  const names = new Map<number, string>();
  const strings = table + view.getUint16(table + 4);
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const record = table + 6 + 12 * i;
    const nameId = view.getUint16(record + 6);
    const windowsUnicode = view.getUint16(record) === 3 && view.getUint16(record + 2) === 1;
    if ((nameId !== 1 && nameId !== 16) || !windowsUnicode || names.has(nameId)) continue;
    const start = strings + view.getUint16(record + 10);
    let text = "";
    for (let at = start; at < start + view.getUint16(record + 8); at += 2)
      text += String.fromCharCode(view.getUint16(at));
    names.set(nameId, text);
  }
  const family = names.get(16) ?? names.get(1);
  if (family === undefined) throw new Error("no family name");
  return family;
}

/** Full Unicode (format 12) where there is one, else the basic plane (format 4). */
function parseCoverage(view: DataView, table: number): number[] {
  let basic: number | undefined;
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const record = table + 4 + 8 * i;
    const platform = view.getUint16(record);
    if (platform !== 0 && platform !== 3) continue;
    const subtable = table + view.getUint32(record + 4);
    const format = view.getUint16(subtable);
    if (format === 12) return parseFormat12(view, subtable);
    if (format === 4) basic = subtable;
  }
  if (basic === undefined) throw new Error("no Unicode character map");
  return parseFormat4(view, basic);
}

function parseFormat12(view: DataView, subtable: number): number[] {
  const ranges: number[] = [];
  for (let i = 0; i < view.getUint32(subtable + 12); i++) {
    const group = subtable + 16 + 12 * i;
    addRange(ranges, view.getUint32(group), view.getUint32(group + 4));
  }
  return ranges;
}

function parseFormat4(view: DataView, subtable: number): number[] {
  const ranges: number[] = [];
  const bytesOfSegments = view.getUint16(subtable + 6);
  const ends = subtable + 14;
  const starts = ends + bytesOfSegments + 2;
  for (let at = 0; at < bytesOfSegments; at += 2) {
    const start = view.getUint16(starts + at);
    const end = view.getUint16(ends + at);
    if (start === 0xffff) continue; // the segment that closes the table
    const offsetAt = starts + 2 * bytesOfSegments + at;
    const offset = view.getUint16(offsetAt);
    if (offset === 0) addRange(ranges, start, end);
    else
      for (let code = start; code <= end; code++)
        if (view.getUint16(offsetAt + offset + 2 * (code - start)) !== 0) addRange(ranges, code, code);
  }
  return ranges;
}

function addRange(ranges: number[], first: number, last: number): void {
  if (ranges.at(-1) === first - 1) ranges[ranges.length - 1] = last;
  else ranges.push(first, last);
}
