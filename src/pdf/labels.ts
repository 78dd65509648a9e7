import type { PdfFile } from "./file.js";
import { type Entries, nameOf, type PdfValue, recordOf, wideText } from "./syntax.js";

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
export const writePageLabels = ({ pages, catalog }: PdfFile, labels: readonly string[]): void => {
  if (labels.length !== pages.length) throw new Error(`${labels.length} page labels for ${pages.length} pages`);
  const ranges: PdfValue[] = [];
  let before: Label | undefined;
  labels.map(splitLabel).forEach((label, index) => {
    const countsOn =
      before?.number !== undefined && label.prefix === before.prefix && label.number === before.number + 1;
    before = label;
    if (countsOn) return;
    const range: Entries = {};
    if (label.prefix !== "") range.P = wideText(label.prefix);
    if (label.number !== undefined) {
      range.S = nameOf("D");
      range.St = label.number;
    }
    ranges.push(index, recordOf(range));
  });
  catalog.PageLabels = recordOf({ Nums: ranges });
};
