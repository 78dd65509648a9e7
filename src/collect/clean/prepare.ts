/** A fragment made ready for reading: chrome out, pictures that are none out, shortcodes out. */
import type { Removal } from "../types.js";
import { stripChrome } from "./chrome.js";
import { labelReason } from "./lines.js";
import { childrenOf, isElement, isText, visibleText } from "./nodes.js";
import { isEmoji, isOrnament, isTrackingPixel } from "./pictures.js";
import { dropShortcodes } from "./shortcodes.js";

export function prepare(root: Element, closedShortcodes: ReadonlySet<string>, removals: Removal[]): void {
  unwrapNoscript(root, removals);
  settleImages(root, removals);
  dropContents(root, removals);
  stripChrome(root, removals);
  settleTexts(root, closedShortcodes, removals);
}

/** What browsers without scripts see: the picture behind a lazy one, or a plea to turn scripts on. */
function unwrapNoscript(root: Element, removals: Removal[]): void {
  for (const noscript of root.querySelectorAll("noscript")) {
    if (noscript.querySelector("img, iframe")) noscript.replaceWith(...childrenOf(noscript));
    else {
      const text = noscript.textContent.replace(/\s+/g, " ").trim();
      if (text !== "") removals.push({ reason: "script", text });
      noscript.remove();
    }
  }
}

function settleImages(root: Element, removals: Removal[]): void {
  for (const image of root.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    if (isEmoji(image)) {
      const alt = image.getAttribute("alt") ?? "";
      removals.push({ reason: "emoji picture", text: alt || source, moved: true });
      image.replaceWith(image.ownerDocument.createTextNode(alt));
    } else if (isTrackingPixel(image)) {
      removals.push({ reason: "tracking pixel", text: `<img ${source.slice(0, 120)}>` });
      image.remove();
    } else if (isOrnament(image)) {
      removals.push({ reason: "ornament", text: `<img ${source.slice(0, 120)}>` });
      image.remove();
    }
  }
}

/** A table of contents: a list whose every word is a link to a place in the same text. */
function dropContents(root: Element, removals: Removal[]): void {
  for (const list of root.querySelectorAll("ul, ol")) {
    const links = [...list.querySelectorAll("a[href]")];
    if (links.length < 2 || !links.every((link) => /^#./.test(link.getAttribute("href")!))) continue;
    const letters = (text: string): number => text.replace(/[^\p{L}\p{N}]+/gu, "").length;
    const linked = links.reduce((sum, link) => sum + letters(link.textContent), 0);
    if (linked === 0 || letters(list.textContent) > linked * 1.1 + links.length * 2) continue;
    const label = list.previousElementSibling;
    const labelled = label && labelReason(label.textContent) === "navigation" ? [label] : [];
    const text = [...labelled, list].map(visibleText).join(" ").replace(/\s+/g, " ").trim();
    removals.push({ reason: "navigation", text });
    for (const part of labelled) part.remove();
    list.remove();
  }
}

function settleTexts(node: Node, closed: ReadonlySet<string>, removals: Removal[]): void {
  for (const child of childrenOf(node)) {
    if (isText(child)) {
      const text = dropShortcodes(child.data, closed, removals);
      if (text !== child.data) child.data = text;
    } else if (isElement(child) && !/^(?:pre|code)$/.test(child.localName)) settleTexts(child, closed, removals);
  }
}
