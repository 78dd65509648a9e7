import { cutPages } from "./boxes.js";
import { readCanvases } from "./canvases.js";
import { mendCharacters } from "./characters.js";
import { factsOf } from "./facts.js";
import { entriesOf, isRef, listOf, openFile, type PdfFile } from "./file.js";
import { newTextReader } from "./glyphText.js";
import { joinParts } from "./join.js";
import { writePageLabels } from "./labels.js";
import { adoptStrayLinks, describeLinks, joinHotSpots } from "./links.js";
import { dropDecoration, type Marking, numberContent, writeMarks } from "./mark.js";
import { writeMetadata } from "./metadata.js";
import { writeOutline } from "./outline.js";
import { findStandIns } from "./pictures.js";
import { reachableObjects, saveFile, type WrittenObjects } from "./save.js";
import { settleTags } from "./settle.js";
import type { PdfValue } from "./syntax.js";
import { buildTags, isTag, type Tag, walkTags } from "./tags.js";
import type { BoxPt, FinishOptions } from "./types.js";
import { writeTags } from "./writeTags.js";

/**
 * Makes the finished file of the printed one: pages cut, outline, page labels, metadata, links described, and the tag tree, told by
 * the engine or the browser's own, put in order (`marks.ts` tells how the composer says which elements belong together). Pictures
 * pass untouched, or take the place of their stand-ins.
 * The same bytes and options give the same file, which comes in parts, in order: an issue's pictures may be hundreds of megabytes,
 * and are read one by one while it is written. Throws when sheets are too small, labels do not match the pages, or the
 * bytes are no PDF; the parts throw when a picture cannot be read.
 */
export const finishPdf = async (bytes: Uint8Array, options: FinishOptions): Promise<AsyncIterable<Uint8Array>> => {
  const file = openFile(bytes);
  const media = cutPages(file, options);
  const printed = options.tags ?? printedTags(file);
  let tags: WrittenObjects = new Map();
  if (printed !== undefined) tags = await mendTags(file, printed, media, options);
  else describeLinks(file, new Map(), options);
  writeOutline(file, options.outline, media[3]);
  writePageLabels(file, options.pageLabels);
  writeMetadata(file, options);
  dropEmptyNames(file);
  const kept = reachableObjects(file, tags);
  const pictures = findStandIns(file, kept, options.pictures ?? new Map());
  mendCharacters(file, kept);
  options.tell?.(factsOf(file, kept, tags));
  return saveFile(file, { written: tags, kept, pictures });
};

/** The tag tree, if it is a browser's; any other file's is left as it is. */
const printedTags = (file: PdfFile): Tag | undefined => {
  const root = entriesOf(file, file.catalog.StructTreeRoot)?.K;
  return isRef(root) ? buildTags(file, root.number) : undefined;
};

/** pdfkit writes a name dictionary into every file, with nothing in it where no place has a name. */
const dropEmptyNames = (file: PdfFile): void => {
  const names = entriesOf(file, file.catalog.Names);
  const isEmpty = (tree: PdfValue): boolean => listOf(file, entriesOf(file, tree)?.Names)?.length === 0;
  if (names !== undefined && Object.values(names).every(isEmpty)) delete file.catalog.Names;
};

/** Puts the tree in order, and the content streams with it. Streams are packed while the tree is written. */
const mendTags = async (file: PdfFile, printed: Tag, media: BoxPt, options: FinishOptions): Promise<WrittenObjects> => {
  joinParts(printed);
  const canvases = readCanvases(file);
  dropDecoration(printed, canvases);
  const root = settleTags(printed);
  joinHotSpots(file, root);
  adoptStrayLinks(file, root);
  const marking = numberContent(root, canvases);
  const written = writeMarks(file, canvases, marking);
  const wordsOf = newTagReader(file, marking);
  const linkWords = new Map<number, string>();
  for (const tag of tagsOfType(root, "Link")) {
    const words = wordsOf(tag);
    for (const kid of tag.kids) if (!isTag(kid) && kid.type === "object") linkWords.set(kid.object, words);
  }
  describeLinks(file, linkWords, options);
  for (const list of tagsOfType(root, "L")) list.listNumbering = numberingOf(labelOf(list, wordsOf));
  const tags = writeTags(file, root, marking, media);
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
const newTagReader = (file: PdfFile, marking: Marking): ((tag: Tag) => string) => {
  const read = newTextReader(file);
  const wordsOf = (tag: Tag): string => {
    let words = tag.alt ?? "";
    for (const kid of tag.kids) {
      if (isTag(kid)) words += wordsOf(kid);
      else if (kid.type === "content") {
        const { canvas, pieces } = marking.placed.get(kid)!;
        words += read(canvas, pieces);
      }
    }
    return words;
  };
  return wordsOf;
};

/** The words of a list's first label; undefined when it has none. */
const labelOf = (list: Tag, wordsOf: (tag: Tag) => string): string | undefined => {
  const item = list.kids.find((kid): kid is Tag => isTag(kid) && kid.type === "LI");
  const label = item?.kids.find((kid): kid is Tag => isTag(kid) && kid.type === "Lbl");
  return label === undefined ? undefined : wordsOf(label).trim();
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
