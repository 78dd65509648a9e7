import { ParseSpeeds, PDFDict, PDFDocument, PDFName, PDFRef } from "@cantoo/pdf-lib";
import { cutBoxes, pageFootPt } from "./boxes.js";
import { readCanvases } from "./canvases.js";
import { mendCharacters } from "./characters.js";
import { newTextReader } from "./glyphText.js";
import { joinParts } from "./join.js";
import { writePageLabels } from "./labels.js";
import { adoptStrayLinks, describeLinks, joinHotSpots } from "./links.js";
import { dropDecoration, type Marking, numberContent, writeMarks } from "./mark.js";
import { writeMetadata } from "./metadata.js";
import { writeOutline } from "./outline.js";
import { type PrintedFile, splitPrinted } from "./printed.js";
import { saveFile, type WrittenObjects } from "./save.js";
import { settleTags } from "./settle.js";
import { buildTags, isTag, type Tag, walkTags } from "./tags.js";
import type { FinishOptions } from "./types.js";
import { writeTags } from "./writeTags.js";

/**
 * Makes the finished file of the printed one: pages cut, outline, page labels, metadata, links described, and the browser's
 * tag tree put in order (`marks.ts` tells how the composer says which elements belong together). Pictures pass untouched.
 * The same bytes and options give the same file. Throws when sheets are too small, labels do not match the pages, or the
 * bytes are no PDF.
 */
export const finishPdf = async (bytes: Uint8Array, options: FinishOptions): Promise<Uint8Array> => {
  const printed = splitPrinted(bytes);
  const doc = await PDFDocument.load(printed.rest, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  cutBoxes(doc, options, pageFootPt(doc, options));
  await mendCharacters(doc);
  let tags: WrittenObjects = new Map();
  if (hasPrintedTags(doc, printed)) tags = await mendTags(doc, printed, options);
  else describeLinks(doc, new Map(), options);
  writeOutline(doc, options.outline);
  writePageLabels(doc, options.pageLabels);
  writeMetadata(doc, options);
  return saveFile(doc, tags);
};

/** Whether the tags are a browser's; any other file's are left as they are. */
const hasPrintedTags = (doc: PDFDocument, { elements }: PrintedFile): boolean => {
  const root = printedRoot(doc);
  return root !== undefined && elements.has(root);
};

/** Object number of the tree's first element. */
const printedRoot = (doc: PDFDocument): number | undefined => {
  const root = doc.catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict)?.get(PDFName.of("K"));
  return root instanceof PDFRef ? root.objectNumber : undefined;
};

/** Puts the tree in order, and the content streams with it. Streams are unpacked and packed while the tree is worked on. */
const mendTags = async (
  doc: PDFDocument,
  { elements }: PrintedFile,
  options: FinishOptions,
): Promise<WrittenObjects> => {
  const reading = readCanvases(doc);
  const printed = buildTags(elements, printedRoot(doc)!);
  joinParts(printed);
  const canvases = await reading;
  dropDecoration(printed, canvases);
  const root = settleTags(printed);
  joinHotSpots(doc, root);
  adoptStrayLinks(doc, root);
  const marking = numberContent(root, canvases);
  const written = writeMarks(doc, canvases, marking);
  const wordsOf = newTagReader(doc, marking);
  const linkWords = new Map<number, string>();
  for (const tag of tagsOfType(root, "Link")) {
    const words = await wordsOf(tag);
    for (const kid of tag.kids) if (!isTag(kid) && kid.type === "object") linkWords.set(kid.object, words);
  }
  describeLinks(doc, linkWords, options);
  for (const list of tagsOfType(root, "L")) list.listNumbering = numberingOf(await labelOf(list, wordsOf));
  const tags = writeTags(doc, root, marking);
  await written;
  return tags;
};

const tagsOfType = (root: Tag, type: string): Tag[] => {
  const found: Tag[] = [];
  walkTags(root, (tag) => {
    if (tag.type === type) found.push(tag);
  });
  return found;
};

/** Reads an element's words from the content streams, and pictures' alternative text. */
const newTagReader = (doc: PDFDocument, marking: Marking): ((tag: Tag) => Promise<string>) => {
  const read = newTextReader(doc);
  const wordsOf = async (tag: Tag): Promise<string> => {
    let words = tag.alt ?? "";
    for (const kid of tag.kids) {
      if (isTag(kid)) words += await wordsOf(kid);
      else if (kid.type === "content") {
        const { canvas, pieces } = marking.placed.get(kid)!;
        words += await read(canvas, pieces);
      }
    }
    return words;
  };
  return wordsOf;
};

/** The words of a list's first label; undefined when it has none. */
const labelOf = async (list: Tag, wordsOf: (tag: Tag) => Promise<string>): Promise<string | undefined> => {
  const item = list.kids.find((kid): kid is Tag => isTag(kid) && kid.type === "LI");
  const label = item?.kids.find((kid): kid is Tag => isTag(kid) && kid.type === "Lbl");
  return label === undefined ? undefined : (await wordsOf(label)).trim();
};

/** ISO 32000-1, 14.8.5.5. */
const numberingOf = (label: string | undefined): string | undefined => {
  if (label === undefined) return undefined;
  if (/^[(]?\d/.test(label)) return "Decimal";
  if (/^[(]?[ivx]+[.)]/.test(label)) return "LowerRoman";
  if (/^[(]?[IVX]+[.)]/.test(label)) return "UpperRoman";
  if (/^[(]?[a-z][.)]/.test(label)) return "LowerAlpha";
  return /^[(]?[A-Z][.)]/.test(label) ? "UpperAlpha" : "Disc";
};
