import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { describePdf } from "../../../src/pdf/index.js";

/** A colour that stands on no page of ours. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What is in a PDF, by everything that we can read it with. */
export interface Inside {
  /** The file's bytes, its streams unpacked, its texts and names, and the words on its pages. */
  readonly everything: string;
  /** The words on its pages. */
  readonly words: string;
  readonly links: readonly string[];
  /** Kinds of actions, keys that start something, and kinds of annotations. */
  readonly actions: readonly string[];
  /** How many pixels of its pages have the colour, or nearly. */
  pixelsOf(colour: Colour): number;
}

/** Keys by which a PDF starts something, carries files or asks for input (ISO 32000-1, 7.11, 12.6, 12.7). */
const STARTING = ["OpenAction", "AA", "JS", "JavaScript", "EmbeddedFiles", "AF", "EF", "AcroForm", "XFA", "RichMedia"];

const kindOf = (dict: PDFDict, key: string): string => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : "";
};

/** The file's parts, in their own words. */
const readObjects = (document: PDFDocument): { readonly texts: string[]; readonly actions: Set<string> } => {
  const texts: string[] = [];
  const actions = new Set<string>();
  const walk = (value: unknown): void => {
    if (value instanceof PDFString || value instanceof PDFHexString) texts.push(value.decodeText());
    else if (value instanceof PDFArray) value.asArray().forEach(walk);
    else if (value instanceof PDFRawStream) {
      walk(value.dict);
      texts.push(Buffer.from(unpacked(value)).toString("latin1"));
    } else if (value instanceof PDFDict)
      for (const [key, entry] of value.entries()) {
        const name = key.decodeText();
        texts.push(name);
        if (STARTING.includes(name)) actions.add(`/${name}`);
        if (name === "A" || name === "Next")
          for (const action of value.lookup(key) instanceof PDFDict ? [value.lookup(key) as PDFDict] : [])
            if (action.has(PDFName.of("S"))) actions.add(kindOf(action, "S"));
        if (name === "Annots")
          for (const item of (value.lookup(key) as PDFArray).asArray())
            actions.add(kindOf(document.context.lookup(item as PDFRef, PDFDict), "Subtype"));
        walk(entry);
      }
  };
  for (const [, object] of document.context.enumerateIndirectObjects()) walk(object);
  return { texts, actions };
};

/** A stream's bytes; those of a JPEG as they are. */
const unpacked = (stream: PDFRawStream): Uint8Array => {
  try {
    return decodePDFRawStream(stream).decode();
  } catch {
    return stream.contents;
  }
};

/** How far a channel may be from the colour: JPEG and scaling change it a little. */
const NEAR = 12;

/** How many pixels have the colour, or nearly. */
export const countPixels = (pixels: Uint8Array, channels: number, colour: Colour): number => {
  let found = 0;
  for (let at = 0; at < pixels.length; at += channels)
    if (colour.every((channel, index) => Math.abs(pixels[at + index]! - channel) <= NEAR)) found++;
  return found;
};

const drawPages = async (bytes: Uint8Array): Promise<readonly Uint8Array[]> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(bytes));
  const pages: Uint8Array[] = [];
  for (const page of document.pages()) pages.push((await page.render({ scale: 0.5 })).data);
  document.destroy();
  library.destroy();
  return pages;
};

export const lookInside = async (bytes: Uint8Array): Promise<Inside> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { texts, actions } = readObjects(document);
  const seen = await describePdf(bytes);
  const words = seen.pages.map(({ text, runs }) => `${text}\n${runs.map((run) => run.text).join("")}`).join("\n");
  const pages = await drawPages(bytes);
  const links = seen.links.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
  const everything = [Buffer.from(bytes).toString("latin1"), ...texts, words, JSON.stringify(seen)].join("\n");
  const pixelsOf = (colour: Colour): number => pages.reduce((sum, pixels) => sum + countPixels(pixels, 4, colour), 0);
  return { everything, words, links, actions: [...actions].sort(), pixelsOf };
};
