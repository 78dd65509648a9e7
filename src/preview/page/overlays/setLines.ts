/** Reads the lines that paragraphs were set in back from a page: every break stands in its HTML (`compose/paragraph.ts`). */
import { type Box, measurePage } from "./boxes.js";
import { endFault, type LineFault, ladderLines, partKey, spaceFault } from "./lineFaults.js";

/** A line with a fault. */
export interface FaultyLine {
  readonly fault: LineFault;
  readonly box: Box;
  /** Its word spaces, as a multiple of the font's own; of lines that are loose or tight. */
  readonly ratio?: number;
  readonly text: string;
}

interface GatheredLine {
  readonly texts: Text[];
  hyphen: boolean;
}

/** Does not count as part of any line: it is as tall as several, or as nothing. */
const OUTSIDE = ".drop-cap, .cut";

const gather = (node: Node, lines: GatheredLine[]): void => {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) lines.at(-1)!.texts.push(child as Text);
    if (child.nodeType !== 1) continue;
    const element = child as Element;
    if (element.matches(OUTSIDE)) continue;
    if (element.matches(".hy")) lines.at(-1)!.hyphen = true;
    else if (element.matches(".br")) lines.push({ texts: [], hyphen: false });
    else if (element.localName === "br") {
      // Behind the space of a ragged line the line has ended already.
      if (!(element.previousSibling as Element | null)?.matches?.(".br")) lines.push({ texts: [], hyphen: false });
    } else gather(element, lines);
  }
};

/** Canvases round the widths of small letters to whole px: measured at this size, that is nothing. */
const LARGE_PX = 1000;

/** Widths of fonts' own spaces, by font. */
class Spaces {
  private readonly context: CanvasRenderingContext2D;
  private readonly byFont = new Map<string, number>();
  private readonly byElement = new Map<Element, number>();

  constructor(private readonly document: Document) {
    this.context = document.createElement("canvas").getContext("2d")!;
  }

  of(element: Element): number {
    const known = this.byElement.get(element);
    if (known !== undefined) return known;
    const { fontStyle, fontWeight, fontSize, fontFamily } = this.document.defaultView!.getComputedStyle(element);
    const font = `${fontStyle} ${fontWeight} ${LARGE_PX}px ${fontFamily}`;
    let ofLarge = this.byFont.get(font);
    if (ofLarge === undefined) {
      this.context.font = font;
      ofLarge = this.context.measureText(" ").width;
      this.byFont.set(font, ofLarge);
    }
    const width = (ofLarge * Number.parseFloat(fontSize)) / LARGE_PX;
    this.byElement.set(element, width);
    return width;
  }
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

const ratioOf = (line: GatheredLine, range: Range, box: (what: Range) => Box, spaces: Spaces): number | undefined => {
  const ratios: number[] = [];
  for (const text of line.texts) {
    for (let at = text.data.indexOf(" "); at !== -1; at = text.data.indexOf(" ", at + 1)) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      ratios.push(box(range).width / spaces.of(text.parentElement!));
    }
  }
  return mean(ratios);
};

const isLastPart = (element: Element, key: string): boolean => {
  const parts = element.ownerDocument.querySelectorAll(`[data-lines][data-continued][lang*="-${key}"]`);
  return [...parts].findLast(({ attributes }) => partKey(attributes.getNamedItem("lang")!.value) === key) === element;
};

const endFaultOf = (element: HTMLElement): LineFault | undefined => {
  const key = partKey(element.getAttribute("lang") ?? "");
  if (key === undefined || element.dataset.lines !== "1") return undefined;
  const first = element.dataset.continued === undefined;
  return endFault({ lines: 1, first, last: !first && isLastPart(element, key) });
};

const WRITTEN_HYPHEN = /[\p{L}\p{N}][-\u2010]$/u;

/** All faulty lines of a page. Only reads. */
export const faultyLines = (page: HTMLElement): FaultyLine[] => {
  const box = measurePage(page);
  const spaces = new Spaces(page.ownerDocument);
  const range = page.ownerDocument.createRange();
  return [...page.querySelectorAll<HTMLElement>("[data-lines]")].flatMap((paragraph) => {
    const lines: GatheredLine[] = [{ texts: [], hyphen: false }];
    gather(paragraph, lines);
    const set = lines.filter(({ texts }) => texts.length > 0);
    const texts = set.map((line) => line.texts.map(({ data }) => data).join(""));
    const last = set.length - 1;
    const ladder = ladderLines(set.map(({ hyphen }, at) => hyphen || (at < last && WRITTEN_HYPHEN.test(texts[at]))));
    const end = endFaultOf(paragraph);
    return set.flatMap((line, index) => {
      const ratio = ratioOf(line, range, box, spaces);
      const space = spaceFault(ratio);
      const faults = [end, space, ladder.includes(index) ? ("hyphens" as const) : undefined];
      return faults.flatMap((fault) => {
        if (fault === undefined) return [];
        range.setStart(line.texts[0], 0);
        range.setEndAfter(line.texts.at(-1)!);
        const found = { fault, box: box(range), text: texts[index] };
        return [fault === space ? { ...found, ratio } : found];
      });
    });
  });
};
