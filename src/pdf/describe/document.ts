import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream } from "@cantoo/pdf-lib";
import type { DescribedFont, PdfDescription } from "../types.js";

/** A pdf-lib document, read from the file's own bytes. */
export const loadDocument = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY });

export const nameIn = (dict: PDFDict | undefined, key: string): string | undefined => {
  const value = dict?.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
};

const isTrue = (dict: PDFDict | undefined, key: string): boolean => String(dict?.lookup(PDFName.of(key))) === "true";

/** How a viewer should open the file, and whether it calls itself tagged. */
export const readViewer = ({ catalog }: PDFDocument): Pick<PdfDescription, "viewer" | "marked"> => ({
  viewer: {
    displayDocTitle: isTrue(catalog.lookupMaybe(PDFName.of("ViewerPreferences"), PDFDict), "DisplayDocTitle"),
    pageLayout: nameIn(catalog, "PageLayout"),
    pageMode: nameIn(catalog, "PageMode"),
  },
  marked: isTrue(catalog.lookupMaybe(PDFName.of("MarkInfo"), PDFDict), "Marked"),
});

/** The fonts that pages and forms name, each once, by name. */
export const readFonts = (doc: PDFDocument): DescribedFont[] => {
  const fonts: DescribedFont[] = [];
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || nameIn(object, "Type") !== "Font") continue;
    const subtype = nameIn(object, "Subtype") ?? "";
    if (subtype.startsWith("CIDFont")) continue;
    fonts.push(describeFont(object, subtype));
  }
  return fonts.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};

const describeFont = (font: PDFDict, subtype: string): DescribedFont => {
  const descendants = font.lookup(PDFName.of("DescendantFonts"));
  const inner = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
  const holder = inner instanceof PDFDict ? inner : font;
  const descriptor = holder.lookupMaybe(PDFName.of("FontDescriptor"), PDFDict);
  const name = nameIn(font, "BaseFont") ?? "(none)";
  return {
    name,
    type: inner instanceof PDFDict ? (nameIn(inner, "Subtype") ?? subtype) : subtype,
    embedded:
      subtype === "Type3" || ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor?.has(PDFName.of(key))),
    subset: /^[A-Z]{6}\+/.test(name),
    toUnicode: font.lookup(PDFName.of("ToUnicode")) instanceof PDFStream,
  };
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The packet's own elements: list items joined by `; `. */
export const readXmp = (packet: string): Record<string, string> => {
  const elements: Record<string, string> = {};
  for (const [, name, value] of packet.matchAll(/<((?:dc|xmp|pdf|pdfuaid):\w+)>([\s\S]*?)<\/\1>/g)) {
    const items = [...value!.matchAll(/<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/g)].map(([, item]) => item!);
    const text = items.length > 0 ? items.join("; ") : value!;
    elements[name!] = text.replace(/&(\w+);/g, (whole, entity) => ENTITIES[entity] ?? whole);
  }
  return elements;
};
