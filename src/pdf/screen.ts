/** The edition for screens: a finished file again, with smaller pictures in their places. */
import { contentOf } from "./canvases.js";
import {
  entriesOf,
  isName,
  isRef,
  isStream,
  listOf,
  objectAt,
  openFile,
  type PdfFile,
  type PdfStream,
  resolve,
} from "./file.js";
import { forEachOperator } from "./operators.js";
import { unpackObjects } from "./qpdf.js";
import { reachableObjects, saveFile } from "./save.js";
import { type Entries, nameOf, type PdfValue, refTo } from "./syntax.js";

export { linearise } from "./qpdf.js";

const PT_PER_INCH = 72;

/** A JPEG of three colours in a PDF. */
export interface PrintedPicture {
  /** Object number. */
  readonly number: number;
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels to the inch where it is printed largest. */
  readonly ppi: number;
}

export interface SmallerPicture {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface ScreenEdition {
  readonly pictures: readonly PrintedPicture[];
  /** The file with these in the places of its own, by object number; it opens at its first page. */
  readonly write: (smaller: ReadonlyMap<number, SmallerPicture>) => Promise<Uint8Array>;
}

/** Opens a finished file, to be written again with other pictures. Pictures of other kinds than JPEG pass as they are. */
export const openScreenEdition = async (finished: Uint8Array): Promise<ScreenEdition> => {
  const file = openFile(await unpackObjects(finished));
  const first = file.pages[0];
  if (first !== undefined) file.catalog.OpenAction ??= [refTo(first.number), nameOf("XYZ"), null, null, null];
  const originals = new Map<number, PdfStream>();
  const pictures: PrintedPicture[] = [];
  for (const [number, ppi] of measurePictures(file)) {
    const picture = objectAt(file, number);
    if (!isStream(picture) || !isPlainJpeg(file, picture.entries)) continue;
    originals.set(number, picture);
    pictures.push({ number, jpeg: picture.contents, ...sizeOf(file, picture.entries), ppi });
  }
  return {
    pictures,
    write: async (smaller) => {
      for (const [number, picture] of originals) {
        const other = smaller.get(number);
        file.objects.set(number, other === undefined ? picture : withPixels(picture, other));
      }
      const parts: Uint8Array[] = [];
      const kept = reachableObjects(file, new Map());
      for await (const part of saveFile(file, { written: new Map(), kept, pictures: new Map() })) parts.push(part);
      return Buffer.concat(parts);
    },
  };
};

const withPixels = ({ entries }: PdfStream, { jpeg, widthPx, heightPx }: SmallerPicture): PdfStream => ({
  kind: "stream",
  entries: { ...entries, Width: widthPx, Height: heightPx },
  contents: jpeg,
});

const sizeOf = (file: PdfFile, { Width, Height }: Entries): { widthPx: number; heightPx: number } => ({
  widthPx: Number(resolve(file, Width)),
  heightPx: Number(resolve(file, Height)),
});

/** Whether the bytes are a JPEG that stands for itself: no mask over it, and its colours as they are. */
const isPlainJpeg = (file: PdfFile, { Filter, DecodeParms, SMask, Mask, Decode, ColorSpace }: Entries): boolean => {
  const filter = Array.isArray(Filter) && Filter.length === 1 ? Filter[0] : Filter;
  if (!isName(filter, "DCTDecode")) return false;
  if ([DecodeParms, SMask, Mask, Decode].some((entry) => entry !== undefined)) return false;
  const space = resolve(file, ColorSpace);
  if (isName(space, "DeviceRGB")) return true;
  const [family, profile] = Array.isArray(space) ? space : [];
  return isName(family, "ICCBased") && entriesOf(file, profile)?.N === 3;
};

/** The pictures among a dictionary's XObjects, or the forms: object numbers by resource name. */
const namedObjects = (file: PdfFile, { Resources }: Entries, subtype: "Image" | "Form"): Map<string, number> => {
  const named = Object.entries(entriesOf(file, entriesOf(file, Resources)?.XObject) ?? {});
  return new Map(
    named.flatMap(([name, ref]) =>
      isRef(ref) && isName(entriesOf(file, ref)?.Subtype, subtype) ? [[name, ref.number] as const] : [],
    ),
  );
};

type Matrix = readonly [number, number, number, number];
const UNTURNED: Matrix = [1, 0, 0, 1];

/** `a`, then `b`; where they move things to is nobody's concern here. */
const multiply = (a: readonly number[], b: Matrix): Matrix => [
  a[0]! * b[0] + a[1]! * b[2],
  a[0]! * b[1] + a[1]! * b[3],
  a[2]! * b[0] + a[3]! * b[2],
  a[2]! * b[1] + a[3]! * b[3],
];

/**
 * Pixels to the inch of every picture where it is printed largest, by object number. Left out are pictures that something else than
 * pages and the forms on them may show as well, such as a pattern: how large they are there nobody knows.
 */
const measurePictures = (file: PdfFile): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  const drawn = new Set<number>();
  const draw = (entries: Entries, bytes: Uint8Array, outer: Matrix): void => {
    const pictures = namedObjects(file, entries, "Image");
    const forms = namedObjects(file, entries, "Form");
    forEachPlaced(bytes, outer, (name, matrix) => {
      const picture = pictures.get(name);
      if (picture !== undefined) {
        const ppi = pixelsToTheInch(sizeOf(file, entriesOf(file, refTo(picture))!), matrix);
        found.set(picture, Math.min(ppi, found.get(picture) ?? ppi));
      }
      const form = forms.get(name);
      if (form === undefined) return;
      drawn.add(form);
      const own = entriesOf(file, refTo(form))!;
      const turned = listOf(file, own.Matrix) as readonly number[] | undefined;
      draw(own, contentOf(objectAt(file, form)), turned === undefined ? matrix : multiply(turned, matrix));
    });
  };
  for (const { entries } of file.pages) draw(entries, pageContent(file, entries.Contents), UNTURNED);
  for (const picture of shownElsewhere(file, drawn)) found.delete(picture);
  return found;
};

const pixelsToTheInch = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }, [a, b, c, d]: Matrix): number =>
  PT_PER_INCH * Math.min(widthPx / Math.hypot(a, b), heightPx / Math.hypot(c, d));

/** Pictures in the resources of streams that are not among the forms `drawn`. */
const shownElsewhere = (file: PdfFile, drawn: ReadonlySet<number>): readonly number[] =>
  file.offsets.flatMap((offset, number) => {
    if (offset === undefined || drawn.has(number)) return [];
    const object = objectAt(file, number);
    return isStream(object) ? [...namedObjects(file, object.entries, "Image").values()] : [];
  });

const pageContent = (file: PdfFile, contents: PdfValue | undefined): Uint8Array => {
  const streams = listOf(file, contents) ?? [contents];
  return Buffer.concat(streams.flatMap((stream) => [contentOf(resolve(file, stream)), Buffer.from("\n")]));
};

/** Calls `visit` for each object that the operators place, with the matrix it is placed by. */
const forEachPlaced = (bytes: Uint8Array, outer: Matrix, visit: (name: string, matrix: Matrix) => void): void => {
  const saved: Matrix[] = [];
  let matrix = outer;
  forEachOperator(bytes, (operator, _start, _end, operand) => {
    if (operator === "q") saved.push(matrix);
    else if (operator === "Q") matrix = saved.pop() ?? matrix;
    else if (operator === "cm") matrix = multiply(operand.numbers(), matrix);
    else if (operator === "Do") visit(operand.text().trim().slice(1), matrix);
  });
};
