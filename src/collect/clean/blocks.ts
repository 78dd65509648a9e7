/** A story's text between reading it and writing it again: blocks, and lines of words in them. */
import { countWords } from "../../words.js";

/** A line of words: as HTML of the inline vocabulary, as text, and how much of it is linked. */
export interface Line {
  readonly html: string;
  readonly text: string;
  /** Letters and other marks inside links, spaces aside. */
  readonly linkedCharacters: number;
  readonly links: readonly string[];
  /** Set wholly in bold, or wholly in italics or small type: what stands for a crosshead or a caption. */
  readonly bold?: true;
  readonly slight?: true;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly line: Line;
  readonly lang?: string;
  /** Stands for an embed: its words are ours, not the story's. */
  readonly embed?: true;
}

export interface Heading {
  readonly kind: "heading";
  readonly level: 2 | 3 | 4;
  readonly line: Line;
  readonly lang?: string;
}

export interface List {
  readonly kind: "list";
  readonly ordered: boolean;
  /** The first number of an ordered list, where it is not 1. */
  readonly start?: number;
  readonly items: readonly (readonly Block[])[];
  readonly lang?: string;
}

export interface Quotation {
  readonly kind: "quotation";
  readonly pull: boolean;
  readonly blocks: readonly Block[];
  readonly cite?: Line;
  readonly lang?: string;
}

export interface Figure {
  readonly kind: "figure";
  readonly src: string;
  readonly alt: string;
  readonly credit?: string;
  readonly caption?: Line;
  /** Where a click on it led, and not to itself in full size. */
  readonly link?: string;
}

export interface Gallery {
  readonly kind: "gallery";
  readonly figures: readonly Figure[];
  readonly caption?: Line;
}

export interface Table {
  readonly kind: "table";
  readonly caption?: Line;
  readonly head: readonly (readonly Cell[])[];
  readonly rows: readonly (readonly Cell[])[];
  readonly lang?: string;
}

export interface Cell {
  readonly header: boolean;
  readonly line: Line;
}

export interface Aside {
  readonly kind: "aside";
  readonly blocks: readonly Block[];
  readonly lang?: string;
}

export interface Preformatted {
  readonly kind: "preformatted";
  readonly text: string;
}

export interface Rule {
  readonly kind: "rule";
}

export type Block = Paragraph | Heading | List | Quotation | Figure | Gallery | Table | Aside | Preformatted | Rule;

export const EMPTY_LINE: Line = { html: "", text: "", linkedCharacters: 0, links: [] };

/** Every line of a block in reading order; captions only when asked for. */
export function linesOf(block: Block, captions = true): Line[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return [block.line];
    case "list":
      return block.items.flat().flatMap((inner) => linesOf(inner, captions));
    case "quotation":
      return [...block.blocks.flatMap((inner) => linesOf(inner, captions)), ...(block.cite ? [block.cite] : [])];
    case "aside":
      return block.blocks.flatMap((inner) => linesOf(inner, captions));
    case "figure":
      return captions && block.caption ? [block.caption] : [];
    case "gallery": {
      const own = captions && block.caption ? [block.caption] : [];
      return [...block.figures.flatMap((figure) => linesOf(figure, captions)), ...own];
    }
    case "table":
      return [
        ...(block.caption ? [block.caption] : []),
        ...[...block.head, ...block.rows].flat().map(({ line }) => line),
      ];
    case "preformatted":
      return [{ ...EMPTY_LINE, text: block.text }];
    case "rule":
      return [];
  }
}

/** A block's words on one line, its lines parted by ` · `. */
export const textOf = (block: Block): string =>
  linesOf(block)
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .join(" · ");

/** Words of the story in a block: those that stand for an embed are not. */
export function wordsOf(block: Block): number {
  if (block.kind === "paragraph" && block.embed) return 0;
  const credits = block.kind === "figure" ? [block] : block.kind === "gallery" ? block.figures : [];
  const texts = [...linesOf(block).map(({ text }) => text), ...credits.map(({ credit }) => credit ?? "")];
  return texts.reduce((sum, text) => sum + countWords(text), 0);
}

/** Nothing in the line but links. */
export function isLinksOnly(line: Line): boolean {
  if (line.linkedCharacters === 0) return false;
  const characters = line.text.replace(/[\s|,،;·•/›»>→←-]+/g, "").length;
  return line.linkedCharacters >= characters * 0.95;
}
