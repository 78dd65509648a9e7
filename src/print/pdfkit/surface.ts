import type PDFDocument from "pdfkit";
import type { TypeStyle } from "../../layout/index.js";
import type { Tag } from "../tags.js";
import { Anchors } from "./anchors.js";
import { Canvas } from "./canvas.js";
import { endDocument, openDocument, type PageSizePt, PT_PER_PX } from "./document.js";
import { FaceLetters, type LettersOptions } from "./letters.js";
import { paintLines } from "./paintLines.js";
import { Pictures } from "./pictures.js";
import type { Box, InlineElement, PdfkitFile, PlacedPicture, SetText, Surface, TagFacts } from "./types.js";

export interface SurfaceOptions extends LettersOptions {
  /** The trim. */
  readonly pagePt: PageSizePt;
}

const newTag = (type: string, { language, alt, table = {} }: TagFacts): Tag => ({
  type,
  key: undefined,
  firm: true,
  language,
  alt: alt === "" ? undefined : alt,
  table,
  kids: [],
});

/** A file of pages of the trim's size, without bleed, painted one after the other. Each goes out when the next begins. */
class PdfkitSurface implements Surface {
  readonly root = newTag("Document", {});
  story: string | undefined;
  pageCount = 0;
  private canvas: Canvas | undefined;
  private readonly anchors: Anchors;
  private readonly pictures: Pictures;
  private readonly elements = new WeakMap<Tag, Map<InlineElement, Tag>>();
  private readonly words = new Map<string, string[]>();
  /** Distances from the tops of lines to their baselines, px. */
  private readonly baselines = new WeakMap<TypeStyle, number>();

  constructor(
    private readonly document: PDFDocument,
    private readonly letters: FaceLetters,
    private readonly heightPt: number,
  ) {
    this.anchors = new Anchors(document);
    this.pictures = new Pictures(document);
  }

  addPage(): void {
    this.canvas?.end();
    this.document.addPage();
    this.canvas = new Canvas(this.document, this.heightPt);
    this.pageCount++;
  }

  /** Throws before the first page. */
  private get page(): Canvas {
    if (this.canvas === undefined) throw new Error("nothing can be painted before the first page");
    return this.canvas;
  }

  newTag(parent: Tag, type: string, facts: TagFacts = {}): Tag {
    const tag = newTag(type, facts);
    parent.kids.push(tag);
    return tag;
  }

  private readonly elementIn = (parent: Tag, element: InlineElement): Tag => {
    let known = this.elements.get(parent);
    if (known === undefined) {
      known = new Map();
      this.elements.set(parent, known);
    }
    let tag = known.get(element);
    if (tag === undefined) {
      tag = this.newTag(parent, element.type);
      known.set(element, tag);
    }
    return tag;
  };

  private readonly note = (words: string): void => {
    if (this.story === undefined) return;
    const known = this.words.get(this.story);
    if (known === undefined) this.words.set(this.story, [words]);
    else known.push(words);
  };

  private baselineOf(type: TypeStyle): number {
    let baselinePx = this.baselines.get(type);
    if (baselinePx === undefined) {
      const { font: family, weight, italic, sizePx, figures, linePx } = type;
      const look = { colour: "#000000", trackingEm: 0, capitals: false, risePx: 0, underlined: false };
      const style = this.letters.indexOf({ ...look, family, weight, italic, sizePx, figures });
      baselinePx = this.letters.baselinePx(style, linePx);
      this.baselines.set(type, baselinePx);
    }
    return baselinePx;
  }

  paintLines(
    set: SetText,
    part: { readonly from: number; readonly to: number },
    at: { readonly x: number; readonly y: number },
    tag: Tag | undefined,
  ): void {
    const { page: canvas, letters, anchors, elementIn, note } = this;
    const baselinePx = this.baselineOf(set.style);
    paintLines(set, part, { ...at, baselinePx }, tag, { canvas, letters, anchors, elementIn, note });
  }

  fill(box: Box, colour: string): void {
    this.page.endText();
    this.page.fill(box, colour);
  }

  paintPicture(picture: PlacedPicture, box: Box, tag: Tag | undefined): void {
    this.pictures.paint(this.page, picture, box, tag);
  }

  anchor(slug: string, y: number): void {
    this.anchors.add(slug.replace(/^#/, ""), this.heightPt - y * PT_PER_PX);
  }

  charactersOf(story: string): string {
    return (this.words.get(story) ?? []).join("").replace(/\s+/g, "");
  }

  async finish(): Promise<PdfkitFile> {
    this.page.end();
    this.anchors.end();
    return { bytes: await endDocument(this.document), tags: this.root, pictures: this.pictures.files };
  }
}

/** Opens a file to paint in, with the letters that its texts are set in: both are of one file. */
export const openSurface = ({ pagePt, ...options }: SurfaceOptions): { surface: Surface; letters: FaceLetters } => {
  const document = openDocument(pagePt);
  const letters = new FaceLetters(document, options);
  return { surface: new PdfkitSurface(document, letters, pagePt.height), letters };
};
