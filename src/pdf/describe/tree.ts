import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import type { DescribedContent, DescribedTag } from "../types.js";
import { nameIn } from "./document.js";

/** The words of a page's marked content, by page index and number. */
export type MarkedText = (pageIndex: number, mcid: number) => string;

/** Reads the tag tree with its words; undefined when the file has none. */
export const readTree = (doc: PDFDocument, textOf: MarkedText): DescribedTag | undefined => {
  const root = doc.catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict);
  if (root === undefined) return undefined;
  const roles = root.lookupMaybe(PDFName.of("RoleMap"), PDFDict);
  const pages = new Map(doc.getPages().map(({ ref }, index) => [ref.objectNumber, index]));
  const pageOf = (dict: PDFDict): number | undefined => {
    const ref = dict.get(PDFName.of("Pg"));
    return ref instanceof PDFRef ? pages.get(ref.objectNumber) : undefined;
  };

  const readElement = (dict: PDFDict): DescribedTag => {
    const type = nameIn(dict, "S") ?? "";
    const kids = kidsOf(dict).map((kid) => readKid(kid, pageOf(dict)));
    const pageIndexes = kids.flatMap((kid) => ("kids" in kid || kid.pageIndex === undefined ? [] : [kid.pageIndex]));
    return {
      type,
      role: nameIn(roles, type),
      language: textIn(dict, "Lang"),
      alt: textIn(dict, "Alt"),
      attributes: readAttributes(doc, dict),
      pageIndexes: [...new Set(pageIndexes)],
      kids,
    };
  };

  const readKid = (kid: unknown, parentPage: number | undefined): DescribedTag | DescribedContent => {
    if (kid instanceof PDFNumber) return content(parentPage, kid.asNumber());
    if (!(kid instanceof PDFDict)) return { type: "content", pageIndex: undefined, mcid: undefined, text: "" };
    const page = pageOf(kid) ?? parentPage;
    if (nameIn(kid, "Type") === "OBJR") return { type: "object", pageIndex: page, mcid: undefined, text: "" };
    const mcid = kid.lookupMaybe(PDFName.of("MCID"), PDFNumber);
    return mcid === undefined ? readElement(kid) : content(page, mcid.asNumber());
  };

  const content = (pageIndex: number | undefined, mcid: number): DescribedContent => ({
    type: "content",
    pageIndex,
    mcid,
    text: pageIndex === undefined ? "" : textOf(pageIndex, mcid),
  });

  const top = kidsOf(root)[0];
  return top instanceof PDFDict ? readElement(top) : undefined;
};

const kidsOf = (dict: PDFDict): unknown[] => {
  const kids = dict.lookup(PDFName.of("K"));
  if (kids instanceof PDFArray) return kids.asArray().map((_, index) => kids.lookup(index));
  return kids === undefined ? [] : [kids];
};

const textIn = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
};

const readAttributes = (doc: PDFDocument, dict: PDFDict): Record<string, string> => {
  const value = dict.lookup(PDFName.of("A"));
  const owners = value instanceof PDFArray ? value.asArray().map((item) => doc.context.lookup(item)) : [value];
  const attributes: Record<string, string> = {};
  for (const owner of owners) {
    if (!(owner instanceof PDFDict)) continue;
    for (const [key, item] of owner.entries())
      if (key.decodeText() !== "O") attributes[key.decodeText()] = String(doc.context.lookup(item)).replace(/^\//, "");
  }
  return attributes;
};

/** Numbers of the annotations that stand in the tree, as `12R`. */
export const taggedAnnotations = (doc: PDFDocument): Set<string> => {
  const found = new Set<string>();
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || !object.has(PDFName.of("K"))) continue;
    if (nameIn(object, "S") !== "Link") continue;
    for (const kid of kidsOf(object)) {
      const ref = kid instanceof PDFDict ? kid.get(PDFName.of("Obj")) : undefined;
      if (ref instanceof PDFRef) found.add(`${ref.objectNumber}R`);
    }
  }
  return found;
};
