/** Judges words against the ground that is painted behind them, as WCAG 2.2 (1.4.3) has it. */
import { codeFrame } from "../../frame.js";
import { contrastOf, luminanceOf, READABLE_CONTRAST, type Rgb } from "../../light.js";
import type { Problem } from "../../problem.js";
import { specificity } from "../rules.js";
import type { Layout } from "../types.js";
import { positionAt } from "./css.js";
import type { ColourRule, Ground, SeenText } from "./pageScripts.js";
import { placeOfRule, type Where } from "./place.js";

/** Words with the ground behind them. */
export interface TextOnGround extends SeenText {
  readonly ground: Ground;
}

/** Large type is read more easily: from 24 px on, bold from 18.66 px (18 and 14 pt). */
const LARGE_PX = 24;
const LARGE_BOLD_PX = 18.66;
const BOLD = 700;
const LARGE_CONTRAST = 3;

/** Where less of what lies behind words than this has one colour, it is a picture or a gradient: its layout must see to the words. */
const PLAIN_SHARE = 0.4;

const neededFor = ({ sizePx, weight }: SeenText): number =>
  sizePx >= LARGE_PX || (sizePx >= LARGE_BOLD_PX && weight >= BOLD) ? LARGE_CONTRAST : READABLE_CONTRAST;

const mixed = (ink: Rgb, ground: Rgb, share: number): Rgb =>
  ink.map((level, part) => Math.round(level * share + ground[part]! * (1 - share))) as unknown as Rgb;

const contrastBetween = (one: Rgb, other: Rgb): number => contrastOf(luminanceOf(one), luminanceOf(other));

const hex = (colour: Rgb): string => `#${colour.map((level) => level.toString(16).padStart(2, "0")).join("")}`;

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The colour nearest to an ink, towards black or white, that can be read on a ground; none when neither can. */
const readableInk = (ink: Rgb, ground: Rgb, needed: number): Rgb | undefined => {
  const end = contrastBetween(BLACK, ground) > contrastBetween(WHITE, ground) ? BLACK : WHITE;
  for (let percent = 1; percent <= 100; percent++) {
    const colour = mixed(end, ink, percent / 100);
    if (contrastBetween(colour, ground) >= needed) return colour;
  }
  return undefined;
};

/** The rule that wins: the one that weighs most, of equals the last. */
const winner = (rules: readonly ColourRule[]): ColourRule | undefined => {
  let best: ColourRule | undefined;
  let most = -1;
  for (const rule of rules) {
    const weight = specificity(rule.selector);
    if (weight < most) continue;
    most = weight;
    best = rule;
  }
  return best;
};

interface Judged {
  readonly text: TextOnGround;
  readonly ink: Rgb;
  readonly contrast: number;
  readonly needed: number;
  readonly rule: ColourRule | undefined;
}

/** The custom property that a colour is, if that is all it says: `--quiet` for `var(--quiet)`. */
const propertyIn = (colour: string | undefined): string | undefined => /^var\((--[\w-]+)\)$/.exec(colour ?? "")?.[1];

/** A section's colour is the editor's: no style sheet says it. */
const SECTION = "--section";

/** Where a layout first gives a custom property its value. */
const definitionOf = ({ name, stylesheets }: Layout, property: string): Where | undefined => {
  for (const sheet of stylesheets) {
    const at = new RegExp(`(?<![\\w-])${property}\\s*:`).exec(sheet.css);
    if (at === null) continue;
    const { line, column } = positionAt(sheet.css, at.index);
    const place = { file: `layouts/${name}/${sheet.name}`, line, col: column };
    return { place, frame: codeFrame(sheet.css, line, column) };
  }
  return undefined;
};

/** Where a colour is said: its custom property where the colour is to blame, or the rule that has it. Tokens stand in `layout.yaml`. */
const whereIs = (layout: Layout, { text, rule }: Judged): Where => {
  const property = propertyIn(rule?.colour);
  const isToBlame = property !== undefined && property !== SECTION && text.opacity === 1;
  const defined = isToBlame ? definitionOf(layout, property) : undefined;
  if (defined !== undefined) return defined;
  const isToken = rule?.sheet === "tokens" || (isToBlame && layout.tokens?.colours[property.slice(2)] !== undefined);
  if (isToken) return { place: { file: `layouts/${layout.name}/layout.yaml` } };
  return (rule && placeOfRule(layout, rule)) ?? { place: { file: `layouts/${layout.name}` } };
};

const judge = (text: TextOnGround): Judged | undefined => {
  const { ground } = text;
  if (ground.share < PLAIN_SHARE) return undefined;
  const ink = mixed(text.ink, ground.colour, text.opacity);
  const contrast = contrastBetween(ink, ground.colour);
  const needed = neededFor(text);
  return contrast >= needed ? undefined : { text, ink, contrast, needed, rule: winner(text.rules) };
};

/** Rounded down: what falls short must not look as if it did not. */
const figure = (contrast: number): string => (Math.floor(contrast * 100) / 100).toFixed(2);

/** How many elements a message names. */
const NAMED = 4;

const remedyFor = ({ text, ink, needed, rule }: Judged): string => {
  const better = readableInk(ink, text.ground.colour, needed);
  if (propertyIn(rule?.colour) === SECTION && text.opacity === 1 && better !== undefined)
    return `Give such a section a colour like ${hex(better)} (\`sectionColours\` in layout.yaml), or set these words in another.`;
  if (text.opacity < 1)
    return `These words let ${Math.round((1 - text.opacity) * 100)} % of their ground through: raise \`opacity\`, or give them a colour of their own.`;
  return better === undefined
    ? "Change the ground, or the colour of these words."
    : `Write a colour such as ${hex(better)}, or change the ground.`;
};

const lowContrast = (layout: Layout, alike: readonly [Judged, ...Judged[]]): Problem => {
  const [one] = alike;
  const { text, ink, contrast, needed, rule } = one;
  const elements = [...new Set(alike.map((judged) => `\`${judged.text.element}\``))];
  const others = elements.length > NAMED ? ` and ${elements.length - NAMED} more` : "";
  const said = rule === undefined ? "" : ` (\`color: ${rule.colour}\`)`;
  return {
    code: "LAYOUT_CONTRAST_LOW",
    severity: "error",
    ...whereIs(layout, one),
    message: `${hex(ink)}${said} on ${hex(text.ground.colour)} has a contrast of ${figure(contrast)} to 1, and ${needed} is needed, in ${elements.slice(0, NAMED).join(", ")}${others}; first on page ${text.pageIndex + 1} of the specimen: “${text.text}”.`,
    remedy: remedyFor(one),
  };
};

/** Tells each colour that cannot be read on its ground once. Problems: LAYOUT_CONTRAST_LOW. */
export const checkContrast = (layout: Layout, texts: readonly TextOnGround[]): Problem[] => {
  const groups = new Map<string, [Judged, ...Judged[]]>();
  for (const text of texts) {
    const judged = judge(text);
    if (judged === undefined) continue;
    const { rule, ink, needed } = judged;
    const by = propertyIn(rule?.colour) ?? (rule === undefined ? text.element : `${rule.sheet}${rule.selector}`);
    // What shines through is the same fault in every colour.
    const colour = text.opacity < 1 ? text.opacity : hex(ink);
    const key = [by, colour, hex(text.ground.colour), needed].join("/");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [judged]);
    else group.push(judged);
  }
  return [...groups.values()].map((group) => lowContrast(layout, group));
};
