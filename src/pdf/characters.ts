import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from "@cantoo/pdf-lib";
import { contentOf } from "./canvases.js";
import { parseToUnicode } from "./glyphText.js";

const deflated = promisify(deflate) as (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * Fonts draw the quotation marks and the modifier letters that look like them with one glyph, and the browser names it by the
 * lower code, the letter's: a reader who searches for "today’s" would not find it.
 */
const QUOTATION_MARKS: ReadonlyMap<string, string> = new Map([
  ["\u02bb", "\u2018"],
  ["\u02bc", "\u2019"],
]);

/** What a glyph stands for as it was written: quotation marks for look-alikes, letters for ligatures. */
const asWritten = (text: string): string =>
  QUOTATION_MARKS.get(text) ?? text.replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize("NFKC"));

/** Mappings in one list (ISO 32000-1, 9.10.3, after Adobe Technical Note 5014: a list has at most 100). */
const LONGEST_LIST = 100;

/** Makes the characters that fonts give to searching and copying the ones that were written. Changes fonts' ToUnicode maps. */
export const mendCharacters = async ({ context }: PDFDocument): Promise<void> => {
  const maps = new Set<PDFRef>();
  for (const [, object] of context.enumerateIndirectObjects()) {
    const map = object instanceof PDFDict ? object.get(PDFName.of("ToUnicode")) : undefined;
    if (map instanceof PDFRef) maps.add(map);
  }
  await Promise.all(
    [...maps].map(async (ref) => {
      const stream = context.lookup(ref);
      if (!(stream instanceof PDFRawStream)) return;
      const glyphs = parseToUnicode(await contentOf(stream));
      if (![...glyphs.values()].some((text) => asWritten(text) !== text)) return;
      const contents = await deflated(Buffer.from(toUnicodeMap(glyphs), "latin1"));
      const dict = context.obj({ Filter: "FlateDecode" });
      context.assign(ref, PDFRawStream.of(dict, contents));
    }),
  );
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
