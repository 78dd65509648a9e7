import path from "node:path";
import { fileURLToPath } from "node:url";
import { type ServedFiles, withBrowser } from "../../src/print/index.js";
import { sharedCache } from "../print/helpers.js";

/** A line of a paragraph as the browser has laid it out, in px from its page box's top-left corner; drawn hyphens left out. */
export interface LaidOutLine {
  readonly pageIndex: number;
  /** Counts the paragraphs' parts over all pages. */
  readonly paragraph: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TYPES: Readonly<Record<string, string>> = { ".ttf": "font/ttf", ".png": "image/png", ".jpg": "image/jpeg" };

/** Gives the kept page's files addresses that the printing browser serves. */
const serve = (kept: string): { html: string; files: ServedFiles } => {
  const files = new Map<string, { path: string; type: string }>();
  const html = kept.replace(/"(file:\/\/[^"]+)"/g, (_, address: string) => {
    const file = fileURLToPath(address);
    const served = `/kept/${encodeURIComponent(path.basename(file))}`;
    files.set(served, { path: file, type: TYPES[path.extname(file)] ?? "image/jpeg" });
    return `"${served}"`;
  });
  return { html, files };
};

/** Runs in the page: reads every set line from the rectangles of its text. Raised and lowered characters are left out. */
const readLines = `() => {
  const lines = [];
  let paragraph = 0;
  const piecesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const whole = range.getClientRects();
    if (whole.length === 1) return [{ text: node.nodeValue, rect: whole[0] }];
    // A stretch that the browser has broken after all: character by character.
    return [...node.nodeValue].map((text, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return { text, rect: range.getClientRects()[0] };
    }).filter(({ rect }) => rect !== undefined);
  };
  [...document.querySelectorAll(".page")].forEach((page, pageIndex) => {
    const { left, top } = page.getBoundingClientRect();
    for (const block of page.querySelectorAll("[data-lines]")) {
      paragraph++;
      let line;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node.nodeValue.trim() === "" || node.parentElement.closest("sup, sub")) continue;
        const raised = node.parentElement.closest(".drop-cap") !== null;
        for (const { text, rect } of piecesOf(node)) {
          const middle = (rect.top + rect.bottom) / 2 - top;
          if (line === undefined || line.raised || raised || middle < line.top || middle > line.bottom) {
            line = { pageIndex, paragraph, raised, text: "", left: rect.left - left, right: 0, top: rect.top - top, bottom: rect.bottom - top };
            lines.push(line);
          }
          line.text += text;
          line.right = rect.right - left;
        }
      }
    }
  });
  return lines;
}`;

/** Lays the kept page out in the real browser and reads its lines. */
export const layOut = (kept: string): Promise<LaidOutLine[]> =>
  withBrowser({ cache: sharedCache() }, async (session) => {
    const browser = await session();
    await browser.open(serve(kept));
    return browser.run<LaidOutLine[]>(readLines, undefined);
  });
