/** The same paragraphs, set by the browser's own breaker: what a page without a composer of its own would have. */
import { fileURLToPath } from "node:url";
import { findCache } from "../../src/cache.js";
import { readFontFaces } from "../../src/fonts/index.js";
import { type BrowserSession, withBrowser } from "../../src/print/index.js";
import { hyphenateFrom, hyphenationDictionary, paragraphWords } from "../../src/typeset/index.js";
import type { Comparable } from "./spaces.js";

const PX_PER_PT = 96 / 72;
const SOFT_HYPHEN = "\u00ad";

/** Puts soft hyphens where the language allows a hyphen. */
export const withSoftHyphens = (text: string, hyphenate: (word: string) => readonly number[]): string =>
  text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    let parted = "";
    let from = 0;
    for (const at of hyphenate(word)) {
      parted += word.slice(from, at) + SOFT_HYPHEN;
      from = at;
    }
    return parted + word.slice(from);
  });

const softHyphenated = async (paragraphs: readonly Comparable[]): Promise<string[]> => {
  const words = new Map<string, Set<string>>();
  for (const { text, language } of paragraphs) {
    const known = words.get(language) ?? new Set<string>();
    words.set(language, known);
    for (const word of paragraphWords(text)) known.add(word);
  }
  const hyphenators = new Map<string, (word: string) => readonly number[]>();
  for (const [language, known] of words)
    hyphenators.set(language, hyphenateFrom(await hyphenationDictionary(known, language)));
  return paragraphs.map(({ text, language }) => withSoftHyphens(text, hyphenators.get(language)!));
};

/** Sets each text in a block of its own; gives the mean word space of each line but the last, in px. Runs in the page. */
const MEASURE = `(blocks) => {
  const elements = blocks.map(({ text, css }) => {
    const block = document.createElement("p");
    block.style.cssText = css;
    block.textContent = text;
    document.body.append(block);
    return block;
  });
  const context = document.createElement("canvas").getContext("2d");
  context.textRendering = "geometricPrecision";
  const range = document.createRange();
  return elements.map((block, index) => {
    context.font = blocks[index].font;
    const normal = context.measureText(" ").width;
    const node = block.firstChild;
    const lines = new Map();
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const rect = [...range.getClientRects()].find(({ width }) => width > 0);
      if (rect === undefined) continue;
      const top = Math.round(rect.bottom);
      const line = lines.get(top) ?? [];
      lines.set(top, line);
      line.push({ space: node.data[at] === " ", width: rect.width });
    }
    return [...lines.values()].slice(0, -1).flatMap((line) => {
      while (line.length > 0 && line.at(-1).space) line.pop();
      const spaces = line.filter(({ space }) => space);
      return spaces.length === 0 ? [] : [spaces.reduce((sum, { width }) => sum + width, 0) / spaces.length / normal];
    });
  });
}`;

const cssOf = ({ measurePt, indentPt }: Comparable, font: string): string =>
  `font:${font};line-height:2;width:${(measurePt * PX_PER_PT).toFixed(3)}px;text-indent:${(indentPt * PX_PER_PT).toFixed(3)}px;` +
  "margin:0;text-align:justify;text-wrap:wrap;hyphens:manual;font-variant-ligatures:none;text-rendering:geometricPrecision";

/** `SourceSerif4-Regular` and its file. */
const fontFiles = async (folders: readonly string[]) => {
  const { faces } = await readFontFaces(folders);
  return new Map(faces.map((face) => [face.fileName.replace(/\.\w+$/, ""), face]));
};

/** Word spaces of the browser's own lines, as multiples of the font's; of all paragraphs whose font is among ours. */
export const browserSpaces = async (
  groups: readonly (readonly Comparable[])[],
  { cache }: { readonly cache?: string } = {},
): Promise<number[][]> => {
  const found = await findCache(cache === undefined ? {} : { flag: cache });
  const fonts = await fontFiles([fileURLToPath(new URL("../../fonts", import.meta.url))]);
  const used = [...new Set(groups.flat().map(({ font }) => font))].filter((font) => fonts.has(font));
  const address = (font: string): string => `/fonts/${font}.ttf`;
  const rules = used.map((font) => `@font-face{font-family:"${font}";src:url("${address(font)}")}`).join("");
  const files = new Map(used.map((font) => [address(font), { path: fonts.get(font)!.path, type: "font/ttf" }]));
  const html = `<!doctype html><html lang="en"><style>${rules}</style><body></body></html>`;
  const setGroup = async (session: BrowserSession, group: readonly Comparable[]): Promise<number[]> => {
    const known = group.filter(({ font }) => fonts.has(font));
    const texts = await softHyphenated(known);
    const blocks = known.map((paragraph, index) => {
      const font = `${paragraph.sizePt * PX_PER_PT}px "${paragraph.font}"`;
      return { text: texts[index]!, font, css: cssOf(paragraph, font) };
    });
    return (await session.run<number[][]>(MEASURE, blocks)).flat();
  };
  try {
    return await withBrowser({ cache: found.path, noSandbox: process.getuid?.() === 0 }, async (started) => {
      const session = await started();
      await session.open({ html, files });
      const spaces: number[][] = [];
      for (const group of groups) spaces.push(await setGroup(session, group));
      return spaces;
    });
  } finally {
    await found.release();
  }
};
