import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNull, type PDFRef } from "@cantoo/pdf-lib";
import type { OutlineEntry } from "./types.js";

/** Writes the side panel: sections open, each line leading to the top of its page at the reader's own zoom. */
export const writeOutline = (doc: PDFDocument, entries: readonly OutlineEntry[]): void => {
  doc.catalog.delete(PDFName.of("Outlines"));
  if (entries.length === 0) return;
  const root = doc.context.nextRef();
  const level = writeLevel(doc, entries, root);
  doc.context.assign(
    root,
    doc.context.obj({ Type: "Outlines", First: level.first, Last: level.last, Count: level.lines }),
  );
  doc.catalog.set(PDFName.of("Outlines"), root);
  doc.catalog.set(PDFName.of("PageMode"), PDFName.of("UseOutlines"));
};

/** The first and last line of a level, and how many lines show, counting open ones within. */
interface Level {
  readonly first: PDFRef;
  readonly last: PDFRef;
  readonly lines: number;
}

const writeLevel = (doc: PDFDocument, entries: readonly OutlineEntry[], parent: PDFRef): Level => {
  const { context } = doc;
  const refs = entries.map(() => context.nextRef());
  let lines = entries.length;
  entries.forEach((entry, index) => {
    const page = doc.getPage(entry.pageIndex);
    const { y, height } = page.getMediaBox();
    const item = PDFDict.withContext(context);
    item.set(PDFName.of("Title"), PDFHexString.fromText(entry.title));
    item.set(PDFName.of("Parent"), parent);
    item.set(PDFName.of("Dest"), context.obj([page.ref, "XYZ", PDFNull, y + height, PDFNull]));
    if (index > 0) item.set(PDFName.of("Prev"), refs[index - 1]!);
    if (index < refs.length - 1) item.set(PDFName.of("Next"), refs[index + 1]!);
    if (entry.children !== undefined && entry.children.length > 0) {
      const level = writeLevel(doc, entry.children, refs[index]!);
      item.set(PDFName.of("First"), level.first);
      item.set(PDFName.of("Last"), level.last);
      item.set(PDFName.of("Count"), context.obj(level.lines));
      lines += level.lines;
    }
    context.assign(refs[index]!, item);
  });
  return { first: refs[0]!, last: refs.at(-1)!, lines };
};
