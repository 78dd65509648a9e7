import { roundPt } from "./boxes.js";
import { entriesOf, isName, isRef, listOf, numbersOf, type Page, type PdfFile, resolve } from "./file.js";
import { type Entries, refTo, textOf, wideText } from "./syntax.js";
import { type HotSpot, isTag, type Tag, walkTags } from "./tags.js";
import type { FinishOptions, OutlineEntry } from "./types.js";

/** The browser makes a hot spot for every few words; this many pt apart on one line they are one. */
const GAP_PT = 3;

interface Annotation {
  /** Object number; undefined when it stands in the page's own list. */
  readonly number: number | undefined;
  readonly entries: Entries;
}

export const annotationsOf = (file: PdfFile, page: Page): Annotation[] => {
  return (listOf(file, page.entries.Annots) ?? []).flatMap((value) => {
    const entries = entriesOf(file, value);
    return entries === undefined ? [] : [{ number: isRef(value) ? value.number : undefined, entries }];
  });
};

/** Makes one hot spot of a link's neighbours on a line; the tree and the pages lose the others. */
export const joinHotSpots = (file: PdfFile, root: Tag): void => {
  const gone = new Set<number>();
  walkTags(root, (tag) => {
    if (!tag.kids.some((kid) => kid.type === "object")) return;
    let before: { spot: HotSpot; rect: number[]; entries: Entries } | undefined;
    tag.kids = tag.kids.filter((kid) => {
      if (isTag(kid) || kid.type !== "object") return true;
      const entries = entriesOf(file, refTo(kid.object));
      if (entries === undefined) throw new Error(`a link's hot spot is missing, object ${kid.object}`);
      const rect = numbersOf(file, entries.Rect);
      if (before !== undefined && before.spot.page === kid.page && onOneLine(before.rect, rect)) {
        const joined = [
          Math.min(before.rect[0]!, rect[0]!),
          Math.min(before.rect[1]!, rect[1]!),
          Math.max(before.rect[2]!, rect[2]!),
          Math.max(before.rect[3]!, rect[3]!),
        ];
        before.entries.Rect = joined.map(roundPt);
        before.rect = joined;
        gone.add(kid.object);
        return false;
      }
      before = { spot: kid, rect, entries };
      return true;
    });
  });
  for (const { entries } of file.pages) {
    const list = listOf(file, entries.Annots);
    if (list !== undefined) entries.Annots = list.filter((value) => !(isRef(value) && gone.has(value.number)));
  }
};

/** Two areas that overlap by half the lower one's height, and touch or nearly so. */
const onOneLine = (a: readonly number[], b: readonly number[]): boolean => {
  const overlap = Math.min(a[3]!, b[3]!) - Math.max(a[1]!, b[1]!);
  const lower = Math.min(a[3]! - a[1]!, b[3]! - b[1]!);
  return overlap > lower / 2 && b[0]! - a[2]! < GAP_PT && a[0]! - b[2]! < GAP_PT;
};

/** Puts hot spots that stand in no Link (a link in furniture) into one each, at the tree's end. */
export const adoptStrayLinks = (file: PdfFile, root: Tag): void => {
  const adopted = new Set<number>();
  walkTags(root, (tag) => {
    for (const kid of tag.kids) if (!isTag(kid) && kid.type === "object") adopted.add(kid.object);
  });
  for (const page of file.pages) {
    for (const { number } of annotationsOf(file, page)) {
      if (number === undefined || adopted.has(number)) continue;
      const spot: HotSpot = { type: "object", object: number, page: page.number };
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
export const describeLinks = (file: PdfFile, words: ReadonlyMap<number, string>, options: FinishOptions): void => {
  const titles = titlesByPage(options.outline);
  const pageIndexes = new Map(file.pages.map(({ number }, index) => [number, index]));
  for (const page of file.pages) {
    for (const { number, entries } of annotationsOf(file, page)) {
      if (!isName(entries.Subtype, "Link") || entries.Contents !== undefined) continue;
      const own = (number === undefined ? "" : (words.get(number) ?? "")).replace(/\s+/gu, " ").trim();
      const uri = uriOf(file, entries);
      const target = pageIndexes.get(targetPage(file, entries) ?? -1);
      const place = uri ?? (target === undefined ? "" : (titles.get(target) ?? options.pageLabels[target] ?? ""));
      const says = /\p{L}/u.test(own) ? own : [place, own].filter((part) => part !== "").join(", ");
      entries.Contents = wideText(says === "" ? "↗" : says);
    }
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

export const uriOf = (file: PdfFile, link: Entries): string | undefined => {
  const uri = resolve(file, entriesOf(file, link.A)?.URI);
  return typeof uri === "object" && uri !== null && "bytes" in uri && "written" in uri ? textOf(uri.bytes) : undefined;
};

/** Object number of the page an internal link leads to, by name or directly. */
export const targetPage = (
  file: PdfFile,
  link: { readonly Dest?: Entries[string] | undefined },
): number | undefined => {
  const dest = resolve(file, link.Dest);
  const isNamed = typeof dest === "object" && dest !== null && "name" in dest;
  const target = isNamed ? entriesOf(file, file.catalog.Dests)?.[dest.name] : link.Dest;
  const page = listOf(file, target)?.[0];
  return isRef(page) ? page.number : undefined;
};
