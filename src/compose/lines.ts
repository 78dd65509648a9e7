import type { Hyphenate } from "../typeset/index.js";
import { addEndMark, readParagraph, type SetVariants, setParagraph } from "./paragraph.js";
import type { StyleTable } from "./styles.js";
import type { ParagraphUnit, StoryCopy, Unit } from "./units.js";

/** Markers of the article's end, drawn by an element of this width. */
const END_MARK = { html: '<span class="end-mark" aria-hidden="true"></span>', widthPx: 13 };

const lastParagraphOf = (units: readonly Unit[]): Map<string, ParagraphUnit> => {
  const last = new Map<string, ParagraphUnit>();
  for (const unit of units)
    if (
      unit.kind === "paragraph" &&
      unit.article !== undefined &&
      unit.wrappers.every((wrapper) => wrapper.element.localName !== "aside")
    )
      last.set(unit.article, unit);
  return last;
};

/** Takes the opening letter back into the text. */
const lowerDropCap = (unit: ParagraphUnit, dropCap: string): void => {
  const cap = document.createElement("template");
  cap.innerHTML = dropCap;
  unit.element.prepend(cap.content.textContent ?? "");
  unit.dropLines = 0;
};

/** Sets every paragraph in lines. The copy's boxes must have been laid out; reads their widths, writes nothing. */
export const setStories = (
  copies: readonly StoryCopy[],
  styles: StyleTable,
  measure: (text: string, style: number) => number,
  hyphenators: (language: string) => Hyphenate,
): void => {
  const markStyle = styles.fixed(END_MARK.widthPx);
  // All widths are read before any text is taken out of the document: one layout serves them all.
  const measures = new Map(copies.flatMap((copy) => measuresOf(copy)));
  for (const copy of copies) {
    const lastParagraphs = new Set(lastParagraphOf(copy.units).values());
    for (const unit of copy.units) {
      if (unit.kind !== "paragraph") continue;
      const { opening, full } = measures.get(unit)!;
      const tools = { measure, hyphenate: hyphenators(unit.language) };
      const setUnit = (measuresPx: readonly number[]): void => {
        const text = readParagraph(unit.element, unit.style, styles);
        if (lastParagraphs.has(unit)) addEndMark(text, END_MARK.html, markStyle);
        const setTracked = (trackingEm: number): SetVariants => {
          const { set, others } = setParagraph(text, unit.style, measuresPx, tools, trackingEm);
          // Lines that a letter stands beside are as many as they are.
          return { set, others: others.filter((other) => other.set.lines.length >= unit.dropLines) };
        };
        Object.assign(unit, setTracked(0), { setTracked });
      };
      setUnit(opening);
      // A letter taller than its paragraph would stand in the next one's way.
      if (unit.set!.lines.length < unit.dropLines) {
        lowerDropCap(unit, unit.set!.dropCap);
        setUnit(full);
      }
    }
  }
};

/** Line lengths of a paragraph with its drop cap or indent, and without a drop cap; px. */
interface Measures {
  readonly opening: readonly number[];
  readonly full: readonly number[];
}

const measuresOf = (copy: StoryCopy): [ParagraphUnit, Measures][] => {
  const widths = new Map<string, number>();
  return copy.units.flatMap((unit) => {
    if (unit.kind !== "paragraph") return [];
    let width = widths.get(unit.style.key);
    if (width === undefined) {
      width = contentWidth(unit.element);
      widths.set(unit.style.key, width);
    }
    const { indentPx } = unit.style;
    const full = indentPx === 0 ? [width] : [width - indentPx, width];
    const cap = unit.dropLines > 0 ? unit.element.querySelector<HTMLElement>(":scope > .drop-cap") : null;
    const opening = cap === null ? full : [...new Array<number>(unit.dropLines).fill(width - outerWidth(cap)), width];
    return [[unit, { opening, full }]];
  });
};

/** Width with the margin to the right, px. */
const outerWidth = (element: HTMLElement): number =>
  element.offsetWidth + Number.parseFloat(getComputedStyle(element).marginRight);

const contentWidth = (element: HTMLElement): number => {
  const style = getComputedStyle(element);
  return element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
};
