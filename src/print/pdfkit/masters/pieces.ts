/** What several masters show: captions, dates, lists of articles. Lengths in CSS px. */
import type { Inline } from "../../../article/index.js";
import type { InlineView, TypeStyle } from "../../../layout/index.js";
import { type Block, framed, setBlock, stack, styleOf, type TextFacts, within } from "../boxes.js";
import { joined, linkedText, setOnOneLine, setParts, widthOf, withoutLinks } from "../boxText.js";
import { setText } from "../setText.js";
import type { Setting, Surface, Tag } from "../types.js";

/** A caption with its credit, in one paragraph; nothing when there is neither. */
export const captionBlock = (
  words: {
    readonly title?: string | undefined;
    readonly caption?: readonly Inline[] | string | undefined;
    readonly credit?: string | undefined;
  },
  widthPx: number,
  setting: Setting,
  facts: TextFacts,
): Block | undefined => {
  const caption = styleOf("caption", setting);
  const parts = [
    { copy: words.title ?? "", style: { ...caption, weight: 700, colour: "ink" } },
    { copy: words.caption ?? "", style: caption },
    { copy: words.credit ?? "", style: styleOf("credit", setting) },
  ];
  const set = setParts(parts, caption, widthPx, setting);
  return set && setBlock(set, widthPx, setting, facts);
};

/** A picture and the caption below it, which are one thing to a reader who hears the page. */
export const captionedPicture = (shown: Block | undefined, caption: Block | undefined, alt: string): Block => {
  const both = stack([shown, caption]);
  return shown === undefined || caption === undefined || alt === "" ? both : within("Div", both);
};

/** White between words in a row, px. */
export const ROW_GAP_PX = 11;

/** Words in a row, at the left edge or at the right. */
export const rowBlock = (
  words: readonly string[],
  style: TypeStyle,
  widthPx: number,
  setting: Setting,
  facts: TextFacts & { readonly ends?: "right" },
): Block & { readonly rowPx: number } => {
  const texts = words.map((text) => setOnOneLine(text, style, setting));
  const rowPx = texts.reduce((sum, set) => sum + widthOf(set), (texts.length - 1) * ROW_GAP_PX);
  const whole = joined(texts);
  const block = framed(style, widthPx, setting, {
    heightPx: style.linePx,
    fits: rowPx <= widthPx,
    paint: (surface, at, parent) => {
      const tag = facts.tag === undefined ? undefined : surface.newTag(parent, facts.tag);
      let x = facts.ends === "right" ? at.x + widthPx - rowPx : at.x;
      for (const [index, set] of texts.entries()) {
        surface.paintLines(whole, { from: index, to: index + 1 }, { x, y: at.y }, tag);
        x += widthOf(set) + ROW_GAP_PX;
      }
    },
  });
  return { ...block, rowPx };
};

/** An article in a list: its folio in a column of its own, its headline beside it. Both are one link. */
export interface Listed {
  readonly slug: string;
  readonly headline: readonly InlineView[] | string;
  readonly headlineStyle: TypeStyle;
  readonly folioStyle: TypeStyle;
  readonly folioPx: number;
  /** Width of both columns. */
  readonly widthPx: number;
}

/**
 * `elementOf` makes the element that the link stands in; `folioOf` is asked when pages are painted. Folio and headline are one text, whose
 * lines have one baseline.
 */
export const listedBlock = (
  { slug, headline, headlineStyle, folioStyle, folioPx, widthPx }: Listed,
  setting: Setting,
  folioOf: (slug: string) => number,
  elementOf: (surface: Surface, parent: Tag) => Tag,
): Block => {
  const set = setText(withoutLinks(headline), headlineStyle, widthPx - folioPx, setting);
  return framed(headlineStyle, widthPx, setting, {
    heightPx: set.lines.length * headlineStyle.linePx,
    fits: set.lines.every(({ overfull }) => !overfull),
    paint: (surface, { x, y }, parent) => {
      const tag = elementOf(surface, parent);
      const folio = setOnOneLine(String(folioOf(slug)), folioStyle, setting);
      const whole = linkedText(joined([folio, set]), `#${slug}`);
      surface.paintLines(whole, { from: 0, to: 1 }, { x, y }, tag);
      surface.paintLines(whole, { from: 1, to: whole.lines.length }, { x: x + folioPx, y }, tag);
    },
  });
};
