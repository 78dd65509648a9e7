import { otherLinesCost } from "../../copyfit/index.js";
import type { InlineView, TypeStyle } from "../../layout/index.js";
import { breakParagraph, breakVariants, type Line, type ParagraphSettings, type Tools } from "../../typeset/index.js";
import { richText } from "./richText.js";
import type { RichText, SetText, Setting } from "./types.js";

/** A paragraph's natural setting, and those of a line fewer and a line more where they are tolerable, with what they cost copyfitting. */
export interface SetVariants {
  readonly set: SetText;
  readonly others: readonly { readonly set: SetText; readonly cost: number }[];
}

const settingsOf = (style: TypeStyle, measuresPx: readonly number[]): ParagraphSettings => {
  const justified = style.align === "justify";
  return {
    measuresPx,
    fontSizePx: style.sizePx,
    justified,
    hyphenation: style.hyphenate,
    hanging: justified,
    balanced: style.balanced,
  };
};

const toolsOf = ({ letters, hyphenate }: Setting): Tools => ({ measure: letters.measure, hyphenate });

/** Copy in lines of one width, px, without an indent. */
export const setText = (
  copy: readonly InlineView[] | string,
  style: TypeStyle,
  widthPx: number,
  setting: Setting,
): SetText => {
  const { text, runs, segments } = richText(copy, style, setting);
  const measuresPx = [widthPx];
  const lines = breakParagraph({ runs }, settingsOf(style, measuresPx), toolsOf(setting));
  return { text, segments, style, lines, measuresPx, offsetsPx: [] };
};

/**
 * A paragraph in lines of these lengths, each beginning so far from the left, px. `trackingEm`: tracking of the whole paragraph, for
 * articles that must be made to fit.
 */
export const setVariants = (
  { text, runs, segments }: RichText,
  style: TypeStyle,
  measuresPx: readonly number[],
  offsetsPx: readonly number[],
  setting: Setting,
  trackingEm = 0,
): SetVariants => {
  const settings = { ...settingsOf(style, measuresPx), trackingEm };
  const { natural, shorter, longer } = breakVariants({ runs }, settings, toolsOf(setting));
  const setOf = (lines: readonly Line[]): SetText => ({ text, segments, style, lines, measuresPx, offsetsPx });
  const others = [shorter, longer].flatMap((other) =>
    other === undefined ? [] : [{ set: setOf(other.lines), cost: otherLinesCost(other.extra) }],
  );
  return { set: setOf(natural.lines), others };
};
