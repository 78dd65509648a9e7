import { nextNumber, type PdfFile } from "./file.js";
import { type Entries, nameOf, type PdfRef, recordOf, refTo, wideText } from "./syntax.js";
import type { OutlineEntry } from "./types.js";

/** Writes the side panel: sections open, each line leading to the top of its page (`topPt`) at the reader's own zoom. */
export const writeOutline = (file: PdfFile, entries: readonly OutlineEntry[], topPt: number): void => {
  delete file.catalog.Outlines;
  if (entries.length === 0) return;
  const root = nextNumber(file);
  const { first, last, lines } = writeLevel(file, entries, root, topPt);
  file.objects.set(root, recordOf({ Type: nameOf("Outlines"), First: first, Last: last, Count: lines }));
  file.catalog.Outlines = refTo(root);
  file.catalog.PageMode = nameOf("UseOutlines");
};

/** The first and last line of a level, and how many lines show, counting open ones within. */
interface Level {
  readonly first: PdfRef;
  readonly last: PdfRef;
  readonly lines: number;
}

const writeLevel = (file: PdfFile, entries: readonly OutlineEntry[], parent: number, topPt: number): Level => {
  const refs = entries.map(() => refTo(nextNumber(file)));
  let lines = entries.length;
  entries.forEach((entry, index) => {
    const page = file.pages[entry.pageIndex];
    if (page === undefined) throw new Error(`the outline leads to page ${entry.pageIndex} of ${file.pages.length}`);
    const { number } = refs[index]!;
    const item: Entries = {
      Title: wideText(entry.title),
      Parent: refTo(parent),
      Dest: [refTo(page.number), nameOf("XYZ"), null, topPt, null],
    };
    if (index > 0) item.Prev = refs[index - 1]!;
    if (index < refs.length - 1) item.Next = refs[index + 1]!;
    if (entry.children !== undefined && entry.children.length > 0) {
      const level = writeLevel(file, entry.children, number, topPt);
      item.First = level.first;
      item.Last = level.last;
      item.Count = level.lines;
      lines += level.lines;
    }
    file.objects.set(number, recordOf(item));
  });
  return { first: refs[0]!, last: refs.at(-1)!, lines };
};
