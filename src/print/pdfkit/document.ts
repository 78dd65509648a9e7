import PDFDocument from "pdfkit";

/** Points in a CSS px. */
export const PT_PER_PX = 72 / 96;

/** Width and height of the page in pt. */
export interface PageSizePt {
  readonly width: number;
  readonly height: number;
}

/**
 * A file without pages. Nothing in it comes from the clock: the hour of printing is replaced when the file is finished, and its
 * identifier follows from what is said here. Content streams are not packed: finishing reads them, and packs them once.
 */
export const openDocument = ({ width, height }: PageSizePt): PDFDocument =>
  new PDFDocument({
    autoFirstPage: false,
    size: [width, height],
    margin: 0,
    compress: false,
    pdfVersion: "1.7",
    font: null,
    info: { Producer: "PDFKit", Creator: "PDFKit", CreationDate: new Date(0) },
  });

/** Ends the file; its fonts, which are written last, are packed. */
export const endDocument = async (document: PDFDocument): Promise<Uint8Array> => {
  document.compress = true;
  document.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
};

/** A number as operators have it: to a thousandth, a third of a micrometre. PDF has no exponents. */
export const short = (number: number): string => String(Math.round(number * 1000) / 1000);
