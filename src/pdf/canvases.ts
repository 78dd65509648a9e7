import { type Piece, readPieces } from "./content.js";
import { entriesOf, isName, isRef, isStream, listOf, objectAt, type PdfFile, type PdfObject, resolve } from "./file.js";
import { inflated } from "./flate.js";
import type { Entries } from "./syntax.js";

/** Something with a content stream: a page, or a form drawn on one. */
export interface Canvas {
  /** Object number of the page it is drawn on. */
  readonly page: number;
  /** The page's or the form's own dictionary. */
  readonly entries: Entries;
  /** Object number of the form; undefined for a page. */
  readonly form: number | undefined;
  readonly bytes: Uint8Array;
  readonly pieces: readonly Piece[];
  /** Object numbers of forms by resource name. */
  readonly forms: ReadonlyMap<string, number>;
}

/** Reads the content of all pages, and of the forms on them, in the order of pages. */
export const readCanvases = (file: PdfFile): Canvas[] => {
  const seen = new Set<number>();
  return file.pages.flatMap(({ number: page, entries }) => {
    const streams = listOf(file, entries.Contents) ?? [entries.Contents];
    const bytes = joinParts(streams.map((stream) => contentOf(resolve(file, stream))));
    const own = newCanvas(file, { page, entries, form: undefined }, bytes);
    return [own, ...readForms(file, own, seen)];
  });
};

const readForms = (file: PdfFile, { page, forms }: Canvas, seen: Set<number>): Canvas[] => {
  const found: Canvas[] = [];
  for (const form of forms.values()) {
    if (seen.has(form)) continue;
    seen.add(form);
    const entries = entriesOf(file, objectAt(file, form))!;
    const canvas = newCanvas(file, { page, entries, form }, contentOf(objectAt(file, form)));
    found.push(canvas, ...readForms(file, canvas, seen));
  }
  return found;
};

const newCanvas = (file: PdfFile, place: Pick<Canvas, "page" | "entries" | "form">, bytes: Uint8Array): Canvas => {
  const forms = formsOf(file, place.entries);
  return { ...place, bytes, forms, pieces: readPieces(bytes, new Set(forms.keys())) };
};

const formsOf = (file: PdfFile, { Resources }: Entries): Map<string, number> => {
  const forms = new Map<string, number>();
  for (const [name, ref] of Object.entries(entriesOf(file, entriesOf(file, Resources)?.XObject) ?? {}))
    if (isRef(ref) && isName(entriesOf(file, ref)?.Subtype, "Form")) forms.set(name, ref.number);
  return forms;
};

/** A stream's bytes as the page's operators. Throws on a filter that no printing engine of ours writes. */
export const contentOf = (stream: PdfObject | undefined): Uint8Array => {
  if (!isStream(stream)) return new Uint8Array();
  const { Filter } = stream.entries;
  if (Filter === undefined) return stream.contents;
  if (!isName(Array.isArray(Filter) && Filter.length === 1 ? Filter[0] : Filter, "FlateDecode"))
    throw new Error(`content stream packed with ${JSON.stringify(Filter)}, not Flate`);
  return inflated(stream.contents);
};

const joinParts = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 ? parts[0]! : Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
