/** What the check runs inside the browser's page, as source text: it looks at composed pages and judges nothing. */
import type { Rgb } from "../../light.js";
import type { NamedRule } from "../rules.js";

/** A rule of the document. */
export interface PageRule extends NamedRule {
  /** Which it is of those in its sheet with the same selector, from 0. */
  readonly nth: number;
}

/** A box on the document, CSS px from its top-left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rule that gives an element its colour, as far as the element's own surroundings tell. */
export interface ColourRule extends PageRule {
  /** What it says: `var(--quiet)`. */
  readonly colour: string;
}

/** Words on a page as they are painted: one of all that look alike and stand alike. */
export interface SeenText {
  /** The page's place among all pages, from 0. */
  readonly pageIndex: number;
  /** Its element in CSS's words: `p.standfirst`. */
  readonly element: string;
  readonly text: string;
  readonly ink: Rgb;
  /** Of the ink, with all that it stands in. */
  readonly opacity: number;
  readonly sizePx: number;
  readonly weight: number;
  readonly box: Box;
  /** Rules of the nearest element that says what colour it has, in the order in which they stand. */
  readonly rules: readonly ColourRule[];
}

export interface Seen {
  readonly texts: readonly SeenText[];
  readonly pages: readonly Box[];
  /** Colours of sections on the pages, as CSS has them. */
  readonly sectionColours: readonly string[];
}

export interface LookOptions {
  /** Names of the document's style sheets, in order. */
  readonly sheets: readonly string[];
  /** A colour that all sections are given, to look at what it colours alone. */
  readonly sectionColour?: string;
}

/** All rules of the style sheets with these names, however deep they stand. `told`: one as it is told outside the page. */
const RULES = `const rulesIn = (list, sheet) => [...list].flatMap((rule) => [
    ...(rule.selectorText === undefined ? [] : [{ sheet, rule, selector: rule.selectorText }]),
    ...(rule.cssRules === undefined ? [] : rulesIn(rule.cssRules, sheet)),
  ]);
  const rules = [...document.styleSheets].flatMap((sheet, index) => rulesIn(sheet.cssRules, sheets[index] ?? ""));
  const times = new Map();
  for (const one of rules) {
    const key = one.sheet + " " + one.selector;
    one.nth = times.get(key) ?? 0;
    times.set(key, one.nth + 1);
  }
  const told = ({ sheet, selector, nth }) => ({ sheet, selector, nth });`;

/**
 * Looks at the words of all pages: those that have letters or figures, but not the ones on a cover, which the composer secures itself.
 * Of words with the same elements around them and the same ink, one.
 */
export const LOOK = `({ sheets, sectionColour }) => {
  ${RULES}
  const colourRules = rules.filter(({ rule }) => !["", "inherit", "unset"].includes(rule.style.color));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const inkOf = (colour) => {
    if (!known.has(colour)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      known.set(colour, [...context.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const named = (element) => element.localName + [...element.classList].map((name) => "." + name).join("");
  // The same on either side of a spread; what a section colours looks the same in every design.
  const placed = (element) => element.matches(".page") && sectionColour !== undefined
    ? ""
    : named(element).replace(/\\.(?:verso|recto)(?![\\w-])/, "") + element.style.getPropertyValue("--section");
  const boxOf = ({ left, top, width, height }) => ({ x: left + scrollX, y: top + scrollY, width, height });
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  const sections = [...document.querySelectorAll('[style*="--section"]')];
  const shown = new Set(sections.map((element) => element.style.getPropertyValue("--section").trim()));
  if (sectionColour !== undefined)
    for (const element of sections) element.style.setProperty("--section", sectionColour);
  const coloured = rules
    .filter(({ rule }) => rule.style.cssText.includes("var(--section"))
    .map(({ rule }) => rule.selectorText.replace(/::(?:before|after|marker|first-letter)/g, ""))
    .concat('[style*="var(--section"]').join(",");

  const rulesOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const found = colourRules.filter(({ rule }) => at.matches(rule.selectorText));
      if (found.length > 0 || !["", "inherit"].includes(at.style.color))
        return found.map((one) => ({ ...told(one), colour: one.rule.style.color }));
    }
    return [];
  };

  const texts = new Map();
  const pages = [...document.querySelectorAll("body > .page")];
  for (const [pageIndex, page] of pages.entries()) {
    const edge = page.getBoundingClientRect();
    const grounds = sectionColour === undefined ? [] : [...page.querySelectorAll(coloured)];
    if (sectionColour !== undefined && page.matches(coloured)) grounds.push(page);
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!/[\\p{L}\\p{N}]/u.test(node.data) || element.closest("[data-contrast], svg") !== null) continue;
      const style = getComputedStyle(element);
      const chain = [];
      let opacity = 1;
      for (let at = element; at !== page.parentElement; at = at.parentElement) {
        chain.push(placed(at));
        opacity *= Number(getComputedStyle(at).opacity);
      }
      const key = [chain.join(" "), style.color, opacity, style.fontSize, style.fontWeight].join("/");
      if (texts.has(key) || style.visibility !== "visible" || opacity === 0) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = [...range.getClientRects()].find((one) => one.width > 2 && one.height > 2 && meet(one, edge));
      if (box === undefined) continue;
      if (sectionColour !== undefined && !grounds.some((one) => one.contains(element) || meet(one.getBoundingClientRect(), box)))
        continue;
      const [red, green, blue, alpha] = inkOf(style.color);
      const lettered = element.closest("[class]") ?? element;
      texts.set(key, {
        pageIndex,
        element: named(page.contains(lettered) ? lettered : element),
        text: node.data.trim().slice(0, 40),
        ink: [red, green, blue],
        opacity: (alpha / 255) * opacity,
        sizePx: parseFloat(style.fontSize),
        weight: Number(style.fontWeight),
        box: boxOf(box),
        rules: rulesOf(element),
      });
    }
  }
  const boxes = pages.map((page) => boxOf(page.getBoundingClientRect()));
  return { texts: [...texts.values()], pages: boxes, sectionColours: [...shown] };
}`;

/** Takes the words off the pages, so that what is painted behind them shows; where they stood stays as it is. */
export const BARE = `() => {
  const style = document.createElement("style");
  style.textContent = "* { -webkit-text-fill-color: transparent !important; text-shadow: none !important; text-decoration-color: transparent !important }";
  document.body.append(style);
}`;

/** The colour that most of a box is painted in, and what share of it. */
export interface Ground {
  readonly colour: Rgb;
  readonly share: number;
}

export interface GroundsOptions {
  /** A picture of a page as PNG, base64. */
  readonly png: string;
  /** Boxes in it, px. */
  readonly boxes: readonly Box[];
}

/** Reads what is painted in boxes of a picture. */
export const GROUNDS = `async ({ png, boxes }) => {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  return boxes.map(({ x, y, width, height }) => {
    const { data } = context.getImageData(Math.round(x), Math.round(y), Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const [colour, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
    return { colour: [colour >> 16, (colour >> 8) & 255, colour & 255], share: count / (data.length / 4) };
  });
}`;

/** Running text that breaks its lines as the browser likes, though they are set: rules of the style sheets that say so. */
export const PRETTY = `(sheets) => {
  ${RULES}
  const pretty = rules.filter(({ rule }) => rule.style.textWrapStyle === "pretty" || rule.style.textWrap.includes("pretty"));
  const copy = [...document.querySelectorAll("[data-lines]")].filter((one) => getComputedStyle(one).textWrapStyle === "pretty");
  const found = new Set();
  for (const element of copy)
    for (let at = element; at !== null; at = at.parentElement) {
      const own = pretty.filter(({ rule }) => at.matches(rule.selectorText));
      for (const one of own) found.add(one);
      if (own.length > 0) break;
    }
  return [...found].map(told);
}`;

/** Which of these declarations the browser knows. */
export const KNOWN = `(declarations) => declarations.map(({ property, value }) => CSS.supports(property, value.replace(/\\s*!important$/i, "")))`;
