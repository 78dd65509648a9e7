import { getDocument, type PDFDocumentProxy, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { DescribedLink, DescribedOutline, DescribedPage, DescribedWord, PdfDescription } from "../types.js";
import { loadDocument, readFonts, readViewer, readXmp } from "./document.js";
import { areaIn, type ReadPage, readPage, round } from "./page.js";
import { linesOf } from "./texts.js";
import { readTree, taggedAnnotations } from "./tree.js";

/**
 * Reads a PDF back: pages, boxes, text, pictures, outline, links, fonts, metadata and tag tree. Words and pictures are read
 * by pdf.js, dictionaries from the file's own objects; nothing is remembered from writing. Throws when the bytes are no PDF.
 */
export const describePdf = async (bytes: Uint8Array): Promise<PdfDescription> => (await describeAll(bytes)).seen;

/** The same with every word of every page where its letters stand, page by page: many times as much. */
export const describeWithWords = async (
  bytes: Uint8Array,
): Promise<{ readonly seen: PdfDescription; readonly words: readonly (readonly DescribedWord[])[] }> => {
  const { seen, words } = await describeAll(bytes, true);
  return { seen, words };
};

const describeAll = async (
  bytes: Uint8Array,
  withWords = false,
): Promise<{ seen: PdfDescription; words: (readonly DescribedWord[])[] }> => {
  const doc = await loadDocument(bytes);
  const task = getDocument({
    data: withoutPhotographs(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
  });
  try {
    const reader = await task.promise;
    const labels = (await reader.getPageLabels()) ?? doc.getPages().map((_, index) => String(index + 1));
    const read: ReadPage[] = [];
    for (const [index, boxes] of doc.getPages().entries())
      read.push(await readPage(await reader.getPage(index + 1), boxes, index));
    const tags = readTree(doc, (pageIndex, mcid) => read[pageIndex]?.texts.get(mcid) ?? "");
    const pages: DescribedPage[] = read.map(({ page }, index) => ({
      ...page,
      label: labels[index] ?? "",
      text: tags === undefined ? page.runs.map(({ text }) => text).join("\n") : linesOf(tags, index).join("\n"),
    }));
    const { info, metadata } = await reader.getMetadata();
    const words = withWords ? read.map((page) => page.words()) : [];
    const seen = {
      version: String((info as { PDFFormatVersion?: string }).PDFFormatVersion ?? ""),
      info: readInfo(info as Record<string, unknown>),
      xmp: readXmp(metadata?.getRaw() ?? ""),
      language: (info as { Language?: string | null }).Language ?? undefined,
      ...readViewer(doc),
      pages,
      outline: await readOutline(reader, labels),
      links: await readLinks(reader, pages, taggedAnnotations(doc)),
      fonts: readFonts(doc),
      tags,
    };
    return { seen, words };
  } finally {
    await task.destroy();
  }
};

/**
 * A copy for pdf.js, which takes bytes over and decodes every JPEG that a page paints, in script: seconds for what nobody asks.
 * Photographs keep their place, size and length; what they show is blanked.
 */
const withoutPhotographs = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("/DCTDecode"); at >= 0; at = copy.indexOf("/DCTDecode", at + 1)) {
    const begin = copy.indexOf("stream", at);
    const end = copy.indexOf("endstream", begin);
    const dictionaryEnds = copy.indexOf("endobj", at);
    if (begin < 0 || end < 0 || begin > dictionaryEnds) continue;
    copy.fill(0, begin + "stream\r\n".length, end);
  }
  return new Uint8Array(copy);
};

/** The entries that the information dictionary holds, without what the reader adds. */
const readInfo = (info: Record<string, unknown>): Record<string, string> => {
  const entries: Record<string, string> = {};
  for (const key of ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"])
    if (typeof info[key] === "string") entries[key] = info[key];
  return entries;
};

type OutlineNodes = Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>;

const readOutline = async (reader: PDFDocumentProxy, labels: readonly string[]): Promise<DescribedOutline[]> => {
  const readLevel = async (nodes: OutlineNodes): Promise<DescribedOutline[]> => {
    const lines: DescribedOutline[] = [];
    for (const { title, dest, items } of nodes ?? []) {
      const target = await readTarget(reader, dest);
      const pageLabel = target === undefined ? undefined : labels[target.pageIndex];
      lines.push({ title, pageIndex: target?.pageIndex, pageLabel, children: await readLevel(items) });
    }
    return lines;
  };
  return readLevel(await reader.getOutline());
};

/** Where a named or explicit destination leads; `top` in pt from the sheet's bottom. */
const readTarget = async (
  reader: PDFDocumentProxy,
  dest: string | readonly unknown[] | null | undefined,
): Promise<{ pageIndex: number; top: number | undefined } | undefined> => {
  const explicit = typeof dest === "string" ? await reader.getDestination(dest) : dest;
  const page = explicit?.[0];
  if (typeof page !== "object" || page === null) return undefined;
  const pageIndex = await reader.getPageIndex(page as never);
  const kind = (explicit![1] as { name?: string }).name;
  return { pageIndex, top: kind === "XYZ" && typeof explicit![3] === "number" ? explicit![3] : undefined };
};

interface Annotation {
  readonly id: string;
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly contentsObj?: { readonly str: string };
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly dest?: string | readonly unknown[] | null;
}

const readLinks = async (
  reader: PDFDocumentProxy,
  pages: readonly DescribedPage[],
  tagged: ReadonlySet<string>,
): Promise<DescribedLink[]> => {
  const links: DescribedLink[] = [];
  for (const { index, trimPt } of pages) {
    const annotations = (await (await reader.getPage(index + 1)).getAnnotations()) as Annotation[];
    for (const { id, subtype, rect, contentsObj, url, unsafeUrl, dest } of annotations) {
      if (subtype !== "Link") continue;
      const target = await readTarget(reader, dest);
      const trim = target === undefined ? undefined : pages[target.pageIndex]!.trimPt;
      links.push({
        pageIndex: index,
        area: areaIn(trimPt, rect),
        contents: contentsObj?.str || undefined,
        uri: url ?? unsafeUrl,
        targetPageIndex: target?.pageIndex,
        targetY: target?.top === undefined ? undefined : round(trim![3] - target.top),
        tagged: tagged.has(id),
      });
    }
  }
  return links;
};
