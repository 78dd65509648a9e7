import type { Content, HotSpot, Kid, Tag } from "../print/tags.js";
import type { PdfFile } from "./file.js";
import { parseMark } from "./marks.js";
import { latin1, type PdfRecord, type PdfValue, readValue, textOf } from "./syntax.js";

export type { Content, HotSpot, Kid, Tag };

export const isTag = (kid: Kid): kid is Tag => "kids" in kid;

const NO_ATTRIBUTES: Tag["table"] = {};

/** The part of a file that holds its tag tree, as characters 0–255: reading elements out of it one by one is slow. */
interface Region {
  readonly file: PdfFile;
  readonly start: number;
  readonly text: string;
}

/** How Skia begins an element of the tag tree, behind its number. */
const ELEMENT = " 0 obj\n<</Type /StructElem\n";
/** Most elements are no more than a type, perhaps a language, and kids that are contents and elements. */
const PLAIN =
  /\d+ 0 obj\n<<\/Type \/StructElem\n\/S \/(\w+)\n(?:\/Lang \(([\w-]*)\)\n)?\/P \d+ 0 R\n(?:\/Pg (\d+) 0 R\n)?\/K (?:(\d+)|\[?([\d R]+)\]?)>>/y;

/**
 * Builds the tree under the element with object number `root`, as the browser wrote it; undefined when there is no such
 * element.
 */
export const buildTags = (file: PdfFile, root: number): Tag | undefined => {
  let start = file.offsets[root] ?? 0;
  // The browser numbers the root before its other elements, and writes it after some of them.
  for (const offset of file.offsets.slice(root)) if (offset !== undefined && offset < start) start = offset;
  const tree = buildKid({ file, start, text: latin1(file.bytes, start) }, root);
  return tree !== undefined && isTag(tree) ? tree : undefined;
};

const buildKid = (region: Region, number: number): Tag | Content | undefined => {
  const offset = region.file.offsets[number];
  if (offset === undefined) return undefined;
  PLAIN.lastIndex = offset - region.start;
  const plain = PLAIN.exec(region.text);
  if (plain !== null) return buildPlain(region, plain);
  const head = latin1(region.file.bytes, offset, offset + String(number).length + ELEMENT.length);
  return head === number + ELEMENT ? buildAny(region, offset + head.indexOf("<<")) : undefined;
};

const buildPlain = (region: Region, [, type, language, page, mcid, list]: RegExpExecArray): Tag | Content => {
  if (mcid !== undefined && page !== undefined) {
    const content: Content = { type: "content", page: Number(page), mcid: Number(mcid) };
    const isText = type === "NonStruct" && language === undefined;
    return isText ? { ...content, textNode: true } : newTag(type, language, [content]);
  }
  const kids: Kid[] = [];
  const words = list?.split(" ") ?? [];
  for (let index = 0; index < words.length; index++) {
    const number = Number(words[index]);
    if (words[index + 2] === "R") {
      index += 2;
      const kid = buildKid(region, number);
      if (kid !== undefined) kids.push(kid);
    } else if (page !== undefined) kids.push({ type: "content", page: Number(page), mcid: number });
  }
  return newTag(type, language, kids);
};

const newTag = (
  type: string | undefined,
  language: string | undefined,
  kids: Kid[],
  alt?: string,
  table = NO_ATTRIBUTES,
): Tag => {
  const mark = parseMark(language);
  return {
    type: mark.role ?? type ?? "NonStruct",
    key: mark.key,
    firm: mark.role !== undefined,
    language: mark.language,
    alt,
    table,
    // What a picture paints is told from the text nodes in it.
    kids: type === "Figure" ? kids.map((kid) => (isTextNode(kid) ? textElement([kid]) : kid)) : kids,
  };
};

export const isTextNode = (kid: Kid): kid is Content => !isTag(kid) && kid.type === "content" && kid.textNode === true;

/** The element of a text node, where it matters that there was one. */
export const textElement = (contents: readonly Content[]): Tag =>
  newTag(
    "NonStruct",
    undefined,
    contents.map(({ type, page, mcid }) => ({ type, page, mcid })),
  );

/** Reads an element with whatever there may be in it, from its dictionary on. */
const buildAny = (region: Region, start: number): Tag => {
  const { entries } = readValue({ bytes: region.file.bytes, at: start }) as PdfRecord;
  const kids: Kid[] = [];
  const page = refNumber(entries.Pg);
  for (const kid of Array.isArray(entries.K) ? entries.K : [entries.K]) {
    const number = refNumber(kid);
    if (typeof kid === "number" && page !== undefined) kids.push({ type: "content", page, mcid: kid });
    else if (number !== undefined) {
      const built = buildKid(region, number);
      if (built !== undefined) kids.push(built);
    } else if (isRecord(kid)) kids.push(...buildReference(kid, page));
  }
  return newTag(name(entries.S), text(entries.Lang), kids, text(entries.Alt), readTableAttributes(entries.A));
};

/** A kid that is a dictionary: marked content (MCR) or an annotation (OBJR), perhaps on a page of its own. */
const buildReference = ({ entries }: PdfRecord, parentPage: number | undefined): Kid[] => {
  const page = refNumber(entries.Pg) ?? parentPage;
  const object = refNumber(entries.Obj);
  if (page === undefined) return [];
  if (object !== undefined) return [{ type: "object", object, page }];
  return typeof entries.MCID === "number" ? [{ type: "content", page, mcid: entries.MCID }] : [];
};

const readTableAttributes = (value: PdfValue | undefined): Tag["table"] => {
  if (value === undefined) return NO_ATTRIBUTES;
  const entries: Record<string, PdfValue> = {};
  for (const owner of Array.isArray(value) ? value : [value])
    if (isRecord(owner)) Object.assign(entries, owner.entries);
  const span = (found: PdfValue | undefined) => (typeof found === "number" && found > 1 ? found : undefined);
  return { scope: name(entries.Scope), rowSpan: span(entries.RowSpan), colSpan: span(entries.ColSpan) };
};

const isObject = (value: PdfValue | undefined): value is Exclude<PdfValue, number | boolean | null> =>
  typeof value === "object" && value !== null;
const isRecord = (value: PdfValue | undefined): value is PdfRecord => isObject(value) && "entries" in value;
const name = (value: PdfValue | undefined): string | undefined =>
  isObject(value) && "name" in value ? value.name : undefined;
const text = (value: PdfValue | undefined): string | undefined =>
  isObject(value) && "bytes" in value ? textOf(value.bytes) : undefined;
const refNumber = (value: PdfValue | undefined): number | undefined =>
  isObject(value) && "number" in value ? value.number : undefined;

/** Calls `visit` for every tag, parents first. */
export const walkTags = (tag: Tag, visit: (tag: Tag) => void): void => {
  visit(tag);
  for (const kid of tag.kids) if (isTag(kid)) walkTags(kid, visit);
};
