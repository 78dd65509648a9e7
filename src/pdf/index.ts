import type { DescribedWord, PdfDescription } from "./types.js";

export { formatPdf } from "./describe/format.js";
export { articleTexts, elementsOfType, textOfElement } from "./describe/texts.js";
export { finishPdf } from "./finish.js";
export {
  linearise,
  openScreenEdition,
  type PrintedPicture,
  type ScreenEdition,
  type SmallerPicture,
} from "./screen.js";
export type * from "./types.js";

/**
 * Reads a PDF back: pages, boxes, text, pictures, outline, links, fonts, metadata and tag tree. Throws when the bytes are no
 * PDF. The reader, pdf.js, is loaded on the first call: finishing a file needs none of it.
 */
export const describePdf = async (bytes: Uint8Array): Promise<PdfDescription> => {
  const reading = await import("./describe/describe.js");
  return reading.describePdf(bytes);
};

/** The same, with every word of every page where its letters stand: for measuring the setting. */
export const describeWithWords = async (
  bytes: Uint8Array,
): Promise<{ readonly seen: PdfDescription; readonly words: readonly (readonly DescribedWord[])[] }> => {
  const reading = await import("./describe/describe.js");
  return reading.describeWithWords(bytes);
};
