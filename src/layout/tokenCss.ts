/** The style sheet that a simple layout's tokens make for the browser: a class for each style of type and each box. */
import {
  BOX_ROLES,
  type BoxRole,
  type BoxStyle,
  type RuleStyle,
  type Tokens,
  TYPE_ROLES,
  type TypeRole,
  type TypeStyle,
} from "./tokens.js";

/** A role is a class of its name; paragraphs in a quotation or a box have the look of their surroundings. */
const SELECTORS: Partial<Record<TypeRole, string>> = { quote: ".quote .text", "box-text": ".box .text" };

const FIGURES: Readonly<Record<TypeStyle["figures"], string>> = {
  lining: "normal",
  oldstyle: "oldstyle-nums proportional-nums",
  tabular: "lining-nums tabular-nums",
};

const cssColour = (colour: string): string => (colour.startsWith("#") ? colour : `var(--${colour})`);

const border = (side: string, rule: RuleStyle | undefined): string =>
  rule === undefined ? "" : `border-${side}:${rule.px}px solid ${cssColour(rule.colour)};`;

/** What the composer reads of a block (docs/layouts.md, Blocks). */
const flowing = (style: TypeStyle): string =>
  `--before:${style.before};--after:${style.after};--keep:${Number(style.keep)};--keep-above:${Number(style.keepAbove)};` +
  `--stretch:${style.stretch};--hyphenate:${Number(style.hyphenate)}`;

/** Everything that a style says, so that it is whole wherever its element stands and whatever other style the element has. */
const typeRule = (role: TypeRole, style: TypeStyle, fonts: readonly string[]): string => {
  const families = [style.font, ...fonts.filter((family) => family !== style.font)];
  const [above, below] = style.padPx;
  return (
    `${SELECTORS[role] ?? `.${role}`}{` +
    `font:${style.italic ? "italic " : ""}${style.weight} ${style.sizePx}px/${style.linePx}px ${families.map((family) => `"${family}"`).join(",")},serif;` +
    `font-variant-numeric:${FIGURES[style.figures]};letter-spacing:${style.trackingEm}em;color:${cssColour(style.colour)};` +
    // Not the shorthand `text-wrap`, which would let the composed lines break again.
    `text-align:${style.align};text-indent:${style.indentPx}px;text-wrap-style:${style.balanced ? "balance" : "auto"};` +
    `padding:${above}px 0 ${below}px;${border("top", style.ruleAbove)}${border("bottom", style.ruleBelow)}${flowing(style)}}`
  );
};

const boxRule = (role: BoxRole, box: BoxStyle, leadingPx: number): string => {
  const [left, right] = box.sidePx;
  const [above, below] = box.padLines;
  return (
    `.${role}{--before:${box.before};--after:${box.after};--pad-top:${above};--pad-bottom:${below};` +
    `padding:${Math.max(0, above * leadingPx - (box.ruleAbove?.px ?? 0))}px ${right}px ${below * leadingPx}px ${Math.max(0, left - (box.ruleLeft?.px ?? 0))}px;` +
    `${border("top", box.ruleAbove)}${border("left", box.ruleLeft)}${box.fill === undefined ? "" : `background:${cssColour(box.fill)}`}}`
  );
};

/**
 * The tokens as a style sheet, to stand before the layout's own, whose rules of the same weight go before it. `magazineColours` are
 * custom properties already, and stay as they are.
 */
export const tokenCss = (
  tokens: Tokens,
  {
    fonts,
    leadingPx,
    magazineColours,
  }: {
    readonly fonts: readonly string[];
    readonly leadingPx: number;
    readonly magazineColours: Readonly<Record<string, string>>;
  },
): string => {
  const colours = Object.entries(tokens.colours).filter(([name]) => magazineColours[name] === undefined);
  const { headTopPx, footTopPx } = tokens.furniture;
  return [
    `:root{${colours.map(([name, colour]) => `--${name}:${colour};`).join("")}--head-top:${headTopPx}px;--foot-top:${footTopPx}px}`,
    // Custom properties are inherited: each block begins without its group's.
    "[data-flow]{--before:0;--after:0;--keep:0;--keep-above:0;--pad-top:0;--pad-bottom:0;--drop-cap:0;--hyphenate:0;--stretch:0}",
    ...TYPE_ROLES.map((role) => typeRule(role, tokens.type[role], fonts)),
    ...BOX_ROLES.map((role) => boxRule(role, tokens.boxes[role], leadingPx)),
    ".list .text{text-align:left;text-indent:0;--hyphenate:0}",
    ".text.flush,.text.opening{text-indent:0}",
    `.text.opening{--drop-cap:${tokens.dropCapLines}}`,
  ].join("\n");
};
