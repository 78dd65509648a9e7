import { roundPt } from "./boxes.js";
import type { Rect } from "./content.js";
import { addObject, entriesOf, nextNumber, type PdfFile } from "./file.js";
import type { Marking, Placed } from "./mark.js";
import type { WrittenObjects } from "./save.js";
import { type Entries, nameOf, type PdfRef, type PdfValue, recordOf, refTo, wideText } from "./syntax.js";
import { isTag, type Kid, type Tag } from "./tags.js";
import type { BoxPt } from "./types.js";

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
 * of a file's objects, come back as text. `media` is the box that all pages have.
 */
export const writeTags = (file: PdfFile, root: Tag, marking: Marking, media: BoxPt): WrittenObjects => {
  const treeRoot = nextNumber(file);
  const written = new Map<number, (string | number)[]>();
  const numbers = new Map<Tag, number>();
  const types = new Set<string>();
  const hotSpots: { object: number; owner: number }[] = [];

  const write = (tag: Tag, parent: number): number => {
    const number = nextNumber(file);
    numbers.set(tag, number);
    types.add(tag.type);
    const page = tag.kids.find((kid): kid is Exclude<Kid, Tag> => !isTag(kid))?.page;
    let facts = "";
    if (tag.language !== undefined) facts += `/Lang(${tag.language})`;
    if (tag.alt !== undefined) facts += `/Alt${wideText(tag.alt).written}`;
    facts += attributesOf(tag, marking, media);
    const body = [`<</Type/StructElem/S/${tag.type}/P `, parent];
    if (page === undefined) body.push(facts);
    else body.push(`${facts}/Pg `, page);
    if (tag.kids.length > 0) body.push(tag.kids.length === 1 ? "/K " : "/K[");
    tag.kids.forEach((kid, index) => {
      if (index > 0) body.push(" ");
      writeKid(kid, number, page, body);
    });
    body.push(tag.kids.length > 1 ? "]>>" : ">>");
    written.set(number, body);
    return number;
  };

  const writeKid = (kid: Kid, owner: number, page: number | undefined, body: (string | number)[]): void => {
    if (isTag(kid)) {
      body.push(write(kid, owner));
      return;
    }
    if (kid.type === "object") {
      hotSpots.push({ object: kid.object, owner });
      body.push("<</Type/OBJR/Obj ", kid.object, "/Pg ", kid.page, ">>");
      return;
    }
    const { canvas, mcid } = marking.placed.get(kid)!;
    if (kid.page === page && canvas.form === undefined) {
      body.push(String(mcid));
      return;
    }
    body.push("<</Type/MCR/Pg ", kid.page);
    if (canvas.form !== undefined) body.push("/Stm ", canvas.form);
    body.push(`/MCID ${mcid}>>`);
  };

  const document = write(root, treeRoot);
  const { tree, next } = writeParents(file, marking, numbers, hotSpots);
  const entries: Entries = {
    Type: nameOf("StructTreeRoot"),
    K: refTo(document),
    ParentTree: addObject(file, tree),
    ParentTreeNextKey: next,
  };
  const roles = [...types].filter((type) => !STANDARD.has(type)).sort();
  if (roles.length > 0)
    entries.RoleMap = recordOf(Object.fromEntries(roles.map((type) => [type, nameOf(ROLES[type] ?? "Span")])));
  file.objects.set(treeRoot, recordOf(entries));
  file.catalog.StructTreeRoot = refTo(treeRoot);
  return written;
};

/** Attributes for tables, lists and pictures (ISO 32000-1, 14.8.5), or nothing. */
const attributesOf = (tag: Tag, marking: Marking, media: BoxPt): string => {
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
  const box = boxOf(placed, media);
  return box === undefined ? "" : `/A<</O/Layout/Placement/Block/BBox[${box.map(roundPt).join(" ")}]>>`;
};

/** What a picture covers, within its page. */
const boxOf = (placed: readonly Placed[], media: BoxPt): Rect | undefined => {
  if (placed.length === 0) return undefined;
  const boxes: Rect[] = [];
  for (const { canvas, pieces } of placed)
    for (const { box } of pieces) {
      // Within a form the box is the form's own: the page's is all that is known.
      if (box === undefined || canvas.form !== undefined) return media;
      boxes.push(box);
    }
  return [
    Math.max(media[0], Math.min(...boxes.map(([left]) => left))),
    Math.max(media[1], Math.min(...boxes.map(([, bottom]) => bottom))),
    Math.min(media[2], Math.max(...boxes.map(([, , right]) => right))),
    Math.min(media[3], Math.max(...boxes.map(([, , , top]) => top))),
  ];
};

/** Writes the way back from marked content and annotations to their elements. */
const writeParents = (
  file: PdfFile,
  marking: Marking,
  numbers: ReadonlyMap<Tag, number>,
  hotSpots: readonly { readonly object: number; readonly owner: number }[],
): { tree: PdfValue; next: number } => {
  const parents: PdfValue[] = [];
  let next = 0;
  const add = (holder: Entries, key: string, value: PdfRef): void => {
    holder[key] = next;
    parents.push(next++, value);
  };
  for (const [canvas, owners] of marking.owners) {
    delete canvas.entries.StructParents;
    if (owners.length === 0) continue;
    const elements = Array.from(owners, (owner) => (owner === undefined ? null : refTo(numbers.get(owner)!)));
    add(canvas.entries, "StructParents", addObject(file, elements));
  }
  for (const { object, owner } of hotSpots) add(entriesOf(file, refTo(object))!, "StructParent", refTo(owner));
  return { tree: recordOf({ Nums: parents }), next };
};
