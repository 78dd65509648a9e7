import { figureSpans, withoutSpace } from "../copyfit/index.js";
import type { ComposePlan, StoryPlan } from "../layout/index.js";
import { masterFault, PAGE_REMEDY } from "./fault.js";
import { widenLists } from "./numbers.js";
import type { ParagraphStyle } from "./paragraph.js";
import type { StyleTable } from "./styles.js";
import type { StoryCopy, Unit, Wrapper } from "./units.js";

interface Spacing {
  readonly before: number;
  readonly after: number;
  readonly keep: boolean;
  readonly keepAbove: boolean;
  readonly padTop: number;
  readonly padBottom: number;
  readonly dropLines: number;
  readonly hyphenation: boolean;
  readonly stretch: number;
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
    stretch: lines("--stretch"),
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
    movable: element.dataset.movable !== undefined,
    optional: element.dataset.optional !== undefined,
    words: () => element.textContent ?? "",
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
      const { span: asked, fixed } = element.dataset;
      const within = wrappers.length > 0;
      const spans = within ? [1] : figureSpans(Number(asked) || 1, reading.plan.columns, fixed !== undefined);
      const sizes = spans.map((span) => ({
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
      reading.units.push({ ...base, kind: "solid", lines: 0, stretch: spacing.stretch });
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

/** A story's copy in a denser design: the same elements once more, in columns of its measure. */
const denserCopy = (
  plan: StoryPlan,
  container: HTMLElement,
): { plan: StoryPlan; container: HTMLElement } | undefined => {
  const { denser, ...rest } = plan;
  if (denser === undefined) return undefined;
  const copy = container.cloneNode(true) as HTMLElement;
  copy.classList.replace(`design-${plan.design}`, `design-${denser.design}`);
  copy.style.width = `${denser.measurePx}px`;
  delete copy.dataset.copy;
  container.after(copy);
  return { plan: { ...rest, ...denser }, container: copy };
};

const openersOf = ({ id, design }: StoryPlan): HTMLElement[][] =>
  [...document.querySelectorAll(`[data-openers="${CSS.escape(id)}"][data-design="${CSS.escape(design)}"]`)].map(
    (opener) => [...opener.querySelectorAll<HTMLElement>(":scope > .page")],
  );

/**
 * Finds every story's copy in the document, one that may be set denser twice. Only writes to the DOM (widths, drop caps), but for lists
 * of ten items and more; measuring comes after, in one layout. Throws `MasterFault`: LAYOUT_SLOT_MISSING.
 */
export const readStories = (settings: ComposePlan, styles: StyleTable): StoryCopy[] => {
  const copies: StoryCopy[] = [];
  const looks = new Map<string, Looks>();
  const { columnGutterPx } = settings;
  widenLists();
  for (const story of settings.stories) {
    if (story.kind !== "flow") continue;
    const written = document.querySelector<HTMLElement>(`[data-copy="${CSS.escape(story.id)}"]`);
    if (written === null) throw new Error(`the document has no copy for "${story.id}"`);
    const denser = denserCopy(story, written);
    for (const { plan, container } of [
      { plan: story, container: written },
      ...(denser === undefined ? [] : [denser]),
    ]) {
      const openers = openersOf(plan);
      const empty = openers.findIndex((pages) => pages.length === 0);
      if (empty >= 0) {
        const { master } = plan.openers[empty];
        throw masterFault(settings, { master, lacks: `page on which “${plan.id}” could open`, remedy: PAGE_REMEDY });
      }
      const { measurePx } = plan;
      const characters = withoutSpace(container.textContent ?? "");
      const look = looks.get(plan.design) ?? new Looks();
      looks.set(plan.design, look);
      const units: Unit[] = [];
      readBlocks(container, [], undefined, plan.design, {
        plan,
        measurePx,
        columnGutterPx,
        looks: look,
        styles,
        units,
      });
      copies.push({ plan, container, openers, measurePx, units, characters });
    }
  }
  return copies;
};
