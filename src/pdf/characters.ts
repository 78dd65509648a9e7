import { deflateSync } from "node:zlib";
import { contentOf } from "./canvases.js";
import { entriesOf, isRef, isStream, objectAt, type PdfFile } from "./file.js";
import { asWritten, parseToUnicode } from "./glyphText.js";
import { nameOf, refTo } from "./syntax.js";

/** Mappings in one list (ISO 32000-1, 9.10.3, after Adobe Technical Note 5014: a list has at most 100). */
const LONGEST_LIST = 100;

/**
 * Makes the characters that fonts give to searching and copying the ones that were written. Changes the ToUnicode maps of the
 * fonts among the objects with these numbers.
 */
export const mendCharacters = (file: PdfFile, numbers: readonly number[]): void => {
  const maps = new Set<number>();
  for (const number of numbers) {
    const map = entriesOf(file, refTo(number))?.ToUnicode;
    if (isRef(map)) maps.add(map.number);
  }
  for (const number of maps) {
    const stream = objectAt(file, number);
    if (!isStream(stream)) continue;
    const glyphs = parseToUnicode(contentOf(stream));
    if (![...glyphs.values()].some((text) => asWritten(text) !== text)) continue;
    const contents = deflateSync(Buffer.from(toUnicodeMap(glyphs), "latin1"));
    file.objects.set(number, { kind: "stream", entries: { Filter: nameOf("FlateDecode") }, contents });
  }
};

const hex = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase();

const toUnicodeMap = (glyphs: ReadonlyMap<number, string>): string => {
  const mappings = [...glyphs].sort(([a], [b]) => a - b);
  let lists = "";
  for (let first = 0; first < mappings.length; first += LONGEST_LIST) {
    const list = mappings.slice(first, first + LONGEST_LIST);
    const lines = list.map(
      ([glyph, text]) => `<${glyph.toString(16).toUpperCase().padStart(4, "0")}> <${hex(asWritten(text))}>\n`,
    );
    lists += `${list.length} beginbfchar\n${lines.join("")}endbfchar\n`;
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${lists}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
};
