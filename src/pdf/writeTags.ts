import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef } from "@cantoo/pdf-lib";
import { roundPt } from "./boxes.js";
import type { Rect } from "./content.js";
import type { Marking, Placed } from "./mark.js";
import { referTo, type WrittenObjects } from "./save.js";
import { isTag, type Kid, type Tag } from "./tags.js";

/** Types of ISO 32000-1, 14.8.4, which need no explanation. */
const STANDARD = new Set(
  "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split(
    " ",
  ),
);
/** What the browser's own types stand for. Chromium writes these three; any other is taken for a stretch of text. */
const ROLES: Readonly<Record<string, string>> = { Aside: "Sect", Em: "Span", Strong: "Span" };

/**
 * Writes the tree and everything that points into it: role map, parent tree, link annotations. The elements, which are most
 * of a file's objects, come back as text.
 */
export const writeTags = (doc: PDFDocument, root: Tag, marking: Marking): WrittenObjects => {
  const { context, catalog } = doc;
  const old = catalog.get(PDFName.of("StructTreeRoot"));
  const oldDict = context.lookupMaybe(old, PDFDict);
  for (const ref of [oldDict?.get(PDFName.of("ParentTree")), oldDict?.get(PDFName.of("IDTree")), old])
    if (ref instanceof PDFRef) context.delete(ref);

  const treeRoot = context.nextRef();
  const written = new Map<number, string>();
  const numbers = new Map<Tag, number>();
  const types = new Set<string>();
  const hotSpots: { object: number; owner: number }[] = [];

  const write = (tag: Tag, parent: number): number => {
    const number = context.nextRef().objectNumber;
    numbers.set(tag, number);
    types.add(tag.type);
    const page = tag.kids.find((kid): kid is Exclude<Kid, Tag> => !isTag(kid))?.page;
    let body = `<</Type/StructElem/S/${tag.type}/P ${referTo(parent)}`;
    if (tag.language !== undefined) body += `/Lang(${tag.language})`;
    if (tag.alt !== undefined) body += `/Alt${PDFHexString.fromText(tag.alt)}`;
    body += attributesOf(doc, tag, marking);
    if (page !== undefined) body += `/Pg ${referTo(page)}`;
    const kids = tag.kids.map((kid) => writeKid(kid, number, page));
    if (kids.length > 0) body += kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(" ")}]`;
    written.set(number, `${body}>>`);
    return number;
  };

  const writeKid = (kid: Kid, owner: number, page: number | undefined): string => {
    if (isTag(kid)) return referTo(write(kid, owner));
    if (kid.type === "object") {
      hotSpots.push({ object: kid.object, owner });
      return `<</Type/OBJR/Obj ${referTo(kid.object)}/Pg ${referTo(kid.page)}>>`;
    }
    const { canvas, mcid } = marking.placed.get(kid)!;
    if (kid.page === page && canvas.form === undefined) return String(mcid);
    const stream = canvas.form === undefined ? "" : `/Stm ${referTo(canvas.form.objectNumber)}`;
    return `<</Type/MCR/Pg ${referTo(kid.page)}${stream}/MCID ${mcid}>>`;
  };

  const document = PDFRef.of(write(root, treeRoot.objectNumber));
  const { tree, next } = writeParents(doc, marking, numbers, hotSpots);
  const dict = context.obj({
    Type: "StructTreeRoot",
    K: document,
    ParentTree: context.register(tree),
    ParentTreeNextKey: next,
  });
  const roles = [...types].filter((type) => !STANDARD.has(type)).sort();
  if (roles.length > 0) {
    const map = PDFDict.withContext(context);
    for (const type of roles) map.set(PDFName.of(type), PDFName.of(ROLES[type] ?? "Span"));
    dict.set(PDFName.of("RoleMap"), map);
  }
  context.assign(treeRoot, dict);
  catalog.set(PDFName.of("StructTreeRoot"), treeRoot);
  return written;
};

/** Attributes for tables, lists and pictures (ISO 32000-1, 14.8.5), or nothing. */
const attributesOf = (doc: PDFDocument, tag: Tag, marking: Marking): string => {
  if (tag.type === "TH" || tag.type === "TD") {
    const { scope = "Column", rowSpan, colSpan } = tag.table;
    const facts = [
      tag.type === "TH" ? `/Scope/${scope}` : "",
      rowSpan === undefined ? "" : `/RowSpan ${rowSpan}`,
      colSpan === undefined ? "" : `/ColSpan ${colSpan}`,
    ].join("");
    return facts === "" ? "" : `/A<</O/Table${facts}>>`;
  }
  if (tag.type === "L" && tag.listNumbering !== undefined) return `/A<</O/List/ListNumbering/${tag.listNumbering}>>`;
  if (tag.type !== "Figure") return "";
  const placed = tag.kids.flatMap((kid) => (isTag(kid) || kid.type !== "content" ? [] : [marking.placed.get(kid)!]));
  const box = boxOf(doc, placed);
  return box === undefined ? "" : `/A<</O/Layout/Placement/Block/BBox[${box.map(roundPt).join(" ")}]>>`;
};

/** What a picture covers, within its page. */
const boxOf = (doc: PDFDocument, placed: readonly Placed[]): Rect | undefined => {
  const first = placed[0];
  if (first === undefined) return undefined;
  const { x, y, width, height } = doc.getPage(first.canvas.pageIndex).getMediaBox();
  const boxes: Rect[] = [];
  for (const { canvas, pieces } of placed)
    for (const { box } of pieces) {
      // Within a form the box is the form's own: the page's is all that is known.
      if (box === undefined || canvas.form !== undefined) return [x, y, x + width, y + height];
      boxes.push(box);
    }
  return [
    Math.max(x, Math.min(...boxes.map(([left]) => left))),
    Math.max(y, Math.min(...boxes.map(([, bottom]) => bottom))),
    Math.min(x + width, Math.max(...boxes.map(([, , right]) => right))),
    Math.min(y + height, Math.max(...boxes.map(([, , , top]) => top))),
  ];
};

/** Writes the way back from marked content and annotations to their elements. */
const writeParents = (
  doc: PDFDocument,
  marking: Marking,
  numbers: ReadonlyMap<Tag, number>,
  hotSpots: readonly { readonly object: number; readonly owner: number }[],
): { tree: PDFDict; next: number } => {
  const { context } = doc;
  const parents = PDFArray.withContext(context);
  let next = 0;
  const add = (holder: PDFDict, key: string, value: PDFRef): void => {
    holder.set(PDFName.of(key), PDFNumber.of(next));
    parents.push(PDFNumber.of(next++));
    parents.push(value);
  };
  for (const [canvas, owners] of marking.owners) {
    canvas.dict.delete(PDFName.of("StructParents"));
    if (owners.length === 0) continue;
    const elements = Array.from(owners, (owner) => (owner === undefined ? null : PDFRef.of(numbers.get(owner)!)));
    add(canvas.dict, "StructParents", context.register(context.obj(elements)));
  }
  for (const { object, owner } of hotSpots)
    add(context.lookup(PDFRef.of(object), PDFDict), "StructParent", PDFRef.of(owner));
  return { tree: context.obj({ Nums: parents }), next };
};
