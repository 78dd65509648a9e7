import { PDFDict, type PDFDocument, PDFHexString, PDFName } from "@cantoo/pdf-lib";

interface Label {
  readonly prefix: string;
  readonly number: number | undefined;
}

/** Folios that count on (`2`, `3`, `A-4`) are a prefix and a number; any other is all prefix. */
const splitLabel = (label: string): Label => {
  const found = /^(.*?)([1-9]\d*)$/.exec(label);
  return found === null ? { prefix: label, number: undefined } : { prefix: found[1]!, number: Number(found[2]) };
};

/** Writes one label a page, as ranges that count on (ISO 32000-1, 12.4.2). Throws unless there is one label for each page. */
export const writePageLabels = (doc: PDFDocument, labels: readonly string[]): void => {
  if (labels.length !== doc.getPageCount())
    throw new Error(`${labels.length} page labels for ${doc.getPageCount()} pages`);
  const ranges = doc.context.obj([]);
  let before: Label | undefined;
  labels.map(splitLabel).forEach((label, index) => {
    const countsOn =
      before?.number !== undefined && label.prefix === before.prefix && label.number === before.number + 1;
    before = label;
    if (countsOn) return;
    const range = PDFDict.withContext(doc.context);
    if (label.prefix !== "") range.set(PDFName.of("P"), PDFHexString.fromText(label.prefix));
    if (label.number !== undefined) {
      range.set(PDFName.of("S"), PDFName.of("D"));
      range.set(PDFName.of("St"), doc.context.obj(label.number));
    }
    ranges.push(doc.context.obj(index));
    ranges.push(range);
  });
  doc.catalog.set(PDFName.of("PageLabels"), doc.context.obj({ Nums: ranges }));
};
