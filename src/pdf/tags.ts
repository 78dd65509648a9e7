import { parseMark } from "./marks.js";
import { type PdfRecord, type PdfValue, textOf } from "./syntax.js";

/** An element of the tag tree while it is being put in order. */
export interface Tag {
  type: string;
  /** Which logical element it is a part of; see `marks.ts`. */
  readonly key: string | undefined;
  /** Its type was asked for by a mark, so it is not to be dissolved. */
  readonly firm: boolean;
  readonly language: string | undefined;
  readonly alt: string | undefined;
  /** Table attributes as the browser found them. */
  readonly table: { readonly scope?: string; readonly rowSpan?: number; readonly colSpan?: number };
  /** How a list's labels count, once they have been read. */
  listNumbering?: string;
  kids: Kid[];
}

/** Marked content: number `mcid` on the page whose object number is `page`. */
export interface Content {
  readonly type: "content";
  readonly page: number;
  readonly mcid: number;
}

/** A link's hot spot: the annotation with this object number. */
export interface HotSpot {
  readonly type: "object";
  readonly object: number;
  readonly page: number;
}

export type Kid = Tag | Content | HotSpot;

export const isTag = (kid: Kid): kid is Tag => "kids" in kid;

/** Builds the tree under the element with object number `root`, as the browser wrote it. */
export const buildTags = (elements: ReadonlyMap<number, PdfRecord>, root: number): Tag => {
  const { entries } = elements.get(root)!;
  const mark = parseMark(text(entries.Lang));
  const kids: Kid[] = [];
  const page = refNumber(entries.Pg);
  for (const kid of Array.isArray(entries.K) ? entries.K : [entries.K]) {
    const number = refNumber(kid);
    if (typeof kid === "number" && page !== undefined) kids.push({ type: "content", page, mcid: kid });
    else if (number !== undefined) {
      if (elements.has(number)) kids.push(buildTags(elements, number));
    } else if (isRecord(kid)) kids.push(...buildReference(kid, page));
  }
  return {
    type: mark.role ?? name(entries.S) ?? "NonStruct",
    key: mark.key,
    firm: mark.role !== undefined,
    language: mark.language,
    alt: text(entries.Alt),
    table: readTableAttributes(entries.A),
    kids,
  };
};

/** A kid that is a dictionary: marked content (MCR) or an annotation (OBJR), perhaps on a page of its own. */
const buildReference = ({ entries }: PdfRecord, parentPage: number | undefined): Kid[] => {
  const page = refNumber(entries.Pg) ?? parentPage;
  const object = refNumber(entries.Obj);
  if (page === undefined) return [];
  if (object !== undefined) return [{ type: "object", object, page }];
  return typeof entries.MCID === "number" ? [{ type: "content", page, mcid: entries.MCID }] : [];
};

const NO_ATTRIBUTES: Tag["table"] = {};

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
