/**
 * Kerning of pairs, read from a font's own bytes (OpenType's GPOS table). A shaper takes a hundred times as long for a pair, since it
 * looks for everything else that a font may do; for plain letters of Latin text there is nothing else.
 */

/** What comes between two glyphs, in the font's units. */
export type Kerning = (left: number, right: number) => number;

const PAIRS = 2;
const EXTENSION = 9;
/** Bits of a value's format: moves come before the advance. */
const MOVES = 0b11;
const ADVANCE = 0b100;

const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const tableAt = (view: DataView, tag: string): number | undefined => {
  for (let index = 0; index < view.getUint16(4); index++)
    if (tagAt(view, 12 + 16 * index) === tag) return view.getUint32(12 + 16 * index + 8);
  return undefined;
};

/** Where the records of a list lead whose tags are wanted: pairs of a tag and an offset from the list's beginning. */
const taggedAt = (view: DataView, list: number, tag: string): number | undefined => {
  for (let index = 0; index < view.getUint16(list); index++)
    if (tagAt(view, list + 2 + 6 * index) === tag) return list + view.getUint16(list + 2 + 6 * index + 4);
  return undefined;
};

/** The numbers of the lookups for kerning Latin text, ascending. */
const kerningLookups = (view: DataView, gpos: number): number[] => {
  const scripts = gpos + view.getUint16(gpos + 4);
  const features = gpos + view.getUint16(gpos + 6);
  const script = taggedAt(view, scripts, "latn") ?? taggedAt(view, scripts, "DFLT");
  if (script === undefined || view.getUint16(script) === 0) return [];
  const language = script + view.getUint16(script);
  const found = new Set<number>();
  for (let index = 0; index < view.getUint16(language + 4); index++) {
    const record = features + 2 + 6 * view.getUint16(language + 6 + 2 * index);
    if (tagAt(view, record) !== "kern") continue;
    const feature = features + view.getUint16(record + 4);
    for (let at = 0; at < view.getUint16(feature + 2); at++) found.add(view.getUint16(feature + 4 + 2 * at));
  }
  return [...found].sort((one, other) => one - other);
};

/** Where the subtables of a lookup begin that adjust pairs. */
const pairTables = (view: DataView, gpos: number, lookup: number): number[] => {
  const list = gpos + view.getUint16(gpos + 8);
  const table = list + view.getUint16(list + 2 + 2 * lookup);
  const tables: number[] = [];
  for (let index = 0; index < view.getUint16(table + 4); index++) {
    const own = table + view.getUint16(table + 6 + 2 * index);
    const type = view.getUint16(table);
    if (type === PAIRS) tables.push(own);
    else if (type === EXTENSION && view.getUint16(own + 2) === PAIRS) tables.push(own + view.getUint32(own + 4));
  }
  return tables;
};

/** Finds a glyph among `count` records of `bytes` each that begin with the first and, in ranges, the last glyph they are for. */
const findRecord = (
  view: DataView,
  { start, count, bytes, ranges }: { start: number; count: number; bytes: number; ranges: boolean },
  glyph: number,
): number | undefined => {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const record = start + middle * bytes;
    if (glyph < view.getUint16(record)) high = middle - 1;
    else if (glyph > view.getUint16(ranges ? record + 2 : record)) low = middle + 1;
    else return record;
  }
  return undefined;
};

/** The place of a glyph in a coverage table. */
const coverageIndex = (view: DataView, table: number, glyph: number): number | undefined => {
  const ranges = view.getUint16(table) === 2;
  const list = { start: table + 4, count: view.getUint16(table + 2), bytes: ranges ? 6 : 2, ranges };
  const record = findRecord(view, list, glyph);
  if (record === undefined) return undefined;
  return ranges ? view.getUint16(record + 4) + glyph - view.getUint16(record) : (record - list.start) / 2;
};

/** The class of a glyph; 0 where the table has none for it. */
const classOf = (view: DataView, table: number, glyph: number): number => {
  if (view.getUint16(table) === 1) {
    const index = glyph - view.getUint16(table + 2);
    return index >= 0 && index < view.getUint16(table + 4) ? view.getUint16(table + 6 + 2 * index) : 0;
  }
  const list = { start: table + 4, count: view.getUint16(table + 2), bytes: 6, ranges: true };
  const record = findRecord(view, list, glyph);
  return record === undefined ? 0 : view.getUint16(record + 4);
};

const bitsIn = (format: number): number => {
  let count = 0;
  for (let rest = format; rest > 0; rest >>= 1) count += rest & 1;
  return count;
};

/** What a subtable says of a pair; undefined if it says nothing, and the next one is asked. */
const pairValue = (view: DataView, table: number, left: number, right: number): number | undefined => {
  const place = coverageIndex(view, table + view.getUint16(table + 2), left);
  if (place === undefined) return undefined;
  const first = view.getUint16(table + 4);
  const bytes = 2 * (bitsIn(first) + bitsIn(view.getUint16(table + 6)));
  const advance = 2 * bitsIn(first & MOVES);
  const valueAt = (value: number): number => ((first & ADVANCE) === 0 ? 0 : view.getInt16(value + advance));
  if (view.getUint16(table) === 1) {
    const set = table + view.getUint16(table + 10 + 2 * place);
    const list = { start: set + 2, count: view.getUint16(set), bytes: 2 + bytes, ranges: false };
    const record = findRecord(view, list, right);
    return record === undefined ? undefined : valueAt(record + 2);
  }
  const row = classOf(view, table + view.getUint16(table + 8), left);
  const column = classOf(view, table + view.getUint16(table + 10), right);
  return valueAt(table + 16 + (row * view.getUint16(table + 14) + column) * bytes);
};

/** The kerning of a font for Latin text; undefined if it has none in this form. */
export const readKerning = (font: Uint8Array): Kerning | undefined => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const gpos = tableAt(view, "GPOS");
  if (gpos === undefined) return undefined;
  const lookups = kerningLookups(view, gpos).map((lookup) => pairTables(view, gpos, lookup));
  if (lookups.length === 0) return undefined;
  return (left, right) => {
    let sum = 0;
    for (const tables of lookups)
      for (const table of tables) {
        const value = pairValue(view, table, left, right);
        if (value === undefined) continue;
        sum += value;
        break;
      }
    return sum;
  };
};
