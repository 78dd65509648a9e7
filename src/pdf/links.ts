import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFNumber,
  PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { annotationsOf, roundPt } from "./boxes.js";
import { type HotSpot, isTag, type Tag, walkTags } from "./tags.js";
import type { FinishOptions, OutlineEntry } from "./types.js";

/** The browser makes a hot spot for every few words; this many pt apart on one line they are one. */
const GAP_PT = 3;

/** Makes one hot spot of a link's neighbours on a line; the tree and the pages lose the others. */
export const joinHotSpots = (doc: PDFDocument, root: Tag): void => {
  const gone = new Set<number>();
  walkTags(root, (tag) => {
    let before: { spot: HotSpot; rect: number[]; dict: PDFDict } | undefined;
    tag.kids = tag.kids.filter((kid) => {
      if (isTag(kid) || kid.type !== "object") return true;
      const dict = doc.context.lookup(PDFRef.of(kid.object), PDFDict);
      const rect = rectOf(dict);
      if (before !== undefined && before.spot.page === kid.page && onOneLine(before.rect, rect)) {
        const joined = [
          Math.min(before.rect[0]!, rect[0]!),
          Math.min(before.rect[1]!, rect[1]!),
          Math.max(before.rect[2]!, rect[2]!),
          Math.max(before.rect[3]!, rect[3]!),
        ];
        before.dict.set(PDFName.of("Rect"), doc.context.obj(joined.map(roundPt)));
        before.rect = joined;
        gone.add(kid.object);
        return false;
      }
      before = { spot: kid, rect, dict };
      return true;
    });
  });
  for (const page of doc.getPages()) {
    const list = page.node.Annots();
    if (list === undefined) continue;
    const kept = list.asArray().filter((ref) => !(ref instanceof PDFRef && gone.has(ref.objectNumber)));
    page.node.set(PDFName.of("Annots"), doc.context.obj(kept));
  }
  for (const number of gone) doc.context.delete(PDFRef.of(number));
};

const rectOf = (dict: PDFDict): number[] =>
  dict
    .lookup(PDFName.of("Rect"), PDFArray)
    .asArray()
    .map((side) => (side as PDFNumber).asNumber());

/** Two areas that overlap by half the lower one's height, and touch or nearly so. */
const onOneLine = (a: readonly number[], b: readonly number[]): boolean => {
  const overlap = Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!);
  const lower = Math.min(a[3]! - a[1]!, b[3]! - b[1]!);
  return overlap > lower / 2 && b[0]! - a[2]! < GAP_PT && a[0]! - b[2]! < GAP_PT;
};

/** Puts hot spots that stand in no Link (a link in furniture) into one each, at the tree's end. */
export const adoptStrayLinks = (doc: PDFDocument, root: Tag): void => {
  const adopted = new Set<number>();
  walkTags(root, (tag) => {
    for (const kid of tag.kids) if (!isTag(kid) && kid.type === "object") adopted.add(kid.object);
  });
  for (const page of doc.getPages()) {
    for (const ref of page.node.Annots()?.asArray() ?? []) {
      if (!(ref instanceof PDFRef) || adopted.has(ref.objectNumber)) continue;
      const spot: HotSpot = { type: "object", object: ref.objectNumber, page: page.ref.objectNumber };
      const link: Tag = {
        type: "Link",
        key: undefined,
        firm: true,
        language: undefined,
        alt: undefined,
        table: {},
        kids: [spot],
      };
      root.kids.push({ ...link, type: "P", kids: [link] });
    }
  }
};

/** Tells assistive readers where each hot spot leads: its words, with the target where the words alone say little. */
export const describeLinks = (doc: PDFDocument, words: ReadonlyMap<number, string>, options: FinishOptions): void => {
  const titles = titlesByPage(options.outline);
  for (const page of doc.getPages()) {
    const refs = page.node.Annots()?.asArray() ?? [];
    annotationsOf(page).forEach((dict, index) => {
      if (dict.get(PDFName.of("Subtype")) !== PDFName.of("Link") || dict.has(PDFName.of("Contents"))) return;
      const own = (words.get((refs[index] as PDFRef).objectNumber) ?? "").replace(/\s+/gu, " ").trim();
      const uri = uriOf(dict);
      const target = targetPageIndex(doc, dict);
      const place = uri ?? (target === undefined ? "" : (titles.get(target) ?? options.pageLabels[target] ?? ""));
      const says = /\p{L}/u.test(own) ? own : [place, own].filter((part) => part !== "").join(", ");
      dict.set(PDFName.of("Contents"), PDFHexString.fromText(says === "" ? "↗" : says));
    });
  }
};

const titlesByPage = (outline: readonly OutlineEntry[]): Map<number, string> => {
  const titles = new Map<number, string>();
  // Deeper lines are the more exact: an article's headline rather than its section's name.
  for (const { pageIndex, title, children = [] } of outline) {
    titles.set(pageIndex, title);
    for (const [page, inner] of titlesByPage(children)) titles.set(page, inner);
  }
  return titles;
};

const uriOf = (link: PDFDict): string | undefined => {
  const uri = link.lookupMaybe(PDFName.of("A"), PDFDict)?.lookup(PDFName.of("URI"));
  return uri instanceof PDFString || uri instanceof PDFHexString ? uri.decodeText() : undefined;
};

/** The page an internal link leads to, by name or directly. */
const targetPageIndex = (doc: PDFDocument, link: PDFDict): number | undefined => {
  let target = doc.context.lookup(link.get(PDFName.of("Dest")));
  if (target instanceof PDFName) target = doc.catalog.lookupMaybe(PDFName.of("Dests"), PDFDict)?.lookup(target);
  const page = target instanceof PDFArray ? target.get(0) : undefined;
  const index = doc.getPages().findIndex(({ ref }) => ref === page);
  return index < 0 ? undefined : index;
};
