import type PDFDocument from "pdfkit";
import type { Page, Reference } from "pdfkit";
import type { HotSpot, Tag } from "../tags.js";

/** ISO 32000-1, 12.5.3: the annotation is printed with the page. */
const PRINT = 4;

interface Spot {
  readonly annotation: Reference;
  readonly annotations: Reference[];
  readonly link: Tag;
  /** The element that the link stands in. */
  readonly parent: Tag;
  readonly slug: string;
}

/** An address as annotations have it, in ASCII. */
const asciiAddress = (href: string): string => {
  try {
    return new URL(href).href;
  } catch {
    return encodeURI(href);
  }
};

/** The links of a file and the places that they lead to. Lengths in pt from a page's foot. */
export class Anchors {
  private readonly places = new Map<string, readonly [Reference, string, null, number, null]>();
  /** Links within the file, whose goals may come on later pages. */
  private readonly waiting: Spot[] = [];
  /** Lists of the pages' annotations, written when all goals are known. */
  private readonly lists = new Map<Page, Reference>();

  constructor(private readonly document: PDFDocument) {}

  /** `#slug` leads to this height of the page in hand; the first time counts. */
  add(slug: string, y: number): void {
    if (!this.places.has(slug)) this.places.set(slug, [this.document.page.dictionary, "XYZ", null, y, null]);
  }

  /** A hot spot of a link on the page in hand: left, bottom, right, top. */
  link(link: Tag, parent: Tag, href: string, rect: readonly number[]): void {
    const { page } = this.document;
    const entries = { Type: "Annot", Subtype: "Link", Rect: rect, Border: [0, 0, 0], F: PRINT };
    const annotation = this.document.ref(entries);
    const annotations = this.annotationsOf(page);
    annotations.push(annotation);
    const kid: HotSpot = { type: "object", object: annotation.id, page: page.dictionary.id };
    link.kids.push(kid);
    if (href.startsWith("#")) {
      this.waiting.push({ annotation, annotations, link, parent, slug: href.slice(1) });
      return;
    }
    annotation.data = { ...entries, A: { Type: "Action", S: "URI", URI: Buffer.from(asciiAddress(href), "latin1") } };
    annotation.end();
  }

  private annotationsOf({ dictionary }: Page): Reference[] {
    const { page } = this.document;
    let list = this.lists.get(page);
    if (list === undefined) {
      list = this.document.ref([]);
      this.lists.set(page, list);
      dictionary.data = { ...(dictionary.data as object), Annots: list };
    }
    return list.data as Reference[];
  }

  /** Writes what waited. Links that lead nowhere are taken out of the pages and the tree; their words stay. */
  end(): void {
    for (const { annotation, annotations, link, parent, slug } of this.waiting) {
      const place = this.places.get(slug);
      if (place === undefined) {
        annotations.splice(annotations.indexOf(annotation), 1);
        // All of its hot spots lead there.
        link.kids = link.kids.filter((kid) => "kids" in kid || kid.type !== "object");
        const index = parent.kids.indexOf(link);
        if (index >= 0) parent.kids.splice(index, 1, ...link.kids);
      } else annotation.data = { ...(annotation.data as object), Dest: place };
      annotation.end();
    }
    for (const list of this.lists.values()) list.end();
  }
}
