/** The boxes that masters are built of: each of a known height, painted once at a place. Lengths in CSS px. */
import type { InlineView, TypeRole, TypeStyle } from "../../layout/index.js";
import { setEvenly, setFitted, withoutLinks } from "./boxText.js";
import { colourOf } from "./colours.js";
import { setText } from "./setText.js";
import type { Drawn, PlacedPicture, SetText, Setting, Surface, Tag } from "./types.js";

/** A box, and whether no word in it is wider than its line. */
export interface Block extends Drawn {
  readonly fits: boolean;
}

/** What a block of text is to a reader who hears the page. */
export interface TextFacts {
  /** Its element's type; decoration when left out. */
  readonly tag?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Where all of it leads: an address, or `#slug` of an article. */
  readonly href?: string;
  /** `#slug` leads to its top. */
  readonly anchor?: string;
}

/** White. */
export const spacer = (heightPx: number): Block => ({ heightPx, fits: true, paint: () => {} });

/** A filled bar. */
export const bar = (colour: string, widthPx: number, heightPx: number): Block => ({
  heightPx,
  fits: true,
  paint: (surface, { x, y }) => surface.fill({ x, y, width: widthPx, height: heightPx }, colour),
});

const elementFor = (surface: Surface, parent: Tag, { tag, language }: TextFacts): Tag | undefined =>
  tag === undefined ? undefined : surface.newTag(parent, tag, language === undefined ? {} : { language });

/** Set text with its style's white and rules above and below; `paintWords` paints the lines from their top-left corner. */
export const framed = (
  style: TypeStyle,
  widthPx: number,
  setting: Setting,
  words: {
    readonly heightPx: number;
    readonly fits: boolean;
    paint(surface: Surface, at: { x: number; y: number }, parent: Tag): void;
  },
): Block => {
  const above = style.ruleAbove?.px ?? 0;
  const below = style.ruleBelow?.px ?? 0;
  const [padTop, padBottom] = style.padPx;
  const wordsTop = above + padTop;
  const heightPx = wordsTop + words.heightPx + padBottom + below;
  return {
    heightPx,
    fits: words.fits,
    paint: (surface, { x, y }, parent) => {
      if (style.ruleAbove !== undefined)
        surface.fill({ x, y, width: widthPx, height: above }, colourOf(style.ruleAbove.colour, setting));
      words.paint(surface, { x, y: y + wordsTop }, parent);
      if (style.ruleBelow !== undefined) {
        const box = { x, y: y + heightPx - below, width: widthPx, height: below };
        surface.fill(box, colourOf(style.ruleBelow.colour, setting));
      }
    },
  };
};

/** Text that is set already, as one block. */
export const setBlock = (set: SetText, widthPx: number, setting: Setting, facts: TextFacts): Block => {
  const block = framed(set.style, widthPx, setting, {
    heightPx: set.lines.length * set.style.linePx,
    fits: set.lines.every(({ overfull }) => !overfull),
    paint: (surface, at, parent) =>
      surface.paintLines(set, { from: 0, to: set.lines.length }, at, elementFor(surface, parent, facts)),
  });
  const { anchor } = facts;
  if (anchor === undefined) return block;
  return {
    ...block,
    paint: (surface, at, parent) => {
      surface.anchor(anchor, at.y);
      block.paint(surface, at, parent);
    },
  };
};

export const styleOf = (role: TypeRole | TypeStyle, { tokens }: Setting): TypeStyle =>
  typeof role === "string" ? tokens.type[role] : role;

/** A paragraph, headline or label; nothing when there are no words. */
export const textBlock = (
  copy: readonly InlineView[] | string | undefined,
  role: TypeRole | TypeStyle,
  widthPx: number,
  setting: Setting,
  facts: TextFacts,
): Block | undefined => {
  const set = setText(linked(copy ?? "", facts.href), styleOf(role, setting), widthPx, setting);
  return set.lines.length === 0 ? undefined : setBlock(set, widthPx, setting, facts);
};

/** A paragraph of a few ragged lines that stands by itself; nothing when there are no words. */
export const evenBlock = (
  copy: readonly InlineView[] | string | undefined,
  role: TypeRole | TypeStyle,
  widthPx: number,
  setting: Setting,
  facts: TextFacts,
): Block | undefined => {
  const set = setEvenly(copy ?? "", styleOf(role, setting), widthPx, setting);
  return set.lines.length === 0 ? undefined : setBlock(set, widthPx, setting, facts);
};

/** Words on one line, set smaller until they fit the width; the line keeps its height. Nothing when there are no words. */
export const fitted = (
  copy: readonly InlineView[] | string,
  role: TypeRole,
  widthPx: number,
  setting: Setting,
  facts: TextFacts,
): Block | undefined => {
  const set = setFitted(linked(copy, facts.href), styleOf(role, setting), widthPx, setting);
  return set.lines.length === 0 ? undefined : setBlock(set, widthPx, setting, facts);
};

/** All of the copy as one link. */
const linked = (copy: readonly InlineView[] | string, href: string | undefined): readonly InlineView[] | string => {
  if (href === undefined) return copy;
  return [{ kind: "link", href, content: withoutLinks(copy) }];
};

/** Boxes one below the other. */
export const stack = (items: readonly (Block | undefined)[]): Block => {
  const boxes = items.filter((item) => item !== undefined);
  return {
    heightPx: boxes.reduce((sum, { heightPx }) => sum + heightPx, 0),
    fits: boxes.every(({ fits }) => fits),
    paint: (surface, { x, y }, parent) => {
      let top = y;
      for (const box of boxes) {
        box.paint(surface, { x, y: top }, parent);
        top += box.heightPx;
      }
    },
  };
};

/** Boxes side by side, their tops in one line, each so far from the left edge. */
export const beside = (columns: readonly { readonly leftPx: number; readonly block: Block | undefined }[]): Block => {
  const boxes = columns.flatMap(({ leftPx, block }) => (block === undefined ? [] : [{ leftPx, block }]));
  return {
    heightPx: Math.max(0, ...boxes.map(({ block }) => block.heightPx)),
    fits: boxes.every(({ block }) => block.fits),
    paint: (surface, { x, y }, parent) => {
      for (const { leftPx, block } of boxes) block.paint(surface, { x: x + leftPx, y }, parent);
    },
  };
};

/** A picture that covers its box; one without alternative text is ornament. */
export const picture = (
  placed: PlacedPicture,
  { widthPx, heightPx, alt }: { readonly widthPx: number; readonly heightPx: number; readonly alt: string },
): Block => ({
  heightPx,
  fits: true,
  paint: (surface, { x, y }, parent) => {
    const figure = alt === "" ? undefined : surface.newTag(parent, "Figure", { alt });
    surface.paintPicture(placed, { x, y, width: widthPx, height: heightPx }, figure);
  },
});

/** A box whose elements stand in one of their own. */
export const within = (tag: string, block: Block): Block => ({
  ...block,
  paint: (surface, at, parent) => block.paint(surface, at, surface.newTag(parent, tag)),
});

/** Sizes at which copy is tried, as parts of its own. */
const SIZES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4];

/** The box at the largest size at which it is not taller than this and no word wider than its line; else at the smallest. */
export const shrunk = (heightPx: number, build: (size: number) => Block): Block => {
  const isRight = (block: Block): boolean => block.fits && block.heightPx <= heightPx;
  let block = build(1);
  for (const size of SIZES.slice(1)) {
    if (isRight(block)) return block;
    block = build(size);
  }
  return isRight(block) ? block : { ...block, fits: false };
};

/** A style at another size, its lines and its white with it. */
export const sized = (style: TypeStyle, size: number): TypeStyle => ({
  ...style,
  sizePx: style.sizePx * size,
  linePx: style.linePx * size,
  padPx: [style.padPx[0] * size, style.padPx[1] * size],
});
