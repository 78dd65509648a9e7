import type { StoryPlan } from "../layout/index.js";
import type { Hyphenate } from "../typeset/index.js";
import {
  addEndMark,
  type ParagraphStyle,
  readParagraph,
  type SetParagraph,
  type StyleTable,
  setParagraph,
} from "./paragraph.js";

/** An element that goes on around the parts of what it holds: a list, an item, a box, a quote. */
export interface Wrapper {
  readonly element: Element;
  /** HTML that stands at the head of its first part only: an item's number. */
  readonly lead: string;
  /** Grid lines of padding that each of its parts carries. */
  readonly padTop: number;
  readonly padBottom: number;
}

interface UnitBase {
  readonly element: HTMLElement;
  readonly wrappers: readonly Wrapper[];
  readonly article?: string;
  /** BCP 47. */
  readonly language: string;
  /** Line in the article's file, for messages. */
  readonly sourceLine?: number;
  /** White lines above and below. */
  readonly before: number;
  readonly after: number;
  /** What follows must begin in the same column. */
  readonly keep: boolean;
  /** Stands in the same column as the end of what is above it. */
  readonly keepAbove: boolean;
}

export interface ParagraphUnit extends UnitBase {
  readonly kind: "paragraph";
  readonly style: ParagraphStyle;
  /** Lines that the opening letter is tall; 0 without one. */
  dropLines: number;
  set?: SetParagraph;
}
export interface SolidUnit extends UnitBase {
  readonly kind: "solid";
  lines: number;
}
/** A size that a picture block can take. Lengths in px but for the line counts. */
export interface FigureSize {
  readonly span: number;
  readonly widthPx: number;
  /** Caption, credit and margins: everything but the picture. */
  restPx: number;
  natural: number;
  minLines: number;
  maxLines: number;
}
export interface FigureUnit extends UnitBase {
  readonly kind: "figure";
  /** The layout's or the editor's own size first. More than one column wide, it stands outside the text. */
  readonly sizes: readonly FigureSize[];
}
export interface TableUnit extends UnitBase {
  readonly kind: "table";
  readonly table: HTMLTableElement;
  /** Columns it stands over; more than one makes it stand outside the text. */
  span: number;
  captionLines: number;
  headLines: number;
  rowLines: number[];
  columnPx: number[];
}
export type Unit = ParagraphUnit | SolidUnit | FigureUnit | TableUnit;

/** A story's copy as found in the document, not yet measured. */
export interface StoryCopy {
  readonly plan: StoryPlan;
  readonly container: HTMLElement;
  readonly opener: HTMLElement;
  readonly measurePx: number;
  readonly units: Unit[];
  /** The copy's own characters, white space left out, before anything was moved. */
  readonly characters: string;
}

export const withoutSpace = (text: string): string => text.replace(/\s+/g, "");

interface Spacing {
  readonly before: number;
  readonly after: number;
  readonly keep: boolean;
  readonly keepAbove: boolean;
  readonly padTop: number;
  readonly padBottom: number;
  readonly dropLines: number;
  readonly hyphenation: boolean;
}

/** Whole numbers that a stylesheet gives by custom properties: white lines, padding lines, keep, drop cap, hyphens. */
const readSpacing = (style: CSSStyleDeclaration): Spacing => {
  const lines = (name: string): number => Number.parseInt(style.getPropertyValue(name), 10) || 0;
  return {
    before: lines("--before"),
    after: lines("--after"),
    keep: lines("--keep") > 0,
    keepAbove: lines("--keep-above") > 0,
    padTop: lines("--pad-top"),
    padBottom: lines("--pad-bottom"),
    dropLines: lines("--drop-cap"),
    hyphenation: lines("--hyphenate") > 0,
  };
};

/** Computed styles are asked for once per look (tag, class and surroundings), not once per block. */
class Looks {
  private readonly known = new Map<string, { spacing: Spacing; paragraph: ParagraphStyle }>();

  of(element: Element, key: string): { spacing: Spacing; paragraph: ParagraphStyle } {
    const seen = this.known.get(key);
    if (seen !== undefined) return seen;
    const style = getComputedStyle(element);
    const spacing = readSpacing(style);
    const look = {
      spacing,
      paragraph: {
        key,
        fontSizePx: Number.parseFloat(style.fontSize),
        justified: style.textAlign === "justify",
        hyphenation: spacing.hyphenation,
        indentPx: Number.parseFloat(style.textIndent) || 0,
      },
    };
    this.known.set(key, look);
    return look;
  }
}

interface Reading {
  readonly plan: StoryPlan;
  readonly measurePx: number;
  readonly columnGutterPx: number;
  readonly looks: Looks;
  readonly styles: StyleTable;
  readonly units: Unit[];
}

const widthOver = (reading: Reading, span: number): number =>
  reading.measurePx * span + reading.columnGutterPx * (span - 1);

/** Columns that a figure may span: its own first; a picture outside the text may also be wider, unless the editor chose. */
const figureSpans = (element: HTMLElement, columns: number): number[] => {
  const own = Math.min(Number(element.dataset.span) || 1, columns);
  if (own === 1 || element.dataset.fixed !== undefined) return [own];
  return [own, ...Array.from({ length: columns - 1 }, (_, index) => index + 2).filter((span) => span !== own)];
};

/** Puts the first letter (with a quotation mark before it) into the element that draws it over several lines. */
const raiseDropCap = (element: HTMLElement): boolean => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode() as Text | null;
  const match = /^\s*([“‘«"']?\p{L})(?=[\p{L}\p{M}’'\s])/u.exec(first?.nodeValue ?? "");
  if (first === null || match === null || first.parentElement !== element) return false;
  first.nodeValue = first.nodeValue!.slice(match[0].length);
  const cap = document.createElement("span");
  cap.className = "drop-cap";
  cap.textContent = match[1];
  // A word of one letter keeps the space behind it, as the end of a cut line does (`cutEnd`).
  const apart = /^\s/.test(first.nodeValue);
  element.prepend(cap);
  if (apart) cap.insertAdjacentHTML("afterend", '<span class="cut"> </span>');
  return true;
};

/** Takes the opening letter back into the text. */
const lowerDropCap = (unit: ParagraphUnit, dropCap: string): void => {
  const cap = document.createElement("template");
  cap.innerHTML = dropCap;
  unit.element.prepend(cap.content.textContent ?? "");
  unit.dropLines = 0;
};

const readUnit = (
  element: HTMLElement,
  wrappers: readonly Wrapper[],
  article: string | undefined,
  key: string,
  reading: Reading,
): void => {
  const { spacing, paragraph } = reading.looks.of(element, key);
  const at = Number(element.dataset.at);
  const base = {
    element,
    wrappers,
    language: languageOf(element),
    before: spacing.before,
    after: spacing.after,
    keep: spacing.keep,
    keepAbove: spacing.keepAbove,
    ...(article === undefined ? {} : { article }),
    ...(Number.isNaN(at) ? {} : { sourceLine: at }),
  };
  switch (element.dataset.flow) {
    case "lines": {
      const dropLines = spacing.dropLines > 0 && raiseDropCap(element) ? spacing.dropLines : 0;
      reading.units.push({
        ...base,
        kind: "paragraph",
        style: paragraph,
        dropLines,
      });
      return;
    }
    case "figure":
    case "gallery": {
      const sizes = figureSpans(element, reading.plan.columns).map((span) => ({
        span,
        widthPx: widthOver(reading, span),
        restPx: 0,
        natural: 0,
        minLines: 0,
        maxLines: 0,
      }));
      reading.units.push({ ...base, kind: "figure", sizes });
      return;
    }
    case "table": {
      const table = element.querySelector("table")!;
      reading.units.push({
        ...base,
        kind: "table",
        table,
        span: 1,
        captionLines: 0,
        headLines: 0,
        rowLines: [],
        columnPx: [],
      });
      return;
    }
    default:
      reading.units.push({ ...base, kind: "solid", lines: 0 });
  }
};

const leadOf = (element: Element): string => element.querySelector(":scope > [data-lead]")?.outerHTML ?? "";

/** BCP 47 of an element, without the marks for finishing that layouts may put after `-x-`. */
const languageOf = (element: Element): string => {
  for (let at = element.closest("[lang]"); at !== null; at = at.parentElement?.closest("[lang]") ?? null) {
    const language = (at.getAttribute("lang") ?? "").split(/-?\bx-/)[0];
    if (language !== "") return language;
  }
  return "";
};

const readBlocks = (
  parent: Element,
  wrappers: readonly Wrapper[],
  article: string | undefined,
  key: string,
  reading: Reading,
): void => {
  for (const child of parent.children) {
    const element = child as HTMLElement;
    const itsKey = `${key}>${element.localName}.${element.className}`;
    if (element.dataset.article !== undefined) readBlocks(element, wrappers, element.dataset.article, key, reading);
    else if (element.dataset.flow === "group") {
      const { spacing } = reading.looks.of(element, itsKey);
      const first = reading.units.length;
      readBlocks(
        element,
        [...wrappers, { element, lead: leadOf(element), padTop: spacing.padTop, padBottom: spacing.padBottom }],
        article,
        itsKey,
        reading,
      );
      spreadSpace(reading.units, first, spacing);
    } else if (element.dataset.flow !== undefined) readUnit(element, wrappers, article, itsKey, reading);
  }
};

/** A group's own white lines go to its first and last unit. */
const spreadSpace = (units: Unit[], first: number, { before, after }: Spacing): void => {
  if (units.length === first) return;
  units[first] = { ...units[first], before: Math.max(units[first].before, before) };
  const last = units.length - 1;
  units[last] = { ...units[last], after: Math.max(units[last].after, after) };
};

/** Finds every story's copy in the document. Only writes to the DOM (widths, drop caps); measuring comes after, in one layout. */
export const readStories = (plans: readonly StoryPlan[], columnGutterPx: number, styles: StyleTable): StoryCopy[] => {
  const copies: StoryCopy[] = [];
  const looks = new Map<string, Looks>();
  for (const plan of plans) {
    if (plan.kind !== "flow") continue;
    const container = document.querySelector<HTMLElement>(`[data-copy="${CSS.escape(plan.id)}"]`);
    const opener = document.querySelector<HTMLElement>(`.page[data-story="${CSS.escape(plan.id)}"]`);
    if (container === null || opener === null)
      throw new Error(`the document has no copy or no opening page for "${plan.id}"`);
    const measurePx = Number.parseFloat(container.style.width);
    const characters = withoutSpace(container.textContent ?? "");
    let look = looks.get(plan.design);
    if (look === undefined) {
      look = new Looks();
      looks.set(plan.design, look);
    }
    const units: Unit[] = [];
    readBlocks(container, [], undefined, plan.design, { plan, measurePx, columnGutterPx, looks: look, styles, units });
    copies.push({ plan, container, opener, measurePx, units, characters });
  }
  return copies;
};

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
      const setUnit = (measuresPx: readonly number[]): SetParagraph => {
        const text = readParagraph(unit.element, unit.style, styles);
        if (lastParagraphs.has(unit)) addEndMark(text, END_MARK.html, markStyle);
        return setParagraph(text, unit.style, measuresPx, tools);
      };
      unit.set = setUnit(opening);
      // A letter taller than its paragraph would stand in the next one's way.
      if (unit.set.lines.length < unit.dropLines) {
        lowerDropCap(unit, unit.set.dropCap);
        unit.set = setUnit(full);
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
