import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from "@cantoo/pdf-lib";
import { type Piece, readPieces } from "./content.js";

/** Something with a content stream: a page, or a form drawn on one. */
export interface Canvas {
  /** Object number of the page it is drawn on. */
  readonly page: number;
  readonly pageIndex: number;
  /** The page's or the form's own dictionary. */
  readonly dict: PDFDict;
  /** The form's own reference; undefined for a page. */
  readonly form: PDFRef | undefined;
  readonly bytes: Uint8Array;
  readonly pieces: readonly Piece[];
  /** Forms by resource name. */
  readonly forms: ReadonlyMap<string, PDFRef>;
}

const inflated = promisify(inflate) as (bytes: Uint8Array, options: { chunkSize: number }) => Promise<Uint8Array>;
/** A page's operators fit in one chunk; zlib's own 16 KiB would have them copied together again. */
export const CHUNK_BYTES = 1 << 18;

/** Reads the content of all pages, and of the forms on them, in the order of pages. */
export const readCanvases = async (doc: PDFDocument): Promise<Canvas[]> => {
  const seen = new Set<PDFRef>();
  const perPage = doc.getPages().map(async (page, pageIndex): Promise<Canvas[]> => {
    const contents = page.node.Contents();
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((ref) => doc.context.lookup(ref)) : [contents];
    const parts = await Promise.all(streams.map((stream) => contentOf(stream)));
    const place = { page: page.ref.objectNumber, pageIndex };
    const own = newCanvas(doc, { ...place, dict: page.node, form: undefined }, joinParts(parts));
    return [own, ...(await readForms(doc, own, seen))];
  });
  return (await Promise.all(perPage)).flat();
};

const readForms = async (doc: PDFDocument, parent: Canvas, seen: Set<PDFRef>): Promise<Canvas[]> => {
  const found: Canvas[] = [];
  for (const ref of parent.forms.values()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    const stream = doc.context.lookup(ref) as PDFRawStream;
    const { page, pageIndex } = parent;
    const canvas = newCanvas(doc, { page, pageIndex, dict: stream.dict, form: ref }, await contentOf(stream));
    found.push(canvas, ...(await readForms(doc, canvas, seen)));
  }
  return found;
};

const newCanvas = (
  doc: PDFDocument,
  place: Pick<Canvas, "page" | "pageIndex" | "dict" | "form">,
  bytes: Uint8Array,
): Canvas => {
  const forms = formsOf(doc, place.dict);
  return { ...place, bytes, forms, pieces: readPieces(bytes, new Set(forms.keys())) };
};

const formsOf = (doc: PDFDocument, dict: PDFDict): Map<string, PDFRef> => {
  const forms = new Map<string, PDFRef>();
  const resources = doc.context.lookupMaybe(dict.get(PDFName.of("Resources")), PDFDict);
  const objects = doc.context.lookupMaybe(resources?.get(PDFName.of("XObject")), PDFDict);
  for (const [name, ref] of objects?.entries() ?? []) {
    const object = doc.context.lookup(ref);
    if (!(ref instanceof PDFRef) || !(object instanceof PDFRawStream)) continue;
    if (object.dict.get(PDFName.of("Subtype")) === PDFName.of("Form")) forms.set(name.decodeText(), ref);
  }
  return forms;
};

/** A stream's bytes as the page's operators. Throws on a filter that no printing engine of ours writes. */
export const contentOf = async (stream: unknown): Promise<Uint8Array> => {
  if (!(stream instanceof PDFRawStream)) return new Uint8Array();
  const filter = stream.dict.get(PDFName.of("Filter"));
  if (filter === undefined) return stream.contents;
  const name = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter;
  if (name !== PDFName.of("FlateDecode")) throw new Error(`content stream packed with ${String(filter)}, not Flate`);
  return inflated(stream.contents, { chunkSize: CHUNK_BYTES });
};

const joinParts = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 ? parts[0]! : Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
