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

type Piece = Comparable["pieces"][number];

const softHyphenated = async (paragraphs: readonly Comparable[]): Promise<Piece[][]> => {
  const words = new Map<string, Set<string>>();
  for (const { pieces, language } of paragraphs) {
    const known = words.get(language) ?? new Set<string>();
    words.set(language, known);
    for (const { text } of pieces) for (const word of paragraphWords(text)) known.add(word);
  }
  const hyphenators = new Map<string, (word: string) => readonly number[]>();
  for (const [language, known] of words)
    hyphenators.set(language, hyphenateFrom(await hyphenationDictionary(known, language)));
  return paragraphs.map(({ pieces, language }) =>
    pieces.map(({ text, font }) => ({ font, text: withSoftHyphens(text, hyphenators.get(language)!) })),
  );
};

/** Sets each text in a block of its own; gives the mean word space of each line but the last, in spaces of the font. Runs in the page. */
const MEASURE = `(blocks) => {
  const elements = blocks.map(({ pieces, css, dropCap }) => {
    const block = document.createElement("p");
    block.style.cssText = css;
    if (dropCap !== undefined) {
      const float = document.createElement("b");
      float.style.cssText = dropCap;
      block.append(float);
    }
    for (const { text, font } of pieces) {
      const span = document.createElement("span");
      span.style.font = font;
      span.textContent = text;
      block.append(span);
    }
    document.body.append(block);
    return block;
  });
  const context = document.createElement("canvas").getContext("2d");
  context.textRendering = "geometricPrecision";
  const range = document.createRange();
  return elements.map((block, index) => {
    const lines = [];
    for (const [piece, span] of [...block.querySelectorAll("span")].entries()) {
      context.font = blocks[index].pieces[piece].canvasFont;
      const normal = context.measureText(" ").width;
      const node = span.firstChild;
      for (let at = 0; at < (node?.length ?? 0); at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const rect = [...range.getClientRects()].find(({ width }) => width > 0);
        if (rect === undefined) continue;
        // The next line's letters begin below the middle of this one's.
        let line = lines.at(-1);
        if (line === undefined || rect.top > line.bottom) lines.push((line = { bottom: rect.bottom, characters: [] }));
        line.characters.push({ space: node.data[at] === " ", ratio: rect.width / normal });
      }
    }
    return lines.slice(0, -1).flatMap(({ characters }) => {
      while (characters.length > 0 && characters.at(-1).space) characters.pop();
      const spaces = characters.filter(({ space }) => space);
      return spaces.length === 0 ? [] : [spaces.reduce((sum, { ratio }) => sum + ratio, 0) / spaces.length];
    });
  });
}`;

/** Lines so high that those of two lines never touch. */
const LINE_HEIGHT = 2;

const cssOf = ({ measurePt, indentPt }: Comparable, font: string): string =>
  `font:${font};width:${(measurePt * PX_PER_PT).toFixed(3)}px;text-indent:${(indentPt * PX_PER_PT).toFixed(3)}px;` +
  "margin:0;text-align:justify;text-wrap:wrap;hyphens:manual;font-variant-ligatures:none;text-rendering:geometricPrecision";

const dropCapCss = ({ dropCap, sizePt }: Comparable): string | undefined =>
  dropCap === undefined
    ? undefined
    : `float:left;width:${(dropCap.widthPt * PX_PER_PT).toFixed(3)}px;` +
      `height:${(dropCap.lines * LINE_HEIGHT * sizePt * PX_PER_PT - 1).toFixed(3)}px`;

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
  const used = [...new Set(groups.flat().flatMap(({ pieces }) => pieces.map(({ font }) => font)))].filter((font) =>
    fonts.has(font),
  );
  const address = (font: string): string => `/fonts/${font}.ttf`;
  const rules = used.map((font) => `@font-face{font-family:"${font}";src:url("${address(font)}")}`).join("");
  const files = new Map(used.map((font) => [address(font), { path: fonts.get(font)!.path, type: "font/ttf" }]));
  const html = `<!doctype html><html lang="en"><style>${rules}</style><body></body></html>`;
  const setGroup = async (session: BrowserSession, group: readonly Comparable[]): Promise<number[]> => {
    const known = group.filter(({ pieces }) => pieces.every(({ font }) => fonts.has(font)));
    const texts = await softHyphenated(known);
    const blocks = known.map((paragraph, index) => {
      const fontOf = (font: string, lineHeight = "") => `${paragraph.sizePt * PX_PER_PT}px${lineHeight} "${font}"`;
      const pieces = texts[index]!.map(({ text, font }) => ({
        text,
        font: fontOf(font, `/${LINE_HEIGHT}`),
        canvasFont: fontOf(font),
      }));
      return { pieces, css: cssOf(paragraph, pieces[0]!.font), dropCap: dropCapCss(paragraph) };
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
