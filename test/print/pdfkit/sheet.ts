import { join } from "node:path";
import { type FontFace, readFontFaces } from "../../../src/fonts/index.js";
import type { TypeStyle } from "../../../src/layout/index.js";
import { type DescribedTag, type FinishOptions, finishPdf } from "../../../src/pdf/index.js";
import { openSurface } from "../../../src/print/pdfkit/surface.js";
import type { LetterStyle, Letters, Setting, Surface } from "../../../src/print/pdfkit/types.js";
import { makeHyphenator, readPatterns } from "../../../src/typeset/index.js";

const root = join(import.meta.dirname, "../../..");

export const FAMILIES = ["Source Serif 4", "Libre Franklin", "Instrument Serif"];
/** A4. */
export const pagePt = { width: 595.276, height: 841.89 };

export const readFaces = async (): Promise<readonly FontFace[]> => (await readFontFaces([join(root, "fonts")])).faces;

/** Running text as a simple layout has it. */
export const text: TypeStyle = {
  font: "Source Serif 4",
  weight: 400,
  italic: false,
  sizePx: 13.6,
  linePx: 18,
  align: "justify",
  colour: "ink",
  trackingEm: 0,
  figures: "oldstyle",
  indentPx: 0,
  hyphenate: true,
  balanced: false,
  padPx: [0, 0],
  before: 0,
  after: 0,
  keep: false,
  keepAbove: false,
  stretch: 0,
};
export const headline: TypeStyle = {
  ...text,
  weight: 600,
  sizePx: 43,
  linePx: 45,
  align: "left",
  trackingEm: -0.014,
  figures: "lining",
  hyphenate: false,
  balanced: true,
};
export const sans: TypeStyle = { ...text, font: "Libre Franklin", sizePx: 12.4, align: "left", figures: "lining" };

export const letterStyle = (changes: Partial<LetterStyle> = {}): LetterStyle => ({
  family: "Source Serif 4",
  weight: 400,
  italic: false,
  sizePx: 100,
  colour: "#000000",
  trackingEm: 0,
  figures: "lining",
  capitals: false,
  risePx: 0,
  underlined: false,
  ...changes,
});

export interface Sheet {
  readonly surface: Surface;
  readonly letters: Letters;
  readonly setting: Setting;
  /** Characters that no font has, with their family and the words round them. */
  readonly missing: (readonly [string, string, string])[];
}

const hyphenate = makeHyphenator(await readPatterns("en-GB"));

/** A file to paint in, set from the project's own fonts. */
export const openSheet = (faces: readonly FontFace[]): Sheet => {
  const missing: (readonly [string, string, string])[] = [];
  const onMissing = (...told: readonly [string, string, string]): void => {
    missing.push(told);
  };
  const { surface, letters } = openSurface({ pagePt, faces, families: FAMILIES, onMissing });
  const colours = { ink: "#1b1a1c", quiet: "#6b6560" };
  const setting = {
    tokens: { colours, type: { text, code: sans } },
    letters,
    sectionColour: "#1b6a72",
    accentColour: "#a83a1c",
    language: "en-GB",
    hyphenate,
    // Setting asks for no more of a layout than this.
  } as never as Setting;
  return { surface, letters, setting, missing };
};

/** The finished file. */
export const finishSheet = async ({ surface }: Sheet, changes: Partial<FinishOptions> = {}): Promise<Buffer> => {
  const { bytes, tags, pictures } = await surface.finish();
  const parts: Uint8Array[] = [];
  const finished = await finishPdf(bytes, {
    trimPt: pagePt,
    bleedPt: 0,
    title: "The Quiet Press",
    authors: ["Amina Saïd"],
    keywords: [],
    language: "en-GB",
    creator: "pressday 0.1.0",
    date: new Date("2026-11-20T06:00:00Z"),
    outline: [],
    pageLabels: Array.from({ length: surface.pageCount }, (_, index) => String(index + 1)),
    spreads: true,
    tags,
    pictures,
    ...changes,
  });
  for await (const part of finished) parts.push(part);
  return Buffer.concat(parts);
};

/** The tree in short: types, and texts in quotation marks. */
export const outlineOf = (tag: DescribedTag): unknown[] => [
  tag.type,
  ...tag.kids.map((kid) => ("kids" in kid ? outlineOf(kid) : kid.type === "object" ? "→" : kid.text)),
];
